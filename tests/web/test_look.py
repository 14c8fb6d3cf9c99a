"""What holds for the look of every page: strict policy, one small stylesheet, an even ramp, our words."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.template.loader import get_template

WEB = Path(__file__).resolve().parents[2] / "src" / "accord" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SHEET = (WEB / "static" / "accord.css").read_text()
LARGEST_SHEET = 40_000
LAYERS = "@layer reset, tokens, base, layout, components, utilities;"
# Inline code is dead under the content-security policy, and so would be whatever relies on it.
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "inline htmx script": re.compile(r"hx-on|hx-vals=.js:|hx-trigger=[^>]*\["),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)"),
    "an address of another site": re.compile(r"(?:src|href)=.https?://"),
    "an unsafe filter": re.compile(r"\|safe\b|autoescape off"),
}
_TRANSLATED = re.compile(
    r'{% translate "([^"]*)"|_\("([^"]*)"\)|{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}', re.S
)
UNWANTED = re.compile(r"!|\bplease\b|\bsuccessfully\b", re.IGNORECASE)


def name_of(path: Path) -> str:
    return str(path.relative_to(WEB / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_compiles(path: Path) -> None:
    assert get_template(name_of(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_obeys_the_content_security_policy(path: Path) -> None:
    text = path.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_texts_neither_shout_nor_beg(path: Path) -> None:
    texts = [" ".join(found) for found in _TRANSLATED.findall(path.read_text())]
    assert [text for text in texts if UNWANTED.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_comment_reaches_the_reader(path: Path) -> None:
    # Django's short comments end with their line; one that does not is shown as text.
    assert [line for line in path.read_text().splitlines() if line.count("{#") != line.count("#}")] == []


def test_one_stylesheet_in_layers_and_small() -> None:
    assert len(SHEET.encode()) < LARGEST_SHEET
    assert LAYERS in SHEET
    assert [path.name for path in (WEB / "static").rglob("*.css")] == ["accord.css"]


def lightness(block: str) -> list[float]:
    return [float(value) for value in re.findall(r"--level-\d: oklch\(([\d.]+)", block)]


def test_level_ramp_is_even_in_light_and_dark() -> None:
    light, dark = SHEET.split("prefers-color-scheme: dark", 1)
    for block, darkens in ((light, True), (dark, False)):
        ramp = lightness(block)[:5]
        steps = [abs(after - before) for before, after in pairwise(ramp)]
        assert len(ramp) == 5
        assert ramp == sorted(ramp, reverse=darkens)
        assert max(steps) - min(steps) <= 0.03


def test_five_sizes_of_text() -> None:
    assert re.findall(r"--(xs|s|m|l|xl): [\d.]+rem", SHEET) == ["xs", "s", "m", "l", "xl"]
