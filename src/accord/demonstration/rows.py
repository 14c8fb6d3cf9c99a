"""Rows that the generator makes; elements are named by their code within their nation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from accord.claims.rules import Statement
from accord.forces.rules import Domain, Echelon, ElementKind


class Reach(IntEnum):
    """To whom a nation releases a record; each circle holds the ones before it."""

    OWNER = 0
    STAFF = 1
    NEIGHBOURS = 2
    FRIENDS = 3
    ALL = 4


@dataclass(frozen=True)
class ElementRow:
    """A unit or a system; `parent` is '' at the top. `type` and `make` exist for the generator alone."""

    nation: str
    code: str
    kind: ElementKind
    parent: str
    name: str
    domain: Domain
    echelon: Echelon
    type: str
    make: str = ""
    reach: Reach = Reach.OWNER

    @property
    def key(self) -> tuple[str, str]:
        """Nation and code."""
        return self.nation, self.code


@dataclass(frozen=True)
class VersionRow:
    """A version of a system, and the day from which it is in service."""

    nation: str
    element: str
    name: str
    fielded_on: date


@dataclass(frozen=True)
class ClaimRow:
    """A claim on a standard. `element` is '' where the nation holds it; a proof is stated by alliance staff."""

    nation: str
    element: str
    standard: str
    statement: Statement
    reach: Reach
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, date | None]:
        """What the database holds once."""
        return self.nation, self.element, self.standard, self.statement.made_on


@dataclass(frozen=True)
class RoleRow:
    """A claim to play a role in an interaction."""

    nation: str
    element: str
    interaction: str
    role: str
    statement: Statement
    reach: Reach

    @property
    def key(self) -> tuple[str, str, str, str, date | None]:
        """What the database holds once."""
        return self.nation, self.element, self.interaction, self.role, self.statement.made_on


@dataclass(frozen=True)
class EvidenceRow:
    """A text that supports a claim on a standard."""

    claim: ClaimRow
    text: str
    proves_on: date


@dataclass(frozen=True)
class TrialRow:
    """A trial of two systems; in an exchange `a` provided. Each side releases its own half."""

    a: tuple[str, str]
    b: tuple[str, str]
    interaction: str
    result: str
    held_on: date
    valid_until: date | None
    event: str
    remark: str
    a_reach: Reach
    b_reach: Reach
