"""`explain`: why a pair does not reach a level, and the smallest change that would take it there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.engine.covers import Raised, Weight, settling, smallest_cover, weight_of
from accord.engine.deciding import counts_at, overridden
from accord.engine.explanations import (
    Assignment,
    Blocker,
    Change,
    Costs,
    Explanation,
    Part,
    Player,
    TrialFound,
    TrialState,
)
from accord.engine.model import Model
from accord.engine.pairs import pair_interactions
from accord.engine.scopes import check_level
from accord.engine.standings import Standing, role_standing_of, standing_of
from accord.engine.tables import IntArray, date_of, day_of
from accord.engine.vocabulary import (
    ALLOWED,
    COLLABORATION,
    CONSUMER,
    GUARANTEED,
    ISSUE,
    NOT_TESTED,
    PEER,
    PROVIDER,
    RESULTS,
    ROLES,
    Interval,
    Kind,
    Reason,
)


@dataclass(frozen=True)
class _Question:
    """One interaction and level, asked of a model."""

    model: Model
    interaction: int
    level: int
    costs: Costs

    @property
    def name(self) -> str:
        return self.model.interactions[self.interaction]

    @property
    def kind(self) -> int:
        return int(self.model.inputs.catalogue.kind[self.interaction])

    @property
    def roles(self) -> tuple[int, int]:
        return (PEER, PEER) if self.kind == COLLABORATION else (PROVIDER, CONSUMER)

    def participant(self, number: int) -> str:
        return self.model.participants.names[number]

    def cost(self, participant: int, name: str) -> float | None:
        return self.costs.get((self.participant(participant), name))

    def directions(self, a: int, b: int) -> list[tuple[int, int]]:
        """Who gives to whom: both ways for an exchange, one way for a collaboration."""
        return [(a, b)] if self.kind == COLLABORATION else [(a, b), (b, a)]


@dataclass(frozen=True)
class _Need:
    """What one participant lacks to play one role at the level."""

    role: bool
    raised: tuple[Raised, ...]
    weight: Weight


def explain(
    model: Model, a: str, b: str, interaction: str, level: int, costs: Costs | None = None
) -> Explanation:
    """Say why two parties do or do not reach a level in an interaction, and what would take them there.

    The blockers of an assignment are the roles and mandatory standards below the level, in the proven reading;
    a deciding trial below the level is the only blocker, one at or above it leaves none. The smallest change has
    the fewest items over the assignments; ties go to the lower cost where known, then to the order of names.

    Parameters
    ----------
    a, b : participants, units or nations without a common participant
    level : 1..4
    costs : (participant, standard or interaction) to cost, in any one unit

    Raises
    ------
    EngineInputError : a name is unknown, the parties overlap, or the level is outside 1..4

    Source
    ------
    docs/method/explanation.md
    """
    question = _Question(model, model.interaction_number(interaction), check_level(level), costs or {})
    found = pair_interactions(model, a, b, [interaction])[0]
    parties = model.sides_of(a, b)
    pair = _best_pair(question, parties.members_of(0), parties.members_of(1))
    trials = () if pair is None else _trials_of(question, *pair)
    assignments = () if pair is None else _assignments(question, pair, trials)
    return Explanation(
        a=a,
        b=b,
        interaction=interaction,
        kind=list(Kind)[question.kind],
        level=question.level,
        state=found.state,
        interval=found.interval,
        refuted=found.refuted,
        demonstrated_by_trial=found.demonstrated_by_trial,
        pair=None if pair is None else (question.participant(pair[0]), question.participant(pair[1])),
        assignments=assignments,
        smallest_change=min((one.smallest_change for one in assignments), key=_preference, default=()),
        trials=trials,
    )


def _preference(changes: tuple[Change, ...]) -> tuple[Weight, list[tuple[str, str, str]]]:
    weight = sum((_weight(change) for change in changes), Weight())
    return weight, [change.order for change in changes]


def _weight(change: Change) -> Weight:
    return weight_of(change.cost, change.part is Part.STANDARD and change.name not in change.stands_for)


def _needs(question: _Question, participants: IntArray, role: int) -> list[_Need]:
    """What each participant lacks to play the role at the level."""
    model, catalogue = question.model, question.model.inputs.catalogue
    needed = catalogue.required[
        (catalogue.required_by == question.interaction) & (catalogue.required_role == role)
    ]
    below = model.grades.proven[np.ix_(needed, participants)] < question.level
    role_below = model.readiness.role[participants, question.interaction, role] < question.level
    return [
        _need(question, participant, bool(lacks_role), needed[lacks])
        for participant, lacks_role, lacks in zip(participants.tolist(), role_below, below.T, strict=True)
    ]


def _need(question: _Question, participant: int, lacks_role: bool, blocked: IntArray) -> _Need:
    catalogue = question.model.inputs.catalogue
    standards = catalogue.standards.names
    raised = smallest_cover(
        blocked.tolist(), catalogue.newer, lambda number: question.cost(participant, standards[number])
    )
    weight = sum((one.weight for one in raised), Weight())
    if lacks_role:
        weight = weight + weight_of(question.cost(participant, question.name))
    return _Need(lacks_role, raised, weight)


def _best_pair(question: _Question, first: IntArray, second: IntArray) -> tuple[int, int] | None:
    """The member pair that needs the lightest change, then the first by name."""
    if not len(first) or not len(second):
        return None
    if len(first) == 1 and len(second) == 1:
        return int(first[0]), int(second[0])
    ways = [_weights(question, first, second)]
    if question.kind != COLLABORATION:
        ways.append(np.swapaxes(_weights(question, second, first), 1, 2))
    weights = np.concatenate([way.reshape(len(way), -1) for way in ways], axis=1)
    place = np.tile(np.arange(len(first) * len(second)), len(ways))
    lightest = np.lexsort((place, *weights[::-1]))[0]
    row, column = divmod(int(place[lightest]), len(second))
    return int(first[row]), int(second[column])


def _weights(question: _Question, givers: IntArray, takers: IntArray) -> NDArray[np.float64]:
    """The weight of the smallest change of each (giver, taker), [parts of a weight, givers, takers]."""
    giving, taking = question.roles
    give = np.array([_as_numbers(need.weight) for need in _needs(question, givers, giving)]).T
    take = np.array([_as_numbers(need.weight) for need in _needs(question, takers, taking)]).T
    weights: NDArray[np.float64] = give[:, :, None] + take[:, None, :]
    shape = weights.shape[1:]
    giver, taker = (index.ravel() for index in np.broadcast_arrays(givers[:, None], takers[None, :]))
    interaction = np.full(len(giver), question.interaction)
    result = question.model.deciding.results(giver, taker, interaction).reshape(shape)
    for row, column in zip(*np.nonzero(result >= 0), strict=True):
        settled = _settled_by_trial(int(result[row, column]), question.level)
        if settled is None:
            continue
        cost = question.cost(int(givers[row]), question.name)
        weights[:, row, column] = _as_numbers(Weight() if settled else weight_of(cost))
    return weights


def _as_numbers(weight: Weight) -> tuple[float, ...]:
    return (weight.changes, weight.without_cost, weight.cost, weight.substitutes)


def _settled_by_trial(result: int, level: int) -> bool | None:
    """True when the result guarantees the level, False when it forbids it, None when the claims decide."""
    guaranteed, allowed = GUARANTEED[result], ALLOWED[result]
    if guaranteed >= level:
        return True
    return False if allowed < level else None


def _assignments(
    question: _Question, pair: tuple[int, int], trials: tuple[TrialFound, ...]
) -> tuple[Assignment, ...]:
    return tuple(_assignment(question, giver, taker, trials) for giver, taker in question.directions(*pair))


def _assignment(question: _Question, giver: int, taker: int, trials: tuple[TrialFound, ...]) -> Assignment:
    giving, taking = question.roles
    model, cell = question.model, np.array([question.interaction])
    result = model.deciding.results(np.array([giver]), np.array([taker]), cell)
    level = np.minimum(model.sides.give[:, giver, cell], model.sides.take[:, taker, cell])
    proven, possible = overridden(level, result)[:, 0].tolist()
    trial = _deciding(question, giver, taker, trials)
    settled = None if trial is None else _settled_by_trial(int(result[0]), question.level)
    blockers: tuple[Blocker, ...] = ()
    changes: tuple[Change, ...] = ()
    if settled is False and trial is not None:
        blockers = (_trial_blocker(question, giver, taker, proven, trial),)
        changes = (_repeat(question, giver, taker, proven),)
    elif settled is None:
        sides = ((giver, giving), (taker, taking))
        blockers = tuple(blocker for who, role in sides for blocker in _blockers(question, who, role))
        found = [change for who, role in sides for change in _changes(question, who, role)]
        changes = tuple(sorted(found, key=lambda change: change.order))
    return Assignment(
        Player(question.participant(giver), ROLES[giving]),
        Player(question.participant(taker), ROLES[taking]),
        Interval(proven, possible),
        blockers,
        changes,
        trial,
    )


def _blockers(question: _Question, participant: int, role: int) -> list[Blocker]:
    """The role, then the mandatory standards by name, where they are below the level."""
    found = []
    of_role = role_standing_of(question.model, participant, question.interaction, role)
    if of_role.grade is None or of_role.grade < question.level:
        reason = Reason.ROLE_NOT_CLAIMED if of_role.grade is None else Reason.ROLE_BELOW
        found.append(
            Blocker(
                Part.ROLE,
                question.participant(participant),
                question.name,
                ROLES[role],
                of_role.grade,
                reason,
                standing=of_role,
            )
        )
    catalogue = question.model.inputs.catalogue
    needed = (catalogue.required_by == question.interaction) & (catalogue.required_role == role)
    for standard in sorted(catalogue.required[needed].tolist()):
        if question.model.grades.proven[standard, participant] < question.level:
            found.append(_standard_blocker(question, participant, role, standard))
    return found


def _standard_blocker(question: _Question, participant: int, role: int, standard: int) -> Blocker:
    names = question.model.standards
    of_standard: Standing = standing_of(question.model, participant, standard)
    return Blocker(
        Part.STANDARD,
        question.participant(participant),
        question.name,
        ROLES[role],
        of_standard.grade,
        of_standard.reason,
        standard=names[standard],
        standing=of_standard,
        alternatives=tuple(names[newer] for newer in question.model.inputs.catalogue.newer.get(standard, ())),
    )


def _changes(question: _Question, participant: int, role: int) -> list[Change]:
    """The lightest changes that let one participant play one role at the level."""
    need = _needs(question, np.array([participant]), role)[0]
    who = question.participant(participant)
    changes = [_raise(question, participant, raised) for raised in need.raised]
    if need.role:
        grade = int(question.model.readiness.role[participant, question.interaction, role])
        changes.append(
            Change(
                who,
                Part.ROLE,
                question.name,
                None if grade < 0 else grade,
                question.level,
                role=ROLES[role],
                cost=question.cost(participant, question.name),
            )
        )
    return changes


def _raise(question: _Question, participant: int, raised: Raised) -> Change:
    catalogue, names = question.model.inputs.catalogue, question.model.standards
    others = frozenset.intersection(*(settling(standard, catalogue.newer) for standard in raised.settles))
    return Change(
        question.participant(participant),
        Part.STANDARD,
        names[raised.standard],
        standing_of(question.model, participant, raised.standard).grade,
        question.level,
        stands_for=tuple(names[standard] for standard in raised.settles),
        alternatives=tuple(names[other] for other in sorted(others - {raised.standard})),
        cost=question.cost(participant, names[raised.standard]),
    )


def _trial_blocker(question: _Question, giver: int, taker: int, grade: int, trial: TrialFound) -> Blocker:
    return Blocker(
        Part.TRIAL,
        question.participant(giver),
        question.name,
        ROLES[question.roles[0]],
        grade,
        Reason.REFUTED if trial.result is RESULTS[ISSUE] else Reason.LIMITED,
        partner=question.participant(taker),
        trial=trial,
    )


def _repeat(question: _Question, giver: int, taker: int, grade: int) -> Change:
    return Change(
        question.participant(giver),
        Part.TRIAL,
        question.name,
        grade,
        question.level,
        partner=question.participant(taker),
        cost=question.cost(giver, question.name),
    )


def _deciding(
    question: _Question, giver: int, taker: int, trials: tuple[TrialFound, ...]
) -> TrialFound | None:
    deciding = question.model.deciding
    place = int(deciding.places(np.array([giver]), np.array([taker]), np.array([question.interaction]))[0])
    if place < 0:
        return None
    return next(trial for trial in trials if trial.row == deciding.row[place])


def _trials_of(question: _Question, a: int, b: int) -> tuple[TrialFound, ...]:
    """All trials of the pair in the interaction that were held by the as-of date, the latest first."""
    trials, inputs = question.model.inputs.trials, question.model.inputs
    same = ((trials.a == a) & (trials.b == b)) | ((trials.a == b) & (trials.b == a))
    rows = np.flatnonzero(
        same & (trials.interaction == question.interaction) & (trials.held_on <= inputs.as_of)
    )
    found = [_trial(question, row) for row in rows.tolist()]
    return tuple(sorted(found, key=lambda trial: (trial.held_on, trial.row), reverse=True))


def _trial(question: _Question, row: int) -> TrialFound:
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


def _trial_state(question: _Question, row: int) -> TrialState:
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
