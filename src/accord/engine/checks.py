"""Checks that several tables share: doubles, circles, foreign roles, missing and reversed dates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from accord.engine.tables import NO_DAY, UNKNOWN, BoolArray, IntArray, Names, TableReader, day_of
from accord.engine.vocabulary import COLLABORATION, EXCHANGE, MEDIATOR, PEER

DAY_OFFSET = 2**20
"""Lifts days before 1970 above the negative codes of missing names."""


def only_row_of(reader: TableReader, column: str, names: Names) -> IntArray:
    """The row that defines each name; a name defined twice is noted."""
    codes = reader.codes(column, names)
    note_doubles(reader, [column], [codes])
    row_of = np.zeros(len(names), np.int64)
    known = np.flatnonzero(codes >= 0)
    row_of[codes[known]] = known
    return row_of


def reachable(start: int, edges: dict[int, list[int]]) -> set[int]:
    """Everything that can be reached along the edges; the start itself only when it lies on a circle."""
    found: set[int] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(edges.get(node, ()))
    return found


def note_cycle(
    reader: TableReader, column: str, edges: dict[int, list[int]], names: Names, text: str
) -> bool:
    """Note every name that lies on a circle; answers whether there is one."""
    on_circle = sorted(start for start in edges if start in reachable(start, edges))
    for node in on_circle:
        reader.problems.add("cycle", reader.name, column, names.names[node], text)
    return bool(on_circle)


def note_foreign_roles(reader: TableReader, interaction: IntArray, role: IntArray, kind: IntArray) -> None:
    """Providers and consumers belong to exchanges, peers to collaborations, mediators to both."""
    usable = (interaction >= 0) & (role >= 0)
    kinds = np.full(len(interaction), UNKNOWN, np.int64)
    kinds[usable] = kind[interaction[usable]]
    foreign = ((kinds == EXCHANGE) & (role == PEER)) | (
        (kinds == COLLABORATION) & (role != PEER) & (role != MEDIATOR)
    )
    reader.problems.add_rows(
        "role-not-in-kind",
        reader.name,
        "role",
        reader.texts("role"),
        usable & foreign,
        "is not a role of this kind of interaction; exchanges have providers and consumers, collaborations peers",
    )


def note_missing_day(reader: TableReader, column: str, wrong: BoolArray, text: str) -> None:
    """Note a date that a row needs and does not have."""
    reader.problems.add_rows("missing-date", reader.name, column, [""] * len(wrong), wrong, text)


def note_reversed(
    reader: TableReader,
    column: str,
    start: IntArray,
    end: IntArray,
    where: BoolArray | None = None,
    start_column: str = "made_on",
) -> None:
    """Note an end that lies before its start, in the rows where both matter."""
    wrong = (end < start) & (start < NO_DAY)
    if where is not None:
        wrong &= where
    if wrong.any():
        values = _as_days(end)
        reader.problems.add_rows(
            "reversed-dates", reader.name, column, values, wrong, f"is before {start_column} of the same row"
        )


def _as_days(days: IntArray) -> Sequence[str]:
    known = np.where(days >= NO_DAY, 0, days)
    return [str(day) for day in known.astype("datetime64[D]")]


def note_doubles(reader: TableReader, columns: Sequence[str], keys: Sequence[IntArray]) -> None:
    """Note each row that repeats the key of an earlier row; the value shown is the whole key."""
    usable = np.flatnonzero(np.all([(key >= 0) & (key < NO_DAY) for key in keys], axis=0))
    if len(usable) < 2:
        return
    combined = _combine([key[usable] for key in keys])
    order = np.argsort(combined, kind="stable")
    again = combined[order][1:] == combined[order][:-1]
    for row in np.sort(usable[order[1:][again]]).tolist():
        parts = [_shown(reader, column, key, row) for column, key in zip(columns, keys, strict=True)]
        text = "repeats an earlier row; keep one of them"
        reader.problems.add("double", reader.name, columns[-1], ", ".join(parts), text, row)


def _shown(reader: TableReader, column: str, key: IntArray, row: int) -> str:
    if column == "made_on":
        return str(day_of(int(key[row]) - DAY_OFFSET))
    return str(reader.texts(column)[row])


def _combine(keys: Sequence[IntArray]) -> IntArray:
    combined = np.zeros(len(keys[0]), np.int64)
    for key in keys:
        low = int(key.min())
        combined = combined * (int(key.max()) - low + 1) + (key - low)
    return combined
