"""The shipped facts about real nations: well formed, sourced, in step with the counts of their sources.

Read from the CSV files alone, so a wrong row fails here before any table or page shows it.
"""

import csv
import re
import unicodedata
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

FACTS = Path(__file__).parents[2] / "src" / "accord" / "nations" / "facts"
HEADERS = {
    "nations": "code name name_fr",
    "frameworks": "code name name_fr kind description source",
    "memberships": "nation framework state starts ends end_reason decision source certainty note",
    "decisions": "id decided_on by_whom title source certainty",
    "events": "nation on title source certainty",
    "organisations": "code name kind note source",
}
VOCABULARY = {
    ("frameworks", "kind"): {"framework", "status", "format", "alliance"},
    ("memberships", "state"): {"member", "suspended"},
    ("organisations", "kind"): {"alliance", "command", "committee", "agency"},
}
REQUIRED = {
    "nations": "code name name_fr",
    "frameworks": "code name name_fr kind description",
    "memberships": "nation framework state",
    "decisions": "id decided_on by_whom title",
    "events": "on title",
    "organisations": "code name kind note",
}
NOT_A_DOCUMENT = ("general knowledge, not verified", "inferred from sourced facts")
DATE_TEXT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ALLIES_BEFORE_THE_LISTED_ACCESSIONS = 28
SUSPENDED = ("BLR", "RUS")
ASSIGNED_CODES = """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR
    BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL
    COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK
    FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV
    HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
    LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
    MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN
    PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE
    SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO
    TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""  # ISO 3166-1 alpha-3, all 249

Row = dict[str, str]


@cache
def rows(name: str) -> list[Row]:
    """Rows of one fact file, values as text, in file order."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def earliest_day(text: str) -> date:
    """First day that a date text allows: 2014-10 is 1 October 2014. ValueError on any other form."""
    if not DATE_TEXT.fullmatch(text):
        raise ValueError(text)
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def is_dated(row: Row) -> bool:
    """Whether both ends are known; an end reason without an end means an unknown day."""
    return bool(row["starts"] and (row["ends"] or not row["end_reason"]))


def interval(row: Row) -> tuple[date, date]:
    """First day of a dated row, and first day on which it no longer holds."""
    return earliest_day(row["starts"]), earliest_day(row["ends"]) if row["ends"] else date.max


def in_framework(code: str) -> list[Row]:
    """All rows of one framework, dated or not."""
    return [row for row in rows("memberships") if row["framework"] == code]


def members(framework: str, on: str) -> set[str]:
    """Nations in a framework on a day, unconfirmed rows included, undated ones not."""
    day = date.fromisoformat(on)
    dated = filter(is_dated, in_framework(framework))
    return {row["nation"] for row in dated if interval(row)[0] <= day < interval(row)[1]}


def values(name: str, column: str) -> list[str]:
    return [row[column] for row in rows(name)]


# Form


@pytest.mark.parametrize("name", HEADERS)
def test_file_is_plain_utf8_with_the_agreed_header(name: str) -> None:
    raw = (FACTS / f"{name}.csv").read_bytes()
    text = raw.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert unicodedata.is_normalized("NFC", text)
    assert text.splitlines()[0] == HEADERS[name].replace(" ", ",")


@pytest.mark.parametrize("name", HEADERS)
def test_every_row_has_exactly_the_columns_and_no_stray_blanks(name: str) -> None:
    columns = HEADERS[name].split()
    for row in rows(name):
        assert list(row) == columns
        assert all(value is not None and value == " ".join(value.split()) for value in row.values()), row


@pytest.mark.parametrize("name", HEADERS)
def test_what_a_row_cannot_do_without_is_filled(name: str) -> None:
    for row in rows(name):
        assert all(row[column] for column in REQUIRED[name].split()), row


@pytest.mark.parametrize(("name", "column"), VOCABULARY)
def test_vocabulary_is_closed(name: str, column: str) -> None:
    assert set(values(name, column)) <= VOCABULARY[name, column]


@pytest.mark.parametrize(
    ("name", "column"),
    [("nations", "code"), ("nations", "name"), ("nations", "name_fr"), ("frameworks", "code"),
     ("decisions", "id"), ("organisations", "code")],
)  # fmt: skip
def test_keys_are_unique(name: str, column: str) -> None:
    keys = values(name, column)
    assert len(keys) == len(set(keys))


def test_no_row_is_written_twice() -> None:
    for name in HEADERS:
        written = [tuple(row.values()) for row in rows(name)]
        assert len(written) == len(set(written)), name


def test_rows_keep_their_order() -> None:
    frameworks = values("frameworks", "code")
    memberships = [
        (frameworks.index(row["framework"]), row["nation"], row["starts"] or "undated")
        for row in rows("memberships")
    ]
    assert values("nations", "code") == sorted(values("nations", "code"))
    assert memberships == sorted(memberships)
    assert values("decisions", "decided_on") == sorted(values("decisions", "decided_on"))
    events = [(row["nation"], row["on"]) for row in rows("events")]
    assert events == sorted(events)


# References


def test_codes_of_real_nations_are_officially_assigned() -> None:
    assert set(values("nations", "code")) <= set(ASSIGNED_CODES.split())


def test_every_reference_resolves() -> None:
    nations = set(values("nations", "code"))
    assert set(values("memberships", "nation")) <= nations
    assert set(values("events", "nation")) <= nations | {""}
    assert set(values("memberships", "framework")) <= set(values("frameworks", "code"))
    assert set(values("memberships", "decision")) <= set(values("decisions", "id")) | {""}


def test_every_nation_and_framework_has_a_membership() -> None:
    assert set(values("nations", "code")) == set(values("memberships", "nation"))
    assert set(values("frameworks", "code")) == set(values("memberships", "framework"))


# Dates


def test_every_date_is_a_year_a_month_or_a_day() -> None:
    texts = values("memberships", "starts") + values("memberships", "ends")
    for text in filter(None, texts + values("decisions", "decided_on") + values("events", "on")):
        assert earliest_day(text), text


@pytest.mark.parametrize(
    "text", ["2014-13", "2014-02-30", "14-10", "2014/10", "2014-10-5", "1994/95", "since 2014"]
)
def test_other_date_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        earliest_day(text)


def test_dated_membership_starts_before_it_ends() -> None:
    for row in filter(is_dated, rows("memberships")):
        starts, ends = interval(row)
        assert starts < ends, row


def test_no_two_dated_memberships_overlap() -> None:
    for first, second in combinations(filter(is_dated, rows("memberships")), 2):
        if (first["nation"], first["framework"]) == (second["nation"], second["framework"]):
            (starts, ends), (other_starts, other_ends) = interval(first), interval(second)
            assert ends <= other_starts or other_ends <= starts, (first, second)


def test_alternative_dates_in_notes_are_dates_no_earlier_than_the_row() -> None:
    for row in rows("memberships"):
        alternative = re.match(r"or (\d[\d-]*)", row["note"])
        if alternative:
            assert earliest_day(row["starts"]) <= earliest_day(alternative[1]), row


def test_suspension_closes_the_membership_before_it() -> None:
    closed = {row["nation"] for row in rows("memberships") if row["end_reason"] == "suspended"}
    assert closed == set(SUSPENDED)
    for nation in SUSPENDED:
        states = [row["state"] for row in in_framework("PFP") if row["nation"] == nation]
        assert states == ["member", "suspended"], nation


# Source and certainty


@pytest.mark.parametrize("name", [name for name, header in HEADERS.items() if "source" in header.split()])
def test_every_row_names_its_source(name: str) -> None:
    assert all(source.split("; ")[0] for source in values(name, "source"))


@pytest.mark.parametrize("name", ["memberships", "decisions", "events"])
def test_confirmed_rows_rest_on_named_documents_only(name: str) -> None:
    for row in rows(name):
        assert row["certainty"] in {"confirmed", "unconfirmed"}, row
        if row["certainty"] == "confirmed":
            assert not any(mark in row["source"] for mark in NOT_A_DOCUMENT), row


def test_membership_without_known_dates_is_unconfirmed() -> None:
    undated = [row for row in rows("memberships") if not is_dated(row)]
    assert {row["certainty"] for row in undated} == {"unconfirmed"}


def test_platform_members_confirmed_with_their_dates() -> None:
    confirmed = {row["nation"] for row in in_framework("IP") if row["certainty"] == "confirmed"}
    assert confirmed == {"ARM", "AUS", "AUT", "MAR", "MNG"}


# What the sources count


@pytest.mark.parametrize(
    ("on", "holders"),
    [
        ("2014-09-30", ""),
        ("2015-01-01", "AUS FIN GEO JOR SWE"),
        ("2020-06-11", "AUS FIN GEO JOR SWE"),
        ("2021-01-01", "AUS FIN GEO JOR SWE UKR"),
        ("2023-04-03", "AUS FIN GEO JOR SWE UKR"),
        ("2023-04-04", "AUS GEO JOR SWE UKR"),
        ("2024-03-06", "AUS GEO JOR SWE UKR"),
        ("2025-01-01", "AUS GEO JOR UKR"),
    ],
)
def test_enhanced_opportunities_are_held_by(on: str, holders: str) -> None:
    assert members("EOP", on) == set(holders.split())


@pytest.mark.parametrize(
    ("on", "count"),
    [("2014-12-31", 24), ("2016-05-18", 25), ("2018-11-30", 24), ("2024-03-07", 21)],
)
def test_platform_has_as_many_members_as_its_pages_count(on: str, count: int) -> None:
    assert len(members("IP", on)) == count


@pytest.mark.parametrize(("on", "count"), [("2016-05-18", 28), ("2023-04-04", 31), ("2024-03-07", 32)])
def test_number_of_allies_follows_from_accessions(on: str, count: int) -> None:
    assert ALLIES_BEFORE_THE_LISTED_ACCESSIONS + len(members("ALLIANCE", on)) == count


def test_eighteen_euro_atlantic_partners_remain_beside_the_allies() -> None:
    partners = set(values("memberships", "nation")) - members("ALLIANCE", "2024-03-07")
    euro_atlantic = {row["nation"] for row in in_framework("PFP")}
    assert len(partners & euro_atlantic) == 18


def test_mediterranean_dialogue_has_seven_members() -> None:
    assert len(members("MD", "2024-01-01")) == 7


def test_no_nation_is_partner_and_ally_at_once() -> None:
    accession = {row["nation"]: row["starts"] for row in in_framework("ALLIANCE")}
    for row in rows("memberships"):
        if row["nation"] in accession and row["framework"] != "ALLIANCE":
            assert (row["ends"], row["end_reason"]) == (accession[row["nation"]], "became an Ally"), row


def test_malta_left_and_came_back() -> None:
    assert "MLT" in members("PFP", "1996-09-30")
    assert "MLT" not in members("PFP", "1996-10-01")
    assert "MLT" not in members("PFP", "2008-03-31")
    assert "MLT" in members("PFP", "2008-04-01")


def test_suspended_partners_are_never_listed_as_of_a_day() -> None:
    listed = members("PFP", "2000-01-01") | members("PFP", "2025-01-01")
    assert not listed & set(SUSPENDED)
