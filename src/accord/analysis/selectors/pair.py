"""Two nations over a scope: interaction by interaction, and unit by unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.access.acting import Actor
from accord.analysis.rules import Grouping
from accord.analysis.selectors.matrix import PairRow, pair_rows
from accord.analysis.selectors.questions import Asked, refuse_strangers
from accord.engine import PairInteraction, State, pair_interactions
from accord.forces.models import Element
from accord.nations.models import Nation
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
class PairPage:
    """A pair of nations (or units) over a scope: the figures, then what applies, is unserved, and does not apply."""

    asked: Asked
    a: str
    b: str
    a_title: str
    b_title: str
    figures: PairRow
    applicable: list[InteractionRow]
    unserved: list[InteractionRow]
    not_applicable: list[InteractionRow]


@dataclass(frozen=True)
class UnitsPage:
    """Units of one nation against units of another; `cells` by (unit of a, unit of b)."""

    asked: Asked
    a_title: str
    b_title: str
    a_units: list[str]
    b_units: list[str]
    elements: dict[str, Element]
    cells: dict[tuple[str, str], PairRow]


def titles_of(viewer: Actor, *names: str) -> list[str]:
    """Nations by their names; units and systems by their own and their nation's code."""
    nations = dict(Nation.objects.values_list("party__code", "party__name"))
    elements = elements_by_name(viewer, names)

    def title(name: str) -> str:
        if name in elements:
            return f"{elements[name].name} ({name.split(':')[0]})"
        return nations.get(name, name)

    return [title(name) for name in names]


def elements_by_name(viewer: Actor, names: Iterable[str]) -> dict[str, Element]:
    """The units and systems among engine names, as far as the viewer sees them."""
    wanted = {name for name in names if ":" in name}
    codes = {name.split(":", 1)[1] for name in wanted}
    found = Element.objects.visible_to(viewer).filter(code__in=codes).select_related("owner", "parent")
    return {element.engine_name: element for element in found if element.engine_name in wanted}


def pair_page(asked: Asked, a: str, b: str) -> PairPage:
    """How two parties stand in every interaction of the scope; raises `NotVisible` for unknown names."""
    refuse_strangers(asked, a, b)
    found = pair_interactions(asked.shot.model, a, b, asked.wanted)
    catalogue = {
        one.code: one for one in Interaction.objects.filter(code__in=asked.wanted).select_related("profile")
    }
    rows = [InteractionRow(catalogue[one.interaction], one, asked.wanted[one.interaction]) for one in found]
    rows.sort(key=lambda row: (row.found.interval.proven, row.interaction.title, row.interaction.code))
    by = Grouping.NATION if ":" not in a and ":" not in b else Grouping.UNIT
    a_title, b_title = titles_of(asked.viewer, a, b)

    def those(state: State) -> list[InteractionRow]:
        return [row for row in rows if row.found.state is state]

    return PairPage(
        asked, a, b, a_title, b_title, pair_rows(asked, by, [a], [b])[a, b],
        those(State.APPLICABLE), those(State.UNSERVED), those(State.NOT_APPLICABLE),
    )  # fmt: skip


def units_page(asked: Asked, a: str, b: str) -> UnitsPage:
    """Which unit of nation `a` can work with which of `b`; raises `NotVisible` for unknown names."""
    refuse_strangers(asked, a, b)
    units = asked.shot.model.names("unit")
    sides = {nation: [name for name in units if name.startswith(f"{nation}:")] for nation in (a, b)}
    cells = pair_rows(asked, Grouping.UNIT, sides[a], sides[b])
    a_title, b_title = titles_of(asked.viewer, a, b)
    elements = elements_by_name(asked.viewer, [*sides[a], *sides[b]])
    return UnitsPage(asked, a_title, b_title, sides[a], sides[b], elements, cells)
