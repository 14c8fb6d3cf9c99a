"""Writes, against the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, transaction

from accord.access.acting import acting
from accord.access.models import AuditEntry
from accord.access.rules import Release
from accord.core.errors import NotPermitted, NotVisible, RuleBroken
from accord.standards import selectors, services
from accord.standards.models import (
    Interaction,
    Profile,
    Publisher,
    Requirement,
    Scope,
    ScopeInteraction,
    Selection,
    Standard,
    TaxonomyNode,
)
from accord.standards.records import NodeRecord, RoleRecord
from accord.standards.rules import Dimension, Obligation, Role, Source
from accord.standards.selectors.held import held_catalogue
from accord.standards.services.scopes import ReleasedTo
from cast import ALDORIA, BORLAND, CESTRIA, as_alliance, as_nation, as_visitor
from standards.small_catalogue import (
    ROOT,
    STANDARDS,
    TALK,
    load_interaction,
    load_small,
    make_group,
    make_profile,
    make_standard,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Iterator[None]:
    with acting(as_alliance()):
        yield


@pytest.mark.usefixtures("alliance")
class TestShippedTables:
    def test_facts_hold_every_edition_and_every_selection(self) -> None:
        result = services.load_facts()
        created = {kind: count.created for kind, count in result.counts.items()}
        assert created == {
            "organization": 73,
            "profilespec": 22,
            "standard": 1257,
            "coverdoc": 92,
            "capabilityprofile": 35,
            "profile": 95,
            "serviceprofile": 413,
        }
        assert Selection.objects.count() == 1951
        assert {finding.kind for finding in result.findings} == {"dangling"}
        assert len(result.findings) == 5

    def test_facts_ship_no_descriptive_text(self) -> None:
        services.load_facts()
        assert not Standard.objects.exclude(applicability="").exists()
        assert not Profile.objects.exclude(description="", guide="").exists()

    def test_second_load_changes_nothing(self) -> None:
        services.load_facts()
        services.load_interactions()
        before = held_catalogue()
        again = [services.load_facts(), services.load_interactions()]
        counts = [count for result in again for count in result.counts.values()]
        assert not any(count.created or count.updated for count in counts)
        assert held_catalogue() == before

    def test_interactions_need_the_facts(self) -> None:
        with pytest.raises(RuleBroken, match="Load the facts first"):
            services.load_interactions()

    def test_every_interaction_feeds_the_engine(self) -> None:
        services.load_facts()
        services.load_interactions()
        interactions, requirements = selectors.interaction_table(), selectors.requirement_table()
        assert len(interactions["interaction"]) == Interaction.objects.count() >= 80
        assert set(requirements["interaction"]) <= set(interactions["interaction"])
        keys = list(zip(*(requirements[name] for name in ("interaction", "role", "standard")), strict=True))
        assert len(keys) == len(set(keys))
        assert set(requirements["obligation"]) <= {"mandatory", "conditional", "recommended", "optional"}

    def test_own_procedures_are_exercise_data_and_nothing_else_is(self) -> None:
        services.load_facts()
        services.load_interactions()
        marked = Standard.objects.filter(exercise_data=True)
        assert all(code.startswith("XP-") for code in marked.values_list("code", flat=True))
        assert marked.count() == Standard.objects.filter(code__startswith="XP-").count() > 0


@pytest.mark.usefixtures("alliance")
class TestLoading:
    def test_partial_date_keeps_its_text_and_compares_by_its_earliest_day(self) -> None:
        load_small()
        standard = Standard.objects.get(code="a")
        assert (standard.issued, str(standard.issued_from)) == ("2011-08", "2011-08-01")

    def test_dimension_follows_the_number(self) -> None:
        load_small(standards=(make_standard("x", number="AJP-3.1 Ed A Ver 1"), *STANDARDS))
        assert Standard.objects.get(code="x").dimension == Dimension.DOCTRINE

    def test_facts_never_overwrite_a_fuller_source(self) -> None:
        load_small(standards=(make_standard("a", applicability="From the user's file."), *STANDARDS[1:]))
        load_small(make_profile("talk"), source=Source.FACTS, standards=(make_standard("a", title="Other"),))
        assert Standard.objects.get(code="a").title == "Title of a"
        assert Profile.objects.get(code="talk").groups.count() == 2

    def test_group_that_is_no_longer_stated_is_gone_and_the_profile_stays_the_same(self) -> None:
        load_small()
        before = Profile.objects.get(code="talk").pk
        load_small(make_profile("talk", make_group(1, "b")), ROOT)
        talk = Profile.objects.get(code="talk")
        assert talk.pk == before
        assert list(talk.groups.values_list("selections__standard_code", flat=True)) == ["b"]

    def test_dangling_child_is_kept_as_it_is_written(self) -> None:
        load_small()
        page = selectors.profile_page("root")
        assert ([line.profile.code for line in page.tree], page.dangling) == (["talk"], ["nowhere"])

    def test_reference_is_tied_when_its_target_comes_later(self) -> None:
        load_small(make_profile("talk", make_group(1, "late")))
        assert Selection.objects.get().standard is None
        load_small(make_profile("talk", make_group(1, "late")), standards=(make_standard("late"),))
        selected = Selection.objects.get().standard
        assert selected is not None
        assert selected.code == "late"

    def test_nodes_are_tied_to_parents_that_stand_behind_them(self) -> None:
        load_small(nodes=(NodeRecord("child", "Child", "top", 1), NodeRecord("top", "Top", "", 0)))
        parent = TaxonomyNode.objects.get(code="child").parent
        assert parent is not None
        assert parent.code == "top"

    def test_parent_that_nobody_states_is_reported_and_left_empty(self) -> None:
        result = load_small(nodes=(NodeRecord("child", "Child", "nowhere", 1),))
        assert ("dangling", "node child", "parent") in {(f.kind, f.record, f.field) for f in result.findings}
        assert TaxonomyNode.objects.get().parent is None

    def test_loading_is_audited_without_contents(self) -> None:
        load_small()
        entry = AuditEntry.objects.get(action="catalogue.loaded")
        assert entry.detail["counts"]["standard"]["created"] == 2
        assert "Title" not in str(entry.detail)


def needs(code: str = "TALK") -> dict[str, set[tuple[str, str]]]:
    """Standards and obligations by role."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in Requirement.objects.filter(interaction__code=code):
        found.setdefault(row.role, set()).add((row.standard_code, row.obligation))
    return found


@pytest.mark.usefixtures("alliance")
class TestRequirements:
    def test_requirements_follow_the_chosen_groups_and_resolve_covering_documents(self) -> None:
        load_small()
        load_interaction()
        assert needs() == {
            "provider": {("a", "mandatory"), ("b", "optional")},
            "consumer": {("a", "mandatory")},
        }
        assert Requirement.objects.get(standard_code="b").written_code == "stanag"

    def test_requirements_follow_a_corrected_profile(self) -> None:
        load_small()
        load_interaction()
        load_small(make_profile("talk", make_group(1, "b")))
        assert needs() == {"provider": {("b", "mandatory")}, "consumer": {("b", "mandatory")}}

    def test_requirements_follow_what_a_document_covers(self) -> None:
        load_small()
        load_interaction()
        load_small(
            standards=(*STANDARDS[:2], make_standard("stanag", kind=STANDARDS[2].kind, covers=("a", "b")))
        )
        assert {row.standard_code for row in Requirement.objects.filter(written_code="stanag")} == {"b"}
        assert needs()["provider"] == {("a", "mandatory"), ("b", "optional")}

    def test_own_judgement_stays_when_the_profile_changes(self) -> None:
        load_small()
        load_interaction(roles=(RoleRecord(Role.PROVIDER, (), (("b", Obligation.MANDATORY),)),))
        load_small(make_profile("talk", make_group(1, "b")))
        assert needs() == {"provider": {("b", "mandatory")}}
        assert Requirement.objects.get().origin == "own judgement"

    def test_engine_gets_each_standard_once_with_its_strongest_obligation(self) -> None:
        load_small()
        load_interaction(roles=(RoleRecord(Role.PROVIDER, None, (("b", Obligation.MANDATORY),)),))
        assert selectors.requirement_table() == {
            "interaction": ["TALK", "TALK"],
            "role": ["provider", "provider"],
            "standard": ["a", "b"],
            "obligation": ["mandatory", "mandatory"],
        }

    def test_standard_that_nobody_describes_is_required_all_the_same(self) -> None:
        load_small(make_profile("talk", make_group(1, "lost")))
        load_interaction()
        assert selectors.requirement_table()["standard"] == ["lost", "lost"]

    def test_interaction_on_own_procedures_alone_is_exercise_data(self) -> None:
        load_small()
        load_small(standards=(make_standard("XP-1", publisher="", exercise_data=True),), source=Source.OWN)
        load_interaction("OWN", roles=(RoleRecord(Role.PROVIDER, (), (("XP-1", Obligation.MANDATORY),)),))
        load_interaction("BOTH", roles=(RoleRecord(Role.PROVIDER, None, (("XP-1", Obligation.MANDATORY),)),))
        assert dict(Interaction.objects.values_list("code", "exercise_data")) == {"OWN": True, "BOTH": False}


@pytest.mark.usefixtures("alliance")
class TestEditing:
    def test_edited_profile_derives_the_requirements_anew(self) -> None:
        load_small(TALK, ROOT, make_profile("shout", make_group(1, "a"), make_group(2, "b")))
        load_interaction()
        services.change_interaction_profile(code="TALK", profile="shout", groups={Role.PROVIDER: [2]})
        assert needs() == {
            "provider": {("b", "mandatory")},
            "consumer": {("a", "mandatory"), ("b", "mandatory")},
        }
        assert AuditEntry.objects.filter(action="interaction.profile-changed", object_key="TALK").exists()

    @pytest.mark.parametrize(
        ("change", "error", "text"),
        [
            ({"code": "NONE", "profile": "talk"}, NotVisible, "no interaction with the code “NONE”"),
            ({"code": "TALK", "profile": "none"}, NotVisible, "no profile with the code “none”"),
            ({"code": "TALK", "profile": "talk", "groups": {Role.PROVIDER: [7]}}, RuleBroken, "no group 7"),
        ],
    )
    def test_unknown_codes_and_groups_are_refused(self, change: dict, error: type, text: str) -> None:  # type: ignore[type-arg]
        load_small()
        load_interaction()
        with pytest.raises(error, match=text):
            services.change_interaction_profile(**change)
        assert Interaction.objects.get().edited_at is None

    def test_edited_interaction_survives_the_next_load_and_is_reported(self) -> None:
        services.load_facts()
        services.load_interactions()
        first = Interaction.objects.order_by("code")[0]
        services.change_interaction_profile(code=first.code, profile="bsp-Platform_Services")
        result = services.load_interactions()
        assert ("kept", f"interaction {first.code}") in {(f.kind, f.record) for f in result.findings}
        edited = Interaction.objects.select_related("profile").get(code=first.code)
        assert edited.profile is not None
        assert edited.profile.code == "bsp-Platform_Services"


def set_up_talk() -> None:
    with acting(as_alliance()):
        load_small()
        load_interaction()


class TestScopes:
    def test_scope_released_to_borland_is_seen_by_owner_and_borland_only(self) -> None:
        set_up_talk()
        as_nation(BORLAND)
        with acting(as_nation(ALDORIA)):
            services.declare_scope(
                code="MINE",
                title="Mine",
                wanted={"TALK": 3},
                released_to=ReleasedTo(Release.NATIONS, (BORLAND,)),
            )
        for nation, seen in ((ALDORIA, ["MINE"]), (BORLAND, ["MINE"]), (CESTRIA, [])):
            with acting(as_nation(nation)) as actor:
                assert [scope.code for scope in selectors.scopes_visible_to(actor)] == seen
                assert Scope.objects.count() == len(seen)

    def test_items_of_a_scope_are_seen_with_it_only(self) -> None:
        set_up_talk()
        with acting(as_nation(ALDORIA)):
            services.declare_scope(code="MINE", title="Mine", wanted={"TALK": 3})
            assert ScopeInteraction.objects.count() == 1
        with acting(as_nation(CESTRIA)):
            assert ScopeInteraction.objects.count() == 0

    def test_hidden_scope_is_missed_like_one_that_does_not_exist(self) -> None:
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

    def test_own_scope_comes_before_another_of_the_same_code(self) -> None:
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
    def test_bad_scope_is_refused(self, wanted: dict[str, int], code: str) -> None:
        set_up_talk()
        with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refusal:
            services.declare_scope(code="MINE", title="Mine", wanted=wanted)
        assert [problem.code for problem in refusal.value.problems] == [code]

    def test_scope_without_code_and_title_is_refused_with_both(self) -> None:
        set_up_talk()
        with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refusal:
            services.declare_scope(code=" ", title="", wanted={"TALK": 1})
        assert [problem.field for problem in refusal.value.problems] == ["code", "title"]

    def test_visitor_declares_no_scope(self) -> None:
        set_up_talk()
        with acting(as_visitor()), pytest.raises(NotPermitted):
            services.declare_scope(code="MINE", title="Mine", wanted={"TALK": 3})

    def test_removed_scope_is_gone_and_only_its_owner_removes_it(self) -> None:
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

    def test_edited_scope_of_the_alliance_survives_the_next_load(self) -> None:
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


class TestWhoMayWrite:
    def test_nation_reads_reference_data_and_changes_none(self) -> None:
        set_up_talk()
        with acting(as_nation(ALDORIA)):
            assert Publisher.objects.count() == 1
            with pytest.raises(DatabaseError), transaction.atomic():
                Publisher.objects.create(code="other")
            assert Publisher.objects.update(short="changed") == 0
            assert Requirement.objects.all().delete()[0] == 0

    def test_visitor_reads_reference_data(self) -> None:
        set_up_talk()
        with acting(as_visitor()):
            assert selectors.standards().count() == 3

    @pytest.mark.parametrize("load", [services.load_facts, services.load_interactions])
    def test_nation_loads_nothing(self, load) -> None:  # type: ignore[no-untyped-def]  # either loader
        with acting(as_nation(ALDORIA)), pytest.raises(NotPermitted):
            load()

    def test_nation_edits_no_interaction(self) -> None:
        set_up_talk()
        with acting(as_nation(ALDORIA)), pytest.raises(NotPermitted):
            services.change_interaction_profile(code="TALK", profile="talk")
