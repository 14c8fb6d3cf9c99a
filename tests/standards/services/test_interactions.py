"""Interactions that people edit."""

from __future__ import annotations

import pytest

from accord.access.models import AuditEntry
from accord.core.errors import NotVisible, RuleBroken
from accord.standards import services
from accord.standards.models import Interaction, Requirement
from accord.standards.rules import Role
from standards.small_catalogue import ROOT, TALK, load_interaction, load_small, make_group, make_profile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def needs(code: str = "TALK") -> dict[str, set[tuple[str, str]]]:
    """Standards and obligations by role."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in Requirement.objects.filter(interaction__code=code):
        found.setdefault(row.role, set()).add((row.standard_code, row.obligation))
    return found


def test_edited_profile_derives_the_requirements_anew() -> None:
    load_small(TALK, ROOT, make_profile("shout", make_group(1, "a"), make_group(2, "b")))
    load_interaction()
    services.change_interaction_profile(code="TALK", profile="shout", groups={Role.PROVIDER: [2]})
    assert needs() == {"provider": {("b", "mandatory")}, "consumer": {("a", "mandatory"), ("b", "mandatory")}}
    assert AuditEntry.objects.filter(action="interaction.profile-changed", object_key="TALK").exists()


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"code": "NONE", "profile": "talk"}, NotVisible, "no interaction with the code “NONE”"),
        ({"code": "TALK", "profile": "none"}, NotVisible, "no profile with the code “none”"),
        ({"code": "TALK", "profile": "talk", "groups": {Role.PROVIDER: [7]}}, RuleBroken, "no group 7"),
    ],
)
def test_unknown_codes_and_groups_are_refused(change: dict, error: type, text: str) -> None:  # type: ignore[type-arg]
    load_small()
    load_interaction()
    with pytest.raises(error, match=text):
        services.change_interaction_profile(**change)
    assert Interaction.objects.get().edited_at is None


def test_edited_interaction_survives_the_next_load_and_is_reported() -> None:
    services.load_facts()
    services.load_interactions()
    first = Interaction.objects.order_by("code")[0]
    services.change_interaction_profile(code=first.code, profile="bsp-Platform_Services")
    result = services.load_interactions()
    assert ("kept", f"interaction {first.code}") in {(f.kind, f.record) for f in result.findings}
    edited = Interaction.objects.select_related("profile").get(code=first.code)
    assert edited.profile is not None
    assert edited.profile.code == "bsp-Platform_Services"
