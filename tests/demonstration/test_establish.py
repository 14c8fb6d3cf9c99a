"""The coalition in the database: who sees what of it, and that a second run changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from accord.access.acting import Actor, acting
from accord.access.models import Account, AuditEntry, Label, Party
from accord.access.selectors import actor_for_party, actor_of, party_by_code
from accord.claims.models import Claim, Evidence, RoleClaim
from accord.demonstration.accounts import ACCOUNTS
from accord.demonstration.coalition import SMALL
from accord.demonstration.establish import (
    DemonstrationRefused,
    Established,
    establish,
    read_catalogue,
    size_named,
)
from accord.demonstration.rows import Reach
from accord.forces.models import Element, Version
from accord.nations.models import Nation
from accord.standards.services import load_facts, load_interactions
from accord.trials.models import Trial
from cast import as_alliance, as_visitor
from demonstration.shipped import SEED, TODAY, shipped_catalogue, small

pytestmark = pytest.mark.django_db

Told = list[tuple[str, int, int]]


@pytest.fixture(scope="module")
def _established(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Established, Told]]:
    """One small coalition for the whole module, undone at its end."""
    told: Told = []
    with django_db_blocker.unblock(), transaction.atomic():
        with acting(as_alliance()):
            load_facts()
            load_interactions()
        found = establish(SMALL, SEED, TODAY, lambda *step: told.append(step))
        # Deferred constraints are checked here, once; else every test would check and forget them.
        connection.check_constraints()
        yield found, told
        transaction.set_rollback(True)


@pytest.fixture
def established(_established: tuple[Established, Told], db: None) -> Established:
    """What the first run said."""
    return _established[0]


@pytest.fixture
def told(_established: tuple[Established, Told]) -> Told:
    """The progress of the first run."""
    return _established[1]


def as_nation(code: str) -> Actor:
    """A desk officer of an invented nation."""
    return actor_for_party(party_by_code(code))


def seen_by(actor: Actor) -> dict[str, int]:
    """How many rows of each kind the database shows."""
    with acting(actor):
        tables = (Element, Version, Claim, RoleClaim, Evidence, Trial)
        return {table.__name__: table.objects.count() for table in tables}


def released_to(code: str) -> int:
    """How many claims on standards the generator releases to a party, its own included."""
    made = small()
    return sum(
        row.nation == code or row.reach is Reach.ALL or code in made.audiences[row.nation][row.reach]
        for row in made.claims
    )


def test_the_generator_reads_the_catalogue_as_shipped(established: Established) -> None:
    read, shipped = read_catalogue(), shipped_catalogue()
    assert set(read.interactions) == set(shipped.interactions)
    assert set(read.requirements) == set(shipped.requirements)


def test_everything_that_was_made_is_written(established: Established) -> None:
    assert established.is_new
    assert established.counts == small().counts
    own: Counter[str] = Counter()
    for nation in small().nations:
        with acting(as_nation(nation.code)):
            own["elements"] += Element.objects.filter(owner__code=nation.code).count()
            own["roles"] += RoleClaim.objects.filter(owner__code=nation.code).count()
            own["evidence"] += Evidence.objects.filter(owner__code=nation.code).count()
            own["trials"] += Trial.objects.filter(owner__code=nation.code).count()
    assert own == {name: established.counts[name] for name in own}


def test_nations_are_marked_as_exercise_data(established: Established) -> None:
    assert Nation.objects.filter(party__exercise_data=True).count() == SMALL.nations
    assert Party.objects.get(code="XAL").name == "Aldoria"


@pytest.mark.parametrize("code", ["XAL", "XBO", "XGA", "ALLIANCE", "ALL"])
def test_each_party_sees_exactly_what_was_released_to_it(established: Established, code: str) -> None:
    actor = as_visitor() if code == "ALL" else as_nation(code)
    assert seen_by(actor)["Claim"] == released_to(code)


def test_an_owner_sees_all_its_own(established: Established) -> None:
    with acting(as_nation("XAL")):
        own = Claim.objects.filter(owner__code="XAL").count()
    assert own == sum(row.nation == "XAL" for row in small().claims)


def test_an_outsider_sees_less_than_a_neighbour(established: Established) -> None:
    counts = {}
    for code in ("XBO", "XMI"):
        with acting(as_nation(code)):
            counts[code] = Claim.objects.filter(owner__code="XCE").count()
    assert counts["XMI"] < counts["XBO"]


def test_visitors_see_something_and_far_less(established: Established) -> None:
    public, staff = seen_by(as_visitor()), seen_by(as_alliance())
    assert all(0 < public[table] < 0.4 * staff[table] for table in ("Element", "Claim", "RoleClaim"))


def test_confirmed_claims_are_stated_by_alliance_staff(established: Established) -> None:
    with acting(as_alliance()):
        assert set(Claim.objects.filter(grade__gte=3).values_list("stated_by__code", flat=True)) == {
            "ALLIANCE"
        }
        assert not Claim.objects.filter(grade__lt=3, stated_by__code="ALLIANCE").exists()


def test_both_sides_released_their_half_of_a_trial(established: Established) -> None:
    with acting(as_alliance()):
        theirs = Trial.objects.count()
    assert 0 < theirs < SMALL.trials
    with acting(as_nation("XAL")):
        assert Trial.objects.filter(owner__code="XAL").exists()
        assert Trial.objects.filter(partner__code="XAL").exists()


def test_each_nation_has_few_labels(established: Established) -> None:
    for nation in small().nations:
        with acting(as_nation(nation.code)):
            assert Label.objects.filter(owner__code=nation.code).count() <= 8


def test_accounts_stand_for_their_parties_and_have_no_password(established: Established) -> None:
    for account in ACCOUNTS:
        found = Account.objects.select_related("party").get(email=account.email)
        assert not found.has_usable_password()
        assert actor_of(found).party_code == account.party


def test_progress_ends_at_the_total(established: Established, told: Told) -> None:
    label, done, total = told[-1]
    assert label
    assert done == total
    assert [step[1] for step in told] == sorted(step[1] for step in told)


def test_a_second_run_changes_nothing_and_says_so(established: Established) -> None:
    before = seen_by(as_alliance())
    again = establish(SMALL, SEED, TODAY + timedelta(days=1))
    assert again == Established(established.counts, is_new=False)
    assert seen_by(as_alliance()) == before


def test_another_seed_is_refused_where_one_coalition_stands(established: Established) -> None:
    with pytest.raises(DemonstrationRefused, match="small 2"):
        establish(SMALL, SEED + 1, TODAY)


def test_an_unknown_size_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DemonstrationRefused, match="small, full"):
        size_named("huge")


def test_alliance_staff_can_read_who_established_it(established: Established) -> None:
    with acting(as_alliance()):
        entry = AuditEntry.objects.get(action="demonstration.established")
    assert entry.object_key == f"small {SEED}"
    assert entry.detail["counts"] == established.counts
