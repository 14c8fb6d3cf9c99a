"""Loading the public facts, and declaring memberships by hand."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from accord.access.acting import acting
from accord.core.errors import NotPermitted, RuleBroken
from accord.nations import fact_files, services
from accord.nations.models import Event, Membership, Nation
from accord.nations.rules import MembershipRecord
from accord.nations.services import Counts
from cast import ALDORIA, as_alliance, as_nation

pytestmark = pytest.mark.django_db

GEORGIA_JOINS = MembershipRecord("GEO", "PFP", starts="1994-03-23", source="a source", certainty="confirmed")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the shipped files that a test may change."""
    return Path(shutil.copytree(fact_files.FACTS, tmp_path / "facts"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def rows(name: str) -> list[dict[str, str]]:
    with (fact_files.FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codes_of(refused: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_first_load_creates_every_row_and_second_changes_nothing():
    with acting(as_alliance()):
        first, second = services.load_facts(), services.load_facts()
    for kind, name in (("nation", "nations"), ("membership", "memberships"), ("event", "events")):
        assert first[kind] == Counts(created=len(rows(name)))
        assert second[kind] == Counts(unchanged=len(rows(name)))


def test_real_nations_are_no_exercise_data():
    with acting(as_alliance()):
        services.load_facts()
        assert not Nation.objects.filter(party__exercise_data=True).exists()


def test_corrected_date_replaces_the_shipped_row(facts: Path):
    with acting(as_alliance()):
        services.load_facts()
        change(facts, "memberships", "GEO,PFP,member,1994-03-23", "GEO,PFP,member,1994-03-24")
        counts = services.load_facts(facts)["membership"]
        assert (counts.created, counts.removed) == (1, 1)
        assert Membership.objects.get(nation__party__code="GEO", framework__code="PFP").starts == "1994-03-24"


def test_changed_source_updates_one_row(facts: Path):
    with acting(as_alliance()):
        services.load_facts()
        change(facts, "memberships", "1994-05-04,,,,trend.az", "1994-05-04,,,,another source")
        assert services.load_facts(facts)["membership"].updated == 1


def test_removed_event_goes(facts: Path):
    with acting(as_alliance()):
        services.load_facts()
        change(facts, "events", "UKR,2016,", "UKR,2017,")
        services.load_facts(facts)
        assert not Event.objects.filter(nation__party__code="UKR", happened_on="2016").exists()


def test_membership_declared_by_hand_is_kept(facts: Path):
    with acting(as_alliance()):
        services.load_facts()
        services.declare_membership(replace(GEORGIA_JOINS, framework="MD", starts="2020"))
        assert services.load_facts()["membership"].unchanged == len(rows("memberships"))
        assert Membership.objects.filter(nation__party__code="GEO", framework__code="MD").exists()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("GEO,PFP,member,1994-03-23", "QQQ,PFP,member,1994-03-23", "unknown-nation"),
        ("GEO,PFP,member,1994-03-23", "GEO,QQQ,member,1994-03-23", "unknown-framework"),
        ("GEO,PFP,member,1994-03-23", "GEO,PFP,member,1994-13", "date"),
        ("GEO,PFP,member,1994-03-23,", "GEO,PFP,member,1994-03-23,1990", "reversed-dates"),
    ],
)
def test_wrong_row_is_refused_with_file_and_line(facts: Path, old: str, new: str, code: str):
    change(facts, "memberships", old, new)
    with acting(as_alliance()), pytest.raises(RuleBroken, match=r"memberships\.csv, line \d+") as refused:
        services.load_facts(facts)
    assert codes_of(refused) == {code}


def test_nation_cannot_load_facts():
    with acting(as_nation(ALDORIA)), pytest.raises(NotPermitted):
        services.load_facts()


def test_all_unknown_codes_are_told_at_once():
    with acting(as_alliance()):
        services.load_facts()
        with pytest.raises(RuleBroken) as refused:
            services.declare_membership(MembershipRecord("QQQ", "QQQ", decision="qqq", source="a source"))
    assert codes_of(refused) == {"unknown-nation", "unknown-framework", "unknown-decision"}


def test_reversed_dates_are_refused():
    with acting(as_alliance()):
        services.load_facts()
        with pytest.raises(RuleBroken) as refused:
            services.declare_membership(replace(GEORGIA_JOINS, framework="MD", starts="2020", ends="2019-12"))
    assert codes_of(refused) == {"reversed-dates"}


def test_overlap_is_refused_with_the_interval_in_the_way():
    with acting(as_alliance()):
        services.load_facts()
        with pytest.raises(RuleBroken, match="from 1994-03-23") as refused:
            services.declare_membership(replace(GEORGIA_JOINS, starts="1999"))
    assert codes_of(refused) == {"overlap"}


def test_suspension_follows_membership_without_overlap():
    with acting(as_alliance()):
        services.load_facts()
        services.declare_membership(replace(GEORGIA_JOINS, framework="MD", starts="2020", ends="2021-03"))
        suspended = replace(GEORGIA_JOINS, framework="MD", state="suspended", starts="2021-03")
        assert services.declare_membership(suspended).during.lower.month == 3


def test_database_refuses_an_overlap_that_no_rule_saw():
    with acting(as_alliance()):
        services.load_facts()
        held = Membership.objects.get(nation__party__code="GEO", framework__code="PFP")
        held.pk, held.starts = None, "2001"
        with pytest.raises(IntegrityError, match="membership_no_overlap"):
            save_at_once(held)


def save_at_once(row: Membership) -> None:
    """Save inside a savepoint, and ask deferred constraints before it closes."""
    with transaction.atomic():
        row.save()
        connection.check_constraints()
