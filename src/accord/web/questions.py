"""The question that an address asks: scope, level, dates, order; defaults where it is silent."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from accord.analysis.rules import Question
from accord.analysis.selectors import Asked, ask
from accord.core.errors import Problem, RuleBroken
from accord.web.dates import as_of, asked_day, today
from accord.web.middleware import ActorRequest

DEFAULT_SCOPE, DEFAULT_LEVEL = "CORE", 3
Word = TypeVar("Word", bound=StrEnum)


def asked_of(request: ActorRequest) -> Asked:
    """The checked question of the address, for whoever looks."""
    question = Question(
        scope=request.GET.get("scope") or DEFAULT_SCOPE,
        level=_level(request),
        as_of=as_of(request),
        project_to=asked_day(request, "project_to"),
    )
    return ask(question, request.actor, today())


def _level(request: ActorRequest) -> int:
    text = request.GET.get("level") or str(DEFAULT_LEVEL)
    if not text.isdecimal() or len(text) > 3:
        refused = _("“%(text)s” is not a level. Choose 1 (planned) to 4 (demonstrated).") % {"text": text}
        raise RuleBroken([Problem("level-range", refused, "level")])
    return int(text)


def chosen(request: ActorRequest, name: str, words: type[Word], default: Word) -> Word:
    """A word of the address out of a list; the default where it names none; a sentence for any other."""
    text = request.GET.get(name) or default.value
    if text not in tuple(words):
        refused = _("“%(text)s” is none of: %(words)s.") % {"text": text, "words": ", ".join(words)}
        raise RuleBroken([Problem("word", refused, name)])
    return words(text)


def address_part(request: ActorRequest, **changes: str | None) -> str:
    """The question as the end of an address, so that every link keeps it; None drops a part."""
    kept = {
        name: request.GET[name]
        for name in ("scope", "level", "as_of", "project_to", "order", "twin", "arrange")
        if request.GET.get(name)
    }
    merged = {**kept, **changes}
    text = urlencode({name: value for name, value in merged.items() if value})
    return f"?{text}" if text else ""
