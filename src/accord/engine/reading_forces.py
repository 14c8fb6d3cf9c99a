"""Reading the force tree: participants, units and nations."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from accord.engine.checked import Forces
from accord.engine.checks import note_cycle, only_row_of
from accord.engine.tables import UNKNOWN, IntArray, Names, TableReader


def read_forces(participants: TableReader, units: TableReader, more_nations: Iterable[str]) -> Forces:
    """Who belongs to whom; units may be named by a participant, by a child or by their own row."""
    names = Names.of(participants.distinct("participant"))
    unit_names = Names.of(participants.distinct("unit") | units.distinct("unit") | units.distinct("parent"))
    nations = Names.of(participants.distinct("nation") | units.distinct("nation") | set(more_nations))
    row_of = only_row_of(participants, "participant", names)
    only_row_of(units, "unit", unit_names)
    unit_of = participants.codes("unit", unit_names, required=False)
    nation_of = participants.codes("nation", nations)
    nation_of_unit, parent_of = _read_units(participants, units, unit_names, nations)
    forces = Forces(names, unit_names, nations, unit_of[row_of], nation_of[row_of], parent_of, nation_of_unit)
    _check_leaves(participants, forces)
    return forces


def _read_units(
    participants: TableReader, units: TableReader, names: Names, nations: Names
) -> tuple[IntArray, IntArray]:
    """The nation and the parent of each unit, whether it was named by a participant, a child or itself."""
    unit, parent = units.codes("unit", names), units.codes("parent", names, required=False)
    nation_of_unit = np.full(len(names), UNKNOWN, np.int64)
    nation = units.codes("nation", nations)
    _put_under(nation_of_unit, units, "nation", unit, nation)
    _put_under(nation_of_unit, units, "parent", parent, nation)
    theirs = participants.codes("unit", names, required=False)
    _put_under(nation_of_unit, participants, "unit", theirs, participants.codes("nation", nations))
    parent_of = np.full(len(names), UNKNOWN, np.int64)
    parent_of[unit[unit >= 0]] = parent[unit >= 0]
    edges = {child: [above] for child, above in enumerate(parent_of.tolist()) if above >= 0}
    note_cycle(units, "parent", edges, names, "stands above itself; break the circle")
    return nation_of_unit, parent_of


def _put_under(
    nation_of_unit: IntArray, reader: TableReader, column: str, unit: IntArray, nation: IntArray
) -> None:
    """Let each row put its unit under its nation, and note rows that name a second nation."""
    usable = np.flatnonzero((unit >= 0) & (nation >= 0))
    first = usable[nation_of_unit[unit[usable]] < 0]
    nation_of_unit[unit[first]] = nation[first]
    wrong = np.zeros(len(unit), bool)
    wrong[usable] = nation_of_unit[unit[usable]] != nation[usable]
    text = "puts a unit under a second nation; a unit has one"
    reader.problems.add_rows("two-nations", reader.name, column, reader.texts(column), wrong, text)


def _check_leaves(reader: TableReader, forces: Forces) -> None:
    """A participant may bear the name of a unit only when it is that unit, a leaf of the tree."""
    shared = set(forces.participants.names) & set(forces.units.names)
    if not shared:
        return
    members = np.bincount(forces.unit_of[forces.unit_of >= 0], minlength=len(forces.units))
    children = np.bincount(forces.parent_of[forces.parent_of >= 0], minlength=len(forces.units))
    for name in sorted(shared):
        unit = forces.units.position[name]
        is_itself = forces.unit_of[forces.participants.position[name]] == unit
        if not is_itself or members[unit] > 1 or children[unit]:
            reader.problems.add(
                "name-taken",
                reader.name,
                "participant",
                name,
                "is the name of a unit; only a unit with nothing below it is itself a participant",
            )
