"""Answers of the calculus as tables. Column keys are stable: machines read them (docs/json.md)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accord.analysis import sentences
from accord.analysis.rules import LEVEL_WORDS
from accord.analysis.selectors import Asked, ExplanationPage, MatrixAnswer, PairPage, PairRow, UnitsPage
from accord.analysis.selectors.pair import InteractionRow
from accord.engine import Assignment, Blocker
from accord.exchange.tables import Cell, Column, Table

_PAIR_COLUMNS = (
    ("a", "A"),
    ("b", "B"),
    ("applicable", "Applicable"),
    ("of", "Of"),
    ("proven", "Proven"),
    ("possible", "Possible"),
    ("proven_percent", "Proven %"),
    ("possible_percent", "Possible %"),
    ("weakest_proven", "Weakest link, proven"),
    ("weakest_possible", "Weakest link, possible"),
    ("met", "Wanted levels met"),
    ("refuted", "Refuted"),
    ("unserved", "Unserved"),
)
_INTERACTION_COLUMNS = (
    ("interaction", "Code"),
    ("title", "Interaction"),
    ("edition", "Edition"),
    ("area", "Area"),
    ("state", "State"),
    ("proven", "Proven"),
    ("possible", "Possible"),
    ("wanted", "Wanted"),
    ("refuted", "Refuted"),
    ("a_gives", "A gives"),
    ("b_gives", "B gives"),
    ("demonstrated_by_trial", "Demonstrated by trial"),
)
_EXPLANATION_COLUMNS = (
    ("giver", "Gives"),
    ("taker", "Takes"),
    ("kind", "Line"),
    ("participant", "Participant"),
    ("part", "Part"),
    ("name", "Of what"),
    ("grade", "Grade"),
    ("reason", "Reason"),
    ("sentence", "In words"),
)


def matrix_table(answer: MatrixAnswer) -> Table:
    """Each pair of the matrix once."""
    return Table(
        name=f"accord-matrix-{answer.asked.scope.code}-level-{answer.asked.question.level}".lower(),
        title=sentences.matrix_sentence(answer),
        columns=_columns(_PAIR_COLUMNS),
        rows=[pair_cells(row) for row in answer.rows],
        head=head(answer.asked, exercise_data=answer.exercise_data),
    )


def units_table(page: UnitsPage) -> Table:
    """Units of one nation against units of another."""
    return Table(
        name=f"accord-units-{page.asked.scope.code}".lower(),
        title=_("Units of %(a)s and %(b)s") % {"a": page.a_title, "b": page.b_title},
        columns=_columns(_PAIR_COLUMNS),
        rows=[pair_cells(row) for row in page.cells.values()],
        head=head(page.asked, exercise_data=page.names.exercise_data),
    )


def pair_table(page: PairPage) -> Table:
    """Every interaction of the scope for one pair."""
    rows = [*page.applicable, *page.unserved, *page.not_applicable]
    return Table(
        name=f"accord-pair-{page.a}-{page.b}-{page.asked.scope.code}".lower().replace(":", "-"),
        title=_("%(a)s and %(b)s") % {"a": page.a_title, "b": page.b_title},
        columns=_columns(_INTERACTION_COLUMNS),
        rows=[_interaction_cells(row) for row in rows],
        head=head(page.asked, exercise_data=page.names.exercise_data),
    )


def explanation_table(page: ExplanationPage) -> Table:
    """Blockers of each assignment of roles, then the smallest change."""
    found = page.found
    rows = [row for one in found.assignments for row in _blocker_rows(page, one)]
    for change in found.smallest_change:
        grade = None if change.from_grade is None else LEVEL_WORDS[change.from_grade]
        words = sentences.plain(sentences.change_sentence(page, change))
        line: dict[str, Cell] = {
            "kind": "smallest change",
            "participant": change.participant,
            "part": change.part.value,
        }
        rows.append(line | {"name": change.name, "grade": grade, "sentence": words})
    return Table(
        name=f"accord-explanation-{found.a}-{found.b}-{found.interaction}".lower().replace(":", "-"),
        title=sentences.verdict(page),
        columns=_columns(_EXPLANATION_COLUMNS),
        rows=rows,
        head=head(page.asked, exercise_data=page.names.exercise_data)
        | {
            "interaction": f"{page.interaction.code} {page.interaction.title}",
            "state": found.state.value,
            "proven": LEVEL_WORDS[found.interval.proven],
            "possible": LEVEL_WORDS[found.interval.possible],
        },
    )


def pair_cells(row: PairRow) -> dict[str, Cell]:
    """A pair's figures by column key; levels as words, None where nothing applies."""
    cells: dict[str, Cell] = {key: getattr(row, key) for key, _heading in _PAIR_COLUMNS}
    for key in ("weakest_proven", "weakest_possible"):
        level = getattr(row, key)
        cells[key] = None if level is None else LEVEL_WORDS[level]
    return cells


def head(asked: Asked, *, exercise_data: bool) -> dict[str, str]:
    """What an answer is: scope, level, dates, viewer, marking."""
    question = asked.question
    return {
        "scope": f"{asked.scope.code} {asked.scope.title}",
        "level": f"{question.level} {LEVEL_WORDS[question.level]}",
        "as of": question.as_of.isoformat(),
        "projected to": question.project_to.isoformat() if question.project_to else "",
        "seen by": asked.viewer.name or _("a visitor"),
        "marking": _("exercise data") if exercise_data else "",
    }


def _interaction_cells(row: InteractionRow) -> dict[str, Cell]:
    found = row.found
    applies = found.state.value == "applicable"
    return {
        "interaction": row.interaction.code,
        "title": row.interaction.title,
        "edition": row.interaction.edition,
        "area": row.interaction.area,
        "state": found.state.value,
        "proven": LEVEL_WORDS[found.interval.proven] if applies else None,
        "possible": LEVEL_WORDS[found.interval.possible] if applies else None,
        "wanted": LEVEL_WORDS[row.wanted],
        "refuted": found.refuted,
        "a_gives": found.a_gives,
        "b_gives": found.b_gives,
        "demonstrated_by_trial": found.demonstrated_by_trial,
    }


def _blocker_rows(page: ExplanationPage, one: Assignment) -> list[dict[str, Cell]]:
    roles: dict[str, Cell] = {
        "giver": f"{one.giver.participant} ({one.giver.role.value})",
        "taker": f"{one.taker.participant} ({one.taker.role.value})",
    }
    if not one.blockers:
        return [roles | {"kind": "reached", "sentence": _("Nothing stands in the way.")}]
    return [roles | _blocker_cells(page, blocker) for blocker in one.blockers]


def _blocker_cells(page: ExplanationPage, blocker: Blocker) -> dict[str, Cell]:
    return {
        "kind": "blocker",
        "participant": blocker.participant,
        "part": blocker.part.value,
        "name": blocker.standard or f"{blocker.interaction} as {blocker.role.value}",
        "grade": "unknown" if blocker.grade is None else LEVEL_WORDS[blocker.grade],
        "reason": blocker.reason.value,
        "sentence": sentences.plain(sentences.blocker_sentence(page, blocker)),
    }


def _columns(pairs: Iterable[tuple[str, str]]) -> list[Column]:
    return [Column(key, heading) for key, heading in pairs]
