"""Builders of catalogue records, claims and trials with valid defaults; a test names only what it tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from accord.access.acting import acting
from accord.access.models import Label
from accord.claims.models import Claim, RoleClaim
from accord.forces.models import Element
from accord.standards.models import Interaction, Standard
from accord.trials.models import Trial
from cast import ALDORIA, as_alliance, as_nation, make_label, make_party

MADE_ON = date(2026, 1, 15)


def make_standard(code: str = "xp-c2-1", **fields: Any) -> Standard:
    """An invented standard whose number is its code in capital letters."""
    with acting(as_alliance()):
        found = Standard.objects.filter(code=code).first()
        defaults = {"number": code.upper(), "title": f"Title of {code}", "exercise_data": True}
        return found or Standard.objects.create(code=code, **{**defaults, **fields})


def make_interaction(code: str = "TRACKS", **fields: Any) -> Interaction:
    """An exchange in command and control."""
    defaults = {
        "title": f"Title of {code}",
        "kind": "exchange",
        "area": "command-and-control",
        "echelon": "tactical",
    }
    with acting(as_alliance()):
        found = Interaction.objects.filter(code=code).first()
        return found or Interaction.objects.create(code=code, **{**defaults, **fields})


def make_claim(
    element: Element | None = None, owner: str = ALDORIA, label: Label | None = None, **fields: Any
) -> Claim:
    """A declared claim of the element, or of the nation; `fields` may name the standard by its code."""
    standard = make_standard(fields.pop("standard", "xp-c2-1"))
    label = label or make_label(owner)
    party = make_party(owner)
    defaults = {"grade": 2, "made_on": MADE_ON, "stated_by": party}
    with acting(as_nation(owner)):
        return Claim.objects.create(
            owner=party, label=label, element=element, standard=standard, **{**defaults, **fields}
        )


def make_role(element: Element, owner: str = ALDORIA, label: Label | None = None, **fields: Any) -> RoleClaim:
    """A declared claim to provide tracks."""
    interaction = make_interaction(fields.pop("interaction", "TRACKS"))
    label = label or make_label(owner)
    party = make_party(owner)
    defaults = {"role": "provider", "grade": 2, "made_on": MADE_ON, "stated_by": party}
    with acting(as_nation(owner)):
        return RoleClaim.objects.create(
            owner=party, label=label, element=element, interaction=interaction, **{**defaults, **fields}
        )


def make_confirmed(claim: Claim, **fields: Any) -> Claim:
    """The alliance's confirmation of a claim that it sees."""
    defaults = {"grade": 3, "made_on": date(2026, 2, 1), "valid_until": date(2027, 2, 1)}
    with acting(as_alliance()) as alliance:
        return Claim.objects.create(
            owner_id=claim.owner_id,
            label_id=claim.label_id,
            element_id=claim.element_id,
            standard_id=claim.standard_id,
            stated_by_id=alliance.party,
            **{**defaults, **fields},
        )


def make_trial(a: Element, b: Element, **fields: Any) -> Trial:
    """A successful trial of tracks, entered by the party of `a`; each half is its owner's alone."""
    interaction = make_interaction(fields.pop("interaction", "TRACKS"))
    partner_label = make_label(b.owner.code)
    defaults = {"result": "success", "held_on": date(2026, 3, 1), "event": "Exercise Amber"}
    label = fields.pop("label", None) or make_label(a.owner.code)
    with acting(as_nation(a.owner.code)):
        return Trial.objects.create(
            owner=a.owner,
            label=label,
            partner=b.owner,
            partner_label=partner_label,
            a=a,
            b=b,
            interaction=interaction,
            **{**defaults, **fields},
        )
