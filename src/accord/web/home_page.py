"""The first page: the matrix in one sentence, and for a nation what is due of its own record."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.access.acting import Actor
from accord.access.rules import Permission
from accord.analysis import sentences
from accord.analysis.rules import Question
from accord.analysis.selectors import MatrixAnswer, ask, matrix_answer
from accord.claims.selectors import claims_due
from accord.core.errors import NotVisible
from accord.web.dates import today
from accord.web.questions import DEFAULT_LEVEL, DEFAULT_SCOPE

Figures = list[dict[str, Any]]


def home_context(viewer: Actor) -> dict[str, Any]:
    """Lead and key figures; an instance without a catalogue shows neither."""
    answer = _answer(viewer)
    figures = _due_figures(viewer) if viewer.may(Permission.DECLARE_CLAIMS) else _matrix_figures(answer)
    return {"lead": sentences.matrix_sentence(answer) if answer else "", "figures": figures}


def _answer(viewer: Actor) -> MatrixAnswer | None:
    try:
        return matrix_answer(ask(Question(DEFAULT_SCOPE, DEFAULT_LEVEL, today()), viewer, today()))
    except NotVisible:
        return None


def _matrix_figures(answer: MatrixAnswer | None) -> Figures:
    if answer is None:
        return []
    matrix = reverse("analyse")
    words = {mean.level: sentences.level_word(mean.level) for mean in answer.means}
    return [
        {
            "value": f"{mean.proven}–{mean.possible} %",
            "text": _("of what applies is %(level)s or better, on average") % {"level": words[mean.level]},
            "href": f"{matrix}?level={mean.level}",
        }
        for mean in answer.means
        if mean.proven is not None
    ]


def _due_figures(viewer: Actor) -> Figures:
    """What waits for the owner; each figure is the length of the list that it opens."""
    standards, roles = claims_due(viewer, today())
    figures = (
        (standards.lapses_soon, _("claims on standards lapse within 90 days"), "", "lapses soon"),
        (standards.lapsed, _("claims on standards have lapsed"), "", "lapsed"),
        (standards.overdue, _("plans for standards are overdue"), "", "overdue"),
        (roles.lapsed, _("claims on roles have lapsed"), "roles", "lapsed"),
    )
    return [
        {
            "value": value,
            "text": text,
            "href": reverse("claims")
            + "?"
            + urlencode(
                {"nation": viewer.party_code, "standing": standing} | ({"about": about} if about else {})
            ),
        }
        for value, text, about, standing in figures
    ]
