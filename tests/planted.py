"""Rows of any table, filled by walking its columns, so that a new table is covered on its first day.

Words of a vocabulary are found in choices and constraints; what no walk can know stands in `CHOSEN`. Every free
text of an owned row carries the planter's mark and its own name, such as `zqcanary claim note`.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from accord.access.acting import acting
from accord.access.models import Label, Owned, Party
from accord.access.rules import Release
from accord.access.services import label_for
from cast import TODAY, as_alliance, as_nation

# Short, because some columns are; in no language, so that no page has it by chance.
MARK = "zqcanary"

# Values that no walk can know: of two foreign keys exactly one is filled, a grade needs dates, and the like.
CHOSEN: dict[str, dict[str, Any]] = {
    "access.auditentry": {"account": None, "party": None, "owner": None},
    "forces.element": {"kind": "unit", "parent": None},
    "claims.claim": {"grade": 2, "target_on": None, "withdrawn_on": None},
    "claims.roleclaim": {"grade": 2, "target_on": None, "withdrawn_on": None},
    "claims.evidence": {"role_claim": None},
    "trials.trial": {"valid_until": None},
    "standards.interaction": {"edited_at": None},
}


def owned_models() -> list[type[Owned]]:
    """Every table whose rows belong to a party."""
    return [model for model in apps.get_models() if issubclass(model, Owned)]


def accord_models() -> list[type[models.Model]]:
    """Every table of Accord's own packages."""
    return [model for model in apps.get_models() if model.__module__.startswith("accord.")]


class Planter:
    """Makes rows of one owner, all with the same label, and what they refer to."""

    def __init__(self, owner: Party, label: Label, partner: Party, mark: str = MARK) -> None:
        self.owner, self.label, self.partner, self.mark = owner, label, partner, mark
        self.made: dict[type[models.Model], models.Model] = {}

    def plant(self, model: type[models.Model]) -> Any:
        """The planted row of this table, made where it is missing, with everything that it refers to."""
        if model not in self.made:
            row = self.unsaved(model)
            with acting(as_nation(self.owner.code) if issubclass(model, Owned) else as_alliance()):
                row.save(force_insert=True)
            self.made[model] = row
        return self.made[model]

    def plant_in_own_name(self, model: type[models.Model]) -> Any:
        """A row of a table that has no owner of its own but is written by the owner of what it belongs to."""
        row = self.unsaved(model)
        with acting(as_nation(self.owner.code)):
            row.save(force_insert=True)
        return row

    def unsaved(self, model: type[models.Model]) -> models.Model:
        """A row that only lacks saving."""
        chosen = CHOSEN.get(model._meta.label_lower, {})
        return model(
            **{
                field.name: chosen[field.name] if field.name in chosen else self._value(field)
                for field in model._meta.concrete_fields
                if field.name in chosen or not isinstance(field, models.AutoField)
            }
        )

    def _value(self, field: models.Field) -> Any:
        if isinstance(field, models.ForeignKey):
            return self._target(field)
        if words := _vocabulary(field):
            return words[0]
        if isinstance(field, models.UUIDField) or field.has_default():
            return field.get_default()
        return self._free(field)

    def _free(self, field: models.Field) -> Any:
        mark = self.mark if issubclass(field.model, Owned) else "planted"
        if isinstance(field, models.URLField):
            return f"https://{mark}.example/{field.model._meta.model_name}/{field.name}"
        if isinstance(field, models.CharField | models.TextField):
            return f"{mark} {field.model._meta.model_name} {field.name}"[: field.max_length]
        samples: dict[type[models.Field], Any] = {
            models.DateTimeField: timezone.now(),
            models.DateField: TODAY,
            models.JSONField: {"text": mark},
            models.BooleanField: False,
            models.IntegerField: 2,
        }
        return next((value for kind, value in samples.items() if isinstance(field, kind)), None)

    def _target(self, field: models.ForeignKey) -> Any:
        by_name = {
            "owner": self.owner,
            "label": self.label,
            "stated_by": self.owner,
            "partner": self.partner,
            "partner_label": _own_label(self.partner),
        }
        if field.name in by_name:
            return by_name[field.name]
        if field.related_model is field.model:
            return None  # the top of its tree
        if field.name == "b":
            return self._of_partner().plant(field.related_model)
        return self.plant(field.related_model)

    def _of_partner(self) -> Planter:
        if not hasattr(self, "_partner_planter"):
            label = _shared_label(self.partner, self.owner)
            self._partner_planter = Planter(self.partner, label, self.owner, self.mark)
        return self._partner_planter


def plant_everywhere(
    owner: Party, label: Label, partner: Party, mark: str = MARK
) -> dict[type, models.Model]:
    """One row in every owned table."""
    planter = Planter(owner, label, partner, mark)
    return {model: planter.plant(model) for model in owned_models()}


def texts_of(row: models.Model) -> list[models.Field]:
    """Its columns of free text."""
    return [
        field
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not _vocabulary(field)
    ]


def _own_label(party: Party) -> Label:
    with acting(as_nation(party.code)):
        return label_for(party.pk, Release.OWNER)


def _shared_label(owner: Party, other: Party) -> Label:
    with acting(as_nation(owner.code)):
        return label_for(owner.pk, Release.NATIONS, (other.code,))


def _vocabulary(field: models.Field) -> list[Any]:
    """The words that a column may hold, from its choices or its table's constraints; empty for free text."""
    if field.choices:
        return [value for value, _ in field.flatchoices]
    for constraint in field.model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            for condition in constraint.condition.children:
                if isinstance(condition, tuple) and condition[0] == f"{field.name}__in":
                    return list(condition[1])
    return []
