"""The part of a form that says to whom a record is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.access.rules import Release, ReleasedTo
from accord.web.forms.fields import offer

_RELEASES = [
    (Release.OWNER.value, _("the owner only")),
    (Release.ALLIANCE.value, _("alliance staff")),
    (Release.NATIONS.value, _("those named below")),
    (Release.ALL.value, _("all, signed in or not")),
]


class ReleaseForm(forms.Form):
    """To whom a record is shown; nothing is released unless somebody says so."""

    use_required_attribute = False
    release = forms.ChoiceField(
        label=_("Who can see it"), choices=_RELEASES, widget=forms.RadioSelect, initial=Release.OWNER.value
    )
    nations = forms.MultipleChoiceField(
        label=_("Named"), required=False, help_text=_("Only where you release it to those named here.")
    )

    def __init__(self, *args: Any, nations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = nations
        offer(self, "nations", [(code, f"{name} ({code})") for code, name in nations.items()])

    def released_to(self) -> ReleasedTo:
        """What was chosen, or stands now; owner only where nothing valid was chosen."""
        given = self.cleaned_data if self.is_bound else self.initial
        release = Release(given.get("release") or Release.OWNER)
        named: Iterable[str] = given.get("nations") or ()
        return ReleasedTo(release, tuple(named) if release is Release.NATIONS else ())

    def shown_to(self) -> tuple[Release, tuple[str, ...]]:
        """The same for people: the release, and the names of the nations."""
        chosen = self.released_to()
        return chosen.release, tuple(self.names[code] for code in chosen.nations)
