"""FMN profiles as they are submitted to NISP: one XML file per spiral."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from accord.exchange.docbook import plain_text
from accord.exchange.fields import Fields
from accord.exchange.findings import link_findings, text_findings
from accord.exchange.refusals import ImportRefused
from accord.exchange.strict_xml import XmlRefused, plain_xml
from accord.standards.records import (
    NO_SPECIFICATION,
    Catalogue,
    EventRecord,
    Finding,
    GroupRecord,
    ProfileRecord,
    PublisherRecord,
    ResponsibleRecord,
    SpecificationKey,
    SpecificationRecord,
    StandardRecord,
)
from accord.standards.rules import EventFlag, Lifecycle, Obligation, ProfileKind, StandardKind

_ROOT = "nispadditions"
_BLOCKS = "para itemizedlist"
# Element → its attributes | its children; everything else is reported and not read.
_KNOWN: Mapping[str, tuple[str, str]] = {
    _ROOT: ("", "organisations standards profileset"),
    "organisations": ("", "orgkey"),
    "orgkey": ("key short long", ""),
    "standards": ("", "standard coverdoc"),
    "standard": ("id tag", "document applicability responsibleparty status"),
    "coverdoc": ("id tag", "document coverstandards responsibleparty status"),
    "document": ("orgid pubnum date title version", ""),
    "coverstandards": ("", "refstandard"),
    "responsibleparty": ("rpref", ""),
    "profileset": ("", "profilespec profile serviceprofile"),
    "profilespec": ("id orgid pubnum title date version", ""),
    "profile": (
        "id toplevel short title",
        "refprofilespec description subprofiles reftaxonomy refgroup status uuid",
    ),
    "serviceprofile": ("id title", "refprofilespec description reftaxonomy refgroup guide status uuid"),
    "subprofiles": ("", "refprofile"),
    "refprofilespec": ("refid", ""),
    "refprofile": ("refid", ""),
    "reftaxonomy": ("refid", ""),
    "refgroup": ("obligation lifecycle", "description refstandard uuid"),
    "refstandard": ("refid", ""),
    "status": ("mode", "uri history"),
    "history": ("", "event"),
    "event": ("date flag version rfcp", ""),
    "uri": ("", ""),
    "uuid": ("", ""),
    "applicability": ("", _BLOCKS),
    "description": ("", _BLOCKS),
    "guide": ("", _BLOCKS),
    "itemizedlist": ("spacing", "listitem"),
    "listitem": ("", _BLOCKS),
    "para": ("", "emphasis ulink"),
    "emphasis": ("role", "emphasis ulink"),
    "ulink": ("url", "emphasis"),
}


@dataclass(frozen=True)
class FmnFile:
    """What one file states, and what is odd in it."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]


def read_fmn(content: bytes, file: str) -> FmnFile:
    """Read an FMN profile; raises `ImportRefused` with file, record and field."""
    try:
        root = plain_xml(content)
    except XmlRefused as error:
        raise ImportRefused(str(error), file=file) from None
    if root.tag != _ROOT:
        raise ImportRefused(f"begins with <{root.tag}>, not with <{_ROOT}>. Name an FMN profile.", file=file)
    return _Reader(root, file).read()


Kept = TypeVar("Kept", StandardRecord, ProfileRecord)


class _Reader:
    """Reads one file; gathers findings on the way."""

    def __init__(self, root: Element, file: str) -> None:
        self.root, self.file = root, file
        self.findings: list[Finding] = []
        self.specifications: dict[str, SpecificationRecord] = {}

    def read(self) -> FmnFile:
        self.findings.extend(_unknown(self.root))
        for element in self.root.iterfind("profileset/profilespec"):
            record = self._specification(element)
            self.specifications[record.code or ""] = record
        publishers, responsibles = self._organisations()
        catalogue = Catalogue(
            publishers=publishers,
            responsibles=responsibles,
            specifications=tuple(self.specifications.values()),
            standards=self._once([self._edition(item) for item in self._accepted("standards/*")]),
            profiles=self._once([self._profile(item) for item in self._accepted("profileset/*")]),
        )
        return FmnFile(catalogue, tuple(self.findings))

    def _accepted(self, path: str) -> Iterator[Element]:
        """Records that stand; rejected and deleted ones are reported and left out."""
        for element in self.root.iterfind(path):
            status = element.find("status")
            if element.tag not in ("standard", "coverdoc", "profile", "serviceprofile"):
                continue
            mode = "accepted" if status is None else status.get("mode", "accepted")
            if mode == "accepted":
                yield element
            else:
                self._found("not-accepted", _name(element), "status", f"is {mode}; not taken over")

    def _once(self, records: list[Kept]) -> tuple[Kept, ...]:
        seen: set[str] = set()
        for record in records:
            if record.code in seen:
                name = f"{record.report_kind} {record.code}"
                raise ImportRefused(
                    "is the second record of this id.", file=self.file, record=name, field="id"
                )
            seen.add(record.code)
        return tuple(records)

    def _found(self, kind: str, record: str, field: str, message: str) -> None:
        self.findings.append(Finding(kind, record, field, message))

    def _fields(self, element: Element, record: str = "") -> Fields:
        attributes = {name: str(value) for name, value in element.items()}
        path = "" if not record else element.tag
        return Fields(attributes, file=self.file, record=record or _name(element), path=path)

    def _text(self, element: Element, field: str, record: str = "") -> str:
        text = plain_text(element.find(field))
        self.findings.extend(text_findings(record or _name(element), field, text))
        return text

    def _part(self, element: Element, name: str) -> Fields:
        """The attributes of the one child of this name."""
        child = element.find(name)
        if child is None:
            raise ImportRefused("is missing.", file=self.file, record=_name(element), field=name)
        return self._fields(child, _name(element))

    def _refs(self, element: Element, path: str, record: str = "") -> tuple[str, ...]:
        name = record or _name(element)
        return tuple(self._fields(item, name).needed("refid") for item in element.iterfind(path))

    def _organisations(self) -> tuple[tuple[PublisherRecord, ...], tuple[ResponsibleRecord, ...]]:
        """New keys, by their use: what answers for a standard is a responsible party, all else may publish."""
        answering = {item.get("rpref") for item in self.root.iter("responsibleparty")}
        issuing = {item.get("orgid") for item in self.root.iter("document")}
        publishers, responsibles = [], []
        for element in self.root.iterfind("organisations/orgkey"):
            fields = self._fields(element)
            code, short, long = (fields.needed(name) for name in ("key", "short", "long"))
            if code in answering:
                responsibles.append(ResponsibleRecord(code, short, long))
            if code in issuing or code not in answering:
                publishers.append(PublisherRecord(code, short, long))
        return tuple(publishers), tuple(responsibles)

    def _specification(self, element: Element) -> SpecificationRecord:
        fields = self._fields(element)
        return SpecificationRecord(
            publisher=fields.needed("orgid"),
            title=fields.needed("title"),
            issued=fields.date("date"),
            code=fields.needed("id"),
            number=fields.text("pubnum"),
            version=fields.maybe("version") or None,
        )

    def _edition(self, element: Element) -> StandardRecord:
        fields, document = self._fields(element), self._part(element, "document")
        link = (element.findtext("status/uri") or "").strip()
        self.findings.extend(link_findings(_name(element), "status.uri", link))
        return StandardRecord(
            code=fields.key("id"),
            kind=StandardKind(element.tag),
            publisher=document.needed("orgid"),
            number=document.needed("pubnum"),
            title=document.needed("title"),
            issued=document.date("date"),
            version=document.maybe("version"),
            tag=fields.needed("tag"),
            applicability=self._text(element, "applicability"),
            uri=link,
            responsible=self._part(element, "responsibleparty").needed("rpref"),
            covers=self._refs(element, "coverstandards/refstandard"),
            history=self._history(element),
        )

    def _profile(self, element: Element) -> ProfileRecord:
        fields = self._fields(element)
        children = self._refs(element, "subprofiles/refprofile")
        nodes = self._refs(element, "reftaxonomy")
        return ProfileRecord(
            code=fields.key("id"),
            kind=_kind(element),
            title=fields.needed("title"),
            short=fields.maybe("short"),
            specification=self._specification_of(element),
            description=self._text(element, "description"),
            guide=self._text(element, "guide"),
            children=tuple(dict.fromkeys(children)),
            nodes=tuple(dict.fromkeys(nodes)),
            groups=tuple(self._groups(element)),
            history=self._history(element),
        )

    def _specification_of(self, element: Element) -> SpecificationKey:
        code = self._part(element, "refprofilespec").needed("refid")
        if code in self.specifications:
            return self.specifications[code].key
        self._found("dangling", _name(element), "refprofilespec", f"refers to “{code}”, which does not exist")
        return NO_SPECIFICATION

    def _groups(self, profile: Element) -> Iterator[GroupRecord]:
        record = _name(profile)
        for number, element in enumerate(profile.iterfind("refgroup"), start=1):
            fields = self._fields(element, record)
            yield GroupRecord(
                number,
                fields.word("obligation", Obligation),
                fields.word("lifecycle", Lifecycle),
                self._refs(element, "refstandard", record),
                self._text(element, "description", record),
            )

    def _history(self, element: Element) -> tuple[EventRecord, ...]:
        events = (self._fields(item, _name(element)) for item in element.iterfind("status/history/event"))
        return tuple(
            EventRecord(
                item.word("flag", EventFlag), item.date("date"), item.maybe("rfcp"), item.maybe("version")
            )
            for item in events
        )


def _kind(element: Element) -> ProfileKind:
    if element.tag == "serviceprofile":
        return ProfileKind.SERVICE
    return ProfileKind.CAPABILITY if element.get("toplevel") == "yes" else ProfileKind.PROFILE


def _name(element: Element) -> str:
    return f"{element.tag} {element.get('id') or element.get('key') or ''}".strip()


def _unknown(element: Element, record: str = "") -> Iterator[Finding]:
    """Attributes and elements that the format does not have."""
    record = _name(element) if element.get("id") else record
    attributes, children = (set(words.split()) for words in _KNOWN[element.tag])
    for name in sorted(set(element.keys()) - attributes):
        yield Finding("unknown-field", record, f"{element.tag}.{name}", "is not known to the format")
    for child in element:
        if child.tag in children:
            yield from _unknown(child, record)
        else:
            yield Finding("unknown-field", record, f"{element.tag}.{child.tag}", "is not known to the format")
