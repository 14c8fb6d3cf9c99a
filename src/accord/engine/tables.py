"""Reading tables: anything that gives a column by name becomes arrays of codes, grades and days.

A table may be a mapping of columns, a Polars frame or a pandas frame; none of the libraries is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from accord.engine.errors import Problems

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
GradeArray = NDArray[np.int8]

UNKNOWN = -1
NO_DAY = 2**40
"""The day that never comes: stands for a missing date, so that "on or before" needs no second test."""

_REPORTED = "\0"
_REPORTED_DAY = NO_DAY + 1  # so that a wrong date is not called missing as well
_EPOCH = date(1970, 1, 1).toordinal()


class Table(Protocol):
    """Anything that gives a column by name."""

    def __getitem__(self, name: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Interned:
    """A column of names given as codes into a list of names; a negative code is a missing name."""

    names: Sequence[str]
    codes: Any

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Names:
    """Distinct names in order, and where each stands."""

    names: tuple[str, ...]
    position: Mapping[str, int]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """The names sorted, so that the order of input rows changes nothing."""
        ordered = tuple(sorted(set(names)))
        return cls(ordered, {name: place for place, name in enumerate(ordered)})

    def __len__(self) -> int:
        return len(self.names)


def day_number(day: date | np.datetime64) -> int:
    """Days since 1970-01-01."""
    if isinstance(day, date):
        return day.toordinal() - _EPOCH
    return int(day.astype("datetime64[D]").astype(np.int64))


def day_of(number: int) -> date | None:
    """The date of a day number; None for the day that never comes."""
    return None if number >= NO_DAY else date_of(number)


def date_of(number: int) -> date:
    """The date of a day number that is known to be one."""
    return date.fromordinal(number + _EPOCH)


class TableReader:
    """Reads the columns of one table and notes what is wrong with them."""

    def __init__(self, name: str, table: Table | None, columns: Sequence[str], problems: Problems) -> None:
        self.name = name
        self.problems = problems
        self._columns = _columns_of(table)
        for column in columns:
            if table is not None and self._columns is not None and column not in self._columns:
                problems.add("missing-column", name, column, column, "is not a column of the table; add it")
        if self._columns is None:
            problems.add("not-a-table", name, "", type(table).__name__, "gives no columns by name")
        self._table = table if self._columns else None
        self._texts: dict[str, list[str | None]] = {}
        self._codes: dict[str, IntArray] = {}
        self.length = self._common_length(columns)

    def _common_length(self, columns: Sequence[str]) -> int:
        lengths = {column: len(self._raw(column)) for column in columns if self._has(column)}
        if len(set(lengths.values())) > 1:
            self.problems.add("unequal-length", self.name, "", lengths, "are lengths of columns of one table")
        return min(lengths.values(), default=0)

    def _has(self, column: str) -> bool:
        return self._table is not None and self._columns is not None and column in self._columns

    def _raw(self, column: str) -> Any:
        return None if self._table is None else self._table[column]

    def texts(self, column: str) -> list[str | None]:
        """The column as names; null, empty and NaN are None."""
        if column not in self._texts:
            self._texts[column] = self._read_texts(column)
        return self._texts[column]

    def _read_texts(self, column: str) -> list[str | None]:
        if not self._has(column):
            return [None] * self.length
        raw = self._raw(column)
        if isinstance(raw, Interned):
            return [raw.names[code] if code >= 0 else None for code in np.asarray(raw.codes).tolist()]
        values = _as_list(raw)
        if set(map(type, values)) <= {str}:
            return values
        return [self._text(column, row, value) for row, value in enumerate(values)]

    def _text(self, column: str, row: int, value: object) -> str | None:
        if isinstance(value, str):
            return value or None
        if _is_null(value):
            return None
        self.problems.add("not-a-name", self.name, column, value, "is not a text; names are texts", row)
        return _REPORTED

    def distinct(self, column: str) -> set[str]:
        """The names that occur in the column."""
        raw = self._raw(column) if self._has(column) else ()
        if isinstance(raw, Interned):
            used = np.unique(np.asarray(raw.codes))
            return {raw.names[code] for code in used.tolist() if code >= 0}
        return {name for name in set(self.texts(column)) if name and name != _REPORTED}

    def codes(self, column: str, known: Names, required: bool = True) -> IntArray:
        """Where each name of the column stands in `known`; -1 for a missing or (noted) unknown name.

        A column is looked up once, so that asking again notes nothing twice.
        """
        if column not in self._codes:
            self._codes[column] = self._read_codes(column, known, required)
        return self._codes[column]

    def _read_codes(self, column: str, known: Names, required: bool) -> IntArray:
        raw = self._raw(column) if self._has(column) else ()
        if isinstance(raw, Interned):
            place = np.array([known.position.get(name, UNKNOWN) for name in raw.names] + [UNKNOWN], np.int64)
            found = place[np.maximum(np.asarray(raw.codes, np.int64), -1)]
        else:
            get = known.position.get
            found = np.array([get(name, UNKNOWN) for name in self.texts(column)], np.int64)  # type: ignore[arg-type]  # None is no known name
        if (found < 0).any():
            self._note_missing(
                column, found < 0, required, "unknown-name", "is not known; name it in its table"
            )
        return found

    def words(self, column: str, allowed: Sequence[str]) -> IntArray:
        """The place of each word among the allowed ones; -1 for a (noted) missing or foreign word."""
        place = {str(word): number for number, word in enumerate(allowed)}
        found = np.array([place.get(word, UNKNOWN) for word in self.texts(column)], np.int64)  # type: ignore[arg-type]  # None is no known name
        if (found < 0).any():
            self._note_missing(column, found < 0, True, "unknown-word", f"is none of: {', '.join(allowed)}")
        return found

    def _note_missing(self, column: str, wrong: BoolArray, required: bool, code: str, text: str) -> None:
        texts = self.texts(column)
        for row in np.flatnonzero(wrong).tolist():
            if texts[row]:
                if texts[row] != _REPORTED:
                    self.problems.add(code, self.name, column, texts[row], text, row)
            elif required:
                self.problems.add("missing-value", self.name, column, "", "is missing; state it", row)

    def grades(self, column: str) -> GradeArray:
        """The column as grades 0..4; -1 for a (noted) wrong one."""
        values = _as_list(self._raw(column)) if self._has(column) else []
        if not (set(map(type, values)) <= {int} and set(values) <= {0, 1, 2, 3, 4}):
            values = [self._grade(column, row, value) for row, value in enumerate(values)]
        return np.array(values, np.int8)

    def _grade(self, column: str, row: int, value: Any) -> int:
        if _is_null(value):
            self.problems.add("missing-value", self.name, column, "", "is missing; state a grade 0..4", row)
            return UNKNOWN
        if isinstance(value, (bool, str, bytes)) or value not in (0, 1, 2, 3, 4):
            self.problems.add("not-a-grade", self.name, column, value, "is not a grade; use 0..4", row)
            return UNKNOWN
        return int(value)

    def days(self, column: str) -> IntArray:
        """The column as day numbers; `NO_DAY` where the date is missing."""
        if not self._has(column):
            return np.full(self.length, NO_DAY, np.int64)
        raw = self._raw(column)
        given = raw if isinstance(raw, (list, tuple)) else np.asarray(raw)
        if isinstance(given, np.ndarray) and given.dtype.kind == "M":
            days = given.astype("datetime64[D]")
            return np.where(np.isnat(days), NO_DAY, days.astype(np.int64))
        values = _as_list(given)
        if set(map(type, values)) <= {date, type(None)}:
            return np.array([NO_DAY if day is None else day.toordinal() - _EPOCH for day in values], np.int64)
        return np.array([self._day(column, row, value) for row, value in enumerate(values)], np.int64)

    def _day(self, column: str, row: int, value: Any) -> int:
        if _is_null(value):
            return NO_DAY
        if isinstance(value, (date, np.datetime64)):
            return day_number(value)
        self.problems.add("not-a-date", self.name, column, value, "is not a date", row)
        return _REPORTED_DAY


def _columns_of(table: Table | None) -> list[str] | None:
    if table is None:
        return []
    if isinstance(table, Mapping):
        return list(table)
    columns = getattr(table, "columns", None)
    return None if columns is None else list(columns)


def _as_list(column: Any) -> list[Any]:
    for method in ("tolist", "to_list"):
        if hasattr(column, method):
            listed: list[Any] = getattr(column, method)()
            return listed
    return list(column)


def _is_null(value: Any) -> bool:
    # NaN, NaT and pandas.NA are the values that do not equal themselves.
    if value is None or (isinstance(value, str) and not value):
        return True
    try:
        return not bool(value == value)
    except (TypeError, ValueError):
        return True
