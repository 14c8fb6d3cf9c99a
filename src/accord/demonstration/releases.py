"""To whom nations release: five nested circles each, and how a nation spreads its records over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from accord.demonstration.chance import Chance
from accord.demonstration.rows import ElementRow, Reach
from accord.demonstration.tables import Nation, Openness

# For each nation and circle, the parties besides the nation itself.
Audiences = Mapping[str, Mapping[Reach, tuple[str, ...]]]

# Shares of elements by circle: owner, alliance staff, neighbours, friends, all.
_SPREAD: Mapping[Openness, Sequence[float]] = {
    Openness.OPEN: (0.03, 0.07, 0.20, 0.48, 0.22),
    Openness.REGIONAL: (0.07, 0.14, 0.42, 0.29, 0.08),
    Openness.GUARDED: (0.14, 0.34, 0.38, 0.12, 0.02),
    Openness.CLOSED: (0.32, 0.44, 0.20, 0.04, 0.0),
}
_FRIENDS = {Openness.OPEN: 24, Openness.REGIONAL: 5, Openness.GUARDED: 2, Openness.CLOSED: 0}
_NARROWER = {
    0: 0.84,
    1: 0.12,
    9: 0.04,
}  # circles by which a record is narrower than its element; 9: owner only


def circles(chance: Chance, nation: Nation, nations: Sequence[Nation]) -> dict[Reach, tuple[str, ...]]:
    """The parties of each circle besides the owner, by code; `ALLIANCE` is alliance staff, `ALL` everyone."""
    near = sorted(other.code for other in nations if nation.is_near(other))
    if nation.openness is Openness.CLOSED:
        near = near[:2]
    far = sorted(other.code for other in nations if other != nation and other.code not in near)
    friends = near + chance.shuffled(far, "friends", nation.code)[: _FRIENDS[nation.openness]]
    return {
        Reach.OWNER: (),
        Reach.STAFF: ("ALLIANCE",),
        Reach.NEIGHBOURS: ("ALLIANCE", *near),
        Reach.FRIENDS: ("ALLIANCE", *sorted(friends)),
        Reach.ALL: ("ALL",),
    }


def released(chance: Chance, nation: Nation, tree: Sequence[ElementRow]) -> list[ElementRow]:
    """The tree with a circle for each element; nothing reaches further than what it belongs to."""
    reach: dict[str, Reach] = {}
    for element in reversed(tree):  # children first
        drawn = drawn_reach(chance, nation, "element", element.code)
        reach[element.code] = max(drawn, reach.get(element.code, Reach.OWNER))
        if element.parent:
            reach[element.parent] = max(reach[element.code], reach.get(element.parent, Reach.OWNER))
    return [replace(element, reach=reach[element.code]) for element in tree]


def drawn_reach(chance: Chance, nation: Nation, *subject: object) -> Reach:
    """A circle as the nation's policy spreads them."""
    weights = dict(zip(Reach, _SPREAD[nation.openness], strict=True))
    return chance.weighed(weights, "reach", nation.code, *subject)


def narrowed(chance: Chance, reach: Reach, *subject: object) -> Reach:
    """The circle of a record about something that reaches so far: the same, or a narrower one."""
    steps = chance.weighed(_NARROWER, "narrower", *subject)
    return Reach(max(reach - steps, Reach.OWNER))
