"""The fast engine answers what the definition answers, on random models, in both readings."""

from __future__ import annotations

import math
import os
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from accord import engine
from accord.engine.definition import Definition
from accord.engine.definition_changes import Question
from engine.random_models import models, random_tables

EXAMPLES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
GROUPINGS = ("participant", "unit", "nation")


def read(tables: dict[str, Any]) -> tuple[engine.Model, Definition]:
    return engine.build_model(**tables), Definition(**tables)


def wanted_of(model: engine.Model) -> dict[str, int]:
    return {name: 1 + place % 4 for place, name in enumerate(model.interactions)}


def same(value: float, expected: float | None) -> bool:
    return math.isnan(value) if expected is None else value == pytest.approx(float(expected))


def check_grades(model: engine.Model, slow: Definition) -> None:
    for participant, standard in product(model.names("participant"), model.standards):
        found = engine.standing(model, participant, standard)
        proven, possible = slow.proven_and_possible(participant, standard)
        place = model.inputs.catalogue.standards.position[standard]
        number = model.participant_number(participant)
        assert (found.grade or 0, found.possible) == (proven, possible)
        assert model.grades.proven[place, number] == proven
        assert model.grades.possible[place, number] == possible


def check_counts(model: engine.Model, slow: Definition, by: str, directed: bool) -> None:
    scope = wanted_of(model)
    counts = engine.pair_counts(model, scope, by=by, directed=directed)
    weakest = engine.weakest_link(counts)
    covered = [engine.coverage(counts, level) for level in (1, 2, 3, 4)]
    assert list(counts.names) == slow.names(by)
    members = [slow.group_members(by, name) for name in counts.names]
    for row, column in product(range(len(members)), repeat=2):
        if row == column or set(members[row]) & set(members[column]):
            assert not counts.paired[row, column]
            assert counts.applicable[row, column] == 0
            continue
        expected = slow.counts(members[row], members[column], scope, directed)
        assert counts.applicable[row, column] == expected["applicable"]
        assert counts.unserved[row, column] == expected["unserved"]
        assert counts.proven[:, row, column].tolist() == expected["proven"]
        assert counts.possible[:, row, column].tolist() == expected["possible"]
        assert counts.refuted[row, column] == expected["refuted"]
        readings = ("proven", "possible")
        for k, reading in enumerate(readings):
            empty = expected["applicable"] == 0
            assert same(getattr(weakest, reading)[row, column], expected["weakest"][k])
            assert same(getattr(counts.met, reading)[row, column], None if empty else expected["met"][k])
            for level, share in enumerate(covered):
                wanted = None if empty else expected[reading][level] / expected["applicable"]
                assert same(getattr(share, reading)[row, column], wanted)


def check_breadth(model: engine.Model, slow: Definition, by: str, directed: bool) -> None:
    members = [slow.group_members(by, name) for name in model.names(by)]
    for interaction, level in product(model.interactions, (1, 3, 4)):
        found = engine.breadth(model, interaction, level, by=by, directed=directed)
        for row, column in product(range(len(members)), repeat=2):
            expected: list[float | None] = [None, None]
            if row != column and not set(members[row]) & set(members[column]):
                expected = slow.breadth(members[row], members[column], interaction, level, directed)
            assert same(found.proven[row, column], expected[0])
            assert same(found.possible[row, column], expected[1])


def parties(model: engine.Model, slow: Definition) -> list[tuple[str, str]]:
    """Pairs of names of all kinds that can be asked about."""
    names = sorted({name for by in GROUPINGS for name in model.names(by)})
    return [
        (a, b) for a, b in product(names, names) if a != b and not set(slow.members(a)) & set(slow.members(b))
    ]


def check_interactions(model: engine.Model, slow: Definition, a: str, b: str, directed: bool) -> None:
    first, second = slow.members(a), slow.members(b)
    for row in engine.pair_interactions(model, a, b, model.interactions, directed):
        level = slow.group_level(first, second, row.interaction, directed)
        assert (row.interval.proven, row.interval.possible) == level
        assert row.state is slow.state(first, second, row.interaction, directed)
        assert row.refuted is slow.is_refuted(first, second, row.interaction, directed)
        pairs = list(product(first, second))
        assert row.a_gives is any(slow.fits(x, y, row.interaction) for x, y in pairs)
        assert row.b_gives is any(slow.fits(y, x, row.interaction) for x, y in pairs)
        ways = pairs if directed else pairs + [(y, x) for x, y in pairs]
        trials = [slow.deciding_trial(x, y, row.interaction) for x, y in ways]
        assert row.demonstrated_by_trial is any(
            one is not None and one["result"] == "success" for one in trials
        )


Costs = dict[tuple[str, str], float]


def check_explanations(model: engine.Model, slow: Definition, costs: Costs) -> None:
    for interaction, level in product(model.interactions, (1, 2, 3, 4)):
        question = Question(slow, interaction, level, costs)
        for a, b in parties(model, slow):
            check_explanation(model, question, a, b)


def check_some_explanations(model: engine.Model, slow: Definition, costs: Costs) -> None:
    """Every eighth of all questions, so that the run stays short; `make soak` asks them all."""
    asked = list(product(model.interactions, (1, 2, 3, 4), parties(model, slow)))
    for interaction, level, (a, b) in asked[len(asked) % 8 :: 8]:
        check_explanation(model, Question(slow, interaction, level, costs), a, b)


def check_explanation(model: engine.Model, question: Question, a: str, b: str) -> None:
    slow, interaction, level = question.definition, question.interaction, question.level
    first, second = slow.members(a), slow.members(b)
    found = engine.explain(model, a, b, interaction, level, question.costs)
    assert (found.interval.proven, found.interval.possible) == slow.group_level(
        first, second, interaction, False
    )
    if not first or not second:
        assert found.pair is None
        return
    assert found.pair == question.best_pair(first, second)
    for way, assignment in zip(question.ways(*found.pair), found.assignments, strict=True):
        assert (assignment.giver.participant, assignment.taker.participant) == (way.giver, way.taker)
        blocked = {
            (one.participant, one.part, one.standard or one.interaction) for one in assignment.blockers
        }
        assert blocked == way.blockers
        assert tuple(one.order for one in assignment.smallest_change) == way.changes
        reading = slow.directed_level(way.giver, way.taker, interaction)
        assert (assignment.interval.proven, assignment.interval.possible) == reading
        assert (not way.blockers) == (reading[0] >= level)
    assert tuple(one.order for one in found.smallest_change) == question.best_change(*found.pair)
    assert (not found.smallest_change) == found.reached


def costs_of(model: engine.Model) -> Costs:
    """Some costs known, some not."""
    chance = Random(len(model.standards))
    keys = list(product(model.names("participant"), (*model.standards, *model.interactions)))
    return {key: float(chance.randint(1, 3)) for key in keys if chance.random() < 0.6}


@EXAMPLES
@given(models())
def test_grades_are_those_of_the_definition(tables: dict[str, Any]) -> None:
    check_grades(*read(tables))


@EXAMPLES
@given(models())
def test_counts_coverage_and_weakest_link_are_those_of_the_definition(tables: dict[str, Any]) -> None:
    model, slow = read(tables)
    for by, directed in product(GROUPINGS, (False, True)):
        check_counts(model, slow, by, directed)


@EXAMPLES
@given(models())
def test_breadth_is_that_of_the_definition(tables: dict[str, Any]) -> None:
    model, slow = read(tables)
    for by, directed in product(GROUPINGS, (False, True)):
        check_breadth(model, slow, by, directed)


@EXAMPLES
@given(models())
def test_levels_of_any_two_parties_are_those_of_the_definition(tables: dict[str, Any]) -> None:
    model, slow = read(tables)
    for (a, b), directed in product(parties(model, slow), (False, True)):
        check_interactions(model, slow, a, b, directed)


@EXAMPLES
@given(models())
def test_explanations_are_those_of_the_definition(tables: dict[str, Any]) -> None:
    check_some_explanations(*read(tables), {})


@EXAMPLES
@given(models())
def test_costs_break_ties_as_the_definition_says(tables: dict[str, Any]) -> None:
    model, slow = read(tables)
    check_some_explanations(model, slow, costs_of(model))


@pytest.mark.soak
def test_thousands_of_random_models_agree_with_the_definition(request: pytest.FixtureRequest) -> None:
    if "soak" not in request.config.getoption("markexpr"):
        pytest.skip("runs for ten minutes, by `make soak` only")
    for seed in range(int(os.environ.get("ACCORD_SOAK_MODELS", "5000"))):
        model, slow = read(random_tables(Random(seed)))
        check_grades(model, slow)
        for by, directed in product(GROUPINGS, (False, True)):
            check_counts(model, slow, by, directed)
            check_breadth(model, slow, by, directed)
        for a, b in parties(model, slow):
            check_interactions(model, slow, a, b, seed % 2 == 0)
        check_explanations(model, slow, costs_of(model) if seed % 3 else {})


def test_random_models_reach_every_part_of_the_calculus() -> None:
    seen = {"refuted": 0, "unserved": 0, "interval": 0, "substitute": 0, "limited": 0, "lapsed": 0}
    for seed in range(60):
        model, _ = read(random_tables(Random(seed)))
        counts = engine.pair_counts(model, model.interactions)
        seen["refuted"] += int(counts.refuted.sum())
        seen["unserved"] += int(counts.unserved.sum())
        seen["interval"] += int((counts.possible > counts.proven).sum())
        seen["limited"] += int(np.isin(model.deciding.result, 1).sum())
        for participant, standard in product(model.names("participant"), model.standards):
            found = engine.standing(model, participant, standard)
            seen["substitute"] += found.standard != standard
            seen["lapsed"] += found.reason is engine.Reason.LAPSED
    assert all(seen.values()), seen
