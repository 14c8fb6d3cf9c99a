"""Standards and profiles: the public catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accord.standards import selectors
from accord.web import catalogue_tables as tables
from accord.web.catalogue_pages import profile_context, standard_context
from accord.web.export import download, wanted_format
from accord.web.forms.standards import StandardFilters
from accord.web.lists import export_head, page_of
from accord.web.middleware import ActorRequest


def standards(request: ActorRequest) -> HttpResponse:
    """The list of standards."""
    everything = selectors.standards()
    form = StandardFilters(request.GET, publishers=selectors.publisher_counts(everything))
    found = selectors.standards(**form.chosen())
    if wanted := wanted_format(request):
        return download(tables.standards_table(found, export_head(request, form)), wanted)
    context = {"form": form, "page": page_of(request, found), "whole": everything.count()}
    return render(request, "standards/standards_page.html", context)


def standard(request: ActorRequest, code: str) -> HttpResponse:
    """One standard and everything that refers to it."""
    return render(request, "standards/standard_page.html", standard_context(selectors.standard_page(code)))


def profiles(request: ActorRequest) -> HttpResponse:
    """The roots of the profile graph."""
    roots = selectors.profile_roots()
    if wanted := wanted_format(request):
        return download(tables.roots_table(roots, export_head(request)), wanted)
    return render(request, "profiles/profiles_page.html", {"roots": roots})


def profile(request: ActorRequest, code: str) -> HttpResponse:
    """One profile: its place in the tree, and what it selects."""
    page = selectors.profile_page(code)
    if wanted := wanted_format(request):
        return download(tables.groups_table(page.profile, page.groups, export_head(request)), wanted)
    return render(request, "profiles/profile_page.html", profile_context(page))
