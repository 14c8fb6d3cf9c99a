"""Fields that the exporter computes from others: never imported, only compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from accord.exchange.nisp.export import Export
from accord.exchange.nisp.reading import RecordFile
from accord.standards.records import Finding, NodeRecord

_PROFILES = ("capabilityprofile", "profile", "serviceprofile")


def _values(value: Any, *path: str) -> list[Any]:
    """The list below `path`; empty where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def _refs(rows: Iterable[Any], field: str = "refid") -> list[str]:
    return [row[field] if isinstance(row, dict) else str(row) for row in rows]


def _disagreement(
    file: RecordFile, field: str, written: Collection[str], true: Collection[str]
) -> Iterator[Finding]:
    if set(written) != set(true):
        odd = ", ".join(sorted(set(written) ^ set(true))[:5])
        message = f"does not agree with the forward references ({odd}); not used"
        yield Finding("computed-field", file.name, field, message)


def _reversed(export: Export, kinds: Iterable[str], targets: str) -> Mapping[str, set[str]]:
    """Who refers to each code, by the forward field `targets` of records of these kinds."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in export.all(*kinds):
        for code in getattr(file.record, targets) or ():
            found[code].add(file.code)
    return found


def reverse_references(export: Export) -> Iterator[Finding]:
    """Consumers, covering documents, parents and standards of a responsible party."""
    selecting: dict[str, set[str]] = defaultdict(set)
    for file in export.all(*_PROFILES):
        for group in getattr(file.record, "groups", None) or ():
            for code in group.standards:
                selecting[code].add(file.code)
    covering = _reversed(export, ["coverdoc"], "covers")
    parents = _reversed(export, _PROFILES, "children")
    for file in export.all("standard", "coverdoc"):
        yield from _disagreement(
            file, "consumers", _refs(_values(file.raw, "consumers")), selecting[file.code]
        )
    for file in export.all("standard"):
        written = _refs(_values(file.raw, "coverdocument"))
        yield from _disagreement(file, "coverdocument", written, covering.get(file.code, set()))
    for file in export.all("profile", "serviceprofile"):
        yield from _disagreement(
            file, "parents", _refs(_values(file.raw, "parents")), parents.get(file.code, set())
        )


def parent_types(export: Export) -> Iterator[Finding]:
    """Parents are said to be profiles also where they are capability profiles."""
    roots = export.records["capabilityprofile"]
    for file in export.all("profile", "serviceprofile"):
        for row in _values(file.raw, "parents"):
            if isinstance(row, dict) and row.get("refid") in roots and row.get("type") != "capabilityprofile":
                message = f"calls the capability profile {row['refid']} a {row.get('type')}; looked up by id"
                yield Finding("parent-type", file.name, "parents", message)


def owned_standards(export: Export) -> Iterator[Finding]:
    """The lists and numbers of standards at organisations and responsible parties."""
    for kind, field, path in (
        ("organization", "publisher", ("stuff", "standards")),
        ("responsibleparty", "responsible", ("responsible",)),
    ):
        owned = defaultdict(set)
        for file in export.all("standard"):
            owned[getattr(file.record, field)].add(file.code)
        for file in export.all(kind):
            block: Any = file.raw
            for name in path:
                block = block.get(name, {}) if isinstance(block, dict) else {}
            listed = _values(block, "references" if kind == "organization" else "standards")
            yield from _disagreement(file, path[0], _refs(listed), owned[file.code])
            stated = (
                block.get("owns" if kind == "organization" else "number") if isinstance(block, dict) else ""
            )
            if stated != str(len(owned[file.code])):
                message = f"counts {stated} where the list holds {len(listed)}; not used"
                yield Finding("computed-number", file.name, path[0], message)


def copies(export: Export) -> Iterator[Finding]:
    """Fields that say the same thing twice."""
    for file in export:
        raw = file.raw
        document = raw.get("document")
        pairs = [
            ("url", raw.get("url"), f"/{file.kind}/{file.code}.html"),
            ("key", raw.get("key", file.code), file.code),
            (
                "orgid",
                raw.get("orgid"),
                document.get("org") if isinstance(document, dict) else raw.get("orgid"),
            ),
        ]
        for field, written, expected in pairs:
            if written != expected:
                yield Finding(
                    "computed-field", file.name, field, f"“{written}” should be “{expected}”; not used"
                )


def nodes(export: Export) -> Iterator[Finding]:
    """Levels and identities of nodes, roots beyond the first, and the usage that nodes claim."""
    records = {file.code: file.record for file in export.all("node") if isinstance(file.record, NodeRecord)}
    roots = [code for code, record in records.items() if not record.parent]
    for file in export.all("node"):
        record = records[file.code]
        parent = records.get(record.parent)
        if record.level != (parent.level + 1 if parent else 0):
            yield Finding(
                "node-level", file.name, "level", f"{record.level} does not follow from the parent; kept"
            )
        if record.parent and file.code != f"T-{file.raw.get('emUUID')}-X":
            yield Finding("computed-field", file.name, "emUUID", "does not agree with the id; not used")
        if len(roots) > 1 and not record.parent:
            yield Finding("several-roots", file.name, "parent", "is one of several roots; kept")


def node_usage(export: Export) -> Iterator[Finding]:
    """The reverse of a service profile's nodes, with a list of standards that repeats and leaves out."""
    selected = {
        file.code: [code for group in getattr(file.record, "groups", None) or () for code in group.standards]
        for file in export.all("serviceprofile")
    }
    serving = _reversed(export, ["serviceprofile"], "nodes")
    for file in export.all("node"):
        rows = _values(file.raw, "usage", "serviceprofiles")
        yield from _disagreement(file, "usage", _refs(rows, "spid"), serving.get(file.code, set()))
        for row in rows:
            if _refs(_values(row, "standards")) != selected.get(row.get("spid"), []):
                message = f"lists other standards than the service profile {row.get('spid')}; not used"
                yield Finding("node-usage", file.name, "usage", message)


CHECKS = (reverse_references, parent_types, owned_standards, copies, nodes, node_usage)
