"""What is odd in single texts and links, of whatever source. Texts are kept as written; findings say what to mend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.standards.records import Finding

# kind, pattern, message: one finding per text and pattern
_TEXT_RULES = tuple(
    (kind, re.compile(pattern), message)
    for kind, pattern, message in (
        (
            "invisible-character",
            "[\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff]",
            "holds an invisible character; kept",
        ),
        ("damaged-character", "\ufffd|[\ufb00-\ufb06]|[a-z]\\?s\\b", "holds a damaged character; kept"),
        ("markup", r"\[\[|''|(?m:^[ \t]*\*)", "holds leftovers of markup; shown as plain text"),
        ("angle-brackets", r"<[^<>\n]{1,80}>", "holds angle brackets that are text; shown as plain text"),
        ("white-space", r"\S {2,}", "holds runs of blanks; kept"),
        ("placeholder", r"\A\s*TBD\s*\Z", "is a placeholder, not a text"),
    )
)

_HOME_PAGE = re.compile(r"https?://nso\.nato\.int/?\Z")


def text_findings(record: str, field: str, text: str) -> Iterator[Finding]:
    """Damage and leftovers in one text."""
    for kind, pattern, message in _TEXT_RULES:
        if found := pattern.search(text):
            yield Finding(kind, record, field, f"{message} (“{_shown(found[0])}”)")


def link_findings(record: str, field: str, link: str) -> Iterator[Finding]:
    """Why a link may not lead where it should."""
    if not link.strip():
        return
    if not link.startswith(("http://", "https://")):
        yield Finding("link-without-scheme", record, field, f"“{link}” does not begin with https://; kept")
    if link.startswith("http://"):
        yield Finding("plain-http-link", record, field, f"“{link}” is not encrypted and may be dead; kept")
    if _HOME_PAGE.match(link):
        yield Finding("home-page-link", record, field, "leads to a home page, not to the document; kept")


def blank_findings(record: str, field: str, text: str) -> Iterator[Finding]:
    """Blanks around a text that stands on one line."""
    if text != text.strip():
        yield Finding("outer-blank", record, field, f"“{text}” begins or ends with a blank; taken off")


def _shown(text: str) -> str:
    """Odd characters as their code points."""
    visible = text.strip()[:40] or text
    return "".join(
        char if char.isprintable() and char != "\ufffd" else f"U+{ord(char):04X}" for char in visible
    )
