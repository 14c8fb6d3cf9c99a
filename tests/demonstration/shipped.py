"""The shipped catalogue and a made coalition as plain tables, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from accord import engine
from accord.demonstration.catalogue import Catalogue, Interaction, Requirement
from accord.demonstration.coalition import FULL, SMALL, Coalition, coalition
from accord.demonstration.rows import ClaimRow, RoleRow
from accord.standards import catalogue_files
from accord.standards.records import Catalogue as Facts
from accord.standards.records import InteractionRecord
from accord.standards.rules import dimension_of, requirements_of

TODAY = date(2026, 11, 22)
SEED = 2


@cache
def shipped_catalogue() -> Catalogue:
    """What the generator would read from a database into which the shipped tables were loaded."""
    records = list(catalogue_files.interactions())
    facts, own = catalogue_files.facts(), catalogue_files.procedures()
    table = catalogue_files.dimension_table()
    dimensions = {
        record.code: str(record.dimension or dimension_of(record.number, table))
        for record in (*facts.standards, *own.standards)
    }
    return Catalogue(
        tuple(Interaction(record.code, record.kind, record.family, record.edition) for record in records),
        tuple(line for line in _requirements(facts, records) if line.standard in dimensions),
        dimensions,
    )


def _requirements(facts: Facts, records: Iterable[InteractionRecord]) -> Iterator[Requirement]:
    profiles = {profile.code: profile for profile in facts.profiles}
    covers = {standard.code: standard.covers for standard in facts.standards if standard.covers}
    for record in records:
        groups = [group.facts() for group in profiles[record.profile].groups or ()]
        for role in record.roles:
            found = dict(role.added)
            for line in requirements_of(groups, role.groups, covers):
                found.setdefault(line.standard, line.obligation)
            for standard, obligation in sorted(found.items()):
                yield Requirement(record.code, role.role, standard, obligation)


@cache
def full() -> Coalition:
    """The coalition that `make demo` shows."""
    return coalition(FULL, SEED, TODAY, shipped_catalogue())


@cache
def small() -> Coalition:
    """The small one."""
    return coalition(SMALL, SEED, TODAY, shipped_catalogue())


@cache
def model_of_everything() -> engine.Model:
    """The full coalition as somebody would see it to whom everything is released."""
    made, catalogue = full(), shipped_catalogue()
    return engine.build_model(
        participants=_participants(made),
        interactions=_columns(catalogue.interactions, interaction="code", kind="kind", family="family"),
        requirements=_columns(
            catalogue.requirements,
            interaction="interaction",
            role="role",
            standard="standard",
            obligation="obligation",
        ),
        roles={
            "participant": [f"{row.nation}:{row.element}" for row in made.roles],
            **_columns(made.roles, interaction="interaction", role="role"),
            **_dated(made.roles),
        },
        claims=_claims(made),
        trials=_trials(made),
        units=_units(made),
        as_of=TODAY,
    )


def scope_of(edition: str) -> list[str]:
    """Codes of the interactions of one edition."""
    return [item.code for item in shipped_catalogue().interactions if item.edition == edition]


def _participants(made: Coalition) -> dict[str, list[Any]]:
    parents = {(element.nation, element.parent) for element in made.elements}
    leaves = [element for element in made.elements if element.key not in parents]
    units = [element.parent if element.kind == "system" else element.code for element in leaves]
    return {
        "participant": [f"{element.nation}:{element.code}" for element in leaves],
        "unit": [f"{element.nation}:{unit}" for element, unit in zip(leaves, units, strict=True)],
        "nation": [element.nation for element in leaves],
    }


def _units(made: Coalition) -> dict[str, list[Any]]:
    units = [element for element in made.elements if element.kind == "unit"]
    return {
        "unit": [f"{unit.nation}:{unit.code}" for unit in units],
        "parent": [f"{unit.nation}:{unit.parent}" if unit.parent else None for unit in units],
        "nation": [unit.nation for unit in units],
    }


def _claims(made: Coalition) -> dict[str, list[Any]]:
    kinds = {element.key: str(element.kind) for element in made.elements}
    return {
        "holder_kind": [kinds.get((row.nation, row.element), "nation") for row in made.claims],
        "holder": [f"{row.nation}:{row.element}" if row.element else row.nation for row in made.claims],
        **_columns(made.claims, standard="standard"),
        **_dated(made.claims),
    }


def _trials(made: Coalition) -> dict[str, list[Any]]:
    return {
        "a": [":".join(row.a) for row in made.trials],
        "b": [":".join(row.b) for row in made.trials],
        **_columns(made.trials, interaction="interaction", result="result", held_on="held_on"),
        "valid_until": [row.valid_until for row in made.trials],
    }


def _dated(rows: Sequence[ClaimRow] | Sequence[RoleRow]) -> dict[str, list[Any]]:
    names = ("made_on", "target_on", "valid_until", "withdrawn_on")
    dates = {name: [getattr(row.statement, name) for row in rows] for name in names}
    return {"grade": [int(row.statement.grade) for row in rows], **dates}


def _columns(rows: Sequence[Any], **fields: str) -> dict[str, list[Any]]:
    return {column: [getattr(row, name) for row in rows] for column, name in fields.items()}
