"""The tables that ship, loaded."""

from __future__ import annotations

import pytest

from accord.core.errors import RuleBroken
from accord.standards import selectors, services
from accord.standards.models import Interaction, Profile, Selection, Standard
from accord.standards.selectors.held import held_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def test_facts_hold_every_edition_and_every_selection() -> None:
    result = services.load_facts()
    created = {kind: count.created for kind, count in result.counts.items()}
    assert created == {
        "organization": 73,
        "profilespec": 22,
        "standard": 1257,
        "coverdoc": 92,
        "capabilityprofile": 35,
        "profile": 95,
        "serviceprofile": 413,
    }
    assert Selection.objects.count() == 1951
    assert {finding.kind for finding in result.findings} == {"dangling"}
    assert len(result.findings) == 5


def test_facts_ship_no_descriptive_text() -> None:
    services.load_facts()
    assert not Standard.objects.exclude(applicability="").exists()
    assert not Profile.objects.exclude(description="", guide="").exists()


def test_second_load_changes_nothing() -> None:
    services.load_facts()
    services.load_interactions()
    before = held_catalogue()
    again = [services.load_facts(), services.load_interactions()]
    counts = [count for result in again for count in result.counts.values()]
    assert not any(count.created or count.updated for count in counts)
    assert held_catalogue() == before


def test_interactions_need_the_facts() -> None:
    with pytest.raises(RuleBroken, match="Load the facts first"):
        services.load_interactions()


def test_every_interaction_feeds_the_engine() -> None:
    services.load_facts()
    services.load_interactions()
    interactions, requirements = selectors.interaction_table(), selectors.requirement_table()
    assert len(interactions["interaction"]) == Interaction.objects.count() >= 80
    assert set(requirements["interaction"]) <= set(interactions["interaction"])
    keys = list(zip(*(requirements[name] for name in ("interaction", "role", "standard")), strict=True))
    assert len(keys) == len(set(keys))
    assert set(requirements["obligation"]) <= {"mandatory", "conditional", "recommended", "optional"}


def test_own_procedures_are_exercise_data_and_nothing_else_is() -> None:
    services.load_facts()
    services.load_interactions()
    marked = Standard.objects.filter(exercise_data=True)
    assert all(code.startswith("XP-") for code in marked.values_list("code", flat=True))
    assert marked.count() == Standard.objects.filter(code__startswith="XP-").count() > 0
