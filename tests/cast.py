"""The cast: Aldoria owns, Borland is released to, Cestria is an outsider; builders with valid defaults."""

from __future__ import annotations

from datetime import date
from typing import Any

from accord.access import selectors as access
from accord.access.acting import Actor, acting
from accord.access.models import Account, Label, Party
from accord.access.rules import PartyKind, Release, Role
from accord.access.services import declare_party, label_for, open_account
from accord.forces.models import Element

ALDORIA, BORLAND, CESTRIA = "XTA", "XTB", "XTC"
NAMES = {ALDORIA: "Aldoria", BORLAND: "Borland", CESTRIA: "Cestria"}
TODAY = date(2026, 11, 22)


def as_alliance() -> Actor:
    """Alliance staff."""
    return access.actor_for_party(access.alliance())


def as_visitor() -> Actor:
    """Somebody who has not signed in."""
    return access.visitor()


def as_nation(code: str) -> Actor:
    """The desk officer of one of the cast, whose party is made where it is missing."""
    return access.actor_for_party(make_party(code))


def make_party(code: str) -> Party:
    """A nation's party."""
    found = Party.objects.filter(code=code).first()
    if found is None:
        with acting(as_alliance()):
            found = declare_party(
                code=code, name=NAMES.get(code, code), kind=PartyKind.NATION, exercise_data=True
            )
    return found


def make_label(owner: str, release: Release = Release.OWNER, nations: tuple[str, ...] = ()) -> Label:
    """A label of `owner`; the named nations are made where they are missing."""
    for code in nations:
        make_party(code)
    actor = as_nation(owner)
    with acting(actor):
        return label_for(make_party(owner).pk, release, nations)


def make_element(
    owner: str = ALDORIA, code: str = "1BDE", label: Label | None = None, **fields: Any
) -> Element:
    """A land unit, or what `fields` say."""
    label = label or make_label(owner)
    defaults = {"kind": "unit", "name": f"{code} of {owner}", "domain": "land", "echelon": "tactical"}
    with acting(as_nation(owner)):
        return Element.objects.create(
            owner=make_party(owner), label=label, code=code, **{**defaults, **fields}
        )


def make_account(email: str, role: Role, party: Party | None, password: str | None = None) -> Account:
    """A person who signs in; opened by alliance staff, because opening leaves an audit entry."""
    with acting(as_alliance()):
        return open_account(email=email, name=f"Desk {email}", role=role, party=party, password=password)
