"""The trials of one pair: all that were held, and what each of them counts for."""

from __future__ import annotations

import numpy as np

from accord.engine.deciding import counts_at
from accord.engine.explanations import TrialFound, TrialState
from accord.engine.question import Question
from accord.engine.tables import date_of, day_of
from accord.engine.vocabulary import NOT_TESTED, RESULTS


def latest_trial_of(
    question: Question, giver: int, taker: int, trials: tuple[TrialFound, ...]
) -> TrialFound | None:
    """The trial that decides this direction, or would if both claimed their roles."""
    held = question.model.held
    place = int(held.places(np.array([giver]), np.array([taker]), np.array([question.interaction]))[0])
    return None if place < 0 else next(trial for trial in trials if trial.row == held.row[place])


def trials_of(question: Question, a: int, b: int) -> tuple[TrialFound, ...]:
    """All trials of the pair in the interaction that were held by the as-of date, the latest first."""
    trials, inputs = question.model.inputs.trials, question.model.inputs
    same = ((trials.a == a) & (trials.b == b)) | ((trials.a == b) & (trials.b == a))
    rows = np.flatnonzero(
        same & (trials.interaction == question.interaction) & (trials.held_on <= inputs.as_of)
    )
    found = [_trial(question, row) for row in rows.tolist()]
    return tuple(sorted(found, key=lambda trial: (trial.held_on, trial.row), reverse=True))


def _trial(question: Question, row: int) -> TrialFound:
    trials, names = question.model.inputs.trials, question.model.participants.names
    return TrialFound(
        names[trials.a[row]],
        names[trials.b[row]],
        question.name,
        RESULTS[trials.result[row]],
        date_of(int(trials.held_on[row])),
        day_of(int(trials.valid_until[row])),
        day_of(int(trials.stale_on[row])),
        _trial_state(question, row),
        row,
    )


def _trial_state(question: Question, row: int) -> TrialState:
    model, trials = question.model, question.model.inputs.trials
    if trials.result[row] == NOT_TESTED:
        return TrialState.NOT_TESTED
    if not counts_at(trials, model.inputs.as_of, model.inputs.clock)[row]:
        expired = trials.valid_until[row] < model.inputs.clock
        return TrialState.EXPIRED if expired else TrialState.STALE
    if (model.deciding.row == row).any():
        return TrialState.DECIDES
    a, b = trials.a[row], trials.b[row]
    fits = model.sides.plays_give[a, question.interaction] & model.sides.plays_take[b, question.interaction]
    return TrialState.OVERRULED if fits else TrialState.ROLES_NOT_CLAIMED
