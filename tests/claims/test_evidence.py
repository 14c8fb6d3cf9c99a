"""What may be evidence."""

from __future__ import annotations

import io
from datetime import date

import pytest

from accord.claims.evidence import (
    LARGEST_FILE,
    EvidenceDraft,
    GivenFile,
    cleaned_name,
    evidence_problems,
    file_problems,
    link_problems,
    media_type_of,
)

TODAY = date(2026, 11, 22)
PDF = b"%PDF-1.7 content"


def codes(kind: str, proves_on: date | None = TODAY, **given: object) -> list[str]:
    draft = EvidenceDraft(kind, proves_on, **given)  # type: ignore[arg-type]  # one of three contents
    return [problem.code for problem in evidence_problems(draft, TODAY)]


def test_text_link_and_file_can_be_evidence():
    assert codes("text", text="Seen at the range") == []
    assert codes("link", link="https://example.org/report?id=1") == []
    assert codes("file", file=GivenFile("report.PDF", len(PDF), io.BytesIO(PDF))) == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [("text", "text-missing"), ("link", "link"), ("file", "file-missing"), ("film", "evidence-kind")],
)
def test_evidence_without_its_content_is_refused(kind: str, code: str):
    assert codes(kind) == [code]


def test_evidence_needs_a_day_that_has_come():
    assert codes("text", None, text="Seen") == ["proves-on-missing"]
    assert codes("text", date(2026, 11, 23), text="Seen") == ["proves-on-future"]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "//example.org",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        "https://exa[mple.org",
        "https://example.org/" + "x" * 500,
    ],
)
def test_only_plain_web_addresses_are_links(link: str):
    assert [problem.code for problem in link_problems(link)] == ["link"]


@pytest.mark.parametrize(
    ("name", "first_bytes"),
    [
        ("report.pdf", b"<html><script>"),
        ("report.html", PDF),
        ("report.pdf.exe", PDF),
        ("picture.png", PDF),
        ("picture.jpg", b"\x89PNG\r\n\x1a\n"),
        ("report", PDF),
        ("picture.svg", b"<svg"),
        ("report.pdf", b""),
    ],
)
def test_type_must_agree_by_name_and_by_content(name: str, first_bytes: bytes):
    assert media_type_of(name, first_bytes) is None
    assert [problem.code for problem in file_problems(name, first_bytes, 10)] == ["file-type"]


def test_file_over_the_limit_is_refused():
    assert [problem.code for problem in file_problems("a.pdf", PDF, LARGEST_FILE + 1)] == ["file-size"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\report.pdf", "report.pdf"),
        ("re\r\nport\u202egpj.pdf", "reportgpj.pdf"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_file_name_is_cleaned(given: str, kept: str):
    assert cleaned_name(given) == kept
