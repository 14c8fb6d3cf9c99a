"""Force trees: units by kind, systems inside them, versions of systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from accord.demonstration.chance import Chance, apportion
from accord.demonstration.makes import Make, Market
from accord.demonstration.rows import ElementRow, VersionRow
from accord.demonstration.tables import Nation, UnitType, system_titles, unit_types
from accord.forces.rules import Echelon, ElementKind

# A second unit of a kind comes so many places after the first; headquarters need troops before a second one.
_COPY_DELAY = {Echelon.TACTICAL: 9, Echelon.OPERATIONAL: 17, Echelon.STRATEGIC: 17}
_TASTE = 3.0  # how far nations differ in what they raise first
_MOST_NUMBER = 28
_FIRST_FIELDED = (1650, 4300)  # days before today; every system is older than the oldest trial
_SECOND_FIELDED = (-300, 1500)  # also days before today: some are fielded only in the year to come
_THIRD_AFTER = (400, 900)  # days after the second
_HAS_SECOND, _HAS_THIRD = 0.45, 0.3


def force_trees(
    chance: Chance, nations: Sequence[Nation], *, units: int, systems: int
) -> dict[str, list[ElementRow]]:
    """Units and systems of each nation, parents first; the totals are exact."""
    weights = {nation.code: nation.weight + 1.5 for nation in nations}
    unit_share = apportion(units, weights)
    market = Market(chance, tuple(nations))
    trees = {nation.code: _units(chance, nation, unit_share[nation.code]) for nation in nations}
    room = {code: sum(len(unit_types()[unit.type].systems) for unit in tree) for code, tree in trees.items()}
    system_share = apportion(systems, room)
    for nation in nations:
        trees[nation.code] += _systems(market, nation, trees[nation.code], system_share[nation.code])
    return trees


def _units(chance: Chance, nation: Nation, count: int) -> list[ElementRow]:
    raised: list[ElementRow] = []
    for kind in _order_of_raising(chance, nation):
        if len(raised) < count:
            _raise(chance, nation, kind, raised)
    return raised[:count]


def _order_of_raising(chance: Chance, nation: Nation) -> list[UnitType]:
    wanted = []
    for kind in unit_types().values():
        if nation.has_coast or not kind.needs_coast:
            for copy in range(kind.most):
                taste = _TASTE * chance.drift("taste", nation.code, kind.code) if kind.parent else 0.0
                wanted.append((kind.priority + _COPY_DELAY[kind.echelon] * copy + taste, kind.code, kind))
    return [kind for _, _, kind in sorted(wanted, key=lambda entry: entry[:2])]


def _raise(chance: Chance, nation: Nation, kind: UnitType, raised: list[ElementRow]) -> None:
    """Add a unit, and before it the units above it that are still missing."""
    parents = [unit for unit in raised if unit.type == kind.parent]
    if kind.parent and not parents:
        _raise(chance, nation, unit_types()[kind.parent], raised)
        parents = raised[-1:]
    copy = sum(unit.type == kind.code for unit in raised)
    if copy >= kind.most:
        return  # an earlier child has brought it along
    number = chance.whole(1, _MOST_NUMBER, "number", nation.code, kind.code) + copy
    raised.append(
        ElementRow(
            nation=nation.code,
            code=kind.code if kind.most == 1 else f"{number}{kind.code}",
            kind=ElementKind.UNIT,
            parent=parents[copy % len(parents)].code if parents else "",
            name=kind.title.format(nth=_ordinal(number), number=number),
            domain=kind.domain,
            echelon=kind.echelon,
            type=kind.code,
        )
    )


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _systems(market: Market, nation: Nation, units: Sequence[ElementRow], count: int) -> Iterator[ElementRow]:
    copies: Counter[str] = Counter()
    inside: Counter[tuple[str, str]] = Counter()
    for unit, kind in _places(units, count):
        make = market.bought(nation, kind, copies[kind])
        copies[kind] += 1
        inside[unit.code, kind] += 1
        yield _system(unit, make, inside[unit.code, kind])


def _places(units: Sequence[ElementRow], count: int) -> list[tuple[ElementRow, str]]:
    """Where systems stand: every unit fills its list at the same pace, and then starts it again."""
    filled = []
    for place, unit in enumerate(units):
        kinds = unit_types()[unit.type].systems
        # A list is begun again at most as often as there are systems to place.
        for slot in range(2 * len(kinds) + 1 if kinds else 0):
            filled.append(((slot + 0.5) / len(kinds), place, unit, kinds[slot % len(kinds)]))
    filled.sort(key=lambda entry: entry[:2])
    return [(unit, kind) for _, _, unit, kind in filled[:count]]


def _system(unit: ElementRow, make: Make, number: int) -> ElementRow:
    return ElementRow(
        nation=unit.nation,
        code=f"{unit.code}-{make.type}{number}",
        kind=ElementKind.SYSTEM,
        parent=unit.code,
        name=f"{system_titles()[make.type]} {make.name}",
        domain=unit.domain,
        echelon=unit.echelon,
        type=make.type,
        make=make.name,
    )


def versions(chance: Chance, trees: Mapping[str, Sequence[ElementRow]], today: date) -> Iterator[VersionRow]:
    """One to three versions of each system; the newest may be fielded only in the year to come."""
    for tree in trees.values():
        for element in tree:
            if element.kind is ElementKind.SYSTEM:
                yield from _versions(chance, element, today)


def _versions(chance: Chance, system: ElementRow, today: date) -> Iterator[VersionRow]:
    days = [chance.day_before(today, *_FIRST_FIELDED, "fielded", *system.key)]
    if chance.happens(_HAS_SECOND, "second version", *system.key):
        days.append(chance.day_before(today, *_SECOND_FIELDED, "second fielded", *system.key))
        if chance.happens(_HAS_THIRD, "third version", *system.key):
            later = chance.whole(*_THIRD_AFTER, "third fielded", *system.key)
            days.append(days[-1] + timedelta(days=later))
    for number, day in enumerate(days, start=1):
        yield VersionRow(system.nation, system.code, f"{number}.0", day)
