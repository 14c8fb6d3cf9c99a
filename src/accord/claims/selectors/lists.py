"""Lists of claims as of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from accord.access.acting import Actor
from accord.access.models import OwnedQuerySet
from accord.claims.models import Claim, RoleClaim
from accord.claims.rules import NOTICE, Grade, Standing
from accord.core.errors import NotVisible
from accord.forces.models import Element

# The filter that also lists what was withdrawn, or replaced by a later claim.
ALL = "all"
EVERYWHERE = Q()

Stated = TypeVar("Stated", Claim, RoleClaim)

_SHARED = {"nation": "owner__code", "element": "element__uuid", "grade": "grade"}
_COLUMNS: dict[type[Claim] | type[RoleClaim], dict[str, str]] = {
    Claim: {**_SHARED, "standard": "standard__code"},
    RoleClaim: {**_SHARED, "interaction": "interaction__code", "role": "role"},
}
_KEYS: dict[type[Claim] | type[RoleClaim], tuple[str, ...]] = {
    Claim: ("owner_id", "element_id", "standard_id"),
    RoleClaim: ("element_id", "interaction_id", "role"),
}


def visible(model: type[Stated], viewer: Actor) -> OwnedQuerySet[Stated]:
    """Claims of a kind released to the viewer, of holders released to the viewer."""
    holders = Element.objects.visible_to(viewer).values("pk")
    released: OwnedQuerySet[Stated] = model.objects.visible_to(viewer)
    return released.filter(Q(element=None) | Q(element__in=holders))


def claims(viewer: Actor, day: date, *, standing: str = "", text: str = "", **chosen: str) -> QuerySet[Claim]:
    """Claims on standards that are in force on the day, newest first.

    `standing` keeps those that lapse soon, lapsed, are overdue or were withdrawn by the day, or ALL that were ever
    stated by then; filter by nation, element (its uuid), standard, grade. '' is no filter.
    """
    found = _as_of(Claim, viewer, day, standing, chosen)
    for word in text.split():
        found = found.filter(
            _held_by(word) | Q(standard__number__icontains=word) | Q(standard__title__icontains=word)
        )
    return found.select_related("owner", "element", "standard", "stated_by").order_by("-made_on", "-pk")


def role_claims(
    viewer: Actor, day: date, *, standing: str = "", text: str = "", **chosen: str
) -> QuerySet[RoleClaim]:
    """Claims on roles, as `claims`; filter by nation, element, interaction, role, grade."""
    found = _as_of(RoleClaim, viewer, day, standing, chosen)
    for word in text.split():
        found = found.filter(_held_by(word) | Q(interaction__title__icontains=word) | Q(role__icontains=word))
    return found.select_related("owner", "element", "interaction", "stated_by").order_by("-made_on", "-pk")


def own_statement(uuid: UUID, viewer: Actor) -> Claim | RoleClaim:
    """The viewer's own claim of either kind; raises `NotVisible`."""
    owner = viewer.party or 0
    found = (
        Claim.objects.select_related("owner", "element", "standard").filter(owner=owner, uuid=uuid).first()
        or RoleClaim.objects.select_related("owner", "element", "interaction")
        .filter(owner=owner, uuid=uuid)
        .first()
    )
    if found is None:
        raise NotVisible("You have no such claim. Look it up in the list of claims.")
    return found


def seen_statement(uuid: UUID, viewer: Actor) -> Claim | RoleClaim:
    """A claim of either kind that the viewer sees; raises `NotVisible`."""
    found = (
        visible(Claim, viewer).select_related("owner", "element", "standard").filter(uuid=uuid).first()
        or visible(RoleClaim, viewer)
        .select_related("owner", "element", "interaction")
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        raise NotVisible("There is no such claim. Look it up in the list of claims.")
    return found


def in_force(model: type[Stated], viewer: Actor, day: date, within: Q = EVERYWHERE) -> QuerySet[Stated]:
    """The claims that `ids_in_force` names."""
    # Read at once: given a sub-select the planner, who cannot see through policies, expects a handful of rows and
    # compares each with each (measured on the demonstration: 12 s against 0.1 s).
    return model.objects.filter(pk__in=ids_in_force(model, viewer, day, within))


def ids_in_force(model: type[Stated], viewer: Actor, day: date, within: Q = EVERYWHERE) -> list[int]:
    """Primary keys of `latest`."""
    return list(latest(model, viewer, day, within).values_list("pk", flat=True))


def latest(model: type[Stated], viewer: Actor, day: date, within: Q = EVERYWHERE) -> QuerySet[Stated]:
    """Rules 1 and 2 of the calculus: stated by the day, not withdrawn by then, and the latest of its kind.

    `within` narrows by holder or subject; a filter by what a claim says would make an earlier one the latest, so
    the rows take none, and their order is that of their holders.
    """
    key = _KEYS[model]
    there = visible(model, viewer).filter(within, made_on__lte=day).exclude(withdrawn_on__lte=day)
    # PostgreSQL counts nulls as equal here: the claims of a nation itself have no element.
    return there.order_by(*key, "-made_on").distinct(*key)


def standing_condition(standing: Standing, day: date) -> Q:
    """The condition under which a claim in force stands so on the day; as `rules.standing_on`."""
    proven = Q(grade__gte=Grade.EVALUATED)
    conditions = {
        Standing.OVERDUE: Q(grade=Grade.PLANNED, target_on__lt=day),
        Standing.LAPSED: proven & Q(valid_until__lt=day),
        Standing.LAPSES_SOON: proven & Q(valid_until__range=(day, day + NOTICE)),
    }
    return conditions.get(standing) or ~(
        conditions[Standing.OVERDUE] | conditions[Standing.LAPSED] | conditions[Standing.LAPSES_SOON]
    )


def _as_of(
    model: type[Stated], viewer: Actor, day: date, standing: str, chosen: Mapping[str, str]
) -> QuerySet[Stated]:
    if unknown := set(chosen) - set(_COLUMNS[model]):
        raise TypeError(f"claims cannot be filtered by {', '.join(sorted(unknown))}")
    within = Q(
        **{_COLUMNS[model][name]: value for name, value in chosen.items() if value and name != "grade"}
    )
    found: QuerySet[Stated]
    if standing == ALL:
        found = visible(model, viewer).filter(within, made_on__lte=day)
    elif standing == Standing.WITHDRAWN:
        found = visible(model, viewer).filter(within, withdrawn_on__lte=day)
    else:
        found = in_force(model, viewer, day, within)
        found = found.filter(standing_condition(Standing(standing), day)) if standing else found
    return found.filter(grade=chosen["grade"]) if chosen.get("grade") else found


def _held_by(word: str) -> Q:
    return (
        Q(element__name__icontains=word) | Q(element__code__icontains=word) | Q(owner__name__icontains=word)
    )
