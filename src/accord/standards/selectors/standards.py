"""Lists and pages of standards."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accord.core.errors import NotVisible
from accord.standards.models import Cover, HistoryEvent, Requirement, Selection, Standard, Succession


def standards(
    *, text: str = "", publisher: str = "", dimension: str = "", kind: str = ""
) -> QuerySet[Standard]:
    """Standards by number, filtered; each carries `profile_count`, the service profiles that select it."""
    found = Standard.objects.select_related("publisher").order_by("number", "code")
    for field, value in (("publisher__code", publisher), ("dimension", dimension), ("kind", kind)):
        if value:
            found = found.filter(**{field: value})
    for word in text.split():
        found = found.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(code__icontains=word))
    return found.annotate(profile_count=Count("selections__group__profile", distinct=True))


def publisher_counts(found: QuerySet[Standard]) -> list[tuple[str, str, int]]:
    """Code, short name and number of standards for each publisher among `found`, largest first."""
    rows = found.order_by().values_list("publisher__code", "publisher__short")
    counted = rows.annotate(number_of=Count("pk", distinct=True)).order_by("-number_of", "publisher__code")
    return [(code or "", short or "", number) for code, short, number in counted]


def dimension_counts(found: QuerySet[Standard]) -> dict[str, int]:
    """Number of standards for each dimension among `found`."""
    rows = found.order_by().values_list("dimension")
    return dict(rows.annotate(number_of=Count("pk", distinct=True)).order_by("dimension"))


@dataclass(frozen=True)
class StandardPage:
    """One standard with everything that refers to it; a field is empty where nothing does.

    `covers` and `covered_by` are links with what was written; `selected_by` holds selections with their group
    and profile; `required_by` the requirements of interactions.
    """

    standard: Standard
    covers: list[Cover]
    covered_by: list[Cover]
    newer: list[Succession]
    older: list[Succession]
    selected_by: list[Selection]
    required_by: list[Requirement]
    history: list[HistoryEvent]


def standard_page(code: str) -> StandardPage:
    """One standard by its code, in eight queries; raises `NotVisible` where there is none."""
    standard = Standard.objects.select_related("publisher", "responsible").filter(code=code).first()
    if standard is None:
        raise NotVisible(f"There is no standard with the code “{code}”. Look it up in the list of standards.")
    return StandardPage(
        standard=standard,
        covers=list(standard.cover_links.select_related("covered").order_by("position")),
        covered_by=list(standard.covered_links.select_related("covering").order_by("covering__number")),
        newer=list(standard.followed_by.select_related("newer").order_by("newer__code")),
        older=list(standard.follows.select_related("older").order_by("older__code")),
        selected_by=list(
            standard.selections.select_related("group__profile__specification").order_by(
                "group__profile__title", "group__profile__code", "group__number"
            )
        ),
        required_by=list(
            standard.requirements.select_related("interaction").order_by(
                "interaction__title", "interaction__code", "role"
            )
        ),
        history=list(standard.history.order_by("position")),
    )
