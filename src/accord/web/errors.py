"""Error pages: what was refused and what to do next; nothing of the inside."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accord.core.errors import AccordError

log = logging.getLogger(__name__)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "error_page.html", {"title": title, "text": text}, status=status)


def refusal(request: HttpRequest, error: AccordError, status: int) -> HttpResponse:
    """The page for a refusal that a person can act on."""
    return _page(request, status, _("Not done"), str(error))


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """400: the request itself is malformed."""
    return _page(
        request, 400, _("Not understood"), _("The address or the form is malformed. Go back and try again.")
    )


def forbidden(request: HttpRequest, exception: Any) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """403."""
    return _page(request, 403, _("Not permitted"), _("This needs a permission that you do not have."))


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """404, the same whether the record does not exist or is not visible."""
    return _page(
        request,
        404,
        _("Not found"),
        _("There is nothing at this address for you. Check it, or start from the home page."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a number that is in the log as well, and nothing else."""
    number = uuid.uuid4().hex[:8]
    log.error("error %s at %s", number, request.path)
    text = _("Something went wrong here. Nothing was changed. Tell your administrator the number %(number)s.")
    return _page(request, 500, _("Error"), text % {"number": number})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or came from elsewhere."""
    log.info("form refused at %s: %s", request.path, reason)
    return _page(
        request,
        403,
        _("Form expired"),
        _("This form has expired. Go back, reload the page and send it again."),
    )
