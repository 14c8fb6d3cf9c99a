"""Lists and pages of interactions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from accord.core.errors import NotVisible
from accord.standards.models import Interaction, Requirement
from accord.standards.rules import Obligation

_FILTERS = ("area", "echelon", "kind", "family", "edition", "profile")


def interactions(*, text: str = "", **chosen: str) -> QuerySet[Interaction]:
    """Interactions by title; filter by area, echelon, kind, family, edition or profile code. '' is no filter.

    Each carries `mandatory_count`, the number of distinct standards that some role must have.
    """
    if unknown := set(chosen) - set(_FILTERS):
        raise TypeError(f"interactions() cannot filter by {', '.join(sorted(unknown))}")
    found = Interaction.objects.select_related("profile__specification").order_by("title", "edition", "code")
    for field, value in chosen.items():
        if value:
            found = found.filter(**{"profile__code" if field == "profile" else field: value})
    for word in text.split():
        found = found.filter(
            Q(title__icontains=word) | Q(description__icontains=word) | Q(code__icontains=word)
        )
    must = Q(requirements__obligation=Obligation.MANDATORY)
    return found.annotate(mandatory_count=Count("requirements__standard_code", filter=must, distinct=True))


def interaction_editions() -> list[str]:
    """The profile editions that interactions are taken from."""
    return list(Interaction.objects.order_by("edition").values_list("edition", flat=True).distinct())


def interaction_families() -> list[tuple[str, str]]:
    """Code and title of each family that has more than one interaction, by title."""
    rows = Interaction.objects.exclude(family="").values_list("family").order_by()
    several = rows.annotate(size=Count("pk"), name=Min("title")).filter(size__gt=1).order_by("name", "family")
    return [(family, name) for family, _, name in several]


@dataclass(frozen=True)
class InteractionPage:
    """One interaction; `requirements` by role, `siblings` are the others of its family."""

    interaction: Interaction
    requirements: dict[str, list[Requirement]]
    siblings: list[Interaction]


def interaction_page(code: str) -> InteractionPage:
    """One interaction by its code, in three queries; raises `NotVisible` where there is none."""
    interaction = Interaction.objects.select_related("profile__specification").filter(code=code).first()
    if interaction is None:
        raise NotVisible(
            f"There is no interaction with the code “{code}”. Look it up in the list of interactions."
        )
    by_role: dict[str, list[Requirement]] = {}
    rows = interaction.requirements.select_related("standard__publisher").order_by(
        "role", "obligation", "standard_code"
    )
    for row in rows:
        by_role.setdefault(row.role, []).append(row)
    return InteractionPage(interaction, by_role, _siblings(interaction))


def _siblings(interaction: Interaction) -> list[Interaction]:
    if not interaction.family:
        return []
    others = Interaction.objects.filter(family=interaction.family).exclude(pk=interaction.pk)
    return list(others.select_related("profile").order_by("title", "edition", "code"))
