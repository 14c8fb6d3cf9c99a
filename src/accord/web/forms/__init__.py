"""Forms: they read what a person typed; what may be is decided by rules and services."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from accord.core.errors import RuleBroken


def show_problems(form: forms.Form, refusal: RuleBroken) -> None:
    """Put the problems of a refusal at the fields they name, the rest on top of the form."""
    for problem in refusal.problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.text)


def is_done(form: forms.Form, write: Callable[[], object]) -> bool:
    """True when the form was sent and the write was made; what a rule refused stands at its field."""
    if not form.is_valid():
        return False
    try:
        write()
    except RuleBroken as refusal:
        show_problems(form, refusal)
        return False
    return True
