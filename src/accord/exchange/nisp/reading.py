"""One record file of the export into one record of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from accord.exchange.archives import SourceFile
from accord.exchange.fields import Fields
from accord.exchange.refusals import ImportRefused
from accord.exchange.strict_yaml import Value, YamlRefused, plain_yaml
from accord.standards.records import (
    EventRecord,
    GroupRecord,
    NodeRecord,
    ProfileRecord,
    PublisherRecord,
    ResponsibleRecord,
    SpecificationKey,
    SpecificationRecord,
    StandardRecord,
)
from accord.standards.rules import EventFlag, Lifecycle, Obligation, ProfileKind, StandardKind

AnyRecord = (
    NodeRecord | ProfileRecord | PublisherRecord | ResponsibleRecord | SpecificationRecord | StandardRecord
)

_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n(.*))?\Z", re.DOTALL)


@dataclass(frozen=True)
class RecordFile:
    """A record with the mapping that it was read from, which the checks look at; `kind` is its folder."""

    kind: str
    code: str
    file: str
    raw: dict[str, Value]
    record: AnyRecord
    unread: tuple[str, ...]
    body: str

    @property
    def name(self) -> str:
        """Kind and id, as findings name a record."""
        return f"{self.kind} {self.code}"


def read_record(file: SourceFile, kind: str) -> RecordFile:
    """Read a file of the folder `kind`; raises `ImportRefused` with file, record and field."""
    raw, body = _front_matter(file)
    code = raw.get("nispid", "")
    fields = Fields(raw, file=file.name, record=f"{kind} {code}" if isinstance(code, str) else kind)
    element, read = _KINDS[kind]
    if fields.needed("element") != element:
        raise fields.refused("element", f"“{fields.text('element')}” does not belong into the folder {kind}.")
    if file.name.rsplit("/", 1)[-1] != f"{fields.needed('nispid')}.md":
        raise fields.refused("nispid", "does not agree with the file's name.")
    record = read(fields)
    fields.ignore("url")
    return RecordFile(kind, fields.text("nispid"), file.name, raw, record, tuple(fields.unread()), body)


def _front_matter(file: SourceFile) -> tuple[dict[str, Value], str]:
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"is not UTF-8 at byte {error.start}.", file=file.name) from None
    parts = _FRONT_MATTER.match(text)
    if parts is None:
        raise ImportRefused("does not begin and end with a line of three dashes.", file=file.name)
    try:
        value = plain_yaml(parts[1])
    except YamlRefused as error:
        raise ImportRefused(f"is no readable YAML: {error}", file=file.name) from None
    if not isinstance(value, dict):
        raise ImportRefused("holds no fields.", file=file.name)
    return value, (parts[2] or "").strip()


def _history(status: Fields) -> tuple[EventRecord, ...]:
    return tuple(
        EventRecord(
            event.word("flag", EventFlag), event.date("date"), event.text("rfcp"), event.text("version")
        )
        for event in status.rows("history")
    )


def _references(rows: list[Fields]) -> tuple[str, ...]:
    for row in rows:
        row.ignore("type", "title")  # copies of what the referred record says
    return tuple(row.needed("refid") for row in rows)


def _standard(fields: Fields) -> StandardRecord:
    fields.ignore("consumers", "coverdocument")
    return _edition(fields, StandardKind.STANDARD, applicability=fields.text("applicability"), covers=())


def _cover_document(fields: Fields) -> StandardRecord:
    fields.ignore("consumers")
    covers = _references(fields.rows("coverstandards"))
    return _edition(fields, StandardKind.COVERDOC, applicability="", covers=covers)


def _edition(
    fields: Fields, kind: StandardKind, *, applicability: str, covers: tuple[str, ...]
) -> StandardRecord:
    fields.ignore("complete", "orgid")
    document, status = fields.inner("document"), fields.inner("status")
    return StandardRecord(
        code=fields.needed("nispid"),
        kind=kind,
        publisher=document.needed("org"),
        number=document.needed("pubnum"),
        title=document.needed("title"),
        issued=document.date("date"),
        version=document.text("version"),
        tag=fields.needed("nisptag"),
        applicability=applicability,
        uri=status.text("uri"),
        responsible=fields.needed("rp"),
        uuid=fields.uuid("uuid"),
        covers=covers,
        history=_history(status),
    )


def _specification_key(fields: Fields) -> SpecificationKey:
    """Profiles hold a copy of their specification, not its id."""
    copy = fields.inner("profilespec")
    copy.ignore("pubnum", "version")
    return copy.needed("org"), copy.needed("title"), copy.date("date")


def _profile(fields: Fields, kind: ProfileKind) -> ProfileRecord:
    """Any kind of profile: nothing says that only leaves select standards. A missing field says nothing."""
    fields.ignore("parents")
    status = fields.inner("status")
    status.ignore_empty("uri")
    return ProfileRecord(
        code=fields.needed("nispid"),
        kind=kind,
        title=fields.needed("title"),
        specification=_specification_key(fields),
        description=fields.text("description") if "description" in fields else None,
        uuid=fields.uuid("uuid"),
        service_type=fields.needed("sptype") if "sptype" in fields else None,
        children=_once(_references(fields.rows("subprofiles"))) if "subprofiles" in fields else None,
        nodes=_once(fields.texts("taxonomy")) if "taxonomy" in fields else None,
        groups=tuple(_groups(fields.rows("refgroup"))) if "refgroup" in fields else None,
        history=_history(status),
    )


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _groups(rows: list[Fields]) -> Iterator[GroupRecord]:
    for number, fields in enumerate(rows, start=1):
        yield GroupRecord(
            number,
            fields.word("obligation", Obligation),
            fields.word("lifecycle", Lifecycle),
            _references(fields.rows("standards")),
            fields.text("description"),
        )


def _specification(fields: Fields) -> SpecificationRecord:
    fields.ignore_empty("note")
    return SpecificationRecord(
        publisher=fields.needed("orgid"),
        title=fields.needed("title"),
        issued=fields.date("psdate"),
        code=fields.needed("nispid"),
        number=fields.text("pubnum"),
        version=fields.text("version"),
        uuid=fields.uuid("uuid"),
    )


def _organisation(fields: Fields) -> PublisherRecord:
    fields.ignore("key", "stuff")
    code, short, long = (fields.needed(name) for name in ("nispid", "short", "long"))
    return PublisherRecord(code, short, long, fields.text("uri"))


def _responsible_party(fields: Fields) -> ResponsibleRecord:
    fields.ignore("key", "responsible")
    code, short, long = (fields.needed(name) for name in ("nispid", "short", "long"))
    return ResponsibleRecord(code, short, long)


def _node(fields: Fields) -> NodeRecord:
    fields.ignore("emUUID", "usage")
    parent = fields.needed("parent")
    return NodeRecord(
        code=fields.needed("nispid"),
        title=fields.needed("title"),
        parent="" if parent == "null" else parent,
        level=fields.whole_number("level"),
        description=fields.text("description"),
    )


# Folder → the word that its records carry, and how they are read.
_KINDS: Mapping[str, tuple[str, Callable[[Fields], AnyRecord]]] = {
    "organization": ("Organizations", _organisation),
    "responsibleparty": ("Responsible Party", _responsible_party),
    "profilespec": ("Profilespec", _specification),
    "node": ("node", _node),
    "standard": ("Standard", _standard),
    "coverdoc": ("Cover Document", _cover_document),
    "capabilityprofile": ("Capabilityprofile", partial(_profile, kind=ProfileKind.CAPABILITY)),
    "profile": ("Profile", partial(_profile, kind=ProfileKind.PROFILE)),
    "serviceprofile": ("Serviceprofile", partial(_profile, kind=ProfileKind.SERVICE)),
}
KINDS = tuple(_KINDS)
