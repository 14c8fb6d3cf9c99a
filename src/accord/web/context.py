"""What every page's frame shows: who looks, on which day, and where in the navigation one stands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accord.access.acting import NOBODY, Actor
from accord.demonstration.accounts import ACCOUNTS
from accord.web.dates import today
from accord.web.navigation import navigation
from accord.web.templatetags.accord import GRADE_SCALE


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html` and of the parts that need no subject."""
    actor: Actor = getattr(request, "actor", NOBODY)
    match = request.resolver_match
    return {
        "actor": actor,
        # By name, so that a template can ask: {% if permissions.declare_claims %}.
        "permissions": {permission.name.lower(): True for permission in actor.permissions},
        "viewer_name": actor.name or _("a visitor"),
        "demonstration": settings.DEMONSTRATION,
        "people": ACCOUNTS if settings.DEMONSTRATION else (),
        "today": today(),
        "navigation": navigation(match.view_name if match else ""),
        "grade_scale": GRADE_SCALE,
    }
