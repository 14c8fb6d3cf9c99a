"""Writes of the dated record: load what ships, declare a nation or a membership by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from psycopg.errors import ExclusionViolation

from accord.access import services as access
from accord.access.models import Party
from accord.access.rules import PartyKind, Permission
from accord.core.dates import first_day_of
from accord.core.errors import Problem, RuleBroken, refuse_if
from accord.nations import fact_files, rules, selectors
from accord.nations.models import Decision, Event, Framework, Membership, Nation, Organisation
from accord.nations.rules import MembershipRecord

Values = dict[str, Any]  # one row: column → value


@dataclass(frozen=True)
class Counts:
    """What loading one kind of fact did. `kept`: declared by hand here, and therefore left as it is."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: int = 0


def declare_nation(
    *, code: str, name: str, name_fr: str = "", region: str = "", exercise_data: bool = False
) -> Nation:
    """Make a nation with its party, or bring its names up to date."""
    access.require(Permission.RECORD_FACTS)
    party = access.declare_party(code=code, name=name, kind=PartyKind.NATION, exercise_data=exercise_data)
    nation, _ = Nation.objects.update_or_create(party=party, defaults={"name_fr": name_fr, "region": region})
    access.record("nation.declared", kind="nation", key=code)
    return nation


def declare_membership(record: MembershipRecord) -> Membership:
    """State that a nation belonged to a framework during an interval; raises `RuleBroken` with all problems."""
    access.require(Permission.RECORD_FACTS)
    refuse_if([*rules.membership_problems(record), *_code_problems(record)])
    nation = Nation.objects.select_for_update().get(party__code=record.nation)
    refuse_if(rules.overlap_problems(record, selectors.records_of(record.nation, record.framework)))
    membership = Membership.objects.create(**_membership_values(record, _Keys.read()), shipped=False)
    _check_overlaps()
    access.record(
        "membership.declared",
        kind="nation",
        key=nation.code,
        detail={"framework": record.framework, "state": record.state, "starts": record.starts},
    )
    return membership


def _code_problems(record: MembershipRecord) -> list[Problem]:
    keys = _Keys.read()
    named = (
        ("nation", record.nation, keys.nations),
        ("framework", record.framework, keys.frameworks),
        ("decision", record.decision, keys.decisions | {"": 0}),
    )
    return [
        Problem(
            f"unknown-{field}",
            f"There is no {field} with the code “{code}”. Known codes: {', '.join(sorted(known)[:60])}.",
            field,
        )
        for field, code, known in named
        if code not in known
    ]


def load_facts(folder: Path = fact_files.FACTS) -> dict[str, Counts]:
    """Bring the public facts up to the files, by kind of fact; a second run changes nothing and says so.

    Facts that shipped before and are gone from the files are removed, so that a corrected date replaces the old.
    """
    access.require(Permission.RECORD_FACTS)
    facts = fact_files.read_facts(folder)
    counts = {
        "nation": _bring_nations(facts.nations),
        "organisation": _bring(Organisation, ("code",), list(map(dict, facts.organisations))),
        "framework": _bring(Framework, ("code",), list(map(dict, facts.frameworks))),
        "decision": _bring(Decision, ("code",), [_decision_values(row) for row in facts.decisions]),
    }
    keys = _Keys.read()
    memberships = [_membership_values(fact_files.membership_of(row), keys) for row in facts.memberships]
    events = [_event_values(row, keys) for row in facts.events]
    counts["membership"] = _bring_shipped(
        Membership, ("nation_id", "framework_id", "state", "starts"), memberships
    )
    counts["event"] = _bring_shipped(Event, ("nation_id", "happened_on", "title"), events)
    _check_overlaps()
    access.record(
        "facts.loaded", kind="facts", key=folder.name, detail={k: vars(c) for k, c in counts.items()}
    )
    return counts


@dataclass(frozen=True)
class _Keys:
    """Primary keys by code."""

    nations: dict[str, int]
    frameworks: dict[str, int]
    decisions: dict[str, int]

    @classmethod
    def read(cls) -> _Keys:
        return cls(
            dict(Nation.objects.values_list("party__code", "pk")),
            dict(Framework.objects.values_list("code", "pk")),
            dict(Decision.objects.values_list("code", "pk")),
        )


def _bring_nations(rows: Sequence[Mapping[str, str]]) -> Counts:
    held = {nation.code: nation for nation in Nation.objects.select_related("party")}
    created = updated = 0
    for row in rows:
        nation = held.get(row["code"])
        if nation and (nation.name, nation.name_fr) == (row["name"], row["name_fr"]):
            continue
        party = access.declare_party(code=row["code"], name=row["name"], kind=PartyKind.NATION)
        _name_nation(party, row["name_fr"])
        created, updated = created + (nation is None), updated + (nation is not None)
    return Counts(created, updated, len(rows) - created - updated)


def _name_nation(party: Party, name_fr: str) -> None:
    Nation.objects.update_or_create(party=party, defaults={"name_fr": name_fr})


def _decision_values(row: Mapping[str, str]) -> Values:
    values: Values = {**row, "code": row["id"], "first_day": first_day_of(row["decided_on"])}
    del values["id"]
    return values


def _membership_values(record: MembershipRecord, keys: _Keys) -> Values:
    interval = record.interval
    values: Values = {
        **vars(record),
        "nation_id": keys.nations[record.nation],
        "framework_id": keys.frameworks[record.framework],
        "decision_id": keys.decisions.get(record.decision),
        "during": DateRange(interval.first_day, interval.end_day, "[)") if interval else None,
    }
    return {name: value for name, value in values.items() if name not in ("nation", "framework", "decision")}


def _event_values(row: Mapping[str, str], keys: _Keys) -> Values:
    return {
        "nation_id": keys.nations.get(row["nation"]),
        "happened_on": row["on"],
        "first_day": first_day_of(row["on"]),
        "title": row["title"],
        "source": row["source"],
        "certainty": row["certainty"],
    }


def _bring_shipped(model: type[models.Model], key: Sequence[str], rows: list[Values]) -> Counts:
    """Bring a table up to the rows, where facts may go away and people declare their own beside them."""
    stated = {_key(row, key) for row in rows}
    shipped = model._default_manager.filter(shipped=True).values("pk", *key)
    gone = [held["pk"] for held in shipped if _key(held, key) not in stated]
    model._default_manager.filter(pk__in=gone).delete()
    by_hand = {_key(held, key) for held in model._default_manager.filter(shipped=False).values(*key)}
    ours = [{**row, "shipped": True} for row in rows if _key(row, key) not in by_hand]
    counts = _bring(model, key, ours)
    return Counts(counts.created, counts.updated, counts.unchanged, len(gone), len(rows) - len(ours))


def _bring(model: type[models.Model], key: Sequence[str], rows: list[Values]) -> Counts:
    """Create the rows whose key is new, update those that differ, leave the rest alone."""
    if not rows:
        return Counts()
    columns = list(rows[0])
    held = {_key(row, key): row for row in model._default_manager.values("pk", *columns)}
    created = [model(**row) for row in rows if _key(row, key) not in held]
    changed = [
        row
        for row in rows
        if _key(row, key) in held and {**held[_key(row, key)], **row} != held[_key(row, key)]
    ]
    updated = [model(pk=held[_key(row, key)]["pk"], **row) for row in changed]
    model._default_manager.bulk_create(created)
    others = [column.removesuffix("_id") for column in columns if column not in key]
    if updated:
        model._default_manager.bulk_update(updated, others)
    return Counts(len(created), len(updated), len(rows) - len(created) - len(updated))


def _key(row: Mapping[str, Any], key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[column] for column in key)


def _check_overlaps() -> None:
    """Ask the database for its word now and not at commit, where no sentence could be made of it."""
    try:
        with transaction.atomic():
            connection.check_constraints()
    except IntegrityError as error:
        if not isinstance(error.__cause__, ExclusionViolation):
            raise
        text = "Two intervals of one nation and framework overlap: {}. Correct the dates of one of them."
        detail = error.__cause__.diag.message_detail or ""
        raise RuleBroken([Problem("overlap", text.format(detail), "starts")]) from error
