"""Reading interactions, their requirements and the successions of standards."""

from __future__ import annotations

import numpy as np

from accord.engine.checked import Catalogue
from accord.engine.checks import note_cycle, note_doubles, note_foreign_roles, only_row_of, reachable
from accord.engine.tables import Names, TableReader
from accord.engine.vocabulary import ROLES, Kind, Obligation


def read_catalogue(readers: dict[str, TableReader]) -> Catalogue:
    """Interactions with their mandatory requirements, and the standards that anybody names."""
    interactions, requirements = readers["interactions"], readers["requirements"]
    successions = readers["successions"]
    names = Names.of(interactions.distinct("interaction"))
    row_of = only_row_of(interactions, "interaction", names)
    kind = interactions.words("kind", list(Kind))[row_of] if len(names) else np.zeros(0, np.int64)
    standards = Names.of(
        requirements.distinct("standard")
        | readers["claims"].distinct("standard")
        | successions.distinct("older")
        | successions.distinct("newer")
    )
    interaction = requirements.codes("interaction", names)
    role = requirements.words("role", ROLES)
    standard = requirements.codes("standard", standards)
    obligation = requirements.words("obligation", list(Obligation))
    note_foreign_roles(requirements, interaction, role, kind)
    note_doubles(requirements, ["interaction", "role", "standard"], [interaction, role, standard])
    decides = (obligation == 0) & (interaction >= 0) & (role >= 0) & (standard >= 0)
    return Catalogue(
        names,
        kind,
        standards,
        interaction[decides],
        role[decides],
        standard[decides],
        _read_successions(successions, standards),
    )


def _read_successions(reader: TableReader, standards: Names) -> dict[int, tuple[int, ...]]:
    older, newer = reader.codes("older", standards), reader.codes("newer", standards)
    note_doubles(reader, ["older", "newer"], [older, newer])
    edges: dict[int, list[int]] = {}
    for old, new in zip(older.tolist(), newer.tolist(), strict=True):
        if old >= 0 and new >= 0:
            edges.setdefault(old, []).append(new)
    if note_cycle(reader, "newer", edges, standards, "is newer than itself; break the circle"):
        return {}
    return {old: tuple(sorted(reachable(old, edges))) for old in edges}
