"""Trials between two nations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accord.access.models import Label, Owned, OwnedQuerySet, Party
from accord.forces.models import Element
from accord.standards.models import Interaction
from accord.trials.rules import Result

if TYPE_CHECKING:
    from accord.access.acting import Actor


def results() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in Result]


class TrialQuerySet(OwnedQuerySet["Trial"]):
    """Trials, which have two owners."""

    def visible_to(self, viewer: Actor) -> Self:
        """Both owners see a trial; others only where both have released it."""
        # Not a join: the other half's label may be hidden, and a join would hide the trial with it.
        labels = Label.objects.filter(audience__overlap=list(viewer.parties))
        released = Q(label__in=labels) & Q(partner_label__in=labels)
        return self.filter(Q(owner=viewer.party) | Q(partner=viewer.party) | released)


class Trial(Owned):
    """One trial of `a` (of `owner`) with `b` (of `partner`). In an exchange `a` provided and `b` consumed."""

    partner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    partner_label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+")
    a = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="trials_as_a")
    b = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="trials_as_b")
    interaction = models.ForeignKey(Interaction, on_delete=models.PROTECT, related_name="trials")
    result = models.CharField(max_length=10, choices=results)
    held_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    event = models.CharField(max_length=120, blank=True)
    remark = models.TextField(blank=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(owner=models.F("partner")), name="trial_of_two_nations"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("held_on")),
                name="trial_dates_in_order",
            ),
        ]
