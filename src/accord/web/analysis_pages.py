"""What the analysis pages show: answers turned into cells, figures, sentences and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.analysis import sentences
from accord.analysis.rules import Order, percent
from accord.analysis.selectors import Asked, ExplanationPage, MatrixAnswer, PairPage, PairRow, UnitsPage
from accord.analysis.sentences import Sentence
from accord.engine import Assignment, Blocker, Part, Reason, TrialFound
from accord.standards.selectors import scopes_visible_to
from accord.web.forms.analysis import question_form
from accord.web.middleware import ActorRequest
from accord.web.nation_pages import day_query
from accord.web.questions import address_part

Context = dict[str, Any]
# Lists that a key figure opens: which pairs they hold.
_SHOWN: dict[str, Callable[[PairRow], bool]] = {
    "full": lambda row: row.full,
    "unknown": lambda row: row.applicable > 0 and not row.known,
    "refuted": lambda row: row.refuted > 0,
    "nothing": lambda row: row.applicable == 0,
}


class Arrangement(StrEnum):
    """How the interactions of a pair are listed: weakest first throughout, or so within each area."""

    LEVEL = "level"
    AREA = "area"


def part_of(answer: MatrixAnswer, shown: str = "", nation: str = "") -> MatrixAnswer:
    """The pairs that a key figure or a nation's page asks for; all of them where neither names any."""
    holds = _SHOWN.get(shown)
    cells = {
        pair: row
        for pair, row in answer.cells.items()
        if (holds is None or holds(row)) and (not nation or nation in pair)
    }
    return replace(answer, cells=cells)


def asked_part(request: ActorRequest, answer: MatrixAnswer) -> MatrixAnswer:
    """The pairs that the address asks for; an unknown nation has none."""
    return part_of(answer, request.GET.get("show", ""), request.GET.get("nation", ""))


def arranged(page: PairPage, how: Arrangement) -> PairPage:
    """A pair's interactions in the order asked for; `pair_page` lists them weakest first."""
    if how is Arrangement.LEVEL:
        return page
    return replace(page, applicable=sorted(page.applicable, key=lambda row: row.interaction.area))


def weakest_address(request: ActorRequest, page: PairPage) -> str:
    """The explanation of a pair's weakest interaction; '' where nothing applies."""
    if not page.applicable:
        return ""
    weakest = min(page.applicable, key=lambda row: row.found.interval.proven)
    return reverse("explanation", args=[page.a, page.b, weakest.interaction.code]) + address_part(request)


def matrix_context(request: ActorRequest, answer: MatrixAnswer, order: Order) -> Context:
    """The coalition matrix and its table twin."""
    shown, nation = request.GET.get("show", ""), request.GET.get("nation", "")
    level = sentences.level_word(answer.asked.question.level)
    return _frame(request, answer.asked, order) | {
        "lead": sentences.matrix_sentence(part_of(answer, nation=nation)),
        "level_word": level,
        "figures": _matrix_figures(request, answer),
        "levels": level_steps(request, answer),
        "matrix": _matrix(request, answer.names, answer.names, answer, _pair_address),
        "pairs": pair_lines(request, answer.titles, asked_part(request, answer).rows),
        "shown": shown if shown in _SHOWN else "",
        "nation": answer.titles.get(nation, nation),
        "exercise": answer.exercise_data,
        **_twin(request),
        "twin": request.GET.get("twin") == "table" or shown in _SHOWN or bool(nation),
    }


def level_steps(request: ActorRequest, answer: MatrixAnswer) -> list[Context]:
    """The levels as steps, each with the mean coverage that it would show."""
    return [
        {
            "mean": mean,
            "share": share_words(mean.proven, mean.possible),
            "word": sentences.level_word(mean.level),
            "href": reverse("analyse") + address_part(request, level=str(mean.level)),
            "current": mean.level == answer.asked.question.level,
        }
        for mean in answer.means
    ]


def pair_lines(request: ActorRequest, titles: dict[str, str], rows: Iterable[PairRow]) -> list[Context]:
    """Pairs as lines of a table."""
    return [_pair_line(request, titles, row) for row in rows]


def pair_context(request: ActorRequest, page: PairPage, how: Arrangement) -> Context:
    """Two nations, interaction by interaction."""
    keep = address_part(request)
    level = page.asked.question.level
    return _frame(request, page.asked) | {
        "page": page,
        "exercise": page.names.exercise_data,
        "level_word": sentences.level_word(level),
        "figures": _pair_figures(request, page),
        "arrangement": how,
        "weakest_first": address_part(request, arrange=None) or "?",
        "by_area": address_part(request, arrange=Arrangement.AREA.value),
        "rows": [
            {
                "row": row,
                "interval": row.found.interval,
                "reaches": row.found.interval.proven >= level,
                "href": reverse("explanation", args=[page.a, page.b, row.interaction.code]) + keep,
                "directions": _directions(page, row.found.a_gives, row.found.b_gives, row.interaction.kind),
            }
            for row in page.applicable
        ],
        "units_link": reverse("pair_units", args=[page.a, page.b]) + keep
        if ":" not in page.a + page.b
        else "",
        "matrix_link": reverse("analyse") + keep,
        "trials_link": reverse("trials")
        + "?"
        + urlencode({"a": page.a, "b": page.b})
        + day_query(page.asked.question.as_of).replace("?", "&"),
    }


def units_context(request: ActorRequest, page: UnitsPage) -> Context:
    """Units against units."""
    titles = {name: element.name for name, element in page.names.elements.items()}
    rows = [
        {
            "code": one.split(":", 1)[1],
            "name": titles.get(one, ""),
            "cells": [
                _cell(request, page.cells[one, other], titles, _pair_address) for other in page.b_units
            ],
        }
        for one in page.a_units
    ]
    columns = [{"code": name.split(":", 1)[1], "name": titles.get(name, name)} for name in page.b_units]
    heading = _("Units of %(a)s and %(b)s") % {"a": page.a_title, "b": page.b_title}
    return _frame(request, page.asked) | {
        "page": page,
        "level_word": sentences.level_word(page.asked.question.level),
        "matrix": {"columns": columns, "rows": rows, "title": heading},
        "pairs": pair_lines(request, titles, page.cells.values()),
        "exercise": page.names.exercise_data,
        "pair_link": reverse("pair", args=[page.a, page.b]) + address_part(request, twin=None),
        **_twin(request),
    }


def explanation_context(request: ActorRequest, page: ExplanationPage) -> Context:
    """The roles, each blocker, the smallest change."""
    found = page.found
    return _frame(request, page.asked) | {
        "page": page,
        "exercise": page.names.exercise_data,
        "found": found,
        "verdict": sentences.verdict(page),
        "keep_day": day_query(page.asked.question.as_of),
        "level_word": sentences.level_word(found.level),
        "assignments": [_assignment(page, one) for one in found.assignments],
        "changes_head": sentences.changes_head(found.smallest_change, found.level)
        if found.smallest_change
        else "",
        "changes": [runs_of(sentences.change_sentence(page, change)) for change in found.smallest_change],
        "trials": [_trial(page, trial) for trial in found.trials],
        "breadth": "" if page.breadth is None else share_words(*(percent(share) for share in page.breadth)),
        "pair_link": reverse("pair", args=[found.a, found.b]) + address_part(request),
    }


def runs_of(sentence: Sentence) -> list[dict[str, str]]:
    """A sentence as runs of text with links."""
    return [{"text": piece.text, "href": _link(piece)} for piece in sentence]


def _link(piece: sentences.Piece) -> str:
    if piece.element is not None:
        return reverse("element", args=[piece.element.uuid])
    if piece.standard is not None:
        return reverse("standard", args=[piece.standard.code])
    return ""


def _frame(request: ActorRequest, asked: Asked, order: Order = Order.NAME) -> Context:
    return {
        "form": question_form(asked, scopes_visible_to(request.actor), order),
        "asked": asked,
        "as_of": asked.question.as_of,
        "keep": address_part(request),
    }


def _twin(request: ActorRequest) -> Context:
    """Whether the table is shown for the picture, and the addresses of both."""
    return {
        "twin": request.GET.get("twin") == "table",
        "twin_link": address_part(request, twin="table"),
        "picture_link": address_part(request, twin=None) or "?",
    }


def _matrix_figures(request: ActorRequest, answer: MatrixAnswer) -> list[Context]:
    rows = answer.rows
    words = (
        ("full", _("pairs reach it in everything that applies")),
        ("unknown", _("pairs of which nothing is known")),
        ("refuted", _("pairs with something refuted by a trial")),
        ("nothing", _("pairs to which nothing applies")),
    )
    return [
        {
            "value": sum(bool(_SHOWN[key](row)) for row in rows),
            "text": text,
            "href": address_part(request, show=key, twin="table") + "#pairs",
        }
        for key, text in words
    ]


def _pair_figures(request: ActorRequest, page: PairPage) -> list[Context]:
    row = page.figures
    return [
        {"value": _share(row), "text": _("of what applies reaches it"), "href": "#applicable"},
        {
            "value": f"{row.applicable}/{row.of}",
            "text": _("interactions of the scope apply"),
            "href": "#applicable",
        },
        {
            "value": _weakest(row),
            "text": _("weakest link: see why"),
            "href": weakest_address(request, page) or "#applicable",
        },
        {"value": row.refuted, "text": _("interactions refuted by a trial"), "href": "#applicable"},
    ]


def _share(row: PairRow) -> str:
    return share_words(row.proven_percent, row.possible_percent)


def share_words(proven: int | None, possible: int | None) -> str:
    """Proven to possible in percent, as one figure where they agree; a dash where nothing applies."""
    if proven is None:
        return "–"
    if possible != proven:
        return _("%(low)s–%(high)s %%") % {"low": proven, "high": possible}
    return f"{proven} %"


def _weakest(row: PairRow) -> str:
    if row.weakest_proven is None or row.weakest_possible is None:
        return "–"
    return sentences.interval_words(row.weakest_proven, row.weakest_possible)


def _pair_address(row: PairRow) -> str:
    return reverse("pair", args=[row.a, row.b])


def _matrix(
    request: ActorRequest, across: Sequence[str], down: Iterable[str], answer: MatrixAnswer, address: Any
) -> Context:
    def cell(a: str, b: str) -> Context:
        row = answer.cells.get((a, b))
        return {"state": "self"} if row is None else _cell(request, row, answer.titles, address)

    return {
        "columns": [{"code": name, "name": answer.titles[name]} for name in across],
        "rows": [
            {"code": name, "name": answer.titles[name], "cells": [cell(name, other) for other in across]}
            for name in down
        ],
        "title": sentences.matrix_sentence(answer),
    }


def _cell(request: ActorRequest, row: PairRow, titles: dict[str, str], address: Any) -> Context:
    state = "nothing" if row.applicable == 0 else "value" if row.known else "unknown"
    return {
        "state": state,
        "proven": row.proven_percent,
        "possible": row.possible_percent,
        "refuted": row.refuted > 0,
        "href": address(row) + address_part(request, order=None, twin=None),
        "explain": _why(request, row),
        "label": _cell_sentence(row, titles, state),
    }


def _cell_sentence(row: PairRow, titles: dict[str, str], state: str) -> str:
    names = {"a": titles.get(row.a, row.a), "b": titles.get(row.b, row.b), "n": row.applicable, "of": row.of}
    if state == "nothing":
        return _("%(a)s and %(b)s: nothing applies.") % names
    if state == "unknown":
        return _("%(a)s and %(b)s: we do not know; %(n)s of %(of)s interactions apply.") % names
    names |= {"low": row.proven_percent or 0, "high": row.possible_percent or 0}
    text = _(
        "%(a)s and %(b)s: %(low)s percent proven, %(high)s percent possible, of %(n)s interactions that apply."
    )
    return text % names + (" " + _("%(m)s refuted by a trial.") % {"m": row.refuted} if row.refuted else "")


def _pair_line(request: ActorRequest, titles: dict[str, str], row: PairRow) -> Context:
    return {
        "row": row,
        "a": titles.get(row.a, row.a),
        "b": titles.get(row.b, row.b),
        "share": _share(row) if row.known or not row.applicable else _("we do not know"),
        "weakest": _weakest(row),
        "href": _pair_address(row) + address_part(request, order=None, twin=None),
        "explain": _why(request, row),
    }


def _why(request: ActorRequest, row: PairRow) -> str:
    """The address that leads on to the pair's weakest interaction; '' where nothing applies."""
    if not row.applicable:
        return ""
    return _pair_address(row) + address_part(request, order=None, twin=None, to="weakest")


def _directions(page: PairPage, a_gives: bool, b_gives: bool, kind: str) -> str:
    names = {"a": page.a_title, "b": page.b_title}
    if kind == "collaboration":
        return _("both as peers")
    if a_gives and b_gives:
        return _("in both directions")
    return (_("%(a)s gives, %(b)s takes") if a_gives else _("%(b)s gives, %(a)s takes")) % names


def _assignment(page: ExplanationPage, one: Assignment) -> Context:
    return {
        "title": _assignment_title(page, one),
        "giver": runs_of((sentences.player_piece(page, one.giver),)),
        "giver_role": _(one.giver.role.value),
        "taker": runs_of((sentences.player_piece(page, one.taker),)),
        "taker_role": _(one.taker.role.value),
        "interval": one.interval,
        "blockers": [_blocker(page, blocker) for blocker in one.blockers],
        "changes": len(one.smallest_change),
    }


def _assignment_title(page: ExplanationPage, one: Assignment) -> str:
    a_gives = page.found.pair is not None and one.giver.participant == page.found.pair[0]
    giver, taker = (page.a_title, page.b_title) if a_gives else (page.b_title, page.a_title)
    if one.giver.role == one.taker.role:
        return _("%(giver)s and %(taker)s as peers") % {"giver": giver, "taker": taker}
    words = {
        "giver": giver,
        "taker": taker,
        "gives": _(one.giver.role.value),
        "takes": _(one.taker.role.value),
    }
    return _("%(giver)s as %(gives)s, %(taker)s as %(takes)s") % words


def _blocker(page: ExplanationPage, blocker: Blocker) -> Context:
    return {
        "runs": runs_of(sentences.blocker_sentence(page, blocker)),
        "state": "refuted" if blocker.part is Part.TRIAL else blocker.reason.value.replace(" ", "-"),
        "grade": blocker.grade,
        # Roles are closed-world: one that is not claimed is not played, which is no unknown.
        "has": _("role not claimed") if blocker.reason is Reason.ROLE_NOT_CLAIMED else "",
        "wanted": page.found.level,
        "detail": [],
    }


def _trial(page: ExplanationPage, trial: TrialFound) -> Context:
    return {
        "trial": trial,
        "a": runs_of((sentences.element_piece(page, trial.a),)),
        "b": runs_of((sentences.element_piece(page, trial.b),)),
        "result": _(trial.result.value),
        "state": sentences.TRIAL_STATES[trial.state](),
    }
