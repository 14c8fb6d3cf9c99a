"""What must hold for every model, whatever its rows: the properties that docs/method promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import product
from random import Random
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord import engine
from accord.engine import Change, Part
from accord.engine.definition import Definition
from engine.random_models import AS_OF, models

EXAMPLES = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
FAR = date(2040, 1, 1)
GROUPINGS = ("participant", "unit", "nation")
Columns = dict[str, list[Any]]


def levels(model: engine.Model, by: str = "participant", directed: bool = False) -> np.ndarray[Any, Any]:
    """All levels, [interaction, reading, n, n]."""
    counts = [engine.pair_counts(model, [name], by, directed) for name in model.interactions]
    return np.array([(one.proven.sum(axis=0), one.possible.sum(axis=0)) for one in counts])


def with_rows(
    tables: dict[str, Any], name: str, change: Callable[[list[dict[str, Any]]], Iterable[dict[str, Any]]]
) -> dict[str, Any]:
    """The tables with the rows of one of them changed."""
    columns: Columns = tables[name]
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    changed = list(change(rows))
    return tables | {name: {column: [row[column] for row in changed] for column in columns}}


@EXAMPLES
@given(models())
def test_undirected_levels_are_symmetric_and_nobody_is_paired_with_itself(tables: dict[str, Any]) -> None:
    model = engine.build_model(**tables)
    for by in GROUPINGS:
        counts = engine.pair_counts(model, model.interactions, by)
        for array in (counts.applicable, counts.unserved, counts.refuted, *counts.proven, *counts.possible):
            assert np.array_equal(array, array.T)
            assert not np.diagonal(array).any()
        assert not np.diagonal(counts.paired).any()


@EXAMPLES
@given(models())
def test_proven_never_exceeds_possible_nor_possible_the_applicable(tables: dict[str, Any]) -> None:
    model = engine.build_model(**tables)
    for by, directed in product(GROUPINGS, (False, True)):
        counts = engine.pair_counts(model, model.interactions, by, directed)
        assert (counts.proven <= counts.possible).all()
        assert (counts.possible <= counts.applicable).all()
        assert (np.diff(counts.proven, axis=0) <= 0).all()


@EXAMPLES
@given(models(), st.data())
def test_raising_a_grade_never_lowers_a_level(tables: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["claims", "roles"]))
    lowest = 0 if name == "claims" else 1
    rows = [row for row, grade in enumerate(tables[name]["grade"]) if lowest <= grade < 4]
    if not rows:
        return
    chosen = data.draw(st.sampled_from(rows))

    def raised(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        row = rows[chosen]
        dates = {"target_on": None, "valid_until": FAR}
        return [*rows[:chosen], row | dates | {"grade": max(2, row["grade"] + 1)}, *rows[chosen + 1 :]]

    before, after = (engine.build_model(**one) for one in (tables, with_rows(tables, name, raised)))
    for by in GROUPINGS:
        assert (levels(after, by) >= levels(before, by)).all()


@EXAMPLES
@given(models(), st.data())
def test_releasing_a_first_claim_never_widens_an_interval(
    tables: dict[str, Any], data: st.DataObject
) -> None:
    before = engine.build_model(**tables)
    units = set(before.names("unit"))
    unknown = [
        (participant, standard)
        for participant, standard in product(before.names("participant"), before.standards)
        if before.grades.own[before.standards.index(standard), before.participant_number(participant)] < 0
    ]
    if not unknown:
        return
    holder, standard = data.draw(st.sampled_from(unknown))
    claim = {
        "holder_kind": "unit" if holder in units else "system", "holder": holder, "standard": standard,
        "grade": data.draw(st.integers(0, 4)), "made_on": AS_OF, "target_on": FAR, "valid_until": FAR,
        "withdrawn_on": None,
    }  # fmt: skip

    def released(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        others = [row for row in rows if not _same_day(row, claim, ("holder_kind", "holder", "standard"))]
        return [*others, claim]

    after = engine.build_model(**with_rows(tables, "claims", released))
    for by in GROUPINGS:
        old, new = levels(before, by), levels(after, by)
        assert (new[:, 0] >= old[:, 0]).all()
        assert (new[:, 1] <= old[:, 1]).all()


def _same_day(row: dict[str, Any], other: dict[str, Any], key: tuple[str, ...]) -> bool:
    return all(row[column] == other[column] for column in (*key, "made_on"))


@EXAMPLES
@given(models(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(tables: dict[str, Any], chance: Random) -> None:
    mixed = tables
    for name in tables:
        if isinstance(tables[name], dict):
            mixed = with_rows(mixed, name, lambda rows: chance.sample(rows, len(rows)))
    before, after = engine.build_model(**tables), engine.build_model(**mixed)
    for by in GROUPINGS:
        assert before.names(by) == after.names(by)
        assert np.array_equal(levels(before, by), levels(after, by))
    explained = [_explained(model) for model in (before, after)]
    assert explained[0] == explained[1]


def _explained(model: engine.Model) -> list[Any]:
    first, second = model.names("nation")[:2]
    found = [engine.explain(model, first, second, name, 3) for name in model.interactions]
    return [(one.pair, [change.order for change in one.smallest_change]) for one in found]


@EXAMPLES
@given(models())
def test_group_levels_are_the_best_over_the_member_pairs(tables: dict[str, Any]) -> None:
    model = engine.build_model(**tables)
    for directed in (False, True):
        single = levels(model, directed=directed)
        for by in ("unit", "nation"):
            groups, found = model.grouping(by), levels(model, by, directed)
            for a, b in zip(*np.nonzero(groups.paired), strict=True):
                pairs = single[:, :, groups.members_of(a)][:, :, :, groups.members_of(b)]
                assert np.array_equal(found[:, :, a, b], pairs.max(axis=(2, 3), initial=0))


@EXAMPLES
@given(models(), st.integers(1, 4), st.randoms(use_true_random=False))
def test_smallest_change_reaches_the_level_and_every_item_of_it_is_needed(
    tables: dict[str, Any], level: int, chance: Random
) -> None:
    model = engine.build_model(**tables)
    names = model.names("participant")
    for a, b, name in product(names, names, model.interactions):
        if a >= b or chance.random() < 0.8:
            continue
        found = engine.explain(model, a, b, name, level)
        changes = found.smallest_change
        way = next(one for one in found.assignments if one.smallest_change == changes)
        question = (way.giver.participant, way.taker.participant, name)
        changed = engine.build_model(**what_if(tables, changes, model))
        assert engine.pair_level(changed, *question, directed=True).proven >= level
        for left_out in changes:
            rest = [change for change in changes if change is not left_out]
            without = engine.build_model(**what_if(tables, rest, model))
            assert engine.pair_level(without, *question, directed=True).proven < level


def what_if(tables: dict[str, Any], changes: Iterable[Change], model: engine.Model) -> dict[str, Any]:
    """The tables with changes laid over them, as claims, roles and trials of the as-of date."""
    for change in changes:
        tables = _laid_over(tables, change, model)
    return tables


def _laid_over(tables: dict[str, Any], change: Change, model: engine.Model) -> dict[str, Any]:
    dated = {
        "grade": change.to_level, "made_on": AS_OF, "target_on": FAR, "valid_until": FAR, "withdrawn_on": None
    }  # fmt: skip
    if change.part is Part.TRIAL:
        pair = {change.participant, change.partner}
        result = "success" if change.to_level == 4 else "limited"
        trial = {
            "a": change.participant, "b": change.partner, "interaction": change.name, "result": result,
            "held_on": AS_OF, "valid_until": None, "stale_on": None,
        }  # fmt: skip
        return with_rows(
            tables, "trials",
            lambda rows: [*(one for one in rows if {one["a"], one["b"]} != pair or one["held_on"] != AS_OF), trial],
        )  # fmt: skip
    if change.part is Part.ROLE:
        key = {"participant": change.participant, "interaction": change.name, "role": change.role}
        table = "roles"
    else:
        kind = "unit" if change.participant in model.names("unit") else "system"
        key = {"holder_kind": kind, "holder": change.participant, "standard": change.name}
        table = "claims"
    new = key | dated
    return with_rows(
        tables, table, lambda rows: [*(one for one in rows if not _same_day(one, new, tuple(key))), new]
    )


@EXAMPLES
@given(models(), st.randoms(use_true_random=False))
def test_what_a_viewer_may_not_see_leaves_no_trace(tables: dict[str, Any], chance: Random) -> None:
    """A viewer's answer is computed from the rows released to it, and from nothing else."""
    seen = tables
    for name in ("claims", "roles", "trials", "requirements"):
        seen = with_rows(seen, name, lambda rows: [row for row in rows if chance.random() < 0.6])
    model, slow = engine.build_model(**seen), Definition(**seen)
    for interaction in model.interactions:
        for a, b in product(model.names("nation"), repeat=2):
            if a != b:
                members = slow.group_members("nation", a), slow.group_members("nation", b)
                found = engine.pair_level(model, a, b, interaction)
                assert (found.proven, found.possible) == slow.group_level(*members, interaction, False)
