"""Vocabulary of the force tree."""

from __future__ import annotations

from enum import StrEnum


class ElementKind(StrEnum):
    """A unit may hold units and systems; a system holds nothing."""

    UNIT = "unit"
    SYSTEM = "system"


class Domain(StrEnum):
    """Where an element operates."""

    LAND = "land"
    MARITIME = "maritime"
    AIR = "air"
    SPECIAL_OPERATIONS = "special operations"
    CYBER = "cyber"
    JOINT = "joint"


class Echelon(StrEnum):
    """At which height of command an element works."""

    TACTICAL = "tactical"
    OPERATIONAL = "operational"
    STRATEGIC = "strategic"


def engine_name(nation_code: str, element_code: str) -> str:
    """The element's name in the engine and on the command line, such as `XAL:2SIG-BMS1`."""
    return f"{nation_code}:{element_code}"
