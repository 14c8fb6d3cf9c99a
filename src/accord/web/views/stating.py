"""Forms in which a nation states, withdraws, releases and proves its claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accord.access.acting import Actor
from accord.access.selectors import showing_of
from accord.claims import services
from accord.claims.selectors import own_statement, seen_statement
from accord.core.errors import Problem, RuleBroken
from accord.forces.selectors import own_elements
from accord.nations.selectors import partner_names
from accord.standards.selectors import interactions, standards
from accord.web.claim_pages import address_of, subject_of
from accord.web.dates import today
from accord.web.forms import is_done, show_problems
from accord.web.forms.claims import (
    ClaimForm,
    ConfirmForm,
    EvidenceForm,
    RoleForm,
    StatementForm,
    WithdrawForm,
)
from accord.web.forms.releasing import ReleaseForm
from accord.web.middleware import ActorRequest
from accord.web.releases import SeenBy

if TYPE_CHECKING:
    from accord.claims.models import Claim, RoleClaim

_SUGGESTIONS = 12
_MOST_ASKED = ("holder", "standard", "interaction", "role")


def claim_declare(request: ActorRequest) -> HttpResponse:
    """Declare a claim on a standard."""
    form = ClaimForm(
        _sent(request),
        initial=_asked(request),
        holders=own_elements(request.actor),
        nations=partner_names(request.actor),
        owner=request.actor.name,
    )
    if _is_sent(
        request, form, lambda: services.claim_problems(form.draft(), form.released_to(), today=today())
    ):
        claim = services.state_claim(form.draft(), form.released_to(), today=today())
        messages.info(request, _("The claim is declared."))
        return redirect("claim", claim.uuid)
    return _form_page(request, "claims/claim_form_page.html", form)


def role_declare(request: ActorRequest) -> HttpResponse:
    """Declare a claim on a role."""
    form = RoleForm(
        _sent(request),
        initial=_asked(request),
        holders=own_elements(request.actor),
        nations=partner_names(request.actor),
        interactions=interactions(),
    )
    if _is_sent(
        request, form, lambda: services.role_problems(form.draft(), form.released_to(), today=today())
    ):
        claim = services.state_role(form.draft(), form.released_to(), today=today())
        messages.info(request, _("The role is declared."))
        return redirect("role_claim", claim.uuid)
    return _form_page(request, "claims/role_form_page.html", form)


def claim_standards(request: ActorRequest) -> HttpResponse:
    """Standards whose code, number or title fits what is being typed, for the form's list."""
    text = request.GET.get("standard", "")
    found = standards(text=text, kind="standard")[:_SUGGESTIONS] if len(text) > 1 else []
    return render(request, "claims/claim_form_page.html#suggestions", {"suggestions": found})


def claim_confirm(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """Confirm a claim of another party, of either kind."""
    statement = seen_statement(uuid, request.actor)
    form = ConfirmForm(_sent(request), initial={"made_on": today()})
    if is_done(form, lambda: _confirm(uuid, form)):
        messages.info(request, _("The claim is confirmed."))
        return redirect(address_of(statement))
    return _form_page(request, "claims/confirm_page.html", form, **_about(statement))


def _confirm(uuid: UUID, form: ConfirmForm) -> None:
    services.confirm_claim(
        uuid=uuid, confirmation=form.statement(), note=form.cleaned_data["note"], today=today()
    )


def claim_withdraw(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """Withdraw a claim of either kind."""
    statement = own_statement(uuid, request.actor)
    form = WithdrawForm(_sent(request), initial={"withdrawn_on": today()})
    if is_done(
        form, lambda: services.withdraw_claim(uuid=uuid, withdrawn_on=form.cleaned_data["withdrawn_on"])
    ):
        messages.info(request, _("The claim is withdrawn."))
        return redirect(address_of(statement))
    return _form_page(request, "claims/withdraw_page.html", form, **_about(statement))


def claim_release(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """Change to whom a claim of either kind is shown."""
    statement = own_statement(uuid, request.actor)
    nations = partner_names(request.actor)
    form = ReleaseForm(_sent(request), initial=_released(statement, request.actor, nations), nations=nations)
    if "preview" not in request.POST and is_done(
        form, lambda: services.release_claim(uuid=uuid, released_to=form.released_to())
    ):
        messages.info(request, _("The release is changed."))
        return redirect(address_of(statement))
    return _form_page(request, "claims/release_page.html", form, **_about(statement))


def evidence_add(request: ActorRequest, uuid: UUID) -> HttpResponse:
    """Add evidence to a claim of either kind."""
    statement = own_statement(uuid, request.actor)
    form = EvidenceForm(_sent(request), request.FILES or None)
    if is_done(form, lambda: services.add_evidence(uuid=uuid, draft=form.draft(), today=today())):
        messages.info(request, _("The evidence is added."))
        return redirect(address_of(statement))
    return _form_page(request, "claims/evidence_page.html", form, **_about(statement))


def _about(statement: Claim | RoleClaim) -> dict[str, Any]:
    return {
        "statement": statement,
        "subject": subject_of(statement),
        "back": address_of(statement),
    }


def _asked(request: ActorRequest) -> dict[str, Any]:
    given = {name: request.GET[name] for name in _MOST_ASKED if name in request.GET}
    return {"made_on": today(), **given}


def _sent(request: ActorRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _released(statement: Claim | RoleClaim, viewer: Actor, nations: Mapping[str, str]) -> dict[str, Any]:
    showing = showing_of(statement.label, viewer)
    return {
        "release": showing.release,
        "nations": [code for code, name in nations.items() if name in showing.names],
    }


def _is_sent(request: ActorRequest, form: StatementForm, problems: Callable[[], list[Problem]]) -> bool:
    """True when the form is to be acted upon; else it says everything that is wrong at once, or shows a preview."""
    if request.method != "POST":
        return False
    form.is_valid()
    wrong = set(form.errors)
    show_problems(form, RuleBroken([item for item in problems() if item.field not in wrong]))
    return not form.errors and "preview" not in request.POST


def _form_page(request: ActorRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    if isinstance(form, ReleaseForm):
        form.is_valid()
        context["seen_by"] = SeenBy(request.actor.name, *form.shown_to())
    status = 400 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
