"""Decisions about requirements, dimensions and scopes."""

from __future__ import annotations

import pytest

from accord.standards.rules import (
    Dimension,
    GroupFacts,
    Lifecycle,
    Obligation,
    dimension_of,
    group_problems,
    own_judgement,
    requirements_of,
    scope_name_problems,
    scope_problems,
    stronger,
)

MANDATORY, CONDITIONAL, OPTIONAL, NONE = (
    Obligation.MANDATORY,
    Obligation.CONDITIONAL,
    Obligation.OPTIONAL,
    Obligation.NONE,
)
CURRENT, CANDIDATE = Lifecycle.CURRENT, Lifecycle.CANDIDATE

GROUPS = [
    GroupFacts(1, CONDITIONAL, CURRENT, ("a", "b")),
    GroupFacts(2, MANDATORY, CANDIDATE, ("b", "stanag")),
    GroupFacts(3, MANDATORY, CURRENT, ("b",)),
    GroupFacts(4, NONE, CURRENT, ("z",)),
]


def required(chosen: list[int] | None = None, **covers: list[str]) -> dict[str, tuple[Obligation, Lifecycle]]:
    rows = requirements_of(GROUPS, chosen, covers)
    assert len({row.standard for row in rows}) == len(rows)
    return {row.standard: (row.obligation, row.lifecycle) for row in rows}


def test_standard_in_several_groups_keeps_the_strongest_obligation_and_the_agreed_lifecycle() -> None:
    assert required() == {
        "a": (CONDITIONAL, CURRENT),
        "b": (MANDATORY, CURRENT),
        "stanag": (MANDATORY, CANDIDATE),
    }


def test_only_chosen_groups_bind() -> None:
    assert required([1]) == {"a": (CONDITIONAL, CURRENT), "b": (CONDITIONAL, CURRENT)}
    assert required([]) == {}


def test_group_without_obligation_asks_for_nothing() -> None:
    assert required([4]) == {}


def test_covering_document_stands_for_what_it_covers() -> None:
    rows = requirements_of(GROUPS, [2], {"stanag": ["a", "c"]})
    assert {(row.standard, row.written) for row in rows} == {("b", "b"), ("a", "stanag"), ("c", "stanag")}


def test_the_more_binding_of_two_obligations_wins() -> None:
    assert stronger("optional", "recommended") == "recommended"
    assert stronger("mandatory", "conditional") == "mandatory"


TABLE = {"ACP": Dimension.PROCEDURE, "ACP 133": Dimension.STANDARD, "AJP": Dimension.DOCTRINE}


@pytest.mark.parametrize(
    ("number", "dimension"),
    [
        ("ACP 121I", Dimension.PROCEDURE),
        ("ACP 133D", Dimension.STANDARD),
        ("ajp-3.1 Ed A", Dimension.DOCTRINE),
        ("RFC 2616", Dimension.STANDARD),
        ("", Dimension.STANDARD),
    ],
)
def test_longest_fitting_prefix_decides_the_dimension(number: str, dimension: Dimension) -> None:
    assert dimension_of(number, TABLE) is dimension


def codes(problems: list) -> list[str]:  # type: ignore[type-arg]  # problems of any kind
    return [problem.code for problem in problems]


def test_scope_with_known_interactions_and_levels_in_range_has_no_problem() -> None:
    assert scope_problems({"A": 1, "B": 4}, {"A", "B", "C"}) == []


@pytest.mark.parametrize("code", ["AIRLIFT/27", "..", "a lift", "airlift", 'A"B', "A\n", "A" * 41])
def test_code_that_fits_no_address_is_refused(code: str) -> None:
    assert codes(scope_name_problems(code, "Airlift")) == ["scope-code"]


@pytest.mark.parametrize("code", ["AIRLIFT-27", "7.1_B", "A" * 40])
def test_code_in_capital_letters_is_a_name(code: str) -> None:
    assert scope_name_problems(code, "Airlift") == []


def test_all_problems_of_a_scope_are_told_together() -> None:
    assert codes(scope_problems({}, {"A"})) == ["scope-empty"]
    problems = scope_problems({"A": 0, "B": 5, "X": 3}, {"A", "B"})
    assert codes(problems) == ["interaction-unknown", "wanted-out-of-range", "wanted-out-of-range"]
    assert "“X”" in problems[0].text
    assert "“B” is 5" in problems[2].text


def test_group_that_the_profile_does_not_have_is_a_problem() -> None:
    assert group_problems("p", [1], {1, 2}) == []
    (problem,) = group_problems("p", [1, 3], {1, 2})
    assert problem.code == "group-unknown"
    assert "no group 3. It has: 1, 2." in problem.text


def test_our_own_judgement_is_known_by_its_beginning() -> None:
    assert own_judgement("Our judgement: minor version of one edition.")
    assert not own_judgement("RFC 9110, section 1.4")
