"""The few DocBook elements of FMN texts, as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

INDENT = "  "


def plain_text(element: Element | None) -> str:
    """Paragraphs with an empty line between them, list items as lines with a dash; '' where there is none."""
    return "" if element is None else "\n".join(_blocks(element, "")).strip()


def _blocks(element: Element, indent: str) -> Iterator[str]:
    for child in element:
        if child.tag == "itemizedlist":
            for item in child:
                yield from _item(item, indent)
            yield ""
        else:
            yield f"{indent}{_inline(child)}"
            yield ""


def _item(item: Element, indent: str) -> Iterator[str]:
    mark = "- "
    for child in item:
        if child.tag == "itemizedlist":
            for below in child:
                yield from _item(below, indent + INDENT)
        else:
            yield f"{indent}{mark}{_inline(child)}"
            mark = INDENT


def _inline(element: Element) -> str:
    """The text of an element on one line; links keep their address, words of neighbours stay apart."""
    joined = ""
    for part in _parts(element):
        glued = joined[-1:].isalnum() and part[:1].isalnum()
        joined += f" {part}" if glued else part
    return re.sub(r"\s+", " ", joined).strip()


def _parts(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        yield _inline(child)
        address = child.get("url", "") if child.tag == "ulink" else ""
        if address and address != _inline(child):
            yield f" ({address})"
        if child.tail:
            yield child.tail
