"""Trials between two nations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accord.nations.selectors import partner_names
from accord.standards.selectors import interactions
from accord.trials import selectors, services
from accord.web import trial_pages as pages
from accord.web.dates import as_of
from accord.web.export import download, wanted_format
from accord.web.forms import is_done
from accord.web.forms.releasing import ReleaseForm
from accord.web.forms.trials import TrialFilters
from accord.web.lists import export_head, page_of
from accord.web.middleware import ActorRequest
from accord.web.releases import SeenBy


def trials(request: ActorRequest) -> HttpResponse:
    """The trials that the viewer sees; the matrix links here with both sides and the interaction."""
    day = as_of(request)
    named = [(item.code, f"{item.title} ({item.code})") for item in interactions()]
    form = TrialFilters(request.GET, interactions=named)
    found = selectors.trials(request.actor, day, **form.chosen())
    if wanted := wanted_format(request):
        return download(pages.trials_table(found, export_head(request, form, _("released to you"))), wanted)
    context = {"form": form, "page": page_of(request, found), "as_of": day}
    return render(request, "trials/trials_page.html", context)


def trial(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """One trial: who with whom, over what, how it ended, and who has released it."""
    page = selectors.trial_page(uuid, request.actor)
    return render(request, "trials/trial_page.html", pages.trial_context(page, as_of(request)))


def trial_release(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """Change to whom one's own half of a trial is shown."""
    page = selectors.own_trial_page(uuid, request.actor)
    sent = request.POST if request.method == "POST" else None
    form = ReleaseForm(sent, nations=partner_names(request.actor))
    if "preview" not in request.POST and is_done(
        form, lambda: services.release_trial_half(uuid=uuid, released_to=form.released_to())
    ):
        messages.info(request, _("The release of your half is changed."))
        return redirect("trial", uuid)
    seen_by = SeenBy(request.actor.name, *form.shown_to())
    context = {"form": form, "page": page, "trial": page.trial, "seen_by": seen_by}
    return render(request, "trials/release_page.html", context, status=400 if form.errors else 200)
