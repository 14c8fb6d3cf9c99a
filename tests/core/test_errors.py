"""Refusals carry every problem, and a code that machines may rely on."""

from __future__ import annotations

import pytest

from accord.core.errors import NotPermitted, NotVisible, Problem, RuleBroken, SetupRefused, refuse_if

SHORT = Problem("short", "The code is short.", "code")
EMPTY = Problem("empty", "The scope is empty.")


def test_all_problems_are_reported_together():
    with pytest.raises(RuleBroken) as refused:
        refuse_if(iter([SHORT, EMPTY]))
    assert refused.value.problems == (SHORT, EMPTY)
    assert str(refused.value) == "The code is short. The scope is empty."


def test_without_problems_nothing_is_refused():
    assert refuse_if([]) is None


def test_codes_are_stable():
    codes = {kind.__name__: kind.code for kind in (RuleBroken, NotVisible, NotPermitted, SetupRefused)}
    assert codes == {
        "RuleBroken": "rule-broken",
        "NotVisible": "not-found",
        "NotPermitted": "not-permitted",
        "SetupRefused": "setup",
    }
