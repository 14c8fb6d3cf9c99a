"""The page of one claim, of either kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from accord.access.acting import Actor
from accord.access.models import AuditEntry
from accord.access.selectors import Showing, history_of, showing_of
from accord.claims.models import Claim, Evidence, RoleClaim
from accord.claims.rules import Standing
from accord.claims.selectors.lists import visible
from accord.core.errors import NotVisible

if TYPE_CHECKING:
    from typing_extensions import TypeIs


@dataclass(frozen=True)
class StatementPage:
    """One claim: what it says, how it stands, what supports it, what was done to it, and who sees it.

    `others` are the other claims of the same holder about the same thing, newest first. `history` is empty for
    everybody but the owner. `holder_showing` is None where the holder is the nation itself.
    """

    statement: Claim | RoleClaim
    day: date
    standing: Standing
    others: list[Claim] | list[RoleClaim]
    evidence: list[Evidence]
    history: list[AuditEntry]
    showing: Showing
    holder_showing: Showing | None
    is_own: bool

    @property
    def is_replaced(self) -> bool:
        """True when a later claim about the same thing holds on the day."""
        return any(
            self.statement.made_on < other.made_on <= self.day
            and other.standing_on(self.day) is not Standing.WITHDRAWN
            for other in self.others
        )


def claim_page(uuid: UUID, day: date, viewer: Actor) -> StatementPage:
    """One claim on a standard; raises `NotVisible`."""
    rows = visible(Claim, viewer).select_related("owner", "label", "element__label", "standard", "stated_by")
    claim = rows.filter(uuid=uuid).first()
    if claim is None:
        raise NotVisible("There is no such claim. Look it up in the list of claims.")
    same = visible(Claim, viewer).filter(
        owner=claim.owner_id, element=claim.element_id, standard=claim.standard_id
    )
    others = list(same.select_related("stated_by").exclude(pk=claim.pk).order_by("-made_on"))
    return _page(claim, others, day, viewer)


def role_claim_page(uuid: UUID, day: date, viewer: Actor) -> StatementPage:
    """One claim on a role; raises `NotVisible`."""
    rows = visible(RoleClaim, viewer).select_related(
        "owner", "label", "element__label", "interaction", "stated_by"
    )
    claim = rows.filter(uuid=uuid).first()
    if claim is None:
        raise NotVisible("There is no such claim. Look it up in the list of claims.")
    same = visible(RoleClaim, viewer).filter(
        element=claim.element_id, interaction=claim.interaction_id, role=claim.role
    )
    others = list(same.select_related("stated_by").exclude(pk=claim.pk).order_by("-made_on"))
    return _page(claim, others, day, viewer)


def is_about_standard(statement: Claim | RoleClaim) -> TypeIs[Claim]:
    """True for a claim on a standard, False for one on a role."""
    return isinstance(statement, Claim)


def _page(
    statement: Claim | RoleClaim, others: list[Claim] | list[RoleClaim], day: date, viewer: Actor
) -> StatementPage:
    element = statement.element
    return StatementPage(
        statement=statement,
        day=day,
        standing=statement.standing_on(day),
        others=others,
        evidence=list(statement.evidence.visible_to(viewer)),
        history=history_of(statement, viewer),
        showing=showing_of(statement.label, viewer),
        holder_showing=showing_of(element.label, viewer) if element is not None else None,
        is_own=viewer.party == statement.owner_id,
    )


def evidence_file(uuid: UUID, viewer: Actor) -> Evidence:
    """A file that supports a claim which the viewer sees; raises `NotVisible`."""
    of_visible = Q(claim__in=visible(Claim, viewer)) | Q(role_claim__in=visible(RoleClaim, viewer))
    found = Evidence.objects.visible_to(viewer).filter(of_visible, uuid=uuid).exclude(file_name="").first()
    if found is None:
        raise NotVisible("There is no such file. Open it from the page of its claim.")
    return found
