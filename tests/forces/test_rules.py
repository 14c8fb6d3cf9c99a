"""Where an element may stand in the force tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.forces.rules import ElementDraft, ElementKind, cycle_problems, element_problems, engine_name

HELD = {"1BDE": ElementKind.UNIT, "2SIG": ElementKind.UNIT, "2SIG-BMS1": ElementKind.SYSTEM}
UNIT = ElementDraft("3BN", "Third Battalion", "land", "tactical", parent="1BDE")


def codes(draft: ElementDraft, kind: ElementKind = ElementKind.UNIT) -> list[str]:
    return [problem.code for problem in element_problems(draft, kind, HELD)]


def test_name_in_the_engine_carries_the_nation():
    assert engine_name("XAL", "2SIG-BMS1") == "XAL:2SIG-BMS1"


def test_unit_may_stand_under_a_unit_or_at_the_top():
    assert codes(UNIT) == codes(replace(UNIT, parent="")) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "1BDE"}, "code-taken"),
        ({"code": "no code"}, "code"),
        ({"code": "3BN\n"}, "code"),
        ({"name": " "}, "name-missing"),
        ({"domain": "space"}, "unknown-word"),
        ({"echelon": "high"}, "unknown-word"),
        ({"parent": "9BDE"}, "unknown-parent"),
        ({"parent": "2SIG-BMS1"}, "parent-is-system"),
    ],
)
def test_wrong_unit_is_refused(change: dict[str, str], code: str):
    assert codes(replace(UNIT, **change)) == [code]


def test_system_needs_a_unit():
    assert codes(replace(UNIT, parent=""), ElementKind.SYSTEM) == ["system-without-unit"]


def test_all_problems_are_told_at_once():
    assert len(codes(ElementDraft("", "", "", "", parent="9BDE"))) == 5


def test_unit_cannot_move_below_itself():
    parents = {"1BDE": "", "2SIG": "1BDE", "3BN": "2SIG"}
    assert [problem.code for problem in cycle_problems("1BDE", "3BN", parents)] == ["cycle"]
    assert [problem.code for problem in cycle_problems("1BDE", "1BDE", parents)] == ["cycle"]
    assert cycle_problems("3BN", "1BDE", parents) == []
