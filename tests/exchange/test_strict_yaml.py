"""YAML that is read as texts, and YAML that is refused."""

from __future__ import annotations

import time

import pytest

from accord.exchange.strict_yaml import YamlRefused, plain_yaml

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_everything_is_text() -> None:
    text = "version: 15.0\ncomplete: true\ndate: 2020-01-31\nnumber: 1\nparent: null\nempty:\nlist:\n - 1\n"
    assert plain_yaml(text) == {
        "version": "15.0",
        "complete": "true",
        "date": "2020-01-31",
        "number": "1",
        "parent": "null",
        "empty": "",
        "list": ["1"],
    }


def test_folded_text_keeps_its_paragraphs() -> None:
    assert plain_yaml("a: >2\n    One\n    line.\n\n    Two.\n") == {"a": "  One\n  line.\n\n  Two.\n"}


def test_empty_text_is_an_empty_value() -> None:
    assert plain_yaml("") == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BOMB, "line 1 uses an anchor"),
        ("a: *b", "alias"),
        ("a: &b 1", "anchor"),
        ("a: !!python/object/apply:os.system [ls]", "names a type"),
        ("a: !!int 1", "names a type"),
        ("a: 1\nb: 2\na: 3", "line 3 repeats the key “a”"),
        ("? [a]\n: 1", "key that is no text"),
        ("a: {", "line"),
        ("a: b: c", "line 1"),
        ("\ta: 1", "line 1"),
        ("a: 1\n---\nb: 2", "more than one document"),
        ("[" * 50_000, "nested more than"),
        ("- " * 50_000, "nested more than"),
        ("a: \x00", "not allowed"),
        ('a: "\\0"', "a character that is none"),
        ('a: "\\ud800"', "line 1"),
    ],
)
def test_everything_else_is_refused_at_once(text: str, reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(YamlRefused, match=reason):
        plain_yaml(text)
    assert time.monotonic() - started < 1
