"""Profiles: a graph of containers whose service profiles select standards in groups."""

from __future__ import annotations

from django.db import models

from accord.standards.models.catalogue import Publisher, Standard
from accord.standards.models.vocabulary import one_of
from accord.standards.rules import Lifecycle, Obligation, ProfileKind, Source


class ProfileSpecification(models.Model):
    """The document that a profile was taken from.

    Sources agree on publisher, title and date only, so these are the key; `code` is '' until a source has it.
    """

    code = models.TextField(blank=True)
    publisher = models.ForeignKey(Publisher, models.PROTECT, null=True, related_name="specifications")
    number = models.TextField(blank=True)
    title = models.TextField()
    issued = models.TextField(blank=True)
    version = models.TextField(blank=True)
    uuid = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "title", "issued"],
                nulls_distinct=False,
                name="profile_specification_unique",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="profile_specification_code_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Profile(models.Model):
    """A root (`capability`), container (`profile`) or leaf (`service`) of the profile graph.

    `service_type` is the exporter's mark of service profiles: `bsp` right below the Basic Standards Profile,
    else `coi`.
    """

    code = models.TextField()
    kind = models.TextField()
    title = models.TextField()
    short = models.TextField(blank=True)
    specification = models.ForeignKey(
        ProfileSpecification, models.PROTECT, null=True, related_name="profiles"
    )
    description = models.TextField(blank=True)
    guide = models.TextField(blank=True)
    uuid = models.UUIDField(null=True)
    service_type = models.TextField(blank=True)
    source = models.TextField(default=Source.FACTS.value)
    nodes: models.ManyToManyField[TaxonomyNode, ProfileNode] = models.ManyToManyField(
        "TaxonomyNode", through="ProfileNode", related_name="profiles"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="profile_code_unique"),
            one_of("kind", ProfileKind, "profile_kind_known"),
            one_of("source", Source, "profile_source_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ProfileChild(models.Model):
    """One edge of the profile graph; a profile may have several parents. Null child: nobody describes it."""

    parent = models.ForeignKey(Profile, models.CASCADE, related_name="child_links")
    child = models.ForeignKey(Profile, models.CASCADE, null=True, related_name="parent_links")
    child_code = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "child_code"], name="profile_child_once"),
            models.UniqueConstraint(fields=["parent", "position"], name="profile_child_position_unique"),
        ]


class Group(models.Model):
    """Standards of a service profile that share obligation, lifecycle and the reason for being there.

    A profile may hold several groups of equal obligation and lifecycle; they are never merged.
    """

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField()
    obligation = models.TextField()
    lifecycle = models.TextField()
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "number"], name="group_number_unique"),
            one_of("obligation", Obligation, "group_obligation_known"),
            one_of("lifecycle", Lifecycle, "group_lifecycle_known"),
        ]


class Selection(models.Model):
    """A standard or covering document in a group; null standard: the written code leads nowhere."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="selections")
    standard = models.ForeignKey(Standard, models.PROTECT, null=True, related_name="selections")
    standard_code = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "position"], name="selection_position_unique")
        ]


class TaxonomyNode(models.Model):
    """A node of the C3 Taxonomy; `level` 0 is the root, whose parent is null."""

    code = models.TextField()
    title = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    description = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="taxonomy_node_code_unique")]

    def __str__(self) -> str:
        return self.title


class ProfileNode(models.Model):
    """A service profile serves this node of the taxonomy; null node: the written code leads nowhere."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="node_links")
    node = models.ForeignKey(TaxonomyNode, models.PROTECT, null=True, related_name="profile_links")
    node_code = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "node_code"], name="profile_node_once"),
            models.UniqueConstraint(fields=["profile", "position"], name="profile_node_position_unique"),
        ]
