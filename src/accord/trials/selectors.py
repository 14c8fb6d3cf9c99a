"""Reads about trials, each for a viewer. Both sides see a trial; others where both have released it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accord.access.acting import Actor
from accord.access.models import AuditEntry, Label
from accord.access.selectors import Showing, history_of, showing_of
from accord.core.errors import NotVisible, Problem, RuleBroken
from accord.forces.models import Element
from accord.forces.selectors import element_by_name
from accord.trials.models import Trial

_FILTERS = {"interaction": "interaction__code", "result": "result"}


def trials(
    viewer: Actor, day: date, *, a: str = "", b: str = "", text: str = "", **chosen: str
) -> QuerySet[Trial]:
    """Trials held by the day, latest first; filter by interaction (its code) and result. '' is no filter.

    `a` and `b` are sides in any order: a nation's code, or an element such as `XAL:2SIG-BMS1`. Each trial carries
    `a_code`, `a_name`, `a_uuid` and the same of b: None where the viewer does not see the element.
    """
    found = _named(Trial.objects.visible_to(viewer), viewer).filter(_between(a, b, viewer), held_on__lte=day)
    if unknown := set(chosen) - set(_FILTERS):
        raise TypeError(f"trials() cannot filter by {', '.join(sorted(unknown))}")
    found = found.filter(**{_FILTERS[name]: value for name, value in chosen.items() if value})
    for word in text.split():
        found = found.filter(Q(event__icontains=word) | Q(interaction__title__icontains=word))
    return found.select_related("owner", "partner", "interaction").order_by("-held_on", "-pk")


def _named(found: QuerySet[Trial], viewer: Actor) -> QuerySet[Trial]:
    """Elements by sub-select: a join would drop the trials whose element the viewer does not see."""
    elements = Element.objects.visible_to(viewer)
    columns = {
        f"{side}_{column}": Subquery(elements.filter(pk=OuterRef(f"{side}_id")).values(column))
        for side in ("a", "b")
        for column in ("code", "name", "uuid")
    }
    return found.annotate(**columns)


def _between(a: str, b: str, viewer: Actor) -> Q:
    one, other = _Side.of(a, viewer), _Side.of(b, viewer)
    return Q(one.first & other.second) | Q(one.second & other.first)


@dataclass(frozen=True)
class _Side:
    """The condition that a side took part: as the owner's element, or as the partner's."""

    first: Q
    second: Q

    @classmethod
    def of(cls, name: str, viewer: Actor) -> _Side:
        if not name:
            return cls(Q(), Q())
        if ":" in name:
            element = _element(name, viewer)
            return cls(Q(a=element.pk), Q(b=element.pk))
        return cls(Q(owner__code=name.upper()), Q(partner__code=name.upper()))


def _element(name: str, viewer: Actor) -> Element:
    try:
        return element_by_name(name, viewer)
    except NotVisible as hidden:
        raise RuleBroken([Problem("unknown-element", str(hidden), "a")]) from hidden


@dataclass(frozen=True)
class Half:
    """One side's part of a trial: the nation, and to whom it has released it; None where the viewer is not told."""

    nation: str
    showing: Showing | None
    is_own: bool


@dataclass(frozen=True)
class TrialPage:
    """One trial with both halves; `history` is what the viewer's own nation did to it."""

    trial: Trial
    halves: tuple[Half, Half]
    history: list[AuditEntry]

    @property
    def own_half(self) -> Half | None:
        """The half that the viewer may release; None for others than the two."""
        return next((half for half in self.halves if half.is_own), None)


def trial_page(uuid: UUID, viewer: Actor) -> TrialPage:
    """One trial; raises `NotVisible`."""
    rows = _named(Trial.objects.visible_to(viewer), viewer).select_related("owner", "partner", "interaction")
    trial = rows.filter(uuid=uuid).first()
    if trial is None:
        raise NotVisible("There is no such trial. Look it up in the list of trials.")
    labels = {
        label.pk: label for label in Label.objects.filter(pk__in=(trial.label_id, trial.partner_label_id))
    }
    halves = (
        _half(trial.owner.name, labels.get(trial.label_id), viewer, trial.owner_id),
        _half(trial.partner.name, labels.get(trial.partner_label_id), viewer, trial.partner_id),
    )
    return TrialPage(trial, halves, history_of(trial, viewer))


def own_trial_page(uuid: UUID, viewer: Actor) -> TrialPage:
    """One trial in which the viewer's nation took part; raises `NotVisible`."""
    page = trial_page(uuid, viewer)
    if page.own_half is None:
        raise NotVisible("You have no such trial. Look it up in the list of trials.")
    return page


def _half(nation: str, label: Label | None, viewer: Actor, party: int) -> Half:
    return Half(nation, showing_of(label, viewer) if label else None, viewer.party == party)
