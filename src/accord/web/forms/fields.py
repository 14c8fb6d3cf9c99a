"""Widgets and bases that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms


def search_box() -> forms.TextInput:
    """The text field of a list's filters."""
    return forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


def day_box() -> forms.DateInput:
    """A date, in the form that browsers and machines agree on."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Filters of a list: what does not validate filters nothing and is said on top of the list."""

    use_required_attribute = False

    def chosen(self) -> dict[str, Any]:
        """The filters in force, by name; '' where none is set."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


def offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Give a choice field the choices that are known only now."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField's
