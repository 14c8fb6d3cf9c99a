"""Writes: parties, labels, accounts, and the audit entry that every other write makes."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db import connection

from accord.access import rules, selectors
from accord.access.acting import NOBODY, Actor, NobodyActs, current_actor
from accord.access.models import Account, Label, Owned, Party
from accord.access.rules import PartyKind, Permission, Release, Role
from accord.core.errors import NotPermitted, Problem, RuleBroken, refuse_if


def require(permission: Permission) -> Actor:
    """The current actor, if it has the permission; else raise `NotPermitted`."""
    actor = current_actor()
    if not actor.may(permission):
        who = actor.name or "A visitor"
        raise NotPermitted(f"{who} may not do this: it needs the permission “{permission}”.")
    return actor


def require_party(permission: Permission) -> int:
    """The party of the current actor, who has the permission; else raise `NotPermitted`."""
    actor = require(permission)
    if actor.party is None:
        raise NotPermitted("Nobody may do this who stands for no party. Sign in for one.")
    return actor.party


def record(
    action: str,
    of: Owned | None = None,
    *,
    kind: str = "",
    key: str = "",
    owner: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write the audit entry of a change, in the change's own transaction.

    Name the owned record `of`, or `kind` and `key` for a record without an owner. The record's owner alone reads
    the entry; of a record with two owners, the one that is named `owner`.
    """
    actor = current_actor()
    if actor == NOBODY:
        raise NobodyActs(f"“{action}” was tried outside acting(): nobody would answer for it.")
    # Written without `returning`: whoever changes another's record may write its entry, but not read it.
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_auditentry"
            " (at, account_id, party_id, owner_id, action, object_kind, object_key, detail)"
            " values (clock_timestamp(), %s, %s, %s, %s, %s, %s, %s::jsonb)",
            [
                actor.account,
                actor.party,
                owner or (of.owner_id if of is not None else None),
                action,
                kind or (of._meta.model_name if of is not None else "") or "",
                key or (str(of.uuid) if of is not None else ""),
                json.dumps(detail or {}),
            ],
        )


def label_for(owner: int, release: Release, nations: Collection[str] = ()) -> Label:
    """The label with which `owner` releases as asked; made where no record has had it yet.

    `nations` are codes and belong to `Release.NATIONS` alone.
    """
    named: list[int] = []
    if release is Release.ALLIANCE:
        named = [selectors.alliance().pk]
    elif release is Release.ALL:
        named = [selectors.everyone().pk]
    elif release is Release.NATIONS:
        named = _named_parties(nations)
    return label_with(owner, rules.audience_of(owner, named))


def label_with(owner: int, audience: Collection[int]) -> Label:
    """The label of `owner` with exactly this audience."""
    found, _ = Label.objects.get_or_create(owner_id=owner, audience=list(rules.audience_of(owner, audience)))
    return found


def _named_parties(codes: Collection[str]) -> list[int]:
    wanted = {code.upper() for code in codes}
    # Everyone is no nation: that release has a word of its own.
    parties = Party.objects.filter(code__in=wanted, kind__in=(PartyKind.NATION, PartyKind.ALLIANCE))
    found = dict(parties.values_list("code", "id"))
    problems = [
        Problem(
            "unknown-nation",
            f"There is no nation with the code “{code}”. Choose codes from the list of nations.",
            "nations",
        )
        for code in sorted(wanted - set(found))
    ]
    if not wanted:
        problems.append(
            Problem(
                "no-nation", "No nation is named. Name at least one, or release to the owner only.", "nations"
            )
        )
    if problems:
        raise RuleBroken(problems)
    return list(found.values())


def declare_party(*, code: str, name: str, kind: PartyKind, exercise_data: bool = False) -> Party:
    """Make a party, or bring its name up to date."""
    party, _ = Party.objects.update_or_create(
        code=code, defaults={"name": name, "kind": kind, "exercise_data": exercise_data}
    )

    return party


def set_up_parties() -> None:
    """The two parties that every instance has. Runs as the owner, before anybody can act."""
    declare_party(code="ALL", name="Everyone", kind=PartyKind.EVERYONE)
    declare_party(code="ALLIANCE", name="Alliance staff", kind=PartyKind.ALLIANCE)


def open_account(*, email: str, name: str, role: Role, party: Party | None, password: str | None) -> Account:
    """Make an account, or bring its name, role, party and password up to date.

    Raises `RuleBroken` where the role is not one that people of this party have.
    """
    refuse_if(rules.role_problems(role, PartyKind(party.kind) if party else None))
    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        account = Account.objects.create_user(email, password, name=name, role=role, party=party)
    else:
        account.name, account.role, account.party = name, role, party
        account.set_password(password)
        account.save(update_fields=["name", "role", "party", "password"])
    record("account.opened", kind="account", key=str(account.uuid), detail={"role": role.value})
    return account
