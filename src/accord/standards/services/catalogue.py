"""Load a catalogue: compare with what is held, write what differs, say what was found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from accord.access.services import record as audit
from accord.standards import catalogue_files
from accord.standards.models import Group, Profile, Selection, Standard
from accord.standards.records import (
    Catalogue,
    Changes,
    Counts,
    Finding,
    ProfileRecord,
    StandardRecord,
    changes,
    counted,
    laid_over,
    plain_counts,
)
from accord.standards.rules import Source, StandardKind, dimension_of
from accord.standards.selectors import held
from accord.standards.services import rows
from accord.standards.services.references import dangling, with_ends_tied
from accord.standards.services.requirements import derive_requirements

# In the order in which they can be written: each refers only to those before it.
_TYPES = ("publishers", "responsibles", "specifications", "nodes", "standards", "profiles")


@dataclass(frozen=True)
class LoadResult:
    """How many records were created, updated and unchanged, by kind, and what a person should know."""

    counts: Counts
    findings: tuple[Finding, ...]


def load_catalogue(catalogue: Catalogue, *, source: Source) -> LoadResult:
    """Bring the catalogue up to what a source states; a second run changes nothing.

    What the source is silent about stays, and nothing is deleted. The facts tables never overwrite a
    standard or profile that came from a fuller source. Runs inside the caller's `acting()`, in its
    transaction.
    """
    before = held.held_catalogue()
    stated, loose = with_ends_tied(_with_dimensions(catalogue), before)
    applied = _yielding_to_better(stated, before, source)
    difference = {name: changes(getattr(applied, name), getattr(before, name)) for name in _TYPES}
    _write(difference, source)
    counts = counted(difference.values())
    audit("catalogue.loaded", kind="catalogue", key=source, detail={"counts": plain_counts(counts)})
    kept = () if source is Source.FACTS else _kept(stated.standards, applied.standards)
    corrected = _corrections(difference["profiles"].updated, before.profiles)
    return LoadResult(counts, (*loose, *kept, *corrected, *dangling(stated)))


def _write(difference: Mapping[str, Changes[Any]], source: Source) -> None:
    writers: Mapping[str, Callable[[list[Any]], None]] = {
        "publishers": rows.write_publishers,
        "responsibles": rows.write_responsibles,
        "specifications": rows.write_specifications,
        "nodes": rows.write_nodes,
        "standards": partial(rows.write_standards, source=source),
        "profiles": partial(rows.write_profiles, source=source),
    }
    for name, change in difference.items():
        if change.written:
            writers[name](change.written)
    rows.link_resolved()
    derive_requirements(profiles=_touched_profiles(difference["profiles"], difference["standards"]))


def _touched_profiles(profiles: Changes[ProfileRecord], standards: Changes[StandardRecord]) -> set[str]:
    """Profiles that were written, or that select a covering document whose coverage may have changed."""
    documents = [record.code for record in standards.written if record.kind is StandardKind.COVERDOC]
    selecting = Selection.objects.filter(standard_code__in=documents).values_list("group", flat=True)
    found = Group.objects.filter(pk__in=list(selecting)).values_list("profile__code", flat=True)
    return {record.code for record in profiles.written}.union(found)


def _with_dimensions(catalogue: Catalogue) -> Catalogue:
    table = catalogue_files.dimension_table()
    standards = (
        replace(record, dimension=record.dimension or dimension_of(record.number, table))
        for record in catalogue.standards
    )
    return replace(catalogue, standards=tuple(standards))


# Which sources know a standard or profile better than the one that is loaded, and are not overwritten by it: the
# facts tables are an extract, and an FMN submission is only the first state of its new standards.
_STANDARDS_KNOWN_BETTER_BY = {Source.FACTS: {Source.NISP, Source.FMN}, Source.FMN: {Source.NISP}}
_PROFILES_KNOWN_BETTER_BY = {Source.FACTS: {Source.NISP, Source.FMN}}


def _yielding_to_better(stated: Catalogue, before: Catalogue, source: Source) -> Catalogue:
    standards = _held_from(
        before.standards, held.sources_of(Standard), _STANDARDS_KNOWN_BETTER_BY.get(source)
    )
    profiles = _held_from(before.profiles, held.sources_of(Profile), _PROFILES_KNOWN_BETTER_BY.get(source))
    return replace(
        stated,
        standards=tuple(standards.get(record.code, record) for record in stated.standards),
        profiles=tuple(profiles.get(record.code, record) for record in stated.profiles),
    )


S = TypeVar("S", StandardRecord, ProfileRecord)


def _held_from(
    before: Iterable[S], sources: Mapping[str, str], better: Collection[str] | None
) -> dict[str, S]:
    return {record.code: record for record in before if sources[record.code] in (better or ())}


def _kept(stated: Iterable[StandardRecord], applied: Iterable[StandardRecord]) -> Iterator[Finding]:
    """Standards that are held from a better source and say something else there."""
    for record, held_one in zip(stated, applied, strict=True):
        if laid_over(record, held_one) != held_one:
            name = f"{record.report_kind} {record.code}"
            yield Finding("kept", name, "", "differs from what is held from a fuller source; that is kept")


def _corrections(updated: Iterable[ProfileRecord], before: Iterable[ProfileRecord]) -> Iterator[Finding]:
    """Profiles that select other standards than they did."""
    held_by_code = {profile.code: profile for profile in before}
    for profile in updated:
        new, old = _selected(profile), _selected(held_by_code[profile.code])
        if new != old:
            message = f"selects {_listed(new - old)} instead of {_listed(old - new)}; taken over"
            yield Finding("correction", f"{profile.report_kind} {profile.code}", "groups", message)


def _selected(profile: ProfileRecord) -> set[str]:
    return {code for group in profile.groups or () for code in group.standards}


def _listed(codes: Collection[str]) -> str:
    return ", ".join(sorted(codes)) or "nothing"
