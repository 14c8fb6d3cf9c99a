"""Answers of the calculus as sentences: what is true, why, and what would change it.

A sentence is a list of pieces, so that a page can make a link of each noun and the command line plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.analysis.rules import LEVEL_WORDS
from accord.analysis.selectors.explanation import ExplanationPage
from accord.analysis.selectors.matrix import MatrixAnswer
from accord.core.dates import day_text
from accord.engine import Blocker, Change, Explanation, Part, Player, Reason, State, TrialFound, TrialState
from accord.forces.models import Element
from accord.standards.models import Standard


@dataclass(frozen=True)
class Piece:
    """A run of text; `element` or `standard` is what a page links it to."""

    text: str
    element: Element | None = None
    standard: Standard | None = None


Sentence = tuple[Piece, ...]


def plain(sentence: Sentence) -> str:
    """The sentence as one text."""
    return "".join(piece.text for piece in sentence)


def level_word(level: int) -> str:
    """The name of a level in the reader's language."""
    return _(LEVEL_WORDS[level])


def interval_words(proven: int, possible: int) -> str:
    """An interval in words: one word where the readings agree."""
    if proven == possible:
        return level_word(proven)
    return _("%(low)s, possibly %(high)s") % {"low": level_word(proven), "high": level_word(possible)}


def matrix_sentence(answer: MatrixAnswer) -> str:
    """What is true now of the whole matrix."""
    rows = answer.rows
    applying = [row for row in rows if row.applicable]
    full = sum(row.full for row in applying)
    unknown = sum(not row.known for row in applying)
    if not applying:
        return _("No interaction of this scope applies to any pair that you can see.")
    level = answer.asked.question.level
    mean = next(one for one in answer.means if one.level == level)
    words = {"n": len(applying), "level": level_word(level), "low": mean.proven, "high": mean.possible}
    text = (
        ngettext(
            "%(n)s pair reaches %(level)s in %(low)s %% of what applies, possibly in %(high)s %%",
            "%(n)s pairs reach %(level)s in %(low)s %% of what applies on average, possibly in %(high)s %%",
            len(applying),
        )
        % words
    )
    if full:
        text += ngettext("; %(m)s in all of it", "; %(m)s in all of it", full) % {"m": full}
    if unknown:
        text += ngettext("; of %(m)s nothing is known", "; of %(m)s nothing is known", unknown) % {
            "m": unknown
        }
    return text + "."


def verdict(page: ExplanationPage) -> str:
    """One sentence: how far the two get in this interaction."""
    found, names = page.found, {"a": page.a_title, "b": page.b_title, "what": page.interaction.title.lower()}
    if found.state is State.NOT_APPLICABLE:
        return _("%(a)s and %(b)s do not both take part in “%(what)s”, as far as you can see.") % names
    if found.state is State.UNSERVED:
        return _("%(a)s and %(b)s both take part in “%(what)s”, but their roles do not meet.") % names
    names["interval"] = interval_words(found.interval.proven, found.interval.possible)
    names["level"] = level_word(found.level)
    if found.reached:
        text = _("%(a)s and %(b)s can do this at %(level)s or better: the level is %(interval)s.") % names
        if found.interval.proven == max(LEVEL_WORDS) and not found.demonstrated_by_trial:
            text += " " + _("Each has demonstrated it with others, not yet with the other.")
        return text
    text = _("%(a)s and %(b)s do not reach %(level)s: the level is %(interval)s.") % names
    return f"{text} {_of_others(found)}".rstrip()


def _of_others(found: Explanation) -> str:
    """For groups: that others of them than the explained pair get further, in whichever reading."""
    explained = [(one.interval.proven, one.interval.possible) for one in found.assignments]
    best = [max(readings, default=0) for readings in zip(*explained, strict=True)] or [0, 0]
    if found.interval.proven > best[0] or found.interval.possible > best[1]:
        return _("Others of theirs get that far; explained is the pair that needs the fewest changes.")
    return ""


def player_piece(page: ExplanationPage, player: Player) -> Piece:
    """A participant by its name, with a link."""
    return element_piece(page, player.participant)


def element_piece(page: ExplanationPage, name: str) -> Piece:
    """A unit or system by its name, with a link; its engine name where the viewer does not see it."""
    element = page.names.elements.get(name)
    if element is None:
        return Piece(name)
    return Piece(f"{element.name} ({name.split(':')[0]})", element=element)


def standard_piece(page: ExplanationPage, code: str) -> Piece:
    """A standard by its number, with a link."""
    standard = page.standards.get(code)
    return Piece(code) if standard is None else Piece(standard.number or code, standard=standard)


def blocker_sentence(page: ExplanationPage, blocker: Blocker) -> Sentence:
    """Why one thing blocks, with its reason and date."""
    who = element_piece(page, blocker.participant)
    if blocker.part is Part.TRIAL and blocker.trial is not None:
        other = element_piece(page, blocker.partner or "")
        return (who, Piece(_(" and ")), other, Piece(_trial_words(blocker.trial)))
    if blocker.part is Part.ROLE:
        return (who, Piece(_role_words(blocker)))
    assert blocker.standard is not None
    return (
        who,
        Piece(_(" lacks ")),
        standard_piece(page, blocker.standard),
        Piece(f": {reason_words(page, blocker)}."),
    )


def reason_words(page: ExplanationPage, blocker: Blocker) -> str:
    """The reason of a blocker on a standard, with the day that matters and whose claim decides."""
    held, found = blocker.standing, ""
    if held is not None:
        day = held.target_on if blocker.reason in (Reason.PLANNED, Reason.OVERDUE) else held.valid_until
        found = _REASONS[blocker.reason]() % {"day": _day(day), "made": _day(held.made_on)}
        if held.holder and held.holder != blocker.participant:
            found += " " + _("(claimed by %(holder)s)") % {
                "holder": page.names.titles.get(held.holder, held.holder)
            }
        return found
    return _REASONS[blocker.reason]() % {"day": "", "made": ""}


def _day(day: date | None) -> str:
    return day_text(day) if day else _("no date")


_REASONS = {
    Reason.UNKNOWN: lambda: _("unknown, there is no claim that you can see"),
    Reason.NONE: lambda: _("none, stated as not implemented on %(made)s"),
    Reason.PLANNED: lambda: _("planned for %(day)s"),
    Reason.OVERDUE: lambda: _("overdue, it was planned for %(day)s"),
    Reason.PROJECTED: lambda: _("declared by then, if the plan for %(day)s is kept"),
    Reason.LAPSED: lambda: _("lapsed on %(day)s, so it counts as declared"),
    Reason.DECLARED: lambda: _("declared only, on %(made)s"),
    Reason.EVALUATED: lambda: _("evaluated on %(made)s, not demonstrated"),
    Reason.DEMONSTRATED: lambda: _("demonstrated on %(made)s"),
}


def _role_words(blocker: Blocker) -> str:
    role = {"role": _(blocker.role.value)}
    if blocker.reason is Reason.ROLE_NOT_CLAIMED:
        return _(" does not play the role of %(role)s, as far as you can see.") % role
    return _(" plays the role of %(role)s, but only as %(grade)s.") % {
        **role,
        "grade": level_word(blocker.grade or 0),
    }


def _trial_words(trial: TrialFound) -> str:
    return _(" tried this on %(day)s with the result “%(result)s”.") % {
        "day": day_text(trial.held_on),
        "result": _(trial.result.value),
    }


def change_sentence(page: ExplanationPage, change: Change) -> Sentence:
    """One change of the smallest set, as something to do."""
    who = element_piece(page, change.participant)
    level = level_word(change.to_level)
    if change.part is Part.TRIAL:
        other = element_piece(page, change.partner or "")
        return (Piece(_("Repeat the trial of ")), who, Piece(_(" with ")), other, Piece("."))
    if change.part is Part.ROLE:
        assert change.role is not None
        words = {"role": _(change.role.value), "level": level}
        return (Piece(_("Bring ")), who, Piece(_(" to play the role of %(role)s, %(level)s.") % words))
    pieces = [
        Piece(_("Bring ")),
        who,
        Piece(_(" to %(level)s on ") % {"level": level}),
        standard_piece(page, change.name),
    ]
    if change.alternatives:
        pieces.append(Piece(_(" (or a newer edition)")))
    return (*pieces, Piece("."))


def changes_head(changes: Sequence[Change], level: int) -> str:
    """How many changes the smallest set has."""
    return ngettext(
        "Smallest change for %(level)s: one thing.",
        "Smallest change for %(level)s: %(n)s things.",
        len(changes),
    ) % {"level": level_word(level), "n": len(changes)}


TRIAL_STATES = {
    TrialState.DECIDES: lambda: _("decides the level"),
    TrialState.OVERRULED: lambda: _("overruled by a later or worse result"),
    TrialState.NOT_TESTED: lambda: _("not tested, so it decides nothing"),
    TrialState.EXPIRED: lambda: _("no longer valid"),
    TrialState.STALE: lambda: _("stale: a version has changed since"),
    TrialState.ROLES_NOT_CLAIMED: lambda: _("the two do not claim these roles"),
}
