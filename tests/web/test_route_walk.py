"""Every address is in the table of routes, and the table is what people meet at the door."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accord.access.rules import Permission
from accord.access.selectors import alliance
from accord.web.routes import ROUTES, Door
from cast import ALDORIA, CESTRIA, as_alliance, as_nation, make_party
from web.walking import METHODS, REFUSED_METHODS, Route, account_of, address, client_of, routes

pytestmark = pytest.mark.django_db

# Values that fit every converter, and name nothing.
NOTHING = {
    "code": "nothing",
    "owner": "XTA",
    "a": "XTA",
    "b": "XTB",
    "interaction": "nothing",
    "standard": "nothing",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "key": "nothing",
    "uidb36": "1",
}
by_route = pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)


def nowhere(route: Route) -> str:
    found = address(route, NOTHING)
    assert found is not None, f"{route}: say in NOTHING what its parameters may be"
    return found


def test_every_route_is_in_the_table_and_the_table_names_no_other():
    assert {route.name for route in routes()} == set(ROUTES)


def test_every_name_stands_for_one_route():
    names = [route.name for route in routes()]
    assert len(names) == len(set(names))


@by_route
def test_visitor_meets_what_the_table_says(route: Route):
    client = client_of(None)
    for method in METHODS:
        response = client.generic(method, nowhere(route))
        assert response.status_code < 500, method
        if ROUTES[route.name] is not Door.OPEN:
            assert response.status_code == 302, method
            assert response["Location"].startswith(reverse("account_login") + "?next="), method


@by_route
def test_person_without_the_permission_is_refused(route: Route):
    door = ROUTES[route.name]
    people = {actor.party_code: actor for actor in (as_nation(ALDORIA), as_alliance())}
    for code, actor in people.items():
        client = client_of(make_party(code))
        for method in METHODS:
            status = client.generic(method, nowhere(route)).status_code
            assert status < 500, (code, method)
            if isinstance(door, Permission) and not actor.may(door):
                assert status == 403, (code, method)


@by_route
def test_change_without_its_token_is_refused(route: Route):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(account_of(make_party(CESTRIA)))
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.generic(method, nowhere(route)).status_code in (403, 405), method


@by_route
@pytest.mark.parametrize("method", REFUSED_METHODS)
def test_unknown_method_is_refused(route: Route, method: str):
    assert client_of(None).generic(method, nowhere(route)).status_code == 405


HOSTILE = ("\0", "' or {{7*7}} -- " + "x" * 5000, "-" + "9" * 30)
ASKED = ("q", "page", "as_of", "project_to", "format", "level", "scope")


@by_route
def test_hostile_question_is_answered_without_an_error(route: Route):
    client = client_of(make_party(ALDORIA))
    found = nowhere(route)
    failed = [
        (name, value)
        for value in HOSTILE
        for name in ASKED
        if client.get(found, {name: value}).status_code >= 500
    ]
    assert failed == []


@by_route
def test_hostile_argument_is_answered_without_an_error(route: Route):
    client = client_of(make_party(ALDORIA))
    addresses = [address(route, {**NOTHING, name: value}) for value in HOSTILE for name in route.parameters]
    assert [found for found in addresses if found and client.get(found).status_code >= 500] == []


@by_route
def test_hostile_form_is_answered_without_an_error(route: Route):
    client = client_of(alliance())
    names = (*ASKED, "code", "title", "name", "note", "person", "next", "email", "login", "password")
    failed = [
        value
        for value in HOSTILE
        if client.post(nowhere(route), dict.fromkeys(names, value)).status_code >= 500
    ]
    assert failed == []
