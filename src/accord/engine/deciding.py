"""Which trials decide, and what they make of the pairs they touch (docs/method/trials.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from accord.engine.checked import Inputs, Trials
from accord.engine.tables import UNKNOWN, BoolArray, GradeArray, IntArray
from accord.engine.vocabulary import (
    COLLABORATION,
    CONSUMER,
    ISSUE,
    LIMITED,
    NOT_TESTED,
    PEER,
    PROVIDER,
    SUCCESS,
)


@dataclass(frozen=True)
class Sides:
    """What each participant brings to either side of an interaction.

    The giving side is the provider of an exchange or a peer, the taking side the consumer or a peer.
    Levels are [reading, participants, interactions]; the `plays` arrays say where the role is claimed with
    a grade of at least 1, [participants, interactions].
    """

    give: GradeArray
    take: GradeArray
    plays_give: BoolArray
    plays_take: BoolArray


@dataclass(frozen=True)
class LatestTrials:
    """The result that holds for each ordered (a, b, interaction), found by a sorted key.

    In an exchange `a` gives and `b` takes; a trial of a collaboration stands here in both orders.
    """

    key: IntArray
    result: IntArray
    row: IntArray
    participants: int
    interactions: int

    def places(self, a: IntArray, b: IntArray, interaction: IntArray) -> IntArray:
        """Where each ordered cell stands; -1 for a cell without a deciding trial."""
        if not len(self.key):
            return np.full(len(a), UNKNOWN, np.int64)
        wanted = (a * self.participants + b) * self.interactions + interaction
        place = np.minimum(np.searchsorted(self.key, wanted), len(self.key) - 1)
        return np.where(self.key[place] == wanted, place, UNKNOWN)

    def results(self, a: IntArray, b: IntArray, interaction: IntArray) -> IntArray:
        """The deciding result of each ordered cell; -1 where no trial decides."""
        place = self.places(a, b, interaction)
        return np.where(place >= 0, self.result[place], UNKNOWN) if len(self.key) else place

    def cells(self) -> tuple[IntArray, IntArray, IntArray]:
        """The ordered cells (a, b, interaction)."""
        pair, interaction = np.divmod(self.key, max(self.interactions, 1))
        a, b = np.divmod(pair, max(self.participants, 1))
        return a, b, interaction


@dataclass(frozen=True)
class TriedCells:
    """Pairs of participants and interactions whose level a trial decides, with the levels around it.

    Every array has one entry per ordered cell; the levels are [reading, cells]. `untried` is the level
    without trials, `tried` with them, `without_issues` with all but those that ended in an issue.
    """

    a: IntArray
    b: IntArray
    interaction: IntArray
    untried: GradeArray
    tried: GradeArray
    without_issues: GradeArray
    succeeded: BoolArray

    def where(self, wanted: BoolArray) -> TriedCells:
        """Only the wanted cells."""
        return TriedCells(
            self.a[wanted],
            self.b[wanted],
            self.interaction[wanted],
            self.untried[:, wanted],
            self.tried[:, wanted],
            self.without_issues[:, wanted],
            self.succeeded[wanted],
        )


def sides_of(role: GradeArray, level: GradeArray, kind: IntArray) -> Sides:
    """Pick the giving and the taking role of each interaction out of all roles."""
    every = np.arange(len(kind))
    giving = np.where(kind == COLLABORATION, PEER, PROVIDER)
    taking = np.where(kind == COLLABORATION, PEER, CONSUMER)
    return Sides(
        np.ascontiguousarray(level[:, :, every, giving]),
        np.ascontiguousarray(level[:, :, every, taking]),
        role[:, every, giving] >= 1,
        role[:, every, taking] >= 1,
    )


def counts_at(trials: Trials, as_of: int, clock: int) -> BoolArray:
    """Held by the as-of date, and at the clock neither past its validity nor stale."""
    return (trials.held_on <= as_of) & (trials.valid_until >= clock) & (trials.stale_on > clock)


def latest_trials(inputs: Inputs) -> LatestTrials:
    """Of the counting trials of a cell the latest, on the same day the worst, whether or not roles are claimed."""
    trials, size = inputs.trials, len(inputs.forces.participants)
    interactions = len(inputs.catalogue.interactions)
    rows = np.flatnonzero(counts_at(trials, inputs.as_of, inputs.clock) & (trials.result != NOT_TESTED))
    free_order = inputs.catalogue.kind[trials.interaction[rows]] == COLLABORATION
    rows = np.concatenate([rows, rows[free_order]])
    mirrored = np.arange(len(rows)) >= len(free_order)
    a = np.where(mirrored, trials.b[rows], trials.a[rows])
    b = np.where(mirrored, trials.a[rows], trials.b[rows])
    key = (a * size + b) * interactions + trials.interaction[rows]
    order = np.lexsort((trials.result[rows], trials.held_on[rows], key))
    key, rows = key[order], rows[order]
    last = np.ones(len(key), bool)
    last[:-1] = key[1:] != key[:-1]
    return LatestTrials(key[last], trials.result[rows[last]], rows[last], size, interactions)


def deciding_trials(latest: LatestTrials, sides: Sides) -> LatestTrials:
    """The trials that decide: those whose roles both participants claim."""
    a, b, interaction = latest.cells()
    claimed = sides.plays_give[a, interaction] & sides.plays_take[b, interaction]
    return replace(latest, key=latest.key[claimed], result=latest.result[claimed], row=latest.row[claimed])


def overridden(level: GradeArray, result: IntArray) -> GradeArray:
    """What a deciding result makes of a level: success 4, limited 3, issue at most 1."""
    found = np.where(result == ISSUE, np.minimum(level, 1), level)
    found = np.where(result == LIMITED, 3, found)
    return np.where(result == SUCCESS, 4, found).astype(np.int8)


def directed_cells(sides: Sides, deciding: LatestTrials) -> TriedCells:
    """The cells that a trial decides, each in the direction in which it was held."""
    a, b, interaction = deciding.cells()
    return _cells(sides, a, b, interaction, [deciding.result], [(a, b)])


def undirected_cells(sides: Sides, deciding: LatestTrials) -> TriedCells:
    """The cells that a trial decides in either direction, in both orders."""
    a, b, interaction = deciding.cells()
    size, interactions = max(deciding.participants, 1), max(deciding.interactions, 1)
    mirrored = (b * size + a) * interactions + interaction
    pair, interaction = np.divmod(np.union1d(deciding.key, mirrored), interactions)
    a, b = np.divmod(pair, size)
    results = [deciding.results(a, b, interaction), deciding.results(b, a, interaction)]
    return _cells(sides, a, b, interaction, results, [(a, b), (b, a)])


def _cells(
    sides: Sides,
    a: IntArray,
    b: IntArray,
    interaction: IntArray,
    results: list[IntArray],
    directions: list[tuple[IntArray, IntArray]],
) -> TriedCells:
    untried = [
        np.minimum(sides.give[:, x, interaction], sides.take[:, y, interaction]) for x, y in directions
    ]
    spared = [np.where(result == ISSUE, UNKNOWN, result) for result in results]
    return TriedCells(
        a,
        b,
        interaction,
        np.maximum.reduce(untried),
        np.maximum.reduce([overridden(level, r) for level, r in zip(untried, results, strict=True)]),
        np.maximum.reduce([overridden(level, r) for level, r in zip(untried, spared, strict=True)]),
        np.logical_or.reduce([result == SUCCESS for result in results]),
    )
