"""An owner states a claim about itself."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accord.access import services as access
from accord.access.rules import OWNER_ONLY, Permission, ReleasedTo
from accord.claims.models import Claim, RoleClaim
from accord.claims.rules import ClaimDraft, RoleDraft, statement_problems, unknown_standard
from accord.core.dates import day_text
from accord.core.errors import Problem, RuleBroken, refuse_if
from accord.forces.models import Element
from accord.forces.rules import ElementKind
from accord.standards.models import Interaction, Standard
from accord.standards.rules import ROLES_OF_KIND, InteractionKind, Role, StandardKind


def state_claim(draft: ClaimDraft, released_to: ReleasedTo = OWNER_ONLY, *, today: date) -> Claim:
    """State that the nation, or one of its elements, implements a standard; raises `RuleBroken` with all problems."""
    refuse_if(claim_problems(draft, released_to, today=today))
    owner = access.require_party(Permission.DECLARE_CLAIMS)
    claim = Claim.objects.create(
        **_statement(draft, owner, released_to),
        element=_element(draft.holder, owner),
        standard=_standards_called(draft.standard).get(),
    )
    access.record("claim.stated", claim, detail={"standard": claim.standard.code})
    return claim


def state_role(draft: RoleDraft, released_to: ReleasedTo = OWNER_ONLY, *, today: date) -> RoleClaim:
    """State that a participant plays a role in an interaction; raises `RuleBroken` with all problems."""
    refuse_if(role_problems(draft, released_to, today=today))
    owner = access.require_party(Permission.DECLARE_CLAIMS)
    claim = RoleClaim.objects.create(
        **_statement(draft, owner, released_to),
        element=Element.objects.get(owner=owner, uuid=draft.holder),
        interaction=Interaction.objects.get(code=draft.interaction),
        role=draft.role,
    )
    access.record("role-claim.stated", claim, detail={"interaction": draft.interaction, "role": draft.role})
    return claim


def _statement(draft: ClaimDraft | RoleDraft, owner: int, released_to: ReleasedTo) -> dict[str, object]:
    return {
        **vars(draft.statement),
        "note": draft.note,
        "owner_id": owner,
        "stated_by_id": owner,
        "label": access.label_for(owner, released_to.release, released_to.nations),
    }


def claim_problems(draft: ClaimDraft, released_to: ReleasedTo, *, today: date) -> list[Problem]:
    """Everything that stands against a claim on a standard; empty when it can be stated."""
    owner = access.require_party(Permission.DECLARE_CLAIMS)
    standards = list(_standards_called(draft.standard)[:5])
    problems = [*_holder_problems(draft.holder, owner), *_standard_problems(draft.standard, standards)]
    if not problems and draft.statement.made_on is not None:
        same = Claim.objects.filter(
            owner=owner,
            element=_element(draft.holder, owner),
            standard=standards[0],
            made_on=draft.statement.made_on,
        )
        problems += _double_problems(same)
    return [*problems, *_shared_problems(draft, owner, released_to, today)]


def role_problems(draft: RoleDraft, released_to: ReleasedTo, *, today: date) -> list[Problem]:
    """Everything that stands against a claim on a role; empty when it can be stated."""
    owner = access.require_party(Permission.DECLARE_CLAIMS)
    interaction = Interaction.objects.filter(code=draft.interaction).first()
    problems = [*_participant_problems(draft.holder, owner), *_part_problems(draft, interaction)]
    if not problems and draft.statement.made_on is not None:
        same = RoleClaim.objects.filter(
            element=_element(draft.holder, owner),
            interaction=interaction,
            role=draft.role,
            made_on=draft.statement.made_on,
        )
        problems += _double_problems(same)
    return [*problems, *_shared_problems(draft, owner, released_to, today)]


def _shared_problems(
    draft: ClaimDraft | RoleDraft, owner: int, released_to: ReleasedTo, today: date
) -> list[Problem]:
    return [
        *statement_problems(draft.statement, by_owner=True, today=today),
        *_release_problems(owner, released_to),
    ]


def _release_problems(owner: int, released_to: ReleasedTo) -> list[Problem]:
    try:
        access.label_for(owner, released_to.release, released_to.nations)
    except RuleBroken as refused:
        return list(refused.problems)
    return []


def _element(holder: str, owner: int) -> Element | None:
    try:
        return Element.objects.filter(owner=owner, uuid=UUID(holder)).first() if holder else None
    except ValueError:
        return None


def _holder_problems(holder: str, owner: int) -> list[Problem]:
    if not holder or _element(holder, owner) is not None:
        return []
    text = f"You have no unit or system “{holder}”. Choose one of your own, or the nation."
    return [Problem("unknown-holder", text, "holder")]


def _participant_problems(holder: str, owner: int) -> list[Problem]:
    if not holder:
        text = "A nation itself plays no role. Choose the system, or the unit without systems, that does."
        return [Problem("role-of-nation", text, "holder")]
    element = _element(holder, owner)
    if element is None:
        return _holder_problems(holder, owner)
    if element.kind == ElementKind.UNIT and element.children.filter(kind=ElementKind.SYSTEM).exists():
        text = f"{element.name} has systems, and these play its roles. Choose the system that plays this one."
        return [Problem("not-a-participant", text, "holder")]
    return []


def _part_problems(draft: RoleDraft, interaction: Interaction | None) -> list[Problem]:
    if interaction is None:
        text = f"There is no interaction “{draft.interaction}”. Look its code up in the list of interactions."
        return [Problem("unknown-interaction", text, "interaction")]
    roles = (*ROLES_OF_KIND[InteractionKind(interaction.kind)], Role.MEDIATOR)
    if draft.role in roles:
        return []
    text = f"“{draft.role}” is no role of {interaction.title}. Choose one of: {', '.join(roles)}."
    return [Problem("unknown-role", text, "role")]


def _standards_called(written: str) -> QuerySet[Standard]:
    """By code, else by number: some numbers stand for several editions."""
    by_code = Standard.objects.filter(code=written.strip().lower())
    return (
        by_code
        if by_code.exists()
        else Standard.objects.filter(number__iexact=written.strip()).order_by("code")
    )


def _standard_problems(written: str, found: list[Standard]) -> list[Problem]:
    if not written.strip():
        return [Problem("standard-missing", "No standard is named. Give its code or number.", "standard")]
    if not found:
        return [unknown_standard(written, list(Standard.objects.values_list("code", flat=True)))]
    if len(found) > 1:
        text = f"“{written}” is the number of several editions: {', '.join(item.code for item in found)}. Give a code."
        return [Problem("several-standards", text, "standard")]
    return _covering_problems(found[0])


def _covering_problems(standard: Standard) -> list[Problem]:
    if standard.kind != StandardKind.COVERDOC:
        return []
    covered = standard.cover_links.order_by("position").values_list("covered_code", flat=True)[:8]
    codes = ", ".join(covered) or "nothing known"
    text = f"{standard} covers standards and is none itself. Claim what it covers: {codes}."
    return [Problem("covering-document", text, "standard")]


def _double_problems(same: QuerySet[Claim] | QuerySet[RoleClaim]) -> list[Problem]:
    held = same.first()
    if held is None:
        return []
    text = f"There is a claim of {day_text(held.made_on)} on this already. Give another date, or withdraw that one."
    return [Problem("double", text, "made_on")]
