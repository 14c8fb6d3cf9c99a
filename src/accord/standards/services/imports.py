"""The history of imports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from accord.access.services import record as audit
from accord.standards.models import ImportRun
from accord.standards.records import Counts, Finding, plain_counts
from accord.standards.rules import Source


def remember_import(
    *,
    source: Source,
    started_at: datetime,
    file_name: str,
    sha256: str,
    counts: Counts,
    findings: Iterable[Finding],
) -> ImportRun:
    """Write down a finished import."""
    run = ImportRun(
        kind=source,
        started_at=started_at,
        file_name=file_name,
        sha256=sha256,
        counts=plain_counts(counts),
        findings=[asdict(finding) for finding in findings],
    )
    run.save(force_insert=True)
    audit("catalogue.imported", kind="import", key=str(run.pk), detail={"source": source, "sha256": sha256})
    return run
