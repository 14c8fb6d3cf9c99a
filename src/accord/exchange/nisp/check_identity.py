"""Ids, UUIDs, numbers and labels: unsafe, misleading, or used twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from accord.exchange.nisp.export import Export
from accord.exchange.nisp.reading import RecordFile
from accord.standards.records import Finding, SpecificationRecord, StandardRecord

_SAFE_ID = re.compile(r"[A-Za-z0-9._-]+\Z")
_RANDOM_UUID = 4


def ids(export: Export) -> Iterator[Finding]:
    """Ids that are unsafe in file names and addresses, or written unlike the others."""
    for file in export:
        if not _SAFE_ID.match(file.code):
            yield _of_id("unsafe-id", file, "is unsafe in file names and addresses; kept, quote it there")
        # Nodes are T-…-X by their nature.
        if file.kind != "node" and file.code != file.code.lower():
            yield _of_id("upper-case-id", file, "holds upper case letters; compare ids exactly")
        if file.kind == "profilespec" and not file.code.startswith("profspec-"):
            yield _of_id("irregular-id", file, "does not begin with profspec- as the others do")


def _of_id(kind: str, file: RecordFile, message: str) -> Finding:
    return Finding(kind, file.name, "nispid", f"“{file.code}” {message}")


def shared_ids(export: Export) -> Iterator[Finding]:
    """One id in two folders."""
    for code, files in _grouped(export, lambda file: file.code):
        kinds = " and ".join(file.kind for file in files)
        yield Finding(
            "shared-id", files[0].name, "nispid", f"“{code}” is an id in {kinds}; told apart by kind"
        )


def uuids(export: Export) -> Iterator[Finding]:
    """UUIDs that two records share, or that were not drawn at random."""
    stated = [file for file in export if getattr(file.record, "uuid", None)]
    for uuid, files in _grouped(stated, lambda file: getattr(file.record, "uuid", "")):
        others = ", ".join(file.name for file in files[1:])
        yield Finding("repeated-uuid", files[0].name, "uuid", f"{uuid} is also that of {others}; kept")
    for file in stated:
        if UUID(getattr(file.record, "uuid", "")).version != _RANDOM_UUID:
            yield Finding("unusual-uuid", file.name, "uuid", "is not a version 4 UUID; kept")


def repeated_numbers(export: Export) -> Iterator[Finding]:
    """Standards of one organisation with the same number, or with the same label."""
    standards = list(export.all("standard"))
    for field, kind, key in (
        ("document.pubnum", "repeated-number", lambda file: (file.record.publisher, file.record.number)),
        ("nisptag", "repeated-tag", lambda file: file.record.tag),
    ):
        for _, files in _grouped(standards, key):
            codes = ", ".join(file.code for file in files)
            yield Finding(kind, files[0].name, field, f"is the same in {codes}; all kept")


_ID_NUMBER = re.compile(r"nato-(?:e-)?([a-z]+)-?0*([\d.]*\d)")
_NUMBER = re.compile(r"([A-Za-z]+)[- ]0*([\d.]*\d)")
_VERSION = re.compile(r"\(([A-Z])\)\((\d+)\)\Z")
_EDITION = re.compile(r"Ed ([A-Z]) Ver (\d+)\Z")


def misleading(export: Export) -> Iterator[Finding]:
    """NATO ids that name another publication than the number, and versions that contradict it."""
    for file in export.all("standard"):
        record = file.record
        if not isinstance(record, StandardRecord) or record.publisher not in ("nato", "nato-e"):
            continue
        by_id, by_number = _ID_NUMBER.match(record.code), _NUMBER.match(record.number)
        if by_id and by_number and by_id.groups() != (by_number[1].lower(), by_number[2]):
            yield _of_id("misleading-id", file, f"stands for {record.number}; go by the number")
        version, edition = _VERSION.match(record.version), _EDITION.search(record.number)
        if version and edition and version.groups() != edition.groups():
            message = f"“{record.version}” contradicts the number {record.number}; both kept"
            yield Finding("contradictory-version", file.name, "document.version", message)


def specifications_without_use(export: Export) -> Iterator[Finding]:
    """Specifications that no profile of the export was taken from."""
    used = {
        getattr(file.record, "specification", None)
        for file in export.all("capabilityprofile", "profile", "serviceprofile")
    }
    for file in export.all("profilespec"):
        if isinstance(file.record, SpecificationRecord) and file.record.key not in used:
            yield Finding("unused-specification", file.name, "", "is used by no profile of this export; kept")


def _grouped(
    files: Iterable[RecordFile], key: Callable[[Any], object]
) -> list[tuple[object, list[RecordFile]]]:
    """Files with an equal key, where there are several."""
    groups: dict[object, list[RecordFile]] = defaultdict(list)
    for file in files:
        groups[key(file)].append(file)
    return [(value, group) for value, group in groups.items() if len(group) > 1]


CHECKS = (ids, shared_ids, uuids, repeated_numbers, misleading, specifications_without_use)
