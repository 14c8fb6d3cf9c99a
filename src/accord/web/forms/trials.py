"""Filters of trials."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.trials.rules import Result
from accord.web.forms.fields import offer, search_box
from accord.web.forms.nations import DatedFilters
from accord.web.words import choices


class TrialFilters(DatedFilters):
    """Filters of the list of trials; the two sides come in any order."""

    text = forms.CharField(label=_("Event or interaction"), required=False, widget=search_box())
    a = forms.CharField(
        label=_("One side"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "XAL"}),
    )
    b = forms.CharField(
        label=_("Other side"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "XBO:HQ-BMS"}),
    )
    interaction = forms.ChoiceField(label=_("Interaction"), required=False)
    result = forms.ChoiceField(label=_("Result"), required=False, choices=choices(Result, _("any result")))
    field_order = ("text", "a", "b", "interaction", "result", "as_of")

    def __init__(self, *args: Any, interactions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "interaction", [("", _("any interaction")), *interactions])
