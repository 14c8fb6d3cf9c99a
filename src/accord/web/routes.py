"""Who may open which address: every route by name. One that is missing is refused, and fails the tests.

Pages enter the table on the line that gives them their address, through `page()`. What a page shows inside is
a matter of releases; the table says who may knock.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from accord.access.rules import Permission


class Door(Enum):
    """Routes that need no permission: open to all, or to everybody who has signed in."""

    OPEN = "open"
    SIGNED_IN = "signed in"


# allauth's own pages ask for sign-in themselves where they need it.
ROUTES: dict[str, Door | Permission] = dict.fromkeys(
    (
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_confirm_login_code",
    ),
    Door.OPEN,
)


def page(
    address: str, view: Callable[..., HttpResponseBase], name: str, door: Door | Permission
) -> URLPattern:
    """An address, its view, its name, and who may open it."""
    ROUTES[name] = door
    view_: Any = view
    pattern: URLPattern = path(address, view_, name=name)
    return pattern
