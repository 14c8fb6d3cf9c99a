"""Pages of nations and frameworks: public facts as of a day."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client

from accord.access.acting import acting
from accord.access.rules import PartyKind
from accord.access.selectors import parties
from accord.nations import services
from cast import ALDORIA, BORLAND, as_alliance, make_element, make_party
from web.walking import client_of, said

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
PAGES = (
    "/nations/",
    "/nations/?framework=EOP&as_of=2016-01-01",
    "/nations/FIN/",
    "/nations/FIN/?as_of=2016-01-01",
    "/frameworks/",
    "/frameworks/PFP/",
    "/frameworks/EOP/?as_of=2018-01-01",
)


@pytest.fixture(autouse=True)
def facts(db: None) -> None:
    with acting(as_alliance()):
        services.load_facts()


@pytest.fixture
def visitor() -> Client:
    return client_of(None)


@pytest.fixture
def officer() -> Client:
    return client_of(make_party(ALDORIA))


@pytest.mark.parametrize("address", PAGES)
def test_everybody_opens_the_page_with_few_queries(address: str, django_assert_max_num_queries):
    for party in (None, make_party(ALDORIA), parties(PartyKind.ALLIANCE).get()):
        client = client_of(party)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200


def test_list_as_of_a_day_holds_who_belonged_then(officer: Client):
    then = officer.get("/nations/?framework=EOP&as_of=2016-01-01").content.decode()
    now = officer.get("/nations/?framework=EOP&as_of=2025-01-01").content.decode()
    assert "Finland" in then
    assert "Finland" not in now
    assert "5 nations" in then


def test_unconfirmed_fact_carries_the_word_and_is_on_no_public_page(officer: Client, visitor: Client):
    shown = said(officer.get("/nations/KGZ/"))
    assert b"partnership for peace" in shown
    assert b"unconfirmed" in shown
    for address in ("/nations/KGZ/", "/frameworks/PFP/", "/frameworks/", "/nations/"):
        assert b"unconfirmed" not in said(visitor.get(address))
    assert b"partnership for peace" not in said(visitor.get("/nations/KGZ/"))


def test_unconfirmed_facts_are_in_no_public_export(officer: Client, visitor: Client):
    for form in ("csv", "xlsx", "json"):
        address = f"/frameworks/PFP/?format={form}"
        assert b"kgz" in said(officer.get(address))
        assert b"kgz" not in said(visitor.get(address))


def test_undated_membership_is_shown_apart(officer: Client):
    text = officer.get("/nations/BLR/").content.decode()
    assert "Date not known" in text
    assert "None known on this day" in text


def test_export_of_the_list_is_what_the_page_shows(officer: Client):
    answer = officer.get("/nations/?framework=EOP&as_of=2016-01-01&format=json")
    codes = [row["code"] for row in json.loads(answer.content)["rows"]]
    assert codes == ["AUS", "FIN", "GEO", "JOR", "SWE"]
    lines = officer.get("/frameworks/?format=csv").content.decode("utf-8-sig")
    assert any(row[:1] == ["EOP"] for row in csv.reader(io.StringIO(lines)))


def test_exercise_nation_is_marked_and_its_figures_open_lists(officer: Client):
    with acting(as_alliance()):
        services.declare_nation(code=BORLAND, name="Borland", exercise_data=True)
    make_element(BORLAND)
    text = officer.get(f"/nations/{BORLAND}/").content.decode()
    assert "exercise data" in text
    assert f"/forces/?nation={BORLAND}&amp;kind=unit" in text


@pytest.mark.parametrize("address", ["/nations/QQQ/", "/frameworks/QQQ/"])
def test_unknown_code_is_not_found(address: str, visitor: Client):
    assert visitor.get(address).status_code == 404


def test_day_that_is_none_is_refused_in_a_sentence(visitor: Client):
    answer = visitor.get("/nations/?as_of=2026-13-01")
    assert answer.status_code == 400
    assert "“2026-13-01” is not a day" in answer.content.decode()
