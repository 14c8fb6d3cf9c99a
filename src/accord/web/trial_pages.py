"""What the pages of trials show: records turned into contexts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accord.exchange.tables import Column, Table
from accord.trials.selectors import Half, TrialPage
from accord.web.nation_pages import day_query
from accord.web.releases import release_words

if TYPE_CHECKING:
    from accord.trials.models import Trial


def trial_context(page: TrialPage, day: Any) -> dict[str, Any]:
    """A trial with both halves and what each has released, as far as the viewer is told."""
    trial = page.trial
    owners = f"{trial.owner.name} {_('and')} {trial.partner.name}"
    exercise = trial.owner.exercise_data or trial.partner.exercise_data
    return {
        "page": page,
        "trial": trial,
        "keep": day_query(day),
        "marking": " · ".join([owners, *([_("exercise data")] if exercise else [])]),
        "halves": [{"nation": half.nation, "words": _half_words(half)} for half in page.halves],
        "own_half": page.own_half,
        "is_own": page.own_half is not None,
        "history": page.history,
    }


def _half_words(half: Half) -> str:
    if half.showing is None:
        return _("decides for itself")
    words = release_words(half.showing.release)
    return f"{words}: {', '.join(half.showing.names)}" if half.showing.names else words


def trials_table(found: Iterable[Trial], head: Mapping[str, str]) -> Table:
    """The list of trials; an element that is not released to the viewer is left out."""
    names = {
        "held_on": _("Held on"),
        "a": _("One side"),
        "a_element": _("Its element"),
        "b": _("Other side"),
        "b_element": _("Its element"),
        "interaction": _("Interaction"),
        "result": _("Result"),
        "valid_until": _("Valid until"),
        "event": _("Event"),
        "exercise_data": _("Exercise data"),
    }
    rows: list[dict[str, Any]] = [
        {
            "held_on": trial.held_on,
            "a": trial.owner.code,
            "a_element": trial.a_code,  # type: ignore[attr-defined]  # annotated by the selector
            "b": trial.partner.code,
            "b_element": trial.b_code,  # type: ignore[attr-defined]  # annotated by the selector
            "interaction": trial.interaction.code,
            "result": trial.result,
            "valid_until": trial.valid_until,
            "event": trial.event,
            "exercise_data": trial.owner.exercise_data or trial.partner.exercise_data,
        }
        for trial in found
    ]
    return Table("trials", _("Trials"), [Column(*item) for item in names.items()], rows, head)
