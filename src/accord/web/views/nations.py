"""Nations and frameworks, as of a day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accord.access.rules import Permission
from accord.claims.selectors import nation_figures
from accord.nations import selectors
from accord.web import nation_pages as pages
from accord.web.dates import as_of
from accord.web.export import download, wanted_format
from accord.web.forms.nations import DatedFilters, NationFilters
from accord.web.lists import export_head, page_of
from accord.web.middleware import ActorRequest


def nations(request: ActorRequest) -> HttpResponse:
    """The list of nations with what they belong to on the day."""
    day = as_of(request)
    form = NationFilters(request.GET, frameworks=selectors.frameworks(day, request.actor))
    found = selectors.nations_as_of(day, request.actor, **form.chosen())
    if wanted := wanted_format(request):
        return download(pages.nations_table(found, export_head(request, form, _public())), wanted)
    context = {"form": form, "page": page_of(request, found), "as_of": day, "keep": pages.day_query(day)}
    return render(request, "nations/nations_page.html", context)


def nation(request: ActorRequest, code: str) -> HttpResponse:
    """One nation: what it belongs to on the day, and how it came there."""
    page = selectors.nation_page(code, as_of(request), request.actor)
    if wanted := wanted_format(request):
        rows = [*page.held, *page.undated]
        table = pages.memberships_table(
            f"nation-{page.nation.code}", page.nation.name, rows, export_head(request)
        )
        return download(table, wanted)
    figures = nation_figures(page.nation.pk, page.day, request.actor)
    return render(request, "nations/nation_page.html", pages.nation_context(page, figures))


def frameworks(request: ActorRequest) -> HttpResponse:
    """Frameworks with their numbers on the day, the bodies around them, and the initiative's time line."""
    day = as_of(request)
    found = selectors.frameworks(day, request.actor)
    if wanted := wanted_format(request):
        return download(pages.frameworks_table(found, export_head(request, marking=_public())), wanted)
    context = {
        "form": DatedFilters(request.GET),
        "frameworks": found,
        "organisations": selectors.organisations(),
        "events": selectors.initiative_timeline(day, request.actor),
        "decisions": selectors.decisions(day, request.actor),
        "as_of": day,
        "keep": pages.day_query(day),
        "sees_unconfirmed": request.actor.may(Permission.SEE_UNCONFIRMED),
    }
    return render(request, "frameworks/frameworks_page.html", context)


def framework(request: ActorRequest, code: str) -> HttpResponse:
    """One framework: who belonged to it on the day."""
    page = selectors.framework_page(code, as_of(request), request.actor)
    if wanted := wanted_format(request):
        rows = [*page.members, *page.suspended, *page.ended, *page.undated]
        name = f"framework-{page.framework.code}"
        return download(
            pages.memberships_table(name, page.framework.name, rows, export_head(request)), wanted
        )
    sees = request.actor.may(Permission.SEE_UNCONFIRMED)
    context = {**pages.framework_context(page), "form": DatedFilters(request.GET), "sees_unconfirmed": sees}
    return render(request, "frameworks/framework_page.html", context)


def _public() -> str:
    return _("public facts and exercise data")
