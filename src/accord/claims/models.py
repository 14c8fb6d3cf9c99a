"""Claims on standards, claims on roles, and their evidence."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from accord.access.models import Owned, OwnedQuerySet, Party
from accord.claims.evidence import EvidenceKind
from accord.claims.rules import Grade, Standing, standing_on
from accord.claims.rules import Statement as StatementFacts
from accord.forces.models import Element
from accord.standards.models import Interaction, Standard


def grades() -> list[tuple[int, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(grade.value, grade.word) for grade in Grade]


def evidence_kinds() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in EvidenceKind]


def role_words() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(word, word) for word in ("provider", "consumer", "peer", "mediator")]


def _statement_constraints(table: str) -> list[models.BaseConstraint]:
    """The database's half of `rules.statement_problems`, for both kinds of claim."""
    own = Q(grade__lte=Grade.DECLARED)
    return [
        models.CheckConstraint(condition=Q(grade__range=(0, 4)), name=f"{table}_grade_range"),
        models.CheckConstraint(
            condition=(own & Q(stated_by=F("owner"))) | (~own & ~Q(stated_by=F("owner"))),
            name=f"{table}_stated_by",
        ),
        models.CheckConstraint(
            condition=~Q(grade=Grade.PLANNED) | Q(target_on__isnull=False), name=f"{table}_plan_has_target"
        ),
        models.CheckConstraint(condition=own | Q(valid_until__isnull=False), name=f"{table}_proof_lapses"),
        models.CheckConstraint(
            condition=(Q(target_on=None) | Q(target_on__gte=F("made_on")))
            & (Q(valid_until=None) | Q(valid_until__gte=F("made_on")))
            & (Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("made_on"))),
            name=f"{table}_dates_in_order",
        ),
    ]


class Statement(Owned):
    """What both kinds of claim say: a grade, since when, until when, and who says so. Days are inclusive."""

    grade = models.SmallIntegerField(choices=grades)
    made_on = models.DateField()
    target_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    stated_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def facts(self) -> StatementFacts:
        """Grade and dates, as the rules take them."""
        return StatementFacts(self.grade, self.made_on, self.target_on, self.valid_until, self.withdrawn_on)

    def standing_on(self, day: date) -> Standing:
        """How it stands on a day, by its own dates alone."""
        return standing_on(day, self.facts)


class Claim(Statement):
    """That a holder implements a standard. The holder is a unit or system, or the nation where `element` is null."""

    element = models.ForeignKey(
        Element, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="claims")

    objects = OwnedQuerySet["Claim"].as_manager()

    class Meta:
        constraints = [
            *_statement_constraints("claim"),
            models.UniqueConstraint(
                fields=["owner", "element", "standard", "made_on"], nulls_distinct=False, name="claim_unique"
            ),
            # Lets evidence tie its claim to its owner.
            models.UniqueConstraint(fields=["owner", "id"], name="claim_owner_id_unique"),
        ]


class RoleClaim(Statement):
    """That a participant plays a role in an interaction. What is not claimed is not played."""

    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="role_claims")
    interaction = models.ForeignKey(Interaction, on_delete=models.PROTECT, related_name="role_claims")
    role = models.CharField(max_length=10, choices=role_words)

    objects = OwnedQuerySet["RoleClaim"].as_manager()

    class Meta:
        constraints = [
            *_statement_constraints("roleclaim"),
            models.UniqueConstraint(
                fields=["element", "interaction", "role", "made_on"], name="roleclaim_unique"
            ),
            models.UniqueConstraint(fields=["owner", "id"], name="roleclaim_owner_id_unique"),
        ]


class Evidence(Owned):
    """What supports a claim: a text, a link or a file; the day that it proves, and the day on which it arrived."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="evidence")
    role_claim = models.ForeignKey(RoleClaim, on_delete=models.CASCADE, null=True, related_name="evidence")
    kind = models.CharField(max_length=8, choices=evidence_kinds)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    proves_on = models.DateField()
    arrived_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["Evidence"].as_manager()

    class Meta:
        ordering = ["-proves_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=True, role_claim__isnull=False)
                | Q(claim__isnull=False, role_claim__isnull=True),
                name="evidence_of_one_claim",
            )
        ]
