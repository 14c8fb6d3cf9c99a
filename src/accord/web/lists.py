"""Lists: pages of fifty, and the filters in force in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accord.core.dates import day_text
from accord.web.dates import as_of
from accord.web.middleware import ActorRequest

PAGE_SIZE = 50


def page_of(request: HttpRequest, items: QuerySet[Any] | Sequence[Any], size: int = PAGE_SIZE) -> Page[Any]:
    """The page that the address asks for (`?page=`); the nearest that exists where it asks for none such."""
    return Paginator(items, size).get_page(request.GET.get("page"))


@dataclass(frozen=True)
class Chip:
    """A filter in force, in words, and the query without it."""

    name: str
    value: str
    without: str


def chips_of(request: HttpRequest, form: forms.Form) -> list[Chip]:
    """The filters of a form that are in force; one that was refused is none."""
    return [_chip(request, field) for field in form if request.GET.get(field.html_name) and not field.errors]


def _chip(request: HttpRequest, field: forms.BoundField) -> Chip:
    query = request.GET.copy()
    values = query.pop(field.html_name)
    query.pop("page", None)
    named = dict(_choices(field.field))
    text = ", ".join(str(named.get(value) or _for_people(field.field, value)) for value in values if value)
    return Chip(str(field.label), text, f"?{query.urlencode()}" if query else "")


def _for_people(field: forms.Field, value: str) -> str:
    """A value of the address as people read it: a day as they write it, anything else as it is."""
    day = field.to_python(value) if isinstance(field, forms.DateField) else None
    return day_text(day) if day else value


def _choices(field: forms.Field) -> Iterator[tuple[str, Any]]:
    for value, text in getattr(field, "choices", ()):
        if isinstance(text, (list, tuple)):
            yield from ((str(inner), word) for inner, word in text)
        else:
            yield str(value), text


def export_head(request: ActorRequest, form: forms.Form | None = None, marking: str = "") -> dict[str, str]:
    """What an exported list says about itself: filters, day, viewer, marking, address."""
    filters = "; ".join(f"{chip.name}: {chip.value}" for chip in chips_of(request, form)) if form else ""
    return {
        "filter": filters or _("none"),
        "as of": day_text(as_of(request)),
        "seen by": request.actor.name or _("a visitor"),
        "marking": marking or _("public catalogue"),
        "address": request.build_absolute_uri(),
    }
