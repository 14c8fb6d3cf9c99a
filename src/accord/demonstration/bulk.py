"""Many rows in one statement, under the policies of whoever acts (COPY is refused there)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import connection
from psycopg.sql import SQL, Composed, Identifier

Row = Sequence[object]


def insert_rows(
    table: str, columns: Mapping[str, str], rows: Collection[Row], constants: Mapping[str, str] | None = None
) -> None:
    """Insert rows whose cells stand in the order of `columns` (name to SQL type).

    `constants` are further columns with an SQL expression each, the same for every row. Without `returning`:
    who writes need not be able to read.
    """
    if not rows:
        return
    constants = constants or {}
    expressions = [SQL(expression) for expression in constants.values()]
    statement = SQL("insert into {table} ({names}) select {values} from {lines}").format(
        table=Identifier(table),
        names=_names([*columns, *constants]),
        values=SQL(", ").join([*map(Identifier, columns), *expressions]),
        lines=_unnested(columns),
    )
    _execute(statement, rows)


def update_rows(table: str, key: str, columns: Mapping[str, str], rows: Collection[Row]) -> None:
    """Set columns of existing rows; `columns` (name to SQL type) begins with `key`, which finds the row."""
    if not rows:
        return
    changed = [name for name in columns if name != key]
    statement = SQL("update {table} set {changes} from {lines} where {table}.{key} = line.{key}").format(
        table=Identifier(table),
        changes=SQL(", ").join(SQL("{0} = line.{0}").format(Identifier(name)) for name in changed),
        lines=_unnested(columns),
        key=Identifier(key),
    )
    _execute(statement, rows)


def _names(names: Sequence[str]) -> Composed:
    return SQL(", ").join(Identifier(name) for name in names)


def _unnested(columns: Mapping[str, str]) -> Composed:
    arrays = SQL(", ").join(SQL("%s::" + kind + "[]") for kind in columns.values())
    return SQL("unnest({}) as line ({})").format(arrays, _names(list(columns)))


def _execute(statement: Composed, rows: Collection[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
