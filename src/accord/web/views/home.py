"""The first page, and the question whether the instance lives."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from accord.web.home_page import home_context
from accord.web.middleware import ActorRequest


def home(request: ActorRequest) -> HttpResponse:
    """What is true now, what is due for whoever looks, and where to go."""
    return render(request, "home_page.html", home_context(request))


def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view takes its request
    """Answers when the application and its database answer."""
    return JsonResponse({"state": "ready"})
