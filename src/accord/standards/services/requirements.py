"""Keep the requirements of interactions in step with the profiles that serve them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef, Q

from accord.standards.models import (
    Cover,
    Group,
    Interaction,
    InteractionRole,
    Requirement,
    Selection,
    Standard,
)
from accord.standards.rules import GroupFacts, Lifecycle, Obligation, RequirementOrigin, requirements_of
from accord.standards.selectors.held import ids_of


def derive_requirements(*, profiles: Collection[str] = (), interactions: Collection[str] = ()) -> None:
    """Derive anew what the profiles ask for, in the interactions named or served by the profiles named.

    Requirements of our own judgement stay.
    """
    touched = Interaction.objects.filter(Q(profile__code__in=profiles) | Q(code__in=interactions))
    roles = list(InteractionRole.objects.filter(interaction__in=touched).select_related("interaction"))
    groups = _groups_by_profile(
        {role.interaction.profile_id for role in roles if role.interaction.profile_id}
    )
    Requirement.objects.filter(interaction__in=touched, origin=RequirementOrigin.PROFILE).delete()
    Requirement.objects.bulk_create(_derived(roles, groups), batch_size=2000)
    _mark_exercise_data(touched.values_list("pk", flat=True))


def _derived(roles: Iterable[InteractionRole], groups: dict[int, list[GroupFacts]]) -> Iterator[Requirement]:
    standards, covers = ids_of(Standard), covered_codes()
    for role in roles:
        for row in requirements_of(groups.get(role.interaction.profile_id or 0, ()), role.groups, covers):
            yield Requirement(
                interaction=role.interaction,
                role=role.role,
                standard_id=standards.get(row.standard),
                standard_code=row.standard,
                written_code=row.written,
                obligation=row.obligation,
                lifecycle=row.lifecycle,
                origin=RequirementOrigin.PROFILE,
            )


def covered_codes() -> dict[str, list[str]]:
    """What each covering document covers, as codes in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for covering, code in Cover.objects.order_by("position").values_list("covering__code", "covered_code"):
        found[covering].append(code)
    return found


def _groups_by_profile(profiles: Collection[int]) -> dict[int, list[GroupFacts]]:
    selected: dict[int, list[str]] = defaultdict(list)
    rows = Selection.objects.filter(group__profile__in=profiles).order_by("position")
    for group, code in rows.values_list("group", "standard_code"):
        selected[group].append(code)
    found: dict[int, list[GroupFacts]] = defaultdict(list)
    for row in Group.objects.filter(profile__in=profiles).order_by("number"):
        facts = GroupFacts(
            row.number, Obligation(row.obligation), Lifecycle(row.lifecycle), tuple(selected[row.pk])
        )
        found[row.profile_id].append(facts)
    return found


def _mark_exercise_data(interactions: Iterable[int]) -> None:
    """An interaction is exercise data when it stands on procedures of our own alone."""
    rows = Requirement.objects.filter(interaction=OuterRef("pk"))
    own_only = Exists(rows) & ~Exists(rows.exclude(standard__exercise_data=True))
    keys = list(interactions)
    Interaction.objects.filter(pk__in=keys).update(exercise_data=False)
    Interaction.objects.filter(own_only, pk__in=keys).update(exercise_data=True)
