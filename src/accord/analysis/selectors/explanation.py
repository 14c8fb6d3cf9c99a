"""One interaction of one pair: the roles, each blocker, the smallest change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.analysis.selectors.names import OfPair, names_of
from accord.analysis.selectors.questions import Asked, refuse_strangers
from accord.core.errors import NotVisible
from accord.engine import Explanation, explain
from accord.engine import breadth as engine_breadth
from accord.standards.models import Interaction, Standard


@dataclass(frozen=True)
class ExplanationPage(OfPair):
    """An explanation with the words of everything that it names.

    `breadth` is the share of member pairs that reach the level, as (proven, possible); None where it applies to
    no member pair, or where the parties are no nations.
    """

    interaction: Interaction
    found: Explanation
    standards: dict[str, Standard]
    breadth: tuple[float, float] | None


def explanation_page(asked: Asked, a: str, b: str, interaction: str) -> ExplanationPage:
    """Why two parties do or do not reach the level; raises `NotVisible` for unknown names."""
    refuse_strangers(asked, a, b)
    entry = Interaction.objects.filter(code=interaction).select_related("profile").first()
    if entry is None:
        raise NotVisible(
            f"There is no interaction with the code “{interaction}”. Choose one from the list of interactions."
        )
    found = explain(asked.shot.model, a, b, interaction, asked.question.level)
    return ExplanationPage(
        asked, a, b, names_of(asked.viewer, (a, b, *_named_elements(found))), entry, found,
        _standards(found), _breadth(asked, a, b, interaction),
    )  # fmt: skip


def _named_elements(found: Explanation) -> set[str]:
    names = {player.participant for one in found.assignments for player in (one.giver, one.taker)}
    names |= {
        blocker.standing.holder
        for one in found.assignments
        for blocker in one.blockers
        if blocker.standing is not None and blocker.standing.holder
    }
    return names | {name for trial in found.trials for name in (trial.a, trial.b)}


def _standards(found: Explanation) -> dict[str, Standard]:
    codes: set[str] = set()
    for one in found.assignments:
        for blocker in one.blockers:
            codes.update(_known([blocker.standard, *blocker.alternatives]))
            if blocker.standing is not None:
                codes.update(_known([blocker.standing.standard]))
        for change in one.smallest_change:
            codes.update(_known([change.name, *change.stands_for, *change.alternatives]))
    return {one.code: one for one in Standard.objects.filter(code__in=codes)}


def _known(codes: Iterable[str | None]) -> list[str]:
    return [code for code in codes if code]


def _breadth(asked: Asked, a: str, b: str, interaction: str) -> tuple[float, float] | None:
    model = asked.shot.model
    names = model.names("nation")
    if a not in names or b not in names:
        return None
    shares = engine_breadth(model, interaction, asked.question.level, by="nation")
    i, j = names.index(a), names.index(b)
    proven, possible = float(shares.proven[i, j]), float(shares.possible[i, j])
    return None if proven != proven else (proven, possible)
