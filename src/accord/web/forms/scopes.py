"""The form that declares a hand-made scope: interactions, each with the level that is wanted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.access.rules import Release, ReleasedTo
from accord.standards.rules import HIGHEST_WANTED, LOWEST_WANTED, Area
from accord.web.forms.fields import offer
from accord.web.templatetags.accord import GRADE_WORDS
from accord.web.words import word

if TYPE_CHECKING:
    from accord.access.models import Party
    from accord.standards.models import Interaction

_PREFIX = "wanted-"
LEVELS = [(level, GRADE_WORDS[level]) for level in range(LOWEST_WANTED, HIGHEST_WANTED + 1)]
_RELEASES = [
    (Release.OWNER, _("the owner only")),
    (Release.ALLIANCE, _("alliance staff")),
    (Release.NATIONS, _("the nations named below")),
    (Release.ALL, _("all, signed in or not")),
]


class Named(TypedDict):
    """What names a scope and fills it."""

    code: str
    title: str
    wanted: dict[str, int]


@dataclass(frozen=True)
class Draft:
    """A scope as somebody typed it, right or wrong."""

    named: Named
    description: str
    released_to: ReleasedTo


@dataclass(frozen=True)
class Choice:
    """One line of the form: an interaction, and the level now chosen, '' for none."""

    interaction: Interaction
    chosen: str

    @property
    def level(self) -> int | None:
        """The level chosen; None for none, and for what is no level."""
        return int(self.chosen) if self.chosen.isdecimal() else None


@dataclass(frozen=True)
class Shelf:
    """The lines of one area, and how many of them are chosen."""

    area: Any
    choices: Sequence[Choice]

    @property
    def chosen(self) -> int:
        """Number of lines in the scope."""
        return sum(bool(choice.chosen) for choice in self.choices)


class ScopeForm(forms.Form):
    """A scope. The levels are plain selects beside the interactions; `wanted` reads them."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_(
            "Short and yours alone, for example AIRLIFT-27. An existing code of yours is brought up to date."
        ),
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    description = forms.CharField(
        label=_("What it is for"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    release = forms.ChoiceField(
        label=_("Who can see it"), choices=_RELEASES, widget=forms.RadioSelect, initial=Release.OWNER
    )
    nations = forms.MultipleChoiceField(
        label=_("Nations"), required=False, help_text=_("Only where you release it to named nations.")
    )
    interactions = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, nations: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "nations", [(party.code, f"{party.name} ({party.code})") for party in nations])

    def clean(self) -> dict[str, Any]:
        """Refuse levels that are no numbers; the rest is the rules' business."""
        cleaned = super().clean() or {}
        for code, text in self._written().items():
            if not text.isdecimal() or len(text) > 4:
                refused = _(
                    "The wanted level of “%(code)s” is “%(text)s”. Choose 1 (planned) to 4 (demonstrated)."
                )
                self.add_error("interactions", refused % {"code": code, "text": text})
        return cleaned

    def draft(self) -> Draft:
        """What was typed; what did not validate is empty."""
        given = self.cleaned_data
        release = Release(given.get("release") or Release.OWNER)
        nations = tuple(given.get("nations") or ()) if release is Release.NATIONS else ()
        named = Named(code=given.get("code", ""), title=given.get("title", ""), wanted=self._wanted())
        return Draft(named, given.get("description", ""), ReleasedTo(release, nations))

    def _wanted(self) -> dict[str, int]:
        return {
            code: int(text) for code, text in self._written().items() if text.isdecimal() and len(text) <= 4
        }

    def _written(self) -> Mapping[str, str]:
        return {
            name.removeprefix(_PREFIX): text.strip()
            for name, text in self.data.items()
            if name.startswith(_PREFIX) and text.strip()
        }

    def shelves(self, interactions: Iterable[Interaction], before: Mapping[str, int]) -> list[Shelf]:
        """All interactions by area, each with the level that was sent, or else the one in `before`."""
        chosen = self._written() if self.is_bound else {code: str(level) for code, level in before.items()}
        areas: dict[str, list[Choice]] = {area: [] for area in Area}
        for interaction in interactions:
            areas[interaction.area].append(Choice(interaction, chosen.get(interaction.code, "")))
        return [Shelf(word(area), choices) for area, choices in areas.items() if choices]
