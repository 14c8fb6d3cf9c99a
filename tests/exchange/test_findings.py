"""Damage in texts and links."""

from __future__ import annotations

import time

import pytest

from accord.exchange.findings import blank_findings, link_findings, text_findings


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A plain text, with a question? Yes. 3 < 4 and 5 > 2.", ["angle-brackets"]),
        ("A plain text (with brackets) [and others].", []),
        ("no\u00a0break", ["invisible-character"]),
        ("link\u200e", ["invisible-character"]),
        ("lost \ufffd", ["damaged-character"]),
        ("pro\ufb01le", ["damaged-character"]),
        ("a nation?s network", ["damaged-character"]),
        ("see [[Other page]]", ["markup"]),
        ("an ''idea''", ["markup"]),
        ("first\n  * second", ["markup"]),
        ("an <entry> element", ["angle-brackets"]),
        ("two  blanks", ["white-space"]),
        ("  outer blanks only  ", ["white-space"]),
        (" TBD\n", ["placeholder"]),
    ],
)
def test_text_has_exactly_these_findings(text: str, kinds: list[str]) -> None:
    assert [finding.kind for finding in text_findings("standard a", "title", text)] == kinds


@pytest.mark.parametrize(
    ("link", "kinds"),
    [
        ("", []),
        ("https://example.org/a", []),
        ("http://example.org/a", ["plain-http-link"]),
        ("www.example.org", ["link-without-scheme"]),
        ("javascript:alert(1)", ["link-without-scheme"]),
        ("https://nso.nato.int", ["home-page-link"]),
        ("https://nso.nato.int/", ["home-page-link"]),
        ("https://nso.nato.int/document", []),
    ],
)
def test_link_has_exactly_these_findings(link: str, kinds: list[str]) -> None:
    assert [finding.kind for finding in link_findings("standard a", "uri", link)] == kinds


def test_blank_at_the_end_of_a_line_is_found() -> None:
    assert [finding.kind for finding in blank_findings("standard a", "tag", "ACP 190 ")] == ["outer-blank"]
    assert not list(blank_findings("standard a", "tag", "ACP 190"))


@pytest.mark.parametrize("part", ["<", "[", "'", " ", "\n", "\n ", "a?", "<a", "*", " *\n", "TBD", "\u00a0"])
def test_hundred_kilobytes_of_anything_take_fifty_milliseconds_at_most(part: str) -> None:
    text = part * (100_000 // len(part))
    started = time.perf_counter()
    list(text_findings("standard a", "title", text))
    list(link_findings("standard a", "uri", text))
    assert time.perf_counter() - started < 0.05
