"""Load a catalogue: compare with what is held, write what differs, say what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from accord.access.services import record as audit
from accord.standards import catalogue_files
from accord.standards.models import Profile, Standard
from accord.standards.records import (
    Catalogue,
    Changes,
    Counts,
    Finding,
    ProfileRecord,
    StandardRecord,
    changes,
    counted,
)
from accord.standards.rules import Source, dimension_of
from accord.standards.selectors import held
from accord.standards.services import rows
from accord.standards.services.references import dangling, without_unknown
from accord.standards.services.requirements import derive_requirements

Progress = Callable[[str, int, int], None]

# In the order in which they can be written: each refers only to those before it.
_TYPES = ("publishers", "responsibles", "specifications", "nodes", "standards", "profiles")


@dataclass(frozen=True)
class LoadResult:
    """How many records were created, updated and unchanged, by kind, and what a person should know."""

    counts: Counts
    findings: tuple[Finding, ...]


def quiet(step: str, done: int, total: int) -> None:
    """Show no progress."""


def load_catalogue(
    catalogue: Catalogue,
    *,
    source: Source,
    progress: Progress = quiet,
) -> LoadResult:
    """Bring the catalogue up to what a source states; a second run changes nothing.

    What the source is silent about stays, and nothing is deleted. The facts tables never overwrite a
    standard or profile that came from a fuller source. Runs inside the caller's `acting()`, in its
    transaction.
    """
    before = held.held_catalogue()
    stated, emptied = without_unknown(_with_dimensions(catalogue), before)
    applied = _yielding_to_fuller_sources(stated, before) if source is Source.FACTS else stated
    difference = {name: changes(getattr(applied, name), getattr(before, name)) for name in _TYPES}
    _write(difference, source, progress)
    counts = counted(difference.values())
    audit("catalogue.loaded", kind="catalogue", key=source, detail={"counts": counts})
    return LoadResult(counts, (*emptied, *dangling(stated)))


def _write(difference: Mapping[str, Changes[Any]], source: Source, progress: Progress) -> None:
    writers: Mapping[str, Callable[[list[Any]], None]] = {
        "publishers": rows.write_publishers,
        "responsibles": rows.write_responsibles,
        "specifications": rows.write_specifications,
        "nodes": rows.write_nodes,
        "standards": partial(rows.write_standards, source=source),
        "profiles": partial(rows.write_profiles, source=source),
    }
    for done, (name, change) in enumerate(difference.items(), start=1):
        if change.written:
            writers[name](change.written)
        progress(name, done, len(difference))
    rows.link_resolved()
    derive_requirements(profiles=[profile.code for profile in difference["profiles"].written])


def _with_dimensions(catalogue: Catalogue) -> Catalogue:
    table = catalogue_files.dimension_table()
    standards = (
        replace(record, dimension=record.dimension or dimension_of(record.number, table))
        for record in catalogue.standards
    )
    return replace(catalogue, standards=tuple(standards))


def _yielding_to_fuller_sources(stated: Catalogue, before: Catalogue) -> Catalogue:
    return replace(
        stated,
        standards=_yielding(stated.standards, before.standards, held.sources_of(Standard)),
        profiles=_yielding(stated.profiles, before.profiles, held.sources_of(Profile)),
    )


S = TypeVar("S", StandardRecord, ProfileRecord)


def _yielding(stated: Iterable[S], before: Iterable[S], sources: Mapping[str, str]) -> tuple[S, ...]:
    fuller = {record.code: record for record in before if sources[record.code] != Source.FACTS}
    return tuple(fuller.get(record.code, record) for record in stated)
