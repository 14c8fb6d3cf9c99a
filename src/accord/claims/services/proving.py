"""Evidence for a claim."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from accord.access import services as access
from accord.access.rules import Permission
from accord.claims import store
from accord.claims.evidence import (
    LONGEST_MAGIC,
    EvidenceDraft,
    EvidenceKind,
    GivenFile,
    cleaned_name,
    evidence_problems,
    media_type_of,
)
from accord.claims.models import Claim, Evidence, RoleClaim
from accord.claims.services.changing import owned_claim
from accord.core.errors import Problem, refuse_if

MOST_EVIDENCE = 50


def add_evidence(*, uuid: UUID, draft: EvidenceDraft, today: date) -> Evidence:
    """Add a text, a link or a file to one's own claim of either kind; whoever sees the claim sees it."""
    claim = owned_claim(uuid, Permission.DECLARE_CLAIMS)
    refuse_if([*evidence_problems(draft, today), *_number_problems(claim)])
    name = uuid4()
    evidence = Evidence.objects.create(
        uuid=name,
        owner_id=claim.owner_id,
        label_id=claim.label_id,
        claim=claim if isinstance(claim, Claim) else None,
        role_claim=claim if isinstance(claim, RoleClaim) else None,
        kind=draft.kind,
        **{"proves_on": draft.proves_on, **_content(draft, name)},
    )
    access.record("claim.evidence-added", claim, detail={"kind": draft.kind})
    return evidence


def _content(draft: EvidenceDraft, name: UUID) -> dict[str, Any]:
    if draft.kind == EvidenceKind.TEXT:
        return {"text": draft.text.strip()}
    if draft.kind == EvidenceKind.LINK:
        return {"link": draft.link}
    assert draft.file is not None  # evidence_problems has refused it
    return _stored(draft.file, name)


def _stored(file: GivenFile, name: UUID) -> dict[str, Any]:
    first_bytes = file.content.read(LONGEST_MAGIC)
    file.content.seek(0)
    return {
        "file_name": cleaned_name(file.name),
        "media_type": media_type_of(file.name, first_bytes),
        "size": file.size,
        "sha256": store.store(file.content, name),
    }


def _number_problems(claim: Claim | RoleClaim) -> list[Problem]:
    if claim.evidence.count() < MOST_EVIDENCE:
        return []
    text = f"The claim has {MOST_EVIDENCE} pieces of evidence, and more cannot be kept. Put several into one file."
    return [Problem("too-much-evidence", text)]
