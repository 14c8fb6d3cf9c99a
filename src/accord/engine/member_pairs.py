"""Which member pair of two groups needs the lightest change, without explaining every one of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from accord.engine.covers import Weight, weight_of
from accord.engine.question import Question, needs_of
from accord.engine.tables import IntArray
from accord.engine.vocabulary import ALLOWED, COLLABORATION, GUARANTEED


def best_pair(question: Question, first: IntArray, second: IntArray) -> tuple[int, int] | None:
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


def _weights(question: Question, givers: IntArray, takers: IntArray) -> NDArray[np.float64]:
    """The weight of the smallest change of each (giver, taker), [parts of a weight, givers, takers]."""
    giving, taking = question.roles
    give, take = needs_of(question, givers, giving), needs_of(question, takers, taking)
    weights = _in_pairs([need.weight for need in give], [need.weight for need in take])
    unplayed = _in_pairs([need.role_weight for need in give], [need.role_weight for need in take])
    giver, taker = (index.ravel() for index in np.broadcast_arrays(givers[:, None], takers[None, :]))
    interaction = np.full(len(giver), question.interaction)
    result = question.model.held.results(giver, taker, interaction).reshape(weights.shape[1:])
    for row, column in zip(*np.nonzero(result >= 0), strict=True):
        settled = settled_by_trial(int(result[row, column]), question.level)
        if settled is None:
            continue
        repeat = Weight() if settled else weight_of(question.cost(int(givers[row]), question.name))
        weights[:, row, column] = unplayed[:, row, column] + _as_numbers(repeat)
    return weights


def _in_pairs(give: list[Weight], take: list[Weight]) -> NDArray[np.float64]:
    """The sum of both sides for each pair, [parts of a weight, givers, takers]."""
    giving, taking = (np.array([_as_numbers(weight) for weight in side]).T for side in (give, take))
    return np.asarray(giving[:, :, None] + taking[:, None, :])


def _as_numbers(weight: Weight) -> tuple[float, ...]:
    return (weight.changes, weight.without_cost, weight.cost, weight.substitutes)


def settled_by_trial(result: int, level: int) -> bool | None:
    """True when the result guarantees the level, False when it forbids it, None when the claims decide."""
    guaranteed, allowed = GUARANTEED[result], ALLOWED[result]
    if guaranteed >= level:
        return True
    return False if allowed < level else None
