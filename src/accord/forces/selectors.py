"""Reads about force elements, each for a viewer.

What is not released to the viewer does not exist: an element whose parent is hidden hangs under its nation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from accord.access.acting import Actor
from accord.access.models import Party
from accord.access.selectors import Showing, showing_of
from accord.core.errors import NotVisible
from accord.forces.models import Element, Version
from accord.forces.rules import ElementKind

_FILTERS = {"nation": "owner__code", "domain": "domain", "echelon": "echelon", "kind": "kind"}


def elements(viewer: Actor, *, text: str = "", **chosen: str) -> QuerySet[Element]:
    """Elements by nation and code; filter by nation (its code), domain, echelon, kind. '' is no filter.

    `parent` is None where the viewer may not see it.
    """
    if unknown := set(chosen) - set(_FILTERS):
        raise TypeError(f"elements() cannot filter by {', '.join(sorted(unknown))}")
    found = (
        Element.objects.visible_to(viewer).select_related("owner", "parent").order_by("owner__code", "code")
    )
    for name, value in chosen.items():
        if value:
            found = found.filter(**{_FILTERS[name]: value})
    for word in text.split():
        found = found.filter(
            Q(code__icontains=word) | Q(name__icontains=word) | Q(owner__name__icontains=word)
        )
    return found


def element_by_name(name: str, viewer: Actor) -> Element:
    """The element with an engine name such as `XAL:2SIG-BMS1`; raises `NotVisible`."""
    nation, _, code = name.partition(":")
    found = elements(viewer, nation=nation.upper()).filter(code=code).first() if code else None
    if found is None:
        raise NotVisible(f"There is no element “{name}”. Write nation and code, as in XAL:2SIG-BMS1.")
    return found


def own_elements(viewer: Actor) -> QuerySet[Element]:
    """The elements of the viewer's own nation, units before systems."""
    return Element.objects.filter(owner=viewer.party or 0).select_related("owner").order_by("-kind", "code")


@dataclass
class Branch:
    """An element and what hangs below it, as far as the viewer may see."""

    element: Element
    children: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class NationForces:
    """The force tree of one nation for one viewer."""

    nation: Party
    branches: list[Branch]
    unit_count: int
    system_count: int


def force_tree(viewer: Actor, nation: str = "") -> list[NationForces]:
    """The trees of all nations, or of the one with this code, in one query."""
    by_nation: dict[Party, list[Element]] = {}
    for element in elements(viewer, nation=nation):
        by_nation.setdefault(element.owner, []).append(element)
    return [_nation_forces(owner, found) for owner, found in by_nation.items()]


def _nation_forces(owner: Party, found: list[Element]) -> NationForces:
    systems = sum(element.kind == ElementKind.SYSTEM for element in found)
    return NationForces(owner, _branches(found), len(found) - systems, systems)


def _branches(found: Iterable[Element]) -> list[Branch]:
    nodes = {element.pk: Branch(element) for element in found}
    roots: list[Branch] = []
    for branch in nodes.values():
        above = nodes.get(branch.element.parent_id or 0)
        (roots if above is None else above.children).append(branch)
    return roots


@dataclass(frozen=True)
class ElementPage:
    """One element: the units above it from the top, what hangs directly below, its versions, who sees it."""

    element: Element
    above: list[Element]
    children: list[Element]
    versions: list[Version]
    showing: Showing


def element_page(uuid: UUID, viewer: Actor) -> ElementPage:
    """One element with its family, in three queries; raises `NotVisible`."""
    seen = Element.objects.visible_to(viewer)
    owner = seen.filter(uuid=uuid).values("owner")[:1]
    family = list(
        seen.filter(owner=Subquery(owner)).select_related("owner", "label").order_by("-kind", "code")
    )
    element = next((one for one in family if one.uuid == uuid), None)
    if element is None:
        raise NotVisible("There is no such element. Look it up in the list of forces.")
    return ElementPage(
        element=element,
        above=lineage(element, family)[:0:-1],
        children=[child for child in family if child.parent_id == element.pk],
        versions=list(Version.objects.visible_to(viewer).filter(element=element).order_by("-fielded_on")),
        showing=showing_of(element.label, viewer),
    )


def lineage(element: Element, family: Iterable[Element]) -> list[Element]:
    """The element and the units above it, nearest first, ending below the first that is not in `family`."""
    known = {other.pk: other for other in family}
    found = [element]
    while (above := known.get(found[-1].parent_id or 0)) is not None:
        found.append(above)
    return found
