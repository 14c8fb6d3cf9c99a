"""Interactions: loaded from the shipped catalogue, and edited by people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils import timezone

from accord.access.acting import current_actor
from accord.access.rules import Permission
from accord.access.services import record as audit
from accord.access.services import require
from accord.core.errors import NotVisible, Problem, refuse_if
from accord.standards.models import (
    Group,
    Interaction,
    InteractionRole,
    Profile,
    Requirement,
    Standard,
    Succession,
)
from accord.standards.records import Changes, InteractionRecord, SuccessionRecord, changes
from accord.standards.rules import Lifecycle, RequirementOrigin, Role, group_problems, own_judgement
from accord.standards.selectors.held import held_interactions, held_successions, ids_of
from accord.standards.services.requirements import covered_codes, derive_requirements
from accord.standards.services.rows import replace_rows, upsert


def edited_interactions() -> set[str]:
    """Codes of the interactions that a person has edited."""
    return set(Interaction.objects.filter(edited_at__isnull=False).values_list("code", flat=True))


def write_interactions(stated: Iterable[InteractionRecord]) -> Changes[InteractionRecord]:
    """Bring interactions up to the records; those whose profile or standards are unknown are refused."""
    change = changes(stated, held_interactions())
    refuse_if(_unknown_codes(change.written))
    if change.written:
        _write(change.written)
        derive_requirements(interactions=[record.code for record in change.written])
    return change


def _unknown_codes(records: Iterable[InteractionRecord]) -> Iterator[Problem]:
    profiles, standards = ids_of(Profile), ids_of(Standard)
    for record in records:
        if record.profile not in profiles:
            yield _unknown(record.code, "profile", record.profile)
        for role in record.roles:
            for code, _ in role.added:
                if code not in standards:
                    yield _unknown(record.code, "standard", code)


def _unknown(interaction: str, kind: str, code: str) -> Problem:
    text = (
        f"Interaction “{interaction}” names the {kind} “{code}”, which does not exist. Load the facts first."
    )
    return Problem(f"{kind}-unknown", text, kind)


def _write(records: list[InteractionRecord]) -> None:
    profiles = ids_of(Profile)
    rows = [
        Interaction(
            code=item.code,
            family=item.family,
            edition=item.edition,
            title=item.title,
            description=item.description,
            kind=item.kind,
            area=item.area,
            echelon=item.echelon,
            profile_id=profiles[item.profile],
            note=item.note,
        )
        for item in records
    ]
    upsert(rows, "code")
    keys = dict(Interaction.objects.values_list("code", "pk"))
    owners = [keys[item.code] for item in records]
    replace_rows(InteractionRole, "interaction", owners, _roles(records, keys))
    replace_rows(Requirement, "interaction", owners, _added(records, keys))


def _roles(records: Iterable[InteractionRecord], keys: Mapping[str, int]) -> Iterator[InteractionRole]:
    for item in records:
        for role in item.roles:
            groups = None if role.groups is None else list(role.groups)
            yield InteractionRole(interaction_id=keys[item.code], role=role.role, groups=groups)


def _added(records: Iterable[InteractionRecord], keys: Mapping[str, int]) -> Iterator[Requirement]:
    standards, covers = ids_of(Standard), covered_codes()
    for item in records:
        for role in item.roles:
            for written, obligation in role.added:
                for code in covers.get(written) or (written,):
                    yield Requirement(
                        interaction_id=keys[item.code],
                        role=role.role,
                        standard_id=standards.get(code),
                        standard_code=code,
                        written_code=written,
                        obligation=obligation,
                        lifecycle=Lifecycle.CURRENT,
                        origin=RequirementOrigin.JUDGEMENT,
                    )


def write_successions(stated: Iterable[SuccessionRecord]) -> Changes[SuccessionRecord]:
    """Bring successions up to the records; unknown standards are refused."""
    change, standards = changes(stated, held_successions()), ids_of(Standard)
    refuse_if(
        _unknown(f"{item.older} → {item.newer}", "standard", code)
        for item in change.written
        for code in item.key
        if code not in standards
    )
    rows = [
        Succession(
            older_id=standards[item.older],
            newer_id=standards[item.newer],
            backward_compatible=item.backward_compatible,
            source=item.source,
            judgement=own_judgement(item.source),
        )
        for item in change.written
    ]
    if rows:
        upsert(rows, "older", "newer")
    return change


def change_interaction_profile(
    *, code: str, profile: str, groups: Mapping[Role, Collection[int] | None] | None = None
) -> Interaction:
    """Say which profile serves an interaction, and which of its groups bind each role (None = all).

    Roles that are not named are bound by all groups. The edit is kept when the shipped catalogue is loaded
    again.
    """
    require(Permission.EDIT_CATALOGUE)
    interaction = Interaction.objects.select_for_update().filter(code=code).first()
    served_by = Profile.objects.filter(code=profile).first()
    if interaction is None:
        raise NotVisible(
            f"There is no interaction with the code “{code}”. Look it up in the list of interactions."
        )
    if served_by is None:
        raise NotVisible(
            f"There is no profile with the code “{profile}”. Look it up in the list of profiles."
        )
    chosen = groups or {}
    _choose_groups(interaction, served_by, chosen)
    before = interaction.profile_id
    interaction.profile, interaction.edited_at = served_by, timezone.now()
    interaction.save(update_fields=["profile", "edited_at"])
    derive_requirements(interactions=[code])
    detail = {"profile": profile, "by": current_actor().party_code, "changed": before != served_by.pk}
    audit("interaction.profile-changed", kind="interaction", key=code, detail=detail)
    return interaction


def _choose_groups(
    interaction: Interaction, profile: Profile, chosen: Mapping[Role, Collection[int] | None]
) -> None:
    existing = set(Group.objects.filter(profile=profile).values_list("number", flat=True))
    wrong = (group_problems(profile.code, numbers, existing) for numbers in chosen.values() if numbers)
    refuse_if(problem for problems in wrong for problem in problems)
    for role in InteractionRole.objects.filter(interaction=interaction):
        numbers = chosen.get(Role(role.role))
        role.groups = None if numbers is None else sorted(numbers)
        role.save(update_fields=["groups"])
