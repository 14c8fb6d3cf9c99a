"""Codes that lead nowhere: reported, kept as written where the tables can hold them, never invented."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from accord.standards.models import Profile, Standard, TaxonomyNode
from accord.standards.records import (
    NO_SPECIFICATION,
    Catalogue,
    Finding,
    NodeRecord,
    ProfileRecord,
    PublisherRecord,
    Record,
    ResponsibleRecord,
)
from accord.standards.selectors.held import ids_of

DANGLING = "dangling"

Named = TypeVar("Named", PublisherRecord, ResponsibleRecord)
R = TypeVar("R", NodeRecord, ProfileRecord)


def with_ends_tied(stated: Catalogue, before: Catalogue) -> tuple[Catalogue, list[Finding]]:
    """The catalogue in which every single reference leads somewhere, and a finding for each that did not.

    An organisation of which nothing but its code is known becomes a placeholder without a name. A parent or
    specification that nobody states is left empty. Lists of references keep what was written, see `dangling`.
    """
    found: list[Finding] = []
    owned: list[Record] = [*stated.standards, *stated.specifications]
    publishers = _placeholders(
        PublisherRecord, owned, "publisher", (stated.publishers, before.publishers), found
    )
    responsibles = _placeholders(
        ResponsibleRecord, stated.standards, "responsible", (stated.responsibles, before.responsibles), found
    )
    nodes = {item.code for item in (*stated.nodes, *before.nodes)}
    specifications = {item.key for item in (*stated.specifications, *before.specifications)}
    return replace(
        stated,
        publishers=(*stated.publishers, *publishers),
        responsibles=(*stated.responsibles, *responsibles),
        nodes=tuple(_emptied(stated.nodes, "parent", nodes, found)),
        profiles=tuple(_emptied(stated.profiles, "specification", specifications, found)),
    ), found


def _placeholders(
    kind: type[Named],
    users: Iterable[Record],
    field: str,
    known: tuple[Iterable[Named], Iterable[Named]],
    found: list[Finding],
) -> list[Named]:
    named = {item.code for items in known for item in items if item.short or item.long}
    missing: dict[str, Named] = {}
    for user in users:
        code = getattr(user, field)
        if code and code not in named:
            missing.setdefault(code, kind(code, "", ""))
            message = f"refers to “{code}”, of which nothing else is known; kept as a placeholder"
            found.append(Finding(DANGLING, _name(user), field, message))
    return list(missing.values())


def _emptied(items: Iterable[R], field: str, known: Collection[object], found: list[Finding]) -> list[R]:
    kept = []
    for item in items:
        value = getattr(item, field)
        if value and value != NO_SPECIFICATION and value not in known:
            message = f"refers to “{_readable(value)}”, which does not exist; left empty"
            found.append(Finding(DANGLING, _name(item), field, message))
            emptied: dict[str, Any] = {field: NO_SPECIFICATION if field == "specification" else ""}
            item = replace(item, **emptied)
        kept.append(item)
    return kept


def _name(record: Record) -> str:
    return f"{record.report_kind} {_readable(record.key)}"


def _readable(key: object) -> str:
    return ", ".join(key) if isinstance(key, tuple) else str(key)


def dangling(stated: Catalogue) -> Iterator[Finding]:
    """References, in lists of the stated records, to standards, profiles and nodes that do not exist."""
    standards, profiles, nodes = ids_of(Standard), ids_of(Profile), ids_of(TaxonomyNode)
    for item in stated.standards:
        yield from _missing(item, "covers", item.covers or (), standards)
    for profile in stated.profiles:
        for group in profile.groups or ():
            yield from _missing(profile, f"group {group.number}", group.standards, standards)
        yield from _missing(profile, "children", profile.children or (), profiles)
        yield from _missing(profile, "nodes", profile.nodes or (), nodes)


def _missing(record: Record, field: str, codes: Iterable[str], known: Collection[str]) -> Iterator[Finding]:
    for code in codes:
        if code not in known:
            message = f"refers to “{code}”, which does not exist; the reference is kept"
            yield Finding(DANGLING, _name(record), field, message)
