"""Vocabulary of trials, and what a result needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.core.dates import day_text
from accord.core.errors import Problem

LONGEST_EVENT = 120


class Result(StrEnum):
    """How a trial ended."""

    SUCCESS = "success"
    LIMITED = "limited"
    ISSUE = "issue"
    NOT_TESTED = "not tested"


@dataclass(frozen=True)
class TrialDraft:
    """A result that one side wants to record. In an exchange `a` provided and `b` consumed.

    `a` and `b` are engine names such as `XAL:2SIG-BMS1`; one of them is of the nation that records.
    """

    a: str
    b: str
    interaction: str
    result: str
    held_on: date | None
    valid_until: date | None = None
    event: str = ""
    remark: str = ""


def trial_problems(draft: TrialDraft, today: date) -> list[Problem]:
    """Everything that is wrong with a draft by itself; empty when it can be recorded."""
    problems = _date_problems(draft, today)
    if draft.result not in tuple(Result):
        text = f"“{draft.result}” is no result. Choose one of: {', '.join(Result)}."
        problems.append(Problem("unknown-result", text, "result"))
    if len(draft.event) > LONGEST_EVENT:
        text = f"The event's name has {len(draft.event)} letters, and {LONGEST_EVENT} fit. Shorten it."
        problems.append(Problem("event-length", text, "event"))
    if draft.a.partition(":")[0].upper() == draft.b.partition(":")[0].upper():
        text = f"{draft.a} and {draft.b} are of one nation. A trial is between two; name a partner's element."
        problems.append(Problem("one-nation", text, "b"))
    return problems


def _date_problems(draft: TrialDraft, today: date) -> list[Problem]:
    held = draft.held_on
    if held is None:
        return [Problem("held-on-missing", "The trial has no date. Say on which day it was held.", "held_on")]
    problems = []
    if held > today:
        text = f"{day_text(held)} is in the future. Record the result once the trial was held."
        problems.append(Problem("held-on-future", text, "held_on"))
    if draft.valid_until is not None and draft.valid_until < held:
        text = f"The result would be valid until {day_text(draft.valid_until)}, before the trial was held. Correct it."
        problems.append(Problem("reversed-dates", text, "valid_until"))
    return problems
