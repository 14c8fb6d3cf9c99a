"""XML without document types, entities and network, and of limited depth."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

_DEEPEST = 64


class XmlRefused(ValueError):
    """The text is no XML of the plain kind; says why."""


class _ShallowBuilder(TreeBuilder):
    """Builds the tree, comments left out, and stops at a depth that no plain document has."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise XmlRefused(f"is nested more than {_DEEPEST} deep.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def plain_xml(content: bytes) -> Element:
    """The root element; raises `XmlRefused` for anything that could expand, reach out or exhaust memory."""
    parser: Any = DefusedXMLParser(target=_ShallowBuilder(), forbid_dtd=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException:
        raise XmlRefused("declares a document type or entities, which no plain file needs.") from None
    except ParseError as error:
        raise XmlRefused(f"is no well-formed XML: {error}.") from None
    except (LookupError, ValueError) as error:
        raise (
            error if isinstance(error, XmlRefused) else XmlRefused(f"has an unreadable encoding: {error}.")
        ) from None
    return root
