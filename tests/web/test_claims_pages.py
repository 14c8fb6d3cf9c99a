"""Pages and forms of claims."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accord.access.acting import acting
from accord.access.rules import PartyKind, Release
from accord.access.selectors import parties
from accord.claims.models import Claim, Evidence, RoleClaim
from accord.forces.models import Element
from accord.nations import services as nations
from builders import make_claim, make_interaction, make_role, make_standard
from cast import ALDORIA, BORLAND, CESTRIA, as_alliance, as_nation, make_element, make_label, make_party
from web.refusals import is_as_missing
from web.walking import client_of, said

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
PDF = b"%PDF-1.7 content"


@pytest.fixture(autouse=True)
def world(db: None, settings, tmp_path: Path) -> None:
    """Three nations, a standard and an interaction; files in a folder of their own."""
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    with acting(as_alliance()):
        for code in (ALDORIA, BORLAND, CESTRIA):
            nations.declare_nation(code=code, name=make_party(code).name, exercise_data=True)
    make_standard()
    make_interaction()


@pytest.fixture
def aldoria() -> Client:
    return client_of(make_party(ALDORIA))


@pytest.fixture
def borland() -> Client:
    return client_of(make_party(BORLAND))


@pytest.fixture
def cestria() -> Client:
    return client_of(make_party(CESTRIA))


@pytest.fixture
def system() -> Element:
    label = make_label(ALDORIA, Release.NATIONS, (BORLAND,))
    unit = make_element(code="2SIG", name="Second Signals", label=label)
    return make_element(code="2SIG-BMS", name="Amber BMS", kind="system", parent=unit, label=label)


@pytest.fixture
def claim(system: Element) -> Claim:
    return make_claim(
        system, label=make_label(ALDORIA, Release.NATIONS, (BORLAND,)), note="seen at Amber Range"
    )


def sent(**changes: str) -> dict[str, str]:
    plain = {"standard": "xp-c2-1", "grade": "2", "made_on": "2026-01-15", "release": "owner only"}
    return {**plain, **changes}


def test_owner_and_partner_open_every_page_with_few_queries(
    aldoria: Client, borland: Client, claim: Claim, django_assert_max_num_queries
):
    assert claim.element is not None
    role = make_role(claim.element, label=claim.label)
    pages = [
        "/claims/",
        "/claims/?about=roles",
        "/claims/?standing=overdue&nation=XTA",
        f"/claims/{claim.uuid}/",
    ]
    forms = ["claim_declare", "role_declare"]
    own = [reverse(name) for name in forms]
    own += [reverse(name, args=[claim.uuid]) for name in ("claim_withdraw", "claim_release", "evidence_add")]
    for client, addresses in ((aldoria, [*pages, f"/claims/roles/{role.uuid}/", *own]), (borland, pages)):
        for address in addresses:
            with django_assert_max_num_queries(MOST_QUERIES):
                assert client.get(address).status_code == 200, address


def test_claim_page_has_its_five_places_and_its_marking(aldoria: Client, claim: Claim):
    text = aldoria.get(f"/claims/{claim.uuid}/").content.decode()
    for place in ("summary", "details", "evidence", "history", "who-sees"):
        assert f'id="{place}"' in text
    assert "Aldoria · released to named nations · exercise data" in text
    assert "seen at Amber Range" in text


def test_partner_is_not_told_who_else_sees_it_nor_offered_to_change_it(borland: Client, claim: Claim):
    text = borland.get(f"/claims/{claim.uuid}/").content.decode()
    assert "Cestria" not in text
    assert "Withdraw</a>" not in text
    assert "The history is its owner" in text


def test_hidden_claim_answers_as_a_missing_one(cestria: Client, borland: Client, claim: Claim):
    for client, name in (
        (cestria, "claim"),
        (cestria, "claim_withdraw"),
        (borland, "claim_withdraw"),
        (borland, "claim_release"),
        (borland, "evidence_add"),
    ):
        assert is_as_missing(client, name, claim.uuid), name


@pytest.mark.parametrize("who", [CESTRIA, None, "alliance"])
def test_nothing_of_it_surfaces_in_lists_for_others(claim: Claim, who: str | None):
    party = parties(PartyKind.ALLIANCE).get() if who == "alliance" else make_party(who) if who else None
    client = client_of(party)
    for address in (
        "/claims/",
        f"/claims/?element={claim.element.uuid}",
        "/claims/?format=csv",
        "/claims/?format=xlsx",
    ):
        assert b"amber bms" not in said(client.get(address))


def test_claim_is_declared_and_released(aldoria: Client, borland: Client, system: Element):
    answer = aldoria.post(
        "/claims/declare/",
        {**sent(holder=str(system.uuid), release="named nations", note="by hand"), "nations": [BORLAND]},
        follow=True,
    )
    assert "The claim is declared." in answer.content.decode()
    assert "by hand" in borland.get(answer.redirect_chain[-1][0]).content.decode()


def test_preview_tells_who_would_see_it_and_stores_nothing(aldoria: Client):
    answer = aldoria.post(
        "/claims/declare/", {**sent(release="named nations", preview="yes"), "nations": [CESTRIA]}
    )
    assert '<th scope="row">Cestria</th>' in answer.content.decode()
    with acting(as_nation(ALDORIA)):
        assert not Claim.objects.exists()


def test_all_mistakes_are_said_at_once_and_linked_to_their_fields(aldoria: Client):
    wrong = sent(standard="xp-c2", made_on="2026-02-31", grade="1", release="named nations", target_on="")
    answer = aldoria.post("/claims/declare/", wrong)
    text = answer.content.decode()
    assert answer.status_code == 400
    for field in ("standard", "made_on", "nations"):
        assert f'<a href="#id_{field}">' in text, field
    assert "Nearest codes: xp-c2-1" in text
    assert "No nation is named" in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"made_on": ""}, "The claim has no date"),
        ({"made_on": "2099-01-01"}, "in the future"),
        ({"grade": "1"}, "A plan needs the date"),
        ({"grade": "1", "target_on": "2025-01-01"}, "Swap or correct the dates"),
        ({"grade": "3"}, "Select a valid choice"),
        ({"grade": ""}, "Say how well it is supported"),
        ({"standard": ""}, "No standard is named"),
        ({"holder": "00000000-0000-4000-8000-000000000000"}, "Select a valid choice"),
    ],
)
def test_mistake_is_refused_in_a_sentence(aldoria: Client, change: dict[str, str], sentence: str):
    answer = aldoria.post("/claims/declare/", sent(**change))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_second_claim_of_the_day_is_refused_at_its_field(aldoria: Client):
    make_claim(made_on=date(2026, 1, 15))
    answer = aldoria.post("/claims/declare/", sent())
    assert "There is a claim of 15 Jan 2026 on this already" in answer.content.decode()


def test_role_is_declared(aldoria: Client, system: Element):
    what = {"holder": str(system.uuid), "interaction": "TRACKS", "role": "provider", "grade": "2"}
    answer = aldoria.post("/claims/declare-role/", {**what, "made_on": "2026-01-15", "release": "all"})
    with acting(as_nation(ALDORIA)):
        assert answer.headers["Location"] == reverse("role_claim", args=[RoleClaim.objects.get().uuid])


def test_role_of_a_unit_with_systems_is_refused(aldoria: Client, system: Element):
    what = {"holder": str(system.parent.uuid), "interaction": "TRACKS", "role": "peer", "grade": "2"}
    text = aldoria.post(
        "/claims/declare-role/", {**what, "made_on": "2026-01-15", "release": "all"}
    ).content.decode()
    assert "has systems, and these play its roles" in text
    assert "is no role of Title of TRACKS" in text


def test_suggestions_fit_what_is_typed(aldoria: Client):
    answer = aldoria.get("/claims/standards/?standard=c2").content.decode()
    assert '<option value="xp-c2-1">' in answer
    assert "<html" not in answer
    assert "<option" not in aldoria.get("/claims/standards/?standard=").content.decode()


def test_claim_is_withdrawn(aldoria: Client, claim: Claim):
    address = reverse("claim_withdraw", args=[claim.uuid])
    assert "Swap" not in aldoria.get(address).content.decode()
    assert "before 15 Jan 2026" in aldoria.post(address, {"withdrawn_on": "2025-01-01"}).content.decode()
    text = aldoria.post(address, {"withdrawn_on": "2026-03-01"}, follow=True).content.decode()
    assert "withdrawn" in text
    assert "1 Mar 2026" in text


def test_alliance_confirms_what_is_released_to_it(claim: Claim):
    staff = client_of(parties(PartyKind.ALLIANCE).get())
    assert is_as_missing(staff, "claim_confirm", claim.uuid)
    shown = make_claim(label=make_label(ALDORIA, Release.ALLIANCE), standard="xp-log-2")
    address = reverse("claim_confirm", args=[shown.uuid])
    found = {"grade": "3", "made_on": "2026-02-01"}
    assert "say until when it is valid" in staff.post(address, found).content.decode()
    text = staff.post(address, {**found, "valid_until": "2028-02-01"}, follow=True).content.decode()
    assert "The claim is confirmed." in text
    assert "replaced by a later claim" in text


def test_release_form_starts_from_what_holds_and_changes_it(aldoria: Client, cestria: Client, claim: Claim):
    address = reverse("claim_release", args=[claim.uuid])
    text = aldoria.get(address).content.decode()
    assert f'<option value="{BORLAND}" selected>' in text
    aldoria.post(address, {"release": "all"})
    with acting(as_nation(CESTRIA)):
        assert Claim.objects.exists()
    # The system itself is not released to Cestria.
    assert cestria.get(f"/claims/{claim.uuid}/").status_code == 404


def give(client: Client, claim: Claim, **content: object) -> str:
    address = reverse("evidence_add", args=[claim.uuid])
    return client.post(address, {"proves_on": "2026-01-20", **content}, follow=True).content.decode()


def test_text_and_link_are_shown_escaped(aldoria: Client, borland: Client, claim: Claim):
    give(aldoria, claim, kind="text", text="<script>alert(1)</script>")
    give(aldoria, claim, kind="link", link="https://example.org/report?a=1&b=2")
    text = borland.get(f"/claims/{claim.uuid}/").content.decode()
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert 'href="https://example.org/report?a=1&amp;b=2" rel="noopener noreferrer nofollow"' in text


def test_file_comes_back_as_a_sandboxed_attachment(
    aldoria: Client, borland: Client, cestria: Client, claim: Claim
):
    give(aldoria, claim, kind="file", file=SimpleUploadedFile("Range report.pdf", PDF))
    with acting(as_nation(ALDORIA)):
        file = Evidence.objects.get().uuid
    address = reverse("evidence_file", args=[file])
    answer = borland.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Range report.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert is_as_missing(cestria, "evidence_file", file)


@pytest.mark.parametrize(
    ("name", "content"), [("page.html", b"<html>"), ("report.pdf", b"<html>"), ("a.exe", PDF)]
)
def test_file_of_another_type_is_refused_in_a_sentence(
    aldoria: Client, claim: Claim, name: str, content: bytes
):
    text = give(aldoria, claim, kind="file", file=SimpleUploadedFile(name, content))
    assert "is not a PDF, PNG or JPEG file" in text


def test_form_that_is_too_long_is_refused_before_it_is_stored(aldoria: Client, claim: Claim, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    address = reverse("evidence_add", args=[claim.uuid])
    long_file = SimpleUploadedFile("long.pdf", PDF + b" " * 2000)
    assert aldoria.post(address, {"kind": "file", "file": long_file}).status_code == 400


def test_export_is_what_the_list_shows(aldoria: Client, claim: Claim):
    make_claim(standard="xp-log-2", grade=0, made_on=date(2026, 2, 2))
    rows = json.loads(aldoria.get("/claims/?grade=0&format=json").content)["rows"]
    assert [(row["standard"], row["grade"], row["holder"]) for row in rows] == [("xp-log-2", 0, None)]
    assert all(row["exercise_data"] for row in rows)


def test_formula_in_a_name_is_defused_in_the_export(aldoria: Client):
    element = make_element(code="=1+1")
    make_claim(element)
    assert b"'=1+1" in aldoria.get("/claims/?format=csv").content


def test_visitor_is_asked_to_sign_in_before_declaring():
    answer = client_of(None).get("/claims/declare/")
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_filters_in_force_write_days_for_people(coalition):
    page = Client().get("/claims/?as_of=2025-06-01").content.decode()
    assert "Remove the filter As of: 1 Jun 2025" in page
