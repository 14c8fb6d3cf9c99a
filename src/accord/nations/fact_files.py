"""Read the public facts that ship with Accord; see `facts/README.md` for what each file holds.

Reading says everything that is wrong with a file before anything is written: file, line, and what to correct.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.core.errors import Problem, refuse_if
from accord.nations.rules import MembershipRecord, date_problems, membership_problems

FACTS = Path(__file__).parent / "facts"
FILES = ("nations", "organisations", "frameworks", "decisions", "memberships", "events")

Row = dict[str, str]


@dataclass(frozen=True)
class Facts:
    """The rows of each file, as texts in file order."""

    nations: list[Row]
    organisations: list[Row]
    frameworks: list[Row]
    decisions: list[Row]
    memberships: list[Row]
    events: list[Row]


def read_facts(folder: Path = FACTS) -> Facts:
    """All files of the folder, checked; raises `RuleBroken` with every problem found."""
    facts = Facts(**{name: _rows(folder / f"{name}.csv") for name in FILES})
    refuse_if(_problems(facts))
    return facts


def membership_of(row: Row) -> MembershipRecord:
    """A row of `memberships.csv` as the record that is written."""
    return MembershipRecord(**row)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def _problems(facts: Facts) -> Iterator[Problem]:
    nations = {row["code"] for row in facts.nations}
    frameworks = {row["code"] for row in facts.frameworks}
    decisions = {row["id"] for row in facts.decisions}
    yield from _unknown("memberships", facts.memberships, "nation", nations)
    yield from _unknown("memberships", facts.memberships, "framework", frameworks)
    yield from _unknown("memberships", facts.memberships, "decision", decisions | {""})
    yield from _unknown("events", facts.events, "nation", nations | {""})
    yield from _in_rows("memberships", facts.memberships, lambda row: membership_problems(membership_of(row)))
    yield from _in_rows(
        "decisions", facts.decisions, lambda row: date_problems(row["decided_on"], "decided_on")
    )
    yield from _in_rows("events", facts.events, lambda row: date_problems(row["on"], "on"))


def _unknown(name: str, rows: list[Row], column: str, known: set[str]) -> Iterator[Problem]:
    for line, row in enumerate(rows, start=2):
        if row[column] not in known:
            text = f"{name}.csv, line {line}: no {column} is called “{row[column]}”. Add it to its file, or correct it."
            yield Problem(f"unknown-{column}", text, column)


def _in_rows(name: str, rows: list[Row], check: Callable[[Row], list[Problem]]) -> Iterator[Problem]:
    for line, row in enumerate(rows, start=2):
        for problem in check(row):
            yield Problem(problem.code, f"{name}.csv, line {line}: {problem.text}", problem.field)
