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
from accord.analysis.selectors import MatrixAnswer, PairRow, ask, matrix_answer
from accord.claims.selectors import claims_due
from accord.core.errors import NotVisible
from accord.web.analysis_pages import level_steps, pair_lines, part_of
from accord.web.dates import today
from accord.web.middleware import ActorRequest
from accord.web.questions import DEFAULT_LEVEL, DEFAULT_SCOPE

Figures = list[dict[str, Any]]
# How many pairs the first page lists: as many as one reads at a glance.
_LISTED = 5


def home_context(request: ActorRequest) -> dict[str, Any]:
    """What is true now of the viewer's own pairs, or of all; an instance without a catalogue shows none of it."""
    viewer = request.actor
    due = _due_figures(viewer) if viewer.may(Permission.DECLARE_CLAIMS) else []
    answer = _answer(viewer)
    if answer is None:
        return {"figures": due}
    nation = viewer.party_code if viewer.party_code in answer.names else ""
    own = part_of(answer, nation=nation)
    return {
        "figures": due,
        "lead": sentences.matrix_sentence(own),
        "levels": [] if nation else level_steps(request, answer),
        "pairs": pair_lines(request, answer.titles, _strongest(own)),
        "pairs_count": len(own.rows),
        "nation": nation,
        "scope_title": answer.asked.scope.title,
        "level_word": sentences.level_word(DEFAULT_LEVEL),
    }


def _answer(viewer: Actor) -> MatrixAnswer | None:
    try:
        return matrix_answer(ask(Question(DEFAULT_SCOPE, DEFAULT_LEVEL, today()), viewer, today()))
    except NotVisible:
        return None


def _strongest(answer: MatrixAnswer) -> list[PairRow]:
    """The few pairs that have most proven, best first; a share would put one of two before nine of ten."""
    applying = [row for row in answer.rows if row.applicable]
    return sorted(applying, key=lambda row: (row.proven, row.proven_percent or 0), reverse=True)[:_LISTED]


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
