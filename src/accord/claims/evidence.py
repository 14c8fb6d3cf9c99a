"""What may be evidence: a text, a link to the web, or a file of a type that a browser never runs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import BinaryIO
from urllib.parse import urlsplit

from accord.core.dates import day_text
from accord.core.errors import Problem


class EvidenceKind(StrEnum):
    """In which form evidence is given."""

    TEXT = "text"
    LINK = "link"
    FILE = "file"


# By content and by name: first bytes, and the name's endings.
FILE_TYPES = {
    "application/pdf": (b"%PDF-", (".pdf",)),
    "image/png": (b"\x89PNG\r\n\x1a\n", (".png",)),
    "image/jpeg": (b"\xff\xd8\xff", (".jpg", ".jpeg")),
}
LONGEST_MAGIC = 8
LARGEST_FILE = 10 * 1024 * 1024
LONGEST_NAME, LONGEST_LINK = 120, 500


@dataclass(frozen=True)
class GivenFile:
    """A file that somebody hands in: its name as given, its size in bytes, and its content from the start."""

    name: str
    size: int
    content: BinaryIO


@dataclass(frozen=True)
class EvidenceDraft:
    """Evidence that somebody wants to add; exactly one of text, link and file, as `kind` says."""

    kind: str
    proves_on: date | None
    text: str = ""
    link: str = ""
    file: GivenFile | None = None


def evidence_problems(draft: EvidenceDraft, today: date) -> list[Problem]:
    """Everything that is wrong with a draft; empty when it can be stored."""
    checks = {
        EvidenceKind.TEXT: lambda: text_problems(draft.text),
        EvidenceKind.LINK: lambda: link_problems(draft.link),
        EvidenceKind.FILE: lambda: given_file_problems(draft.file),
    }
    if draft.kind not in tuple(EvidenceKind):
        text = f"“{draft.kind}” is no kind of evidence. Choose text, link or file."
        return [Problem("evidence-kind", text, "kind")]
    return [*_day_problems(draft.proves_on, today), *checks[EvidenceKind(draft.kind)]()]


def _day_problems(day: date | None, today: date) -> list[Problem]:
    if day is None:
        text = "The evidence has no date. Say which day it proves."
        return [Problem("proves-on-missing", text, "proves_on")]
    if day > today:
        text = (
            f"Nothing can prove {day_text(day)} yet. Give the day that the evidence proves, today or earlier."
        )
        return [Problem("proves-on-future", text, "proves_on")]
    return []


def text_problems(text: str) -> list[Problem]:
    """Why a text cannot be evidence."""
    if text.strip():
        return []
    return [Problem("text-missing", "The text is empty. Write what was found, by whom and where.", "text")]


def link_problems(link: str) -> list[Problem]:
    """Why a link cannot be evidence: only the web's two schemes, with a host, and no password in it."""
    try:
        parts = urlsplit(link)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        fits = False
    if fits and len(link) <= LONGEST_LINK and not any(sign.isspace() for sign in link):
        return []
    text = f"“{link[:80]}” is no web address. Write it in full, as in https://example.org/report."
    return [Problem("link", text, "link")]


def given_file_problems(file: GivenFile | None) -> list[Problem]:
    """Why a file cannot be evidence; its content is left at the start."""
    if file is None:
        return [Problem("file-missing", "No file was chosen. Choose a PDF, PNG or JPEG file.", "file")]
    first_bytes = file.content.read(LONGEST_MAGIC)
    file.content.seek(0)
    return file_problems(file.name, first_bytes, file.size)


def file_problems(name: str, first_bytes: bytes, size: int) -> list[Problem]:
    """Why a file cannot be evidence; its type must agree by content and by name."""
    shown = cleaned_name(name)
    if size > LARGEST_FILE:
        text = f"{shown} has {size / 1024 / 1024:.1f} MB; evidence may have 10. Shorten it, or give a link."
        return [Problem("file-size", text, "file")]
    if media_type_of(name, first_bytes) is None:
        text = (
            f"{shown} is not a PDF, PNG or JPEG file by both its name and its content. "
            "Convert it to one of these."
        )
        return [Problem("file-type", text, "file")]
    return []


def media_type_of(name: str, first_bytes: bytes) -> str | None:
    """The media type on which content and name agree; None where they do not, or it is not on the list."""
    for media_type, (magic, endings) in FILE_TYPES.items():
        if first_bytes.startswith(magic) and name.lower().endswith(endings):
            return media_type
    return None


def cleaned_name(name: str) -> str:
    """A file name fit for a header and a page: no folders, no control or direction marks, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(dot + ending)]}{dot}{ending}"[:LONGEST_NAME] or "file"
