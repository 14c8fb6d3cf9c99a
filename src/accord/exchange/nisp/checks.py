"""Everything odd in an export that can still be imported; what cannot is refused while reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from accord.exchange.nisp import check_computed, check_edges, check_identity, check_records
from accord.exchange.nisp.export import Export, file_findings
from accord.standards.records import Finding

_CHECKS: tuple[Callable[[Export], Iterator[Finding]], ...] = (
    file_findings,
    *check_identity.CHECKS,
    *check_records.CHECKS,
    *check_edges.CHECKS,
    *check_computed.CHECKS,
)


def export_findings(export: Export) -> list[Finding]:
    """All findings, in the order of the checks; references that lead nowhere are found when loading."""
    return [finding for check in _CHECKS for finding in check(export)]
