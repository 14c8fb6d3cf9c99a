"""The catalogue as the database holds it, in the same records that sources are read into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from accord.standards.models import (
    Cover,
    Group,
    HistoryEvent,
    Interaction,
    InteractionRole,
    Profile,
    ProfileChild,
    ProfileNode,
    ProfileSpecification,
    Publisher,
    Requirement,
    ResponsibleParty,
    Scope,
    ScopeInteraction,
    Selection,
    Standard,
    Succession,
    TaxonomyNode,
)
from accord.standards.records import (
    NO_SPECIFICATION,
    Catalogue,
    EventRecord,
    GroupRecord,
    InteractionRecord,
    NodeRecord,
    ProfileRecord,
    PublisherRecord,
    ResponsibleRecord,
    RoleRecord,
    ScopeRecord,
    SpecificationKey,
    SpecificationRecord,
    StandardRecord,
    SuccessionRecord,
)
from accord.standards.rules import (
    Area,
    Dimension,
    Echelon,
    EventFlag,
    InteractionKind,
    Lifecycle,
    Obligation,
    ProfileKind,
    RequirementOrigin,
    Role,
    ScopeKind,
    StandardKind,
)


def held_catalogue() -> Catalogue:
    """Everything in the catalogue, in thirteen queries; own procedures included."""
    return Catalogue(
        publishers=tuple(PublisherRecord(*row) for row in Publisher.objects.values_list(*_NAMED, "uri")),
        responsibles=tuple(ResponsibleRecord(*row) for row in ResponsibleParty.objects.values_list(*_NAMED)),
        specifications=tuple(_specifications()),
        nodes=tuple(_nodes()),
        standards=tuple(_standards()),
        profiles=tuple(_profiles()),
    )


_NAMED = ("code", "short", "long")


def sources_of(model: type[Standard | Profile]) -> dict[str, str]:
    """Where each standard or profile was read last, by code."""
    return dict(model._default_manager.values_list("code", "source"))


def ids_of(model: type[Publisher | ResponsibleParty | Standard | Profile | TaxonomyNode]) -> dict[str, int]:
    """Keys by public code."""
    return dict(model._default_manager.values_list("code", "pk"))


def _text(value: UUID | None) -> str:
    return str(value) if value else ""


def held_interactions() -> list[InteractionRecord]:
    """All interactions, in three queries."""
    added: dict[tuple[int, str], dict[str, Obligation]] = defaultdict(dict)
    own = Requirement.objects.filter(origin=RequirementOrigin.JUDGEMENT)
    for key, role, code, obligation in own.values_list("interaction", "role", "written_code", "obligation"):
        added[key, role][code] = Obligation(obligation)
    roles: dict[int, dict[Role, RoleRecord]] = defaultdict(dict)
    for row in InteractionRole.objects.all():
        groups = None if row.groups is None else tuple(row.groups)
        own_codes = tuple(sorted(added[row.interaction_id, row.role].items()))
        roles[row.interaction_id][Role(row.role)] = RoleRecord(Role(row.role), groups, own_codes)
    rows = Interaction.objects.select_related("profile")
    return [_interaction(row, roles[row.pk]) for row in rows]


def _interaction(row: Interaction, roles: dict[Role, RoleRecord]) -> InteractionRecord:
    return InteractionRecord(
        code=row.code,
        family=row.family,
        edition=row.edition,
        title=row.title,
        description=row.description,
        kind=InteractionKind(row.kind),
        area=Area(row.area),
        echelon=Echelon(row.echelon),
        profile=row.profile.code if row.profile else "",
        note=row.note,
        roles=tuple(roles[role] for role in Role if role in roles),
    )


def held_successions() -> list[SuccessionRecord]:
    """All successions."""
    rows = Succession.objects.values_list("older__code", "newer__code", "backward_compatible", "source")
    return [SuccessionRecord(*row) for row in rows]


def held_scopes(owner: int) -> list[ScopeRecord]:
    """The scopes of one party."""
    wanted = defaultdict(list)
    items = ScopeInteraction.objects.filter(scope__owner=owner)
    for scope, code, level in items.values_list("scope", "interaction__code", "wanted"):
        wanted[scope].append((code, level))
    return [
        ScopeRecord(row.code, row.title, ScopeKind(row.kind), row.description, tuple(sorted(wanted[row.pk])))
        for row in Scope.objects.filter(owner=owner)
    ]


def _specifications() -> Iterable[SpecificationRecord]:
    rows = ProfileSpecification.objects.values_list(
        "publisher__code", "title", "issued", "code", "number", "version", "uuid"
    )
    for publisher, title, issued, code, number, version, uuid in rows:
        yield SpecificationRecord(publisher or "", title, issued, code, number, version, _text(uuid))


def _nodes() -> Iterable[NodeRecord]:
    rows = TaxonomyNode.objects.values_list("code", "title", "parent__code", "level", "description")
    for code, title, parent, level, description in rows:
        yield NodeRecord(code, title, parent or "", level, description)


def _standards() -> Iterable[StandardRecord]:
    covers = _lists(Cover.objects.order_by("position").values_list("covering_id", "covered_code"))
    history = _histories("standard_id")
    for row in Standard.objects.select_related("publisher", "responsible"):
        yield StandardRecord(
            code=row.code,
            kind=StandardKind(row.kind),
            publisher=row.publisher.code if row.publisher else "",
            number=row.number,
            title=row.title,
            issued=row.issued,
            version=row.version,
            dimension=Dimension(row.dimension),
            tag=row.tag,
            applicability=row.applicability,
            uri=row.uri,
            responsible=row.responsible.code if row.responsible else "",
            uuid=_text(row.uuid),
            exercise_data=row.exercise_data,
            covers=covers.get(row.pk, ()),
            history=history.get(row.pk, ()),
        )


def _profiles() -> Iterable[ProfileRecord]:
    children = _lists(ProfileChild.objects.order_by("position").values_list("parent_id", "child_code"))
    nodes = _lists(ProfileNode.objects.order_by("position").values_list("profile_id", "node_code"))
    groups, history = _groups(), _histories("profile_id")
    for row in Profile.objects.select_related("specification__publisher"):
        yield ProfileRecord(
            code=row.code,
            kind=ProfileKind(row.kind),
            title=row.title,
            specification=_specification_key(row.specification),
            description=row.description,
            guide=row.guide,
            uuid=_text(row.uuid),
            service_type=row.service_type,
            short=row.short,
            children=children.get(row.pk, ()),
            nodes=nodes.get(row.pk, ()),
            groups=groups.get(row.pk, ()),
            history=history.get(row.pk, ()),
        )


def _specification_key(of: ProfileSpecification | None) -> SpecificationKey:
    return (of.publisher.code if of.publisher else "", of.title, of.issued) if of else NO_SPECIFICATION


def _groups() -> dict[int, tuple[GroupRecord, ...]]:
    selected = _lists(Selection.objects.order_by("position").values_list("group_id", "standard_code"))
    groups = defaultdict(list)
    for row in Group.objects.order_by("profile", "number"):
        record = GroupRecord(
            row.number,
            Obligation(row.obligation),
            Lifecycle(row.lifecycle),
            selected.get(row.pk, ()),
            row.description,
        )
        groups[row.profile_id].append(record)
    return {profile: tuple(records) for profile, records in groups.items()}


def _histories(owner: str) -> dict[int, tuple[EventRecord, ...]]:
    events = defaultdict(list)
    rows = HistoryEvent.objects.filter(**{f"{owner}__isnull": False}).order_by("position")
    for key, flag, on, request, version in rows.values_list(owner, "flag", "on", "request", "version"):
        events[key].append(EventRecord(EventFlag(flag), on, request, version))
    return {key: tuple(records) for key, records in events.items()}


def _lists(pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    gathered = defaultdict(list)
    for key, code in pairs:
        gathered[key].append(code)
    return {key: tuple(codes) for key, codes in gathered.items()}
