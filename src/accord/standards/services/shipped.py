"""Load what ships with Accord: the facts tables, then our own judgement about them."""

from __future__ import annotations

from typing import Any

from accord.access.rules import Permission
from accord.access.services import record as audit
from accord.access.services import require
from accord.standards import catalogue_files
from accord.standards.records import Changes, Counts, Finding, counted, plain_counts
from accord.standards.rules import Source
from accord.standards.services.catalogue import LoadResult, load_catalogue
from accord.standards.services.interactions import edited_interactions, write_interactions, write_successions
from accord.standards.services.scopes import edited_scopes, write_scopes

KEPT = "kept"


def load_facts() -> LoadResult:
    """Load the facts tables; what came from a user's own NISP or FMN file is left alone."""
    require(Permission.IMPORT_CATALOGUE)
    return load_catalogue(catalogue_files.facts(), source=Source.FACTS)


def load_interactions() -> LoadResult:
    """Load our own procedures, interactions, successions and scopes; what a person has edited is kept.

    Scopes belong to the actor's party: call it as alliance staff. Needs the facts.
    """
    require(Permission.EDIT_CATALOGUE)
    loaded = load_catalogue(catalogue_files.procedures(), source=Source.OWN)
    edited, own_scopes = edited_interactions(), edited_scopes()
    written: list[Changes[Any]] = [
        write_interactions(item for item in catalogue_files.interactions() if item.code not in edited),
        write_successions(catalogue_files.successions()),
        write_scopes(item for item in catalogue_files.scopes() if item.code not in own_scopes),
    ]
    counts: Counts = loaded.counts | counted(written)
    audit(
        "catalogue.interactions-loaded",
        kind="catalogue",
        key=Source.OWN,
        detail={"counts": plain_counts(counts)},
    )
    kept = (*_kept("interaction", edited), *_kept("scope", own_scopes))
    return LoadResult(counts, (*loaded.findings, *kept))


def _kept(kind: str, codes: set[str]) -> list[Finding]:
    message = "was edited here and is left as it is"
    return [Finding(KEPT, f"{kind} {code}", "", message) for code in sorted(codes)]
