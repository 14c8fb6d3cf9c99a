"""Loading a catalogue."""

from __future__ import annotations

import pytest

from accord.access.models import AuditEntry
from accord.standards import selectors
from accord.standards.models import Profile, Selection, Standard, TaxonomyNode
from accord.standards.records import NodeRecord
from accord.standards.rules import Dimension, Source
from standards.small_catalogue import ROOT, STANDARDS, load_small, make_group, make_profile, make_standard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def test_partial_date_keeps_its_text_and_compares_by_its_earliest_day() -> None:
    load_small()
    standard = Standard.objects.get(code="a")
    assert (standard.issued, str(standard.issued_from)) == ("2011-08", "2011-08-01")


def test_dimension_follows_the_number() -> None:
    load_small(standards=(make_standard("x", number="AJP-3.1 Ed A Ver 1"), *STANDARDS))
    assert Standard.objects.get(code="x").dimension == Dimension.DOCTRINE


def test_facts_never_overwrite_a_fuller_source() -> None:
    load_small(standards=(make_standard("a", applicability="From the user's file."), *STANDARDS[1:]))
    load_small(make_profile("talk"), source=Source.FACTS, standards=(make_standard("a", title="Other"),))
    assert Standard.objects.get(code="a").title == "Title of a"
    assert Profile.objects.get(code="talk").groups.count() == 2


def test_group_that_is_no_longer_stated_is_gone_and_the_profile_stays_the_same() -> None:
    load_small()
    before = Profile.objects.get(code="talk").pk
    load_small(make_profile("talk", make_group(1, "b")), ROOT)
    talk = Profile.objects.get(code="talk")
    assert talk.pk == before
    assert list(talk.groups.values_list("selections__standard_code", flat=True)) == ["b"]


def test_dangling_child_is_kept_as_it_is_written() -> None:
    load_small()
    page = selectors.profile_page("root")
    assert ([line.profile.code for line in page.tree], page.dangling) == (["talk"], ["nowhere"])


def test_reference_is_tied_when_its_target_comes_later() -> None:
    load_small(make_profile("talk", make_group(1, "late")))
    assert Selection.objects.get().standard is None
    load_small(make_profile("talk", make_group(1, "late")), standards=(make_standard("late"),))
    selected = Selection.objects.get().standard
    assert selected is not None
    assert selected.code == "late"


def test_nodes_are_tied_to_parents_that_stand_behind_them() -> None:
    load_small(nodes=(NodeRecord("child", "Child", "top", 1), NodeRecord("top", "Top", "", 0)))
    parent = TaxonomyNode.objects.get(code="child").parent
    assert parent is not None
    assert parent.code == "top"


def test_parent_that_nobody_states_is_reported_and_left_empty() -> None:
    result = load_small(nodes=(NodeRecord("child", "Child", "nowhere", 1),))
    assert ("dangling", "node child", "parent") in {(f.kind, f.record, f.field) for f in result.findings}
    assert TaxonomyNode.objects.get().parent is None


def test_loading_is_audited_without_contents() -> None:
    load_small()
    entry = AuditEntry.objects.get(action="catalogue.loaded")
    assert entry.detail["counts"]["standard"]["created"] == 2
    assert "Title" not in str(entry.detail)
