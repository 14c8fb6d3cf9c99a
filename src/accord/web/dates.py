"""Dates in addresses."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.core.errors import Problem, RuleBroken


def today() -> date:
    """Today, in UTC."""
    return timezone.now().date()


def as_of(request: HttpRequest) -> date:
    """The day that the page is asked for; today where the address names none."""
    return asked_day(request, "as_of") or today()


def asked_day(request: HttpRequest, name: str) -> date | None:
    """A day in the address, None where it names none; raises `RuleBroken` for anything that is no day."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        refused = _("“%(text)s” is not a day. Write it as 2026-11-22.") % {"text": text}
        raise RuleBroken([Problem("date", refused, name)]) from None
