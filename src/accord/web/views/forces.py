"""Units and systems."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accord.claims.selectors import element_record
from accord.forces import selectors
from accord.nations.selectors import nation_names
from accord.web import force_pages as pages
from accord.web.dates import as_of
from accord.web.export import download, wanted_format
from accord.web.forms.forces import ElementFilters
from accord.web.lists import export_head, page_of
from accord.web.middleware import ActorRequest
from accord.web.releases import marking


def forces(request: ActorRequest) -> HttpResponse:
    """The forces that the viewer sees, as a list or as the tree of one nation."""
    form = ElementFilters(request.GET, nations=nation_names())
    found = selectors.elements(request.actor, **form.chosen())
    if wanted := wanted_format(request):
        return download(pages.elements_table(found, export_head(request, form, _("released to you"))), wanted)
    context = {"form": form, "page": page_of(request, found), "tree": _tree(request, form)}
    return render(request, "forces/forces_page.html", context)


def _tree(request: ActorRequest, form: ElementFilters) -> list[pages.Line]:
    nation = form.tree_of
    return pages.tree_lines(selectors.force_tree(request.actor, nation)) if nation else []


def element(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """One unit or system: its place, its claims, the roles it plays."""
    record = element_record(uuid, as_of(request), request.actor)
    if wanted := wanted_format(request):
        head = export_head(request, marking=marking(record.page.element.owner, record.page.showing))
        return download(pages.element_table(record, head), wanted)
    return render(request, "forces/element_page.html", pages.element_context(record, request.actor))
