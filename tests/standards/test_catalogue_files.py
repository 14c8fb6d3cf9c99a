"""The shipped catalogue of interactions: complete, in vocabulary, and true to the facts tables it refers to.

Read from the CSV files alone, so a wrong row fails here before any table or page shows it.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

from accord.standards.rules import (
    ROLES_OF_KIND,
    Area,
    Dimension,
    Echelon,
    InteractionKind,
    Obligation,
    Role,
    ScopeKind,
    dimension_of,
)

PACKAGE = Path(__file__).parents[2] / "src" / "accord" / "standards"
CATALOGUE, FACTS = PACKAGE / "catalogue", PACKAGE / "facts"
HEADERS = {
    "interactions": (
        "code family edition title description kind area echelon profile_id provider_groups consumer_groups"
        " peer_groups mediator_groups core note"
    ),
    "procedures": "code title dimension area note",
    "interaction_procedures": "interaction role code obligation",
    "dimensions": "match dimension reason",
    "scopes": "code title kind description",
    "scope_interactions": "scope interaction wanted",
    "successions": "older newer backward_compatible source_or_judgement",
}
KEYS = {
    "interactions": "code",
    "procedures": "code",
    "interaction_procedures": "interaction role code",
    "dimensions": "match",
    "scopes": "code",
    "scope_interactions": "scope interaction",
    "successions": "older newer",
}
MAY_BE_EMPTY = {f"{role}_groups" for role in Role}
VOCABULARY: Mapping[tuple[str, str], AbstractSet[str]] = {
    ("interactions", "kind"): set(InteractionKind),
    ("interactions", "area"): set(Area),
    ("interactions", "echelon"): set(Echelon),
    ("interactions", "core"): {"yes", "no"},
    ("procedures", "dimension"): set(Dimension) - {Dimension.STANDARD},
    ("procedures", "area"): set(Area),
    ("interaction_procedures", "role"): set(Role),
    ("interaction_procedures", "obligation"): {Obligation.MANDATORY, Obligation.RECOMMENDED},
    ("dimensions", "dimension"): set(Dimension),
    ("scopes", "kind"): set(ScopeKind),
    ("scope_interactions", "wanted"): {"2", "3", "4"},
    ("successions", "backward_compatible"): {"yes", "no"},
}
EDITIONS = {
    "fmn3-": "Spiral 3",
    "fmn4-": "Spiral 4",
    "fmn5-": "Spiral 5",
    "bsp-": "Basic standards",
    "sip-": "Service interface",
    "arch-": "Architecture",
    "archive-": "Archive",
}
SCOPE_OF_AREA = {
    Area.COMMAND_AND_CONTROL: "AREA-C2",
    Area.EDUCATION_AND_TRAINING: "AREA-TRG",
    Area.EXERCISES: "AREA-EXE",
    Area.LOGISTICS: "AREA-LOG",
}
AREA_OF_PROCEDURE = {
    "C2": Area.COMMAND_AND_CONTROL,
    "TRG": Area.EDUCATION_AND_TRAINING,
    "EXE": Area.EXERCISES,
    "LOG": Area.LOGISTICS,
    "MED": Area.LOGISTICS,  # medical support is part of logistics here
}
EXERCISE_MARK = "Exercise data, ours: "
FEWEST_INTERACTIONS, FEWEST_IN_AN_AREA, CORE_SIZE = 84, 12, 20
FEWEST_SPIRAL_PAIRS = 20
OWN_PROCEDURES = range(25, 41)

Row = dict[str, str]
ReadGroups = dict[str, dict[str, list[Row]]]


@cache
def rows(name: str, folder: Path = CATALOGUE) -> list[Row]:
    """Rows of one file, values as text, in file order."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@cache
def standards() -> dict[str, Row]:
    """Standards proper by id; a covering document is left out, because what it covers stands for it."""
    return {row["id"]: row for row in rows("standards", FACTS) if row["kind"] == "standard"}


@cache
def procedures() -> dict[str, Row]:
    return {row["code"]: row for row in rows("procedures")}


@cache
def interactions() -> dict[str, Row]:
    return {row["code"]: row for row in rows("interactions")}


@cache
def groups() -> ReadGroups:
    """Selections by profile and group number."""
    found: ReadGroups = {}
    for row in rows("profile_groups", FACTS):
        found.setdefault(row["profile_id"], {}).setdefault(row["group"], []).append(row)
    return found


@cache
def covered() -> dict[str, list[str]]:
    """Standards by the id of their covering document."""
    found: dict[str, list[str]] = {}
    for row in rows("cover_standards", FACTS):
        found.setdefault(row["coverdoc_id"], []).append(row["standard_id"])
    return found


def selections(row: Row, role: Role) -> list[Row]:
    """Selections of the groups that one role of an interaction needs."""
    of_profile = groups().get(row["profile_id"], {})
    written = row[f"{role}_groups"]
    chosen = list(of_profile) if written == "all" else written.split()
    return [selection for number in chosen for selection in of_profile.get(number, [])]


@cache
def attached() -> dict[tuple[str, str], dict[str, str]]:
    """Obligation of the publications attached by hand: by interaction and role, then by code."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows("interaction_procedures"):
        found.setdefault((row["interaction"], row["role"]), {})[row["code"]] = row["obligation"]
    return found


def mandatory(row: Row, role: Role) -> set[str]:
    """Codes that decide the readiness of one role; selections that resolve nowhere decide nothing."""
    selected = (s["standard_id"] for s in selections(row, role) if s["obligation"] == Obligation.MANDATORY)
    proper = chain.from_iterable(covered().get(code, [code]) for code in selected)
    by_hand = (
        code for code, bond in attached().get((row["code"], role), {}).items() if bond == Obligation.MANDATORY
    )
    return {code for code in chain(proper, by_hand) if code in standards() or code in procedures()}


def played(row: Row) -> Iterator[Role]:
    """Roles of the interaction's kind, and the mediator where somebody mediates."""
    yield from ROLES_OF_KIND[InteractionKind(row["kind"])]
    if row["mediator_groups"] or attached().get((row["code"], Role.MEDIATOR)):
        yield Role.MEDIATOR


def dimension(code: str) -> Dimension:
    """The dimension of an own procedure as stated, of a standard by the prefix of its number."""
    if code in procedures():
        return Dimension(procedures()[code]["dimension"])
    table = {row["match"]: Dimension(row["dimension"]) for row in rows("dimensions")}
    return dimension_of(standards()[code]["publication_number"], table)


@pytest.mark.parametrize("name", HEADERS)
def test_every_file_is_utf8_with_line_feeds_and_its_header(name: str) -> None:
    raw = (CATALOGUE / f"{name}.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.decode("utf-8").partition("\n")[0] == HEADERS[name].replace(" ", ",")
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("name", HEADERS)
def test_every_value_is_trimmed_and_present(name: str) -> None:
    for row in rows(name):
        assert all(value == " ".join(value.split()) for value in row.values()), row
        assert all(value or column in MAY_BE_EMPTY for column, value in row.items()), row


@pytest.mark.parametrize("name", KEYS)
def test_no_row_is_a_double(name: str) -> None:
    keys = Counter(tuple(row[column] for column in KEYS[name].split()) for row in rows(name))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(("name", "column"), VOCABULARY)
def test_vocabulary_is_kept(name: str, column: str) -> None:
    assert {row[column] for row in rows(name)} <= VOCABULARY[name, column]


def test_all_areas_echelons_and_kinds_are_covered() -> None:
    assert len(interactions()) >= FEWEST_INTERACTIONS
    by_area = Counter(row["area"] for row in interactions().values())
    assert set(by_area) == set(Area)
    assert min(by_area.values()) >= FEWEST_IN_AN_AREA
    for area in Area:
        of_area = [row for row in interactions().values() if row["area"] == area]
        assert {row["echelon"] for row in of_area} == set(Echelon), area
        assert {row["kind"] for row in of_area} == set(InteractionKind), area


def test_twenty_interactions_are_core_and_form_the_core_scope() -> None:
    core = [code for code, row in interactions().items() if row["core"] == "yes"]
    assert len(core) == CORE_SIZE
    assert set(core) == {row["interaction"] for row in rows("scope_interactions") if row["scope"] == "CORE"}
    assert {interactions()[code]["area"] for code in core} == set(Area)


def test_mandatory_requirements_have_all_four_dimensions() -> None:
    rows_and_roles = ((row, role) for row in interactions().values() for role in played(row))
    needed = set(chain.from_iterable(mandatory(row, role) for row, role in rows_and_roles))
    assert {dimension(code) for code in needed} == set(Dimension)


def test_every_profile_is_a_service_profile_whose_prefix_names_the_edition() -> None:
    service = {row["profile_id"] for row in rows("profiles", FACTS) if row["kind"] == "serviceprofile"}
    for row in interactions().values():
        assert row["profile_id"] in service, row["code"]
        prefix = max((p for p in EDITIONS if row["profile_id"].startswith(p)), key=len)
        assert row["edition"] == EDITIONS[prefix], row["code"]


def test_every_group_exists_in_the_profile_and_no_role_is_foreign_to_the_kind() -> None:
    for row in interactions().values():
        roles = {*ROLES_OF_KIND[InteractionKind(row["kind"])], Role.MEDIATOR}
        for role in Role:
            written = row[f"{role}_groups"].split()
            assert role in roles or not written, (row["code"], role)
            known = {"all"} if written == ["all"] else set(groups().get(row["profile_id"], {}))
            assert set(written) <= known, (row["code"], role)


def test_every_role_has_a_mandatory_requirement_that_resolves() -> None:
    for row in interactions().values():
        assert [role for role in played(row) if not mandatory(row, role)] == [], row["code"]


def test_no_interaction_waits_for_a_standard_that_the_catalogue_lacks() -> None:
    known = {row["id"] for row in rows("standards", FACTS)}
    for row in interactions().values():
        selected = {s["standard_id"] for role in played(row) for s in selections(row, role)}
        assert selected <= known, row["code"]


def test_attached_publications_exist_and_are_not_repeated_from_the_profile() -> None:
    for (code, role), publications in attached().items():
        assert Role(role) in {*ROLES_OF_KIND[InteractionKind(interactions()[code]["kind"])], Role.MEDIATOR}
        selected = {s["standard_id"] for s in selections(interactions()[code], Role(role))}
        for publication in publications:
            assert publication in standards() or publication in procedures(), publication
            assert publication not in selected, (code, role, publication)


def test_own_procedures_are_marked_as_exercise_data_and_used() -> None:
    assert len(procedures()) in OWN_PROCEDURES
    used = {row["code"] for row in rows("interaction_procedures")}
    for code, row in procedures().items():
        assert row["note"].startswith(EXERCISE_MARK), code
        assert code in used, code


def test_own_procedures_carry_their_area_in_the_code() -> None:
    for code, row in procedures().items():
        own, letters, number = code.split("-")
        assert (own, AREA_OF_PROCEDURE[letters]) == ("XP", row["area"]), code
        assert number.isdecimal(), code


def test_a_family_keeps_one_area_and_one_kind() -> None:
    families: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in interactions().values():
        families[row["family"]].add((row["area"], row["kind"]))
    assert [family for family, faces in families.items() if len(faces) > 1] == []


def test_many_families_stand_in_spirals_four_and_five() -> None:
    editions: dict[str, set[str]] = defaultdict(set)
    for row in interactions().values():
        editions[row["family"]].add(row["edition"])
    pairs = [family for family, found in editions.items() if {"Spiral 4", "Spiral 5"} <= found]
    assert len(pairs) >= FEWEST_SPIRAL_PAIRS


def test_titles_are_unique_outside_a_family_and_within_one_edition() -> None:
    families: dict[str, set[str]] = defaultdict(set)
    for row in interactions().values():
        families[row["title"]].add(row["family"])
    assert [title for title, owners in families.items() if len(owners) > 1] == []
    shown = Counter((row["title"], row["edition"]) for row in interactions().values())
    assert [key for key, count in shown.items() if count > 1] == []


def test_descriptions_are_plain_short_sentences_and_never_repeated() -> None:
    texts = [row["description"] for row in interactions().values()]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert 8 <= len(text.split()) <= 25, text  # the room a page gives to it
        assert text[0].isupper(), text
        assert text.endswith("."), text


def test_every_dimension_rule_matches_a_publication() -> None:
    numbers = [row["publication_number"].upper() for row in rows("standards", FACTS)]
    for rule in rows("dimensions"):
        assert any(number.startswith(rule["match"].upper()) for number in numbers), rule["match"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("nato-ajmedp-2-ed.a-v1", Dimension.DOCTRINE),
        ("nato-app-11-ed.d-v1", Dimension.PROCEDURE),
        ("nato-acomp-4290-ed.a-v2", Dimension.EQUIPMENT),
        ("nato-adatp-36-ed.a-v1", Dimension.STANDARD),
        ("nato-amp-11supp-ed.a-v3", Dimension.STANDARD),
        ("cceb-acp133d", Dimension.STANDARD),
        ("cceb-acp135f", Dimension.PROCEDURE),
    ],
)
def test_publications_have_the_dimension_of_their_content(code: str, expected: Dimension) -> None:
    assert dimension(code) is expected


def test_scopes_hold_known_interactions_and_none_is_empty() -> None:
    held = Counter(row["scope"] for row in rows("scope_interactions"))
    assert set(held) == {row["code"] for row in rows("scopes")}
    assert {row["interaction"] for row in rows("scope_interactions")} <= set(interactions())


@pytest.mark.parametrize(("scope", "edition"), [("FMN4", "Spiral 4"), ("FMN5", "Spiral 5")])
def test_a_spiral_scope_holds_the_whole_spiral(scope: str, edition: str) -> None:
    held = {row["interaction"] for row in rows("scope_interactions") if row["scope"] == scope}
    assert held == {code for code, row in interactions().items() if row["edition"] == edition}


@pytest.mark.parametrize(("area", "scope"), SCOPE_OF_AREA.items())
def test_an_area_scope_holds_the_whole_area(area: Area, scope: str) -> None:
    held = {row["interaction"] for row in rows("scope_interactions") if row["scope"] == scope}
    assert held == {code for code, row in interactions().items() if row["area"] == area}


def test_successions_join_known_standards_and_run_in_no_circle() -> None:
    after: dict[str, set[str]] = defaultdict(set)
    for row in rows("successions"):
        assert {row["older"], row["newer"]} <= set(standards()), row
        assert row["source_or_judgement"].startswith("Our judgement: "), row
        after[row["older"]].add(row["newer"])
    assert set(TopologicalSorter(after).static_order()) >= set(after)


def test_no_succession_runs_back_in_time() -> None:
    for row in rows("successions"):
        older, newer = standards()[row["older"]]["date"], standards()[row["newer"]]["date"]
        precision = min(len(older), len(newer))  # dates may be a year, a month or missing
        assert older[:precision] <= newer[:precision], row
