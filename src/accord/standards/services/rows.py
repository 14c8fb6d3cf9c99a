"""Write catalogue records into their tables, in a handful of statements each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Subquery

from accord.core.dates import first_day_of
from accord.standards.models import (
    Cover,
    Group,
    HistoryEvent,
    Profile,
    ProfileChild,
    ProfileNode,
    ProfileSpecification,
    Publisher,
    Requirement,
    ResponsibleParty,
    Selection,
    Standard,
    TaxonomyNode,
)
from accord.standards.records import (
    EventRecord,
    NodeRecord,
    ProfileRecord,
    PublisherRecord,
    ResponsibleRecord,
    SpecificationKey,
    SpecificationRecord,
    StandardRecord,
)
from accord.standards.rules import Dimension, Source
from accord.standards.selectors.held import ids_of

# PostgreSQL takes 65,535 parameters in one statement; the widest row here has 16.
_BATCH = 2000

Row = TypeVar("Row", bound=Model)


def upsert(rows: Sequence[Row], *key: str) -> None:
    """Insert the rows, or bring those with the same key up to date."""
    model = type(rows[0])
    others = [
        field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in key
    ]
    model._default_manager.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=key, update_fields=others
    )


def replace_rows(model: type[Row], owner: str, owners: Iterable[int], rows: Iterable[Row]) -> None:
    """Put `rows` in the place of everything that the owners have in this table."""
    model._default_manager.filter(**{f"{owner}__in": list(owners)}).delete()
    model._default_manager.bulk_create(rows, batch_size=_BATCH)


def write_publishers(records: list[PublisherRecord]) -> None:
    """Organisations."""
    rows = [
        Publisher(code=item.code, short=item.short, long=item.long, uri=item.uri or "") for item in records
    ]
    upsert(rows, "code")


def write_responsibles(records: list[ResponsibleRecord]) -> None:
    """Bodies that answer for standards."""
    rows = [ResponsibleParty(code=item.code, short=item.short, long=item.long) for item in records]
    upsert(rows, "code")


def write_specifications(records: list[SpecificationRecord]) -> None:
    """Documents that profiles were taken from."""
    publishers = ids_of(Publisher)
    rows = [
        ProfileSpecification(
            code=item.code or "",
            publisher_id=publishers.get(item.publisher),
            number=item.number or "",
            title=item.title,
            issued=item.issued,
            version=item.version or "",
            uuid=item.uuid or None,
        )
        for item in records
    ]
    upsert(rows, "publisher", "title", "issued")


def write_nodes(records: list[NodeRecord]) -> None:
    """Nodes of the taxonomy, parents after all nodes exist."""
    rows = [
        TaxonomyNode(code=item.code, title=item.title, level=item.level, description=item.description or "")
        for item in records
    ]
    upsert(rows, "code")
    keys = ids_of(TaxonomyNode)
    for row, item in zip(rows, records, strict=True):
        row.pk, row.parent_id = keys[item.code], keys.get(item.parent)
    TaxonomyNode.objects.bulk_update(rows, ["parent"], batch_size=_BATCH)


def write_standards(records: list[StandardRecord], source: Source) -> None:
    """Standards and covering documents with what they cover and their history."""
    publishers, responsibles = ids_of(Publisher), ids_of(ResponsibleParty)
    rows = [
        Standard(
            code=item.code,
            kind=item.kind,
            publisher_id=publishers.get(item.publisher),
            number=item.number,
            title=item.title,
            issued=item.issued,
            issued_from=first_day_of(item.issued),
            version=item.version,
            dimension=item.dimension or Dimension.STANDARD,
            uuid=item.uuid or None,
            tag=item.tag or "",
            applicability=item.applicability or "",
            uri=item.uri or "",
            responsible_id=responsibles.get(item.responsible or ""),
            exercise_data=item.exercise_data,
            source=source,
        )
        for item in records
    ]
    upsert(rows, "code")
    keys = ids_of(Standard)
    owners = [keys[item.code] for item in records]
    covers = (
        Cover(covering_id=keys[item.code], covered_id=keys.get(code), covered_code=code, position=place)
        for item in records
        for place, code in enumerate(item.covers or (), start=1)
    )
    replace_rows(Cover, "covering", owners, covers)
    events = (row for item in records for row in _events(item.history, standard_id=keys[item.code]))
    replace_rows(HistoryEvent, "standard", owners, events)


def write_profiles(records: list[ProfileRecord], source: Source) -> None:
    """Profiles with children, groups and selections, taxonomy nodes and history."""
    specifications = _specification_ids()
    rows = [
        Profile(
            code=item.code,
            kind=item.kind,
            title=item.title,
            specification_id=specifications.get(item.specification) if item.specification else None,
            description=item.description or "",
            guide=item.guide or "",
            uuid=item.uuid or None,
            service_type=item.service_type or "",
            short=item.short or "",
            source=source,
        )
        for item in records
    ]
    upsert(rows, "code")
    keys = ids_of(Profile)
    owners = [keys[item.code] for item in records]
    replace_rows(ProfileChild, "parent", owners, _children(records, keys))
    replace_rows(ProfileNode, "profile", owners, _node_links(records, keys))
    replace_rows(Group, "profile", owners, _groups(records, keys))
    Selection.objects.bulk_create(_selections(records, keys), batch_size=_BATCH)
    events = (row for item in records for row in _events(item.history, profile_id=keys[item.code]))
    replace_rows(HistoryEvent, "profile", owners, events)


def _specification_ids() -> dict[SpecificationKey, int]:
    rows = ProfileSpecification.objects.values_list("publisher__code", "title", "issued", "pk")
    return {(publisher or "", title, issued): key for publisher, title, issued, key in rows}


def _events(history: tuple[EventRecord, ...] | None, **owner: int) -> Iterator[HistoryEvent]:
    for place, event in enumerate(history or (), start=1):
        yield HistoryEvent(
            **owner,
            position=place,
            flag=event.flag,
            on=event.on,
            request=event.request,
            version=event.version,
        )


def _children(records: Iterable[ProfileRecord], keys: dict[str, int]) -> Iterator[ProfileChild]:
    for item in records:
        for place, code in enumerate(item.children or (), start=1):
            yield ProfileChild(
                parent_id=keys[item.code], child_id=keys.get(code), child_code=code, position=place
            )


def _node_links(records: Iterable[ProfileRecord], keys: dict[str, int]) -> Iterator[ProfileNode]:
    nodes = ids_of(TaxonomyNode)
    for item in records:
        for place, code in enumerate(item.nodes or (), start=1):
            yield ProfileNode(
                profile_id=keys[item.code], node_id=nodes.get(code), node_code=code, position=place
            )


def _groups(records: Iterable[ProfileRecord], keys: dict[str, int]) -> Iterator[Group]:
    for item in records:
        for group in item.groups or ():
            yield Group(
                profile_id=keys[item.code],
                number=group.number,
                obligation=group.obligation,
                lifecycle=group.lifecycle,
                description=group.description,
            )


def _selections(records: Iterable[ProfileRecord], keys: dict[str, int]) -> Iterator[Selection]:
    standards = ids_of(Standard)
    rows = Group.objects.filter(profile__in=[keys[item.code] for item in records])
    groups = {(profile, number): key for profile, number, key in rows.values_list("profile", "number", "pk")}
    for item in records:
        for group in item.groups or ():
            for place, code in enumerate(group.standards, start=1):
                yield Selection(
                    group_id=groups[keys[item.code], group.number],
                    standard_id=standards.get(code),
                    standard_code=code,
                    position=place,
                )


def link_resolved() -> None:
    """Give references that led nowhere their target, where it exists by now."""
    for model, link, target in (
        (Cover, "covered", Standard),
        (ProfileChild, "child", Profile),
        (ProfileNode, "node", TaxonomyNode),
        (Selection, "standard", Standard),
        (Requirement, "standard", Standard),
    ):
        found = target._default_manager.filter(code=OuterRef(f"{link}_code"))
        open_ends = model._default_manager.filter(Exists(found), **{f"{link}__isnull": True})
        open_ends.update(**{f"{link}_id": Subquery(found.values("pk")[:1])})
