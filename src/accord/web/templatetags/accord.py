"""Tags and filters of every template: dates, grades and filters in our form. They format; they decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accord.core import dates
from accord.web import lists, words

register = template.Library()

# The words of the calculus for grades and levels; a missing claim is unknown, which is no grade.
GRADE_WORDS: Mapping[int | None, Any] = {
    None: _("unknown"),
    0: _("none"),
    1: _("planned"),
    2: _("declared"),
    3: _("evaluated"),
    4: _("demonstrated"),
}
GRADE_SCALE = tuple(GRADE_WORDS.items())
_MARKS, _MARK_STEP = 4, 10


@register.filter
def day(value: date | None) -> str:
    """`14 Mar 2027`, '' for no date."""
    return dates.day_text(value) if value else ""


@register.filter
def partial(value: str) -> str:
    """A partial date's text for people."""
    return dates.partial_text(value)


@register.filter
def grade_word(value: int | None) -> Any:
    """The word of a grade or level; “unknown” for None."""
    return GRADE_WORDS[value]


# The verbs of the audit trail (`object.verb`), for people.
_ACTION_WORDS: Mapping[str, Any] = {
    "confirmed": _("confirmed it"),
    "declared": _("declared it"),
    "evidence-added": _("added evidence"),
    "moved": _("moved it to another unit"),
    "recorded": _("recorded it"),
    "released": _("changed to whom it is released"),
    "removed": _("removed it"),
    "stated": _("stated it"),
    "version-fielded": _("fielded a new version"),
    "withdrawn": _("withdrew it"),
}


@register.filter
def action_word(action: str) -> Any:
    """What somebody did, from an action of the audit trail such as `claim.stated`."""
    verb = action.rpartition(".")[2]
    return _ACTION_WORDS.get(verb, verb.replace("-", " "))


@register.filter
def gauge(proven: int | None, possible: int | None) -> list[dict[str, Any]]:
    """Four marks of a gauge: solid to `proven`, hatched to `possible`, empty beyond; unknown is neither."""
    return [
        {"number": number, "x": (number - 1) * _MARK_STEP, "state": _mark_state(number, proven, possible)}
        for number in range(1, _MARKS + 1)
    ]


def _mark_state(number: int, proven: int | None, possible: int | None) -> str:
    if proven is not None and number <= proven:
        return "solid"
    if possible is not None and number <= possible:
        return "hatched"
    return "unknown" if proven is None else "empty"


@register.simple_tag(takes_context=True)
def chips(context: Mapping[str, Any], form: forms.Form) -> list[lists.Chip]:
    """The filters of a form that are in force."""
    return lists.chips_of(context["request"], form)


@register.filter
def shown_numbers(page: Page[Any]) -> Iterator[Any]:
    """The numbers that a pagination shows, with an ellipsis for those left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.simple_block_tag
def keep(content: str) -> str:
    """Render a block once to show it twice: `{% keep as title %}{% block title %}{% endblock %}{% endkeep %}`."""
    # A template has rendered, and thereby escaped, it.
    return SafeString(content.strip())


@register.filter
def word(value: str) -> Any:
    """A word of a vocabulary as people read it."""
    return words.word(value)


@register.filter
def grouped(value: int) -> str:
    """A count with its thousands apart: `1,389`."""
    return f"{value:,}"
