"""Pages of trials: two owners, two halves."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from accord.access.acting import acting
from accord.access.rules import Release
from accord.nations import services as nations
from accord.trials.models import Trial
from builders import make_trial
from cast import ALDORIA, BORLAND, CESTRIA, as_alliance, as_nation, make_element, make_label, make_party
from web.refusals import is_as_missing
from web.walking import client_of, said

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    with acting(as_alliance()):
        for code in (ALDORIA, BORLAND, CESTRIA):
            nations.declare_nation(code=code, name=make_party(code).name, exercise_data=True)


@pytest.fixture
def trial() -> Trial:
    """Between a unit that Borland sees and one that Aldoria does not see."""
    a = make_element(ALDORIA, "2SIG", make_label(ALDORIA, Release.NATIONS, (BORLAND,)), name="Second Signals")
    return make_trial(a, make_element(BORLAND, "1HQ", name="Borland Headquarters"), event="Exercise Amber")


def client(code: str) -> Client:
    return client_of(make_party(code))


def test_both_sides_open_every_page_with_few_queries(trial: Trial, django_assert_max_num_queries):
    matrix_link = f"/trials/?a={ALDORIA}&b={BORLAND}&interaction=TRACKS"
    for browser in (client(ALDORIA), client(BORLAND)):
        for address in ("/trials/", matrix_link, f"/trials/{trial.uuid}/", f"/trials/{trial.uuid}/release/"):
            with django_assert_max_num_queries(MOST_QUERIES):
                answer = browser.get(address)
            assert answer.status_code == 200, address
            assert "Aldoria" in answer.content.decode()


def test_link_of_the_matrix_finds_the_trial_in_either_order(trial: Trial):
    for a, b in ((ALDORIA, BORLAND), (BORLAND, ALDORIA)):
        assert "1 trial<" in client(ALDORIA).get(f"/trials/?a={a}&b={b}&interaction=TRACKS").content.decode()
    assert "No trials to show" in client(ALDORIA).get("/trials/?result=issue").content.decode()


def test_element_that_is_not_released_is_named_nowhere(trial: Trial):
    for address in ("/trials/", f"/trials/{trial.uuid}/", "/trials/?format=csv"):
        assert b"headquarters" not in said(client(ALDORIA).get(address))
        assert b"1hq" not in said(client(ALDORIA).get(address))


def test_hidden_trial_answers_as_a_missing_one(trial: Trial):
    for name in ("trial", "trial_release"):
        assert is_as_missing(client(CESTRIA), name, trial.uuid)
    assert b"exercise amber" not in said(client(CESTRIA).get("/trials/"))


def test_third_nation_sees_it_once_both_have_released(trial: Trial):
    address = reverse("trial_release", args=[trial.uuid])
    client(ALDORIA).post(address, {"release": "all"})
    assert client(CESTRIA).get(f"/trials/{trial.uuid}/").status_code == 404
    text = client(BORLAND).post(address, {"release": "all"}, follow=True).content.decode()
    assert "The release of your half is changed." in text
    assert "released to all" in text
    assert "Exercise Amber" in client(CESTRIA).get(f"/trials/{trial.uuid}/").content.decode()


def test_release_to_no_named_nation_is_refused_in_a_sentence(trial: Trial):
    answer = client(ALDORIA).post(reverse("trial_release", args=[trial.uuid]), {"release": "named nations"})
    assert answer.status_code == 400
    assert "No nation is named" in answer.content.decode()
    with acting(as_nation(ALDORIA)):
        assert Trial.objects.get().label_id == trial.label_id


def test_unknown_and_hidden_element_are_refused_alike(trial: Trial):
    hidden, missing = (client(ALDORIA).get(f"/trials/?a=XTB:{code}") for code in ("1HQ", "9HQ"))
    assert hidden.status_code == missing.status_code == 400
    assert said(hidden).replace(b"1hq", b"9hq") == said(missing)


def test_export_is_what_the_list_shows(trial: Trial):
    rows = json.loads(client(BORLAND).get("/trials/?format=json").content)["rows"]
    assert [(row["a_element"], row["b_element"], row["result"]) for row in rows] == [
        ("2SIG", "1HQ", "success")
    ]
