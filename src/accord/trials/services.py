"""Writes of trials: one side records a result, each side releases its own half."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Func, IntegerField, Value

from accord.access import services as access
from accord.access.acting import Actor
from accord.access.models import Party
from accord.access.rules import OWNER_ONLY, Permission, ReleasedTo
from accord.core.errors import NotVisible, Problem, refuse_if
from accord.forces.models import Element
from accord.forces.selectors import element_by_name
from accord.standards.models import Interaction
from accord.trials.models import Trial
from accord.trials.rules import TrialDraft, trial_problems


def record_trial(draft: TrialDraft, released_to: ReleasedTo = OWNER_ONLY, *, today: date) -> Trial:
    """Record a result between an element of the actor's nation and one of a partner that the actor sees.

    `released_to` is for the actor's half; the partner's starts as the partner's alone.
    """
    actor = access.require(Permission.RECORD_TRIALS)
    a, b = _seen(draft.a, actor), _seen(draft.b, actor)
    interaction = Interaction.objects.filter(code=draft.interaction).first()
    refuse_if([*trial_problems(draft, today), *_known_problems(draft, a, b, interaction, actor)])
    assert a is not None  # the rules have refused it
    assert b is not None
    trial = Trial.objects.create(**_sides(a, b, actor, released_to), **_outcome(draft, interaction))
    access.record("trial.recorded", trial, owner=actor.party, detail={"interaction": draft.interaction})
    return trial


def _outcome(draft: TrialDraft, interaction: Interaction | None) -> dict[str, Any]:
    stated = {name: getattr(draft, name) for name in ("result", "held_on", "valid_until", "remark")}
    return {**stated, "event": draft.event.strip(), "interaction": interaction}


def _seen(name: str, actor: Actor) -> Element | None:
    try:
        return element_by_name(name, actor)
    except NotVisible:
        return None


def _known_problems(
    draft: TrialDraft, a: Element | None, b: Element | None, interaction: Interaction | None, actor: Actor
) -> list[Problem]:
    problems = [
        Problem("unknown-element", f"There is no element “{name}”. Write it as in XAL:2SIG-BMS1.", side)
        for side, name, element in (("a", draft.a, a), ("b", draft.b, b))
        if element is None
    ]
    if interaction is None:
        text = f"There is no interaction “{draft.interaction}”. Look its code up in the list of interactions."
        problems.append(Problem("unknown-interaction", text, "interaction"))
    if a and b and actor.party not in (a.owner_id, b.owner_id):
        text = f"{draft.a} and {draft.b} are both of others. Name the element of yours that took part."
        problems.append(Problem("not-own-trial", text, "a"))
    return problems


def _sides(a: Element, b: Element, actor: Actor, released_to: ReleasedTo) -> dict[str, Any]:
    mine, theirs = (a, b) if a.owner_id == actor.party else (b, a)
    own = access.label_for(mine.owner_id, released_to.release, released_to.nations).pk
    labels = {mine.owner_id: own, theirs.owner_id: _owner_only_label(theirs.owner_id)}
    return {
        "a": a,
        "b": b,
        "owner_id": a.owner_id,
        "partner_id": b.owner_id,
        "label_id": labels[a.owner_id],
        "partner_label_id": labels[b.owner_id],
    }


def _owner_only_label(party: int) -> int:
    """The label with which another party's half starts; the database hands out its number and no more."""
    number = Func(Value(party), function="access.owner_only_label", output_field=IntegerField())
    return int(Party.objects.annotate(number=number).values_list("number", flat=True)[0])


def release_trial_half(*, uuid: UUID, released_to: ReleasedTo) -> Trial:
    """Change to whom the actor's half of a trial is shown; others see it once both halves reach them."""
    party = access.require_party(Permission.CHANGE_RELEASE)
    trial = Trial.objects.select_for_update().filter(uuid=uuid).first()
    if trial is None or party not in (trial.owner_id, trial.partner_id):
        raise NotVisible("You have no such trial. Look it up in the list of trials.")
    half = "label" if trial.owner_id == party else "partner_label"
    setattr(trial, half, access.label_for(party, released_to.release, released_to.nations))
    trial.save(update_fields=[half])
    # Each side releases its own half, and that it did is its own business.
    access.record("trial.released", trial, owner=party, detail={"fields": [half]})
    return trial
