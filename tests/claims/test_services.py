"""Stating, confirming, withdrawing, releasing and proving claims."""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accord.access.acting import acting
from accord.access.rules import Release, ReleasedTo
from accord.access.selectors import history_of
from accord.claims import services, store
from accord.claims.evidence import EvidenceDraft, GivenFile
from accord.claims.models import Claim, Evidence
from accord.claims.rules import ClaimDraft, Grade, RoleDraft, Statement
from accord.core.errors import NotPermitted, NotVisible, RuleBroken
from accord.standards.models import Cover
from builders import make_claim, make_confirmed, make_interaction, make_role, make_standard
from cast import (
    ALDORIA,
    BORLAND,
    TODAY,
    as_alliance,
    as_nation,
    as_visitor,
    make_element,
    make_label,
    make_party,
)

pytestmark = pytest.mark.django_db

DECLARED = Statement(Grade.DECLARED, date(2026, 1, 15))
EVALUATED = Statement(Grade.EVALUATED, date(2026, 2, 1), valid_until=date(2027, 2, 1))
OF_NATION = ClaimDraft("xp-c2-1", DECLARED)
TO_ALLIANCE = ReleasedTo(Release.ALLIANCE)


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    make_standard()
    make_interaction()
    make_party(BORLAND)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return settings.EVIDENCE_FOLDER


def codes_of(refused: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def refused_claim(draft: ClaimDraft, released_to: ReleasedTo = TO_ALLIANCE) -> set[str]:
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refused:
        services.state_claim(draft, released_to, today=TODAY)
    return codes_of(refused)


def refused_role(draft: RoleDraft) -> set[str]:
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refused:
        services.state_role(draft, today=TODAY)
    return codes_of(refused)


def test_nation_states_a_claim_and_its_audit_entry_names_no_content():
    with acting(as_nation(ALDORIA)) as actor:
        claim = services.state_claim(replace(OF_NATION, note="secret words"), TO_ALLIANCE, today=TODAY)
        (entry,) = history_of(claim, actor)
        assert (entry.action, entry.detail) == ("claim.stated", {"standard": "xp-c2-1"})
    with acting(as_alliance()):
        assert Claim.objects.get().stated_by_id == claim.owner_id


def test_standard_is_found_by_number_too():
    with acting(as_nation(ALDORIA)):
        assert (
            services.state_claim(replace(OF_NATION, standard="XP-C2-1"), today=TODAY).standard.code
            == "xp-c2-1"
        )


def test_element_of_another_nation_holds_no_claim_of_ours():
    theirs = make_element(BORLAND, "1BDE", make_label(BORLAND, Release.ALL))
    assert refused_claim(replace(OF_NATION, holder=str(theirs.uuid))) == {"unknown-holder"}


@pytest.mark.parametrize("holder", [str(uuid.UUID(int=1)), "no uuid"])
def test_unknown_holder_is_refused(holder: str):
    assert refused_claim(replace(OF_NATION, holder=holder)) == {"unknown-holder"}


def test_number_of_several_editions_asks_for_a_code():
    make_standard("xp-c2-2", number="XP")
    make_standard("xp-c2-3", number="XP")
    assert refused_claim(replace(OF_NATION, standard="XP")) == {"several-standards"}


def test_covering_document_is_not_claimed():
    covering = make_standard("xp-cover", kind="coverdoc")
    with acting(as_alliance()):
        Cover.objects.create(covering=covering, covered=make_standard(), covered_code="xp-c2-1", position=1)
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken, match="xp-c2-1") as refused:
        services.state_claim(replace(OF_NATION, standard="xp-cover"), today=TODAY)
    assert codes_of(refused) == {"covering-document"}


def test_all_problems_are_told_at_once():
    wrong = ClaimDraft("nothing", Statement(Grade.EVALUATED, None), holder="x")
    unknown_nation = ReleasedTo(Release.NATIONS, ("QQQ",))
    assert refused_claim(wrong, unknown_nation) == {
        "unknown-standard",
        "unknown-holder",
        "grade-not-own",
        "made-on-missing",
        "unknown-nation",
    }


def test_second_claim_of_the_same_day_is_refused():
    make_claim(made_on=DECLARED.made_on)
    assert refused_claim(OF_NATION) == {"double"}


@pytest.mark.parametrize("actor", [as_alliance, as_visitor])
def test_only_a_nation_states_claims(actor):
    with acting(actor()), pytest.raises(NotPermitted):
        services.state_claim(OF_NATION, today=TODAY)


def test_system_states_a_role():
    system = make_element(code="2SIG-BMS", kind="system", parent=make_element())
    with acting(as_nation(ALDORIA)):
        draft = RoleDraft("TRACKS", "provider", DECLARED, holder=str(system.uuid))
        assert services.state_role(draft, today=TODAY).role == "provider"
    assert refused_role(draft) == {"double"}


def test_unit_with_systems_plays_no_role_itself():
    unit = make_element()
    make_element(code="2SIG-BMS", kind="system", parent=unit)
    assert refused_role(RoleDraft("TRACKS", "provider", DECLARED, str(unit.uuid))) == {"not-a-participant"}


def test_role_of_a_nation_and_of_another_kind_are_refused():
    assert refused_role(RoleDraft("TRACKS", "peer", DECLARED)) == {"role-of-nation", "unknown-role"}


def test_unknown_interaction_is_refused():
    unit = make_element()
    assert refused_role(RoleDraft("NOTHING", "peer", DECLARED, str(unit.uuid))) == {"unknown-interaction"}


def test_alliance_confirms_what_it_sees_and_the_nation_sees_the_confirmation():
    claim = make_claim(label=make_label(ALDORIA, Release.ALLIANCE))
    with acting(as_alliance()):
        services.confirm_claim(uuid=claim.uuid, confirmation=EVALUATED, today=TODAY)
    with acting(as_nation(ALDORIA)) as actor:
        confirmed = Claim.objects.get(grade=Grade.EVALUATED)
        assert confirmed.stated_by.code == "ALLIANCE"
        assert [entry.action for entry in history_of(confirmed, actor)] == ["claim.confirmed"]


def test_role_is_confirmed_likewise():
    role = make_role(
        make_element(label=make_label(ALDORIA, Release.ALL)), label=make_label(ALDORIA, Release.ALL)
    )
    with acting(as_alliance()):
        assert services.confirm_claim(uuid=role.uuid, confirmation=EVALUATED, today=TODAY).grade == 3


def test_alliance_confirms_nothing_that_is_hidden_or_that_only_the_owner_may_state():
    hidden = make_claim()
    shown = make_claim(label=make_label(ALDORIA, Release.ALLIANCE), made_on=date(2026, 1, 16))
    with acting(as_alliance()):
        with pytest.raises(NotVisible):
            services.confirm_claim(uuid=hidden.uuid, confirmation=EVALUATED, today=TODAY)
        with pytest.raises(RuleBroken) as refused:
            services.confirm_claim(uuid=shown.uuid, confirmation=DECLARED, today=TODAY)
    assert codes_of(refused) == {"grade-own-only"}


def test_confirmation_of_a_taken_day_is_refused():
    claim = make_claim(label=make_label(ALDORIA, Release.ALLIANCE))
    same_day = replace(EVALUATED, made_on=claim.made_on)
    with acting(as_alliance()), pytest.raises(RuleBroken) as refused:
        services.confirm_claim(uuid=claim.uuid, confirmation=same_day, today=TODAY)
    assert codes_of(refused) == {"double"}


def test_nation_confirms_nothing():
    claim = make_claim()
    with acting(as_nation(ALDORIA)), pytest.raises(NotPermitted):
        services.confirm_claim(uuid=claim.uuid, confirmation=EVALUATED, today=TODAY)


def test_claim_is_withdrawn_once_by_its_owner():
    claim = make_claim(label=make_label(ALDORIA, Release.ALL))
    with acting(as_nation(ALDORIA)):
        services.withdraw_claim(uuid=claim.uuid, withdrawn_on=TODAY)
        assert Claim.objects.get().withdrawn_on == TODAY
        with pytest.raises(RuleBroken) as refused:
            services.withdraw_claim(uuid=claim.uuid, withdrawn_on=TODAY)
    assert codes_of(refused) == {"already-withdrawn"}


def test_nobody_else_withdraws_or_releases_a_claim():
    claim = make_claim(label=make_label(ALDORIA, Release.ALL))
    with acting(as_nation(BORLAND)):
        with pytest.raises(NotVisible):
            services.withdraw_claim(uuid=claim.uuid, withdrawn_on=TODAY)
        with pytest.raises(NotVisible):
            services.release_claim(uuid=claim.uuid, released_to=ReleasedTo(Release.ALL))


def test_release_takes_the_evidence_along():
    claim = make_claim()
    with acting(as_nation(ALDORIA)):
        services.add_evidence(uuid=claim.uuid, draft=EvidenceDraft("text", TODAY, text="Seen"), today=TODAY)
        services.release_claim(uuid=claim.uuid, released_to=ReleasedTo(Release.NATIONS, (BORLAND,)))
    with acting(as_nation(BORLAND)):
        assert Claim.objects.get().evidence.get().text == "Seen"


def test_file_is_stored_under_a_random_name_with_its_hash(folder: Path):
    claim, content = make_claim(), b"%PDF-1.7 content"
    given = GivenFile("../Report\u202e.pdf", len(content), io.BytesIO(content))
    with acting(as_nation(ALDORIA)):
        evidence = services.add_evidence(
            uuid=claim.uuid, draft=EvidenceDraft("file", TODAY, file=given), today=TODAY
        )
    assert (evidence.file_name, evidence.media_type) == ("Report.pdf", "application/pdf")
    assert evidence.sha256 == hashlib.sha256(content).hexdigest()
    assert [path.name for path in folder.iterdir()] == [evidence.uuid.hex]
    assert store.path_of(evidence.uuid).read_bytes() == content


def test_refused_file_leaves_nothing_behind(folder: Path):
    claim = make_claim()
    given = GivenFile("page.html", 6, io.BytesIO(b"<html>"))
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refused:
        services.add_evidence(uuid=claim.uuid, draft=EvidenceDraft("file", TODAY, file=given), today=TODAY)
    assert codes_of(refused) == {"file-type"}
    assert not folder.exists()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"grade": 5}, "claim_grade_range|claim_stated_by"),
        ({"grade": 3, "valid_until": TODAY}, "claim_stated_by"),
        ({"grade": 1}, "claim_plan_has_target"),
        ({"withdrawn_on": date(2025, 1, 1)}, "claim_dates_in_order"),
    ],
)
def test_database_keeps_the_rules_about_grades_and_dates(fields: dict[str, object], constraint: str):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_claim(**fields)


def test_database_keeps_an_end_on_what_somebody_else_states():
    claim = make_claim(label=make_label(ALDORIA, Release.ALLIANCE))
    with pytest.raises(IntegrityError, match="claim_proof_lapses"), transaction.atomic():
        make_confirmed(claim, valid_until=None)
    with pytest.raises(IntegrityError, match="claim_stated_by"), transaction.atomic():
        make_confirmed(claim, grade=2)


def test_database_refuses_label_and_element_of_another_nation():
    theirs = make_element(BORLAND, "1BDE", make_label(BORLAND, Release.ALL))
    for fields in ({"label": theirs.label}, {"element": theirs}):
        with pytest.raises(IntegrityError, match="of_owner"):
            make_at_once(**fields)


def make_at_once(**fields: object) -> None:
    """Make a claim inside a savepoint, and ask deferred constraints before it closes."""
    with transaction.atomic():
        make_claim(**fields)  # type: ignore[arg-type]  # any field of the table
        connection.check_constraints()


def test_database_refuses_evidence_for_the_claim_of_another_nation():
    claim = make_claim(label=make_label(ALDORIA, Release.ALL))
    with pytest.raises(IntegrityError, match="claim_id_of_owner"):
        prove_at_once(claim)


def prove_at_once(claim: Claim) -> None:
    """Borland adds evidence to a claim inside a savepoint."""
    label = make_label(BORLAND)
    with transaction.atomic(), acting(as_nation(BORLAND)) as borland:
        Evidence.objects.create(
            owner_id=borland.party,
            label=label,
            claim_id=claim.pk,
            kind="text",
            text="Not so",
            proves_on=TODAY,
        )
        connection.check_constraints()


@pytest.mark.parametrize("field", ["grade", "made_on", "note"])
def test_database_refuses_to_rewrite_what_was_stated(field: str):
    claim = make_claim()
    with (
        acting(as_nation(ALDORIA)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        claim.save(update_fields=[field])
