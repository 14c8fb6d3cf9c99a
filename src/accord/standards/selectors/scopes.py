"""Scopes, for a viewer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from accord.access.acting import Actor
from accord.core.errors import NotVisible
from accord.standards.models import Scope, ScopeInteraction


def scopes_visible_to(viewer: Actor) -> QuerySet[Scope]:
    """Scopes released to the viewer, its own first; each carries `size`, its number of interactions."""
    own_first = Case(
        When(owner=viewer.party or 0, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = Scope.objects.filter(label__audience__overlap=list(viewer.parties)).select_related(
        "owner", "label"
    )
    return found.annotate(size=Count("items"), rank=own_first).order_by("rank", "title", "owner__code")


@dataclass(frozen=True)
class ScopePage:
    """One scope with its interactions, each with the level that is wanted of it."""

    scope: Scope
    items: list[ScopeInteraction]

    @property
    def wanted(self) -> dict[str, int]:
        """Wanted level by interaction code, as `accord.engine` takes a scope."""
        return {item.interaction.code: item.wanted for item in self.items}


def scope_page(code: str, viewer: Actor, *, owner: str = "") -> ScopePage:
    """The scope with this code; raises `NotVisible` with the known codes.

    `owner` is a party's code; '' takes the viewer's own before others'.
    """
    found = scopes_visible_to(viewer).filter(code=code)
    scope = (found.filter(owner__code=owner) if owner else found).first()
    if scope is None:
        known = ", ".join(sorted({item.code for item in scopes_visible_to(viewer)[:40]})) or "none"
        raise NotVisible(f"There is no scope with the code “{code}”. Known codes: {known}.")
    rows = scope.items.select_related("interaction__profile").order_by(
        "interaction__title", "interaction__code"
    )
    return ScopePage(scope, list(rows))
