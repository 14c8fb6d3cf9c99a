"""DocBook as plain text."""

from __future__ import annotations

from accord.exchange.docbook import plain_text
from accord.exchange.strict_xml import plain_xml


def text_of(inner: str) -> str:
    return plain_text(plain_xml(f"<guide>{inner}</guide>".encode()))


def test_missing_and_empty_elements_are_no_text() -> None:
    assert plain_text(None) == ""
    assert text_of("") == ""


def test_paragraphs_stand_apart_and_lines_are_joined() -> None:
    assert text_of("<para>One\n   line.</para> <para>Two.</para>") == "One line.\n\nTwo."


def test_lists_are_indented_by_their_depth() -> None:
    inner = "<itemizedlist><listitem><para>b</para></listitem></itemizedlist>"
    items = f"<listitem><para>a</para>{inner}</listitem><listitem><para>c</para></listitem>"
    outer = f"<itemizedlist>{items}</itemizedlist>"
    assert text_of(f"<para>List:</para>{outer}") == "List:\n\n- a\n  - b\n- c"


def test_emphasis_does_not_glue_words_together() -> None:
    assert text_of("<para>the process<emphasis>Air</emphasis>and <emphasis>Sea</emphasis>.</para>") == (
        "the process Air and Sea."
    )


def test_link_keeps_its_address() -> None:
    assert text_of("<para>see <ulink url='https://example.org'>there</ulink>.</para>") == (
        "see there (https://example.org)."
    )
    assert text_of("<para><ulink url='https://example.org'>https://example.org</ulink></para>") == (
        "https://example.org"
    )


def test_angle_brackets_stay_text() -> None:
    assert text_of("<para>an &lt;entry&gt; element</para>") == "an <entry> element"
