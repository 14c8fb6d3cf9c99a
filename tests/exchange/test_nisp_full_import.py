"""Every finding of the full NISP data, and what an import of it leaves in the database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Count

from accord.access.acting import acting
from accord.exchange.nisp.checks import export_findings
from accord.exchange.nisp.export import Export
from accord.exchange.services import import_nisp
from accord.standards import selectors, services
from accord.standards.models import Cover, Group, HistoryEvent, ProfileChild, ProfileNode, Selection, Standard
from accord.standards.records import Finding, Tally
from cast import as_alliance
from exchange.test_nisp_full_data import RECORDS, TREES

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def findings(export: Export) -> list[Finding]:
    return export_findings(export)


FOUND = {
    # Section 3, line by line
    "empty-container": 2, "empty-group": 16, "shared-id": 3, "unsafe-id": 1, "upper-case-id": 110,
    "repeated-number": 9, "contradictory-version": 1, "outer-blank": 7, "link-without-scheme": 4,
    "invisible-character": 10, "damaged-character": 3, "markup": 115, "white-space": 401, "placeholder": 2,
    "home-page-link": 222,
    # Sections 1 and 2
    "no-date": 67, "repeated-tag": 2, "no-standard": 8, "selected-twice": 23, "orphan": 5, "service-type": 3,
    "unused-specification": 6, "irregular-id": 2, "parent-type": 164, "node-usage": 85, "computed-number": 2,
    "deleted-event": 80, "event-without-date": 1, "history-order": 3, "request-spelling": 6, "lossy-export": 1,
    # The list and the graph each name one entry that is repeated; the description names one text less with brackets
    # and one misleading id less, and counts links of standards and covering documents only.
    "duplicate-entry": 2, "angle-brackets": 5, "misleading-id": 2, "plain-http-link": 368 + 15,
}  # fmt: skip


def test_every_dirty_spot_is_found_and_nothing_else(findings: list[Finding]) -> None:
    assert Counter(finding.kind for finding in findings) == FOUND


@pytest.mark.parametrize(
    ("kind", "records"),
    [
        ("empty-container", {"profile fmn4-20211022-prf-76", "profile fmn5-20221202-prf-76"}),
        ("shared-id", {"organization c3b-archcat", "organization c3b-ipcat", "organization ncia"}),
        ("unsafe-id", {"standard iso-iec-9594-8:2020"}),
        ("contradictory-version", {"standard nato-adatp-4778-ed.a-v2"}),
        ("misleading-id", {"standard nato-adatp-4778-ed.a-v2", "standard nato-mpt-01-vol1-ed.h-v1"}),
        (
            "link-without-scheme",
            {
                "coverdoc nato-stanag4559ed4",
                "standard tm-forum-etom",
                "standard w3c-note-xhtml1-schema-20020902",
                "standard w3c-rec-html5-20141028",
            },
        ),
        (
            "damaged-character",
            {
                "standard oasis-wsrf-v1.2-resource-properties",
                "standard cceb-acp220b",
                "node T-107de32e-8e3a-404a-b062-8644591ffbdc-X",
            },
        ),
        ("placeholder", {"standard mip-bl4", "standard nato-adatp-37-ed.a-v1"}),
        (
            "duplicate-entry",
            {"serviceprofile binding-crypto-cryptographic-artefact-binding", "capabilityprofile sip-for-smc"},
        ),
        ("event-without-date", {"standard iso-iec-19944"}),
        (
            "history-order",
            {
                "coverdoc nato-stanag7085ed4",
                "serviceprofile bsp-Text-based_Communication_Services",
                "standard nato-aetp-12-ed.a-v1",
            },
        ),
    ],
)
def test_finding_names_its_records(findings: list[Finding], kind: str, records: set[str]) -> None:
    assert {finding.record for finding in findings if finding.kind == kind} == records


def test_findings_tell_their_fields_apart(findings: list[Finding]) -> None:
    blanks = Counter(finding.field for finding in findings if finding.kind == "outer-blank")
    assert blanks == {"document.pubnum": 5, "nisptag": 2}
    upper = Counter(finding.record.split()[0] for finding in findings if finding.kind == "upper-case-id")
    assert upper == {"serviceprofile": 102, "standard": 8}
    http = Counter(finding.record.split()[0] for finding in findings if finding.kind == "plain-http-link")
    assert http == {"standard": 368, "organization": 15}
    invisible = Counter(finding.field for finding in findings if finding.kind == "invisible-character")
    assert invisible == {"applicability": 9, "status.uri": 1}
    markup = Counter(finding.record.split()[0] for finding in findings if finding.kind == "markup")
    assert markup == {"standard": 96, "node": 18 + 1}
    deleted = Counter(finding.record.split()[0] for finding in findings if finding.kind == "deleted-event")
    assert deleted == {"standard": 79, "coverdoc": 1}


@pytest.mark.django_db
def test_import_creates_everything_and_a_second_one_changes_nothing(archive_path: Path) -> None:
    with acting(as_alliance()):
        first, second = import_nisp(archive_path), import_nisp(archive_path)
    assert first.counts == {kind: Tally(count, 0, 0) for kind, count in RECORDS.items()}
    assert second.counts == {kind: Tally(0, 0, count) for kind, count in RECORDS.items()}
    assert (first.changed, second.changed) == (True, False)
    assert first.findings == second.findings
    assert first.sha256 == "dea8829b7e74d47809da12a04c701bc10bda55a1227bfaa498de010a6ff10daa"


@pytest.mark.django_db
def test_database_holds_every_edge_and_the_five_that_lead_nowhere(archive_path: Path) -> None:
    with acting(as_alliance()):
        report = import_nisp(archive_path)
        assert Selection.objects.count() == 1951
        assert ProfileChild.objects.count() == 508
        assert ProfileNode.objects.count() == 628
        assert Cover.objects.count() == 149
        assert Group.objects.count() == 651
        assert HistoryEvent.objects.count() == 4120 + 190 + 540 + 95 + 36
        open_ends = {(row.group.profile.code, row.standard_code) for row in _unresolved()}
        children = set(ProfileChild.objects.filter(child=None).values_list("parent__code", "child_code"))
    assert open_ends == {
        ("fmn5-20221202-prf-160", "mip-v4.2"),
        ("fmn5-20221202-prf-175", "xmpp-xep-0131"),
        ("fmn5-20221202-prf-2", "xmpp-xep-0128"),
    }
    assert children == {
        ("sip-rest-msg", "sip-rest-msg-rest-messaging"),
        ("sip-rest", "sip-rest-rest-security"),
    }
    assert sum(finding.kind == "dangling" for finding in report.findings) == 3 + 2
    assert Counter(finding.kind for finding in report.findings) == FOUND | {"dangling": 5}


def _unresolved() -> list[Selection]:
    return list(Selection.objects.filter(standard=None).select_related("group__profile"))


@pytest.mark.django_db
def test_pages_count_the_trees_like_the_description(archive_path: Path) -> None:
    with acting(as_alliance()):
        import_nisp(archive_path)
        roots = {root.profile.code: root for root in selectors.profile_roots()}
        used = selectors.standards(kind="standard").filter(profile_count=0).count()
    for code, expected in TREES.items():
        root = roots[code]
        found = (root.depth, root.profiles, root.service_profiles, root.selections, root.standards)
        assert found == expected
    assert used == 348


@pytest.mark.django_db
def test_facts_and_the_full_export_agree(archive_path: Path) -> None:
    with acting(as_alliance()):
        services.load_facts()
        report = import_nisp(archive_path)
        facts_again = services.load_facts()
        texts = Standard.objects.exclude(applicability="").aggregate(found=Count("pk"))["found"]
    assert not any(finding.kind == "correction" for finding in report.findings)
    assert report.counts["standard"] == Tally(0, 1257, 0)
    assert not any(count.created or count.updated for count in facts_again.counts.values())
    assert texts == 1036
