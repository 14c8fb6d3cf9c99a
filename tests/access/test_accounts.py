"""Accounts: which role people of a party can have, and what opening one leaves behind."""

from __future__ import annotations

import pytest

from accord.access.acting import acting
from accord.access.models import AuditEntry
from accord.access.rules import PartyKind, Role, role_problems
from accord.access.selectors import alliance, everyone
from accord.core.errors import RuleBroken
from cast import ALDORIA, as_alliance, make_account, make_party

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "party"),
    [(Role.VISITOR, None), (Role.DESK_OFFICER, PartyKind.NATION), (Role.PLANNER, PartyKind.ALLIANCE)],
)
def test_each_role_has_a_party_to_stand_for(role, party):
    assert role_problems(role, party) == []


@pytest.mark.parametrize(
    ("role", "party"),
    [
        (Role.PLANNER, PartyKind.NATION),
        (Role.DESK_OFFICER, PartyKind.ALLIANCE),
        (Role.VISITOR, PartyKind.NATION),
        (Role.PLANNER, None),
        (Role.PLANNER, PartyKind.EVERYONE),
    ],
)
def test_role_of_another_party_is_refused_with_those_that_fit(role, party):
    (problem,) = role_problems(role, party)
    assert problem.code == "role-of-party"
    assert role.value in problem.text


def test_nobody_stands_for_everyone():
    with pytest.raises(RuleBroken):
        make_account("all@example.org", Role.DESK_OFFICER, everyone())


def test_planner_of_a_nation_cannot_be_opened():
    with pytest.raises(RuleBroken):
        make_account("planner@example.org", Role.PLANNER, make_party(ALDORIA))


def test_opened_account_is_in_the_audit_trail_without_its_address():
    account = make_account("planner@example.org", Role.PLANNER, alliance())
    with acting(as_alliance()):
        entry = AuditEntry.objects.get(action="account.opened", object_key=str(account.uuid))
    assert entry.detail == {"role": "planner"}
