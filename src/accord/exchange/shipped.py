"""What comes with Accord: the public facts about nations, the facts tables of standards, our own catalogue."""

from __future__ import annotations

from typing import TypeAlias

from accord.nations.services import Counts
from accord.nations.services import load_facts as load_nations
from accord.standards.records import Tally
from accord.standards.services import load_facts as load_standards
from accord.standards.services import load_interactions

Loaded: TypeAlias = Counts | Tally
"""How many records of one kind were made, brought up to date, or found as they stand."""


def load_shipped() -> dict[str, Loaded]:
    """Load all of it, in the order in which it builds on itself; run again it changes nothing.

    Call it as alliance staff. What people edited or imported themselves is kept.
    """
    loaded: dict[str, Loaded] = {**load_nations()}
    loaded |= load_standards().counts
    loaded |= load_interactions().counts
    return loaded
