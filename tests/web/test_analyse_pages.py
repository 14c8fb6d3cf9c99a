"""The analysis pages on the small coalition: what they show, to whom, and with how many queries."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client

from accord.access.acting import acting
from accord.access.selectors import account_by_email, actor_for_party, party_by_code, visitor
from accord.claims.models import Claim
from accord.demonstration.accounts import ACCOUNTS
from accord.standards.selectors import scope_page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def client_of(person: str) -> Client:
    client = Client()
    if person:
        email = next(account.email for account in ACCOUNTS if account.code == person)
        client.force_login(account_by_email(email), backend=BACKEND)
    return client


def pages() -> list[str]:
    with acting(visitor()) as actor:
        interaction = min(scope_page("CORE", actor).wanted)
    return [
        "/analyse/?scope=CORE&level=2",
        "/analyse/?scope=FMN4&level=2&twin=table",
        "/analyse/XAL/XBO/?scope=CORE&level=2",
        "/analyse/XAL/XBO/units/?scope=CORE&level=2",
        f"/analyse/XAL/XBO/{interaction}/?level=3",
    ]


def test_every_page_answers_everybody(coalition):
    for person in ("", "aldoria", "borland", "planner"):
        client = client_of(person)
        for address in pages():
            response = client.get(address)
            assert response.status_code == 200, (person, address)
            assert "xercise data" in response.content.decode(), address


def test_exports_hold_what_the_page_shows(coalition):
    client = client_of("planner")
    for address in pages():
        body = json.loads(client.get(f"{address}&format=json").content)
        lines = client.get(f"{address}&format=csv").content.decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(lines)) if not row[0].startswith("# ")]
        assert len(rows) == len(body["rows"]) + 1, address
        assert rows[0] == [column["heading"] for column in body["columns"]]
        assert body["seen by"] == "Alliance staff"
        assert client.get(f"{address}&format=xlsx").content.startswith(b"PK"), address


def test_viewers_see_different_answers_at_one_address(coalition):
    answers = {
        person: client_of(person).get("/analyse/?level=2&format=json").content
        for person in ("", "aldoria", "planner")
    }
    assert len(set(answers.values())) == 3


def test_matrix_is_symmetric_and_its_figures_open_their_lists(coalition):
    page = client_of("planner").get("/analyse/?level=2")
    matrix, figures = page.context["matrix"], page.context["figures"]
    cells = {
        (row["code"], column["code"]): cell
        for row in matrix["rows"]
        for column, cell in zip(matrix["columns"], row["cells"], strict=True)
    }
    assert all(cells[a, b].get("proven") == cells[b, a].get("proven") for a, b in cells)
    assert all(cells[code, code]["state"] == "self" for code in {a for a, _ in cells})
    for figure in figures:
        listed = client_of("planner").get(f"/analyse/{figure['href'].split('#')[0]}&level=2")
        assert listed.status_code == 200
        assert len(listed.context["pairs"]) == figure["value"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("level=9", "Level 9 does not exist"),
        ("level=high", "is not a level"),
        ("as_of=yesterday", "is not a day"),
        ("as_of=2999-01-01", "in the future"),
        ("as_of=2026-01-01&project_to=2025-01-01", "lies before"),
        ("format=pdf", "no export format"),
        ("order=best", "is none of"),
    ],
)
def test_mistakes_in_the_address_get_a_sentence(coalition, query, said):
    response = client_of("").get(f"/analyse/?{query}")
    assert response.status_code == 400
    assert said in response.content.decode()


def test_unknown_and_unreleased_look_the_same(coalition):
    client = client_of("")
    unknown = client.get("/analyse/ZZZ/XAL/")
    hidden = client.get("/analyse/XCE/XAL/")
    scope = client.get("/analyse/?scope=NOPE")
    assert {unknown.status_code, scope.status_code} == {404}
    assert hidden.status_code in (200, 404)
    if hidden.status_code == 404:
        assert hidden.content == unknown.content.replace(b"ZZZ", b"XCE")


def test_stepping_into_people_works_in_the_demonstration_only(coalition, settings):
    client = Client()
    settings.DEMONSTRATION = False
    assert client.post("/demonstration/step/", {"person": "aldoria"}).status_code == 404
    settings.DEMONSTRATION = True
    answer = client.post("/demonstration/step/", {"person": "aldoria", "next": "/analyse/?level=2"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/analyse/?level=2")
    assert client.get("/analyse/").wsgi_request.user.party.code == "XAL"
    client.post("/demonstration/step/", {"person": ""})
    assert not client.get("/analyse/").wsgi_request.user.is_authenticated


def test_stepping_leads_to_no_other_site(coalition, settings):
    settings.DEMONSTRATION = True
    for target in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = Client().post("/demonstration/step/", {"person": "", "next": target})
        assert answer.headers["Location"] == "/"


def test_changed_claim_changes_the_next_answer(coalition):
    client = client_of("aldoria")
    before = client.get("/analyse/?level=2&format=json").content
    with acting(actor_for_party(party_by_code("XAL"))):
        for claim in Claim.objects.filter(owner__code="XAL", withdrawn_on=None):
            claim.withdrawn_on = claim.made_on
            claim.save(update_fields=["withdrawn_on"])
    assert client.get("/analyse/?level=2&format=json").content != before


def test_why_of_a_pair_leads_to_its_weakest_interaction(coalition):
    client = client_of("planner")
    rows = client.get("/analyse/XAL/XBO/?level=3").context["rows"]
    answer = client.get("/analyse/XAL/XBO/?level=3&to=weakest")
    assert (answer.status_code, answer.headers["Location"]) == (302, rows[0]["href"])


def test_interactions_of_a_pair_by_area_are_the_same_in_page_and_export(coalition):
    client = client_of("planner")
    page = client.get("/analyse/XAL/XBO/?level=2&arrange=area")
    areas = [line["row"].interaction.area for line in page.context["rows"]]
    assert areas == sorted(areas)
    exported = json.loads(client.get("/analyse/XAL/XBO/?level=2&arrange=area&format=json").content)["rows"]
    titles = [line["row"].interaction.code for line in page.context["rows"]]
    assert [row["interaction"] for row in exported][: len(titles)] == titles


def test_pairs_of_one_nation_are_listed_and_exported_alone(coalition):
    client = client_of("planner")
    pairs = client.get("/analyse/?nation=XAL").context["pairs"]
    assert pairs
    assert all("XAL" in (pair["row"].a, pair["row"].b) for pair in pairs)
    exported = json.loads(client.get("/analyse/?nation=XAL&format=json").content)["rows"]
    assert len(exported) == len(pairs)


def test_explanation_keeps_the_day_on_every_link_to_a_record(coalition):
    page = client_of("planner").get("/analyse/XAL/XBO/?to=weakest&as_of=2025-06-01", follow=True)
    links = re.findall(r'href="(/(?:forces|analyse)/[^"]*)"', page.content.decode().split("<main", 1)[1])
    assert [link for link in links if "as_of=2025-06-01" not in link and "format=" not in link] == []
