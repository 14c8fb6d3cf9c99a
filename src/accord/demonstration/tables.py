"""The invented tables beside this module: nations, kinds of units and systems, and what each kind does."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from accord.forces.rules import Domain, Echelon


class Openness(StrEnum):
    """How readily a nation shows its records to others."""

    OPEN = "open"
    REGIONAL = "regional"
    GUARDED = "guarded"
    CLOSED = "closed"


@dataclass(frozen=True)
class Nation:
    """An invented nation. `weight` is the size of its forces, `maturity` (0..1) how much of it is interoperable."""

    code: str
    name: str
    region: str
    borders: frozenset[str]
    weight: int
    maturity: float
    has_coast: bool
    openness: Openness

    def is_near(self, other: Nation) -> bool:
        """True for nations of one region and for those with a common border."""
        return self != other and (self.region == other.region or other.code in self.borders)


@dataclass(frozen=True)
class UnitType:
    """A kind of unit: where it stands in the tree, how early and how often a nation has it, and its systems."""

    code: str
    title: str
    parent: str
    domain: Domain
    echelon: Echelon
    needs_coast: bool
    priority: int
    most: int
    systems: tuple[str, ...]


def _lines(name: str) -> Iterator[dict[str, str]]:
    text = (files("accord.demonstration") / "tables" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def nations() -> tuple[Nation, ...]:
    """All nations; a smaller coalition takes the first of them."""
    return tuple(
        Nation(
            code=line["code"],
            name=line["name"],
            region=line["region"],
            borders=frozenset(line["borders"].split()),
            weight=int(line["weight"]),
            maturity=float(line["maturity"]),
            has_coast=line["coast"] == "yes",
            openness=Openness(line["openness"]),
        )
        for line in _lines("nations.csv")
    )


@cache
def unit_types() -> dict[str, UnitType]:
    """Kinds of units by code."""
    return {
        line["type"]: UnitType(
            code=line["type"],
            title=line["title"],
            parent=line["parent"],
            domain=Domain(line["domain"]),
            echelon=Echelon(line["echelon"]),
            needs_coast=line["coast"] == "yes",
            priority=int(line["priority"]),
            most=int(line["most"]),
            systems=tuple(line["systems"].split()),
        )
        for line in _lines("unit_types.csv")
    }


@cache
def system_titles() -> dict[str, str]:
    """Titles of the kinds of systems, by code."""
    return {line["type"]: line["title"] for line in _lines("system_types.csv")}


@cache
def plays() -> dict[str, dict[str, frozenset[str]]]:
    """For each kind of system (or of unit without systems): what it takes part in, and its roles there.

    The key is a family, or one interaction that differs from the rest of its family; no role, no part.
    """
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for line in _lines("plays.csv"):
        found[line["type"]][line["plays_in"]] = frozenset(line["roles"].split())
    return dict(found)
