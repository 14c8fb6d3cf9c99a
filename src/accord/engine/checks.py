"""Checks that several tables share: doubles, circles, foreign roles, missing and reversed dates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from accord.engine.tables import NO_DAY, UNKNOWN, BoolArray, IntArray, Names, TableReader
from accord.engine.vocabulary import COLLABORATION, EXCHANGE, MEDIATOR, PEER

DAY_OFFSET = 2**20
"""Lifts days before 1970 above the negative codes of missing names."""


def only_row_of(reader: TableReader, column: str, names: Names) -> IntArray:
    """The row that defines each name; a name defined twice is noted."""
    codes = reader.codes(column, names)
    note_doubles(reader, column, [codes])
    row_of = np.zeros(len(names), np.int64)
    known = np.flatnonzero(codes >= 0)
    row_of[codes[known]] = known
    return row_of


def reachable(start: int, edges: dict[int, list[int]]) -> set[int]:
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
    reader.problems.add_rows("missing-date", reader.name, column, [""] * len(wrong), wrong, text)


def note_reversed(
    reader: TableReader,
    column: str,
    start: IntArray,
    end: IntArray,
    where: BoolArray | None = None,
    start_column: str = "made_on",
) -> None:
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


def note_doubles(reader: TableReader, column: str, keys: Sequence[IntArray]) -> None:
    """Note each row that repeats the key of an earlier row; the value shown is that of `column`."""
    usable = np.flatnonzero(np.all([(key >= 0) & (key < NO_DAY) for key in keys], axis=0))
    if len(usable) < 2:
        return
    combined = _combine([key[usable] for key in keys])
    order = np.argsort(combined, kind="stable")
    again = combined[order][1:] == combined[order][:-1]
    wrong = np.zeros(len(keys[0]), bool)
    wrong[usable[order[1:][again]]] = True
    if wrong.any():
        values: Sequence[str | None] = (
            reader.texts(column) if column != "made_on" else _as_days(keys[-1] - DAY_OFFSET)
        )
        reader.problems.add_rows(
            "double", reader.name, column, values, wrong, "repeats an earlier row; keep one of them"
        )


def _combine(keys: Sequence[IntArray]) -> IntArray:
    combined = np.zeros(len(keys[0]), np.int64)
    for key in keys:
        low = int(key.min())
        combined = combined * (int(key.max()) - low + 1) + (key - low)
    return combined
