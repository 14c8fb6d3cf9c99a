"""The words across the top, and what stands below each. A subject enters when its first page does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.web.routes import ROUTES


@dataclass(frozen=True)
class Subject:
    """A list page, its name in the navigation, and the routes of the pages that stand below it."""

    route: str
    name: Any
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """One of the words across the top."""

    name: Any
    subjects: tuple[Subject, ...]
    is_accented: bool = False


SECTIONS = (
    Section(
        _("Nations"),
        (
            Subject("nations", _("Nations"), ("nation",)),
            Subject("frameworks", _("Frameworks"), ("framework",)),
        ),
    ),
    Section(
        _("Standards"),
        (
            Subject("interactions", _("Interactions"), ("interaction", "interaction_edit")),
            Subject("standards", _("Standards"), ("standard",)),
            Subject("profiles", _("Profiles"), ("profile",)),
            Subject("scopes", _("Scopes"), ("scope", "scope_declare")),
        ),
    ),
    Section(_("Forces"), (Subject("forces", _("Forces"), ("element",)),)),
    Section(
        _("Evaluate"),
        (
            Subject(
                "claims",
                _("Claims"),
                (
                    "claim",
                    "role_claim",
                    "claim_declare",
                    "role_declare",
                    "claim_withdraw",
                    "claim_release",
                    "claim_confirm",
                    "evidence_add",
                ),
            ),
            Subject("trials", _("Trials"), ("trial", "trial_release")),
        ),
    ),
    Section(
        _("Analyse"),
        (Subject("analyse", _("Coalition matrix"), ("pair", "pair_units", "explanation")),),
        is_accented=True,
    ),
)


@dataclass(frozen=True)
class Entry:
    """A link of the navigation; `is_here` means the very page, `is_current` the page or one below it."""

    name: Any
    href: str
    is_current: bool
    is_here: bool = False
    is_accented: bool = False

    @property
    def current_word(self) -> str:
        """The value of `aria-current`."""
        return "page" if self.is_here else "true"


@dataclass(frozen=True)
class Navigation:
    """All sections, the pages beside the current one, and the way down to it."""

    sections: Sequence[Entry]
    pages: Sequence[Entry]
    trail: Sequence[Entry]
    current: Entry | None


def navigation(route: str) -> Navigation:
    """The navigation as seen from the page with this route; only subjects that have pages are in it."""
    sections: list[Entry] = []
    pages: list[Entry] = []
    for section in SECTIONS:
        entries = [_entry(subject, route) for subject in section.subjects if subject.route in ROUTES]
        if entries:
            is_current = any(entry.is_current for entry in entries)
            sections.append(Entry(section.name, entries[0].href, is_current, is_accented=section.is_accented))
            pages = entries if is_current else pages
    current = next((entry for entry in sections if entry.is_current), None)
    trail = [entry for entry in pages if entry.is_current]
    return Navigation(sections, pages if len(pages) > 1 else [], trail, current)


def _entry(subject: Subject, route: str) -> Entry:
    is_here = subject.route == route
    return Entry(subject.name, reverse(subject.route), is_here or route in subject.below, is_here)
