"""YAML in which everything is text, list or mapping: no types, no anchors, no aliases, no repeated keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

# The C reader is twenty times faster; both refuse the same texts.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 16

Value = str | list["Value"] | dict[str, "Value"]


class YamlRefused(ValueError):
    """The text is no YAML of the plain kind; says why, with the line where it is known."""


def plain_yaml(text: str) -> Value:
    """Read one YAML document into texts, lists and mappings; an empty value is ''.

    Works on the reader's events, so that a bomb of nested aliases is refused at its first anchor and
    nothing is ever expanded.
    """
    try:
        return _document(_events(text))
    except yaml.YAMLError as error:
        raise YamlRefused(_sentence(error)) from None


def _events(text: str) -> Iterator[Any]:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlRefused(f"line {_line(event)} uses an anchor or alias, which no plain record needs.")
        if getattr(event, "tag", None):
            raise YamlRefused(f"line {_line(event)} names a type; only plain values are read.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise YamlRefused(f"line {_line(event)} is nested more than {_DEEPEST} deep.")
        yield event


def _document(events: Iterator[Any]) -> Value:
    value: Value = ""
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            value = _value(next(events), events)
    if documents > 1:
        raise YamlRefused("holds more than one document.")
    return value


def _value(event: Any, events: Iterator[Any]) -> Value:
    if isinstance(event, yaml.ScalarEvent):
        return _text(event)
    return _list(events) if isinstance(event, yaml.SequenceStartEvent) else _mapping(events)


def _text(event: Any) -> str:
    text = str(event.value)
    # Written as an escape, both pass the reader and no database takes them.
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text if char > "\ud7ff"):
        raise YamlRefused(f"line {_line(event)} holds a character that is none.")
    return text


def _list(events: Iterator[Any]) -> list[Value]:
    items: list[Value] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(event, events))
    return items


def _mapping(events: Iterator[Any]) -> dict[str, Value]:
    items: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _value(event, events)
        if not isinstance(key, str):
            raise YamlRefused(f"line {_line(event)} has a key that is no text.")
        if key in items:
            raise YamlRefused(f"line {_line(event)} repeats the key “{key}”.")
        items[key] = _value(next(events), events)
    return items


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _sentence(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "is not readable"
    return f"line {mark.line + 1}: {problem}." if mark else f"{problem}."
