"""Every count that the description of the full NISP data states (shared data, README sections 1 and 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from accord.exchange.nisp.check_edges import graph_of
from accord.exchange.nisp.export import Export
from accord.standards.graph import ProfileGraph
from accord.standards.records import GroupRecord, ProfileRecord, StandardRecord
from accord.standards.rules import ProfileKind

pytestmark = pytest.mark.shared_data

RECORDS = {
    "standard": 1257,
    "coverdoc": 92,
    "serviceprofile": 413,
    "profile": 95,
    "capabilityprofile": 35,
    "profilespec": 28,
    "organization": 73,
    "responsibleparty": 50,
    "node": 632,
}


@pytest.fixture(scope="module")
def standards(export: Export) -> list[StandardRecord]:
    return [item for item in export.catalogue.standards if item.report_kind == "standard"]


@pytest.fixture(scope="module")
def documents(export: Export) -> list[StandardRecord]:
    return [item for item in export.catalogue.standards if item.report_kind == "coverdoc"]


@pytest.fixture(scope="module")
def services_of(export: Export) -> dict[str, ProfileRecord]:
    return {item.code: item for item in export.catalogue.profiles if item.kind is ProfileKind.SERVICE}


@pytest.fixture(scope="module")
def groups(services_of: dict[str, ProfileRecord]) -> list[tuple[ProfileRecord, GroupRecord]]:
    return [(profile, group) for profile in services_of.values() for group in profile.groups or ()]


@pytest.fixture(scope="module")
def selections(groups: list[tuple[ProfileRecord, GroupRecord]]) -> list[tuple[str, str, str, str]]:
    """Profile, standard, obligation, lifecycle of every selection as it is written."""
    return [
        (profile.code, code, group.obligation.value, group.lifecycle.value)
        for profile, group in groups
        for code in group.standards
    ]


@pytest.fixture(scope="module")
def graph(export: Export) -> ProfileGraph:
    return graph_of(export)


def precision(records: list[StandardRecord]) -> dict[int, int]:
    """Records by the length of their date: 10 day, 7 month, 4 year, 0 unknown."""
    return dict(Counter(len(record.issued) for record in records))


def test_records_of_every_kind(export: Export) -> None:
    assert {kind: len(records) for kind, records in export.records.items()} == RECORDS
    assert sum(RECORDS.values()) == 2675


def test_dates_of_standards_and_covering_documents(
    standards: list[StandardRecord], documents: list[StandardRecord]
) -> None:
    assert precision(standards) == {10: 621, 7: 523, 4: 59, 0: 54}
    assert precision(documents) == {10: 78, 4: 1, 0: 13}
    assert min(item.issued for item in standards if item.issued) == "1971-01-01"
    assert max(item.issued for item in standards) == "2022-12-19"


def test_texts_versions_and_links_of_standards(
    standards: list[StandardRecord], documents: list[StandardRecord]
) -> None:
    assert sum(bool(item.version) for item in standards) == 350
    assert sum(bool(item.version) for item in documents) == 30
    # The description counts 1,037; the text of nato-acomp-4372-ed.a-v1 is nothing but white space.
    assert sum(bool(item.applicability) for item in standards) == 1037 - 1
    assert sum(bool(item.uri) for item in standards) == 1139
    assert sum(item.tag == item.number for item in standards) == 424
    titles = Counter(item.title.casefold() for item in standards)
    assert sum(count > 1 for count in titles.values()) == 40
    assert sum(":" in item.title for item in standards) == 279


def test_ids_that_are_unlike_the_others(standards: list[StandardRecord]) -> None:
    plain = set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    odd = [item.code for item in standards if set(item.code) - plain]
    assert len(standards) - len(odd) == 1245
    assert sum(code != code.lower() for code in odd) == 8
    assert sum("_" in code for code in odd) == 3
    assert [code for code in odd if ":" in code] == ["iso-iec-9594-8:2020"]


def test_standards_by_organisation(standards: list[StandardRecord], documents: list[StandardRecord]) -> None:
    owners = Counter(item.publisher for item in standards)
    assert len(owners) == 71
    large = {code: count for code, count in owners.items() if count >= 10}
    assert large == {
        "ietf": 294, "nato": 275, "iso-iec": 161, "w3c": 66, "cis3cip": 57, "xmpp": 49, "oasis": 37, "itu-t": 28,
        "tm-forum": 27, "cceb": 25, "ogc": 23, "ieee": 22, "siso": 21, "nato-e": 19, "opengroup": 17, "iso": 12,
        "us-dod": 10,
    }  # fmt: skip
    assert sum(4 <= count <= 7 for count in owners.values()) == 9
    assert sum(count <= 3 for count in owners.values()) == 45
    assert Counter(item.publisher for item in documents) == {"nato": 88, "nato-e": 4}


def test_numbers_that_tell_the_kind_or_state(
    standards: list[StandardRecord], documents: list[StandardRecord]
) -> None:
    assert sum(item.number.startswith("STANAG") for item in standards) == 81
    assert sum("(Study)" in item.number for item in standards) == 23
    assert sum("(RD)" in item.number for item in standards) == 4
    assert Counter(item.number.split()[0] for item in documents) == {"STANAG": 91, "STANREC": 1}


def test_responsible_parties(standards: list[StandardRecord], documents: list[StandardRecord]) -> None:
    parties = Counter(item.responsible for item in standards)
    assert len(parties) == 50
    assert parties.most_common(5) == [
        ("fmn-cpwg", 392), ("ncia-ces", 135), ("c3b-cap1-nscat", 104), ("ncia-nsii", 95), ("ncia", 71),
    ]  # fmt: skip
    assert len({item.responsible for item in documents}) == 25


def test_covering_documents(documents: list[StandardRecord]) -> None:
    sizes = Counter(len(item.covers or ()) for item in documents)
    assert sizes == {1: 81, 2: 5, 3: 2, 4: 1, 6: 1, 13: 1, 29: 1}
    assert len({code for item in documents for code in item.covers or ()}) == 149


def test_history_events(export: Export) -> None:
    events = {
        kind: Counter(
            event.flag.value for file in export.all(kind) for event in getattr(file.record, "history", ())
        )
        for kind in ("standard", "coverdoc", "serviceprofile", "profile", "capabilityprofile")
    }
    assert events == {
        "standard": {"added": 1266, "changed": 2767, "deleted": 87},
        "coverdoc": {"added": 93, "changed": 96, "deleted": 1},
        "serviceprofile": {"added": 413, "changed": 127},
        "profile": {"added": 95},
        "capabilityprofile": {"added": 35, "changed": 1},
    }


def test_request_numbers_and_versions_of_events(export: Export) -> None:
    events = [event for file in export for event in getattr(file.record, "history", None) or ()]
    assert len({event.request for event in events if event.request}) == 229
    assert Counter(event.version for event in events).most_common(2) == [("15.0", 1365), ("10.0", 1002)]


def test_service_profiles(
    services_of: dict[str, ProfileRecord], groups: list[tuple[ProfileRecord, GroupRecord]]
) -> None:
    assert Counter(item.service_type for item in services_of.values()) == {"coi": 314, "bsp": 99}
    assert sum(item.description is None for item in services_of.values()) == 144
    assert sum(item.description == "" for item in services_of.values()) == 1
    titles = Counter(item.title for item in services_of.values())
    assert sum(count > 1 for count in titles.values()) == 58
    assert len(groups) == 651
    assert Counter(group.obligation.value for _, group in groups) == {
        "mandatory": 572, "conditional": 49, "recommended": 16, "optional": 9, "none": 5,
    }  # fmt: skip
    assert Counter(group.lifecycle.value for _, group in groups) == {"current": 370, "candidate": 281}
    assert sum(bool(group.description) for _, group in groups) == 328
    sizes = Counter(len(item.groups or ()) for item in services_of.values())
    assert sizes == {1: 278, 2: 89, 3: 18, 4: 14, 5: 7, 6: 2, 7: 3, 8: 1, 9: 1}


def test_groups_of_equal_setting_are_not_merged(services_of: dict[str, ProfileRecord]) -> None:
    settings = Counter(
        (item.code, group.obligation, group.lifecycle)
        for item in services_of.values()
        for group in item.groups or ()
    )
    repeated = [key for key, count in settings.items() if count > 1]
    # 90 settings occur in two or more groups of one profile; three profiles have two such settings each.
    assert (len(repeated), len({code for code, *_ in repeated})) == (90, 87)


def test_taxonomy(export: Export, services_of: dict[str, ProfileRecord]) -> None:
    nodes = export.catalogue.nodes
    levels = Counter(node.level for node in nodes)
    assert [levels[level] for level in range(9)] == [1, 2, 4, 10, 61, 43, 233, 277, 1]
    assert sum(bool(node.description) for node in nodes) == 626
    assert len({node.code for node in nodes} - {node.parent for node in nodes}) == 504
    links = [code for item in services_of.values() for code in item.nodes or ()]
    assert (len(links), len(set(links))) == (628, 135)


def test_selections_by_obligation_and_lifecycle(
    selections: list[tuple[str, str, str, str]], services_of: dict[str, ProfileRecord]
) -> None:
    counted = Counter((services_of[row[0]].service_type, *row[2:]) for row in selections)
    assert counted == {
        ("bsp", "mandatory", "current"): 356, ("bsp", "mandatory", "candidate"): 108,
        ("bsp", "optional", "current"): 19, ("bsp", "optional", "candidate"): 2,
        ("coi", "mandatory", "current"): 813, ("coi", "mandatory", "candidate"): 488,
        ("coi", "conditional", "current"): 67, ("coi", "conditional", "candidate"): 54,
        ("coi", "recommended", "current"): 29, ("coi", "optional", "current"): 15,
    }  # fmt: skip
    assert len(selections) == 1951
    assert len(set(selections)) == 1930
    assert len({row[:2] for row in selections}) == 1928


def test_selected_standards(
    selections: list[tuple[str, str, str, str]],
    standards: list[StandardRecord],
    documents: list[StandardRecord],
) -> None:
    known, covering = {item.code for item in standards}, {item.code for item in documents}
    to_standards = [row for row in selections if row[1] in known]
    assert len(to_standards) == 1943
    assert len({row[:2] for row in to_standards}) == 1920
    assert Counter(row[1] for row in selections if row[1] in covering) == {"nato-stanag4677ed1": 5}
    chosen = {row[1] for row in to_standards}
    assert (len(chosen), len(known - chosen)) == (909, 348)
    covered = {code for item in documents for code in item.covers or ()}
    assert len((known - chosen) & covered) == 13
    unselected = Counter(item.publisher for item in standards if item.code not in chosen)
    assert unselected.most_common(4) == [("iso-iec", 112), ("nato", 74), ("ietf", 45), ("cis3cip", 37)]


def test_how_often_standards_are_selected(selections: list[tuple[str, str, str, str]]) -> None:
    uses = Counter(code for _, code in {row[:2] for row in selections})
    assert len(uses) == 913
    frequency = Counter(min(count, 7) for count in uses.values())
    assert frequency == {1: 505, 2: 121, 3: 163, 4: 49, 5: 29, 6: 23, 7: 23}
    assert {code for code, count in uses.items() if count == max(uses.values())} == {
        "nato-adatp-4774-ed.a-v1",
        "nato-adatp-4778-ed.a-v1",
    }
    assert max(uses.values()) == 20


def test_mandatory_standards_by_lifecycle(selections: list[tuple[str, str, str, str]]) -> None:
    by_lifecycle = {
        lifecycle: {row[1] for row in selections if row[2:] == ("mandatory", lifecycle)}
        for lifecycle in ("current", "candidate")
    }
    current, candidate = by_lifecycle["current"], by_lifecycle["candidate"]
    assert (len(current), len(candidate), len(current & candidate)) == (676, 459, 287)


TREES = {
    # root: depth, profiles, service profiles, selections, distinct standards
    "bsp": (2, 0, 99, 485, 418),
    "fmn3": (5, 24, 57, 292, 251),
    "fmn4-20211022": (6, 31, 71, 372, 310),
    "fmn5-20221202": (6, 40, 136, 542, 412),
    "architecture": (2, 0, 7, 18, 13),
    "archive-archive": (2, 0, 11, 23, 21),
}


def test_profile_trees(graph: ProfileGraph, selections: list[tuple[str, str, str, str]]) -> None:
    assert len(graph.roots) == 35
    for root, (depth, profiles, service, selected, distinct) in TREES.items():
        below = graph.below(root)
        rows = [row for row in selections if row[0] in below]
        kinds = Counter(graph.kinds[code] for code in below)
        found = (graph.depth(root), kinds[ProfileKind.PROFILE], kinds[ProfileKind.SERVICE], len(rows))
        assert found == (depth, profiles, service, selected), root
        assert len({row[1] for row in rows}) == distinct, root
    assert graph.circular == []


def test_small_trees_and_orphans(graph: ProfileGraph, selections: list[tuple[str, str, str, str]]) -> None:
    for prefix, roots, selected in (("binding-", 11, 68), ("sip-", 18, 130)):
        named = [root for root in graph.roots if root.startswith(prefix)]
        below = set().union(*(graph.below(root) for root in named))
        assert len(named) == roots
        assert sum(row[0] in below for row in selections) == selected
    assert [root for root in graph.roots if not graph.below(root)] == ["sip-rest", "sip-rest-msg"]
    assert graph.orphans == [
        "bsp-Geospatial_Web_Map_Services",
        "bsp-Geospatial_Web_Map_Tile_Services",
        "bsp-Joint_Domain_Services",
        "fmn3-scip-ppk-profile",
        "fmn3-scip-x.509-profile",
    ]
    assert sum(row[0] in graph.orphans for row in selections) == 21


def test_shared_children(graph: ProfileGraph) -> None:
    shared = [child for child, parents in graph.parents.items() if len(parents) > 1]
    assert len(shared) == 3
    assert all(child.startswith("fmn3-formatted-messages-") for child in shared)
    assert sum(len(children) for children in graph.children.values()) == 508 - 2


def numbers_below(graph: ProfileGraph, root: str) -> set[str]:
    return {code.rsplit("prf-", 1)[1] for code in graph.below(root)}


def test_profile_numbers_are_stable_across_spirals(
    graph: ProfileGraph, services_of: dict[str, ProfileRecord]
) -> None:
    four, five = numbers_below(graph, "fmn4-20211022"), numbers_below(graph, "fmn5-20221202")
    assert (len(four), len(five), len(four & five)) == (102, 176, 99)
    pairs = [
        (services_of[f"fmn4-20211022-prf-{number}"], services_of[f"fmn5-20221202-prf-{number}"])
        for number in four & five
        if {f"fmn4-20211022-prf-{number}", f"fmn5-20221202-prf-{number}"} <= services_of.keys()
    ]
    assert len(pairs) == 65
    assert sum(_selected(old) == _selected(new) for old, new in pairs) == 51
    standards = [{code for item in side for code in _selected(item)} for side in _spirals(services_of)]
    assert [len(found) for found in standards] == [310, 412]
    assert len(standards[0] & standards[1]) == 295


def _selected(profile: ProfileRecord) -> set[str]:
    return {code for group in profile.groups or () for code in group.standards}


def _spirals(services_of: dict[str, ProfileRecord]) -> Iterator[list[ProfileRecord]]:
    for prefix in ("fmn4-20211022-", "fmn5-20221202-"):
        yield [item for code, item in services_of.items() if code.startswith(prefix)]
