"""The catalogue as the tables that `accord.engine.build_model` takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F

from accord.standards.models import Interaction, Requirement, Succession
from accord.standards.rules import stronger

Table = dict[str, list[str]]


def interaction_table() -> Table:
    """Columns interaction, kind, family; an interaction without a family is a family of its own."""
    rows = Interaction.objects.order_by("code").values_list("code", "kind", "family")
    return _columns(
        ("interaction", "kind", "family"), ((code, kind, family or code) for code, kind, family in rows)
    )


def requirement_table() -> Table:
    """Columns interaction, role, standard, obligation.

    A standard that a profile selects and no catalogue describes is required all the same: nobody can have
    claimed it, so it stays unknown and keeps the proven level low.
    """
    rows = Requirement.objects.order_by("interaction__code", "role", "standard_code")
    strongest: dict[tuple[str, str, str], str] = {}
    named = rows.values_list("interaction__code", "role", "standard_code", "obligation")
    for interaction, role, standard, obligation in named:
        # The profile and our own judgement may both name a standard; the engine wants each once.
        key = (interaction, role, standard)
        strongest[key] = stronger(strongest.get(key, obligation), obligation)
    lines = ((*key, obligation) for key, obligation in strongest.items())
    return _columns(("interaction", "role", "standard", "obligation"), lines)


def succession_table() -> Table:
    """Columns older, newer: only pairs where the newer edition is backward compatible with the older."""
    rows = Succession.objects.filter(backward_compatible=True).order_by("older__code", "newer__code")
    return _columns(("older", "newer"), rows.values_list(F("older__code"), F("newer__code")))


def _columns(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]
    return dict(zip(names, columns, strict=True))
