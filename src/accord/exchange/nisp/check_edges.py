"""Profiles: empty, unreachable, selecting or listing something twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from accord.exchange.nisp.export import Export
from accord.exchange.nisp.reading import RecordFile
from accord.standards.graph import ProfileGraph
from accord.standards.records import Finding, ProfileRecord
from accord.standards.rules import ProfileKind

_PROFILES = ("capabilityprofile", "profile", "serviceprofile")
_BSP = "bsp"


def _profiles(export: Export, *kinds: str) -> Iterator[tuple[RecordFile, ProfileRecord]]:
    for file in export.all(*(kinds or _PROFILES)):
        if isinstance(file.record, ProfileRecord):
            yield file, file.record


def graph_of(export: Export) -> ProfileGraph:
    """The profile graph of the export, children that are missing left out."""
    records = {record.code: record for _, record in _profiles(export)}
    return ProfileGraph(
        {code: record.kind for code, record in records.items()},
        {code: tuple(c for c in record.children or () if c in records) for code, record in records.items()},
    )


def empty(export: Export) -> Iterator[Finding]:
    """Containers without children, groups without standards, service profiles without any standard."""
    for file, record in _profiles(export):
        groups = record.groups or ()
        if record.kind is not ProfileKind.SERVICE and not record.children and not groups:
            yield Finding("empty-container", file.name, "subprofiles", "is empty; the profile is kept")
        for group in groups:
            if not group.standards:
                place = f"refgroup[{group.number}].standards"
                yield Finding("empty-group", file.name, place, "is empty; the group is kept")
        if record.kind is ProfileKind.SERVICE and not any(group.standards for group in groups):
            yield Finding("no-standard", file.name, "refgroup", "selects no standard at all")


def listed_twice(export: Export) -> Iterator[Finding]:
    """Children and taxonomy nodes that a profile names more than once."""
    for file, record in _profiles(export):
        for field, kept in (("subprofiles", record.children), ("taxonomy", record.nodes)):
            written = file.raw.get(field) or ()
            if len(written) > len(kept or ()):
                message = f"names {len(written) - len(kept or ())} of its entries again; each is kept once"
                yield Finding("duplicate-entry", file.name, field, message)


def selected_twice(export: Export) -> Iterator[Finding]:
    """Standards that stand in two groups of one service profile."""
    for file, record in _profiles(export):
        settings = defaultdict(list)
        for group in record.groups or ():
            for code in group.standards:
                settings[code].append((group.obligation, group.lifecycle))
        for code, found in settings.items():
            if len(found) > 1:
                kind = "same setting" if len(set(found)) == 1 else "different settings"
                message = f"“{code}” stands in {len(found)} groups with {kind}; all kept"
                yield Finding("selected-twice", file.name, "refgroup", message)


def unreachable(export: Export) -> Iterator[Finding]:
    """Profiles below no root, and profiles below themselves."""
    graph = graph_of(export)
    files = {record.code: file for file, record in _profiles(export)}
    for code in graph.orphans:
        yield Finding("orphan", files[code].name, "parents", "hangs below no root; kept")
    for code in graph.circular:
        yield Finding("cycle", files[code].name, "subprofiles", "leads back to itself; kept")


def service_types(export: Export) -> Iterator[Finding]:
    """Service profiles whose type does not follow from their place, or is unlike their id."""
    root = export.records["capabilityprofile"].get(_BSP)
    basic = set(getattr(root.record, "children", None) or ()) if root else set()
    for file, record in _profiles(export, "serviceprofile"):
        if (record.service_type == _BSP) != (record.code in basic):
            message = f"“{record.service_type}” does not follow from its place; kept"
            yield Finding("service-type", file.name, "sptype", message)
        elif record.code.startswith(f"{_BSP}-") and record.service_type != _BSP:
            message = f"is “{record.service_type}” in spite of the id; kept"
            yield Finding("service-type", file.name, "sptype", message)


def specification_copies(export: Export) -> Iterator[Finding]:
    """Copies of a specification that differ from it in number or version."""
    known = {getattr(file.record, "key", None): file.record for file in export.all("profilespec")}
    for file, record in _profiles(export):
        copy, original = file.raw["profilespec"], known.get(record.specification)
        stated = [copy.get(field) for field in ("pubnum", "version")] if isinstance(copy, dict) else []
        if original and stated != [getattr(original, "number", ""), getattr(original, "version", "")]:
            message = "differs from the specification in number or version; the specification is used"
            yield Finding("specification-copy", file.name, "profilespec", message)


CHECKS = (empty, listed_twice, selected_twice, unreachable, service_types, specification_copies)
