"""Nations and the dated public record about them."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from accord.access.models import Party
from accord.nations.rules import Certainty, FrameworkKind, State


def states() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in State]


def certainties() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in Certainty]


def framework_kinds() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in FrameworkKind]


class Nation(models.Model):
    """A nation, real or of the invented coalition. Code, name and the exercise mark are its party's."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="nation")
    name_fr = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["party__code"]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def code(self) -> str:
        """ISO 3166 alpha-3, or a user-assigned code."""
        return self.party.code

    @property
    def name(self) -> str:
        """The nation's short name."""
        return self.party.name


class Organisation(models.Model):
    """A body that decides, commands or advises."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=200)


class Framework(models.Model):
    """A partnership framework, a granted status or a standing format that nations belong to."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=200)
    name_fr = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=16, choices=framework_kinds)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """Who decided something about the record, when, and where that is written."""

    code = models.CharField(max_length=60, unique=True)
    decided_on = models.CharField(max_length=10, blank=True)
    first_day = models.DateField(null=True)
    by_whom = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    certainty = models.CharField(max_length=16, choices=certainties)


class Membership(models.Model):
    """A nation's state in a framework during one interval. Suspension is an interval of its own.

    `starts` and `ends` keep the source's text and precision; `during` runs from the earliest day that `starts`
    can mean to the day before the earliest that `ends` can mean, and is null where the interval is undated (see
    `rules.Interval`). `shipped`: it came from the facts that ship with Accord, which may correct or remove it.
    """

    nation = models.ForeignKey(Nation, on_delete=models.PROTECT, related_name="memberships")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=16, choices=states)
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    during = DateRangeField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="memberships")
    source = models.CharField(max_length=300)
    certainty = models.CharField(max_length=16, choices=certainties)
    note = models.TextField(blank=True)
    shipped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nation", "framework", "state", "starts"], name="membership_unique"
            ),
        ]


class Event(models.Model):
    """Something that happened to the initiative (no nation) or to one nation, with its source.

    `shipped`: it came from the facts that ship with Accord, which may correct or remove it.
    """

    nation = models.ForeignKey(Nation, on_delete=models.PROTECT, null=True, related_name="events")
    happened_on = models.CharField(max_length=10)
    first_day = models.DateField()
    title = models.CharField(max_length=400)
    source = models.CharField(max_length=300)
    certainty = models.CharField(max_length=16, choices=certainties)
    shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nation", "happened_on", "title"], nulls_distinct=False, name="event_unique"
            )
        ]
