"""Errors that people meet: what was refused, the value, and the next step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a request; `code` is stable for machines and tests, `text` is for people.

    `field` names the input it belongs to, '' where it concerns the whole.
    """

    code: str
    text: str
    field: str = ""


class AccordError(Exception):
    """Something was refused; `str()` is a sentence that a person can act on."""

    code = "refused"


class RuleBroken(AccordError):
    """A rule said no. Carries all problems, not only the first."""

    code = "rule-broken"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.text for problem in problems))


class NotVisible(AccordError):
    """The record does not exist for this viewer; missing and hidden are told apart nowhere."""

    code = "not-found"


class NotPermitted(AccordError):
    """The actor lacks the permission that this action needs."""

    code = "not-permitted"


class SetupRefused(AccordError):
    """Accord cannot start as asked; the sentence says what stands in the way and what to do."""

    code = "setup"


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise `RuleBroken` with all problems, if there is any."""
    if found := list(problems):
        raise RuleBroken(found)
