"""Scopes, seen by the cast."""

from __future__ import annotations

import pytest

from accord.access.acting import acting
from accord.access.rules import Release
from accord.core.errors import NotPermitted, NotVisible, RuleBroken
from accord.standards import selectors, services
from accord.standards.models import Scope, ScopeInteraction
from accord.standards.services.scopes import ReleasedTo
from cast import ALDORIA, BORLAND, CESTRIA, as_alliance, as_nation, as_visitor
from standards.small_catalogue import load_interaction, load_small

pytestmark = pytest.mark.django_db


def set_up_talk() -> None:
    with acting(as_alliance()):
        load_small()
        load_interaction()


def test_scope_released_to_borland_is_seen_by_owner_and_borland_only() -> None:
    set_up_talk()
    as_nation(BORLAND)
    with acting(as_nation(ALDORIA)):
        services.declare_scope(
            code="MINE", title="Mine", wanted={"TALK": 3}, released_to=ReleasedTo(Release.NATIONS, (BORLAND,))
        )
    for nation, seen in ((ALDORIA, ["MINE"]), (BORLAND, ["MINE"]), (CESTRIA, [])):
        with acting(as_nation(nation)) as actor:
            assert [scope.code for scope in selectors.scopes_visible_to(actor)] == seen
            assert Scope.objects.count() == len(seen)


def test_items_of_a_scope_are_seen_with_it_only() -> None:
    set_up_talk()
    with acting(as_nation(ALDORIA)):
        services.declare_scope(code="MINE", title="Mine", wanted={"TALK": 3})
        assert ScopeInteraction.objects.count() == 1
    with acting(as_nation(CESTRIA)):
        assert ScopeInteraction.objects.count() == 0


def test_hidden_scope_is_missed_like_one_that_does_not_exist() -> None:
    set_up_talk()
    with acting(as_nation(ALDORIA)):
        services.declare_scope(code="MINE", title="Mine", wanted={"TALK": 3})
    with acting(as_nation(CESTRIA)) as actor:
        texts = []
        for code in ("MINE", "NONE"):
            with pytest.raises(NotVisible) as refusal:
                selectors.scope_page(code, actor)
            texts.append(str(refusal.value).replace(code, "CODE"))
        assert texts[0] == texts[1]


def test_own_scope_comes_before_another_of_the_same_code() -> None:
    set_up_talk()
    for nation, level in ((ALDORIA, 2), (BORLAND, 4)):
        with acting(as_nation(nation)):
            services.declare_scope(
                code="SAME", title="Same", wanted={"TALK": level}, released_to=ReleasedTo(Release.ALL)
            )
    with acting(as_nation(BORLAND)) as actor:
        assert selectors.scope_page("SAME", actor).wanted == {"TALK": 4}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [({}, "scope-empty"), ({"NONE": 2}, "interaction-unknown"), ({"TALK": 5}, "wanted-out-of-range")],
)
def test_bad_scope_is_refused(wanted: dict[str, int], code: str) -> None:
    set_up_talk()
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refusal:
        services.declare_scope(code="MINE", title="Mine", wanted=wanted)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_scope_without_code_and_title_is_refused_with_both() -> None:
    set_up_talk()
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refusal:
        services.declare_scope(code=" ", title="", wanted={"TALK": 1})
    assert [problem.field for problem in refusal.value.problems] == ["code", "title"]


def test_visitor_declares_no_scope() -> None:
    set_up_talk()
    with acting(as_visitor()), pytest.raises(NotPermitted):
        services.declare_scope(code="MINE", title="Mine", wanted={"TALK": 3})


def test_removed_scope_is_gone_and_only_its_owner_removes_it() -> None:
    set_up_talk()
    with acting(as_nation(ALDORIA)):
        services.declare_scope(
            code="MINE", title="Mine", wanted={"TALK": 3}, released_to=ReleasedTo(Release.ALL)
        )
    with acting(as_nation(CESTRIA)), pytest.raises(NotVisible):
        services.remove_scope(code="MINE")
    with acting(as_nation(ALDORIA)):
        services.remove_scope(code="MINE")
        assert not Scope.objects.exists()


def test_edited_scope_of_the_alliance_survives_the_next_load() -> None:
    with acting(as_alliance()) as actor:
        services.load_facts()
        services.load_interactions()
        code, level = next(iter(selectors.scope_page("CORE", actor).wanted.items()))
        services.declare_scope(
            code="CORE", title="Ours", wanted={code: level}, released_to=ReleasedTo(Release.ALL)
        )
        result = services.load_interactions()
        assert selectors.scope_page("CORE", actor).scope.title == "Ours"
    assert ("kept", "scope CORE") in {(finding.kind, finding.record) for finding in result.findings}
