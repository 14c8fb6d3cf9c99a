"""Which grade holds: rules 1 to 6 of docs/method/grades.md, for all participants and standards at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.engine.checked import Catalogue, Dated, Inputs
from accord.engine.tables import UNKNOWN, BoolArray, GradeArray, IntArray
from accord.engine.vocabulary import ROLES, TOP


@dataclass(frozen=True)
class LatestClaims:
    """Rules 1 and 2: the claim that holds for each (holder, standard), found by a sorted key."""

    key: IntArray
    row: IntArray
    standards: int

    def row_for(self, holder: int, standard: int) -> int | None:
        """The input row of the claim that this holder itself has on the standard; None without one."""
        wanted = holder * self.standards + standard
        place = int(np.searchsorted(self.key, wanted))
        if place < len(self.key) and self.key[place] == wanted:
            return int(self.row[place])
        return None


@dataclass(frozen=True)
class Grades:
    """Grades of standards, [standards, participants].

    `own` knows rules 1 to 5 (-1 where nothing is known), the two readings also rule 6.
    """

    own: GradeArray
    proven: GradeArray
    possible: GradeArray


@dataclass(frozen=True)
class Readiness:
    """Roles and readiness, [participants, interactions, roles].

    `role` is the grade of the role itself, -1 where it is not claimed, `row` the input row that says so;
    `level` is rho in both readings (first axis: proven, possible).
    """

    role: GradeArray
    row: IntArray
    level: GradeArray


def exists(dated: Dated, as_of: int) -> BoolArray:
    """Rule 1: made on or before the as-of date, and not withdrawn by then."""
    return (dated.made_on <= as_of) & (dated.withdrawn_on > as_of)


def counted_grades(dated: Dated, clock: int, projecting: bool) -> GradeArray:
    """Rules 4 and 5: lapsed evidence counts as 2; so does, when projecting, a plan that is due by the clock."""
    lapsed = (dated.grade >= 3) & (dated.valid_until < clock)
    due = (dated.grade == 1) & (dated.target_on <= clock) & projecting
    return np.where(lapsed | due, 2, dated.grade).astype(np.int8)


def latest_rows(key: IntArray, dated: Dated, as_of: int) -> IntArray:
    """Rules 1 and 2: of the existing rows with the same key, the one made last; ordered by key."""
    rows = np.flatnonzero(exists(dated, as_of))
    rows = rows[np.lexsort((dated.made_on[rows], key[rows]))]
    last = np.ones(len(rows), bool)
    last[:-1] = key[rows[1:]] != key[rows[:-1]]
    return rows[last]


def latest_claims(inputs: Inputs) -> LatestClaims:
    """The claim that holds for each holder and standard."""
    standards = max(len(inputs.catalogue.standards), 1)
    key = inputs.claims.holder * standards + inputs.claims.standard
    rows = latest_rows(key, inputs.claims.dated, inputs.as_of)
    return LatestClaims(key[rows], rows, standards)


def resolve_grades(inputs: Inputs, latest: LatestClaims) -> Grades:
    """Rules 3 to 6 over all participants: inherit downwards, then let newer editions stand for older ones."""
    counted = counted_grades(inputs.claims.dated, inputs.clock, inputs.projecting)
    grid = np.full((len(inputs.forces.parent_node), len(inputs.catalogue.standards)), UNKNOWN, np.int8)
    grid[inputs.claims.holder[latest.row], inputs.claims.standard[latest.row]] = counted[latest.row]
    _inherit(grid, inputs.forces.parent_node)
    own = np.ascontiguousarray(grid[: len(inputs.forces.participants)].T)
    proven = np.maximum(own, 0)
    possible = np.where(own < 0, np.int8(TOP), own)
    return Grades(own, _succeed(proven, inputs.catalogue), _succeed(possible, inputs.catalogue))


def _inherit(grid: GradeArray, parent: IntArray) -> None:
    """Rule 3, from the nations downwards: where a node claims nothing itself, what holds above it holds."""
    for nodes in nodes_by_depth(parent)[1:]:
        own = grid[nodes]
        grid[nodes] = np.where(own < 0, grid[parent[nodes]], own)


def nodes_by_depth(parent: IntArray) -> list[IntArray]:
    """The nodes of the force tree, layer by layer from the nations downwards."""
    depth = np.zeros(len(parent), np.int64)
    above = parent
    while (above >= 0).any():
        depth += above >= 0
        above = np.where(above >= 0, parent[above], UNKNOWN)
    return [np.flatnonzero(depth == layer) for layer in range(int(depth.max(initial=0)) + 1)]


def _succeed(grades: GradeArray, catalogue: Catalogue) -> GradeArray:
    """Rule 6: the grade for an edition is the best of its own and those of its newer, compatible ones."""
    best = grades.copy()
    for older, newer in catalogue.newer.items():
        best[older] = np.maximum(grades[older], grades[list(newer)].max(axis=0))
    return best


def latest_roles(inputs: Inputs) -> IntArray:
    """Input rows of the role claims that hold."""
    roles = inputs.roles
    key = (roles.participant * max(len(inputs.catalogue.interactions), 1) + roles.interaction) * len(ROLES)
    return latest_rows(key + roles.role, roles.dated, inputs.as_of)


def resolve_readiness(inputs: Inputs, grades: Grades) -> Readiness:
    """rho(a, i, r): the lower of the role's grade and of all grades mandatory for the role; 0 if not played."""
    roles, rows = inputs.roles, latest_roles(inputs)
    shape = (len(inputs.forces.participants), len(inputs.catalogue.interactions), len(ROLES))
    role = np.full(shape, UNKNOWN, np.int8)
    counted = counted_grades(roles.dated, inputs.clock, inputs.projecting)
    claimed = (roles.participant[rows], roles.interaction[rows], roles.role[rows])
    role[claimed] = counted[rows]
    row = np.full(shape, UNKNOWN, np.int64)
    row[claimed] = rows
    needed = np.stack([_lowest_required(inputs.catalogue, g) for g in (grades.proven, grades.possible)])
    return Readiness(role, row, np.minimum(np.maximum(role, 0), needed))


def _lowest_required(catalogue: Catalogue, grades: GradeArray) -> NDArray[np.int8]:
    """The lowest grade among the mandatory standards, [participants, interactions, roles]; 4 without any."""
    slot = catalogue.required_by * len(ROLES) + catalogue.required_role
    order = np.argsort(slot, kind="stable")
    lowest = np.full((len(catalogue.interactions) * len(ROLES), grades.shape[1]), TOP, np.int8)
    if len(order):
        slots, first = np.unique(slot[order], return_index=True)
        lowest[slots] = np.minimum.reduceat(grades[catalogue.required[order]], first, axis=0)
    shape = (grades.shape[1], len(catalogue.interactions), len(ROLES))
    return np.ascontiguousarray(lowest.T).reshape(shape)
