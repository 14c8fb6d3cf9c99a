"""Stepping into the demonstration's people, in the demonstration only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accord.access.selectors import account_by_email
from accord.core.errors import NotVisible
from accord.demonstration.accounts import ACCOUNTS
from accord.web.middleware import ActorRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
def step(request: ActorRequest) -> HttpResponse:
    """Sign in as the named person of the demonstration, or out where none is named."""
    if not settings.DEMONSTRATION:
        raise NotVisible("There is no demonstration here.")
    emails = {account.code: account.email for account in ACCOUNTS}
    if email := emails.get(request.POST.get("person", "")):
        login(request, account_by_email(email), backend=BACKEND)
    else:
        logout(request)
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "home")
