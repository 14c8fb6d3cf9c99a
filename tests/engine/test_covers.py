"""The smallest set of editions that settles all blocked standards."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from accord.engine.covers import Weight, smallest_cover

EDITIONS = range(7)


def no_cost(_: int) -> None:
    return None


def test_nothing_blocked_needs_nothing() -> None:
    assert smallest_cover([], {}, no_cost) == ()


def test_required_edition_is_preferred_to_a_newer_one() -> None:
    assert [one.standard for one in smallest_cover([5], {5: (1, 2)}, no_cost)] == [5]


def test_shared_newer_edition_settles_both() -> None:
    found = smallest_cover([1, 2], {1: (6,), 2: (6,)}, no_cost)
    assert [(one.standard, one.settles) for one in found] == [(6, (1, 2))]


def test_blocked_newer_edition_settles_the_older_one_too() -> None:
    assert [one.standard for one in smallest_cover([1, 4], {1: (4,)}, no_cost)] == [4]


@given(
    st.sets(st.sampled_from(EDITIONS), max_size=4),
    st.dictionaries(st.sampled_from(EDITIONS), st.sets(st.sampled_from(EDITIONS), max_size=3), max_size=5),
    st.dictionaries(st.sampled_from(EDITIONS), st.integers(0, 3)),
)
def test_cover_is_the_lightest_of_all_sets(
    blocked: set[int], links: dict[int, set[int]], costs: dict[int, int]
) -> None:
    newer = {old: tuple(sorted(found - {old})) for old, found in links.items()}

    def key(chosen: tuple[int, ...]) -> tuple[Weight, tuple[int, ...]]:
        weight = Weight(
            len(chosen),
            sum(one not in costs for one in chosen),
            sum(costs.get(one, 0) for one in chosen),
            sum(one not in blocked for one in chosen),
        )
        return weight, chosen

    complete = [
        chosen
        for size in range(len(blocked) + 1)
        for chosen in combinations(EDITIONS, size)
        if all({old, *newer.get(old, ())} & set(chosen) for old in blocked)
    ]
    found = smallest_cover(blocked, newer, costs.get)
    assert tuple(one.standard for one in found) == min(complete, key=key)
