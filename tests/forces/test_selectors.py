"""Who sees which forces, and where they hang."""

from __future__ import annotations

import uuid

import pytest

from accord.access.acting import Actor, acting
from accord.access.rules import Release
from accord.core.errors import NotVisible
from accord.forces import selectors
from accord.forces.models import Element
from cast import (
    ALDORIA,
    BORLAND,
    CESTRIA,
    as_alliance,
    as_nation,
    as_visitor,
    make_element,
    make_label,
    make_party,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def brigade() -> Element:
    """Hidden brigade, with a signals unit and its system released to Borland."""
    for code in (BORLAND, CESTRIA):
        make_party(code)
    to_borland = make_label(ALDORIA, Release.NATIONS, (BORLAND,))
    brigade = make_element(code="1BDE")
    signals = make_element(code="2SIG", parent=brigade, label=to_borland)
    make_element(code="2SIG-BMS", kind="system", parent=signals, label=to_borland)
    return brigade


def codes(viewer: Actor, **chosen: str) -> list[str]:
    with acting(viewer):
        return [element.code for element in selectors.elements(viewer, **chosen)]


def test_each_of_the_cast_lists_what_is_released_to_it(brigade: Element):
    assert codes(as_nation(ALDORIA)) == ["1BDE", "2SIG", "2SIG-BMS"]
    assert codes(as_nation(BORLAND)) == ["2SIG", "2SIG-BMS"]
    assert codes(as_nation(CESTRIA)) == codes(as_visitor()) == codes(as_alliance()) == []


def test_child_of_a_hidden_parent_hangs_under_its_nation(brigade: Element):
    borland = as_nation(BORLAND)
    with acting(borland):
        (forces,) = selectors.force_tree(borland)
        (branch,) = forces.branches
        assert (branch.element.code, branch.element.parent) == ("2SIG", None)
        assert [child.element.code for child in branch.children] == ["2SIG-BMS"]
        assert (forces.unit_count, forces.system_count) == (1, 1)


def test_path_above_an_element_ends_below_what_is_hidden(brigade: Element):
    for nation, path in ((ALDORIA, ["1BDE", "2SIG"]), (BORLAND, ["2SIG"])):
        viewer = as_nation(nation)
        with acting(viewer):
            system = selectors.element_by_name("XTA:2SIG-BMS", viewer)
            page = selectors.element_page(system.uuid, viewer)
            assert [element.code for element in page.above] == path


def test_only_the_owner_is_told_who_else_sees_an_element(brigade: Element):
    for nation, names in ((ALDORIA, ("Borland",)), (BORLAND, ())):
        viewer = as_nation(nation)
        with acting(viewer):
            element = selectors.elements(viewer, kind="system").get()
            showing = selectors.element_page(element.uuid, viewer).showing
            assert (showing.release, showing.names) == (Release.NATIONS, names)


@pytest.mark.parametrize("nation", [CESTRIA, BORLAND])
def test_hidden_element_is_as_missing(brigade: Element, nation: str):
    viewer = as_nation(nation)
    with acting(viewer):
        refusals = []
        for asked in (brigade.uuid, uuid.uuid4()):
            with pytest.raises(NotVisible) as refused:
                selectors.element_page(asked, viewer)
            refusals.append(str(refused.value))
        assert len(set(refusals)) == 1
        with pytest.raises(NotVisible):
            selectors.element_by_name("XTA:1BDE", viewer)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"kind": "system"}, ["2SIG-BMS"]),
        ({"text": "sig bms"}, ["2SIG-BMS"]),
        ({"nation": ALDORIA, "domain": "land"}, ["1BDE", "2SIG", "2SIG-BMS"]),
        ({"nation": BORLAND}, []),
        ({"echelon": "strategic"}, []),
    ],
)
def test_filters_narrow_the_list(brigade: Element, chosen: dict[str, str], found: list[str]):
    assert codes(as_nation(ALDORIA), **chosen) == found
