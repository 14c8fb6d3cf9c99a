"""The words behind engine names: nations, units and systems as people know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.access.acting import Actor
from accord.analysis.selectors.questions import Asked
from accord.forces.models import Element
from accord.nations.models import Nation


@dataclass(frozen=True)
class Names:
    """Titles and elements by engine name, as far as the viewer sees them; whether any of them is invented."""

    titles: dict[str, str]
    elements: dict[str, Element]
    exercise_data: bool


def names_of(viewer: Actor, names: Iterable[str]) -> Names:
    """The words for these engine names; a name that the viewer may not see stands for itself."""
    wanted = set(names)
    nations = {nation.code: nation for nation in Nation.objects.select_related("party")}
    elements = _elements(viewer, wanted)
    titles = {name: nations[name].name if name in nations else name for name in wanted}
    titles |= {name: f"{element.name} ({element.owner.code})" for name, element in elements.items()}
    owners = {name.split(":", 1)[0] for name in wanted}
    invented = any(nations[code].party.exercise_data for code in owners if code in nations)
    return Names(titles, elements, invented)


def _elements(viewer: Actor, names: set[str]) -> dict[str, Element]:
    codes = {name.split(":", 1)[1] for name in names if ":" in name}
    if not codes:
        return {}
    found = Element.objects.visible_to(viewer).filter(code__in=codes).select_related("owner", "parent")
    return {element.engine_name: element for element in found if element.engine_name in names}


@dataclass(frozen=True)
class OfPair:
    """What every answer about two parties starts from: the question, the parties, and the words for all it names."""

    asked: Asked
    a: str
    b: str
    names: Names

    @property
    def a_title(self) -> str:
        """The first party's name."""
        return self.names.titles[self.a]

    @property
    def b_title(self) -> str:
        """The second party's name."""
        return self.names.titles[self.b]
