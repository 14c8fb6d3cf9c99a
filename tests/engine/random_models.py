"""Small random models that exercise every rule, for tests that hold the fast engine against the definition."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

Columns = dict[str, list[Any]]

FIRST = date(2026, 1, 1)
AS_OF = FIRST + timedelta(days=6)
DATED = ("grade", "made_on", "target_on", "valid_until", "withdrawn_on")
STANDARDS = ("S0", "S1", "S2", "S3", "S4")
ROLES = {"exchange": ("provider", "consumer", "mediator"), "collaboration": ("peer", "mediator")}


def columns(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Columns:
    """A table as a mapping of columns."""
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def random_tables(chance: Random) -> dict[str, Any]:
    """The arguments of `build_model` for a small model in which a lot happens."""
    units = _units(chance)
    participants = _participants(chance, units)
    names = [row[0] for row in participants]
    interactions = [
        (f"I{k}", chance.choice(["exchange", "collaboration"])) for k in range(chance.randint(1, 3))
    ]
    return {
        "participants": columns(("participant", "unit", "nation"), participants),
        "interactions": columns(("interaction", "kind"), interactions),
        "requirements": _requirements(chance, interactions),
        "roles": _roles(chance, names, interactions),
        "claims": _claims(chance, participants, units),
        "trials": _trials(chance, names, interactions),
        "successions": _successions(chance),
        "units": columns(("unit", "parent", "nation"), units),
        "nations": ["A", "B", "Z"],
        "as_of": AS_OF,
        "project_to": chance.choice([None, None, AS_OF + timedelta(days=chance.randint(0, 3))]),
    }


def models() -> st.SearchStrategy[dict[str, Any]]:
    """Random models that Hypothesis can shrink."""
    return st.randoms(use_true_random=False).map(random_tables)


def _day(chance: Random) -> date:
    return FIRST + timedelta(days=chance.randint(0, 8))


def _units(chance: Random) -> list[tuple[Any, ...]]:
    units: list[tuple[Any, ...]] = []
    for number in range(chance.randint(0, 4)):
        nation = chance.choice("AB")
        above = [unit[0] for unit in units if unit[2] == nation]
        units.append((f"{nation}:U{number}", chance.choice([None, *above]), nation))
    return units


def _participants(chance: Random, units: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    participants = []
    for number in range(chance.randint(1, 5)):
        unit = chance.choice([None, *units]) if units else None
        nation = chance.choice("AB") if unit is None else unit[2]
        participants.append((f"{nation}:P{number}", unit and unit[0], nation))
    used = {row[1] for row in participants} | {unit[1] for unit in units}
    leaves = [(unit, unit, nation) for unit, _, nation in units if unit not in used]
    return participants + [leaf for leaf in leaves if chance.random() < 0.8]


def _dated(chance: Random) -> tuple[Any, ...]:
    grade = chance.choice([0, 1, 2, 3, 3, 4, 4])
    made_on = _day(chance)
    later = [made_on + timedelta(days=chance.randint(0, 8)) for _ in range(3)]
    return (
        grade,
        made_on,
        later[0] if grade == 1 else None,
        later[1] if grade >= 3 else None,
        later[2] if chance.random() < 0.15 else None,
    )


def _requirements(chance: Random, interactions: list[tuple[str, str]]) -> Columns:
    rows = [
        (interaction, role, standard, chance.choice(["mandatory", "mandatory", "optional", "conditional"]))
        for interaction, kind in interactions
        for role in ROLES[kind]
        for standard in chance.sample(STANDARDS, chance.randint(0, 3))
    ]
    return columns(("interaction", "role", "standard", "obligation"), rows)


def _roles(chance: Random, names: list[str], interactions: list[tuple[str, str]]) -> Columns:
    rows: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for _ in range(chance.randint(0, 5 * len(names))):
        interaction, kind = chance.choice(interactions)
        dated = _dated(chance)
        key = (chance.choice(names), interaction, chance.choice(ROLES[kind]), dated[1])
        rows[key] = (*key[:3], *dated)
    return columns(("participant", "interaction", "role", *DATED), list(rows.values()))


def _claims(chance: Random, participants: list[tuple[Any, ...]], units: list[tuple[Any, ...]]) -> Columns:
    unit_names = [unit[0] for unit in units]
    holders = [("system", row[0]) for row in participants if row[0] not in unit_names] * 2
    holders += [("unit", name) for name in unit_names] + [("nation", name) for name in ("A", "B", "Z")]
    rows: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for _ in range(chance.randint(0, 30)):
        dated = _dated(chance)
        key = (*chance.choice(holders), chance.choice(STANDARDS), dated[1])
        rows[key] = (*key[:3], *dated)
    return columns(("holder_kind", "holder", "standard", *DATED), list(rows.values()))


def _trials(chance: Random, names: list[str], interactions: list[tuple[str, str]]) -> Columns:
    rows = []
    for _ in range(chance.randint(0, 8) if len(names) > 1 else 0):
        a, b = chance.sample(names, 2)
        held_on = _day(chance)
        end = held_on + timedelta(days=chance.randint(0, 8))
        stale = held_on + timedelta(days=chance.randint(0, 8))
        rows.append(
            (
                a,
                b,
                chance.choice(interactions)[0],
                chance.choice(["success", "limited", "issue", "issue", "not tested"]),
                held_on,
                chance.choice([None, end]),
                chance.choice([None, None, stale]),
            )
        )
    return columns(("a", "b", "interaction", "result", "held_on", "valid_until", "stale_on"), rows)


def _successions(chance: Random) -> Columns:
    forward = [(old, new) for place, old in enumerate(STANDARDS) for new in STANDARDS[place + 1 :]]
    return columns(("older", "newer"), chance.sample(forward, chance.randint(0, 4)))
