"""Invented contents for the page of components: every part in every state."""

from __future__ import annotations

from datetime import date
from typing import Any

from accord.core.errors import Problem, RuleBroken
from accord.web.forms import show_problems
from accord.web.forms.samples import SampleFilters, SampleRecord
from accord.web.timelines import Span, Timeline, timeline_of

_PARTIES = [
    ("XAL", "Aldoria"),
    ("XBO", "Borland"),
    ("XCE", "Cestria"),
    ("XDR", "Drennia"),
    ("XES", "Estmark"),
    ("XFA", "Fallow"),
]


def matrix() -> dict[str, Any]:
    """A matrix of six parties that shows every state of a cell."""
    return {
        "columns": [{"code": code, "name": name} for code, name in _PARTIES],
        "rows": [{"code": code, "name": name, "cells": _cells(y)} for y, (code, name) in enumerate(_PARTIES)],
    }


def level_steps() -> list[dict[str, Any]]:
    """The four levels with a mean each; the last says nothing."""
    means = (("planned", 78, 97), ("declared", 65, 81), ("evaluated", 22, 22), ("demonstrated", None, None))
    return [
        {
            "word": word,
            "mean": {"proven": proven, "possible": possible},
            "share": f"{proven} %" if proven == possible else f"{proven}–{possible} %",
            "href": "#matrix",
            "current": word == "evaluated",
        }
        for word, proven, possible in means
    ]


def _cells(row: int) -> list[dict[str, Any]]:
    return [_cell(row, column) for column in range(len(_PARTIES))]


def _cell(row: int, column: int) -> dict[str, Any]:
    if row == column:
        return {"state": "self"}
    one, other = _PARTIES[row][1], _PARTIES[column][1]
    low, high = sorted((row, column))
    cell: dict[str, Any] = {
        "href": "#matrix",
        "proven": None,
        "possible": 0,
        "refuted": (low, high) in ((0, 2), (1, 4)),
    }
    if high == 5:
        words = "we do not know" if low else "nothing applies"
        return {
            **cell,
            "state": "unknown" if low else "nothing",
            "possible": 100,
            "label": f"{one} and {other}: {words}",
        }
    proven = (low * 37 + high * 23) % 101
    possible = min(100, proven + (low * 11 + high * 17) % 45)
    label = f"{one} and {other}: {proven} per cent proven, {possible} per cent possible"
    return {**cell, "state": "value", "proven": proven, "possible": possible, "label": label}


def timeline() -> Timeline:
    """Membership with a suspension, a gap and an unconfirmed interval."""
    spans = [
        Span(
            "First framework",
            date(2001, 5, 1),
            date(2014, 4, 1),
            "member",
            "",
            "2001-05",
            "2014-04-01",
            "#timeline",
        ),
        Span(
            "First framework",
            date(2014, 4, 1),
            date(2016, 9, 1),
            "suspended",
            "suspended",
            "2014-04-01",
            "2016-09-01",
            "#timeline",
        ),
        Span("First framework", date(2019, 1, 1), None, "member", "", "2019", "", "#timeline"),
        Span(
            "Second framework", date(2014, 10, 1), None, "member, unconfirmed", "unconfirmed", "2014-10", ""
        ),
        Span("Third framework", None, None, "member, without a date"),
    ]
    return timeline_of(spans, title="What held when", subject="Framework", today=date(2026, 11, 22))


def blockers() -> list[dict[str, Any]]:
    """Three reasons why a level is not reached."""
    return [
        {
            "state": "unknown",
            "grade": None,
            "wanted": 3,
            "runs": _runs(
                "",
                "Borland's headquarters",
                " cannot receive them: its ",
                "battle-management system",
                " has no claim on ",
                "ADatP-36",
                ".",
            ),
        },
        {
            "state": "lapsed",
            "grade": 2,
            "wanted": 3,
            "runs": _runs("The claim of ", "2nd Signals", " on ", "NVG 2.0", " lapsed on 1 Mar 2026."),
            "detail": [{"name": "lapsed", "value": "1 Mar 2026"}],
        },
        {
            "state": "refuted",
            "grade": 1,
            "wanted": 3,
            "runs": _runs("A trial of ", "Aldoria and Borland", " ended with an issue on 14 Mar 2026."),
        },
    ]


def _runs(*texts: str) -> list[dict[str, str]]:
    """Plain texts and links by turns."""
    return [{"text": text, "href": "#blockers" if place % 2 else ""} for place, text in enumerate(texts)]


def refused_form() -> SampleRecord:
    """A form that came back with problems, two at fields and one on the whole."""
    form = SampleRecord({"title": "", "level": "3"})
    refusal = RuleBroken(
        [
            Problem("day", "“14 Marsh” is not a day. Write it as 2027-03-14.", "made_on"),
            Problem("whole", "The claim repeats one that already holds. Change its grade instead."),
        ]
    )
    show_problems(form, refusal)
    return form


def filters() -> SampleFilters:
    """The filters of a list."""
    return SampleFilters({"text": "track"})
