"""The profile graph."""

from __future__ import annotations

from accord.standards.graph import ProfileGraph
from accord.standards.rules import ProfileKind

ROOT, INNER, LEAF = ProfileKind.CAPABILITY, ProfileKind.PROFILE, ProfileKind.SERVICE
KINDS = {"r": ROOT, "s": ROOT, "p": INNER, "q": INNER, "x": LEAF, "y": LEAF, "lost": LEAF}
GRAPH = ProfileGraph(KINDS, {"r": ("p", "x"), "p": ("q", "x"), "q": ("x", "y")})


def test_leaf_with_several_parents_is_one_profile() -> None:
    assert GRAPH.below("r") == {"p", "q", "x", "y"}
    assert GRAPH.parents["x"] == ("p", "q", "r")


def test_depth_is_the_longest_way_and_counts_both_ends() -> None:
    assert (GRAPH.depth("r"), GRAPH.depth("q"), GRAPH.depth("s")) == (4, 2, 1)


def test_roots_are_capability_profiles_and_orphans_are_below_none() -> None:
    assert GRAPH.roots == ["r", "s"]
    assert GRAPH.orphans == ["lost"]


def test_walk_shows_a_shared_child_at_every_place() -> None:
    assert list(GRAPH.walk("r")) == [(1, "p"), (2, "q"), (3, "x"), (3, "y"), (2, "x"), (1, "x")]


def test_cycle_is_found_and_hangs_nothing() -> None:
    circular = ProfileGraph({"r": ROOT, "p": INNER, "q": INNER}, {"r": ("p",), "p": ("q",), "q": ("p", "r")})
    assert circular.circular == ["p", "q", "r"]
    assert circular.below("p") == {"q", "r"}
    assert [code for _, code in circular.walk("r")] == ["p", "q"]
    assert GRAPH.circular == []
