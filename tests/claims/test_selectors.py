"""Which claims each of the cast sees, and which are in force on a day."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from accord.access.acting import Actor, acting
from accord.access.rules import Release, ReleasedTo
from accord.claims import selectors, services
from accord.claims.evidence import EvidenceDraft
from accord.claims.models import Claim
from accord.claims.rules import Standing
from accord.core.errors import NotVisible
from accord.forces.models import Element
from builders import make_claim, make_confirmed, make_role, make_standard
from cast import (
    ALDORIA,
    BORLAND,
    CESTRIA,
    TODAY,
    as_alliance,
    as_nation,
    as_visitor,
    make_element,
    make_label,
    make_party,
)

pytestmark = pytest.mark.django_db
EVERYONE = {
    "owner": lambda: as_nation(ALDORIA),
    "released to": lambda: as_nation(BORLAND),
    "outsider": lambda: as_nation(CESTRIA),
    "visitor": as_visitor,
    "alliance": as_alliance,
}


@pytest.fixture(autouse=True)
def nations(db: None) -> None:
    for code in (ALDORIA, BORLAND, CESTRIA):
        make_party(code)


def to_borland():
    return make_label(ALDORIA, Release.NATIONS, (BORLAND,))


def listed(viewer: Actor, day: date = TODAY, **chosen: str) -> list[date]:
    with acting(viewer):
        return [claim.made_on for claim in selectors.claims(viewer, day, **chosen)]


@pytest.mark.parametrize(
    ("who", "count"), [("owner", 1), ("released to", 1), ("outsider", 0), ("visitor", 0), ("alliance", 0)]
)
def test_claim_is_listed_for_whom_it_is_released(who: str, count: int):
    make_claim(label=to_borland())
    viewer = EVERYONE[who]()
    assert len(listed(viewer)) == count
    with acting(viewer):
        figures = selectors.nation_figures(make_party(ALDORIA).pk, TODAY, viewer)
    assert figures.claims == count


@pytest.mark.parametrize(
    ("who", "count"), [("owner", 1), ("released to", 0), ("outsider", 0), ("visitor", 0), ("alliance", 0)]
)
def test_claim_and_role_of_a_hidden_holder_are_hidden_with_it(who: str, count: int):
    hidden = make_element()
    make_claim(hidden, label=make_label(ALDORIA, Release.ALL))
    make_role(hidden, label=make_label(ALDORIA, Release.ALL))
    viewer = EVERYONE[who]()
    with acting(viewer):
        assert len(selectors.claims(viewer, TODAY)) == len(selectors.role_claims(viewer, TODAY)) == count


def test_page_of_a_hidden_claim_is_as_missing():
    claim, viewer = make_claim(label=to_borland()), as_nation(CESTRIA)
    role = make_role(make_element())
    with acting(viewer):
        refusals = set()
        for page, asked in (
            (selectors.claim_page, claim.uuid),
            (selectors.claim_page, uuid.uuid4()),
            (selectors.role_claim_page, role.uuid),
        ):
            with pytest.raises(NotVisible) as refused:
                page(asked, TODAY, viewer)
            refusals.add(str(refused.value))
        assert len(refusals) == 1


def test_only_the_owner_reads_history_and_names_of_those_who_see():
    claim = make_claim()
    with acting(as_nation(ALDORIA)):
        services.release_claim(uuid=claim.uuid, released_to=ReleasedTo(Release.NATIONS, (BORLAND,)))
    for nation, entries, names in ((ALDORIA, 1, ("Borland",)), (BORLAND, 0, ())):
        viewer = as_nation(nation)
        with acting(viewer):
            page = selectors.claim_page(claim.uuid, TODAY, viewer)
            assert (len(page.history), page.showing.names) == (entries, names)


def test_later_claim_replaces_the_earlier():
    make_claim(made_on=date(2026, 1, 1))
    make_claim(made_on=date(2026, 5, 1), grade=0)
    owner = as_nation(ALDORIA)
    assert listed(owner) == [date(2026, 5, 1)]
    assert listed(owner, date(2026, 4, 30)) == [date(2026, 1, 1)]
    assert listed(owner, standing=selectors.ALL) == [date(2026, 5, 1), date(2026, 1, 1)]


def test_claim_that_is_hidden_replaces_nothing_for_others():
    make_claim(made_on=date(2026, 1, 1), label=make_label(ALDORIA, Release.ALL))
    make_claim(made_on=date(2026, 5, 1))
    assert listed(as_nation(BORLAND)) == [date(2026, 1, 1)]


def test_withdrawn_claim_does_not_exist_and_the_earlier_holds_again():
    make_claim(made_on=date(2026, 1, 1))
    make_claim(made_on=date(2026, 5, 1), withdrawn_on=date(2026, 6, 1))
    owner = as_nation(ALDORIA)
    assert listed(owner) == [date(2026, 1, 1)]
    assert listed(owner, date(2026, 5, 31)) == [date(2026, 5, 1)]
    assert listed(owner, standing=Standing.WITHDRAWN) == [date(2026, 5, 1)]


def make_due() -> None:
    """One claim for each standing, on standards of their own."""
    to_alliance = make_label(ALDORIA, Release.ALLIANCE)
    plan = {"grade": 1, "target_on": TODAY - timedelta(days=1)}
    make_claim(standard="overdue", **plan)
    make_claim(standard="withdrawn", withdrawn_on=TODAY)
    for name, days in (("lapsed", -1), ("soon", 90), ("later", 91)):
        claim = make_claim(standard=name, label=to_alliance)
        make_confirmed(claim, valid_until=TODAY + timedelta(days=days))


def test_what_is_due_is_counted_for_the_owner_and_opens_its_list():
    make_due()
    owner = as_nation(ALDORIA)
    with acting(owner):
        due, of_roles = selectors.claims_due(owner, TODAY)
        assert (due.overdue, due.lapsed, due.lapses_soon) == (1, 1, 1)
        assert of_roles.overdue == 0
        for standing, code in (("overdue", "overdue"), ("lapsed", "lapsed"), ("lapses soon", "soon")):
            assert [claim.standard.code for claim in selectors.claims(owner, TODAY, standing=standing)] == [
                code
            ]


@pytest.mark.parametrize("who", ["released to", "alliance", "visitor"])
def test_nothing_of_others_is_due(who: str):
    make_due()
    viewer = EVERYONE[who]()
    with acting(viewer):
        due, _ = selectors.claims_due(viewer, TODAY)
        assert set(vars(due).values()) == {0}


def test_plan_that_was_fulfilled_is_not_overdue():
    make_claim(grade=1, target_on=date(2026, 3, 1), made_on=date(2026, 1, 1))
    make_claim(made_on=date(2026, 4, 1))
    owner = as_nation(ALDORIA)
    with acting(owner):
        assert selectors.claims_due(owner, TODAY)[0].overdue == 0


def test_condition_of_the_database_agrees_with_the_rule():
    make_due()
    owner = as_nation(ALDORIA)
    with acting(owner):
        for day in (TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=91)):
            for standing in (Standing.HOLDS, Standing.OVERDUE, Standing.LAPSED, Standing.LAPSES_SOON):
                found = set(selectors.claims(owner, day, standing=standing))
                in_force = selectors.claims(owner, day)
                assert found == {claim for claim in in_force if claim.standing_on(day) is standing}


def test_filters_narrow_the_list():
    system = make_element(code="2SIG-BMS", kind="system", parent=make_element())
    make_claim(system, standard="xp-c2-1")
    make_claim(standard="xp-log-2", made_on=date(2026, 2, 2), grade=0)
    owner = as_nation(ALDORIA)
    assert (
        listed(owner, element=str(system.uuid))
        == listed(owner, standard="xp-c2-1")
        == listed(owner, text="bms c2")
    )
    assert listed(owner, grade="0") == [date(2026, 2, 2)]
    assert listed(owner, nation=BORLAND) == []


def chain() -> tuple[Element, Element, Element]:
    brigade = make_element(code="1BDE", label=to_borland())
    signals = make_element(code="2SIG", parent=brigade)
    system = make_element(code="2SIG-BMS", kind="system", parent=signals, label=to_borland())
    for holder, standards in ((None, "abcd"), (brigade, "abc"), (signals, "ab"), (system, "a")):
        for code in standards:
            make_standard(code)
            make_claim(holder, standard=code, label=to_borland())
    return brigade, signals, system


def test_element_inherits_from_the_nearest_holder_that_the_viewer_sees():
    *_, system = chain()
    # Borland does not see the signals unit: what stands above it is out of reach, but for the nation.
    for nation, found in (
        (ALDORIA, [("2SIG", "b"), ("1BDE", "c"), (None, "d")]),
        (BORLAND, [(None, "bcd")]),
    ):
        viewer = as_nation(nation)
        with acting(viewer):
            record = selectors.element_record(system.uuid, TODAY, viewer)
            assert [claim.standard.code for claim in record.own] == ["a"]
            assert [
                (item.holder and item.holder.code, "".join(claim.standard.code for claim in item.claims))
                for item in record.inherited
            ] == found


def test_replaced_claim_says_so():
    earlier = make_claim(made_on=date(2026, 1, 1))
    make_claim(made_on=date(2026, 5, 1))
    owner = as_nation(ALDORIA)
    with acting(owner):
        assert selectors.claim_page(earlier.uuid, TODAY, owner).is_replaced
        assert not selectors.claim_page(earlier.uuid, date(2026, 4, 30), owner).is_replaced


def test_evidence_file_is_found_through_a_visible_claim_only():
    claim = make_claim(label=to_borland())
    with acting(as_nation(ALDORIA)):
        text = services.add_evidence(
            uuid=claim.uuid, draft=EvidenceDraft("text", TODAY, text="Seen"), today=TODAY
        )
        file = Claim.objects.get().evidence.create(
            owner_id=claim.owner_id, label_id=claim.label_id, kind="file", file_name="a.pdf", proves_on=TODAY
        )
    for nation, asked, found in ((BORLAND, file, True), (CESTRIA, file, False), (BORLAND, text, False)):
        viewer = as_nation(nation)
        with acting(viewer):
            if found:
                assert selectors.evidence_file(asked.uuid, viewer).file_name == "a.pdf"
            else:
                with pytest.raises(NotVisible):
                    selectors.evidence_file(asked.uuid, viewer)
