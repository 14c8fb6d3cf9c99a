"""Owner and release of a record in words: the marking line, and who can see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accord.access.acting import Actor
from accord.access.rules import Release
from accord.access.selectors import Showing

if TYPE_CHECKING:
    from accord.access.models import Party


def release_words(release: Release) -> str:
    """To whom a record is shown besides its owner."""
    return {
        Release.OWNER: _("released to nobody else"),
        Release.ALLIANCE: _("released to alliance staff"),
        Release.NATIONS: _("released to named nations"),
        Release.ALL: _("released to all"),
    }[release]


def marking(owner: Party, showing: Showing) -> str:
    """`Aldoria · released to alliance staff · exercise data`."""
    parts = [owner.name, release_words(showing.release)]
    return " · ".join([*parts, _("exercise data")] if owner.exercise_data else parts)


@dataclass(frozen=True)
class SeenBy:
    """What `parts/who_sees.html` shows. Others than the owner are told that they see it, not who else does."""

    owner: str
    release: Release
    names: tuple[str, ...]


def seen_by(owner: Party, showing: Showing, viewer: Actor) -> SeenBy:
    """Who sees a record, as far as the viewer is told."""
    is_named = showing.release is Release.NATIONS and viewer.party != owner.pk
    return SeenBy(owner.name, showing.release, (viewer.name,) if is_named else showing.names)


def released_record(owner: Party, showing: Showing, viewer: Actor) -> dict[str, Any]:
    """The part of a page's context that every owned record has."""
    return {
        "marking": marking(owner, showing),
        "seen_by": seen_by(owner, showing, viewer),
        "is_own": viewer.party == owner.pk,
    }
