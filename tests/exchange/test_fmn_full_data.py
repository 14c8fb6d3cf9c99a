"""Every count that the description of the full FMN profiles states (shared data, README section 4)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from accord.access.acting import acting
from accord.exchange.fmn import FmnFile, read_fmn
from accord.exchange.services import import_fmn, import_nisp
from accord.standards.models import Profile, Selection
from accord.standards.records import GroupRecord
from accord.standards.rules import ProfileKind
from cast import as_alliance

pytestmark = pytest.mark.shared_data

SPIRALS = {4: "nisp-fmn4-20211022.xml", 5: "nisp-fmn5-20221202.xml"}


@pytest.fixture(scope="module")
def files(shared_data: Path) -> dict[int, FmnFile]:
    return {
        spiral: read_fmn((shared_data / "fmn" / name).read_bytes(), name) for spiral, name in SPIRALS.items()
    }


def groups(file: FmnFile) -> list[GroupRecord]:
    return [group for profile in file.catalogue.profiles for group in profile.groups or ()]


def test_records_of_every_kind(files: dict[int, FmnFile]) -> None:
    kinds = {
        spiral: Counter(item.report_kind for item in (*file.catalogue.standards, *file.catalogue.profiles))
        for spiral, file in files.items()
    }
    assert kinds == {
        4: {"standard": 1, "capabilityprofile": 1, "profile": 31, "serviceprofile": 71},
        5: {"standard": 18, "coverdoc": 4, "capabilityprofile": 1, "profile": 40, "serviceprofile": 136},
    }
    assert [len(file.catalogue.specifications) for file in files.values()] == [1, 1]
    assert sum(len(item.covers or ()) for item in files[5].catalogue.standards) == 5


def test_edges_groups_and_guides(files: dict[int, FmnFile]) -> None:
    for spiral, expected in ((4, (102, 99, 119, 372, 49)), (5, (176, 258, 235, 542, 72))):
        profiles = files[spiral].catalogue.profiles
        found = (
            sum(len(item.children or ()) for item in profiles),
            sum(len(item.nodes or ()) for item in profiles),
            len(groups(files[spiral])),
            sum(len(group.standards) for group in groups(files[spiral])),
            sum(bool(item.guide) for item in profiles),
        )
        assert found == expected


def test_settings_of_groups(files: dict[int, FmnFile]) -> None:
    obligations = {
        spiral: Counter(group.obligation.value for group in groups(file)) for spiral, file in files.items()
    }
    lifecycles = {
        spiral: Counter(group.lifecycle.value for group in groups(file)) for spiral, file in files.items()
    }
    assert obligations == {
        4: {"mandatory": 105, "conditional": 14},
        5: {"mandatory": 205, "conditional": 25, "none": 5},
    }
    assert lifecycles == {4: {"current": 119}, 5: {"candidate": 235}}


def test_new_keys_of_spiral_five(files: dict[int, FmnFile]) -> None:
    catalogue = files[5].catalogue
    assert [item.code for item in catalogue.publishers] == ["asca"]
    assert [item.code for item in catalogue.responsibles] == ["mc-mcmsb-marops"]


CORRECTED = {
    4: {("fmn4-20211022-prf-45", "nato-adatp-36-ed.a-v2"), ("fmn4-20211022-prf-49", "nato-adatp-36-ed.a-v2")},
    5: {
        ("fmn5-20221202-prf-45", "nato-adatp-36-ed.a-v2"),
        ("fmn5-20221202-prf-49", "nato-adatp-36-ed.a-v2"),
        ("fmn5-20221202-prf-162", "nato-adatp-36-ed.a-v2"),
        ("fmn5-20221202-prf-8", "nato-adatp-4778.2-ed.a-v1"),
    },
}


@pytest.mark.django_db
def test_profiles_correct_the_six_selections_of_the_export_and_bring_the_guides(shared_data: Path) -> None:
    with acting(as_alliance()):
        import_nisp(shared_data / "nisp" / "nisp-records.tar.gz")
        known = Profile.objects.count()
        for spiral, name in SPIRALS.items():
            report = import_fmn(shared_data / "fmn" / name)
            corrected = {finding.record for finding in report.findings if finding.kind == "correction"}
            assert corrected == {f"serviceprofile {code}" for code, _ in CORRECTED[spiral]}
            for code, standard in CORRECTED[spiral]:
                assert Selection.objects.filter(group__profile__code=code, standard_code=standard).exists()
        assert Profile.objects.count() == known
        assert Profile.objects.exclude(guide="").count() == 121
        missing = set(Selection.objects.filter(standard=None).values_list("standard_code", flat=True))
    assert missing == {"mip-v4.2", "nato-adatp-4778.2-ed.a-v1", "xmpp-xep-0128", "xmpp-xep-0131"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SPIRALS.values())
def test_second_import_changes_nothing(shared_data: Path, name: str) -> None:
    with acting(as_alliance()):
        first, second = import_fmn(shared_data / "fmn" / name), import_fmn(shared_data / "fmn" / name)
    assert (first.changed, second.changed) == (True, False)
    assert Profile.objects.filter(kind=ProfileKind.SERVICE).count() == first.counts["serviceprofile"].created


@pytest.mark.django_db
def test_guides_survive_a_later_import_of_the_export(shared_data: Path) -> None:
    with acting(as_alliance()):
        import_fmn(shared_data / "fmn" / SPIRALS[4])
        import_nisp(shared_data / "nisp" / "nisp-records.tar.gz")
        assert Profile.objects.exclude(guide="").count() == 49
        assert Profile.objects.get(code="fmn4-20211022").short == "FMN 4"
