"""Units, systems and their versions."""

from __future__ import annotations

from django.db import models

from accord.access.models import Owned, OwnedQuerySet
from accord.forces.rules import Domain, Echelon, ElementKind, engine_name


def element_kinds() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in ElementKind]


def domains() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in Domain]


def echelons() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in Echelon]


class Element(Owned):
    """A unit or a system of one nation. `code` is unique within the nation."""

    kind = models.CharField(max_length=8, choices=element_kinds)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    domain = models.CharField(max_length=24, choices=domains)
    echelon = models.CharField(max_length=16, choices=echelons)

    objects = OwnedQuerySet["Element"].as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="element_code_unique"),
            models.UniqueConstraint(fields=["owner", "id"], name="element_owner_id_unique"),
            models.CheckConstraint(
                condition=~models.Q(kind=ElementKind.SYSTEM) | models.Q(parent__isnull=False),
                name="element_system_in_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def engine_name(self) -> str:
        """Its name in the engine; needs `owner` loaded."""
        return engine_name(self.owner.code, self.code)


class Version(Owned):
    """A version of a system and the day from which it is in service. It makes earlier trials stale."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=60)
    fielded_on = models.DateField()

    objects = OwnedQuerySet["Version"].as_manager()

    class Meta:
        ordering = ["fielded_on", "id"]
        constraints = [models.UniqueConstraint(fields=["element", "fielded_on"], name="version_unique")]
