"""How long the engine takes on a coalition of full size; prints machine, versions, sizes and medians.

Run `python -m benchmarks.engine` from the root of the repository. The coalition here is random and means nothing:
names are numbers, and the demonstration coalition has its own generator.
"""

from __future__ import annotations

import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from accord import engine

AS_OF = date(2026, 6, 1)
REPEATS = 7
Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class Size:
    """How much of everything there is."""

    nations: int = 24
    units: int = 400
    systems: int = 1_500
    interactions: int = 80
    standards: int = 300
    claims: int = 60_000
    roles: int = 15_000
    trials: int = 4_000


def coalition(size: Size, seed: int = 1) -> dict[str, Columns]:
    """Tables of a random coalition: battalions under brigades, systems in battalions."""
    chance = random.Random(seed)
    nations = [f"X{number:02}" for number in range(size.nations)]
    brigades = {
        f"{nations[n % size.nations]}:BDE{n}": nations[n % size.nations] for n in range(size.units // 8)
    }
    units = [
        (f"{brigade[:3]}:UNIT{number}", brigade, brigade[:3])
        for number, brigade in enumerate(chance.choices(list(brigades), k=size.units - len(brigades)))
    ]
    manned = units[: len(units) * 3 // 4]
    systems = [
        (f"{unit[2]}:SYS{number}", unit[0], unit[2])
        for number, unit in enumerate(chance.choices(manned, k=size.systems))
    ]
    with_systems = {system[1] for system in systems}
    participants = systems + [(name, name, nation) for name, _, nation in units if name not in with_systems]
    interactions = [
        (f"I{number:02}", chance.choice(["exchange", "collaboration"])) for number in range(size.interactions)
    ]
    played = _played(chance, [one[0] for one in participants], interactions, size.roles)
    return {
        "participants": _columns(("participant", "unit", "nation"), participants),
        "interactions": _columns(("interaction", "kind"), interactions),
        "requirements": _requirements(chance, interactions, size.standards),
        "roles": _columns(("participant", "interaction", "role", *DATED), played),
        "claims": _claims(chance, [one[0] for one in systems], [one[0] for one in units], nations, size),
        "trials": _trials(chance, played, size.trials),
        "successions": _columns(
            ("older", "newer"), [(f"S{n:03}", f"S{n + 1:03}") for n in range(0, size.standards - 1, 5)]
        ),
        "units": _columns(("unit", "parent", "nation"), units),
    }


DATED = ("grade", "made_on", "target_on", "valid_until", "withdrawn_on")


def _columns(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Columns:
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def _dated(chance: random.Random, made_on: date) -> tuple[Any, ...]:
    grade = chance.choices(range(5), weights=[1, 3, 8, 5, 3])[0]
    target_on = made_on + timedelta(days=chance.randrange(700)) if grade == 1 else None
    valid_until = made_on + timedelta(days=chance.randrange(100, 1_500)) if grade >= 3 else None
    withdrawn_on = made_on + timedelta(days=chance.randrange(900)) if chance.random() < 0.03 else None
    return grade, made_on, target_on, valid_until, withdrawn_on


def _day(chance: random.Random) -> date:
    return AS_OF - timedelta(days=chance.randrange(-60, 1_600))


def _played(
    chance: random.Random, who: list[str], interactions: list[tuple[str, str]], count: int
) -> list[tuple[Any, ...]]:
    keys: set[tuple[str, str, str]] = set()
    while len(keys) < count:
        interaction, kind = chance.choice(interactions)
        role = "peer" if kind == "collaboration" else chance.choice(["provider", "consumer"])
        keys.add((chance.choice(who), interaction, role))
    return [(*key, *_dated(chance, _day(chance))) for key in sorted(keys)]


def _requirements(chance: random.Random, interactions: list[tuple[str, str]], standards: int) -> Columns:
    rows = []
    for interaction, kind in interactions:
        for role in ("peer",) if kind == "collaboration" else ("provider", "consumer"):
            for standard in chance.sample(range(standards), 8):
                rows.append(
                    (
                        interaction,
                        role,
                        f"S{standard:03}",
                        chance.choice(["mandatory", "mandatory", "optional"]),
                    )
                )
    return _columns(("interaction", "role", "standard", "obligation"), rows)


def _claims(
    chance: random.Random, systems: list[str], units: list[str], nations: list[str], size: Size
) -> Columns:
    holders = {"system": systems, "unit": units, "nation": nations}
    rows: dict[tuple[str, str, str, date], tuple[Any, ...]] = {}
    while len(rows) < size.claims:
        kind = chance.choices(["system", "unit", "nation"], weights=[12, 5, 1])[0]
        key = (kind, chance.choice(holders[kind]), f"S{chance.randrange(size.standards):03}", _day(chance))
        rows[key] = (*key[:3], *_dated(chance, key[3]))
    return _columns(("holder_kind", "holder", "standard", *DATED), list(rows.values()))


def _trials(chance: random.Random, played: list[tuple[Any, ...]], count: int) -> Columns:
    rows = []
    while len(rows) < count:
        first = chance.choice(played)
        second = chance.choice(played)
        if first[1] == second[1] and first[0] != second[0]:
            held_on = _day(chance)
            result = chance.choice(["success", "success", "limited", "issue", "not tested"])
            rows.append((first[0], second[0], first[1], result, held_on, held_on + timedelta(days=900), None))
    return _columns(("a", "b", "interaction", "result", "held_on", "valid_until", "stale_on"), rows)


def median_ms(task: Callable[[], object]) -> float:
    """The median time of a task in milliseconds, after one run that does not count."""
    task()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print what was measured, on what."""
    tables = coalition(Size())
    model = engine.build_model(**tables, as_of=AS_OF)
    scope = {interaction: 3 for interaction in model.interactions}
    first, second = model.names("nation")[:2]
    exchange = model.interactions[0]
    counts = engine.pair_counts(model, scope, by="nation")
    tasks: dict[str, Callable[[], object]] = {
        "build_model": lambda: engine.build_model(**tables, as_of=AS_OF),
        "pair_counts by nation": lambda: engine.pair_counts(model, scope, by="nation"),
        "pair_counts by unit": lambda: engine.pair_counts(model, scope, by="unit"),
        "pair_counts by participant": lambda: engine.pair_counts(model, scope),
        "coverage and weakest link": lambda: (engine.coverage(counts, 3), engine.weakest_link(counts)),
        "breadth by nation": lambda: engine.breadth(model, exchange, 3),
        "pair_interactions of two nations": lambda: engine.pair_interactions(model, first, second, scope),
        "explain two nations": lambda: engine.explain(model, first, second, exchange, 4),
    }
    print(
        f"{platform.machine()}, {os.cpu_count()} cores; Python {sys.version.split()[0]}, NumPy {np.__version__}"
    )
    print(", ".join(f"{len(next(iter(table.values())))} {name}" for name, table in tables.items()))
    print(
        f"{len(model.names('participant'))} participants, {len(model.names('unit'))} units, {len(scope)} interactions"
    )
    for name, task in tasks.items():
        print(f"{name:<34}{median_ms(task):9.1f} ms")


if __name__ == "__main__":
    main()
