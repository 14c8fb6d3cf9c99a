"""The question as a form: each bold word of the sentence is a control."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.analysis.rules import LEVEL_WORDS, LEVELS, Order
from accord.analysis.selectors import Asked

if TYPE_CHECKING:
    from accord.standards.models import Scope

_ORDER_WORDS = {
    Order.NAME: _("name"),
    Order.REGION: _("region"),
    Order.COVERAGE: _("coverage"),
    Order.SIMILARITY: _("similarity"),
}
_DAY = {"type": "date"}


class QuestionForm(forms.Form):
    """Scope, level, dates and order; it reads nothing, the address is read by `accord.web.questions`."""

    scope = forms.ChoiceField(label=_("scope"))
    level = forms.TypedChoiceField(
        label=_("level"), coerce=int, choices=[(level, _(LEVEL_WORDS[level])) for level in LEVELS]
    )
    as_of = forms.DateField(label=_("as of"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    project_to = forms.DateField(
        label=_("projected to"), required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )
    order = forms.ChoiceField(
        label=_("sorted by"), choices=[(order.value, _ORDER_WORDS[order]) for order in Order]
    )

    def __init__(self, scopes: Iterable[Scope], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        choices: Any = [(scope.code, scope.title) for scope in scopes]
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField's


def question_form(asked: Asked, scopes: Iterable[Scope], order: Order = Order.NAME) -> QuestionForm:
    """The form that shows the question as it was asked."""
    question = asked.question
    return QuestionForm(
        scopes,
        auto_id="id_%s",
        initial={
            "scope": asked.scope.code,
            "level": question.level,
            "as_of": question.as_of,
            "project_to": question.project_to,
            "order": order.value,
        },
    )
