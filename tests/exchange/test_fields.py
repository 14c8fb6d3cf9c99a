"""Fields of a record: each refusal names its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accord.exchange.fields import Fields
from accord.exchange.refusals import ImportRefused
from accord.standards.rules import Obligation

VALUES: Any = {
    "text": " some text ",
    "empty": "",
    "date": "2014-10",
    "wrong": "2014-13",
    "number": "12",
    "uuid": "33333333-3333-4333-8333-333333333333",
    "word": "mandatory",
    "list": ["a", " b "],
    "rows": [{"name": "x", "odd": "1"}, {"name": "y"}],
    "inner": {"name": "z", "list": ""},
}


@pytest.fixture
def fields() -> Fields:
    return Fields(VALUES, file="a.md", record="standard a")


def test_values_are_read_by_kind(fields: Fields) -> None:
    assert fields.text("text") == "some text"
    assert fields.written("text") == " some text "
    assert fields.maybe("missing") == ""
    assert fields.date("date") == "2014-10"
    assert fields.date("empty") == ""
    assert fields.whole_number("number") == 12
    assert fields.word("word", Obligation) is Obligation.MANDATORY
    assert fields.texts("list") == ("a", "b")
    assert fields.texts("empty") == ()
    assert [row.needed("name") for row in fields.rows("rows")] == ["x", "y"]
    assert fields.inner("inner").rows("list") == []


REFUSED: list[tuple[Callable[[Fields], Any], str]] = [
    (lambda f: f.text("missing"), "field missing): is missing"),
    (lambda f: f.text("list"), "field list): holds a list or mapping"),
    (lambda f: f.needed("empty"), "field empty): is empty"),
    (lambda f: f.date("wrong"), "field wrong): “2014-13”"),
    (lambda f: f.whole_number("text"), "field text): “some text” is not a whole number"),
    (lambda f: f.whole_number("number", most=11), "field number): “12” is not a whole number from 0 to 11"),
    (lambda f: f.word("text", Obligation), "is not one of mandatory, conditional"),
    (lambda f: f.uuid("text"), "is not a UUID"),
    (lambda f: f.inner("text"), "field text): holds a text or list"),
    (lambda f: f.rows("text"), "field text): holds something else"),
    (lambda f: f.rows("list"), r"field list\[1\]\): holds something else"),
    (lambda f: f.texts("rows"), "field rows): holds something else"),
    (lambda f: f.rows("rows")[1].needed("odd"), r"field rows\[2\]\.odd\): is missing"),
    (lambda f: f.inner("inner").needed("list"), r"field inner\.list\): is empty"),
]


@pytest.mark.parametrize(("read", "message"), REFUSED)
def test_refusal_names_file_record_and_field(
    fields: Fields, read: Callable[[Fields], Any], message: str
) -> None:
    message = message.replace("):", r"\):") if r"\)" not in message else message
    with pytest.raises(ImportRefused, match=rf"a\.md \(record standard a.*{message}.*Nothing was changed\."):
        read(fields)


def test_fields_that_nobody_read_are_known(fields: Fields) -> None:
    fields.ignore("text", "date", "wrong", "number", "uuid", "word", "list")
    fields.ignore_empty("empty")
    for row in fields.rows("rows"):
        row.text("name")
    fields.inner("inner").text("name")
    assert fields.unread() == ["rows[1].odd", "inner.list"]


def test_field_that_was_always_empty_is_reported_once_it_is_not(fields: Fields) -> None:
    fields.ignore_empty("text")
    assert "text" in fields.unread()
