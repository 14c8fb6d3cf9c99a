"""Texts that support a few claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.claims.rules import Grade
from accord.demonstration.chance import Chance
from accord.demonstration.rows import ClaimRow, EvidenceRow

_SUPPORTED = {Grade.DECLARED: 0.004, Grade.EVALUATED: 0.018, Grade.DEMONSTRATED: 0.024}
_TEXTS = {
    Grade.DECLARED: (
        "Statement of conformity by the maker, checked on one set of equipment.",
        "Acceptance test of the national procurement office; all mandatory clauses were met.",
    ),
    Grade.EVALUATED: (
        "Evaluation report: every mandatory clause was tested, none failed.",
        "Evaluators of two other nations repeated the national test and found the same.",
    ),
    Grade.DEMONSTRATED: (
        "Shown with a partner during an exercise; recordings are kept by exercise control.",
        "Used for three days with a partner's system without a fault that concerned this standard.",
    ),
}


def evidence(chance: Chance, claims: Sequence[ClaimRow]) -> Iterator[EvidenceRow]:
    """Evidence for a few hundred claims of a full coalition; it proves the day on which the claim was made."""
    for claim in claims:
        grade = Grade(claim.statement.grade)
        made = claim.statement.made_on
        if made and chance.happens(_SUPPORTED.get(grade, 0.0), "evidence", *claim.key):
            yield EvidenceRow(claim, chance.pick(_TEXTS[grade], "evidence text", *claim.key), made)
