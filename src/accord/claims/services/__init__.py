"""Writes of claims; each inside the caller's `acting()`, each with its audit entry."""

from accord.claims.services.changing import release_claim, withdraw_claim
from accord.claims.services.confirming import confirm_claim
from accord.claims.services.proving import add_evidence
from accord.claims.services.stating import claim_problems, role_problems, state_claim, state_role

__all__ = [
    "add_evidence",
    "claim_problems",
    "confirm_claim",
    "release_claim",
    "role_problems",
    "state_claim",
    "state_role",
    "withdraw_claim",
]
