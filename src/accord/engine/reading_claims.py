"""Reading what was said and shown: claims on standards, claims to roles, trials."""

from __future__ import annotations

import numpy as np

from accord.engine.checked import DATES, Catalogue, Claims, Dated, Forces, RoleClaims, Trials
from accord.engine.checks import DAY_OFFSET, note_doubles, note_foreign_roles, note_missing_day, note_reversed
from accord.engine.tables import NO_DAY, UNKNOWN, IntArray, TableReader
from accord.engine.vocabulary import NATION, RESULTS, ROLES, SYSTEM, UNIT, HolderKind


def read_claims(reader: TableReader, forces: Forces, catalogue: Catalogue) -> Claims:
    """Claims on standards, one row per holder, standard and day."""
    kinds = reader.words("holder_kind", list(HolderKind))
    holder = _holders(reader, kinds, forces)
    standard = reader.codes("standard", catalogue.standards)
    claims = Claims(holder, standard, _read_dated(reader))
    key = [holder, standard, claims.dated.made_on + DAY_OFFSET]
    note_doubles(reader, ["holder", "standard", "made_on"], key)
    return claims


def _holders(reader: TableReader, kinds: IntArray, forces: Forces) -> IntArray:
    """Node numbers of the holders, each looked up among the holders of its kind."""
    first = {SYSTEM: 0, UNIT: len(forces.participants)}
    first[NATION] = first[UNIT] + len(forces.units)
    groups = {SYSTEM: forces.participants, UNIT: forces.units, NATION: forces.nations}
    texts = reader.texts("holder")
    holder = np.full(reader.length, UNKNOWN, np.int64)
    for kind, names in groups.items():
        get = names.position.get
        rows = np.flatnonzero(kinds == kind)
        found = np.array([get(texts[row], UNKNOWN) for row in rows.tolist()], np.int64)  # type: ignore[arg-type]  # None is no known name
        holder[rows] = np.where(found >= 0, found + first[kind], UNKNOWN)
    text = "is not known as a holder of this kind; name it among the participants, units or nations"
    wrong = (holder < 0) & (kinds >= 0)
    reader.problems.add_rows("unknown-name", reader.name, "holder", texts, wrong, text)
    is_unit = np.array([name in forces.units.position for name in forces.participants.names], bool)
    wrong = (kinds == SYSTEM) & (holder >= 0)
    wrong[wrong] = is_unit[holder[wrong]]
    text = "is a unit; a unit without systems states its claims as a unit"
    reader.problems.add_rows("wrong-holder-kind", reader.name, "holder", texts, wrong, text)
    return holder


def read_roles(reader: TableReader, forces: Forces, catalogue: Catalogue) -> RoleClaims:
    """Claims to roles, one row per participant, interaction, role and day."""
    participant = reader.codes("participant", forces.participants)
    interaction = reader.codes("interaction", catalogue.interactions)
    role = reader.words("role", ROLES)
    note_foreign_roles(reader, interaction, role, catalogue.kind)
    roles = RoleClaims(participant, interaction, role, _read_dated(reader))
    key = [participant, interaction, role, roles.dated.made_on + DAY_OFFSET]
    note_doubles(reader, ["participant", "interaction", "role", "made_on"], key)
    return roles


def _read_dated(reader: TableReader) -> Dated:
    dated = Dated(reader.grades("grade"), *(reader.days(column) for column in DATES))
    note_missing_day(reader, "made_on", dated.made_on == NO_DAY, "is missing; say when the claim was made")
    note_missing_day(
        reader,
        "target_on",
        (dated.grade == 1) & (dated.target_on == NO_DAY),
        "is missing; a plan names its target date",
    )
    note_missing_day(
        reader,
        "valid_until",
        (dated.grade >= 3) & (dated.valid_until == NO_DAY),
        "is missing; an evaluated or demonstrated claim says how long it holds",
    )
    note_reversed(reader, "target_on", dated.made_on, dated.target_on, dated.grade == 1)
    note_reversed(reader, "valid_until", dated.made_on, dated.valid_until, dated.grade >= 3)
    note_reversed(reader, "withdrawn_on", dated.made_on, dated.withdrawn_on)
    return dated


def read_trials(reader: TableReader, forces: Forces, catalogue: Catalogue) -> Trials:
    """Trials of two different participants; several may be held on one day."""
    trials = Trials(
        reader.codes("a", forces.participants),
        reader.codes("b", forces.participants),
        reader.codes("interaction", catalogue.interactions),
        reader.words("result", list(RESULTS)),
        *(reader.days(column) for column in ("held_on", "valid_until", "stale_on")),
    )
    reader.problems.add_rows(
        "self-pair",
        reader.name,
        "b",
        reader.texts("b"),
        (trials.a == trials.b) & (trials.a >= 0),
        "stands on both sides; a trial needs two participants",
    )
    note_missing_day(reader, "held_on", trials.held_on == NO_DAY, "is missing; say when the trial was held")
    for column, end in (("valid_until", trials.valid_until), ("stale_on", trials.stale_on)):
        note_reversed(reader, column, trials.held_on, end, start_column="held_on")
    return trials
