"""A catalogue of three standards and one service profile, and interactions that it serves."""

from __future__ import annotations

from typing import Any

from accord.standards import services
from accord.standards.records import (
    Catalogue,
    GroupRecord,
    InteractionRecord,
    ProfileRecord,
    PublisherRecord,
    RoleRecord,
    SpecificationRecord,
    StandardRecord,
)
from accord.standards.rules import (
    Area,
    Echelon,
    InteractionKind,
    Lifecycle,
    Obligation,
    ProfileKind,
    Role,
    Source,
    StandardKind,
)
from accord.standards.services.catalogue import LoadResult
from accord.standards.services.interactions import write_interactions

SPECIFICATION = ("acme", "Acme Profiles", "2020")


def make_standard(code: str, **fields: Any) -> StandardRecord:
    """A standard of Acme."""
    named = {"number": code.upper(), "title": f"Title of {code}", "publisher": "acme"}
    defaults = {"kind": StandardKind.STANDARD, "issued": "2011-08", "version": ""}
    return StandardRecord(code=code, **{**named, **defaults, **fields})


def make_group(number: int, *codes: str, **fields: Any) -> GroupRecord:
    """A mandatory and current group."""
    defaults = {"obligation": Obligation.MANDATORY, "lifecycle": Lifecycle.CURRENT}
    return GroupRecord(number=number, standards=codes, **{**defaults, **fields})


def make_profile(code: str = "talk", *groups: GroupRecord, **fields: Any) -> ProfileRecord:
    """A service profile of Acme."""
    defaults = {"kind": ProfileKind.SERVICE, "title": f"Title of {code}", "specification": SPECIFICATION}
    return ProfileRecord(code=code, groups=groups, **{**defaults, **fields})


STANDARDS = (
    make_standard("a"),
    make_standard("b"),
    make_standard("stanag", kind=StandardKind.COVERDOC, covers=("b",)),
)
TALK = make_profile("talk", make_group(1, "a"), make_group(2, "stanag", obligation=Obligation.OPTIONAL))
ROOT = make_profile("root", kind=ProfileKind.CAPABILITY, children=("talk", "nowhere"))


def load_small(*profiles: ProfileRecord, source: Source = Source.NISP, **fields: Any) -> LoadResult:
    """Load the small catalogue with these profiles instead of its own."""
    parts = {
        "publishers": (PublisherRecord("acme", "ACME", "Acme of Aldoria"),),
        "specifications": (SpecificationRecord(*SPECIFICATION),),
        "standards": STANDARDS,
        "profiles": profiles or (TALK, ROOT),
    }
    return services.load_catalogue(Catalogue(**{**parts, **fields}), source=source)


def make_interaction(code: str = "TALK", **fields: Any) -> InteractionRecord:
    """An exchange that `talk` serves with all its groups."""
    defaults = {
        "family": "TALKING",
        "edition": "Spiral 4",
        "title": "Talk to each other",
        "description": "",
        "kind": InteractionKind.EXCHANGE,
        "area": Area.COMMAND_AND_CONTROL,
        "echelon": Echelon.TACTICAL,
        "profile": "talk",
        "note": "",
        "roles": (RoleRecord(Role.PROVIDER, None), RoleRecord(Role.CONSUMER, (1,))),
    }
    return InteractionRecord(code=code, **{**defaults, **fields})


def load_interaction(code: str = "TALK", **fields: Any) -> None:
    """Write one interaction."""
    write_interactions([make_interaction(code, **fields)])
