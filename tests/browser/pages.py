"""Which pages there are: one address per route, found by following links as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from browser.site import look_at

# Addresses that answer with a file or with nothing to look at.
_NO_PAGES = ("evidence_file", "health", "account_logout")
_LINKS = "elements => elements.map(element => element.href)"


def one_address_per_route(page: Page, site: str) -> dict[str, str]:
    """Route name → path with query, of every page that the links lead to."""
    found: dict[str, str] = {"home": "/"}
    waiting = ["/"]
    while waiting:
        look_at(page, site + waiting.pop(0))
        for path in _links(page, site):
            route = _route(path)
            if route and route not in found:
                found[route] = path
                waiting.append(path)
    return found


def _links(page: Page, site: str) -> Iterator[str]:
    for href in page.eval_on_selector_all("a[href]:not([download])", _LINKS):
        parts = urlsplit(href)
        if href.startswith(site) and "format=" not in parts.query:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _route(path: str) -> str | None:
    try:
        name = resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
    return None if name in _NO_PAGES else name
