"""Everything that a viewer may see of forces, claims and trials, as one model of the engine.

What was not released to the viewer is not read: neither by the label filter of these queries nor, should it
fail, by the database's policies. The model therefore is the viewer's own (docs/method, visibility).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from accord.access.acting import Actor
from accord.engine import Interned, Model, PairCounts, build_model, pair_counts
from accord.standards.selectors import interaction_table, requirement_table, succession_table

Fingerprint: TypeAlias = tuple[tuple[int, int], ...]
Key: TypeAlias = tuple[int | None, tuple[int, ...], Fingerprint, date, date | None]
_EPOCH = "date '1970-01-01'"
_KEPT = 12
_NO_DAY = np.iinfo(np.int64).min

# A row's id together with the transaction that wrote it names one version of the row: the fingerprint changes
# exactly when the visible set does, and it needs no bookkeeping by writers.
_FINGERPRINT = " union all ".join(
    f"select {place}, count(*), coalesce(bit_xor(hashint8extended(id, xmin::text::bigint)), 0) from {table} {where}"  # noqa: S608 - constants
    for place, (table, where) in enumerate(
        (
            ("forces_element", "where label_id = any(%(labels)s)"),
            ("forces_version", "where label_id = any(%(labels)s)"),
            ("claims_claim", "where label_id = any(%(labels)s)"),
            ("claims_roleclaim", "where label_id = any(%(labels)s)"),
            ("trials_trial", ""),
            ("standards_standard", ""),
            ("standards_interaction", ""),
            ("standards_requirement", ""),
            ("standards_succession", ""),
        )
    )
)

# How many of the tables above are owned; the rest are the catalogue.
_OWNED = 5
_ELEMENTS = """
select e.id, p.code || ':' || e.code, p.code, e.kind, e.parent_id, e.owner_id
from forces_element e join access_party p on p.id = e.owner_id
where e.label_id = any(%(labels)s) order by e.id
"""
_CLAIMS = f"""
select c.element_id, c.owner_id, c.standard_id, c.grade, c.made_on - {_EPOCH}, c.target_on - {_EPOCH},
       c.valid_until - {_EPOCH}, c.withdrawn_on - {_EPOCH}
from claims_claim c where c.label_id = any(%(labels)s)
"""  # noqa: S608 - a constant
_ROLES = f"""
select r.element_id, i.code, r.role, r.grade, r.made_on - {_EPOCH}, r.target_on - {_EPOCH},
       r.valid_until - {_EPOCH}, r.withdrawn_on - {_EPOCH}
from claims_roleclaim r join standards_interaction i on i.id = r.interaction_id
where r.label_id = any(%(labels)s)
"""  # noqa: S608 - a constant
# A trial is stale from the first change of version, on either side, that the viewer can see.
_TRIALS = f"""
select t.a_id, t.b_id, i.code, t.result, t.held_on - {_EPOCH}, t.valid_until - {_EPOCH},
       (select min(v.fielded_on) from forces_version v
        where v.element_id in (t.a_id, t.b_id) and v.fielded_on > t.held_on
          and v.label_id = any(%(labels)s)) - {_EPOCH}
from trials_trial t join standards_interaction i on i.id = t.interaction_id
where t.owner_id = %(party)s or t.partner_id = %(party)s
   or (t.label_id = any(%(labels)s) and t.partner_label_id = any(%(labels)s))
"""  # noqa: S608 - a constant


@dataclass(frozen=True)
class Snapshot:
    """A viewer's model, and the key under which it is kept: who looks, the mark of the visible set, the days."""

    model: Model
    key: Key


class _Kept:
    """The few models and counts that were asked for last; one process's memory, nothing on disk."""

    def __init__(self) -> None:
        self._values: OrderedDict[Any, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, make: Any) -> Any:
        """The value for `key`, made where it is missing."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > _KEPT:
                self._values.popitem(last=False)
        return value


@dataclass(frozen=True)
class _Catalogue:
    """The public part of a model, the same for every viewer."""

    standards: dict[int, str]
    interactions: dict[str, list[str]]
    requirements: dict[str, list[str]]
    successions: dict[str, list[str]]

    @classmethod
    def read(cls) -> _Catalogue:
        """Standards by id, and the engine's tables."""
        with connection.cursor() as cursor:
            cursor.execute("select id, code from standards_standard order by id")
            standards = dict(cursor.fetchall())
        return cls(standards, interaction_table(), requirement_table(), succession_table())


_models, _counts, _catalogues = _Kept(), _Kept(), _Kept()


def snapshot(viewer: Actor, as_of: date, project_to: date | None = None) -> Snapshot:
    """The model of what `viewer` sees now, judged as of a day; call it inside the viewer's `acting()` block."""
    labels = _labels(viewer)
    mark = _fingerprint(labels)
    # Rows are read after the mark was taken, and a commit in between would be in the model: kept under the mark
    # alone, it would be handed to every party that had equal rows before and may not see the new one.
    key = (viewer.party, viewer.parties, mark, as_of, project_to)
    model = _models.get(key, lambda: _build(viewer, labels, mark[_OWNED:], as_of, project_to))
    return Snapshot(model, key)


def counts_of(shot: Snapshot, scope: dict[str, int], by: str) -> PairCounts:
    """Pair counts over a scope (interaction to wanted level), kept with the model."""
    key = (shot.key, tuple(sorted(scope.items())), by)
    found: PairCounts = _counts.get(key, lambda: pair_counts(shot.model, scope, by=by))
    return found


def _labels(viewer: Actor) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from access_label where audience && %s::int[] order by id", [list(viewer.parties)]
        )
        return [row[0] for row in cursor.fetchall()]


def _fingerprint(labels: list[int]) -> Fingerprint:
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT, {"labels": labels})
        return tuple((int(count), int(mark)) for _, count, mark in sorted(cursor.fetchall()))


def _rows(statement: str, viewer: Actor, labels: list[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"labels": labels, "party": viewer.party})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _build(
    viewer: Actor, labels: list[int], catalogue_mark: Fingerprint, as_of: date, project_to: date | None
) -> Model:
    elements = _Elements(_rows(_ELEMENTS, viewer, labels))
    catalogue = _catalogues.get(catalogue_mark, _Catalogue.read)
    return build_model(
        participants=elements.participants(),
        interactions=catalogue.interactions,
        requirements=catalogue.requirements,
        roles=_role_table(_rows(_ROLES, viewer, labels), elements),
        claims=_claim_table(_rows(_CLAIMS, viewer, labels), elements, catalogue.standards),
        trials=_trial_table(_rows(_TRIALS, viewer, labels), elements),
        successions=catalogue.successions,
        units=elements.units(),
        as_of=as_of,
        project_to=project_to,
    )


class _Elements:
    """The force tree as the viewer sees it: a visible element below a hidden one hangs under its nation."""

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self.rows = rows
        self.name = {row[0]: row[1] for row in rows}
        parents = {row[4] for row in rows}
        # A leaf is a participant: a system, or a unit below which the viewer sees nothing.
        self.leaves = {row[0] for row in rows if row[0] not in parents}
        self.is_unit = {row[0] for row in rows if row[3] == "unit"}
        self.nations = {row[5]: row[2] for row in rows}

    def participants(self) -> dict[str, list[Any]]:
        """Participant, unit (null where the viewer sees none), nation."""
        leaves = [row for row in self.rows if row[0] in self.leaves]
        return {
            "participant": [row[1] for row in leaves],
            "unit": [row[1] if row[0] in self.is_unit else self.name.get(row[4]) for row in leaves],
            "nation": [row[2] for row in leaves],
        }

    def units(self) -> dict[str, list[Any]]:
        """Unit, parent (null where the viewer sees none), nation."""
        units = [row for row in self.rows if row[0] in self.is_unit]
        return {
            "unit": [row[1] for row in units],
            "parent": [self.name.get(row[4]) for row in units],
            "nation": [row[2] for row in units],
        }


def _days(values: Sequence[int | None]) -> NDArray[np.datetime64]:
    numbers = np.array([_NO_DAY if value is None else value for value in values], np.int64)
    return numbers.view("datetime64[D]")


def _dates(columns: Sequence[Sequence[Any]]) -> dict[str, Any]:
    names = ("made_on", "target_on", "valid_until", "withdrawn_on")
    return {name: _days(column) for name, column in zip(names, columns, strict=True)}


def _columns(rows: Sequence[Sequence[Any]], width: int) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _interned(ids: Sequence[Any], names: dict[Any, str]) -> Interned:
    place = {key: number for number, key in enumerate(names)}
    return Interned(list(names.values()), np.array([place[key] for key in ids], np.int64))


def _claim_table(
    rows: Sequence[tuple[Any, ...]], elements: _Elements, standards: dict[int, str]
) -> dict[str, Any]:
    # Of a nation without a visible element there is nothing to compute.
    kept = [row for row in rows if (row[0] in elements.name if row[0] else row[1] in elements.nations)]
    element, owner, standard, grade, *dates = _columns(kept, 8)
    holders: dict[Any, str] = {
        **elements.name,
        **{("nation", key): code for key, code in elements.nations.items()},
    }
    keys = [key or ("nation", of) for key, of in zip(element, owner, strict=True)]
    kinds = ["nation" if not key else "unit" if key in elements.is_unit else "system" for key in element]
    return {
        "holder_kind": kinds,
        "holder": _interned(keys, holders),
        "standard": _interned(standard, standards),
        "grade": np.array(grade, np.int64),
        **_dates(dates),
    }


def _role_table(rows: Sequence[tuple[Any, ...]], elements: _Elements) -> dict[str, Any]:
    # A unit that has systems plays through them: its own role claims wait until it has none.
    kept = [row for row in rows if row[0] in elements.leaves]
    element, interaction, role, grade, *dates = _columns(kept, 8)
    return {
        "participant": [elements.name[key] for key in element],
        "interaction": list(interaction),
        "role": list(role),
        "grade": np.array(grade, np.int64),
        **_dates(dates),
    }


def _trial_table(rows: Sequence[tuple[Any, ...]], elements: _Elements) -> dict[str, Any]:
    kept = [row for row in rows if row[0] in elements.leaves and row[1] in elements.leaves]
    a, b, interaction, result, held_on, valid_until, stale_on = _columns(kept, 7)
    return {
        "a": [elements.name[key] for key in a],
        "b": [elements.name[key] for key in b],
        "interaction": list(interaction),
        "result": list(result),
        "held_on": _days(held_on),
        "valid_until": _days(valid_until),
        "stale_on": _days(stale_on),
    }
