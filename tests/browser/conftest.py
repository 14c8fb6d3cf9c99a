"""One served demonstration and one Chromium for all tests in this folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.pages import one_address_per_route
from browser.site import chromium, chromium_path, served_demonstration, step_into

OpenTab = Callable[..., Page]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a small demonstration coalition."""
    if chromium_path() is None:
        absent = "No Chromium on this machine."
        pytest.fail(absent) if os.environ.get("CI") else pytest.skip(absent)
    # Not pytest's own folder: its parents are closed to the database's account.
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    with folder, served_demonstration(Path(folder.name)) as address:
        yield address


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """A running Chromium; gone with its module, because its event loop would forbid others the database."""
    with chromium() as running:
        yield running


@pytest.fixture
def open_tab(browser: Browser, site: str) -> Iterator[OpenTab]:
    """Open a tab with the eyes of a person (`aldoria`, `planner`, '' for a visitor); options as Playwright's."""
    contexts = []

    def opened(person: str = "", width: int = 1440, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        step_into(page, site, person)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: str) -> dict[str, dict[str, str]]:
    """By person, one address per route that this person's links lead to."""
    found = {}
    for person in ("", "aldoria", "planner"):
        page = browser.new_page()
        step_into(page, site, person)
        found[person] = one_address_per_route(page, site)
        page.close()
    return found
