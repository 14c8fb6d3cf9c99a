"""Pages of standards, profiles, interactions and scopes."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client

from accord.access.selectors import alliance, party_by_code
from accord.standards.models import Interaction, Scope
from web.walking import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("coalition")]
MOST_QUERIES = 15
PAGES = (
    "/components/",
    "/standards/",
    "/standards/?text=APP&publisher=nato&dimension=procedure&page=2",
    "/standards/nato-app-11-ed.d-v1/",
    "/profiles/",
    "/profiles/fmn4-20211022/",
    "/profiles/fmn4-20211022-prf-45/",
    "/interactions/",
    "/interactions/?area=logistics&echelon=tactical&kind=exchange&edition=Spiral+4",
    "/interactions/FFT-TRACKS-S4/",
    "/scopes/",
    "/scopes/ALLIANCE/CORE/",
)
EDIT = "/interactions/FFT-TRACKS-S4/edit/"
DECLARE = "/scopes/declare/"


@pytest.fixture
def visitor() -> Client:
    return client_of(None)


@pytest.fixture
def aldoria() -> Client:
    return client_of(party_by_code("XAL"))


@pytest.fixture
def planner() -> Client:
    return client_of(alliance())


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_page_answers_a_visitor_in_few_queries(
    visitor: Client, address: str, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]  # a fixture without a type
        text_of(visitor, address)


class TestStandards:
    def test_list_says_how_many_of_how_many(self, visitor: Client) -> None:
        assert "1,389 standards" in text_of(visitor, "/standards/")
        assert re.search(r"\d+ standards of 1,389", text_of(visitor, "/standards/?text=friendly+force"))

    def test_filter_in_force_can_be_removed_alone(self, visitor: Client) -> None:
        page = text_of(visitor, "/standards/?text=APP&kind=coverdoc&page=3")
        assert 'href="/standards/?kind=coverdoc"' in page
        assert 'href="/standards/?text=APP"' in page

    def test_unknown_choice_is_said_at_its_field_and_filters_nothing(self, visitor: Client) -> None:
        page = text_of(visitor, "/standards/?dimension=magic")
        assert 'href="#id_dimension"' in page
        assert "1,389 standards" in page

    def test_list_without_a_hit_teaches(self, visitor: Client) -> None:
        assert "No standard fits these filters" in text_of(visitor, "/standards/?text=zzzz")

    @pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
    def test_list_exports_what_the_filters_leave(self, visitor: Client, form: str) -> None:
        answer = visitor.get(f"/standards/?text=friendly+force&format={form}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].endswith(f'standards.{form}"')

    def test_exported_list_names_its_filter(self, visitor: Client) -> None:
        exported = json.loads(visitor.get("/standards/?text=friendly+force&format=json").content)
        assert exported["filter"] == "Number or title: friendly force"
        assert all("friendly force" in row["title"].lower() for row in exported["rows"])

    def test_unknown_format_is_refused_in_a_sentence(self, visitor: Client) -> None:
        answer = visitor.get("/standards/?format=pdf")
        assert answer.status_code == 400
        assert "Choose csv, xlsx or json" in answer.content.decode()

    def test_standard_shows_editions_covers_profiles_and_licence(self, visitor: Client) -> None:
        page = text_of(visitor, "/standards/nato-app-11-ed.d-v1/")
        assert "/standards/nato-app-11-ed.d-v2/" in page
        assert "backward compatible: yes, it can stand for this one" in page
        assert "backward compatible: no" in page
        assert "our judgement" in page
        assert "STANAG 7149" in page
        assert "/profiles/fmn4-20211022-prf-45/" in page
        assert "MIT License" in page

    def test_unknown_standard_is_not_found(self, visitor: Client) -> None:
        assert visitor.get("/standards/nato-nothing/").status_code == 404


class TestProfiles:
    def test_roots_are_listed_with_the_size_of_their_trees(self, visitor: Client) -> None:
        page = text_of(visitor, "/profiles/")
        assert "35 specifications" in page
        assert "/profiles/fmn4-20211022/" in page

    def test_profile_shows_groups_and_the_interactions_it_serves(self, visitor: Client) -> None:
        page = text_of(visitor, "/profiles/fmn4-20211022-prf-45/")
        assert "Group 1" in page
        assert "mandatory" in page
        assert "/interactions/FFT-TRACKS-S4/" in page

    def test_profile_exports_its_selections(self, visitor: Client) -> None:
        answer = visitor.get("/profiles/fmn4-20211022-prf-45/?format=csv")
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert ["1", "mandatory", "current", "nato-app-11-ed.d-v1"] in [row[:4] for row in rows]


class TestInteractions:
    def test_filters_narrow_the_list(self, visitor: Client) -> None:
        page = text_of(visitor, "/interactions/?family=FFT-TRACKS")
        assert "4 interactions of 183" in page

    def test_roles_stand_in_their_natural_order_with_the_judgement_marked(self, visitor: Client) -> None:
        page = text_of(visitor, "/interactions/FFT-TRACKS-S4/")
        places = [page.index(f'id="{role}"') for role in ("provider", "consumer", "mediator")]
        assert places == sorted(places)
        assert "our judgement" in page
        assert "/interactions/FFT-TRACKS-S5/" in page

    def test_only_editors_of_the_catalogue_are_offered_the_edit(
        self, visitor: Client, planner: Client
    ) -> None:
        assert EDIT not in text_of(visitor, "/interactions/FFT-TRACKS-S4/")
        assert EDIT in text_of(planner, "/interactions/FFT-TRACKS-S4/")

    def test_a_nation_may_not_edit_the_catalogue(self, aldoria: Client) -> None:
        assert aldoria.get(EDIT).status_code == 403

    def test_edit_changes_profile_and_groups(self, planner: Client) -> None:
        chosen = {"profile": "fmn5-20221202-prf-45", "groups_provider": "all", "groups_consumer": "1"}
        answer = planner.post(EDIT, {**chosen, "groups_mediator": ""})
        assert answer.headers["Location"] == "/interactions/FFT-TRACKS-S4/"
        edited = Interaction.objects.get(code="FFT-TRACKS-S4")
        assert edited.profile is not None
        assert edited.profile.code == "fmn5-20221202-prf-45"
        groups = {row.role: row.groups for row in edited.roles.all()}
        assert groups == {"provider": None, "consumer": [1], "mediator": []}
        assert edited.edited_at is not None

    def test_edit_with_a_group_that_does_not_exist_is_refused(self, planner: Client) -> None:
        answer = planner.post(EDIT, {"profile": "fmn4-20211022-prf-45", "groups_provider": "1, 99"})
        assert answer.status_code == 400
        assert "has no group 99" in answer.content.decode()

    def test_edit_with_words_for_groups_is_refused_at_the_field(self, planner: Client) -> None:
        answer = planner.post(EDIT, {"profile": "fmn4-20211022-prf-45", "groups_provider": "first"})
        assert answer.status_code == 400
        assert 'href="#id_groups_provider"' in answer.content.decode()


class TestScopes:
    def test_declared_scope_is_seen_by_its_owner_alone(self, aldoria: Client, visitor: Client) -> None:
        sent = {"code": "MINE", "title": "Ours", "release": "owner only", "wanted-FFT-TRACKS-S4": "3"}
        address = aldoria.post(DECLARE, sent).headers["Location"]
        assert address == "/scopes/XAL/MINE/"
        page = text_of(aldoria, address)
        assert "Aldoria · released to nobody else" in page
        assert "evaluated" in page
        assert visitor.get(address).status_code == 404

    def test_export_of_a_scope_carries_its_owners_mark(self, aldoria: Client) -> None:
        sent = {"code": "MINE", "title": "Ours", "release": "owner only", "wanted-FFT-TRACKS-S4": "3"}
        address = aldoria.post(DECLARE, sent).headers["Location"]
        head = aldoria.get(address, {"format": "json"}).json()
        assert head["marking"] == "Aldoria · released to nobody else · exercise data"

    def test_every_error_is_said_at_once(self, aldoria: Client) -> None:
        sent = {"code": "", "title": "", "release": "owner only"}
        wrong = {"wanted-NOTHING": "3", "wanted-FFT-TRACKS-S4": "7", "wanted-OVERLAY-S4": "much"}
        answer = aldoria.post(DECLARE, sent | wrong)
        page = answer.content.decode()
        assert answer.status_code == 400
        for sentence in (
            "The scope has no code",
            "The scope has no title",
            "the interaction “NOTHING”, which does not exist",
            "The wanted level of “FFT-TRACKS-S4” is 7",
            "The wanted level of “OVERLAY-S4” is “much”",
        ):
            assert sentence in page
        assert not Scope.objects.filter(owner__code="XAL").exists()

    def test_empty_scope_is_refused(self, aldoria: Client) -> None:
        answer = aldoria.post(DECLARE, {"code": "MINE", "title": "Ours", "release": "owner only"})
        assert "The scope has no interaction" in answer.content.decode()

    def test_release_to_no_named_nation_is_refused(self, aldoria: Client) -> None:
        sent = {"code": "M", "title": "Ours", "release": "named nations", "wanted-FFT-TRACKS-S4": "3"}
        answer = aldoria.post(DECLARE, sent)
        assert answer.status_code == 400
        assert 'href="#id_nations"' in answer.content.decode()

    def test_copy_of_another_scope_starts_from_its_levels_without_its_code(self, aldoria: Client) -> None:
        page = text_of(aldoria, f"{DECLARE}?from=CORE&owner=ALLIANCE")
        assert 'value="First twenty"' in page
        assert 'value="CORE"' not in page
        assert '<option value="3" selected>' in page

    def test_visitor_is_asked_to_sign_in_before_declaring(self, visitor: Client) -> None:
        answer = visitor.get(DECLARE)
        assert answer.headers["Location"] == f"/account/login/?next={DECLARE}"
