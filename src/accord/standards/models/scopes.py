"""Scopes: a set of interactions that a party looks at, each with a wanted level."""

from __future__ import annotations

from django.db import models

from accord.access.models import Owned
from accord.standards.models.interactions import Interaction
from accord.standards.models.vocabulary import one_of
from accord.standards.rules import HIGHEST_WANTED, LOWEST_WANTED, ScopeKind


class Scope(Owned):
    """A profile, an area, a mission thread or a hand-made set of interactions, owned by a party.

    `edited_at`: a user changed it, so the shipped catalogue leaves it alone.
    """

    code = models.TextField()
    title = models.TextField()
    kind = models.TextField()
    description = models.TextField(blank=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="scope_code_unique"),
            one_of("kind", ScopeKind, "scope_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ScopeInteraction(models.Model):
    """One interaction of a scope, and the level that the scope's owner wants of it."""

    scope = models.ForeignKey(Scope, models.CASCADE, related_name="items")
    interaction = models.ForeignKey(Interaction, models.PROTECT, related_name="scope_items")
    wanted = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "interaction"], name="scope_interaction_once"),
            models.CheckConstraint(
                condition=models.Q(wanted__gte=LOWEST_WANTED, wanted__lte=HIGHEST_WANTED),
                name="scope_interaction_wanted_in_range",
            ),
        ]
