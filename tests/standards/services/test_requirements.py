"""Requirements follow profiles."""

from __future__ import annotations

import pytest

from accord.standards import selectors
from accord.standards.models import Interaction, Requirement
from accord.standards.records import RoleRecord
from accord.standards.rules import Obligation, Role, Source
from standards.small_catalogue import (
    STANDARDS,
    load_interaction,
    load_small,
    make_group,
    make_profile,
    make_standard,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def needs(code: str = "TALK") -> dict[str, set[tuple[str, str]]]:
    """Standards and obligations by role."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in Requirement.objects.filter(interaction__code=code):
        found.setdefault(row.role, set()).add((row.standard_code, row.obligation))
    return found


def test_requirements_follow_the_chosen_groups_and_resolve_covering_documents() -> None:
    load_small()
    load_interaction()
    assert needs() == {"provider": {("a", "mandatory"), ("b", "optional")}, "consumer": {("a", "mandatory")}}
    assert Requirement.objects.get(standard_code="b").written_code == "stanag"


def test_requirements_follow_a_corrected_profile() -> None:
    load_small()
    load_interaction()
    load_small(make_profile("talk", make_group(1, "b")))
    assert needs() == {"provider": {("b", "mandatory")}, "consumer": {("b", "mandatory")}}


def test_requirements_follow_what_a_document_covers() -> None:
    load_small()
    load_interaction()
    load_small(standards=(*STANDARDS[:2], make_standard("stanag", kind=STANDARDS[2].kind, covers=("a", "b"))))
    assert {row.standard_code for row in Requirement.objects.filter(written_code="stanag")} == {"b"}
    assert needs()["provider"] == {("a", "mandatory"), ("b", "optional")}


def test_own_judgement_stays_when_the_profile_changes() -> None:
    load_small()
    load_interaction(roles=(RoleRecord(Role.PROVIDER, (), (("b", Obligation.MANDATORY),)),))
    load_small(make_profile("talk", make_group(1, "b")))
    assert needs() == {"provider": {("b", "mandatory")}}
    assert Requirement.objects.get().origin == "own judgement"


def test_engine_gets_each_standard_once_with_its_strongest_obligation() -> None:
    load_small()
    load_interaction(roles=(RoleRecord(Role.PROVIDER, None, (("b", Obligation.MANDATORY),)),))
    assert selectors.requirement_table() == {
        "interaction": ["TALK", "TALK"],
        "role": ["provider", "provider"],
        "standard": ["a", "b"],
        "obligation": ["mandatory", "mandatory"],
    }


def test_standard_that_nobody_describes_is_required_all_the_same() -> None:
    load_small(make_profile("talk", make_group(1, "lost")))
    load_interaction()
    assert selectors.requirement_table()["standard"] == ["lost", "lost"]


def test_interaction_on_own_procedures_alone_is_exercise_data() -> None:
    load_small()
    load_small(standards=(make_standard("XP-1", publisher="", exercise_data=True),), source=Source.OWN)
    load_interaction("OWN", roles=(RoleRecord(Role.PROVIDER, (), (("XP-1", Obligation.MANDATORY),)),))
    load_interaction("BOTH", roles=(RoleRecord(Role.PROVIDER, None, (("XP-1", Obligation.MANDATORY),)),))
    assert dict(Interaction.objects.values_list("code", "exercise_data")) == {"OWN": True, "BOTH": False}
