"""Levels of pairs: of participants, units and nations, in one interaction or counted over a scope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.engine.deciding import Sides
from accord.engine.groups import Grouping
from accord.engine.model import Model
from accord.engine.scopes import CheckedScope, Scope, check_level, check_scope
from accord.engine.tables import BoolArray, GradeArray, IntArray
from accord.engine.tried import TouchedGroups, columns_of, in_columns, touched_groups
from accord.engine.vocabulary import LEVELS, Interval, State

CountArray = NDArray[np.int32]
ShareArray = NDArray[np.float64]


@dataclass(frozen=True)
class PairCounts:
    """How many interactions of a scope each pair reaches, by level.

    `names` gives both axes of every array. `applicable` and `unserved` [n, n] count interactions;
    `proven` and `possible` [4, n, n] count the applicable ones that reach level 1 (index 0) to 4.
    `refuted` [n, n] counts those that an issue lowers, in either reading. `met` [n, n] is 1 where every
    applicable interaction reaches its wanted level, else 0, and NaN where nothing applies or nothing is wanted.
    `paired` is False on the diagonal and where two groups share a participant: there everything is 0 or NaN.
    When directed, the row provides and the column consumes.
    """

    by: str
    directed: bool
    names: tuple[str, ...]
    scope: tuple[str, ...]
    wanted: tuple[int, ...] | None
    paired: BoolArray
    applicable: CountArray
    unserved: CountArray
    proven: CountArray
    possible: CountArray
    refuted: CountArray
    met: Interval[ShareArray]

    @property
    def asked(self) -> int:
        """|Q|, the number of interactions in the scope."""
        return len(self.scope)

    def position(self, name: str) -> int:
        """Where a name stands on both axes; raises `ValueError` for another name."""
        return self.names.index(name)


@dataclass(frozen=True, slots=True)
class PairInteraction:
    """One interaction of a scope, as one pair stands in it.

    `a_gives` and `b_gives` say in which direction the roles fit: that party provides and the other consumes,
    or both are peers. `demonstrated_by_trial` tells a level 4 that a trial of this pair stands behind from one
    that each side showed with others.
    """

    interaction: str
    state: State
    interval: Interval[int]
    refuted: bool
    a_gives: bool
    b_gives: bool
    demonstrated_by_trial: bool

    @property
    def demonstrated_with_others(self) -> bool:
        """Level 4 from claims that each side proved with somebody else."""
        return self.interval.proven == LEVELS[-1] and not self.demonstrated_by_trial


def pair_level(model: Model, a: str, b: str, interaction: str, directed: bool = False) -> Interval[int]:
    """The level at which two participants, units or nations can do one thing together.

    lambda(a, b, i) = max over both directions of min(rho of the giving side, rho of the taking side), overridden
    by trials; for groups the best over their member pairs. Directed: only with `a` as the giving side.

    Returns
    -------
    Interval of levels 0..4; 0 where the interaction does not apply

    Raises
    ------
    EngineInputError : a name is unknown, or the two share a participant

    Source
    ------
    docs/method/pair-levels.md
    """
    return pair_interactions(model, a, b, [interaction], directed)[0].interval


def pair_interactions(
    model: Model, a: str, b: str, scope: Scope, directed: bool = False
) -> tuple[PairInteraction, ...]:
    """Every interaction of the scope for one pair: whether it applies, at which level, and what trials say.

    Unserved are interactions in which both play a role (mediator apart) without fitting, in the asked direction
    when directed. Raises `EngineInputError` for unknown names, an empty scope, or parties that overlap.
    """
    asked = check_scope(scope, model.inputs.catalogue.interactions)
    parties = model.sides_of(a, b)
    sides, touched = _in_scope(model, parties, asked, directed)
    give, take = parties.best(sides.plays_give), parties.best(sides.plays_take)
    a_gives, b_gives = give[0] & take[1], give[1] & take[0]
    fits = a_gives if directed else a_gives | b_gives
    plays = give | take
    level = _dense_levels(parties, sides, touched, directed)
    tried, refuted = _from_touched(touched, len(asked.columns))
    return tuple(
        PairInteraction(
            name,
            _state(bool(fits[place]), bool(plays[:, place].all())),
            Interval(int(level[0, place]), int(level[1, place])),
            bool(refuted[place]),
            bool(a_gives[place]),
            bool(b_gives[place]),
            bool(tried[place]),
        )
        for place, name in enumerate(asked.interactions)
    )


def _state(fits: bool, both_play: bool) -> State:
    if fits:
        return State.APPLICABLE
    return State.UNSERVED if both_play else State.NOT_APPLICABLE


def _from_touched(touched: TouchedGroups, width: int) -> tuple[BoolArray, BoolArray]:
    """Per interaction of a question about (a, b): whether a success stands behind it, whether it is refuted."""
    succeeded, refuted = np.zeros(width, bool), np.zeros(width, bool)
    asked = touched.first == 0
    succeeded[touched.column[asked]] = touched.succeeded[asked]
    refuted[touched.column[asked]] = touched.refuted[asked]
    return succeeded, refuted


def _dense_levels(parties: Grouping, sides: Sides, touched: TouchedGroups, directed: bool) -> GradeArray:
    """Levels of the pair (first party, second party), [reading, interactions of the scope]."""
    give, take = parties.best(sides.give), parties.best(sides.take)
    level = np.minimum(give[:, 0], take[:, 1])
    if not directed:
        level = np.maximum(level, np.minimum(give[:, 1], take[:, 0]))
    asked = touched.first == 0
    level[:, touched.column[asked]] = touched.tried[:, asked]
    return level


def _in_scope(
    model: Model, groups: Grouping, scope: CheckedScope, directed: bool
) -> tuple[Sides, TouchedGroups]:
    sides = columns_of(model.sides, scope.columns)
    cells, columns = in_columns(model.tried(directed), scope.columns, len(model.interactions))
    return sides, touched_groups(groups, sides, cells, columns, directed)


def pair_counts(model: Model, scope: Scope, by: str = "participant", directed: bool = False) -> PairCounts:
    """Count, for all pairs at once, the interactions of a scope that apply and that reach each level.

    count_L(a, b) = |{i applicable : lambda(a, b, i) >= L}|, in both readings.

    Parameters
    ----------
    scope : interactions, or a mapping from interaction to wanted level 1..4
    by : participant, unit or nation

    Returns
    -------
    PairCounts with axes in the order of its names; symmetric unless directed

    Raises
    ------
    EngineInputError : the scope is empty, names an unknown interaction or a level outside 1..4

    Source
    ------
    docs/method/scopes.md
    """
    asked = check_scope(scope, model.inputs.catalogue.interactions)
    groups = model.grouping(by)
    sides, touched = _in_scope(model, groups, asked, directed)
    give, take = groups.best(sides.give), groups.best(sides.take)
    plays_give, plays_take = groups.best(sides.plays_give), groups.best(sides.plays_take)
    applicable = _meeting(plays_give, plays_take, groups.paired, directed)
    plays = plays_give | plays_take
    counts = np.stack([_meeting(give >= level, take >= level, groups.paired, directed) for level in LEVELS])
    _correct(counts, touched)
    refuted = np.zeros_like(applicable)
    np.add.at(refuted, (touched.first, touched.second), touched.refuted)
    return PairCounts(
        by,
        directed,
        groups.names,
        asked.interactions,
        None if asked.wanted is None else tuple(asked.wanted.tolist()),
        groups.paired,
        applicable,
        _meeting(plays, plays, groups.paired, True) - applicable,
        counts[:, 0],
        counts[:, 1],
        refuted,
        _met(give, take, touched, applicable, asked, groups.paired, directed),
    )


def _meeting(give: BoolArray, take: BoolArray, paired: BoolArray, directed: bool) -> CountArray:
    """In how many interactions a giving and a taking side meet; [..., groups, i] -> [..., groups, groups].

    The products run in single precision, which is exact for whole numbers below 2**24.
    """
    giving, taking = give.astype(np.float32), take.astype(np.float32)
    found = giving @ np.swapaxes(taking, -1, -2)
    if not directed:
        both = giving * taking
        found = found + np.swapaxes(found, -1, -2) - both @ np.swapaxes(both, -1, -2)
    return np.where(paired, found, 0).astype(np.int32)


def _correct(counts: CountArray, touched: TouchedGroups) -> None:
    """Put what trials say into counts [level, reading, groups, groups]."""
    for place, level in enumerate(LEVELS):
        change = (touched.tried >= level).astype(np.int32) - (touched.untried >= level)
        for reading in range(2):
            np.add.at(counts[place, reading], (touched.first, touched.second), change[reading])


def _met(  # noqa: PLR0913 - all of them are arrays of one computation
    give: GradeArray,
    take: GradeArray,
    touched: TouchedGroups,
    applicable: CountArray,
    scope: CheckedScope,
    paired: BoolArray,
    directed: bool,
) -> Interval[ShareArray]:
    if scope.wanted is None:
        return Interval(np.full(applicable.shape, np.nan), np.full(applicable.shape, np.nan))
    reaching = _meeting(give >= scope.wanted, take >= scope.wanted, paired, directed)
    wanted = scope.wanted[touched.column]
    change = (touched.tried >= wanted).astype(np.int32) - (touched.untried >= wanted)
    for reading in range(2):
        np.add.at(reaching[reading], (touched.first, touched.second), change[reading])
    met = np.where(applicable == 0, np.nan, reaching == applicable)
    return Interval(met[0], met[1])


def coverage(counts: PairCounts, level: int) -> Interval[ShareArray]:
    """The share of the applicable interactions that reach a level.

    coverage_L = count_L / |A|; [n, n] in 0..1, NaN where nothing applies. Source: docs/method/scopes.md
    """
    place = check_level(level) - 1
    whole = np.where(counts.applicable == 0, np.nan, counts.applicable)
    return Interval(counts.proven[place] / whole, counts.possible[place] / whole)


def weakest_link(counts: PairCounts) -> Interval[ShareArray]:
    """The lowest level over the applicable interactions.

    The largest L whose count equals |A|, else 0; [n, n] of 0..4, NaN where nothing applies.
    Source: docs/method/scopes.md
    """
    undefined = counts.applicable == 0
    proven, possible = (
        np.where(undefined, np.nan, (reached == counts.applicable).sum(axis=0))
        for reached in (counts.proven, counts.possible)
    )
    return Interval(proven, possible)


def breadth(
    model: Model, interaction: str, level: int, by: str = "nation", directed: bool = False
) -> Interval[ShareArray]:
    """The share of the member pairs to which an interaction applies that reach a level in it.

    Returns
    -------
    Interval of [n, n] in 0..1 in the order of `model.names(by)`, NaN where it applies to no member pair

    Raises
    ------
    EngineInputError : the interaction is unknown or the level is outside 1..4

    Source
    ------
    docs/method/scopes.md
    """
    number, groups = model.interaction_number(interaction), model.grouping(by)
    asked = check_level(level)
    column = np.array([number])
    sides = columns_of(model.sides, column)
    whole = _member_pairs(groups, sides.plays_give, sides.plays_take, directed)[..., 0].astype(np.float64)
    whole[(whole == 0) | ~groups.paired] = np.nan
    reaching = _member_pairs(groups, sides.give >= asked, sides.take >= asked, directed)[..., 0]
    cells, _ = in_columns(model.tried(directed), column, len(model.interactions))
    cell, first, second = groups.pairs_of(cells.a, cells.b, sides.give.shape[1])
    change = (cells.tried[:, cell] >= asked).astype(np.int64) - (cells.untried[:, cell] >= asked)
    for reading in range(2):
        np.add.at(reaching[reading], (first, second), change[reading])
    return Interval(reaching[0] / whole, reaching[1] / whole)


def _member_pairs(groups: Grouping, give: BoolArray, take: BoolArray, directed: bool) -> IntArray:
    """How many member pairs of each two groups meet; [..., participants, i] -> [..., groups, groups, i]."""
    giving, taking = groups.count(give), groups.count(take)
    found = giving[..., :, None, :] * taking[..., None, :, :]
    if not directed:
        both = groups.count(give & take)
        found = found + np.swapaxes(found, -2, -3) - both[..., :, None, :] * both[..., None, :, :]
    return found
