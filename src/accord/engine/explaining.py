"""`explain`: why a pair does not reach a level, and the smallest change that would take it there."""

from __future__ import annotations

import numpy as np

from accord.engine.covers import Raised, Weight, settling, weight_of
from accord.engine.deciding import overridden
from accord.engine.explanations import (
    Assignment,
    Blocker,
    Change,
    Costs,
    Explanation,
    Part,
    Player,
    TrialFound,
)
from accord.engine.member_pairs import best_pair, settled_by_trial
from accord.engine.model import Model
from accord.engine.pair_trials import latest_trial_of, trials_of
from accord.engine.pairs import pair_interactions
from accord.engine.question import Question, needs_of
from accord.engine.scopes import check_level
from accord.engine.standings import Standing, role_standing_of, standing_of
from accord.engine.vocabulary import (
    ISSUE,
    RESULTS,
    ROLES,
    Interval,
    Kind,
    Reason,
)


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
    question = Question(model, model.interaction_number(interaction), check_level(level), costs or {})
    found = pair_interactions(model, a, b, [interaction])[0]
    parties = model.sides_of(a, b)
    pair = best_pair(question, parties.members_of(0), parties.members_of(1))
    trials = () if pair is None else trials_of(question, *pair)
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


def _assignments(
    question: Question, pair: tuple[int, int], trials: tuple[TrialFound, ...]
) -> tuple[Assignment, ...]:
    return tuple(_assignment(question, giver, taker, trials) for giver, taker in question.directions(*pair))


def _assignment(question: Question, giver: int, taker: int, trials: tuple[TrialFound, ...]) -> Assignment:
    giving, taking = question.roles
    model, cell = question.model, np.array([question.interaction])
    result = model.deciding.results(np.array([giver]), np.array([taker]), cell)
    level = np.minimum(model.sides.give[:, giver, cell], model.sides.take[:, taker, cell])
    proven, possible = overridden(level, result)[:, 0].tolist()
    trial = latest_trial_of(question, giver, taker, trials)
    settled = None if trial is None else settled_by_trial(RESULTS.index(trial.result), question.level)
    # A trial that settles the matter leaves only what keeps it from counting: roles that are not claimed.
    enough = question.level if settled is None else 1
    sides = ((giver, giving), (taker, taking))
    blockers = [one for who, role in sides for one in _role_blockers(question, who, role, enough)]
    changes = [one for who, role in sides for one in _role_changes(question, who, role, enough)]
    if settled is None:
        blockers = [one for who, role in sides for one in _blockers(question, who, role)]
        changes += [one for who, role in sides for one in _standard_changes(question, who, role)]
    elif trial is not None and not settled:
        blockers.append(_trial_blocker(question, giver, taker, proven, trial))
        changes.append(_repeat(question, giver, taker, proven))
    return Assignment(
        Player(question.participant(giver), ROLES[giving]),
        Player(question.participant(taker), ROLES[taking]),
        Interval(proven, possible),
        tuple(blockers),
        tuple(sorted(changes, key=lambda change: change.order)),
        trial,
    )


def _blockers(question: Question, participant: int, role: int) -> list[Blocker]:
    """The role, then the mandatory standards by name, where they are below the level."""
    return [
        *_role_blockers(question, participant, role, question.level),
        *_standard_blockers(question, participant, role),
    ]


def _role_blockers(question: Question, participant: int, role: int, enough: int) -> list[Blocker]:
    """The role, where its grade is not enough."""
    found = role_standing_of(question.model, participant, question.interaction, role)
    if found.grade is not None and found.grade >= enough:
        return []
    reason = Reason.ROLE_NOT_CLAIMED if found.grade is None else Reason.ROLE_BELOW
    who = question.participant(participant)
    return [Blocker(Part.ROLE, who, question.name, ROLES[role], found.grade, reason, standing=found)]


def _standard_blockers(question: Question, participant: int, role: int) -> list[Blocker]:
    catalogue = question.model.inputs.catalogue
    needed = (catalogue.required_by == question.interaction) & (catalogue.required_role == role)
    return [
        _standard_blocker(question, participant, role, standard)
        for standard in sorted(catalogue.required[needed].tolist())
        if question.model.grades.proven[standard, participant] < question.level
    ]


def _standard_blocker(question: Question, participant: int, role: int, standard: int) -> Blocker:
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


def _standard_changes(question: Question, participant: int, role: int) -> list[Change]:
    """The lightest changes of claims that let one participant play one role at the level."""
    need = needs_of(question, np.array([participant]), role)[0]
    return [_raise(question, participant, raised) for raised in need.raised]


def _role_changes(question: Question, participant: int, role: int, enough: int) -> list[Change]:
    """Raise the role to the level, where its grade is not enough."""
    grade = int(question.model.readiness.role[participant, question.interaction, role])
    if grade >= enough:
        return []
    who, cost = question.participant(participant), question.cost(participant, question.name)
    before = None if grade < 0 else grade
    return [Change(who, Part.ROLE, question.name, before, question.level, role=ROLES[role], cost=cost)]


def _raise(question: Question, participant: int, raised: Raised) -> Change:
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


def _trial_blocker(question: Question, giver: int, taker: int, grade: int, trial: TrialFound) -> Blocker:
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


def _repeat(question: Question, giver: int, taker: int, grade: int) -> Change:
    return Change(
        question.participant(giver),
        Part.TRIAL,
        question.name,
        grade,
        question.level,
        partner=question.participant(taker),
        cost=question.cost(giver, question.name),
    )
