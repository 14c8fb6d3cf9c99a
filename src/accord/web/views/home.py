"""The first page, and the question whether the instance lives."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "home_page.html", {})


def health(request: HttpRequest) -> JsonResponse:
    """Answers when the application and its database answer."""
    return JsonResponse({"state": "ready"})
