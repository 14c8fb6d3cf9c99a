"""A checked question with its scope and the viewer's model: what every answer starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.access.acting import Actor
from accord.analysis.rules import Grouping, Question, question_problems
from accord.analysis.snapshot import Snapshot, snapshot
from accord.core.errors import NotVisible, Problem, RuleBroken, refuse_if
from accord.engine import EngineInputError
from accord.standards.models import Scope
from accord.standards.selectors import scope_page


@dataclass(frozen=True)
class Asked:
    """A question that can be answered: its scope with wanted levels, and what the viewer may see."""

    question: Question
    viewer: Actor
    scope: Scope
    wanted: dict[str, int]
    shot: Snapshot


def ask(question: Question, viewer: Actor, today: date) -> Asked:
    """Check the question and take the viewer's snapshot.

    Raises `RuleBroken` with all problems of level and dates, `NotVisible` for an unknown scope.
    """
    refuse_if(question_problems(question.level, question.as_of, question.project_to, today))
    page = scope_page(question.scope, viewer)
    if not page.wanted:
        text = f"The scope “{page.scope.title}” is empty, so there is nothing to compute. Add interactions to it."
        raise RuleBroken([Problem("empty-scope", text, "scope")])
    return Asked(
        question, viewer, page.scope, page.wanted, snapshot(viewer, question.as_of, question.project_to)
    )


def refuse_strangers(asked: Asked, a: str, b: str) -> None:
    """Raise `NotVisible` for a party that the viewer's model does not hold, `RuleBroken` for two that overlap."""
    model = asked.shot.model
    known = {*model.names("nation"), *model.names("unit"), *model.names("participant")}
    for name in (a, b):
        if name not in known:
            nations = ", ".join(model.names("nation")[:40])
            raise NotVisible(
                f"“{name}” is not known here, or has released nothing to you. Nations with forces: {nations}."
            )
    try:
        model.sides_of(a, b)
    except EngineInputError as overlap:
        text = f"{a} and {b} are one party, or one is part of the other. Name two that are apart."
        raise RuleBroken([Problem("shared-participant", text, "b")]) from overlap


def grouping_of(asked: Asked, a: str, b: str) -> Grouping:
    """As what two known parties can be compared; raises `RuleBroken` where they are of two kinds."""
    for by in Grouping:
        if {a, b} <= {*asked.shot.model.names(by)}:
            return by
    text = f"{a} and {b} are of two kinds. Compare two nations, two units or two systems."
    raise RuleBroken([Problem("two-kinds", text, "b")])
