"""Filters of forces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.forces.rules import Domain, Echelon, ElementKind
from accord.web.forms.fields import FilterForm, offer, search_box
from accord.web.words import choices

LIST, TREE = "", "tree"


class ElementFilters(FilterForm):
    """Filters of the list of forces; the tree takes the nation alone."""

    text = forms.CharField(label=_("Name or code"), required=False, widget=search_box())
    nation = forms.ChoiceField(label=_("Nation"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=choices(ElementKind, _("any kind")))
    domain = forms.ChoiceField(label=_("Domain"), required=False, choices=choices(Domain, _("any domain")))
    echelon = forms.ChoiceField(
        label=_("Echelon"), required=False, choices=choices(Echelon, _("any echelon"))
    )
    view = forms.ChoiceField(
        label=_("Shown as"), required=False, choices=[(LIST, _("list")), (TREE, _("tree of one nation"))]
    )

    def __init__(self, *args: Any, nations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "nation", nation_choices(nations))

    def chosen(self) -> dict[str, Any]:
        """The filters in force, without the way they are shown."""
        return {name: value for name, value in super().chosen().items() if name != "view"}

    @property
    def tree_of(self) -> str:
        """The nation whose tree is asked for; '' for the list."""
        chosen = super().chosen()
        return str(chosen["nation"]) if chosen["view"] == TREE else ""


def nation_choices(nations: Mapping[str, str]) -> list[tuple[Any, Any]]:
    """Nations by code and name, after the choice of any."""
    return [("", _("any nation")), *((code, f"{name} ({code})") for code, name in nations.items())]
