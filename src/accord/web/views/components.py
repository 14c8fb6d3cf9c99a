"""All parts in all states, for whoever builds a page and for the accessibility run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accord.access.rules import Release
from accord.web import samples
from accord.web.dates import today
from accord.web.forms.samples import SampleQuestion, SampleRecord
from accord.web.lists import page_of


def components(request: HttpRequest) -> HttpResponse:
    """The page of components."""
    context = {
        "matrix": samples.matrix(),
        "levels": samples.level_steps(),
        "timeline": samples.timeline(),
        "blockers": samples.blockers(),
        "filters": samples.filters(),
        "record": SampleRecord(auto_id="record_%s"),
        "refused": samples.refused_form(),
        "question": SampleQuestion({"scope": "CORE", "level": 3, "as_of": today()}, auto_id="question_%s"),
        "page": page_of(request, range(1000)),
        "seen_by": {"owner": "Aldoria", "release": Release.NATIONS, "names": ["Borland", "Cestria"]},
    }
    return render(request, "components/components_page.html", context)
