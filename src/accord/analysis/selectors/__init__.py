"""Answers of the calculus for one viewer, as facts that pages and commands show."""

from accord.analysis.selectors.explanation import ExplanationPage, explanation_page
from accord.analysis.selectors.matrix import MatrixAnswer, PairRow, matrix_answer
from accord.analysis.selectors.pair import PairPage, UnitsPage, pair_page, units_page
from accord.analysis.selectors.questions import Asked, ask

__all__ = [
    "Asked",
    "ExplanationPage",
    "MatrixAnswer",
    "PairPage",
    "PairRow",
    "UnitsPage",
    "ask",
    "explanation_page",
    "matrix_answer",
    "pair_page",
    "units_page",
]
