"""What may change about a claim after it was stated: that it is withdrawn, and to whom it is shown."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.access import services as access
from accord.access.rules import Permission, ReleasedTo
from accord.claims.models import Claim, RoleClaim
from accord.claims.rules import withdrawal_problems
from accord.core.errors import NotVisible, refuse_if


def withdraw_claim(*, uuid: UUID, withdrawn_on: date | None) -> Claim | RoleClaim:
    """Withdraw one's own claim of either kind: from that day it does not exist, and an earlier one holds again."""
    claim = owned_claim(uuid, Permission.DECLARE_CLAIMS)
    refuse_if(withdrawal_problems(claim.facts, withdrawn_on))
    claim.withdrawn_on = withdrawn_on
    claim.save(update_fields=["withdrawn_on"])
    access.record("claim.withdrawn", claim, detail={"fields": ["withdrawn_on"]})
    return claim


def release_claim(*, uuid: UUID, released_to: ReleasedTo) -> Claim | RoleClaim:
    """Change to whom one's own claim of either kind is shown; its evidence follows it."""
    claim = owned_claim(uuid, Permission.CHANGE_RELEASE)
    claim.label = access.label_for(claim.owner_id, released_to.release, released_to.nations)
    claim.save(update_fields=["label"])
    claim.evidence.update(label=claim.label)
    access.record("claim.released", claim, detail={"release": released_to.release})
    return claim


def owned_claim(uuid: UUID, permission: Permission) -> Claim | RoleClaim:
    """The actor's own claim of either kind, locked; raises `NotVisible`."""
    owner = access.require_party(permission)
    found = (
        Claim.objects.select_for_update().filter(owner=owner, uuid=uuid).first()
        or RoleClaim.objects.select_for_update().filter(owner=owner, uuid=uuid).first()
    )
    if found is None:
        raise NotVisible("You have no such claim. Look it up in the list of claims.")
    return found
