"""What a trial's result needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accord.trials.rules import TrialDraft, trial_problems

TODAY = date(2026, 11, 22)
SUCCESS = TrialDraft("XTA:2SIG-BMS", "XTB:1HQ-BMS", "TRACKS", "success", date(2026, 3, 1))


def test_result_between_two_nations_can_be_recorded():
    assert trial_problems(SUCCESS, TODAY) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"result": "fine"}, "unknown-result"),
        ({"held_on": None}, "held-on-missing"),
        ({"held_on": date(2026, 11, 23)}, "held-on-future"),
        ({"valid_until": date(2026, 2, 1)}, "reversed-dates"),
        ({"b": "xta:1BDE"}, "one-nation"),
        ({"event": "x" * 121}, "event-length"),
    ],
)
def test_wrong_result_is_refused(change: dict[str, object], code: str):
    assert [problem.code for problem in trial_problems(replace(SUCCESS, **change), TODAY)] == [code]  # type: ignore[arg-type]
