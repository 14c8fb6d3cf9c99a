"""Records of a catalogue, as a source states them and as the database holds them.

Every source (facts tables, NISP, FMN) is read into these, and the database is read back into the same ones,
so that *created*, *updated* and *unchanged* are comparisons of equal things. A field that is None is one of
which the source says nothing: what stands in the database stays. '' and () are statements that there is
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar

from accord.standards.rules import (
    Area,
    Dimension,
    Echelon,
    EventFlag,
    GroupFacts,
    InteractionKind,
    Lifecycle,
    Obligation,
    ProfileKind,
    Role,
    ScopeKind,
    StandardKind,
)

SpecificationKey = tuple[
    str, str, str
]  # publisher, title, issued: what every source knows of a specification
NO_SPECIFICATION: SpecificationKey = ("", "", "")


@dataclass(frozen=True)
class Finding:
    """Something in the input that a person should know; nothing was dropped or invented because of it.

    `kind` is a stable word such as `dangling`; `record` is the kind and id of the record, `field` its field.
    """

    kind: str
    record: str
    field: str
    message: str


@dataclass(frozen=True)
class EventRecord:
    """One event of a record's history."""

    flag: EventFlag
    on: str = ""
    request: str = ""
    version: str = ""


@dataclass(frozen=True)
class GroupRecord:
    """One group of a service profile; its number is its place, from 1, where the source leaves none out."""

    number: int
    obligation: Obligation
    lifecycle: Lifecycle
    standards: tuple[str, ...] = ()
    description: str = ""

    def facts(self) -> GroupFacts:
        """The part that decides requirements."""
        return GroupFacts(self.number, self.obligation, self.lifecycle, self.standards)


class Record(Protocol):
    """What the comparison needs: a key within its own type, and the word that reports use for the type."""

    @property
    def key(self) -> object:
        """Tells the record apart from others of its type."""

    @property
    def report_kind(self) -> str:
        """The word for its type in reports."""


class ByCode:
    """A record that its code tells apart from others of its type."""

    code: str

    @property
    def key(self) -> str:
        """The code."""
        return self.code


@dataclass(frozen=True)
class PublisherRecord(ByCode):
    """An organisation."""

    code: str
    short: str
    long: str
    uri: str | None = None
    report_kind = "organization"


@dataclass(frozen=True)
class ResponsibleRecord(ByCode):
    """A body that answers for standards."""

    code: str
    short: str
    long: str
    report_kind = "responsibleparty"


@dataclass(frozen=True)
class SpecificationRecord:
    """A document that profiles were taken from."""

    publisher: str
    title: str
    issued: str
    code: str | None = None
    number: str | None = None
    version: str | None = None
    uuid: str | None = None
    report_kind = "profilespec"

    @property
    def key(self) -> SpecificationKey:
        """Publisher, title and date."""
        return self.publisher, self.title, self.issued


@dataclass(frozen=True)
class NodeRecord(ByCode):
    """A node of the taxonomy; parent '' is the root's."""

    code: str
    title: str
    parent: str
    level: int
    description: str | None = None
    report_kind = "node"


@dataclass(frozen=True)
class StandardRecord(ByCode):
    """One edition of a standard, or a covering document."""

    code: str
    kind: StandardKind
    publisher: str
    number: str
    title: str
    issued: str
    version: str
    dimension: Dimension | None = None
    tag: str | None = None
    applicability: str | None = None
    uri: str | None = None
    responsible: str | None = None
    uuid: str | None = None
    exercise_data: bool = False
    covers: tuple[str, ...] | None = None
    history: tuple[EventRecord, ...] | None = None

    @property
    def report_kind(self) -> str:
        """`standard` or `coverdoc`."""
        return self.kind.value


@dataclass(frozen=True)
class ProfileRecord(ByCode):
    """A root, container or leaf of the profile graph."""

    code: str
    kind: ProfileKind
    title: str
    specification: SpecificationKey | None = None
    description: str | None = None
    guide: str | None = None
    uuid: str | None = None
    service_type: str | None = None
    short: str | None = None
    children: tuple[str, ...] | None = None
    nodes: tuple[str, ...] | None = None
    groups: tuple[GroupRecord, ...] | None = None
    history: tuple[EventRecord, ...] | None = None

    @property
    def report_kind(self) -> str:
        """`capabilityprofile`, `profile` or `serviceprofile`."""
        return _PROFILE_WORDS[self.kind]


_PROFILE_WORDS = {
    ProfileKind.CAPABILITY: "capabilityprofile",
    ProfileKind.PROFILE: "profile",
    ProfileKind.SERVICE: "serviceprofile",
}


@dataclass(frozen=True)
class RoleRecord:
    """A role, the groups of the profile that bind it (None = all), and what we add ourselves."""

    role: Role
    groups: tuple[int, ...] | None
    added: tuple[tuple[str, Obligation], ...] = ()


@dataclass(frozen=True)
class InteractionRecord(ByCode):
    """An interaction of the shipped catalogue."""

    code: str
    family: str
    edition: str
    title: str
    description: str
    kind: InteractionKind
    area: Area
    echelon: Echelon
    profile: str
    note: str
    roles: tuple[RoleRecord, ...]
    report_kind = "interaction"


@dataclass(frozen=True)
class SuccessionRecord:
    """A newer edition that follows an older one."""

    older: str
    newer: str
    backward_compatible: bool
    source: str
    report_kind = "succession"

    @property
    def key(self) -> tuple[str, str]:
        """Older and newer."""
        return self.older, self.newer


@dataclass(frozen=True)
class ScopeRecord(ByCode):
    """A scope of the shipped catalogue: interactions with wanted levels, in the order of their codes."""

    code: str
    title: str
    kind: ScopeKind
    description: str
    wanted: tuple[tuple[str, int], ...]
    report_kind = "scope"


@dataclass(frozen=True)
class Catalogue:
    """Everything that one source states, or that the database holds."""

    publishers: tuple[PublisherRecord, ...] = ()
    responsibles: tuple[ResponsibleRecord, ...] = ()
    specifications: tuple[SpecificationRecord, ...] = ()
    nodes: tuple[NodeRecord, ...] = ()
    standards: tuple[StandardRecord, ...] = ()
    profiles: tuple[ProfileRecord, ...] = ()


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Changes(Generic[R]):
    """What loading the records of one type would do."""

    created: list[R] = field(default_factory=list)
    updated: list[R] = field(default_factory=list)
    unchanged: list[R] = field(default_factory=list)

    @property
    def written(self) -> list[R]:
        """The records to write."""
        return self.created + self.updated


def changes(stated: Iterable[R], held: Iterable[R]) -> Changes[R]:
    """Compare what a source states with what is held; fields it is silent about keep what is held."""
    result: Changes[R] = Changes()
    held_by_key = {record.key: record for record in held}
    for record in stated:
        before = held_by_key.get(record.key)
        if before is None:
            result.created.append(record)
            continue
        after = laid_over(record, before)
        (result.unchanged if after == before else result.updated).append(after)
    return result


def laid_over(record: R, before: R) -> R:
    """The record with every field of which it says nothing taken from `before`."""
    silent = {name: getattr(before, name) for name, value in vars(record).items() if value is None}
    return replace(record, **silent) if silent else record  # type: ignore[type-var]  # records are dataclasses


@dataclass
class Tally:
    """How many records of one kind were created, updated and left unchanged."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


Counts = dict[str, Tally]  # by the kinds that reports name


def counted(changed: Iterable[Changes[Any]]) -> Counts:
    """What happened to the records of each kind; kinds that were not stated are left out."""
    counts: Counts = {}
    for change in changed:
        for word in ("created", "updated", "unchanged"):
            for record in getattr(change, word):
                tally = counts.setdefault(record.report_kind, Tally())
                setattr(tally, word, getattr(tally, word) + 1)
    return counts


def plain_counts(counts: Counts) -> dict[str, dict[str, int]]:
    """The counts as JSON holds them."""
    return {kind: asdict(tally) for kind, tally in counts.items()}
