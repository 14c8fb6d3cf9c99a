"""What the pages of the catalogue show: records turned into contexts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.access.acting import Actor
from accord.access.selectors import history_of, showing_of
from accord.standards.rules import Obligation, Role, Source
from accord.standards.selectors import InteractionPage, ProfilePage, ScopePage, StandardPage, scope_page
from accord.web.middleware import ActorRequest
from accord.web.releases import release_words, seen_by
from accord.web.words import word

if TYPE_CHECKING:
    from accord.standards.models import Interaction, InteractionRole, Requirement

Context = dict[str, Any]


def source_note(source: str) -> str:
    """Where a record of the catalogue comes from, and under which licence it may be passed on."""
    notes = {
        Source.FACTS: _(
            "Facts from the NISP database, working state of January 2023 on the way to version 15, "
            "not an approved release. Published as “nisp-yaml” under the MIT License, © 1998–2015 "
            "NATO Open Systems Working Group and Interoperability Profiles Capability Team."
        ),
        Source.NISP: _("Imported here from an export of the NISP database; its own terms apply."),
        Source.FMN: _("Imported here from a profile document of an FMN specification; its own terms apply."),
        Source.OWN: _("Our own, exercise data: it stands where no public text names the publication."),
    }
    return notes[Source(source)]


@dataclass(frozen=True)
class Asking:
    """An interaction that asks for a standard, and the roles of which it asks it alike."""

    interaction: Interaction
    roles: list[str]
    obligation: str
    lifecycle: str


def _asking(rows: Iterable[Requirement]) -> list[Asking]:
    found: dict[tuple[int, str, str], Asking] = {}
    for row in rows:
        key = (row.interaction_id, row.obligation, row.lifecycle)
        entry = found.setdefault(key, Asking(row.interaction, [], row.obligation, row.lifecycle))
        if (role := str(word(row.role))) not in entry.roles:
            entry.roles.append(role)
    return list(found.values())


def standard_context(page: StandardPage) -> Context:
    """A standard with what it covers, follows, and serves."""
    return {
        "page": page,
        "standard": page.standard,
        "profiles": len({selection.group.profile_id for selection in page.selected_by}),
        "interactions": len({row.interaction_id for row in page.required_by}),
        "asking": _asking(page.required_by),
        "source_note": source_note(page.standard.source),
    }


def profile_context(page: ProfilePage) -> Context:
    """A profile with its tree, its groups and the interactions that it serves."""
    selections = [selection for group in page.groups for selection in group.selections.all()]
    return {
        "page": page,
        "profile": page.profile,
        "standards": len({selection.standard_code for selection in selections}),
        "source_note": source_note(page.profile.source),
    }


@dataclass(frozen=True)
class RolePart:
    """A role of an interaction: what it must have, and what else its profile asks."""

    role: Role
    mandatory: list[Requirement]
    others: list[Requirement]
    groups: str


def interaction_context(page: InteractionPage) -> Context:
    """An interaction with its roles in their natural order."""
    standing = {row.role: row for row in page.interaction.roles.all()}
    roles = [role for role in Role if role in standing or role in page.requirements]
    parts = [_role_part(role, page.requirements.get(role, []), standing.get(role)) for role in roles]
    return {
        "page": page,
        "interaction": page.interaction,
        "parts": parts,
        "siblings": page.siblings,
    }


def _role_part(role: Role, rows: Iterable[Requirement], standing: InteractionRole | None) -> RolePart:
    found = list(rows)
    strength = list(Obligation)
    mandatory = [row for row in found if row.obligation == Obligation.MANDATORY]
    others = [row for row in found if row.obligation != Obligation.MANDATORY]
    others.sort(key=lambda row: strength.index(Obligation(row.obligation)))
    return RolePart(role, mandatory, others, _groups_text(standing))


def _groups_text(standing: InteractionRole | None) -> str:
    if standing is None or standing.groups == []:
        return ""
    if standing.groups is None:
        return _("all groups of the profile")
    numbers = ", ".join(map(str, standing.groups))
    text = ngettext(
        "group %(numbers)s of the profile", "groups %(numbers)s of the profile", len(standing.groups)
    )
    return text % {"numbers": numbers}


def scope_context(page: ScopePage, viewer: Actor) -> Context:
    """A scope with its interactions, who sees it, and its history for its owner."""
    showing = showing_of(page.scope.label, viewer)
    return {
        "page": page,
        "scope": page.scope,
        # The page sets the mark of exercise data apart.
        "marking": f"{page.scope.owner.name} · {release_words(showing.release)}",
        "seen_by": seen_by(page.scope.owner, showing, viewer),
        "history": history_of(page.scope, viewer),
        "is_own": viewer.party == page.scope.owner_id,
    }


@dataclass(frozen=True)
class Copied:
    """What the form to declare a scope starts from."""

    initial: Mapping[str, str] = field(default_factory=dict)
    wanted: Mapping[str, int] = field(default_factory=dict)


def scope_to_copy(request: ActorRequest) -> Copied:
    """The scope that the address names to start from (`?from=CODE`), an empty one where it names none.

    The viewer's own scope keeps its code, and is thereby changed; another's is copied.
    """
    if not (code := request.GET.get("from", "")):
        return Copied({"code": "", "title": ""})
    page = scope_page(code, request.actor, owner=request.GET.get("owner", ""))
    is_own = page.scope.owner_id == request.actor.party
    initial = {
        "code": page.scope.code if is_own else "",
        "title": page.scope.title,
        "description": page.scope.description,
    }
    return Copied(initial, page.wanted)
