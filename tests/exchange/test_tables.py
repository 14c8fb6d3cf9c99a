"""Exports say what they are and run nothing in a reader's spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from accord.exchange.tables import Column, Format, Table, defused

TABLE = Table(
    name="pairs",
    title="=HYPERLINK(1)",
    columns=[Column("a", "A"), Column("share", "Share"), Column("day", "Day")],
    rows=[
        {"a": "=1+1", "share": 40, "day": date(2026, 11, 22)},
        {"a": "Ünïon, “quoted”", "share": None, "day": None},
    ],
    head={"seen by": "@Aldoria"},
)


def csv_rows() -> list[list[str]]:
    text = TABLE.written_as(Format.CSV).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sheet(name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(TABLE.written_as(Format.XLSX)))
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows()]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\0=1"])
def test_text_that_a_spreadsheet_would_run_is_defused(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("value", ["plain", 3, -3, 1.5, None, True, date(2026, 1, 1)])
def test_other_cells_stay_as_they_are(value):
    assert defused(value) is value


def test_csv_begins_with_what_it_is_and_defuses_the_head_too():
    assert csv_rows()[:2] == [["# title", "'=HYPERLINK(1)"], ["# seen by", "'@Aldoria"]]


def test_csv_keeps_unknown_empty_and_days_in_iso():
    assert csv_rows()[2:] == [
        ["A", "Share", "Day"],
        ["'=1+1", "40", "2026-11-22"],
        ["Ünïon, “quoted”", "", ""],
    ]


def test_workbook_holds_real_numbers_and_dates_and_no_formula():
    rows = sheet("table")
    assert rows[0] == ("A", "Share", "Day")
    assert rows[1][0] == "'=1+1"
    assert rows[1][1] == 40
    assert rows[1][2].date() == date(2026, 11, 22)
    assert rows[2][1] is None


def test_workbook_says_what_it_is_on_its_second_sheet():
    assert sheet("about") == [("title", "'=HYPERLINK(1)"), ("seen by", "'@Aldoria")]


def test_json_names_columns_and_keeps_null_for_unknown():
    content = json.loads(TABLE.written_as(Format.JSON))
    assert content["columns"][0] == {"key": "a", "heading": "A"}
    assert content["rows"][1]["share"] is None
    assert content["rows"][0]["a"] == "=1+1"
