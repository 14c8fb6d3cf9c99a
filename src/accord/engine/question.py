"""A question about one interaction and level, and what each participant lacks to answer it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.engine.covers import Raised, Weight, smallest_cover, weight_of
from accord.engine.explanations import Costs
from accord.engine.model import Model
from accord.engine.tables import IntArray
from accord.engine.vocabulary import COLLABORATION, CONSUMER, PEER, PROVIDER


@dataclass(frozen=True)
class Question:
    """One interaction and level, asked of a model."""

    model: Model
    interaction: int
    level: int
    costs: Costs

    @property
    def name(self) -> str:
        """The interaction."""
        return self.model.interactions[self.interaction]

    @property
    def kind(self) -> int:
        """Exchange or collaboration, as a code."""
        return int(self.model.inputs.catalogue.kind[self.interaction])

    @property
    def roles(self) -> tuple[int, int]:
        """The giving and the taking role, as codes."""
        return (PEER, PEER) if self.kind == COLLABORATION else (PROVIDER, CONSUMER)

    def participant(self, number: int) -> str:
        """The name of a participant."""
        return self.model.participants.names[number]

    def cost(self, participant: int, name: str) -> float | None:
        """What a change of a standard, role or trial costs a participant; None where that is not known."""
        return self.costs.get((self.participant(participant), name))

    def directions(self, a: int, b: int) -> list[tuple[int, int]]:
        """Who gives to whom: both ways for an exchange, one way for a collaboration."""
        return [(a, b)] if self.kind == COLLABORATION else [(a, b), (b, a)]


@dataclass(frozen=True)
class Need:
    """What one participant lacks to play one role at the level.

    `raised` are the editions to raise. `weight` is that of all changes, `role_weight` that of claiming the role
    alone where it is not played.
    """

    raised: tuple[Raised, ...]
    weight: Weight
    role_weight: Weight


def needs_of(question: Question, participants: IntArray, role: int) -> list[Need]:
    """What each participant lacks to play the role at the level."""
    model, catalogue = question.model, question.model.inputs.catalogue
    needed = catalogue.required[
        (catalogue.required_by == question.interaction) & (catalogue.required_role == role)
    ]
    below = model.grades.proven[np.ix_(needed, participants)] < question.level
    grades = model.readiness.role[participants, question.interaction, role]
    return [
        _need(question, participant, grade, needed[lacks])
        for participant, grade, lacks in zip(participants.tolist(), grades.tolist(), below.T, strict=True)
    ]


def _need(question: Question, participant: int, grade: int, blocked: IntArray) -> Need:
    catalogue = question.model.inputs.catalogue
    standards = catalogue.standards.names
    raised = smallest_cover(
        blocked.tolist(), catalogue.newer, lambda number: question.cost(participant, standards[number])
    )
    weight = sum((one.weight for one in raised), Weight())
    claiming = weight_of(question.cost(participant, question.name))
    if grade < question.level:
        weight = weight + claiming
    return Need(raised, weight, claiming if grade < 1 else Weight())
