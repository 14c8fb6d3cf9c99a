"""Imports against the database: all or nothing, and twice is like once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.access.acting import Actor, acting
from accord.access.models import AuditEntry
from accord.core.errors import NotPermitted
from accord.exchange.refusals import ImportRefused
from accord.exchange.services import FMN_BYTES, ImportReport, import_fmn, import_nisp
from accord.standards.models import ImportRun, Profile, Publisher, Selection, Standard
from accord.standards.records import Tally
from accord.standards.selectors.held import held_catalogue
from cast import ALDORIA, as_alliance, as_nation, as_visitor
from exchange.small_nisp import Files, as_folder, as_tar, as_zip, nisp_files
from exchange.test_fmn import SMALL

pytestmark = pytest.mark.django_db


def imported(path: Path) -> ImportReport:
    with acting(as_alliance()):
        return import_nisp(path)


@pytest.mark.parametrize("pack", [as_folder, as_tar, as_zip])
def test_small_export_is_imported_from_every_packing(
    tmp_path: Path, pack: Callable[[Path, Files], Path]
) -> None:
    report = imported(pack(tmp_path / "nisp", nisp_files()))
    kinds = (
        "organization responsibleparty profilespec node standard coverdoc capabilityprofile serviceprofile"
    )
    assert report.counts == {kind: Tally(1, 0, 0) for kind in kinds.split()}
    standard = Standard.objects.get(code="acme-1")
    assert (standard.issued, str(standard.issued_from), standard.source) == ("2011-08", "2011-08-01", "nisp")
    assert [item.code for item in standard.covered_by.all()] == ["stanag-1"]


def test_second_import_changes_nothing_and_says_so(tmp_path: Path) -> None:
    path = as_tar(tmp_path / "nisp.tar.gz", nisp_files())
    first, before = imported(path), held_catalogue()
    second = imported(path)
    assert (first.changed, second.changed) == (True, False)
    assert all(count == Tally(0, 0, 1) for count in second.counts.values())
    assert held_catalogue() == before


def test_change_of_one_record_updates_that_record_only(tmp_path: Path) -> None:
    imported(as_tar(tmp_path / "a.tar.gz", nisp_files()))
    changed = nisp_files(serviceprofile=("      - refid: acme-1\n", ""))
    report = imported(as_tar(tmp_path / "b.tar.gz", changed))
    assert [kind for kind, count in report.counts.items() if count.updated] == ["serviceprofile"]
    assert [finding.message for finding in report.findings if finding.kind == "correction"] == [
        "selects nothing instead of acme-1; taken over"
    ]


def test_reference_that_leads_nowhere_is_kept_and_found_its_target_later(tmp_path: Path) -> None:
    part = {name: content for name, content in nisp_files().items() if not name.startswith("coverdoc/")}
    report = imported(as_tar(tmp_path / "a.tar.gz", part))
    dangling = [(finding.record, finding.field) for finding in report.findings if finding.kind == "dangling"]
    assert dangling == [("serviceprofile talk", "group 1")]
    assert list(Selection.objects.filter(standard=None).values_list("standard_code", flat=True)) == [
        "stanag-1"
    ]
    imported(as_tar(tmp_path / "b.tar.gz", nisp_files()))
    assert not Selection.objects.filter(standard=None).exists()


def test_organisation_of_which_only_the_code_is_known_becomes_a_placeholder(tmp_path: Path) -> None:
    part = {name: content for name, content in nisp_files().items() if not name.startswith("organization/")}
    path = as_tar(tmp_path / "a.tar.gz", part)
    report, again = imported(path), imported(path)
    assert [finding.field for finding in report.findings if finding.kind == "dangling"] == ["publisher"] * 3
    assert Publisher.objects.get(code="acme").short == ""
    assert (report.findings, again.changed) == (again.findings, False)
    whole = imported(as_tar(tmp_path / "b.tar.gz", nisp_files()))
    assert whole.counts["organization"] == Tally(0, 1, 0)


BROKEN: list[tuple[str, Files, str]] = [
    (
        "broken YAML",
        nisp_files() | {"standard/z.md": b"---\na: {\n---\n"},
        r"standard/z\.md: is no readable YAML",
    ),
    ("aliases", nisp_files() | {"standard/z.md": b"---\na: &b [x]\nc: *b\n---\n"}, "anchor"),
    (
        "bad field",
        nisp_files(serviceprofile=("obligation: mandatory", "obligation: x")),
        "record serviceprofile talk",
    ),
    ("bad date", nisp_files(standard=("2011-08", "2011-31")), "record standard acme-1, field document.date"),
    ("foreign", {"README.md": b"hello"}, "none of the folders"),
    ("path", {"../standard/a.md": b""}, "leads out of it"),
    ("twice", nisp_files() | {"x/standard/acme-1.md": nisp_files()["standard/acme-1.md"]}, "second record"),
]


@pytest.mark.parametrize(("name", "files", "message"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_refused_import_leaves_the_database_as_it_was(
    tmp_path: Path, name: str, files: Files, message: str
) -> None:
    imported(as_tar(tmp_path / "good.tar.gz", nisp_files()))
    before, runs, audited = held_catalogue(), ImportRun.objects.count(), _audited()
    with pytest.raises(ImportRefused, match=f"{message}.*Nothing was changed"):
        imported(as_tar(tmp_path / "bad.tar.gz", files))
    assert (held_catalogue(), ImportRun.objects.count(), _audited()) == (before, runs, audited)


def _audited() -> int:
    with acting(as_alliance()):
        return AuditEntry.objects.count()


def test_error_while_writing_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("accord.standards.services.remember_import", fail)
    with acting(as_alliance()):
        with pytest.raises(RuntimeError, match="disk"):
            import_nisp(as_tar(tmp_path / "a.tar.gz", nisp_files()))
        assert not Standard.objects.exists()


@pytest.mark.parametrize("actor", [as_visitor, lambda: as_nation(ALDORIA)])
def test_only_alliance_staff_imports(tmp_path: Path, actor: Callable[[], Actor]) -> None:
    path = as_tar(tmp_path / "a.tar.gz", nisp_files())
    with acting(actor()), pytest.raises(NotPermitted):
        import_nisp(path)
    with acting(actor()), pytest.raises(NotPermitted):
        import_fmn(path)


def test_import_is_remembered_and_audited(tmp_path: Path) -> None:
    report = imported(as_tar(tmp_path / "nisp.tar.gz", nisp_files()))
    run = ImportRun.objects.get()
    assert (run.kind, run.file_name, run.sha256) == ("nisp", "nisp.tar.gz", report.sha256)
    assert run.findings == report.as_json()["findings"]
    with acting(as_alliance()):
        assert AuditEntry.objects.filter(action="catalogue.imported", object_key=str(run.pk)).count() == 1


def test_report_for_machines_has_its_stable_shape(tmp_path: Path) -> None:
    report = json.loads(json.dumps(imported(as_tar(tmp_path / "nisp.tar.gz", nisp_files())).as_json()))
    assert list(report) == ["kind", "source", "changed", "records", "findings", "seconds"]
    assert (report["kind"], report["source"]["file"], report["changed"]) == ("nisp", "nisp.tar.gz", True)
    assert set(report["records"]["standard"]) == {"created", "updated", "unchanged"}
    assert all(set(finding) == {"kind", "record", "field", "message"} for finding in report["findings"])


def test_progress_is_told_up_to_the_last_record(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = as_tar(tmp_path / "nisp.tar.gz", nisp_files())
    with acting(as_alliance()):
        import_nisp(path, lambda done, total: told.append((done, total)))
    assert told == [(8, 8)]


def fmn(tmp_path: Path, old: str = "", new: str = "") -> ImportReport:
    path = tmp_path / "fmn.xml"
    path.write_text(SMALL.replace(old, new) if old else SMALL)
    with acting(as_alliance()):
        return import_fmn(path)


def test_fmn_profile_adds_its_guides_to_what_the_export_said(tmp_path: Path) -> None:
    imported(as_tar(tmp_path / "nisp.tar.gz", nisp_files()))
    report = fmn(tmp_path)
    talk = Profile.objects.get(code="talk")
    assert (talk.guide, talk.service_type, str(talk.uuid)) == (
        "- Speak.",
        "coi",
        "66666666-6666-4666-8666-666666666666",
    )
    assert report.counts["serviceprofile"] == Tally(0, 1, 0)
    assert {finding.record for finding in report.findings if finding.kind == "kept"} == {
        "standard acme-1",
        "coverdoc stanag-1",
    }
    assert Standard.objects.get(code="acme-1").title == "How to talk: basics"


def test_fmn_profile_alone_is_complete_and_repeatable(tmp_path: Path) -> None:
    first, second = fmn(tmp_path), fmn(tmp_path)
    assert (first.changed, second.changed) == (True, False)
    assert [finding.field for finding in first.findings] == ["nodes"]


def test_refused_fmn_profile_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    fmn(tmp_path)
    before = held_catalogue()
    with pytest.raises(ImportRefused, match="Nothing was changed"):
        fmn(tmp_path, 'lifecycle="candidate"', 'lifecycle="soon"')
    assert held_catalogue() == before


def test_fmn_file_that_is_missing_or_far_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(FMN_BYTES + 1)
    with acting(as_alliance()):
        with pytest.raises(ImportRefused, match="no such file"):
            import_fmn(tmp_path / "none.xml")
        with pytest.raises(ImportRefused, match="larger than"):
            import_fmn(large)
