"""One record file of the export."""

from __future__ import annotations

import pytest

from accord.exchange.archives import SourceFile
from accord.exchange.nisp.reading import AnyRecord, read_record
from accord.exchange.refusals import ImportRefused
from accord.standards.records import EventRecord, GroupRecord, ProfileRecord, StandardRecord
from accord.standards.rules import EventFlag, Lifecycle, Obligation, ProfileKind, StandardKind
from exchange.small_nisp import nisp_files

ROOT = "T-22222222-2222-4222-8222-222222222222-X"
ADDED = EventRecord(EventFlag.ADDED, "2020-01-31", "9-1", "10.0")


def read(kind: str, old: str = "", new: str = "") -> AnyRecord:
    files = nisp_files(**{kind: (old, new)})
    name = next(name for name in files if name.startswith(f"{kind}/"))
    return read_record(SourceFile(name, files[name]), kind).record


def test_standard_is_read_with_its_partial_date_and_history() -> None:
    assert read("standard") == StandardRecord(
        code="acme-1",
        kind=StandardKind.STANDARD,
        publisher="acme",
        number="ACME 1",
        title="How to talk: basics",
        issued="2011-08",
        version="1.0",
        tag="ACME 1",
        applicability="One text.\n\n  Another.",
        uri="https://example.org/a",
        responsible="panel",
        uuid="33333333-3333-4333-8333-333333333333",
        covers=(),
        history=(ADDED,),
    )


def test_service_profile_keeps_its_groups() -> None:
    record = read("serviceprofile")
    assert isinstance(record, ProfileRecord)
    assert record.kind is ProfileKind.SERVICE
    assert record.specification == ("acme", "Acme Profiles", "2020-01-01")
    assert record.nodes == (ROOT,)
    assert record.groups == (
        GroupRecord(1, Obligation.MANDATORY, Lifecycle.CURRENT, ("acme-1", "stanag-1"), "Always."),
    )


def test_missing_field_says_nothing_and_an_empty_one_says_none() -> None:
    silent, empty = (
        read("serviceprofile", "description: Talking to each other.\n", ""),
        read("capabilityprofile"),
    )
    assert isinstance(silent, ProfileRecord)
    assert isinstance(empty, ProfileRecord)
    assert (silent.description, silent.children) == (None, None)
    assert (empty.children, empty.groups) == (("talk",), None)


def test_container_that_selects_standards_is_read_too() -> None:
    group = "  - obligation: optional\n    lifecycle: candidate\n    standards:\n    description:\n"
    groups = f"refgroup:\n{group}title: All"
    record = read("capabilityprofile", "title: All", groups)
    assert isinstance(record, ProfileRecord)
    assert record.groups == (GroupRecord(1, Obligation.OPTIONAL, Lifecycle.CANDIDATE),)


def test_root_of_the_taxonomy_has_no_parent() -> None:
    assert getattr(read("node"), "parent", None) == ""


@pytest.mark.parametrize(
    ("kind", "old", "new", "place"),
    [
        ("standard", "element: Standard", "element: Profile", "field element"),
        ("standard", "nispid: acme-1", "nispid: acme-2", "field nispid"),
        ("standard", "nispid: acme-1", "nispid:", "field nispid"),
        ("standard", "nispid: acme-1", "nispid: [acme-1]", "field nispid"),
        ("standard", "2011-08", "2011-13", "field document.date"),
        ("standard", "title:", "titel:", "field document.title"),
        ("standard", "  pubnum:", "  pubnum: [1]\n  pubnum2:", "field document.pubnum"),
        ("standard", "flag: added", "flag: removed", r"field status.history\[1\].flag"),
        ("standard", "date: 2020-01-31", "date: soon", r"field status.history\[1\].date"),
        ("standard", "uuid: 3", "uuid: x", "field uuid"),
        (
            "serviceprofile",
            "obligation: mandatory",
            "obligation: emerging",
            r"field refgroup\[1\].obligation",
        ),
        ("serviceprofile", "refid: acme-1", "refid:", r"field refgroup\[1\].standards\[1\].refid"),
        ("serviceprofile", "taxonomy:\n", "taxonomy: x\nother:\n", "field taxonomy"),
        ("node", "level: 0", "level: 99999999999", "field level"),
        ("node", "level: 0", "level: -1", "field level"),
        ("coverdoc", "coverstandards:\n", "covers:\n", "field coverstandards"),
    ],
)
def test_misshapen_record_is_refused_with_file_record_and_field(
    kind: str, old: str, new: str, place: str
) -> None:
    with pytest.raises(
        ImportRefused, match=rf"^{kind}/\S+\.md \(record {kind}.*{place}\): .* Nothing was changed\.$"
    ):
        read(kind, old, new)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "three dashes"),
        (b"---\nelement: Standard\n", "three dashes"),
        (b"element: Standard\n---\n", "three dashes"),
        (b"---\n- a\n---\n", "holds no fields"),
        (b"---\na: &b 1\n---\n", "anchor"),
        (b"---\na: {\n---\n", "no readable YAML: line"),
        (b"---\na: \xff\n---\n", "not UTF-8 at byte 7"),
    ],
)
def test_file_that_is_no_record_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ImportRefused, match=rf"^standard/acme-1\.md.*{reason}"):
        read_record(SourceFile("standard/acme-1.md", content), "standard")


def test_line_ends_of_windows_are_read() -> None:
    content = nisp_files()["standard/acme-1.md"].replace(b"\n", b"\r\n")
    record = read_record(SourceFile("standard/acme-1.md", content), "standard").record
    assert getattr(record, "title", "") == "How to talk: basics"


def test_text_below_the_fields_and_unknown_fields_are_remembered() -> None:
    content = (
        nisp_files(standard=("rp: panel", "rp: panel\ncolour: blue"))["standard/acme-1.md"] + b"Some text.\n"
    )
    file = read_record(SourceFile("standard/acme-1.md", content), "standard")
    assert (file.unread, file.body) == (("colour",), "Some text.")
