"""Vocabulary of the force tree, and where an element may stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.core.errors import Problem

# Codes stand in addresses, in the engine's names and on the command line.
_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,39}\Z")


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


@dataclass(frozen=True)
class ElementDraft:
    """What somebody wants to declare as a unit or system; `parent` is the code of a unit of the same nation."""

    code: str
    name: str
    domain: str
    echelon: str
    parent: str = ""
    description: str = ""


def engine_name(nation_code: str, element_code: str) -> str:
    """The element's name in the engine and on the command line, such as `XAL:2SIG-BMS1`."""
    return f"{nation_code}:{element_code}"


def element_problems(
    draft: ElementDraft, kind: ElementKind, held: Mapping[str, ElementKind]
) -> list[Problem]:
    """Everything that is wrong with a draft; `held` are the nation's elements, kind by code."""
    return [*_name_problems(draft, held), *_word_problems(draft), *parent_problems(draft.parent, kind, held)]


def _name_problems(draft: ElementDraft, held: Mapping[str, ElementKind]) -> list[Problem]:
    problems = []
    if not _CODE.match(draft.code):
        text = f"“{draft.code}” is no code. Use up to 40 capital letters, digits, dots and hyphens, as in 2SIG-BMS1."
        problems.append(Problem("code", text, "code"))
    if draft.code in held:
        text = f"You have a {held[draft.code]} with the code “{draft.code}” already. Choose another code."
        problems.append(Problem("code-taken", text, "code"))
    if not draft.name.strip():
        problems.append(Problem("name-missing", "The element has no name. Give it one.", "name"))
    return problems


def _word_problems(draft: ElementDraft) -> list[Problem]:
    words: tuple[tuple[str, str, type[StrEnum]], ...] = (
        ("domain", draft.domain, Domain),
        ("echelon", draft.echelon, Echelon),
    )
    return [
        Problem("unknown-word", f"“{value}” is no {field}. Choose one of: {', '.join(known)}.", field)
        for field, value, known in words
        if value not in tuple(known)
    ]


def parent_problems(parent: str, kind: ElementKind, held: Mapping[str, ElementKind]) -> list[Problem]:
    """Why an element of this kind cannot stand under `parent`; '' is the nation itself."""
    if not parent:
        text = "A system belongs to a unit. Name the code of the unit that operates it."
        return [Problem("system-without-unit", text, "parent")] if kind is ElementKind.SYSTEM else []
    if parent not in held:
        text = (
            f"You have no unit with the code “{parent}”. Look it up in your force tree, or declare it first."
        )
        return [Problem("unknown-parent", text, "parent")]
    if held[parent] is ElementKind.SYSTEM:
        text = f"“{parent}” is a system, and a system holds nothing. Name the unit above it."
        return [Problem("parent-is-system", text, "parent")]
    return []


def cycle_problems(code: str, parent: str, parents: Mapping[str, str]) -> list[Problem]:
    """Why `code` cannot move under `parent`: it stands above it. `parents` is the tree, '' above its roots."""
    above = parent
    while above:
        if above == code:
            text = f"“{parent}” stands below “{code}”, so it cannot also stand above it. Move “{parent}” out first."
            return [Problem("cycle", text, "parent")]
        above = parents.get(above, "")
    return []
