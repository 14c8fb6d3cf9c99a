"""Figures of one nation: what it holds, and what is due."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accord.access.acting import Actor
from accord.claims.models import Claim, RoleClaim
from accord.claims.rules import Standing
from accord.claims.selectors.lists import Stated, ids_in_force, in_force, standing_condition
from accord.forces.models import Element
from accord.forces.rules import ElementKind


@dataclass(frozen=True)
class Due:
    """How many claims of one kind wait for their owner. Each figure is the length of the list filtered so."""

    lapses_soon: int
    lapsed: int
    overdue: int


def claims_due(viewer: Actor, today: date) -> tuple[Due, Due]:
    """What is due of the viewer's own claims: on standards, and on roles. One query each."""
    return _due(Claim, viewer, today), _due(RoleClaim, viewer, today)


def _due(model: type[Stated], viewer: Actor, today: date) -> Due:
    own = in_force(model, viewer, today, Q(owner=viewer.party or 0))
    words = {"lapses_soon": Standing.LAPSES_SOON, "lapsed": Standing.LAPSED, "overdue": Standing.OVERDUE}
    counts = {name: Count("pk", filter=standing_condition(word, today)) for name, word in words.items()}
    return Due(**own.aggregate(**counts))


@dataclass(frozen=True)
class NationFigures:
    """What a nation holds, as far as the viewer sees: numbers of units, systems, claims in force, roles in force."""

    units: int
    systems: int
    claims: int
    roles: int


def nation_figures(nation: int, day: date, viewer: Actor) -> NationFigures:
    """The figures of the party `nation`, in three queries."""
    elements = Counter(Element.objects.visible_to(viewer).filter(owner=nation).values_list("kind", flat=True))
    return NationFigures(
        units=elements[ElementKind.UNIT],
        systems=elements[ElementKind.SYSTEM],
        claims=len(ids_in_force(Claim, viewer, day, Q(owner=nation))),
        roles=len(ids_in_force(RoleClaim, viewer, day, Q(owner=nation))),
    )
