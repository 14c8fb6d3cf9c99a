"""What every page's frame shows: who looks, and which entries the navigation has."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accord.access.acting import NOBODY


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, and whether this is the demonstration."""
    return {"actor": getattr(request, "actor", NOBODY), "demonstration": settings.DEMONSTRATION}
