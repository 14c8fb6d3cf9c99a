"""Reads about claims, each for a viewer. A claim whose holder is hidden is hidden with it."""

from accord.claims.selectors.elements import ElementRecord, HeldClaims, element_record
from accord.claims.selectors.figures import Due, NationFigures, claims_due, nation_figures
from accord.claims.selectors.lists import ALL, claims, own_statement, role_claims, seen_statement, visible
from accord.claims.selectors.pages import (
    StatementPage,
    claim_page,
    evidence_file,
    is_about_standard,
    role_claim_page,
)

__all__ = [
    "ALL",
    "Due",
    "ElementRecord",
    "HeldClaims",
    "NationFigures",
    "StatementPage",
    "claim_page",
    "claims",
    "claims_due",
    "element_record",
    "evidence_file",
    "is_about_standard",
    "nation_figures",
    "own_statement",
    "role_claim_page",
    "role_claims",
    "seen_statement",
    "visible",
]
