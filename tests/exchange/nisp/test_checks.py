"""What is odd in an export, one change at a time."""

from __future__ import annotations

from collections import Counter

import pytest

from accord.exchange.archives import Archive, SourceFile
from accord.exchange.nisp.checks import export_findings
from accord.exchange.nisp.export import read_export
from accord.exchange.refusals import ImportRefused
from accord.standards.records import Finding
from exchange.small_nisp import Files, nisp_files


def findings(files: Files) -> list[Finding]:
    archive = Archive("small", tuple(SourceFile(name, content) for name, content in files.items()), "")
    return export_findings(read_export(archive))


# Everybody loses the colons of paragraphs, and one organisation counts documents that its list leaves out.
ALWAYS = Counter({"lossy-export": 1, "computed-number": 1})


def test_sound_export_has_only_the_findings_of_every_export() -> None:
    assert Counter(finding.kind for finding in findings(nisp_files())) == ALWAYS


@pytest.mark.parametrize(
    ("folder", "old", "new", "kinds"),
    [
        ("standard", 'title: "How', 'title: "  How', ["outer-blank"]),
        ("standard", "One text.", "See [[page]]  there.", ["markup", "white-space"]),
        ("standard", "One text.", "Colon: here.", []),
        ("standard", "https://example.org/a", "www.example.org", ["link-without-scheme"]),
        ("standard", 'date: "2011-08"', 'date: ""', ["computed-field", "no-date"]),
        ("standard", "complete: true", "complete: false", ["computed-field"]),
        ("standard", "orgid: acme", "orgid: other", ["computed-field"]),
        ("standard", "/standard/acme-1.html", "/standard/acme.html", ["computed-field"]),
        ("standard", "  - talk\n", "", ["computed-field"]),
        ("standard", "  - stanag-1\n", "", ["computed-field"]),
        ("standard", "flag: added", "flag: changed", ["history-start"]),
        ("standard", "date: 2020-01-31", "date:", ["event-without-date"]),
        ("standard", "rfcp: 9-1", "rfcp: 9-01", ["request-spelling"]),
        ("standard", "-4333-8333-", "-1333-8333-", ["unusual-uuid"]),
        ("standard", "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444", ["repeated-uuid"]),
        ("standard", "rp: panel", "rp: panel\ncolour: blue", ["unknown-field"]),
        ("serviceprofile", "refid: stanag-1", "refid: acme-1", ["computed-field", "node-usage", "selected-twice"]),
        ("serviceprofile", "sptype: coi", "sptype: bsp", ["service-type"]),
        ("serviceprofile", "  version: 1", "  version: 2", ["specification-copy"]),
        ("serviceprofile", "type: capabilityprofile", "type: profile", ["parent-type"]),
        ("serviceprofile", "refid: acme-all", "refid: other", ["computed-field"]),
        ("capabilityprofile", "  - refid: talk\n    type: serviceprofile\n    title: Talk\n", "",
         ["computed-field", "empty-container", "orphan"]),
        ("capabilityprofile", "  - refid: talk\n", "  - refid: talk\n  - refid: talk\n", ["duplicate-entry"]),
        ("capabilityprofile", "  - refid: talk\n", "  - refid: acme-all\n  - refid: talk\n", ["cycle"]),
        ("node", "level: 0", "level: 1", ["node-level"]),
        ("node", "spid: talk", "spid: other", ["computed-field", "node-usage"]),
        ("profilespec", "note:", "note: something", ["unknown-field"]),
        ("responsibleparty", "number: 1", "number: 2", ["computed-number"]),
        ("organization", "key: acme", "key: other", ["computed-field"]),
    ],
)  # fmt: skip
def test_one_change_makes_exactly_its_findings(folder: str, old: str, new: str, kinds: list[str]) -> None:
    found = Counter(finding.kind for finding in findings(nisp_files(**{folder: (old, new)})))
    expected = Counter(kinds) + ALWAYS
    if "Colon" in new:
        del expected["lossy-export"]
    assert found == expected


def renamed(files: Files, path: str, old: str, new: str) -> Files:
    """The files with one record's id changed everywhere."""
    return {
        (name.replace(old, new) if name == path else name): content.replace(old.encode(), new.encode())
        for name, content in files.items()
    }


@pytest.mark.parametrize(
    ("path", "old", "new", "kind"),
    [
        ("standard/acme-1.md", "acme-1", "Acme-1", "upper-case-id"),
        ("standard/acme-1.md", "acme-1", "acme:1", "unsafe-id"),
        ("profilespec/profspec-acme.md", "profspec-acme", "spec-acme", "irregular-id"),
        ("responsibleparty/panel.md", "panel", "acme", "shared-id"),
    ],
)
def test_odd_id_is_found_and_kept(path: str, old: str, new: str, kind: str) -> None:
    assert kind in {finding.kind for finding in findings(renamed(nisp_files(), path, old, new))}


def test_files_beside_the_records_are_named() -> None:
    files = nisp_files() | {
        "README.md": b"",
        "standard/_index.md": b"",
        "standard/a.txt": b"",
        "news/a.md": b"",
    }
    others = [finding.record for finding in findings(files) if finding.kind == "not-a-record"]
    assert others == ["README.md", "standard/_index.md", "standard/a.txt", "news/a.md"]


def test_records_may_lie_below_a_folder_of_any_name() -> None:
    files = {f"nisp-main/{name}": content for name, content in nisp_files().items()}
    assert Counter(finding.kind for finding in findings(files)) == ALWAYS


def test_archive_without_a_known_folder_is_refused() -> None:
    with pytest.raises(ImportRefused, match="none of the folders organization, "):
        findings({"README.md": b"", "other/a.md": b""})


def test_one_id_for_a_standard_and_a_covering_document_is_refused() -> None:
    files = nisp_files()
    files["coverdoc/acme-1.md"] = files["coverdoc/stanag-1.md"].replace(
        b"nispid: stanag-1", b"nispid: acme-1"
    )
    with pytest.raises(
        ImportRefused, match=r"coverdoc/acme-1\.md .*second record of this id.*standard/acme-1\.md"
    ):
        findings(files)


def test_one_record_in_two_folders_of_the_archive_is_refused() -> None:
    files = nisp_files() | {f"copy/{name}": content for name, content in nisp_files().items()}
    with pytest.raises(ImportRefused, match="second record of this id"):
        findings(files)
