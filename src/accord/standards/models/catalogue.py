"""Publications: who issues them, one row per edition, what covers and what follows what."""

from __future__ import annotations

from django.db import models

from accord.standards.models.vocabulary import one_of
from accord.standards.rules import Dimension, EventFlag, Source, StandardKind


class Publisher(models.Model):
    """An organisation that issues standards or profiles."""

    code = models.TextField()
    short = models.TextField(blank=True)
    long = models.TextField(blank=True)
    uri = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="publisher_code_unique")]

    def __str__(self) -> str:
        return self.short or self.code


class ResponsibleParty(models.Model):
    """The allied body that answers for a standard."""

    code = models.TextField()
    short = models.TextField(blank=True)
    long = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="responsible_party_code_unique")]

    def __str__(self) -> str:
        return self.short or self.code


class Standard(models.Model):
    """One edition of one publication, or a document that covers standards.

    `issued` is the date as the source writes it ('' = unknown), `issued_from` the earliest day it can mean.
    Presence means accepted: neither `history` flags nor ratification marks in the number are a status.
    """

    code = models.TextField()
    kind = models.TextField(default=StandardKind.STANDARD.value)
    publisher = models.ForeignKey(Publisher, models.PROTECT, null=True, related_name="standards")
    number = models.TextField(blank=True)
    title = models.TextField()
    issued = models.TextField(blank=True)
    issued_from = models.DateField(null=True)
    version = models.TextField(blank=True)
    dimension = models.TextField(default=Dimension.STANDARD.value)
    uuid = models.UUIDField(null=True)
    tag = models.TextField(blank=True)
    applicability = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    responsible = models.ForeignKey(ResponsibleParty, models.PROTECT, null=True, related_name="standards")
    exercise_data = models.BooleanField(default=False)
    source = models.TextField(default=Source.FACTS.value)
    covers = models.ManyToManyField("self", symmetrical=False, through="Cover", related_name="covered_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="standard_code_unique"),
            one_of("kind", StandardKind, "standard_kind_known"),
            one_of("dimension", Dimension, "standard_dimension_known"),
            one_of("source", Source, "standard_source_known"),
        ]

    def __str__(self) -> str:
        return self.number or self.code


class Cover(models.Model):
    """A covering document and one standard that it covers; null where the written code leads nowhere."""

    covering = models.ForeignKey(Standard, models.CASCADE, related_name="cover_links")
    covered = models.ForeignKey(Standard, models.CASCADE, null=True, related_name="covered_links")
    covered_code = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["covering", "covered_code"], name="cover_once"),
            models.UniqueConstraint(fields=["covering", "position"], name="cover_position_unique"),
        ]


class Succession(models.Model):
    """A newer edition that follows an older one, and whether it can stand for it."""

    older = models.ForeignKey(Standard, models.CASCADE, related_name="followed_by")
    newer = models.ForeignKey(Standard, models.CASCADE, related_name="follows")
    backward_compatible = models.BooleanField()
    source = models.TextField(blank=True)
    judgement = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["older", "newer"], name="succession_once"),
            models.CheckConstraint(
                condition=~models.Q(older=models.F("newer")), name="succession_of_another_standard"
            ),
        ]


class HistoryEvent(models.Model):
    """What the source's editors did to a record, in the order in which they wrote it down."""

    standard = models.ForeignKey(Standard, models.CASCADE, null=True, related_name="history")
    profile = models.ForeignKey("Profile", models.CASCADE, null=True, related_name="history")
    position = models.PositiveIntegerField()
    flag = models.TextField()
    on = models.TextField(blank=True)
    request = models.TextField(blank=True)
    version = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standard__isnull=True) ^ models.Q(profile__isnull=True),
                name="history_event_of_one_record",
            ),
            models.UniqueConstraint(fields=["standard", "position"], name="history_event_standard_position"),
            models.UniqueConstraint(fields=["profile", "position"], name="history_event_profile_position"),
            one_of("flag", EventFlag, "history_event_flag_known"),
        ]
