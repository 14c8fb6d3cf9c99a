"""FMN profiles, in small."""

from __future__ import annotations

import pytest

from accord.exchange.fmn import FmnFile, read_fmn
from accord.exchange.refusals import ImportRefused
from accord.standards.records import EventRecord, GroupRecord
from accord.standards.rules import EventFlag, Lifecycle, Obligation, ProfileKind

STATUS = """<status mode="accepted"><uri/><history>
<event date="2022-12-23" flag="added" rfcp="14-059" version="15.0"/></history></status><uuid/>"""

SMALL = f"""<?xml version="1.0" encoding="utf-8"?>
<nispadditions>
<organisations>
  <orgkey key="acme" short="ACME" long="Acme of Aldoria"/>
  <orgkey key="panel" short="PANEL" long="Panel of Borland"/>
</organisations>
<standards>
  <standard id="acme-1" tag="ACME 1">
    <document orgid="acme" pubnum="ACME 1" date="2011-08" title="How to talk" version="1.0"/>
    <applicability><para>One text.</para></applicability>
    <responsibleparty rpref="panel"/>
    <status mode="accepted"><uri>https://example.org/a</uri><history/></status>
  </standard>
  <coverdoc id="stanag-1" tag="STANAG 1">
    <document orgid="acme" pubnum="STANAG 1" date="" title="Talking"/>
    <coverstandards><refstandard refid="acme-1"/></coverstandards>
    <responsibleparty rpref="panel"/>
    <status mode="accepted"><uri/><history/></status>
  </coverdoc>
</standards>
<profileset>
  <profilespec id="profspec-a" orgid="acme" pubnum="" title="Acme Profiles" date="2020-01-01"/>
  <profile toplevel="yes" id="all" short="ALL" title="All of Acme">
    <refprofilespec refid="profspec-a"/><description/>
    <subprofiles><refprofile refid="talk"/><refprofile refid="talk"/></subprofiles>{STATUS}
  </profile>
  <serviceprofile id="talk" title="Talk">
    <refprofilespec refid="profspec-a"/>
    <description><para>Talking: to each other.</para></description>
    <reftaxonomy refid="T-1-X"/>
    <refgroup obligation="mandatory" lifecycle="candidate">
      <description><para>Always.</para></description><refstandard refid="acme-1"/><!-- How to talk --><uuid/>
    </refgroup>
    <refgroup obligation="none" lifecycle="candidate"><description/></refgroup>
    <guide><itemizedlist spacing="compact"><listitem><para>Speak.</para></listitem></itemizedlist></guide>{STATUS}
  </serviceprofile>
</profileset>
</nispadditions>"""


def read(old: str = "", new: str = "") -> FmnFile:
    assert old in SMALL
    return read_fmn((SMALL.replace(old, new) if old else SMALL).encode(), "fmn.xml")


def test_profiles_are_read_with_guides_and_groups() -> None:
    root, talk = read().catalogue.profiles
    assert (root.kind, root.short, root.children) == (ProfileKind.CAPABILITY, "ALL", ("talk",))
    assert (talk.kind, talk.description, talk.guide) == (
        ProfileKind.SERVICE,
        "Talking: to each other.",
        "- Speak.",
    )
    assert talk.nodes == ("T-1-X",)
    assert talk.groups == (
        GroupRecord(1, Obligation.MANDATORY, Lifecycle.CANDIDATE, ("acme-1",), "Always."),
        GroupRecord(2, Obligation.NONE, Lifecycle.CANDIDATE),
    )
    assert talk.history == (EventRecord(EventFlag.ADDED, "2022-12-23", "14-059", "15.0"),)
    assert talk.specification == root.specification == ("acme", "Acme Profiles", "2020-01-01")


def test_empty_uuids_say_nothing() -> None:
    assert [profile.uuid for profile in read().catalogue.profiles] == [None, None]


def test_new_keys_become_what_they_are_used_for() -> None:
    catalogue = read().catalogue
    assert [item.code for item in catalogue.publishers] == ["acme"]
    assert [item.code for item in catalogue.responsibles] == ["panel"]


def test_new_standards_are_read_with_what_they_cover() -> None:
    standard, document = read().catalogue.standards
    assert (standard.number, standard.issued, standard.version, standard.applicability) == (
        "ACME 1",
        "2011-08",
        "1.0",
        "One text.",
    )
    assert (document.covers, document.issued) == (("acme-1",), "")


def test_sound_file_has_no_findings() -> None:
    assert read().findings == ()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('mode="accepted"><uri>', 'mode="rejected"><uri>', "not-accepted"),
        ('tag="ACME 1"', 'tag="ACME 1" colour="blue"', "unknown-field"),
        ("<organisations>", "<novelty/><organisations>", "unknown-field"),
        ("One text.", "One <keycap>text</keycap>.", "unknown-field"),
        ("One text.", "One [[text]].", "markup"),
        ("https://example.org/a", "http://example.org/a", "plain-http-link"),
        ('refprofilespec refid="profspec-a"', 'refprofilespec refid="profspec-b"', "dangling"),
    ],
)
def test_oddity_is_found_and_the_rest_is_read(old: str, new: str, kind: str) -> None:
    file = read(old, new)
    assert {finding.kind for finding in file.findings} == {kind}
    assert len(file.catalogue.profiles) == 2


def test_rejected_record_is_left_out() -> None:
    assert [
        item.code for item in read('mode="accepted"><uri>', 'mode="rejected"><uri>').catalogue.standards
    ] == ["stanag-1"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<nispadditions>", "<other>", "no well-formed XML"),
        ('<serviceprofile id="talk"', "<serviceprofile", r"\(record serviceprofile, field id\): is missing"),
        (
            'obligation="mandatory"',
            'obligation="emerging"',
            r"record serviceprofile talk.*obligation.*“emerging”",
        ),
        ('date="2011-08"', 'date="August"', r"record standard acme-1, field document.date.*“August”"),
        ('refid="acme-1"/><!--', 'refid=""/><!--', "field refstandard.refid"),
        (
            '<responsibleparty rpref="panel"/>',
            "",
            r"record standard acme-1, field responsibleparty.: is missing",
        ),
        ('<coverdoc id="stanag-1"', '<coverdoc id="acme-1"', "second record of this id"),
        ('<coverdoc id="stanag-1"', '<coverdoc id="stanag/1"', "field id.*“stanag/1”"),
    ],
)
def test_misshapen_file_is_refused_with_record_and_field(old: str, new: str, message: str) -> None:
    with pytest.raises(ImportRefused, match=rf"^fmn\.xml.*{message}"):
        read(old, new)


def test_foreign_xml_is_refused_by_its_root() -> None:
    with pytest.raises(ImportRefused, match="begins with <html>"):
        read_fmn(b"<html/>", "fmn.xml")


def test_document_type_is_refused() -> None:
    with pytest.raises(ImportRefused, match="document type"):
        read("<nispadditions>", '<!DOCTYPE x [<!ENTITY a "b">]><nispadditions>')
