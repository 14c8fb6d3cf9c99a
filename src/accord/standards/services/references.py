"""Codes that lead nowhere: reported, kept as written where the table can hold them, never invented."""

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
    SpecificationRecord,
    StandardRecord,
)
from accord.standards.selectors.held import ids_of

DANGLING = "dangling"

R = TypeVar("R", NodeRecord, ProfileRecord, SpecificationRecord, StandardRecord)


def without_unknown(stated: Catalogue, before: Catalogue) -> tuple[Catalogue, list[Finding]]:
    """The catalogue without single references that lead nowhere, and a finding for each that was emptied.

    Tables hold these as foreign keys without the written text; lists of references keep theirs, see
    `dangling`.
    """
    found: list[Finding] = []
    publishers = {item.code for item in (*stated.publishers, *before.publishers)}
    responsibles = {item.code for item in (*stated.responsibles, *before.responsibles)}
    nodes = {item.code for item in (*stated.nodes, *before.nodes)}
    specifications = {item.key for item in (*stated.specifications, *before.specifications)}
    standards = _emptied(stated.standards, "publisher", publishers, found)
    return replace(
        stated,
        nodes=tuple(_emptied(stated.nodes, "parent", nodes, found)),
        specifications=tuple(_emptied(stated.specifications, "publisher", publishers, found)),
        standards=tuple(_emptied(standards, "responsible", responsibles, found)),
        profiles=tuple(_emptied(stated.profiles, "specification", specifications, found)),
    ), found


def _emptied(items: Iterable[R], field: str, known: Collection[object], found: list[Finding]) -> list[R]:
    kept = []
    for item in items:
        value = getattr(item, field)
        if value and value != NO_SPECIFICATION and value not in known:
            message = f"refers to “{_readable(value)}”, which does not exist; left empty"
            found.append(Finding(DANGLING, f"{item.report_kind} {_readable(item.key)}", field, message))
            emptied: dict[str, Any] = {field: NO_SPECIFICATION if field == "specification" else ""}
            item = replace(item, **emptied)
        kept.append(item)
    return kept


def _readable(key: object) -> str:
    return ", ".join(key) if isinstance(key, tuple) else str(key)


def dangling(stated: Catalogue) -> Iterator[Finding]:
    """References, in lists of the stated records, to standards, profiles and nodes that do not exist."""
    standards, profiles, nodes = ids_of(Standard), ids_of(Profile), ids_of(TaxonomyNode)
    for item in stated.standards:
        yield from _missing(f"{item.report_kind} {item.code}", "covers", item.covers or (), standards)
    for profile in stated.profiles:
        name = f"{profile.report_kind} {profile.code}"
        for group in profile.groups or ():
            yield from _missing(name, f"group {group.number}", group.standards, standards)
        yield from _missing(name, "children", profile.children or (), profiles)
        yield from _missing(name, "nodes", profile.nodes or (), nodes)


def _missing(name: str, field: str, codes: Iterable[str], known: Collection[str]) -> Iterator[Finding]:
    for code in codes:
        if code not in known:
            yield Finding(
                DANGLING, name, field, f"refers to “{code}”, which does not exist; the reference is kept"
            )
