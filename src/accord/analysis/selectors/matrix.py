"""The coalition matrix: every pair of nations, units or participants over one scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.analysis.rules import LEVELS, Grouping, Order, mean_or_lowest, percent, similar_order
from accord.analysis.selectors.questions import Asked
from accord.analysis.snapshot import counts_of
from accord.engine import PairCounts, coverage, weakest_link
from accord.nations.models import Nation


@dataclass(frozen=True)
class PairRow:
    """One pair over the scope. None: nothing applies, so the figure is undefined.

    `applicable` of `of` interactions apply; `proven` and `possible` of these reach the level, as counts and as
    percent; the weakest link is a level; `met` says whether each applicable interaction reaches its wanted level.
    `known` is False where nothing is proven and everything is possible.
    """

    a: str
    b: str
    applicable: int
    of: int
    proven: int
    possible: int
    proven_percent: int | None
    possible_percent: int | None
    weakest_proven: int | None
    weakest_possible: int | None
    met: bool | None
    refuted: int
    unserved: int

    @property
    def known(self) -> bool:
        """False where we do not know: nothing is proven, and all of it may be."""
        return not (self.applicable and self.proven == 0 and self.possible == self.applicable)

    @property
    def full(self) -> bool:
        """Every applicable interaction reaches the level."""
        return self.applicable > 0 and self.proven == self.applicable


@dataclass(frozen=True)
class LevelMean:
    """Mean coverage at one level over the pairs to which something applies, in percent; None where there is none."""

    level: int
    proven: int | None
    possible: int | None


@dataclass(frozen=True)
class MatrixAnswer:
    """The matrix in the order that was asked for. `exercise_data`: any of its nations is invented."""

    asked: Asked
    by: Grouping
    names: tuple[str, ...]
    titles: dict[str, str]
    regions: dict[str, str]
    cells: dict[tuple[str, str], PairRow]
    means: tuple[LevelMean, ...]
    exercise_data: bool

    @property
    def rows(self) -> list[PairRow]:
        """Each pair once, in the order of the axes."""
        return [
            self.cells[a, b]
            for place, a in enumerate(self.names)
            for b in self.names[place + 1 :]
            if (a, b) in self.cells
        ]


def matrix_answer(asked: Asked, by: Grouping = Grouping.NATION, order: Order = Order.NAME) -> MatrixAnswer:
    """Compare all pairs that the viewer can see over the scope of the question."""
    counts = counts_of(asked.shot, asked.wanted, by.value)
    cells = _cells(counts, asked.question.level)
    nations = {nation.code: nation for nation in Nation.objects.select_related("party")}
    titles = {name: nations[name].name if name in nations else name for name in counts.names}
    regions = {code: nation.region for code, nation in nations.items()}
    invented = any(
        nation.party.exercise_data for nation in nations.values() if _holds(counts.names, nation.code)
    )
    names = tuple(_ORDERS[order](counts, cells, titles, regions))
    return MatrixAnswer(asked, by, names, titles, regions, cells, _means(counts), invented)


def _holds(names: Sequence[str], nation: str) -> bool:
    """Whether the nation, or a unit or system of it, is among the names."""
    return any(name == nation or name.startswith(f"{nation}:") for name in names)


def _means(counts: PairCounts) -> tuple[LevelMean, ...]:
    return tuple(_mean_at(counts, level) for level in LEVELS)


def _mean_at(counts: PairCounts, level: int) -> LevelMean:
    found = coverage(counts, level)
    if not (counts.applicable > 0).any():
        return LevelMean(level, None, None)
    return LevelMean(
        level, percent(float(np.nanmean(found.proven))), percent(float(np.nanmean(found.possible)))
    )


def pair_rows(
    asked: Asked, by: Grouping, down: Iterable[str], across: Iterable[str]
) -> dict[tuple[str, str], PairRow]:
    """A part of the matrix: each of `down` with each of `across`, as far as they are no pair with themselves."""
    counts = counts_of(asked.shot, asked.wanted, by.value)
    figures = _Figures(counts, asked.question.level)
    place = {name: number for number, name in enumerate(counts.names)}
    pairs = [(place[one], place[other]) for one in down for other in across]
    return {(counts.names[i], counts.names[j]): figures.row(i, j) for i, j in pairs if counts.paired[i, j]}


class _Figures:
    """The arrays behind the rows, computed once for all pairs."""

    def __init__(self, counts: PairCounts, level: int) -> None:
        self.counts = counts
        self.level = level
        self.coverage = coverage(counts, level)
        self.weakest = weakest_link(counts)

    def row(self, i: int, j: int) -> PairRow:
        """The pair at row i and column j."""
        counts, place = self.counts, self.level - 1
        return PairRow(
            a=counts.names[i],
            b=counts.names[j],
            applicable=int(counts.applicable[i, j]),
            of=counts.asked,
            proven=int(counts.proven[place, i, j]),
            possible=int(counts.possible[place, i, j]),
            proven_percent=percent(float(self.coverage.proven[i, j])),
            possible_percent=percent(float(self.coverage.possible[i, j])),
            weakest_proven=_whole(self.weakest.proven, i, j),
            weakest_possible=_whole(self.weakest.possible, i, j),
            met=None if np.isnan(counts.met.proven[i, j]) else bool(counts.met.proven[i, j]),
            refuted=int(counts.refuted[i, j]),
            unserved=int(counts.unserved[i, j]),
        )


def _whole(values: NDArray[np.float64], i: int, j: int) -> int | None:
    return None if np.isnan(values[i, j]) else int(values[i, j])


def _cells(counts: PairCounts, level: int) -> dict[tuple[str, str], PairRow]:
    figures = _Figures(counts, level)
    pairs = np.argwhere(counts.paired).tolist()
    return {(counts.names[i], counts.names[j]): figures.row(i, j) for i, j in pairs}


_Cells = dict[tuple[str, str], PairRow]


def _by_name(
    counts: PairCounts, _cells: _Cells, titles: dict[str, str], _regions: dict[str, str]
) -> list[str]:
    return sorted(counts.names, key=lambda name: (titles[name], name))


def _by_coverage(
    counts: PairCounts, cells: _Cells, titles: dict[str, str], _regions: dict[str, str]
) -> list[str]:
    def mean(name: str) -> float:
        return mean_or_lowest(row.proven_percent for (a, _), row in cells.items() if a == name)

    return sorted(counts.names, key=lambda name: (-mean(name), titles[name]))


def _by_similarity(
    counts: PairCounts, cells: _Cells, _titles: dict[str, str], _regions: dict[str, str]
) -> list[str]:
    names = counts.names

    def share(a: str, b: str) -> float:
        row = cells.get((a, b))
        return -1.0 if row is None or row.proven_percent is None else float(row.proven_percent)

    vectors = np.array([[share(a, b) for b in names] for a in names])
    distances = np.abs(vectors[:, None, :] - vectors[None, :, :]).sum(axis=2)
    return [names[place] for place in similar_order(distances.tolist())]


def _by_region(
    counts: PairCounts, _cells: _Cells, titles: dict[str, str], regions: dict[str, str]
) -> list[str]:
    return sorted(counts.names, key=lambda name: (regions.get(name, ""), titles[name]))


_ORDERS: dict[Order, Callable[[PairCounts, _Cells, dict[str, str], dict[str, str]], list[str]]] = {
    Order.NAME: _by_name,
    Order.COVERAGE: _by_coverage,
    Order.SIMILARITY: _by_similarity,
    Order.REGION: _by_region,
}
