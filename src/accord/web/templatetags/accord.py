"""Tags and filters of every template: dates in our form. They format; they decide nothing."""

from __future__ import annotations

from datetime import date

from django import template

from accord.core import dates

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """`14 Mar 2027`, '' for no date."""
    return dates.day_text(value) if value else ""


@register.filter
def partial(value: str) -> str:
    """A partial date's text for people."""
    return dates.partial_text(value)
