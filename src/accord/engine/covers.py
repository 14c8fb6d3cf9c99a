"""The fewest editions to raise so that every blocked standard is settled: a small exact set cover.

Raising a newer edition settles every older one that it stands for, so two blocked standards may need one
change only. The blocked standards fall into islands that share no edition; each island is solved by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Newer = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, order=True, slots=True)
class Weight:
    """How heavy a set of changes is, compared in this order."""

    changes: int = 0
    without_cost: int = 0
    cost: float = 0.0
    substitutes: int = 0

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            self.changes + other.changes,
            self.without_cost + other.without_cost,
            self.cost + other.cost,
            self.substitutes + other.substitutes,
        )


def weight_of(cost: float | None, substitute: bool = False) -> Weight:
    """The weight of one change; an unknown cost weighs more than any known one."""
    return Weight(1, int(cost is None), 0.0 if cost is None else cost, int(substitute))


@dataclass(frozen=True, slots=True)
class Raised:
    """An edition to raise, and the blocked standards that it settles."""

    standard: int
    settles: tuple[int, ...]
    weight: Weight


def smallest_cover(
    blocked: Iterable[int], newer: Newer, cost: Callable[[int], float | None]
) -> tuple[Raised, ...]:
    """The lightest set of editions that settles all blocked standards; ties go to the lower numbers."""
    chosen: list[Raised] = []
    for island in _islands(sorted(set(blocked)), newer):
        chosen.extend(_lightest(island, newer, cost))
    return tuple(sorted(chosen, key=lambda raised: raised.standard))


def settling(standard: int, newer: Newer) -> frozenset[int]:
    """The editions that settle a standard when raised: itself and all newer ones."""
    return frozenset((standard, *newer.get(standard, ())))


def _islands(blocked: list[int], newer: Newer) -> list[list[int]]:
    islands: list[tuple[list[int], set[int]]] = []
    for standard in blocked:
        members, editions = [standard], set(settling(standard, newer))
        apart = []
        for other_members, other_editions in islands:
            if editions & other_editions:
                members, editions = other_members + members, editions | other_editions
            else:
                apart.append((other_members, other_editions))
        islands = [*apart, (members, editions)]
    return [members for members, _ in islands]


def _lightest(island: list[int], newer: Newer, cost: Callable[[int], float | None]) -> tuple[Raised, ...]:
    if len(island) == 1 and not newer.get(island[0]):
        return (Raised(island[0], (island[0],), weight_of(cost(island[0]))),)
    candidates = _worthwhile(_candidates(island, newer, cost))
    for size in range(1, len(island) + 1):
        complete = [
            chosen
            for chosen in combinations(candidates, size)
            if len({standard for raised in chosen for standard in raised.settles}) == len(island)
        ]
        if complete:
            return min(complete, key=_preference)
    return ()


def _preference(chosen: tuple[Raised, ...]) -> tuple[Weight, list[int]]:
    return sum((raised.weight for raised in chosen), Weight()), sorted(raised.standard for raised in chosen)


def _candidates(island: list[int], newer: Newer, cost: Callable[[int], float | None]) -> list[Raised]:
    editions = sorted(set().union(*(settling(standard, newer) for standard in island)))
    return [
        Raised(
            edition,
            tuple(standard for standard in island if edition in settling(standard, newer)),
            weight_of(cost(edition), substitute=edition not in island),
        )
        for edition in editions
    ]


def _worthwhile(candidates: list[Raised]) -> list[Raised]:
    """Leave out an edition when another settles at least as much and is not heavier: it never wins."""
    kept: list[Raised] = []
    for one in sorted(candidates, key=lambda raised: (raised.weight, raised.standard)):
        if not any(set(one.settles) <= set(other.settles) for other in kept):
            kept.append(one)
    return kept
