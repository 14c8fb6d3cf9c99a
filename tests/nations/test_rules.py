"""Dated intervals and the rules about them, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accord.nations.rules import (
    Interval,
    MembershipRecord,
    interval_problems,
    membership_problems,
    overlap_problems,
)

JOINED = MembershipRecord("XTA", "PFP", starts="2014-10", source="a source", certainty="confirmed")


def test_month_counts_from_its_first_day():
    assert Interval.of_texts("2014-10", "") == Interval(date(2014, 10, 1), None)


@pytest.mark.parametrize(
    ("starts", "ends", "reason"), [("", "", ""), ("", "2023", ""), ("1995", "", "suspended")]
)
def test_interval_without_a_known_start_or_end_is_undated(starts: str, ends: str, reason: str):
    assert Interval.of_texts(starts, ends, reason) is None


def test_end_day_is_the_first_day_that_no_longer_holds():
    interval = Interval(date(2014, 10, 1), date(2023, 4, 4))
    assert interval.overlaps(Interval(date(2023, 4, 3), None))
    assert not interval.overlaps(Interval(date(2023, 4, 4), None))


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [("2014-13", "", "date"), ("2014", "yesterday", "date"), ("2014-10", "2014-10-01", "reversed-dates")],
)
def test_interval_that_cannot_be_is_refused(starts: str, ends: str, code: str):
    assert [problem.code for problem in interval_problems(starts, ends)] == [code]


def test_membership_needs_known_words_and_a_source():
    wrong = replace(JOINED, state="observer", certainty="sure", source="")
    assert [problem.field for problem in membership_problems(wrong)] == ["state", "certainty", "source"]


def test_interval_that_begins_where_another_ends_does_not_overlap():
    earlier = replace(JOINED, starts="2010", ends="2014-10")
    assert overlap_problems(JOINED, [earlier]) == []


def test_overlap_names_the_interval_in_the_way():
    open_one = replace(JOINED, starts="2001")
    (problem,) = overlap_problems(JOINED, [open_one])
    assert problem.code == "overlap"
    assert "2001" in problem.text


def test_undated_interval_overlaps_nothing():
    undated = replace(JOINED, starts="")
    assert overlap_problems(JOINED, [undated]) == overlap_problems(undated, [JOINED]) == []
