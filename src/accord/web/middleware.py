"""What every request passes: headers, the actor and its transaction, and the table of routes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    QueryDict,
)

from accord.access.acting import Actor, acting
from accord.access.selectors import actor_of
from accord.core.errors import AccordError, NotPermitted, NotVisible
from accord.web import errors
from accord.web.routes import ROUTES, Door

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class ActorRequest(HttpRequest):
    """A request inside the `Acting` middleware: it knows who asks."""

    actor: Actor


class SecurityHeaders:
    """Headers that Django does not set, and the methods that Accord answers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = request.method in _METHODS
        response = self.get_response(request) if known else HttpResponseNotAllowed(_METHODS)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = (
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        if not request.path.startswith(settings.STATIC_URL):
            # What one person may see must not lie in a shared cache.
            response.headers.setdefault("Cache-Control", "no-store")
        if settings.HTTPS:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response


class Acting:
    """One transaction a request, rendering included, in which the database knows who asks.

    Not `ATOMIC_REQUESTS`: that closes before a lazy response renders, and its lists would come out empty.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponseBase:
        request.actor = actor_of(request.user)
        with acting(request.actor):
            response = self.get_response(request)
            if getattr(request, "view_raised", False) or response.status_code >= 500:
                # Inside middleware an exception has become a response already: without this it would be committed.
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: ActorRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a page; let everything else become a 500."""
        request.view_raised = True  # type: ignore[attr-defined]  # a mark of ours on Django's object
        if isinstance(exception, NotVisible):
            raise Http404 from exception
        if isinstance(exception, NotPermitted):
            return errors.refusal(request, exception, status=403)
        if isinstance(exception, AccordError):
            return errors.refusal(request, exception, status=400)
        return None


def _words(fields: QueryDict) -> Iterator[str]:
    return itertools.chain.from_iterable(fields.getlist(name) for name in fields)


def _holds_null(words: Iterable[Any]) -> bool:
    """True where a word holds the character that no text column takes and no person types."""
    return any(isinstance(word, str) and "\0" in word for word in words)


class Routes:
    """Refuses every route that the table does not name, and asks for sign-in or permission where it says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: ActorRequest, _view: Any, _args: Any, arguments: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Ask the table before the view runs."""
        assert request.resolver_match is not None
        if _holds_null([*arguments.values(), *_words(request.GET), *_words(request.POST)]):
            return errors.bad_request(request, None)
        rule = ROUTES[request.resolver_match.view_name]
        if rule is Door.OPEN:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if rule is Door.SIGNED_IN or (not isinstance(rule, Door) and request.actor.may(rule)):
            return None
        # Answered here: what is raised at the door would not come to `process_exception`.
        refused = f"{request.actor.name} may not open this page: it needs the permission “{rule.value}”."
        return errors.refusal(request, NotPermitted(refused), status=403)
