"""Interactions: what two parties do together, and the standards that it takes."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.standards.models.catalogue import Standard
from accord.standards.models.profiles import Profile
from accord.standards.models.vocabulary import one_of
from accord.standards.rules import (
    Area,
    Echelon,
    InteractionKind,
    Lifecycle,
    Obligation,
    RequirementOrigin,
    Role,
)


class Interaction(models.Model):
    """Something that two parties do together, served by one profile edition.

    `edition` names that edition ('Spiral 4'); interactions of one `family` carry the same content by other
    means. `judgement`: which profile serves it is ours, no source says so. `exercise_data`: it stands on
    procedures of our own alone. `edited_at`: a user changed it, so the shipped catalogue leaves it alone.
    """

    code = models.TextField()
    family = models.TextField(blank=True)
    title = models.TextField()
    edition = models.TextField(blank=True)
    description = models.TextField(blank=True)
    kind = models.TextField()
    area = models.TextField()
    echelon = models.TextField()
    profile = models.ForeignKey(Profile, models.PROTECT, null=True, related_name="interactions")
    note = models.TextField(blank=True)
    judgement = models.BooleanField(default=True)
    exercise_data = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="interaction_code_unique"),
            one_of("kind", InteractionKind, "interaction_kind_known"),
            one_of("area", Area, "interaction_area_known"),
            one_of("echelon", Echelon, "interaction_echelon_known"),
        ]

    def __str__(self) -> str:
        return self.title


class InteractionRole(models.Model):
    """A role of an interaction, and the groups of its profile that bind it: null = all, empty = none."""

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="roles")
    role = models.TextField()
    groups = ArrayField(models.PositiveIntegerField(), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interaction", "role"], name="interaction_role_once"),
            one_of("role", Role, "interaction_role_known"),
        ]


class Requirement(models.Model):
    """A standard that an interaction asks of a role, derived from its profile or added by our own judgement.

    Null standard: the profile selects it, but no catalogue describes it. A covering document is resolved to
    what it covers; `written_code` keeps what was written.
    """

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="requirements")
    role = models.TextField()
    standard = models.ForeignKey(Standard, models.PROTECT, null=True, related_name="requirements")
    standard_code = models.TextField()
    written_code = models.TextField()
    obligation = models.TextField()
    lifecycle = models.TextField()
    origin = models.TextField(default=RequirementOrigin.PROFILE.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interaction", "role", "standard_code", "origin"], name="requirement_once"
            ),
            one_of("role", Role, "requirement_role_known"),
            one_of("obligation", Obligation, "requirement_obligation_known"),
            one_of("lifecycle", Lifecycle, "requirement_lifecycle_known"),
            one_of("origin", RequirementOrigin, "requirement_origin_known"),
        ]
