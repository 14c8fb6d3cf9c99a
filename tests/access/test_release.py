"""The release rule, three times over: in plain sets, in Python's queries, in the database's policies."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.access.acting import Actor, acting
from accord.access.models import Label, Party
from accord.access.rules import is_visible
from accord.access.services import label_with
from accord.forces.models import Element
from accord.standards.models import Interaction
from accord.trials.models import Trial
from cast import TODAY, as_alliance, as_nation, make_party
from planted import Planter

pytestmark = pytest.mark.django_db

CODES = ("XTA", "XTB", "XTC", "XTD")
nation = st.sampled_from(range(len(CODES)))
# Four nations, and two parties that may be named in a release without being nations.
audience = st.frozensets(st.integers(0, len(CODES) + 1), max_size=4)


@dataclass(frozen=True)
class Case:
    """Records with their owners and releases, and who looks; parties by position."""

    elements: list[tuple[int, frozenset[int]]]
    trials: list[tuple[int, int, frozenset[int], frozenset[int]]]
    viewers: list[tuple[int | None, frozenset[int]]]


def cases() -> st.SearchStrategy[Case]:
    trial = st.tuples(nation, nation, audience, audience).filter(lambda sides: sides[0] != sides[1])
    # A viewer may stand for none, one or several parties; visitors for no nation.
    viewer = st.tuples(st.none() | nation, audience)
    return st.builds(
        Case,
        st.lists(st.tuples(nation, audience), max_size=5),
        st.lists(trial, max_size=3),
        st.lists(viewer, min_size=1, max_size=4),
    )


@dataclass
class World:
    """What all examples share: parties, one element each for trials, one interaction."""

    parties: list[Party]
    nations: list[Actor]
    elements: list[Element]
    interaction: Interaction

    def label(self, owner: int, named: frozenset[int]) -> Label:
        with acting(self.nations[owner]) as actor:
            return label_with(actor.party, [self.parties[index].pk for index in named])

    def actor(self, party: int | None, also: frozenset[int]) -> Actor:
        own = () if party is None else (self.parties[party].pk,)
        named = tuple(self.parties[index].pk for index in also)
        return Actor(party=own[0] if own else None, parties=(*own, *named))


@pytest.fixture
def world() -> World:
    nations = [make_party(code) for code in CODES]
    others = list(Party.objects.exclude(pk__in=[party.pk for party in nations]).order_by("code")[:2])
    planters = [Planter(party, Label.objects.none().first(), party) for party in nations]
    elements = []
    for planter, party in zip(planters, nations, strict=True):
        with acting(as_nation(party.code)):
            planter.label = label_with(party.pk, [])
        elements.append(planter.plant(Element))
    return World(
        [*nations, *others], [as_nation(code) for code in CODES], elements, planters[0].plant(Interaction)
    )


def make_element(world: World, number: int, owner: int, named: frozenset[int]) -> Element:
    label = world.label(owner, named)
    with acting(world.nations[owner]):
        return Element.objects.create(
            owner=world.parties[owner],
            label=label,
            code=f"U{number}",
            name="unit",
            kind="unit",
            domain="land",
            echelon="tactical",
        )


def make_trial(
    world: World, owner: int, partner: int, named: frozenset[int], by_partner: frozenset[int]
) -> Trial:
    label, closed = world.label(owner, named), world.label(partner, frozenset())
    released = world.label(partner, by_partner)
    with acting(world.nations[owner]):
        trial = Trial.objects.create(
            owner=world.parties[owner],
            label=label,
            partner=world.parties[partner],
            partner_label=closed,
            a=world.elements[owner],
            b=world.elements[partner],
            interaction=world.interaction,
            result="success",
            held_on=TODAY,
        )
    with acting(world.nations[partner]):
        assert Trial.objects.filter(pk=trial.pk).update(partner_label=released) == 1
    return trial


def expected_elements(case: Case, made: list[Element], party: int | None, stands_for: set[int]) -> set[int]:
    return {
        element.pk
        for element, (owner, named) in zip(made, case.elements, strict=True)
        if is_visible({owner, *named}, stands_for)
    }


def expected_trials(case: Case, made: list[Trial], party: int | None, stands_for: set[int]) -> set[int]:
    return {
        trial.pk
        for trial, (owner, partner, named, by_partner) in zip(made, case.trials, strict=True)
        if party in (owner, partner)
        or (is_visible({owner, *named}, stands_for) and is_visible({partner, *by_partner}, stands_for))
    }


def compare(world: World, case: Case) -> None:
    elements = [make_element(world, number, *row) for number, row in enumerate(case.elements)]
    trials = [make_trial(world, *row) for row in case.trials]
    for party, also in case.viewers:
        stands_for = {*also, *([] if party is None else [party])}
        actor = world.actor(party, also)
        for table, made, expected in (
            (Element.objects, elements, expected_elements(case, elements, party, stands_for)),
            (Trial.objects, trials, expected_trials(case, trials, party, stands_for)),
        ):
            rows = table.filter(pk__in=[row.pk for row in made])
            with acting(actor):
                assert set(rows.values_list("pk", flat=True)) == expected
                assert set(rows.visible_to(actor).values_list("pk", flat=True)) == expected


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
def test_rule_query_and_policy_agree(world: World, case: Case):
    with transaction.atomic():
        compare(world, case)
        transaction.set_rollback(True)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
def test_rule_query_and_policy_agree_at_length(world: World, case: Case):
    with transaction.atomic():
        compare(world, case)
        transaction.set_rollback(True)


def test_alliance_sees_what_is_released_to_it():
    made = make_party("XTA")
    with acting(as_nation("XTA")):
        label = label_with(made.pk, [as_alliance().party])
    with acting(as_alliance()) as alliance:
        assert Label.objects.filter(pk=label.pk).exists()
        assert is_visible(label.audience, alliance.parties)
