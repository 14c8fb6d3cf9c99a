"""Forms about claims: filters, stating, withdrawing, proving. What may be stated is decided by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accord.claims.evidence import EvidenceDraft, EvidenceKind, GivenFile
from accord.claims.rules import OWN_GRADES, ClaimDraft, Grade, RoleDraft, Standing, Statement
from accord.claims.selectors import ALL
from accord.forces.rules import ElementKind
from accord.standards.rules import Role
from accord.web.forms.fields import day_box, offer, search_box
from accord.web.forms.forces import nation_choices
from accord.web.forms.nations import DatedFilters
from accord.web.forms.releasing import ReleaseForm
from accord.web.templatetags.accord import GRADE_WORDS
from accord.web.words import choices, word

if TYPE_CHECKING:
    from accord.forces.models import Element
    from accord.standards.models import Interaction

CLAIMS, ROLES = "", "roles"
_SEVERAL_EDITIONS = _("A code such as nato-adatp-36-ed.a-v2, or a number that stands for one edition.")
# Without script it is a plain text field; with it, the list below it follows what is typed.
_SUGGESTING = {
    "list": "standard-codes",
    "autocomplete": "off",
    "hx-get": reverse_lazy("claim_standards"),
    "hx-trigger": "input changed delay:300ms",
    "hx-target": "#standard-codes",
}


class ClaimFilters(DatedFilters):
    """Filters of the lists of claims: on standards, or on roles."""

    about = forms.ChoiceField(
        label=_("About"), required=False, choices=[(CLAIMS, _("standards")), (ROLES, _("roles"))]
    )
    text = forms.CharField(label=_("Holder, standard or words"), required=False, widget=search_box())
    nation = forms.ChoiceField(label=_("Nation"), required=False)
    grade = forms.ChoiceField(
        label=_("Stated as"),
        required=False,
        choices=[("", _("any grade")), *((g.value, GRADE_WORDS[g]) for g in Grade)],
    )
    standing = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[*choices(Standing, _("in force")), (ALL, _("all ever stated"))],
    )
    element = forms.UUIDField(label=_("Element"), required=False, widget=forms.HiddenInput())
    standard = forms.CharField(label=_("Standard"), required=False, widget=forms.HiddenInput())
    interaction = forms.CharField(label=_("Interaction"), required=False, widget=forms.HiddenInput())
    field_order = ("about", "text", "nation", "grade", "standing", "as_of")

    def __init__(self, *args: Any, nations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "nation", nation_choices(nations))

    @property
    def is_about_roles(self) -> bool:
        """True for the list of claims on roles."""
        return bool(super().chosen()["about"] == ROLES)

    def chosen(self) -> dict[str, Any]:
        """The filters in force that the list asked for has."""
        other = "standard" if self.is_about_roles else "interaction"
        return {name: value for name, value in super().chosen().items() if name not in ("about", other)}


class StatementForm(ReleaseForm):
    """What claims on standards and on roles have in common."""

    optional_fields = ("note",)
    holder = forms.ChoiceField(label=_("Holder"), required=False)
    grade = forms.TypedChoiceField(
        label=_("How well it is supported"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(grade.value, GRADE_WORDS[grade.value]) for grade in OWN_GRADES],
        help_text=_(
            "Evaluated and demonstrated take somebody else: an evaluation, or a trial with a partner."
        ),
        error_messages={"required": _("Say how well it is supported: none, planned or declared.")},
    )
    made_on = forms.DateField(
        label=_("Holds from"), required=False, widget=day_box(), help_text=_("Today or earlier.")
    )
    target_on = forms.DateField(
        label=_("Planned for"), required=False, widget=day_box(), help_text=_("Needed for a plan.")
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever sees the claim sees the note."),
    )

    def statement(self) -> Statement:
        """Grade and dates as far as they could be read; a grade that could not is said at its field."""
        given = self.cleaned_data
        grade = given.get("grade")
        made_on, target_on = given.get("made_on"), given.get("target_on")
        return Statement(Grade.DECLARED if grade is None else grade, made_on, target_on)


class ClaimForm(StatementForm):
    """A claim on a standard."""

    standard = forms.CharField(
        label=_("Standard"),
        required=False,
        help_text=_SEVERAL_EDITIONS,
        widget=forms.TextInput(attrs=_SUGGESTING),
    )
    field_order = ("holder", "standard", "grade", "made_on", "target_on", "note", "release", "nations")

    def __init__(self, *args: Any, holders: Iterable[Element], owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "holder", [("", _("%(nation)s itself") % {"nation": owner}), *_by_kind(holders)])

    def draft(self) -> ClaimDraft:
        """What was typed."""
        given = self.cleaned_data
        return ClaimDraft(given.get("standard", ""), self.statement(), given.get("holder", ""), given["note"])


class RoleForm(StatementForm):
    """A claim on a role."""

    interaction = forms.ChoiceField(label=_("Interaction"), required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=choices(Role, _("choose a role")),
        help_text=_("In an exchange one provides and one consumes; in a collaboration both are peers."),
    )
    field_order = (
        "holder",
        "interaction",
        "role",
        "grade",
        "made_on",
        "target_on",
        "note",
        "release",
        "nations",
    )

    def __init__(
        self, *args: Any, holders: Iterable[Element], interactions: Iterable[Interaction], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "holder", [("", _("choose a system, or a unit without systems")), *_by_kind(holders)])
        named = [
            (item.code, f"{item.title}, {item.edition}" if item.edition else item.title)
            for item in interactions
        ]
        offer(self, "interaction", [("", _("choose an interaction")), *named])

    def draft(self) -> RoleDraft:
        """What was typed."""
        given = self.cleaned_data
        what = (given.get("interaction", ""), given.get("role", ""))
        return RoleDraft(*what, self.statement(), given.get("holder", ""), given["note"])


def _by_kind(holders: Iterable[Element]) -> list[tuple[Any, Any]]:
    grouped: dict[str, list[tuple[str, str]]] = {}
    for element in holders:
        grouped.setdefault(element.kind, []).append((str(element.uuid), f"{element.name} ({element.code})"))
    titles = {ElementKind.UNIT: _("Units"), ElementKind.SYSTEM: _("Systems")}
    return [(titles.get(ElementKind(kind), word(kind)), items) for kind, items in grouped.items()]


class ConfirmForm(forms.Form):
    """What somebody other than the owner found."""

    use_required_attribute = False
    grade = forms.TypedChoiceField(
        label=_("What was found"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(grade.value, GRADE_WORDS[grade.value]) for grade in Grade if grade not in OWN_GRADES],
        help_text=_(
            "Evaluated by you; demonstrated with a partner, in a trial, an exercise or an operation."
        ),
        error_messages={"required": _("Say what was found: evaluated or demonstrated.")},
    )
    made_on = forms.DateField(label=_("Holds from"), required=False, widget=day_box())
    valid_until = forms.DateField(label=_("Valid until"), required=False, widget=day_box())
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def statement(self) -> Statement:
        """Grade and dates."""
        given = self.cleaned_data
        return Statement(given["grade"], given["made_on"], valid_until=given["valid_until"])


class WithdrawForm(forms.Form):
    """From which day a claim no longer holds."""

    use_required_attribute = False
    withdrawn_on = forms.DateField(label=_("No longer holds from"), required=False, widget=day_box())


class EvidenceForm(forms.Form):
    """A text, a link or a file that supports a claim."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("In which form"),
        widget=forms.RadioSelect,
        choices=[(kind.value, word(kind)) for kind in EvidenceKind],
        initial=EvidenceKind.TEXT.value,
    )
    proves_on = forms.DateField(
        label=_("Which day it proves"), required=False, widget=day_box(), help_text=_("Today or earlier.")
    )
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    link = forms.CharField(label=_("Link"), required=False, help_text=_("A web address in full."))
    file = forms.FileField(label=_("File"), required=False, help_text=_("PDF, PNG or JPEG, at most 10 MB."))

    def draft(self) -> EvidenceDraft:
        """What was given."""
        given = self.cleaned_data
        file = given.get("file")
        return EvidenceDraft(
            kind=given.get("kind", ""),
            proves_on=given.get("proves_on"),
            text=given.get("text", ""),
            link=given.get("link", ""),
            file=GivenFile(file.name, file.size, file.file) if file else None,
        )
