"""Scopes: declared by a party, removed by the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from accord.access import services as access
from accord.access.rules import OWNER_ONLY, Permission, Release, ReleasedTo
from accord.core.errors import NotVisible, Problem, refuse_if
from accord.standards.models import Interaction, Scope, ScopeInteraction
from accord.standards.records import Changes, ScopeRecord, changes
from accord.standards.rules import ScopeKind, scope_name_problems, scope_problems
from accord.standards.selectors.held import held_scopes


def scope_draft_problems(*, code: str, title: str, wanted: Mapping[str, int]) -> list[Problem]:
    """Everything that is wrong with a scope that somebody is about to declare."""
    return [*scope_name_problems(code, title), *scope_problems(wanted, _known(wanted))]


def declare_scope(
    *,
    code: str,
    title: str,
    wanted: Mapping[str, int],
    kind: ScopeKind = ScopeKind.SET,
    description: str = "",
    released_to: ReleasedTo = OWNER_ONLY,
) -> Scope:
    """Make a scope of the actor's party, or bring the one with this code up to date.

    `wanted` is the wanted level by interaction code.
    """
    owner = access.require_party(Permission.DECLARE_SCOPES)
    refuse_if(scope_draft_problems(code=code, title=title, wanted=wanted))
    record = ScopeRecord(code, title, kind, description, tuple(sorted(wanted.items())))
    scope = _write(record, owner, released_to, edited_at=timezone.now())
    access.record("scope.declared", scope, detail={"code": code})
    return scope


def remove_scope(*, code: str) -> None:
    """Remove a scope of the actor's party."""
    owner = access.require_party(Permission.DECLARE_SCOPES)
    scope = Scope.objects.select_for_update().filter(owner=owner, code=code).first()
    if scope is None:
        raise NotVisible(f"You have no scope with the code “{code}”. Look it up in the list of scopes.")
    access.record("scope.removed", scope, detail={"code": code})
    scope.delete()


def write_scopes(stated: Iterable[ScopeRecord]) -> Changes[ScopeRecord]:
    """Bring the actor's party's scopes, released to all, up to the records."""
    owner = access.require_party(Permission.DECLARE_SCOPES)
    change = changes(stated, held_scopes(owner))
    for record in change.written:
        wanted = dict(record.wanted)
        refuse_if(scope_problems(wanted, _known(wanted)))
        _write(record, owner, ReleasedTo(Release.ALL), edited_at=None)
    return change


def edited_scopes() -> set[str]:
    """Codes of the scopes of the actor's party that a person has edited."""
    owner = access.require_party(Permission.DECLARE_SCOPES)
    return set(Scope.objects.filter(owner=owner, edited_at__isnull=False).values_list("code", flat=True))


def _known(codes: Collection[str]) -> set[str]:
    return set(Interaction.objects.filter(code__in=codes).values_list("code", flat=True))


def _write(record: ScopeRecord, owner: int, released_to: ReleasedTo, *, edited_at: datetime | None) -> Scope:
    label = access.label_for(owner, released_to.release, released_to.nations)
    scope, _ = Scope.objects.update_or_create(
        owner_id=owner,
        code=record.code,
        defaults={
            "title": record.title,
            "kind": record.kind,
            "description": record.description,
            "label": label,
            "edited_at": edited_at,
        },
    )
    keys = dict(Interaction.objects.filter(code__in=dict(record.wanted)).values_list("code", "pk"))
    scope.items.all().delete()
    ScopeInteraction.objects.bulk_create(
        ScopeInteraction(scope=scope, interaction_id=keys[code], wanted=level)
        for code, level in record.wanted
    )
    return scope
