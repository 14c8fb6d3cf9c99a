"""The tables that ship with Accord, read into records: published facts, and our own judgement about them.

`facts/` says what was published (source and licence notice stand beside it), `catalogue/` what we make of it.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import TypeVar

from accord.standards.records import (
    Catalogue,
    GroupRecord,
    InteractionRecord,
    ProfileRecord,
    PublisherRecord,
    RoleRecord,
    ScopeRecord,
    SpecificationRecord,
    StandardRecord,
    SuccessionRecord,
)
from accord.standards.rules import (
    ROLES_OF_KIND,
    Area,
    Dimension,
    Echelon,
    InteractionKind,
    Lifecycle,
    Obligation,
    ProfileKind,
    Role,
    ScopeKind,
    StandardKind,
)

Line = dict[str, str]
V = TypeVar("V")

_PROFILE_KINDS = {
    "capabilityprofile": ProfileKind.CAPABILITY,
    "profile": ProfileKind.PROFILE,
    "serviceprofile": ProfileKind.SERVICE,
}


def _lines(folder: str, name: str) -> Iterator[Line]:
    text = (files("accord.standards") / folder / name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def _gathered(lines: Iterator[Line], key: str, value: Callable[[Line], V]) -> dict[str, list[V]]:
    found: dict[str, list[V]] = defaultdict(list)
    for line in lines:
        found[line[key]].append(value(line))
    return found


def facts() -> Catalogue:
    """Organisations, standards, profiles and what they select, as published: no descriptive text."""
    profiles = list(_lines("facts", "profiles.csv"))
    specifications = dict.fromkeys(_specification(line) for line in profiles)
    return Catalogue(
        publishers=tuple(
            PublisherRecord(line["id"], line["short"], line["long"])
            for line in _lines("facts", "organisations.csv")
        ),
        specifications=tuple(SpecificationRecord(*key) for key in specifications),
        standards=tuple(_standards()),
        profiles=tuple(_profiles(profiles)),
    )


def _specification(line: Line) -> tuple[str, str, str]:
    return line["specification_organisation"], line["specification_title"], line["specification_date"]


def _standards() -> Iterator[StandardRecord]:
    covers = _gathered(
        _lines("facts", "cover_standards.csv"), "coverdoc_id", lambda line: line["standard_id"]
    )
    for line in _lines("facts", "standards.csv"):
        yield StandardRecord(
            code=line["id"],
            kind=StandardKind(line["kind"]),
            publisher=line["organisation"],
            number=line["publication_number"],
            title=line["title"],
            issued=line["date"],
            version=line["version"],
            covers=tuple(covers.get(line["id"], ())),
        )


def _profiles(lines: list[Line]) -> Iterator[ProfileRecord]:
    children = _gathered(_lines("facts", "profile_tree.csv"), "parent_id", lambda line: line["child_id"])
    groups = _gathered(_lines("facts", "profile_groups.csv"), "profile_id", lambda line: line)
    for line in lines:
        yield ProfileRecord(
            code=line["profile_id"],
            kind=_PROFILE_KINDS[line["kind"]],
            title=line["title"],
            specification=_specification(line),
            # The facts name a child as often as its source does; the graph has each edge once.
            children=tuple(dict.fromkeys(children.get(line["profile_id"], ()))),
            groups=tuple(_groups(groups.get(line["profile_id"], []))),
        )


def _groups(lines: list[Line]) -> Iterator[GroupRecord]:
    numbered: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        numbered[int(line["group"])].append(line)
    for number, group in sorted(numbered.items()):
        yield GroupRecord(
            number,
            Obligation(group[0]["obligation"]),
            Lifecycle(group[0]["lifecycle"]),
            tuple(line["standard_id"] for line in group),
        )


@cache
def dimension_table() -> dict[str, Dimension]:
    """Dimension by the beginning of a publication number; our judgement, with a reason beside each."""
    return {line["match"]: Dimension(line["dimension"]) for line in _lines("catalogue", "dimensions.csv")}


def procedures() -> Catalogue:
    """Procedures of our own, coded `XP-…`: exercise data, published by nobody."""
    return Catalogue(
        standards=tuple(
            StandardRecord(
                code=line["code"],
                kind=StandardKind.STANDARD,
                publisher="",
                number=line["code"],
                title=line["title"],
                issued="",
                version="",
                dimension=Dimension(line["dimension"]),
                applicability=line["note"],
                exercise_data=True,
            )
            for line in _lines("catalogue", "procedures.csv")
        )
    )


def interactions() -> Iterator[InteractionRecord]:
    """The interactions with the profile edition that serves each."""
    added = _gathered(_lines("catalogue", "interaction_procedures.csv"), "interaction", lambda line: line)
    for line in _lines("catalogue", "interactions.csv"):
        yield InteractionRecord(
            code=line["code"],
            family=line["family"],
            edition=line["edition"],
            title=line["title"],
            description=line["description"],
            kind=InteractionKind(line["kind"]),
            area=Area(line["area"]),
            echelon=Echelon(line["echelon"]),
            profile=line["profile_id"],
            note=line["note"],
            roles=tuple(_roles(line, added.get(line["code"], []))),
        )


def _roles(line: Line, added: list[Line]) -> Iterator[RoleRecord]:
    always = ROLES_OF_KIND[InteractionKind(line["kind"])]
    for role in Role:
        own = tuple((item["code"], Obligation(item["obligation"])) for item in added if item["role"] == role)
        groups = line[f"{role}_groups"]
        if groups or own or role in always:
            yield RoleRecord(role, _numbers(groups), tuple(sorted(own)))


def _numbers(written: str) -> tuple[int, ...] | None:
    return None if written == "all" else tuple(int(number) for number in written.split())


def successions() -> Iterator[SuccessionRecord]:
    """Which edition follows which, and whether it can stand for it."""
    for line in _lines("catalogue", "successions.csv"):
        compatible = line["backward_compatible"] == "yes"
        yield SuccessionRecord(line["older"], line["newer"], compatible, line["source_or_judgement"])


def scopes() -> Iterator[ScopeRecord]:
    """The scopes that every instance starts with."""
    wanted = _gathered(
        _lines("catalogue", "scope_interactions.csv"),
        "scope",
        lambda line: (line["interaction"], int(line["wanted"])),
    )
    for line in _lines("catalogue", "scopes.csv"):
        items = tuple(sorted(wanted.get(line["code"], ())))
        yield ScopeRecord(line["code"], line["title"], ScopeKind(line["kind"]), line["description"], items)
