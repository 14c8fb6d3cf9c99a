"""Reads about parties, accounts, labels and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accord.access.acting import Actor
from accord.access.models import Account, AuditEntry, Label, Owned, Party
from accord.access.rules import PERMISSIONS, PartyKind, Release, Role
from accord.core.errors import NotVisible

# So many entries of a record's history are shown.
_LATEST = 50


def parties(kind: PartyKind | None = None) -> QuerySet[Party]:
    """All parties, by code; that they exist is public."""
    found = Party.objects.order_by("code")
    return found if kind is None else found.filter(kind=kind)


def party_by_code(code: str) -> Party:
    """The party with this code; raises `NotVisible` with the known codes where there is none."""
    try:
        return Party.objects.get(code=code.upper())
    except Party.DoesNotExist:
        known = ", ".join(Party.objects.order_by("code").values_list("code", flat=True)[:40])
        raise NotVisible(f"There is no nation with the code “{code}”. Known codes: {known}.") from None


def alliance() -> Party:
    """The alliance's own party."""
    return Party.objects.get(kind=PartyKind.ALLIANCE)


def everyone() -> Party:
    """The party that stands for all who may open this instance."""
    return Party.objects.get(kind=PartyKind.EVERYONE)


def actor_of(account: Account | AnonymousUser | Any) -> Actor:
    """The actor that a signed-in account, or nobody, is."""
    if not isinstance(account, Account):
        return visitor()
    # One question for both: every request asks it.
    found = Party.objects.filter(Q(kind=PartyKind.EVERYONE) | Q(pk=account.party_id))
    parties = {party.pk: party for party in found}
    own = parties.get(account.party_id or 0)
    return Actor(
        account=account.pk,
        party=own.pk if own else None,
        party_code=own.code if own else "",
        name=own.name if own else str(account),
        parties=tuple(sorted(parties)),
        permissions=account.permissions,
    )


def account_by_email(email: str) -> Account:
    """The account with this address; raises `NotVisible` where there is none."""
    found = Account.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise NotVisible(f"There is no account with the address “{email}”. Run: accord demo")
    return found


def visitor() -> Actor:
    """Somebody who has not signed in."""
    return Actor(parties=(_everyone_id(),))


def actor_for_party(party: Party) -> Actor:
    """An actor for a party without an account: the command line, loaders and tasks."""
    role = Role.PLANNER if party.kind == PartyKind.ALLIANCE else Role.DESK_OFFICER
    if party.kind == PartyKind.EVERYONE:
        return visitor()
    return Actor(
        party=party.pk,
        party_code=party.code,
        name=party.name,
        parties=(party.pk, _everyone_id()),
        permissions=PERMISSIONS[role],
    )


def _everyone_id() -> int:
    # One indexed row; a cache would outlive the test database that filled it.
    return Party.objects.filter(kind=PartyKind.EVERYONE).values_list("id", flat=True).first() or 0


@dataclass(frozen=True)
class Showing:
    """To whom a record is shown, as far as this viewer may know; `names` are the named nations, for the owner alone.

    A list of those who see a record tells about their dealings with its owner; nobody else is told it.
    """

    release: Release
    names: tuple[str, ...] = ()


def showing_of(label: Label, viewer: Actor) -> Showing:
    """The release of a label that the viewer sees, in one query."""
    others = list(Party.objects.filter(pk__in=label.audience).exclude(pk=label.owner_id).order_by("name"))
    kinds = {party.kind for party in others}
    if PartyKind.EVERYONE in kinds:
        return Showing(Release.ALL)
    if not kinds:
        return Showing(Release.OWNER)
    if kinds == {PartyKind.ALLIANCE}:
        return Showing(Release.ALLIANCE)
    is_owner = viewer.party == label.owner_id
    return Showing(Release.NATIONS, tuple(party.name for party in others) if is_owner else ())


def history_of(record: Owned, viewer: Actor) -> list[AuditEntry]:
    """What was done to a record: the latest entries, newest first; empty for everybody but its owner.

    The database's policy says so a second time.
    """
    entries = AuditEntry.objects.filter(
        owner=viewer.party or 0, object_kind=record._meta.model_name, object_key=str(record.uuid)
    )
    return list(entries.select_related("account", "party")[:_LATEST])
