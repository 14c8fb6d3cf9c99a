"""The coalition matrix, a pair, its units, and the explanation of one interaction."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accord.analysis import selectors
from accord.analysis.rules import Order
from accord.exchange import answers
from accord.web import analysis_pages as pages
from accord.web.export import download, wanted_format
from accord.web.middleware import ActorRequest
from accord.web.questions import asked_of, chosen


def matrix(request: ActorRequest) -> HttpResponse:
    """Who can operate with whom: nations against nations over one scope."""
    asked = asked_of(request)
    order = chosen(request, "order", Order, Order.NAME)
    answer = selectors.matrix_answer(asked, order=order)
    if form := wanted_format(request):
        return download(answers.matrix_table(pages.asked_part(request, answer)), form)
    return render(request, "analyse/matrix_page.html", pages.matrix_context(request, answer, order))


def pair(request: ActorRequest, a: str, b: str) -> HttpResponse:
    """Two nations over the scope, interaction by interaction; `?to=weakest` leads on to why it is not better."""
    how = chosen(request, "arrange", pages.Arrangement, pages.Arrangement.LEVEL)
    page = pages.arranged(selectors.pair_page(asked_of(request), a, b), how)
    if request.GET.get("to") == "weakest" and (why := pages.weakest_address(request, page)):
        return redirect(why)
    if form := wanted_format(request):
        return download(answers.pair_table(page), form)
    return render(request, "analyse/pair_page.html", pages.pair_context(request, page, how))


def pair_units(request: ActorRequest, a: str, b: str) -> HttpResponse:
    """Units of one nation against units of the other."""
    page = selectors.units_page(asked_of(request), a, b)
    if form := wanted_format(request):
        return download(answers.units_table(page), form)
    return render(request, "analyse/units_page.html", pages.units_context(request, page))


def explanation(request: ActorRequest, a: str, b: str, interaction: str) -> HttpResponse:
    """One interaction of one pair: the roles, each blocker, the smallest change."""
    page = selectors.explanation_page(asked_of(request), a, b, interaction)
    if form := wanted_format(request):
        return download(answers.explanation_table(page), form)
    return render(request, "analyse/explanation_page.html", pages.explanation_context(request, page))
