"""Every page in a real browser: accessible, quiet, narrow enough, and usable without script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from browser.conftest import OpenTab
from browser.site import look_at

pytestmark = pytest.mark.browser
PEOPLE = ("", "aldoria", "planner")
Addresses = dict[str, dict[str, str]]
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _own(addresses: Addresses, person: str) -> dict[str, str]:
    """Pages to look at as this person: a visitor's all, of others those that a visitor does not reach."""
    visitor = addresses[""]
    return {
        name: path
        for name, path in addresses[person].items()
        if not person or name not in visitor or name == "home"
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("person", PEOPLE)
def test_axe_finds_nothing(
    open_tab: OpenTab, addresses: Addresses, site: str, person: str, scheme: str
) -> None:
    page = open_tab(person, color_scheme=scheme, reduced_motion="reduce")
    problems = {}
    for name, path in _own(addresses, person).items():
        look_at(page, site + path)
        results = Axe().run(page)
        if results.violations_count:
            problems[name] = results.generate_report()
    assert not problems, "\n".join(problems.values())


@pytest.mark.parametrize("person", PEOPLE)
def test_pages_write_no_error_to_the_console(
    open_tab: OpenTab, addresses: Addresses, site: str, person: str
) -> None:
    page = open_tab(person)
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for path in addresses[person].values():
        look_at(page, site + path)
    assert said == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_scrolls_sideways(
    open_tab: OpenTab, addresses: Addresses, site: str, person: str, width: int
) -> None:
    page = open_tab(person, width)
    wide = {}
    for name, path in addresses[person].items():
        look_at(page, site + path)
        if (over := page.evaluate(_OVERFLOW)) > 0:
            wide[name] = over
    assert wide == {}


def test_a_list_filters_without_script(open_tab: OpenTab, site: str) -> None:
    page = open_tab(java_script_enabled=False)
    look_at(page, f"{site}/standards/")
    page.fill("input[name=text]", "friendly force")
    page.click("form.filters button[type=submit]")
    assert "text=friendly+force" in page.url
    assert page.locator("tbody tr").count() < 10
    assert "friendly force" in page.locator(".chips").inner_text()


def test_a_list_filters_with_script_and_keeps_its_state_in_the_address(open_tab: OpenTab, site: str) -> None:
    page = open_tab()
    look_at(page, f"{site}/standards/")
    page.fill("input[name=text]", "friendly force")
    page.wait_for_selector(".chips")
    assert page.url.endswith("?text=friendly+force") or page.url.endswith("?text=friendly%20force")
    assert page.evaluate("document.activeElement.name") == "text"
    page.click(".chips a")
    page.wait_for_selector(".chips", state="detached")
    assert page.url == f"{site}/standards/"


def test_a_refused_form_moves_the_reader_to_what_is_wrong(open_tab: OpenTab, site: str) -> None:
    page = open_tab("aldoria")
    look_at(page, f"{site}/scopes/declare/")
    page.click("main form button[type=submit]")
    assert page.evaluate("document.activeElement.className") == "problems"
    assert page.locator(".problems li").count() == 3


class TestMatrixByKeyboard:
    @pytest.fixture
    def matrix(self, open_tab: OpenTab, site: str) -> Page:
        page = open_tab()
        look_at(page, f"{site}/components/")
        return page

    def _stand(self, page: Page) -> str:
        label: str = page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")
        return label

    def test_the_matrix_is_one_stop_of_the_tab_key(self, matrix: Page) -> None:
        assert matrix.locator("a.cell[tabindex='0']").count() == 1

    def test_arrows_move_and_step_over_the_diagonal(self, matrix: Page) -> None:
        matrix.focus("a.cell[tabindex='0']")
        assert self._stand(matrix).startswith("Aldoria and Borland")
        matrix.keyboard.press("ArrowDown")
        assert self._stand(matrix).startswith("Cestria and Borland")
        matrix.keyboard.press("ArrowRight")
        assert self._stand(matrix).startswith("Cestria and Drennia")
        matrix.keyboard.press("ArrowUp")
        assert self._stand(matrix).startswith("Borland and Drennia")
        matrix.keyboard.press("ArrowLeft")
        assert self._stand(matrix).startswith("Borland and Cestria")

    def test_e_leads_to_the_reason_and_enter_to_the_pair(self, open_tab: OpenTab, site: str) -> None:
        page = open_tab("planner")
        pair, reason = re.compile(r"/analyse/\w+/\w+/\?"), re.compile(r"/analyse/\w+/\w+/[\w-]+/")
        for key, place in (("e", reason), ("Enter", pair)):
            look_at(page, f"{site}/analyse/?level=2")
            page.focus("a.cell[tabindex='0']")
            page.keyboard.press(key)
            page.wait_for_url(place)
            assert place.search(page.url)
