"""Filters of standards and interactions, and the form that edits which profile serves an interaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.standards.rules import Area, Dimension, Echelon, InteractionKind, Role, StandardKind
from accord.web.forms.fields import FilterForm, offer, search_box
from accord.web.words import choices, word

if TYPE_CHECKING:
    from accord.standards.models import Interaction, Profile

ALL_GROUPS = "all"


class StandardFilters(FilterForm):
    """Filters of the list of standards."""

    text = forms.CharField(label=_("Number or title"), required=False, widget=search_box())
    publisher = forms.ChoiceField(label=_("Publisher"), required=False)
    dimension = forms.ChoiceField(
        label=_("Dimension"), required=False, choices=choices(Dimension, _("any dimension"))
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=choices(StandardKind, _("any kind")))

    def __init__(self, *args: Any, publishers: Sequence[tuple[str, str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, f"{short or code} ({number})") for code, short, number in publishers if code]
        offer(self, "publisher", [("", _("any publisher")), *named])


class InteractionFilters(FilterForm):
    """Filters of the list of interactions."""

    text = forms.CharField(label=_("Title or words"), required=False, widget=search_box())
    area = forms.ChoiceField(label=_("Area"), required=False, choices=choices(Area, _("any area")))
    echelon = forms.ChoiceField(
        label=_("Echelon"), required=False, choices=choices(Echelon, _("any echelon"))
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=choices(InteractionKind, _("any kind")))
    family = forms.ChoiceField(label=_("Family"), required=False)
    edition = forms.ChoiceField(label=_("Edition"), required=False)

    def __init__(
        self, *args: Any, families: Iterable[tuple[str, str]], editions: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "family", [("", _("any family")), *families])
        offer(self, "edition", [("", _("any edition")), *((name, name) for name in editions)])


class InteractionEditForm(forms.Form):
    """Which profile serves an interaction, and which of its groups bind each role."""

    profile = forms.ChoiceField(
        label=_("Profile"), help_text=_("The service profile whose groups state the requirements.")
    )

    def __init__(self, *args: Any, roles: Iterable[str], profiles: Iterable[Profile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = [Role(role) for role in roles]
        offer(self, "profile", _by_specification(profiles))
        for role in self.roles:
            self.fields[f"groups_{role}"] = GroupsField(
                label=_("Groups that bind the %(role)s") % {"role": word(role)}
            )

    def chosen_groups(self) -> dict[Role, list[int] | None]:
        """Group numbers by role; None where all groups bind it."""
        return {role: self.cleaned_data[f"groups_{role}"] for role in self.roles}


class GroupsField(forms.CharField):
    """Numbers of groups, or “all”; None for all, an empty list for none."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("“all”, or numbers such as 1, 3. Empty: the profile asks nothing of this role.")
        super().__init__(required=False, help_text=help_text, **kwargs)

    def clean(self, value: Any) -> Any:
        """Read the numbers."""
        text = super().clean(value).strip().lower()
        if text == ALL_GROUPS:
            return None
        parts = text.replace(",", " ").split()
        if wrong := [part for part in parts if not part.isdecimal() or len(part) > 4]:
            refused = _("“%(part)s” is no group number. Write “all”, or numbers such as 1, 3.")
            raise forms.ValidationError(refused % {"part": wrong[0]}, code="group-number")
        return [int(part) for part in parts]


def edit_form(data: Any, interaction: Interaction, profiles: Iterable[Profile]) -> InteractionEditForm:
    """The form as the interaction stands now, or as it was sent."""
    roles = {role.role: role.groups for role in interaction.roles.all()}
    initial = {"profile": interaction.profile.code if interaction.profile else ""}
    for role, groups in roles.items():
        initial[f"groups_{role}"] = ALL_GROUPS if groups is None else ", ".join(map(str, groups))
    return InteractionEditForm(data, roles=roles, profiles=profiles, initial=initial)


def _by_specification(profiles: Iterable[Profile]) -> list[tuple[Any, Any]]:
    grouped: dict[str, list[tuple[str, str]]] = {}
    for profile in profiles:
        name = str(profile.specification) if profile.specification else str(_("No specification"))
        grouped.setdefault(name, []).append((profile.code, f"{profile.title} ({profile.code})"))
    return [("", _("choose a profile")), *grouped.items()]
