"""Pages of forces: what each viewer sees, and that hidden is as missing."""

from __future__ import annotations

import json

import pytest

from accord.access.rules import Release
from accord.forces.models import Element
from builders import make_claim, make_role
from cast import ALDORIA, BORLAND, CESTRIA, make_element, make_label, make_party
from web.refusals import is_as_missing
from web.walking import client_of, said

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def system(db: None) -> Element:
    """A system released to Borland, in a signals unit likewise, under a hidden brigade."""
    label = make_label(ALDORIA, Release.NATIONS, (BORLAND,))
    make_party(CESTRIA)
    brigade = make_element(code="1BDE", name="Hidden Brigade")
    signals = make_element(code="2SIG", name="Second Signals", parent=brigade, label=label)
    system = make_element(code="2SIG-BMS", name="Amber BMS", kind="system", parent=signals, label=label)
    make_claim(system, label=label)
    make_claim(signals, label=label, standard="xp-log-2")
    make_role(system, label=label)
    return system


def pages(element: Element) -> list[str]:
    tree = f"/forces/?nation={ALDORIA}&view=tree"
    return ["/forces/", tree, "/forces/?kind=system&text=amber", f"/forces/{element.uuid}/"]


def test_owner_and_partner_open_every_page_with_few_queries(system: Element, django_assert_max_num_queries):
    for nation in (ALDORIA, BORLAND):
        client = client_of(make_party(nation))
        for address in pages(system):
            with django_assert_max_num_queries(MOST_QUERIES):
                answer = client.get(address)
            assert answer.status_code == 200
            assert "Amber BMS" in answer.content.decode(), (nation, address)


@pytest.mark.parametrize("who", [CESTRIA, None])
def test_nothing_of_it_surfaces_for_others(system: Element, who: str | None):
    client = client_of(make_party(who) if who else None)
    for address in pages(system):
        assert b"second signals" not in said(client.get(address))
    for form in ("csv", "xlsx", "json"):
        assert b"second signals" not in said(client.get(f"/forces/?format={form}"))


def test_hidden_element_answers_as_a_missing_one(system: Element):
    assert is_as_missing(client_of(make_party(CESTRIA)), "element", system.uuid)


def test_partner_sees_the_unit_under_its_nation(system: Element):
    client = client_of(make_party(BORLAND))
    assert "Hidden Brigade" not in client.get(f"/forces/{system.uuid}/").content.decode()
    assert "Hidden Brigade" not in client.get(f"/forces/?nation={ALDORIA}&view=tree").content.decode()


def test_element_page_lists_own_and_inherited_claims_and_marks_itself(system: Element):
    text = client_of(make_party(ALDORIA)).get(f"/forces/{system.uuid}/").content.decode()
    for fact in (
        "XP-C2-1",
        "XP-LOG-2",
        "Title of TRACKS",
        "released to named nations",
        "exercise data",
        "Borland",
    ):
        assert fact in text


def test_export_of_an_element_names_the_holder_of_each_claim(system: Element):
    answer = client_of(make_party(BORLAND)).get(f"/forces/{system.uuid}/?format=json")
    rows = json.loads(answer.content)["rows"]
    assert [(row["holder"], row["standard"]) for row in rows] == [
        ("2SIG-BMS", "xp-c2-1"),
        ("2SIG", "xp-log-2"),
    ]


def test_word_that_is_no_domain_is_said_and_filters_nothing(system: Element):
    text = client_of(make_party(ALDORIA)).get("/forces/?domain=space").content.decode()
    assert "Not done yet" in text
    assert "Amber BMS" in text


def test_empty_list_teaches(db: None):
    assert "No forces to show" in client_of(None).get("/forces/").content.decode()
