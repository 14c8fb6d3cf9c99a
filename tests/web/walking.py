"""Every route, found by walking the resolver; the answers that people get to them; what an answer says."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from accord.access.models import Account, Party
from accord.access.rules import PartyKind, Role
from cast import make_account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Methods that Accord knows, and some that it refuses for every route.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
REFUSED_METHODS = ("TRACE", "CONNECT", "PROPFIND", "GETX")
FORMATS = ("csv", "xlsx", "json")
_OF_THE_CLOCK = {"Expires", "Content-Length"}
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"')


@dataclass(frozen=True)
class Route:
    """One address: its name and the names of its parameters."""

    name: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """Every route of the instance, by name."""
    found = {
        Route(pattern.name or "", tuple(pattern.pattern.regex.groupindex))
        for pattern in _patterns(get_resolver())
    }
    return sorted(found, key=lambda route: route.name)


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry


def address(route: Route, arguments: dict[str, str]) -> str | None:
    """The route's address; None where it takes what the arguments do not name."""
    chosen = {name: arguments[name] for name in route.parameters if name in arguments}
    try:
        return reverse(route.name, kwargs=chosen)
    except NoReverseMatch:
        return None


def client_of(party: Party | None) -> Client:
    """A browser: signed in for a party, or a visitor's. A failing page answers 500 instead of raising."""
    client = Client(raise_request_exception=False)
    if party is not None:
        client.force_login(account_of(party), backend=BACKEND)
    return client


def account_of(party: Party) -> Account:
    """A person who signs in for this party."""
    role = Role.PLANNER if party.kind == PartyKind.ALLIANCE else Role.DESK_OFFICER
    email = f"{party.code.lower()}@example.org"
    return make_account(email, role, party)


def said(response: HttpResponseBase) -> bytes:
    """All that an answer says: headers, body, and what is inside a workbook; lower case, without tokens."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            # Not the time at which the file was made, which is nobody's record.
            names = [name for name in archive.namelist() if not name.startswith("docProps/")]
            body = b"\n".join(name.encode() + archive.read(name) for name in names)
    head = "\n".join(
        f"{name}: {value}" for name, value in sorted(response.items()) if name not in _OF_THE_CLOCK
    )
    return _TOKEN.sub(b"", head.encode() + b"\n" + body).lower()
