"""Permissions and the release rule, as facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.access.rules import PERMISSIONS, Permission, Role, audience_of, is_visible

parties = st.sets(st.integers(1, 8))


def test_every_role_is_in_the_table():
    assert set(PERMISSIONS) == set(Role)


def test_every_permission_is_somebodys():
    assert set().union(*PERMISSIONS.values()) == set(Permission)


def test_visitor_may_do_nothing():
    assert PERMISSIONS[Role.VISITOR] == frozenset()


def test_nobody_both_declares_and_confirms_claims():
    both = {Permission.DECLARE_CLAIMS, Permission.CONFIRM_CLAIMS}
    assert [role for role, held in PERMISSIONS.items() if both <= held] == []


@pytest.mark.parametrize("permission", [Permission.EDIT_CATALOGUE, Permission.IMPORT_CATALOGUE])
def test_shared_catalogue_is_changed_by_planners_alone(permission: Permission):
    assert [role for role, held in PERMISSIONS.items() if permission in held] == [Role.PLANNER]


def test_who_declares_also_decides_about_release():
    for held in PERMISSIONS.values():
        assert Permission.DECLARE_CLAIMS not in held or Permission.CHANGE_RELEASE in held


@given(st.integers(1, 8), parties)
def test_owner_always_sees_its_own(owner: int, named: set[int]):
    assert is_visible(audience_of(owner, named), {owner})


@given(st.integers(1, 8), st.lists(st.integers(1, 8)))
def test_equal_releases_share_one_audience(owner: int, named: list[int]):
    audience = audience_of(owner, named)
    assert audience == audience_of(owner, [*reversed(named), owner, *named])
    assert list(audience) == sorted(set(audience))


@given(parties, parties)
def test_release_reaches_exactly_those_who_stand_for_a_named_party(audience: set[int], viewer: set[int]):
    assert is_visible(audience, viewer) == bool(audience & viewer)


@given(parties, parties, parties)
def test_wider_release_never_hides(audience: set[int], more: set[int], viewer: set[int]):
    assert is_visible(audience | more, viewer) >= is_visible(audience, viewer)
