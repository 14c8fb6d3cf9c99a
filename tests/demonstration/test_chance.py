"""Draws depend on seed and subject alone."""

from __future__ import annotations

import pytest

from accord.demonstration.chance import Chance, apportion


def test_equal_subjects_draw_equally_in_any_order() -> None:
    first, second = Chance(1), Chance(1)
    drawn = [first.share("a", number) for number in range(5)]
    assert [second.share("a", number) for number in reversed(range(5))] == drawn[::-1]


def test_another_seed_draws_otherwise() -> None:
    assert Chance(1).share("a") != Chance(2).share("a")


def test_subjects_of_several_words_are_kept_apart() -> None:
    chance = Chance(1)
    assert chance.share("ab", "c") != chance.share("a", "bc")


def test_shares_are_spread_evenly() -> None:
    shares = [Chance(1).share(number) for number in range(4_000)]
    assert sum(shares) / len(shares) == pytest.approx(0.5, abs=0.02)
    assert 0 < min(shares) < 0.01
    assert 0.99 < max(shares) < 1


def test_drifts_are_standard_normal() -> None:
    drifts = [Chance(1).drift(number) for number in range(4_000)]
    assert sum(drifts) / len(drifts) == pytest.approx(0, abs=0.06)
    assert sum(drift**2 for drift in drifts) / len(drifts) == pytest.approx(1, abs=0.08)


def test_weighed_options_come_as_often_as_they_weigh() -> None:
    drawn = [Chance(1).weighed({"often": 3.0, "rarely": 1.0}, number) for number in range(2_000)]
    assert drawn.count("rarely") / len(drawn) == pytest.approx(0.25, abs=0.03)


def test_whole_numbers_reach_both_ends_and_nothing_beyond() -> None:
    assert {Chance(1).whole(-1, 2, number) for number in range(200)} == {-1, 0, 1, 2}


def test_a_shuffle_keeps_all_options() -> None:
    assert sorted(Chance(1).shuffled("accord", "word")) == sorted("accord")


@pytest.mark.parametrize("total", [0, 1, 7, 400])
def test_apportioned_numbers_add_up_exactly(total: int) -> None:
    given = apportion(total, {"a": 1.0, "b": 2.5, "c": 4.2})
    assert sum(given.values()) == total
    assert given["a"] <= given["b"] <= given["c"]
