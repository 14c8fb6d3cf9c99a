"""Tables as people export them: what is on the page, as CSV, XLSX or JSON, with a head that says what it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import xlsxwriter

Cell = str | int | float | bool | date | None
# A spreadsheet would run a text that starts so; nations open each other's exports.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\0")


class Format(StrEnum):
    """File formats of an export."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}


@dataclass(frozen=True)
class Column:
    """One column: the key in each row, and the heading that people read."""

    key: str
    heading: str


@dataclass(frozen=True)
class Table:
    """What a page shows as a table. None in a cell means unknown or not applicable, as its column says.

    `head` says in words what the table is: filter, as-of date, viewer, marking.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]
    head: Mapping[str, str] = field(default_factory=dict)

    def written_as(self, form: Format) -> bytes:
        """The whole file."""
        return {Format.CSV: _csv, Format.XLSX: _xlsx, Format.JSON: _json}[form](self)


def defused(value: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula, made harmless by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for key, text in {"title": table.title, **table.head}.items():
        writer.writerow([f"# {key}", defused(text)])
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        writer.writerow([_flat(defused(row.get(column.key))) for column in table.columns])
    # The mark lets spreadsheets read UTF-8.
    return ("\ufeff" + out.getvalue()).encode()


def _flat(value: Cell) -> Cell:
    return "" if value is None else value.isoformat() if isinstance(value, date) else value


def _json(table: Table) -> bytes:
    content = {
        "title": table.title,
        **table.head,
        "columns": [{"key": column.key, "heading": column.heading} for column in table.columns],
        "rows": [{column.key: _plain(row.get(column.key)) for column in table.columns} for row in table.rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _plain(value: Cell) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _xlsx(table: Table) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        heading, day = (
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        sheet = book.add_worksheet("table")
        sheet.freeze_panes(1, 0)
        for x, column in enumerate(table.columns):
            sheet.write_string(0, x, column.heading, heading)
        for y, row in enumerate(table.rows, start=1):
            for x, column in enumerate(table.columns):
                _write_cell(sheet, y, x, row.get(column.key), day)
        sheet.autofilter(0, 0, max(len(table.rows), 1), max(len(table.columns) - 1, 0))
        sheet.autofit()
        about = book.add_worksheet("about")
        for y, (key, text) in enumerate({"title": table.title, **table.head}.items()):
            about.write_string(y, 0, key, heading)
            about.write_string(y, 1, str(defused(text)))
    return out.getvalue()


def _write_cell(sheet: Any, y: int, x: int, value: Cell, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_string(y, x, value.isoformat())
    elif isinstance(value, date):
        sheet.write_datetime(y, x, value, day)
    elif isinstance(value, str):
        sheet.write_string(y, x, str(defused(value)))
    else:
        sheet.write(y, x, value)
