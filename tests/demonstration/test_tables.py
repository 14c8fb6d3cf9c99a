"""The invented tables fit together and name nothing real."""

from __future__ import annotations

import re

from accord.demonstration.accounts import ACCOUNTS
from accord.demonstration.tables import nations, plays, system_titles, unit_types
from accord.nations.fact_files import FACTS
from demonstration.shipped import shipped_catalogue


def test_codes_come_from_the_range_that_iso_3166_leaves_to_users() -> None:
    codes = [nation.code for nation in nations()]
    assert len(codes) == len(set(codes)) == 24
    assert all(re.fullmatch("X[A-Z][A-Z]", code) for code in codes)


def test_no_invented_nation_has_a_real_name() -> None:
    real = (FACTS / "nations.csv").read_text(encoding="utf-8").lower()
    assert not [nation.name for nation in nations() if nation.name.lower() in real]


def test_borders_are_borders_of_both_sides() -> None:
    by_code = {nation.code: nation for nation in nations()}
    for nation in nations():
        for neighbour in nation.borders:
            assert nation.code in by_code[neighbour].borders, f"{nation.code} and {neighbour}"


def test_every_unit_stands_below_a_known_kind_and_holds_known_systems() -> None:
    for kind in unit_types().values():
        assert not kind.parent or kind.parent in unit_types()
        assert set(kind.systems) <= set(system_titles())


def test_every_kind_of_system_takes_part_in_something() -> None:
    assert set(system_titles()) <= set(plays())


def test_every_family_of_the_catalogue_is_played_in_roles_that_fit_its_kind() -> None:
    catalogue = shipped_catalogue()
    kinds = {item.code: item.kind for item in catalogue.interactions}
    kinds |= {family: items[0].kind for family, items in catalogue.families.items()}
    played = {subject for parts in plays().values() for subject in parts}
    assert set(catalogue.families) <= played <= set(kinds)
    for parts in plays().values():
        for subject, roles in parts.items():
            is_shared = kinds[subject] == "collaboration"
            assert not roles & ({"provider", "consumer"} if is_shared else {"peer"}), subject


def test_demonstration_accounts_have_addresses_that_cannot_exist() -> None:
    assert all(account.email.endswith("@example.invalid") for account in ACCOUNTS)
    assert len({account.code for account in ACCOUNTS}) == len(ACCOUNTS)
