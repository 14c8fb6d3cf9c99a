"""Two nations over a scope: interaction by interaction, and unit by unit."""

from __future__ import annotations

from dataclasses import dataclass

from accord.analysis.rules import Grouping
from accord.analysis.selectors.matrix import PairRow, pair_rows
from accord.analysis.selectors.names import OfPair, names_of
from accord.analysis.selectors.questions import Asked, grouping_of, refuse_strangers
from accord.engine import PairInteraction, State, pair_interactions
from accord.standards.models import Interaction


@dataclass(frozen=True)
class InteractionRow:
    """One interaction of the scope as the pair stands in it, with the catalogue's words and the wanted level."""

    interaction: Interaction
    found: PairInteraction
    wanted: int

    @property
    def met(self) -> bool:
        """The proven level reaches the wanted one."""
        return self.found.interval.proven >= self.wanted


@dataclass(frozen=True)
class PairPage(OfPair):
    """Two nations, units or systems over a scope: figures, then what applies, is unserved, and does not apply."""

    figures: PairRow
    applicable: list[InteractionRow]
    unserved: list[InteractionRow]
    not_applicable: list[InteractionRow]


@dataclass(frozen=True)
class UnitsPage(OfPair):
    """Units of one nation against units of another; `cells` by (unit of a, unit of b)."""

    a_units: list[str]
    b_units: list[str]
    cells: dict[tuple[str, str], PairRow]


def pair_page(asked: Asked, a: str, b: str) -> PairPage:
    """How two parties stand in every interaction of the scope; raises `NotVisible`, `RuleBroken`."""
    refuse_strangers(asked, a, b)
    by = grouping_of(asked, a, b)
    found = pair_interactions(asked.shot.model, a, b, asked.wanted)
    catalogue = {
        one.code: one for one in Interaction.objects.filter(code__in=asked.wanted).select_related("profile")
    }
    rows = [InteractionRow(catalogue[one.interaction], one, asked.wanted[one.interaction]) for one in found]
    rows.sort(key=lambda row: (row.found.interval.proven, row.interaction.title, row.interaction.code))

    def those(state: State) -> list[InteractionRow]:
        return [row for row in rows if row.found.state is state]

    return PairPage(
        asked, a, b, names_of(asked.viewer, (a, b)), pair_rows(asked, by, [a], [b])[a, b],
        those(State.APPLICABLE), those(State.UNSERVED), those(State.NOT_APPLICABLE),
    )  # fmt: skip


def units_page(asked: Asked, a: str, b: str) -> UnitsPage:
    """Which unit of nation `a` can work with which of `b`; raises `NotVisible` for unknown names."""
    refuse_strangers(asked, a, b)
    units = asked.shot.model.names("unit")
    sides = {nation: [name for name in units if name.startswith(f"{nation}:")] for nation in (a, b)}
    cells = pair_rows(asked, Grouping.UNIT, sides[a], sides[b])
    names = names_of(asked.viewer, (a, b, *sides[a], *sides[b]))
    return UnitsPage(asked, a, b, names, sides[a], sides[b], cells)
