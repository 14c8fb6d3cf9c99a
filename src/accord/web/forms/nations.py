"""Filters of nations, and the day that dated lists are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.nations.rules import State
from accord.web.forms.fields import FilterForm, day_box, offer, search_box
from accord.web.words import choices

if TYPE_CHECKING:
    from accord.nations.models import Framework


class DatedFilters(FilterForm):
    """Filters of a list that depends on a day; the day itself is read by `accord.web.dates.as_of`."""

    as_of = forms.DateField(label=_("As of"), required=False, widget=day_box())

    def chosen(self) -> dict[str, Any]:
        """The filters in force, without the day."""
        return {name: value for name, value in super().chosen().items() if name != "as_of"}


class NationFilters(DatedFilters):
    """Filters of the list of nations."""

    text = forms.CharField(label=_("Name or code"), required=False, widget=search_box())
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=choices(State, _("any state")))
    field_order = ("text", "framework", "state", "as_of")

    def __init__(self, *args: Any, frameworks: Iterable[Framework], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "framework", [("", _("any or none")), *((item.code, item.name) for item in frameworks)])
