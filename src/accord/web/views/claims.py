"""Claims: lists, the page of one, and the files that support it."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accord.claims import selectors, store
from accord.nations.selectors import nation_names
from accord.web import claim_pages as pages
from accord.web.attachments import attachment
from accord.web.dates import as_of
from accord.web.export import download, wanted_format
from accord.web.forms.claims import ClaimFilters
from accord.web.lists import export_head, page_of
from accord.web.middleware import ActorRequest


def claims(request: ActorRequest) -> HttpResponse:
    """The claims that the viewer sees on the day: on standards, or on roles."""
    form = ClaimFilters(request.GET, nations=nation_names())
    if form.is_about_roles:
        return _roles(request, form)
    day = as_of(request)
    found = selectors.claims(request.actor, day, **form.chosen())
    if wanted := wanted_format(request):
        return download(
            pages.claims_table(found, day, export_head(request, form, _("released to you"))), wanted
        )
    return render(request, "claims/claims_page.html", pages.list_context(form, page_of(request, found), day))


def _roles(request: ActorRequest, form: ClaimFilters) -> HttpResponse:
    day = as_of(request)
    found = selectors.role_claims(request.actor, day, **form.chosen())
    if wanted := wanted_format(request):
        return download(
            pages.roles_table(found, day, export_head(request, form, _("released to you"))), wanted
        )
    context = pages.list_context(form, page_of(request, found), day)
    return render(request, "claims/claims_page.html", {**context, "is_about_roles": True})


def claim(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """One claim on a standard."""
    page = selectors.claim_page(uuid, as_of(request), request.actor)
    return render(request, "claims/claim_page.html", pages.statement_context(page, request.actor))


def role_claim(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """One claim on a role."""
    page = selectors.role_claim_page(uuid, as_of(request), request.actor)
    return render(request, "claims/claim_page.html", pages.statement_context(page, request.actor))


def evidence_file(request: ActorRequest, uuid: UUID) -> FileResponse:
    """A file that supports a claim, as a download."""
    found = selectors.evidence_file(uuid, request.actor)
    return attachment(store.path_of(found.uuid), name=found.file_name, media_type=found.media_type)
