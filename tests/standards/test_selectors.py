"""Lists and pages of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accord.access.acting import acting
from accord.core.errors import NotVisible
from accord.standards import selectors
from accord.standards.records import SuccessionRecord
from accord.standards.rules import Area
from accord.standards.services.interactions import write_successions
from cast import as_alliance
from standards.small_catalogue import (
    ROOT,
    STANDARDS,
    TALK,
    load_interaction,
    load_small,
    make_group,
    make_profile,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with acting(as_alliance()):
        load_small(TALK, ROOT, make_profile("shout", make_group(1, "a")))
        load_interaction("TALK")
        load_interaction("SHOUT", profile="shout", title="Shout", area=Area.LOGISTICS, edition="Spiral 5")
        write_successions([SuccessionRecord("a", "b", True, "Our judgement: fits.")])
        yield


def codes(rows: Any) -> list[str]:
    return [row.code for row in rows]


def test_standards_are_found_by_words_publisher_and_kind() -> None:
    assert codes(selectors.standards()) == ["a", "b", "stanag"]
    assert codes(selectors.standards(text="title b")) == ["b"]
    assert codes(selectors.standards(kind="coverdoc")) == ["stanag"]
    assert codes(selectors.standards(publisher="other")) == []
    assert codes(selectors.standards(dimension="doctrine")) == []


def test_standards_count_the_profiles_that_select_them() -> None:
    assert {row.code: row.profile_count for row in selectors.standards()} == {"a": 2, "b": 0, "stanag": 1}


def test_counts_beside_the_filters_fit_the_list() -> None:
    found = selectors.standards()
    assert selectors.publisher_counts(found) == [("acme", "ACME", 3)]
    assert selectors.dimension_counts(found) == {"standard": 3}


def test_standard_page_shows_everything_that_refers_to_it() -> None:
    page = selectors.standard_page("a")
    assert [(row.group.profile.code, row.group.obligation) for row in page.selected_by] == [
        ("shout", "mandatory"),
        ("talk", "mandatory"),
    ]
    assert [row.newer.code for row in page.newer] == ["b"]
    assert {row.interaction.code for row in page.required_by} == {"TALK", "SHOUT"}
    assert [link.covering.code for link in selectors.standard_page("b").covered_by] == ["stanag"]
    assert [link.covered_code for link in selectors.standard_page("stanag").covers] == ["b"]


def test_profile_page_shows_groups_parents_and_interactions() -> None:
    page = selectors.profile_page("talk")
    assert codes(page.parents) == ["root"]
    assert [[row.standard_code for row in group.selections.all()] for group in page.groups] == [
        ["a"],
        ["stanag"],
    ]
    assert codes(page.interactions) == ["TALK"]
    assert page.tree == []


def test_roots_count_what_hangs_below() -> None:
    (root,) = selectors.profile_roots()
    assert (root.profile.code, root.depth, root.profiles, root.service_profiles) == ("root", 2, 0, 1)
    assert (root.selections, root.standards) == (2, 2)


def test_interactions_are_filtered_and_count_their_mandatory_standards() -> None:
    assert codes(selectors.interactions()) == ["SHOUT", "TALK"]
    assert codes(selectors.interactions(area="logistics", echelon="", kind="exchange")) == ["SHOUT"]
    assert codes(selectors.interactions(profile="talk")) == ["TALK"]
    assert codes(selectors.interactions(text="each other")) == ["TALK"]
    assert [row.mandatory_count for row in selectors.interactions()] == [1, 1]
    with pytest.raises(TypeError, match="colour"):
        selectors.interactions(colour="blue")


def test_interaction_page_shows_requirements_by_role_and_the_family() -> None:
    page = selectors.interaction_page("TALK")
    assert {role: [row.standard_code for row in rows] for role, rows in page.requirements.items()} == {
        "provider": ["a", "b"],
        "consumer": ["a"],
    }
    assert codes(page.siblings) == ["SHOUT"]


def test_succession_table_holds_backward_compatible_pairs_only() -> None:
    assert selectors.succession_table() == {"older": ["a"], "newer": ["b"]}
    write_successions([SuccessionRecord("a", "b", False, "Our judgement: does not fit.")])
    assert selectors.succession_table() == {"older": [], "newer": []}


def test_engine_tables_hold_every_interaction_with_what_it_asks() -> None:
    found = selectors.interaction_table()
    place = found["interaction"].index("TALK")
    assert (found["kind"][place], found["family"][place]) == ("exchange", "TALKING")
    assert {"TALK", "SHOUT"} <= set(selectors.requirement_table()["interaction"])


@pytest.mark.parametrize(
    "page", [selectors.standard_page, selectors.profile_page, selectors.interaction_page]
)
def test_unknown_code_is_not_found_with_the_next_step(page: Callable[[str], Any]) -> None:
    with pytest.raises(NotVisible, match=r"“none”\. Look it up"):
        page("none")


@pytest.mark.parametrize(
    ("page", "code", "most"),
    [
        (selectors.standard_page, "a", 8),
        (selectors.profile_page, "root", 10),
        (selectors.profile_page, "talk", 11),
        (selectors.interaction_page, "TALK", 3),
        (lambda _: selectors.profile_roots(), "", 4),
    ],
)
def test_page_takes_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries, page: Callable[[str], Any], code: str, most: int
) -> None:
    with django_assert_max_num_queries(most) as captured:
        page(code)
    assert len(captured) > 0


def test_standards_that_nobody_covers_have_no_covering_document() -> None:
    assert selectors.standard_page(STANDARDS[0].code).covered_by == []
