"""Scopes: sets of interactions, each with the level that is wanted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accord.access.rules import PartyKind
from accord.access.selectors import parties, showing_of
from accord.core.errors import RuleBroken
from accord.standards import selectors
from accord.standards.services import declare_scope, scope_draft_problems
from accord.web import catalogue_tables as tables
from accord.web.catalogue_pages import scope_context, scope_to_copy
from accord.web.export import download, wanted_format
from accord.web.forms import show_problems
from accord.web.forms.scopes import LEVELS, ScopeForm
from accord.web.lists import export_head, page_of
from accord.web.middleware import ActorRequest
from accord.web.releases import marking

if TYPE_CHECKING:
    from accord.standards.models import Scope


def scopes(request: ActorRequest) -> HttpResponse:
    """The scopes that the viewer may use."""
    found = selectors.scopes_visible_to(request.actor)
    if wanted := wanted_format(request):
        return download(tables.scopes_table(found, export_head(request)), wanted)
    return render(request, "scopes/scopes_page.html", {"page": page_of(request, found)})


def scope(request: ActorRequest, owner: str, code: str) -> HttpResponse:
    """One scope with its interactions."""
    page = selectors.scope_page(code, request.actor, owner=owner)
    if wanted := wanted_format(request):
        showing = showing_of(page.scope.label, request.actor)
        head = export_head(request, marking=marking(page.scope.owner, showing))
        return download(tables.scope_table(page.scope, page.items, head), wanted)
    return render(request, "scopes/scope_page.html", scope_context(page, request.actor))


def scope_declare(request: ActorRequest) -> HttpResponse:
    """Declare a scope, or bring one of the viewer's own up to date."""
    copied = scope_to_copy(request)
    # An empty form that was sent is answered like any other, so not `request.POST or None`.
    sent = request.POST if request.method == "POST" else None
    form = ScopeForm(sent, nations=parties(PartyKind.NATION), initial=copied.initial)
    declared = _declared(form) if form.is_bound else None
    if declared is not None:
        return redirect("scope", request.actor.party_code, declared.code)
    shelves = form.shelves(selectors.interactions(), copied.wanted)
    status = 400 if form.errors else 200
    return render(
        request,
        "scopes/scope_form_page.html",
        {"form": form, "shelves": shelves, "levels": LEVELS},
        status=status,
    )


def _declared(form: ScopeForm) -> Scope | None:
    """The scope as declared; None where something is wrong, and then the form says all of it at once."""
    form.is_valid()
    draft = form.draft()
    show_problems(form, RuleBroken(scope_draft_problems(**draft.named)))
    if form.errors:
        return None
    try:
        return declare_scope(**draft.named, description=draft.description, released_to=draft.released_to)
    except RuleBroken as refusal:
        show_problems(form, refusal)
        return None
