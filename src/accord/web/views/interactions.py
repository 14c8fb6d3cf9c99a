"""Interactions: what two parties do together, and which profile serves it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accord.standards import selectors, services
from accord.web import catalogue_tables as tables
from accord.web.catalogue_pages import interaction_context
from accord.web.export import download, wanted_format
from accord.web.forms import is_done
from accord.web.forms.standards import InteractionEditForm, InteractionFilters, edit_form
from accord.web.lists import export_head, page_of
from accord.web.middleware import ActorRequest


def interactions(request: ActorRequest) -> HttpResponse:
    """The list of interactions."""
    families, editions = selectors.interaction_families(), selectors.interaction_editions()
    form = InteractionFilters(request.GET, families=families, editions=editions)
    found = selectors.interactions(**form.chosen())
    if wanted := wanted_format(request):
        return download(tables.interactions_table(found, export_head(request, form)), wanted)
    context = {"form": form, "page": page_of(request, found), "whole": selectors.interactions().count()}
    return render(request, "interactions/interactions_page.html", context)


def interaction(request: ActorRequest, code: str) -> HttpResponse:
    """One interaction with what it asks of each role."""
    page = selectors.interaction_page(code)
    if wanted := wanted_format(request):
        rows = [row for rows in page.requirements.values() for row in rows]
        return download(tables.requirements_table(page.interaction, rows, export_head(request)), wanted)
    return render(request, "interactions/interaction_page.html", interaction_context(page))


def interaction_edit(request: ActorRequest, code: str) -> HttpResponse:
    """Change which profile serves an interaction, and which of its groups bind each role."""
    page = selectors.interaction_page(code)
    form = edit_form(request.POST or None, page.interaction, selectors.service_profiles())
    if is_done(form, lambda: _change(code, form)):
        messages.info(request, _("The requirements follow the profile chosen."))
        return redirect("interaction", code)
    served_by = page.interaction.profile
    groups = selectors.profile_groups(served_by) if served_by else []
    context = {"form": form, "interaction": page.interaction, "groups": groups}
    status = 400 if form.errors else 200
    return render(request, "interactions/interaction_edit_page.html", context, status=status)


def _change(code: str, form: InteractionEditForm) -> object:
    profile, groups = form.cleaned_data["profile"], form.chosen_groups()
    return services.change_interaction_profile(code=code, profile=profile, groups=groups)
