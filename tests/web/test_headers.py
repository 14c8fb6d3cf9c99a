"""Headers of every answer: a strict policy, nothing for shared caches, nothing about the server."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from accord.access.rules import Role
from cast import ALDORIA, make_account, make_party
from web.test_route_walk import nowhere
from web.walking import METHODS, REFUSED_METHODS, Route, client_of, routes

pytestmark = pytest.mark.django_db

by_route = pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Sign-in slows down who tries too often, and other tests have tried a lot."""
    cache.clear()


def policy_of(response: HttpResponseBase) -> dict[str, str]:
    directives = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in directives}


def missing(response: HttpResponseBase) -> list[str]:
    """What is wrong with the headers of one answer."""
    wrong = [name for name, value in EXPECTED.items() if response.get(name) != value]
    if response.get("Content-Security-Policy") is None or not policy_of(response).items() >= POLICY.items():
        wrong.append("Content-Security-Policy")
    if "camera=()" not in response.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if "no-store" not in response.get("Cache-Control", ""):
        wrong.append("Cache-Control")
    return [*wrong, *(name for name in ("Server", "X-Powered-By") if name in response)]


@by_route
def test_every_answer_carries_every_header(route: Route):
    for client in (client_of(None), client_of(make_party(ALDORIA))):
        for method in (*METHODS, *REFUSED_METHODS):
            assert missing(client.generic(method, nowhere(route))) == [], method


@pytest.mark.parametrize("path", ["/nowhere/", "/account/nowhere/", "//", "/%00"])
def test_error_pages_carry_every_header(path: str):
    assert missing(client_of(None).get(path)) == []


def test_answer_to_a_failed_page_carries_every_header(monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("django.template.backends.django.Template.render", fails)
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("accord.web.errors.render", _plain)
    response = client.get(reverse("home"))
    assert response.status_code == 500
    assert missing(response) == []
    assert b"inside" not in response.content


def _plain(request: object, _template: str, context: dict[str, str], status: int) -> HttpResponseBase:
    from django.http import HttpResponse

    return HttpResponse(context["text"], status=status)


def test_https_is_remembered_where_people_come_over_it(settings: pytest.FixtureRequest):
    settings.HTTPS = True
    assert "max-age=31536000" in client_of(None).get(reverse("home"))["Strict-Transport-Security"]


def test_https_is_not_demanded_on_closed_networks_without_it():
    assert "Strict-Transport-Security" not in client_of(None).get(reverse("home"))


@pytest.mark.parametrize("secure", [True, False])
def test_cookies_stay_in_this_site_and_out_of_scripts(settings: pytest.FixtureRequest, secure: bool):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = secure
    password = "a long enough passphrase"
    make_account("desk@example.org", Role.DESK_OFFICER, make_party(ALDORIA), password)
    client = client_of(None)
    client.get(reverse("account_login"))
    answer = client.post(reverse("account_login"), {"login": "desk@example.org", "password": password})
    assert answer.status_code == 302
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set(client.cookies)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", ""), name
        assert bool(cookie["secure"]) is secure, name


def test_session_key_changes_at_sign_in():
    client = client_of(None)
    session = client.session
    session["before"] = "yes"
    session.save()
    before = client.cookies["session"].value
    make_account("desk@example.org", Role.VISITOR, None, "a long passphrase")
    client.post(reverse("account_login"), {"login": "desk@example.org", "password": "a long passphrase"})
    assert client.cookies["session"].value != before


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of the server that people reach, as `accord serve` runs it."""
    path = tmp_path_factory.mktemp("door") / "socket"
    command = [sys.executable, "-m", "gunicorn", "-c", "python:accord.config.server", "-w", "1"]
    server = subprocess.Popen(
        [*command, "-b", f"unix:{path}", "accord.config.wsgi:application"], stderr=subprocess.PIPE
    )
    end = time.monotonic() + 30
    while not path.exists() and time.monotonic() < end and server.poll() is None:
        time.sleep(0.05)
    yield path
    server.terminate()
    server.communicate()


def answer_to(door: Path, request: bytes) -> bytes:
    """What the server answers to these bytes."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(20)
        line.connect(str(door))
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65536), b"")).lower()


HEAD = b"Host: localhost\r\nConnection: close\r\n"


def test_trace_is_refused_at_the_door_and_the_server_tells_no_version(door: Path):
    answer = answer_to(door, b"TRACE / HTTP/1.1\r\n" + HEAD + b"X-Secret: echo\r\n\r\n")
    assert answer.startswith(b"http/1.1 405 ")
    assert b"echo" not in answer
    assert re.search(rb"\r\nserver: [^\r]*\d", answer) is None


@pytest.mark.parametrize(
    "request_",
    [
        b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Long: " + b"x" * 70_000 + b"\r\n\r\n",
    ],
    ids=["two lengths", "length and chunks", "bare line feeds", "giant header"],
)
def test_doubtful_framing_is_refused(door: Path, request_: bytes):
    assert re.match(rb"http/1\.1 (400|431) ", answer_to(door, request_))
