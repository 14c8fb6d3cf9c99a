"""Somebody other than the owner confirms a claim: alliance staff, until evaluations do."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from accord.access import services as access
from accord.access.rules import Permission
from accord.claims.models import Claim, RoleClaim
from accord.claims.rules import Statement, statement_problems
from accord.claims.selectors import seen_statement
from accord.core.dates import day_text
from accord.core.errors import Problem, RuleBroken, refuse_if

# What a confirmation takes over from the claim that it confirms; it is released as that one is.
_SUBJECT: dict[type[Claim] | type[RoleClaim], tuple[str, ...]] = {
    Claim: ("owner_id", "label_id", "element_id", "standard_id"),
    RoleClaim: ("owner_id", "label_id", "element_id", "interaction_id", "role"),
}


def confirm_claim(*, uuid: UUID, confirmation: Statement, note: str = "", today: date) -> Claim | RoleClaim:
    """State as evaluated or demonstrated what another party has claimed; the confirmation is a claim of its own."""
    actor = access.require(Permission.CONFIRM_CLAIMS)
    claim = seen_statement(uuid, actor)
    refuse_if(statement_problems(confirmation, by_owner=actor.party == claim.owner_id, today=today))
    model = type(claim)
    subject = {name: getattr(claim, name) for name in _SUBJECT[model]} | {"stated_by_id": actor.party}
    try:
        with transaction.atomic():
            confirmed = model.objects.create(**subject, **vars(confirmation), note=note)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        # The database decides: a claim of that day may be one that the confirming party does not see.
        made = day_text(confirmation.made_on) if confirmation.made_on else ""
        text = f"A claim of {made} stands in the way. Date the confirmation on another day."
        raise RuleBroken([Problem("double", text, "made_on")]) from error
    access.record(f"{_word(confirmed)}.confirmed", confirmed, detail={"grade": confirmation.grade})
    return confirmed


def _word(claim: Claim | RoleClaim) -> str:
    return "claim" if isinstance(claim, Claim) else "role-claim"
