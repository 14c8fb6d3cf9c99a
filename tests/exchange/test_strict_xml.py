"""XML without anything that reaches out or explodes."""

from __future__ import annotations

import pytest

from accord.exchange.strict_xml import XmlRefused, plain_xml

LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""


def test_plain_document_is_read_without_its_comments() -> None:
    root = plain_xml("<a b='1'><!-- no --><c>é</c></a>".encode())
    assert (root.tag, root.get("b"), [child.text for child in root]) == ("a", "1", ["é"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (LAUGHS, "document type"),
        (LAUGHS.decode().encode("utf-16"), "document type"),
        (b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", "document type"),
        (b"<!DOCTYPE x [<!ENTITY a SYSTEM 'http://127.0.0.1/'>]><x>&a;</x>", "document type"),
        (b"<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://127.0.0.1/'>%a;]><x/>", "document type"),
        (b"<!DOCTYPE html><html/>", "document type"),
        (b"<x>&nbsp;</x>", "well-formed"),
        (b"<a>" * 10_000 + b"</a>" * 10_000, "nested"),
        (b"<a><b></a>", "well-formed"),
        (b"<a/><b/>", "well-formed"),
        (b"", "well-formed"),
        (b"<a>", "well-formed"),
        (b"\xff\xfe<", "well-formed"),
        (b"<?xml version='1.0' encoding='no-such'?><a/>", "encoding"),
        (b"<a>\xe9</a>", "well-formed"),
    ],
)
def test_everything_else_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(XmlRefused, match=reason):
        plain_xml(content)
