"""Save a picture of every page, wide and narrow, light and dark: `python -m browser.screenshots` in `tests`.

Pictures go to `screenshots/` beside the source. They are for people; no test compares them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from browser.site import chromium, look_at, served_demonstration, step_into

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
WIDTHS, SCHEMES, PEOPLE = (1440, 390), ("light", "dark"), ("", "aldoria", "planner")


def main(size: str) -> None:
    """Serve a demonstration of this size and look at all of it."""
    with tempfile.TemporaryDirectory() as folder, served_demonstration(Path(folder), size) as site:
        os.environ.update(ACCORD_DATA=folder, DJANGO_SETTINGS_MODULE="accord.config.settings")
        import django

        django.setup()
        with chromium() as browser:
            for person in PEOPLE:
                for width in WIDTHS:
                    for scheme in SCHEMES:
                        _look(browser, site, person, width, scheme)


def _look(browser: Browser, site: str, person: str, width: int, scheme: str) -> None:
    from browser.pages import one_address_per_route

    folder = FOLDER / f"{person or 'visitor'}-{width}-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    step_into(page, site, person)
    for name, path in one_address_per_route(page, site).items():
        look_at(page, site + path)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "small")
