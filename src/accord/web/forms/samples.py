"""Forms of the page of components; nothing is stored."""

from __future__ import annotations

from django import forms

from accord.web.templatetags.accord import GRADE_SCALE

_LEVELS = [(number, f"{number} {word}") for number, word in GRADE_SCALE if number is not None]


class SampleFilters(forms.Form):
    """A text, a choice and a date."""

    text = forms.CharField(label="Text", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    level = forms.ChoiceField(label="Level", required=False, choices=[("", "any level"), *_LEVELS])
    day = forms.DateField(label="As of", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class SampleRecord(forms.Form):
    """One field of every kind."""

    optional_fields = ("made_on", "note", "file")
    title = forms.CharField(label="Title", help_text="What people call it.")
    level = forms.ChoiceField(label="Grade", choices=_LEVELS)
    made_on = forms.DateField(
        label="Holds from", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    release = forms.ChoiceField(
        label="Who can see it",
        widget=forms.RadioSelect,
        choices=[("owner", "owner only"), ("alliance", "alliance staff"), ("all", "all")],
        help_text="You can change this later.",
    )
    confirmed = forms.BooleanField(label="Confirmed by somebody else", required=False)
    file = forms.FileField(label="Evidence", required=False, help_text="PDF, PNG or JPEG, at most 10 MB.")


class SampleQuestion(forms.Form):
    """The question of the matrix."""

    scope = forms.ChoiceField(
        label="Scope", choices=[("CORE", "First twenty"), ("FMN4", "Federated mission networking, Spiral 4")]
    )
    level = forms.ChoiceField(label="Level", choices=[(number, text) for number, text in _LEVELS if number])
    as_of = forms.DateField(label="As of", widget=forms.DateInput(attrs={"type": "date"}))
