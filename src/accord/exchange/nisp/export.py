"""A whole export: which files are records, and the records by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accord.exchange.archives import Archive
from accord.exchange.nisp.reading import KINDS, RecordFile, read_record
from accord.exchange.refusals import ImportRefused
from accord.standards.records import Catalogue, Finding

Progress = Callable[[int, int], None]  # records read, records in all
STEP = 100


def quiet(done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Export:
    """Records by folder and id, and the files that are none."""

    records: Mapping[str, Mapping[str, RecordFile]]
    others: tuple[str, ...]

    def __iter__(self) -> Iterator[RecordFile]:
        for records in self.records.values():
            yield from records.values()

    def all(self, *kinds: str) -> Iterator[RecordFile]:
        """The records of the kinds named."""
        for kind in kinds:
            yield from self.records[kind].values()

    @property
    def catalogue(self) -> Catalogue:
        """What the export states; every forward edge, no computed reverse one."""
        return Catalogue(
            publishers=self._records("organization"),
            responsibles=self._records("responsibleparty"),
            specifications=self._records("profilespec"),
            nodes=self._records("node"),
            standards=self._records("standard", "coverdoc"),
            profiles=self._records("capabilityprofile", "profile", "serviceprofile"),
        )

    def _records(self, *kinds: str) -> tuple[Any, ...]:
        return tuple(file.record for file in self.all(*kinds))


def read_export(archive: Archive, progress: Progress = quiet) -> Export:
    """Read every record; the first that is not as the export writes it refuses the whole."""
    candidates = [(file, kind) for file in archive.files if (kind := _kind_of(file.name))]
    if not candidates:
        raise ImportRefused(
            f"holds none of the folders {', '.join(KINDS)} with records. Name the NISP archive.",
            file=archive.name,
        )
    records: dict[str, dict[str, RecordFile]] = {kind: {} for kind in KINDS}
    keys: dict[tuple[type, object], RecordFile] = {}
    for done, (file, kind) in enumerate(candidates, start=1):
        record = read_record(file, kind)
        _refuse_second(record, keys)
        records[kind][record.code] = record
        if done % STEP == 0 or done == len(candidates):
            progress(done, len(candidates))
    others = tuple(file.name for file in archive.files if not _kind_of(file.name))
    return Export(records, others)


def _refuse_second(record: RecordFile, keys: dict[tuple[type, object], RecordFile]) -> None:
    """Standards and covering documents share their ids, and so do the three kinds of profiles."""
    before = keys.setdefault((type(record.record), record.record.key), record)
    if before is not record:
        reason = f"is the second record of this id; the first is {before.file}."
        raise ImportRefused(reason, file=record.file, record=record.name, field="nispid")


def _kind_of(name: str) -> str:
    """The folder of a record file; '' for everything else, such as the stubs of the web site."""
    *_, folder, file = ("", *name.split("/"))
    return folder if folder in KINDS and file.endswith(".md") and file != "_index.md" else ""


def file_findings(export: Export) -> Iterator[Finding]:
    """Files that are no records, and parts of records that were not taken over."""
    for name in export.others:
        yield Finding("not-a-record", name, "", "is no record of a known folder; not read")
    for file in export:
        for field in file.unread:
            yield Finding("unknown-field", file.name, field, "is not known; not taken over")
        if file.body:
            yield Finding("body-text", file.name, "", "text below the fields; not taken over")
