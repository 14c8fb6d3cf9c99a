"""A viewer's answer follows from what was released to the viewer, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accord.access.acting import acting
from accord.access.models import Label
from accord.access.rules import Release
from accord.analysis.rules import Question
from accord.analysis.selectors import ask, explanation_page, matrix_answer, pair_page, units_page
from accord.analysis.sentences import verdict
from accord.analysis.snapshot import snapshot
from accord.claims.models import Claim, RoleClaim
from accord.core.errors import NotVisible, RuleBroken
from accord.forces.models import Element, Version
from accord.standards.models import Interaction, Requirement, Scope, ScopeInteraction, Standard
from accord.trials.models import Trial
from cast import (
    ALDORIA,
    BORLAND,
    CESTRIA,
    TODAY,
    as_alliance,
    as_nation,
    make_element,
    make_label,
    make_party,
)

pytestmark = pytest.mark.django_db
SINCE = date(2025, 1, 1)


@pytest.fixture
def catalogue() -> Interaction:
    """One exchange that needs one standard of both sides, in a scope for everyone."""
    everyone = make_alliance_label()
    with acting(as_alliance()) as actor:
        publisher = Standard._meta.get_field("publisher").related_model.objects.create(
            code="pub", short="P", long="P"
        )
        standard = Standard.objects.create(
            code="xp-1", kind="standard", number="XP-1", title="Drill", publisher=publisher
        )
        interaction = Interaction.objects.create(
            code="TRACKS",
            family="TRACKS",
            title="Share tracks",
            kind="exchange",
            area="command-and-control",
            echelon="tactical",
        )
        for role in ("provider", "consumer"):
            Requirement.objects.create(
                interaction=interaction,
                role=role,
                standard=standard,
                standard_code="xp-1",
                obligation="mandatory",
                lifecycle="current",
            )
        scope = Scope.objects.create(
            owner_id=actor.party, label=everyone, code="CORE", title="Core", kind="set"
        )
        ScopeInteraction.objects.create(scope=scope, interaction=interaction, wanted=2)
    return interaction


def make_alliance_label() -> Label:
    from accord.access.services import label_for

    with acting(as_alliance()) as actor:
        return label_for(actor.party, Release.ALL)


def claim(
    owner: str, element: Element, interaction: Interaction, role: str, label: Label, grade: int = 2
) -> None:
    """The element plays the role and implements the standard, both declared."""
    party = make_party(owner)
    with acting(as_nation(owner)):
        common = {
            "owner": party,
            "label": label,
            "element": element,
            "grade": grade,
            "made_on": SINCE,
            "stated_by": party,
        }
        RoleClaim.objects.create(interaction=interaction, role=role, **common)
        Claim.objects.create(standard=Standard.objects.get(code="xp-1"), **common)


@pytest.fixture
def pair(catalogue: Interaction) -> tuple[Element, Element]:
    """Aldoria provides, released to Borland; Borland consumes, released to all."""
    provider_label = make_label(ALDORIA, Release.NATIONS, (BORLAND,))
    consumer_label = make_label(BORLAND, Release.ALL)
    make_party(CESTRIA)
    provider = make_element(ALDORIA, "SIG", provider_label)
    consumer = make_element(BORLAND, "HQ", consumer_label)
    claim(ALDORIA, provider, catalogue, "provider", provider_label)
    claim(BORLAND, consumer, catalogue, "consumer", consumer_label)
    return provider, consumer


def levels(viewer: str) -> dict[tuple[str, str], int]:
    """Count of interactions that reach declared, by pair, as one of the cast sees it."""
    with acting(as_nation(viewer)) as actor:
        answer = matrix_answer(ask(Question("CORE", 2, TODAY), actor, TODAY))
        return {(row.a, row.b): row.proven for row in answer.rows}


def test_owner_and_released_to_see_the_pair_and_an_outsider_does_not(pair):
    assert levels(ALDORIA) == {(ALDORIA, BORLAND): 1}
    assert levels(BORLAND) == {(ALDORIA, BORLAND): 1}
    assert levels(CESTRIA) == {}


def test_withdrawn_claim_is_seen_at_once(pair):
    assert levels(BORLAND) == {(ALDORIA, BORLAND): 1}
    with acting(as_nation(ALDORIA)):
        Claim.objects.update(withdrawn_on=TODAY)
    assert levels(BORLAND) == {(ALDORIA, BORLAND): 0}


def test_people_of_one_party_share_one_model(pair):
    with acting(as_nation(CESTRIA)) as actor:
        first = snapshot(actor, TODAY).model
    with acting(replace(actor, account=1, name="Somebody else")) as colleague:
        assert snapshot(colleague, TODAY).model is first


def test_parties_that_see_the_same_share_no_model(pair):
    """What was committed while one party's rows were read must not reach another by way of the kept model."""
    with acting(as_nation(CESTRIA)) as actor:
        first = snapshot(actor, TODAY)
    with acting(as_alliance()) as actor:
        second = snapshot(actor, TODAY)
    assert first.key[2:] == second.key[2:]
    assert first.model is not second.model


def test_invisible_change_changes_no_key(pair):
    with acting(as_nation(CESTRIA)) as actor:
        before = snapshot(actor, TODAY).key
    with acting(as_nation(ALDORIA)):
        Claim.objects.update(withdrawn_on=TODAY)
    with acting(as_nation(CESTRIA)) as actor:
        assert snapshot(actor, TODAY).key == before


def test_claim_of_a_hidden_element_does_not_exist(pair, catalogue):
    provider, _consumer = pair
    hidden = make_label(ALDORIA)
    with acting(as_nation(ALDORIA)):
        provider.label = hidden
        provider.save(update_fields=["label"])
    assert levels(BORLAND) == {}
    assert levels(ALDORIA) == {(ALDORIA, BORLAND): 1}


def test_trial_decides_for_both_sides_and_only_for_them(pair, catalogue):
    provider, consumer = pair
    a, b = make_party(ALDORIA), make_party(BORLAND)
    with acting(as_nation(ALDORIA)):
        (closed,) = Label.objects.raw(
            "select access.owner_only_label(%s) as id, %s as owner_id, '{}'::int[] as audience", [b.pk, b.pk]
        )
        Trial.objects.create(
            owner=a, partner=b, label=make_label(ALDORIA), partner_label_id=closed.pk, a=provider, b=consumer,
            interaction=catalogue, result="issue", held_on=TODAY - timedelta(days=30),
        )  # fmt: skip
    assert levels(ALDORIA) == {(ALDORIA, BORLAND): 0}
    assert levels(BORLAND) == {(ALDORIA, BORLAND): 0}


def test_trial_is_stale_from_the_next_visible_version(pair, catalogue):
    test_trial_decides_for_both_sides_and_only_for_them(pair, catalogue)
    provider, _consumer = pair
    with acting(as_nation(ALDORIA)):
        Version.objects.create(
            owner_id=provider.owner_id,
            label=make_label(ALDORIA),
            element=provider,
            name="2",
            fielded_on=TODAY - timedelta(days=1),
        )
    assert levels(ALDORIA) == {(ALDORIA, BORLAND): 1}
    assert levels(BORLAND) == {(ALDORIA, BORLAND): 0}


def test_explanation_names_what_is_missing(pair, catalogue):
    with acting(as_nation(BORLAND)) as actor:
        page = explanation_page(ask(Question("CORE", 3, TODAY), actor, TODAY), ALDORIA, BORLAND, "TRACKS")
    assert len(page.found.smallest_change) == 4
    assert {one.to_level for one in page.found.smallest_change} == {3}


def test_pair_page_lists_what_applies(pair):
    with acting(as_nation(BORLAND)) as actor:
        page = pair_page(ask(Question("CORE", 2, TODAY), actor, TODAY), ALDORIA, BORLAND)
    assert [row.interaction.code for row in page.applicable] == ["TRACKS"]
    assert page.figures.weakest_proven == 2


def test_unknown_names_are_refused_with_what_there_is(pair):
    with acting(as_nation(BORLAND)) as actor:
        asked = ask(Question("CORE", 2, TODAY), actor, TODAY)
        with pytest.raises(NotVisible, match="XTA, XTB"):
            pair_page(asked, ALDORIA, CESTRIA)
        with pytest.raises(NotVisible, match="NOPE"):
            explanation_page(asked, ALDORIA, BORLAND, "NOPE")


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        (ALDORIA, ALDORIA, "shared-participant"),
        (ALDORIA, f"{ALDORIA}:SIG", "shared-participant"),
        (ALDORIA, f"{BORLAND}:HQ", "two-kinds"),
    ],
)
def test_parties_that_are_no_pair_are_refused(pair, a, b, code):
    with acting(as_nation(BORLAND)) as actor, pytest.raises(RuleBroken) as refused:
        pair_page(ask(Question("CORE", 2, TODAY), actor, TODAY), a, b)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_nation_is_not_explained_with_itself(pair):
    with acting(as_nation(BORLAND)) as actor:
        asked = ask(Question("CORE", 2, TODAY), actor, TODAY)
        for answer in (
            lambda: units_page(asked, ALDORIA, ALDORIA),
            lambda: explanation_page(asked, ALDORIA, ALDORIA, "TRACKS"),
        ):
            with pytest.raises(RuleBroken, match="Name two that are apart"):
                answer()


def test_all_problems_of_a_question_come_at_once(catalogue):
    with acting(as_nation(BORLAND)) as actor, pytest.raises(RuleBroken) as refused:
        ask(Question("CORE", 7, TODAY, TODAY - timedelta(days=1)), actor, TODAY)
    assert [problem.code for problem in refused.value.problems] == ["level-range", "reversed-dates"]


def test_explanation_says_when_others_of_theirs_get_further(pair, catalogue):
    provider, _consumer = pair
    label = make_label(ALDORIA, Release.NATIONS, (BORLAND,))
    planner = make_element(ALDORIA, "PLAN", label)
    party = make_party(ALDORIA)
    with acting(as_nation(ALDORIA)):
        # The first provider says none today: one change away. The second only plans its role, the rest is unknown.
        Claim.objects.create(
            owner=party, label=label, element=provider, standard=Standard.objects.get(code="xp-1"), grade=0,
            made_on=TODAY, stated_by=party,
        )  # fmt: skip
        RoleClaim.objects.create(
            owner=party, label=label, element=planner, interaction=catalogue, role="provider", grade=1,
            made_on=SINCE, target_on=TODAY, stated_by=party,
        )  # fmt: skip
    with acting(as_nation(BORLAND)) as actor:
        page = explanation_page(ask(Question("CORE", 2, TODAY), actor, TODAY), ALDORIA, BORLAND, "TRACKS")
    assert page.found.pair == ("XTA:SIG", "XTB:HQ")
    assert "Others of theirs get that far" in verdict(page)
