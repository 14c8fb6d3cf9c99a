"""The catalogue as the tables that `accord.engine.build_model` takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet

from accord.standards.models import Interaction, Requirement, Succession
from accord.standards.rules import stronger

Table = dict[str, list[str]]


def interaction_table(codes: Collection[str] | None = None) -> Table:
    """Columns interaction, kind, family; all interactions, or those with the codes.

    An interaction without a family is a family of its own.
    """
    rows = _named(Interaction.objects.order_by("code"), "code", codes).values_list("code", "kind", "family")
    return _columns(
        ("interaction", "kind", "family"), ((code, kind, family or code) for code, kind, family in rows)
    )


def requirement_table(codes: Collection[str] | None = None) -> Table:
    """Columns interaction, role, standard, obligation; of all interactions, or of those with the codes.

    A standard that a profile selects and no catalogue describes is required all the same: nobody can have
    claimed it, so it stays unknown and keeps the proven level low.
    """
    rows = _named(
        Requirement.objects.order_by("interaction__code", "role", "standard_code"), "interaction__code", codes
    )
    strongest: dict[tuple[str, str, str], str] = {}
    for *key, obligation in rows.values_list("interaction__code", "role", "standard_code", "obligation"):
        # The profile and our own judgement may both name a standard; the engine wants each once.
        before = strongest.setdefault(tuple(key), obligation)
        strongest[tuple(key)] = stronger(before, obligation)
    lines = ((*key, obligation) for key, obligation in strongest.items())
    return _columns(("interaction", "role", "standard", "obligation"), lines)


def succession_table() -> Table:
    """Columns older, newer: only pairs where the newer edition is backward compatible with the older."""
    rows = Succession.objects.filter(backward_compatible=True).order_by("older__code", "newer__code")
    return _columns(("older", "newer"), rows.values_list(F("older__code"), F("newer__code")))


def _named(rows: QuerySet[Any], field: str, codes: Collection[str] | None) -> QuerySet[Any]:
    return rows if codes is None else rows.filter(**{f"{field}__in": list(codes)})


def _columns(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]
    return dict(zip(names, columns, strict=True))
