"""From tables to checked input: everything that can be wrong is found here, at once, before computing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accord.engine.checked import DATES, Inputs
from accord.engine.errors import Problems
from accord.engine.reading_catalogue import read_catalogue
from accord.engine.reading_claims import read_claims, read_roles, read_trials
from accord.engine.reading_forces import read_forces
from accord.engine.tables import Table, TableReader, day_number


@dataclass(frozen=True)
class Tables:
    """The raw tables as they were handed over."""

    participants: Table
    interactions: Table
    requirements: Table
    roles: Table
    claims: Table
    trials: Table | None = None
    successions: Table | None = None
    units: Table | None = None
    nations: Iterable[str] | None = None


def read_inputs(tables: Tables, as_of: date, project_to: date | None) -> Inputs:
    """Check and intern all tables; raises `EngineInputError` with every problem found."""
    problems = Problems()
    readers = _readers(tables, problems)
    problems.refuse()  # without its columns a table cannot be looked at any further
    forces = read_forces(readers["participants"], readers["units"], tables.nations or ())
    catalogue = read_catalogue(readers)
    inputs = Inputs(
        forces=forces,
        catalogue=catalogue,
        claims=read_claims(readers["claims"], forces, catalogue),
        roles=read_roles(readers["roles"], forces, catalogue),
        trials=read_trials(readers["trials"], forces, catalogue),
        as_of=day_number(as_of),
        clock=day_number(project_to or as_of),
    )
    if inputs.clock < inputs.as_of:
        problems.add(
            "reversed-dates", "build_model", "project_to", project_to, f"is before the as-of date {as_of}"
        )
    problems.refuse()
    return inputs


_COLUMNS = {
    "participants": ("participant", "unit", "nation"),
    "interactions": ("interaction", "kind"),
    "requirements": ("interaction", "role", "standard", "obligation"),
    "roles": ("participant", "interaction", "role", "grade", "made_on"),
    "claims": ("holder_kind", "holder", "standard", "grade", "made_on"),
    "trials": ("a", "b", "interaction", "result", "held_on"),
    "successions": ("older", "newer"),
    "units": ("unit", "nation"),
}
_MAY_BE_LEFT_OUT = {"participants": ("unit",), "roles": DATES[1:], "claims": DATES[1:]}


def _readers(tables: Tables, problems: Problems) -> dict[str, TableReader]:
    readers = {}
    for name, columns in _COLUMNS.items():
        required = [column for column in columns if column not in _MAY_BE_LEFT_OUT.get(name, ())]
        readers[name] = TableReader(name, getattr(tables, name), required, problems)
    return readers
