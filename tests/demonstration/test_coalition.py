"""Facts about the generated rows: sizes, references, grades, dates, releases, and that one can learn from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest

from accord import engine
from accord.claims.rules import OWN_GRADES, Grade, Statement, statement_problems
from accord.demonstration.coalition import FULL, SMALL, Coalition, Size, coalition
from accord.demonstration.roles import FEWEST, MOST
from accord.demonstration.rows import ClaimRow, Reach, RoleRow
from demonstration.shipped import (
    SEED,
    TODAY,
    full,
    model_of_everything,
    scope_of,
    shipped_catalogue,
    small,
)


@pytest.fixture(params=[FULL, SMALL], ids=["full", "small"])
def size(request: pytest.FixtureRequest) -> Size:
    """Each of the two sizes."""
    chosen: Size = request.param
    return chosen


@pytest.fixture
def made(size: Size) -> Coalition:
    """The coalition of that size."""
    return full() if size is FULL else small()


def statements(made: Coalition) -> list[Statement]:
    """Of both kinds of claims."""
    return [row.statement for row in (*made.claims, *made.roles)]


def current_claims(made: Coalition) -> dict[tuple[str, str, str], Statement]:
    """The latest standing statement of each holder on each standard."""
    found: dict[tuple[str, str, str], Statement] = {}
    for row in sorted(made.claims, key=lambda row: row.statement.made_on or date.min):
        if row.statement.withdrawn_on is None:
            found[row.nation, row.element, row.standard] = row.statement
    return found


# Sizes and reproducibility


def test_the_same_seed_makes_the_same_rows() -> None:
    assert coalition(SMALL, SEED, TODAY, shipped_catalogue()) == small()


def test_another_seed_makes_other_rows_of_the_same_size() -> None:
    other = coalition(SMALL, SEED + 1, TODAY, shipped_catalogue())
    assert other.claims != small().claims
    assert len(other.elements) == len(small().elements)


def test_a_later_day_moves_all_dates_and_nothing_else() -> None:
    week = timedelta(days=7)
    later = coalition(SMALL, SEED, TODAY + week, shipped_catalogue())
    assert [row.key[:3] for row in later.claims] == [row.key[:3] for row in small().claims]
    assert {row.statement.made_on for row in later.claims} == {
        row.statement.made_on + week for row in small().claims if row.statement.made_on
    }


def test_counts_come_within_a_twentieth_of_the_size(size: Size, made: Coalition) -> None:
    kinds = Counter(element.kind for element in made.elements)
    assert len(made.nations) == size.nations
    assert (kinds["unit"], kinds["system"]) == (size.units, size.systems)
    assert len(made.trials) == size.trials
    assert len(made.claims) == pytest.approx(size.claims, rel=0.05)


@pytest.mark.parametrize("seed", range(10, 14))
def test_the_number_of_claims_hardly_depends_on_the_seed(seed: int) -> None:
    made = coalition(SMALL, seed, TODAY, shipped_catalogue())
    assert len(made.claims) == pytest.approx(SMALL.claims, rel=0.1)


def test_a_few_hundred_claims_have_evidence() -> None:
    assert 200 < len(full().evidence) < 900


# References


def test_all_references_lead_somewhere(made: Coalition) -> None:
    elements = {element.key: element for element in made.elements}
    catalogue = shipped_catalogue()
    for element in made.elements:
        assert not element.parent or elements[element.nation, element.parent].kind == "unit"
    assert all(elements[row.nation, row.element].kind == "system" for row in made.versions)
    assert all((row.nation, row.element) in elements for row in made.claims if row.element)
    assert {row.standard for row in made.claims} <= set(catalogue.dimensions)
    assert all((row.nation, row.element) in elements for row in made.roles)
    assert all((row.interaction, row.role) in catalogue.needed for row in made.roles)
    assert {row.claim.key for row in made.evidence} <= {row.key for row in made.claims}


def test_nothing_stands_twice(made: Coalition) -> None:
    for keys in (
        [element.key for element in made.elements],
        [(row.nation, row.element, row.fielded_on) for row in made.versions],
        [row.key for row in made.claims],
        [row.key for row in made.roles],
        [(row.a, row.b, row.interaction, row.held_on) for row in made.trials],
    ):
        assert len(keys) == len(set(keys))


def test_parents_come_before_their_children(made: Coalition) -> None:
    seen: set[tuple[str, str]] = set()
    for element in made.elements:
        assert not element.parent or (element.nation, element.parent) in seen
        seen.add(element.key)


def test_nations_without_a_coast_have_no_ships() -> None:
    landlocked = {nation.code for nation in full().nations if not nation.has_coast}
    assert not [
        element
        for element in full().elements
        if element.nation in landlocked and element.domain == "maritime"
    ]


# Grades and dates


def test_every_statement_could_have_been_entered_by_hand(made: Coalition) -> None:
    for statement in statements(made):
        by_owner = statement.grade in OWN_GRADES
        assert not statement_problems(statement, by_owner=by_owner, today=TODAY), statement


def test_all_kinds_of_standing_exist(made: Coalition) -> None:
    current = list(current_claims(made).values())
    grades = Counter(Grade(statement.grade) for statement in current)
    assert set(grades) == set(Grade)
    soon = TODAY + timedelta(days=120)
    assert any(s.grade == Grade.PLANNED and s.target_on and s.target_on < TODAY for s in current), "overdue"
    assert any(s.grade == Grade.PLANNED and s.target_on and s.target_on > TODAY for s in current), "planned"
    assert any(s.valid_until and s.valid_until < TODAY for s in current), "lapsed"
    assert any(s.valid_until and TODAY <= s.valid_until < soon for s in current), "lapses soon"
    assert any(s.withdrawn_on for s in statements(made)), "withdrawn"
    assert len(current) < len(made.claims) * 0.9, "superseded"


def test_some_needed_standards_are_unknown(made: Coalition) -> None:
    known: dict[str, set[str]] = {}
    for row in made.claims:
        known.setdefault(row.nation, set()).add(row.standard)
    needed = shipped_catalogue().needed
    unknown = [
        line.standard
        for row in made.roles
        for line in needed[row.interaction, row.role]
        if line.obligation == "mandatory" and line.standard not in known[row.nation]
    ]
    assert unknown


def test_claims_are_held_by_nations_units_and_systems(made: Coalition) -> None:
    kinds = {element.key: str(element.kind) for element in made.elements}
    holders = Counter(kinds.get((row.nation, row.element), "nation") for row in made.claims)
    assert holders["system"] > holders["unit"] > 0
    assert holders["nation"] > 0
    by_nation = {row.standard for row in made.claims if not row.element}
    assert all(shipped_catalogue().is_held_by_nations(standard) for standard in by_nation)


def test_participants_play_in_a_plausible_number_of_interactions(made: Coalition) -> None:
    played: dict[tuple[str, str], set[str]] = {}
    for row in made.roles:
        played.setdefault((row.nation, row.element), set()).add(row.interaction)
    counts = [len(interactions) for interactions in played.values()]
    assert max(counts) <= MOST
    # Of what a kind of system could do its nation may not speak at all.
    assert sum(count >= FEWEST for count in counts) > 0.9 * len(counts)


def test_systems_are_older_than_their_trials() -> None:
    first: dict[tuple[str, str], date] = {}
    for row in full().versions:
        key = row.nation, row.element
        first[key] = min(row.fielded_on, first.get(key, row.fielded_on))
    assert all(first[trial.a] < trial.held_on and first[trial.b] < trial.held_on for trial in full().trials)


# Trials


def test_trials_join_two_nations_whose_roles_fit(made: Coalition) -> None:
    roles = {(row.nation, row.element, row.interaction, row.role) for row in made.roles}
    for trial in made.trials:
        assert trial.a[0] != trial.b[0]
        together = shipped_catalogue().by_code[trial.interaction].kind == "collaboration"
        gives, takes = ("peer", "peer") if together else ("provider", "consumer")
        assert (*trial.a, trial.interaction, gives) in roles
        assert (*trial.b, trial.interaction, takes) in roles
        assert trial.held_on < TODAY
        assert trial.valid_until is None or trial.valid_until > trial.held_on


def test_most_trials_succeed() -> None:
    results = Counter(trial.result for trial in full().trials)
    shares = {result: count / len(full().trials) for result, count in results.items()}
    assert shares["success"] == pytest.approx(0.70, abs=0.04)
    assert shares["limited"] == pytest.approx(0.15, abs=0.04)
    assert shares["issue"] == pytest.approx(0.10, abs=0.04)
    assert shares["not tested"] == pytest.approx(0.05, abs=0.02)


def test_nobody_tries_a_system_with_somebody_from_whom_it_is_kept(made: Coalition) -> None:
    reach = {element.key: element.reach for element in made.elements}
    for trial in made.trials:
        for own, other in ((trial.a, trial.b), (trial.b, trial.a)):
            audience = made.audiences[own[0]][reach[own]]
            assert reach[own] is Reach.ALL or other[0] in audience


# Releases


def test_nothing_is_released_further_than_what_it_belongs_to(made: Coalition) -> None:
    reach = {element.key: element.reach for element in made.elements}
    for element in made.elements:
        assert not element.parent or reach[element.nation, element.parent] >= element.reach
    rows: Sequence[ClaimRow | RoleRow] = (*made.claims, *made.roles)
    for row in rows:
        if row.element and row.statement.grade in OWN_GRADES:
            assert row.reach <= reach[row.nation, row.element]
    assert all(trial.a_reach <= reach[trial.a] and trial.b_reach <= reach[trial.b] for trial in made.trials)


def test_whoever_confirmed_a_claim_sees_it(made: Coalition) -> None:
    rows: Sequence[ClaimRow | RoleRow] = (*made.claims, *made.roles)
    assert all(row.reach >= Reach.STAFF for row in rows if row.statement.grade not in OWN_GRADES)


def test_alliance_staff_sees_most_and_the_public_little() -> None:
    reaches = Counter(row.reach for row in full().claims)
    whole = len(full().claims)
    assert 0.8 < 1 - reaches[Reach.OWNER] / whole < 0.97
    assert 0.05 < reaches[Reach.ALL] / whole < 0.25


def test_circles_are_nested() -> None:
    for circles in full().audiences.values():
        assert set(circles[Reach.STAFF]) <= set(circles[Reach.NEIGHBOURS]) <= set(circles[Reach.FRIENDS])


def test_nations_differ_in_how_much_they_show() -> None:
    shown = {
        nation.code: sum(row.reach > Reach.STAFF for row in full().claims if row.nation == nation.code)
        / sum(row.nation == nation.code for row in full().claims)
        for nation in full().nations
    }
    assert min(shown.values()) < 0.35
    assert max(shown.values()) > 0.8


# Plausibility


def test_neighbours_share_more_equipment_than_strangers() -> None:
    makes: dict[str, set[tuple[str, str]]] = {}
    for element in full().elements:
        if element.make:
            makes.setdefault(element.nation, set()).add((element.type, element.make))
    near, far = [], []
    for one, other in combinations(full().nations, 2):
        shared = len(makes[one.code] & makes[other.code]) / min(len(makes[one.code]), len(makes[other.code]))
        (near if one.region == other.region else far).append(shared)
    assert sum(near) / len(near) > 1.3 * sum(far) / len(far)


def coverage(edition: str, level: int) -> list[float]:
    """Proven coverage of all pairs of nations to which the edition applies."""
    counts = engine.pair_counts(model_of_everything(), scope_of(edition), by="nation")
    proven = engine.coverage(counts, level).proven
    size = len(counts.names)
    return [float(proven[a, b]) for a in range(size) for b in range(a) if counts.applicable[a, b]]


def test_pairs_differ_widely_in_what_they_declare() -> None:
    declared = coverage("Spiral 4", 2)
    assert min(declared) < 0.2
    assert max(declared) > 0.85


def test_less_is_evaluated_than_declared() -> None:
    assert sum(coverage("Spiral 4", 3)) < 0.5 * sum(coverage("Spiral 4", 2))


def test_the_proposed_spiral_is_less_covered_than_the_current_one() -> None:
    declared, proposed = coverage("Spiral 4", 2), coverage("Spiral 5", 2)
    assert sum(proposed) / len(proposed) < sum(declared) / len(declared)


def test_some_cells_are_refuted_by_a_trial_and_some_pairs_have_nothing_in_common() -> None:
    counts = engine.pair_counts(model_of_everything(), scope_of("Spiral 4"), by="nation")
    assert counts.refuted.sum() > 0
    proposed = engine.pair_counts(model_of_everything(), scope_of("Spiral 5"), by="nation")
    assert (proposed.applicable[proposed.paired] == 0).any()


def test_unknowns_leave_a_gap_between_proven_and_possible() -> None:
    counts = engine.pair_counts(model_of_everything(), scope_of("Spiral 4"), by="nation")
    assert counts.possible[1].sum() > 1.1 * counts.proven[1].sum()
