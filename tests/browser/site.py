"""A served demonstration coalition and a Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_START_WAIT = 240.0


def chromium_path() -> str | None:
    """The system's Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def served_demonstration(folder: Path, size: str = "small") -> Iterator[str]:
    """The demonstration of this size in a data folder of its own; yields its address, ends its server."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not _decides_the_database(name)}
    environment["ACCORD_DATA"] = str(folder)
    command = [sys.executable, "-m", "accord.cli", "demo", "--size", size, "--port", str(port)]
    # Others may pass through: under root the database's own account must reach its folder below.
    folder.chmod(0o755)
    log = folder / "server.log"
    with log.open("wb") as said:
        server = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        address = f"http://localhost:{port}"
        _wait_until_ready(address, server, log)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _decides_the_database(name: str) -> bool:
    return name in ("DATABASE_URL", "ACCORD_OWNER_DATABASE_URL", "ACCORD_AS_OWNER")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _START_WAIT
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"The demonstration did not start:\n{log.read_text()}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(_QUIET))
        yield browser
        browser.close()


def look_at(page: Page, address: str) -> None:
    """Open a page that must be there."""
    answer = page.goto(address)
    assert answer is not None, address
    assert answer.ok, f"{address} answers {answer.status}"


def step_into(page: Page, site: str, person: str) -> None:
    """Look with the eyes of a demonstration account; '' stays a visitor."""
    look_at(page, f"{site}/components/")
    if person:
        page.click(".step summary")
        page.click(f".step button[value={person}]")
        page.wait_for_load_state()
