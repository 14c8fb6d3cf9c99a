"""Lists in pages of fifty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50


def page_of(request: HttpRequest, items: QuerySet[Any] | Sequence[Any], size: int = PAGE_SIZE) -> Page[Any]:
    """The page that the address asks for (`?page=`); the nearest that exists where it asks for none such."""
    return Paginator(items, size).get_page(request.GET.get("page"))
