"""Import a file: read and check all of it, then write it in one transaction, or refuse it and write nothing."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from accord.access.rules import Permission
from accord.access.services import require
from accord.exchange.archives import file_hash, read_archive
from accord.exchange.fmn import read_fmn
from accord.exchange.nisp.checks import export_findings
from accord.exchange.nisp.export import Progress, quiet, read_export
from accord.exchange.refusals import ImportRefused
from accord.standards import services as standards
from accord.standards.records import Catalogue, Counts, Finding, plain_counts
from accord.standards.rules import Source
from accord.standards.services import LoadResult

FMN_BYTES = 16 << 20


@dataclass(frozen=True)
class ImportReport:
    """What an import did; `seconds` is the time that it took."""

    source: Source
    file: str
    sha256: str
    counts: Counts
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def changed(self) -> bool:
        """False when everything was already as the file says."""
        return any(count.created or count.updated for count in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """The stable shape for machines."""
        return {
            "kind": self.source.value,
            "source": {"file": self.file, "sha256": self.sha256},
            "changed": self.changed,
            "records": plain_counts(self.counts),
            "findings": [asdict(finding) for finding in self.findings],
            "seconds": round(self.seconds, 2),
        }


@dataclass(frozen=True)
class _Read:
    """A file that was read and checked, ready to be written."""

    source: Source
    file: str
    sha256: str
    catalogue: Catalogue
    findings: tuple[Finding, ...]


def import_nisp(path: Path, progress: Progress = quiet) -> ImportReport:
    """Import the NISP database from a folder, `.zip` or `.tar.gz`; raises `ImportRefused` and changes nothing.

    Runs inside the caller's `acting()`. A second import of the same file changes nothing.
    """
    require(Permission.IMPORT_CATALOGUE)
    started = time.monotonic()
    archive = read_archive(path)
    export = read_export(archive, progress)
    findings = tuple(export_findings(export))
    read = _Read(Source.NISP, archive.name, archive.sha256, export.catalogue, findings)
    return _written(read, started)


def import_fmn(path: Path, progress: Progress = quiet) -> ImportReport:
    """Import an FMN profile from its XML file; raises `ImportRefused` and changes nothing.

    Runs inside the caller's `acting()`. A second import of the same file changes nothing.
    """
    require(Permission.IMPORT_CATALOGUE)
    started = time.monotonic()
    fmn = read_fmn(_fmn_bytes(path), path.name)
    records = len(fmn.catalogue.standards) + len(fmn.catalogue.profiles)
    progress(records, records)
    read = _Read(Source.FMN, path.name, file_hash(path), fmn.catalogue, fmn.findings)
    return _written(read, started)


def _fmn_bytes(path: Path) -> bytes:
    if not path.is_file():
        raise ImportRefused("there is no such file. Check the path.", file=str(path))
    if path.stat().st_size > FMN_BYTES:
        raise ImportRefused(f"is larger than {FMN_BYTES} bytes. This is no FMN profile.", file=path.name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ImportRefused(f"cannot be read ({error.strerror}).", file=path.name) from None


def _written(read: _Read, started: float) -> ImportReport:
    started_at = timezone.now()
    # A savepoint, so that the database is as before even where the caller goes on after an error.
    with transaction.atomic():
        loaded: LoadResult = standards.load_catalogue(read.catalogue, source=read.source)
        findings = (*read.findings, *loaded.findings)
        standards.remember_import(
            source=read.source,
            started_at=started_at,
            file_name=read.file,
            sha256=read.sha256,
            counts=loaded.counts,
            findings=findings,
        )
    seconds = time.monotonic() - started
    return ImportReport(read.source, read.file, read.sha256, loaded.counts, findings, seconds)
