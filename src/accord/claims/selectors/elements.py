"""An element with what it claims, and what it inherits from the units above and the nation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from accord.access.acting import Actor
from accord.claims.models import Claim, RoleClaim
from accord.claims.selectors.lists import latest
from accord.forces.models import Element
from accord.forces.selectors import ElementPage, element_page


@dataclass(frozen=True)
class HeldClaims:
    """Claims of one holder; `holder` is None for the nation itself."""

    holder: Element | None
    claims: list[Claim]


@dataclass(frozen=True)
class ElementRecord:
    """An element's page with its claims as stated; which grade finally holds is the engine's answer.

    `inherited` runs from the nearest unit upward to the nation, each without the standards that a nearer holder
    claims: of two claims the more specific counts.
    """

    page: ElementPage
    day: date
    own: list[Claim]
    inherited: list[HeldClaims]
    roles: list[RoleClaim]


def element_record(uuid: UUID, day: date, viewer: Actor) -> ElementRecord:
    """One element with the claims in force on the day; raises `NotVisible`."""
    page = element_page(uuid, viewer)
    chain: list[Element | None] = [page.element, *reversed(page.above), None]
    holders = Q(element__in=[item.pk for item in chain if item]) | Q(
        element=None, owner=page.element.owner_id
    )
    rows = latest(Claim, viewer, day, holders).select_related("standard", "stated_by")
    roles = latest(RoleClaim, viewer, day, Q(element=page.element)).select_related("interaction", "stated_by")
    held = _nearest_only(chain, sorted(rows, key=lambda claim: (claim.standard.number, claim.standard.code)))
    return ElementRecord(
        page=page,
        day=day,
        own=held[0].claims,
        inherited=[item for item in held[1:] if item.claims],
        roles=sorted(roles, key=lambda claim: (claim.interaction.title, claim.role)),
    )


def _nearest_only(chain: Iterable[Element | None], rows: Iterable[Claim]) -> list[HeldClaims]:
    by_holder: dict[int | None, list[Claim]] = {}
    for claim in rows:
        by_holder.setdefault(claim.element_id, []).append(claim)
    found, seen = [], set[int]()
    for holder in chain:
        claims = [c for c in by_holder.get(holder.pk if holder else None, []) if c.standard_id not in seen]
        seen |= {claim.standard_id for claim in claims}
        found.append(HeldClaims(holder, claims))
    return found
