"""The interoperability calculus as arrays: tables in, levels, counts and explanations out.

Owns the definitions of docs/method: grades, readiness, levels of pairs, trials, scopes, explanations.
Does not own storage, visibility or wording: the caller hands over the rows that its viewer may see.
Imports NumPy and nothing of Django, so that a notebook can use it without a database.
"""

from accord.engine.errors import EngineInputError, InputProblem
from accord.engine.explaining import explain
from accord.engine.explanations import (
    Assignment,
    Blocker,
    Change,
    Explanation,
    Part,
    Player,
    TrialFound,
    TrialState,
)
from accord.engine.model import Model, build_model
from accord.engine.pairs import (
    PairCounts,
    PairInteraction,
    breadth,
    coverage,
    pair_counts,
    pair_interactions,
    pair_level,
    weakest_link,
)
from accord.engine.standings import Standing, role_standing, standing
from accord.engine.tables import Interned
from accord.engine.vocabulary import HolderKind, Interval, Kind, Obligation, Reason, Result, Role, State

__all__ = [
    "Assignment",
    "Blocker",
    "Change",
    "EngineInputError",
    "Explanation",
    "HolderKind",
    "InputProblem",
    "Interned",
    "Interval",
    "Kind",
    "Model",
    "Obligation",
    "PairCounts",
    "PairInteraction",
    "Part",
    "Player",
    "Reason",
    "Result",
    "Role",
    "Standing",
    "State",
    "TrialFound",
    "TrialState",
    "breadth",
    "build_model",
    "coverage",
    "explain",
    "pair_counts",
    "pair_interactions",
    "pair_level",
    "role_standing",
    "standing",
    "weakest_link",
]
