"""Texts, links, dates and histories of single records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from accord.exchange.findings import blank_findings, link_findings, text_findings
from accord.exchange.nisp.export import Export
from accord.exchange.nisp.reading import RecordFile
from accord.exchange.strict_yaml import Value
from accord.standards.records import EventRecord, Finding
from accord.standards.rules import EventFlag

# Copies of what other records say; their own texts are looked at there.
_COPIES = frozenset({"consumers", "coverdocument", "parents", "responsible", "stuff", "subprofiles", "usage"})
# Written by the exporter as folded blocks, which begin and end with blanks.
_BLOCKS = frozenset({"applicability", "description"})


def texts(export: Export) -> Iterator[Finding]:
    """Damage in the texts and links of every record."""
    for file in export:
        for place, text in _texts(file.raw):
            field = place.rsplit(".", 1)[-1]
            yield from text_findings(file.name, place, text)
            if field not in _BLOCKS:
                yield from blank_findings(file.name, place, text)
            if field == "uri":
                yield from link_findings(file.name, place, text)


def _texts(value: Value, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _texts(item, f"{place}[{number}]")
    else:
        for name in value.keys() - _COPIES:
            yield from _texts(value[name], f"{place}.{name}" if place else name)


def lost_colons(export: Export) -> Iterator[Finding]:
    """The exporter turns every colon of a paragraph into a blank."""
    paragraphs = [
        text
        for file in export
        for place, text in _texts(file.raw)
        if text.strip() and place.rsplit(".", 1)[-1] in _BLOCKS
    ]
    if paragraphs and not any(":" in text for text in paragraphs):
        message = f"none of {len(paragraphs)} texts holds a colon: the export lost them, addresses included"
        yield Finding("lossy-export", "", "applicability, description", message)


def dates(export: Export) -> Iterator[Finding]:
    """Editions without a date, and the mark that should say so."""
    for file in export.all("standard", "coverdoc"):
        if not getattr(file.record, "issued", ""):
            yield Finding("no-date", file.name, "document.date", "is empty; the date stays unknown")
        document = file.raw["document"]
        complete = isinstance(document, dict) and all(
            document.get(field) for field in ("org", "pubnum", "title", "date")
        )
        if file.raw.get("complete") != str(complete).lower():
            yield Finding("computed-field", file.name, "complete", "does not agree with the record; not used")


def _histories(export: Export) -> Iterator[tuple[RecordFile, tuple[EventRecord, ...]]]:
    for file in export:
        if history := getattr(file.record, "history", None):
            yield file, history


def histories(export: Export) -> Iterator[Finding]:
    """Events without a date or out of order, and deletions of records that are present all the same."""
    for file, history in _histories(export):
        written = [event.on for event in history if event.on]
        if len(written) < len(history):
            yield _of_history("event-without-date", file, "holds an event without a date; kept")
        if written != sorted(written):
            yield _of_history("history-order", file, "is not in the order of its dates; kept as written")
        lasting = [event.flag for event in history if event.flag is not EventFlag.CHANGED]
        if lasting and lasting[-1] is EventFlag.DELETED:
            yield _of_history("deleted-event", file, "was deleted once and is present: taken as accepted")
        if history[0].flag is not EventFlag.ADDED:
            yield _of_history("history-start", file, "does not begin with an addition; kept")


def _of_history(kind: str, file: RecordFile, message: str) -> Finding:
    return Finding(kind, file.name, "status.history", message)


def requests(export: Export) -> Iterator[Finding]:
    """Requests for change that are written in two ways, such as 14-32 and 14-032."""
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    for file, history in _histories(export):
        for event in history:
            if event.request:
                spellings[re.sub("-0+", "-", event.request, count=1)].setdefault(event.request, file.name)
    for written in spellings.values():
        if len(written) > 1:
            record = list(written.values())[-1]
            message = f"one request is written {', '.join(sorted(written))}; kept as written"
            yield Finding("request-spelling", record, "status.history", message)


CHECKS = (texts, lost_colons, dates, histories, requests)
