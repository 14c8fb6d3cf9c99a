"""What the pages of claims show: records turned into contexts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.access.acting import Actor
from accord.access.rules import Permission
from accord.claims.rules import Standing
from accord.claims.selectors import StatementPage, is_about_standard
from accord.exchange.tables import Column, Table
from accord.web.nation_pages import day_query
from accord.web.releases import release_words, released_record
from accord.web.words import word

if TYPE_CHECKING:
    from django.core.paginator import Page

    from accord.claims.models import Claim, RoleClaim
    from accord.web.forms.claims import ClaimFilters

Head = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One line of a list: a claim, and how it stands on the day of the list."""

    claim: Claim | RoleClaim
    standing: Standing

    @property
    def is_due(self) -> bool:
        """True when its dates ask for something to be done."""
        return self.standing is not Standing.HOLDS


def lines_of(found: Iterable[Claim | RoleClaim], day: date) -> list[Line]:
    """Claims with their standing, in the order given."""
    return [Line(claim, claim.standing_on(day)) for claim in found]


def list_context(form: ClaimFilters, page: Page[Any], day: date) -> dict[str, Any]:
    """A page of a list of claims of either kind."""
    return {"form": form, "page": page, "lines": lines_of(page, day), "as_of": day, "keep": day_query(day)}


def statement_context(page: StatementPage, viewer: Actor) -> dict[str, Any]:
    """A claim of either kind with its five places."""
    statement = page.statement
    holder = page.holder_showing
    return {
        "page": page,
        "statement": statement,
        "as_of": page.day,
        "keep": day_query(page.day),
        "history": page.history,
        "holder_release": release_words(holder.release) if holder else "",
        "may_change": page.is_own and statement.withdrawn_on is None,
        "may_confirm": viewer.may(Permission.CONFIRM_CLAIMS) and not page.is_own,
        **released_record(statement.owner, page.showing, viewer),
    }


def address_of(statement: Claim | RoleClaim) -> str:
    """The page of a claim of either kind."""
    return reverse("claim" if is_about_standard(statement) else "role_claim", args=[statement.uuid])


def subject_of(statement: Claim | RoleClaim) -> str:
    """What a claim is about, in words."""
    if is_about_standard(statement):
        return str(statement.standard)
    return f"{statement.interaction.title}, {word(statement.role)}"


def claims_table(found: Iterable[Claim], day: date, head: Head) -> Table:
    """The list of claims on standards."""
    names = {**_stated(), "standard": _("Standard"), "number": _("Number")}
    rows = [
        {**_row(claim, day), "standard": claim.standard.code, "number": claim.standard.number}
        for claim in found
    ]
    return Table("claims", _("Claims on standards"), [Column(*item) for item in names.items()], rows, head)


def roles_table(found: Iterable[RoleClaim], day: date, head: Head) -> Table:
    """The list of claims on roles."""
    names = {**_stated(), "interaction": _("Interaction"), "role": _("Role")}
    rows = [
        {**_row(claim, day), "interaction": claim.interaction.code, "role": claim.role} for claim in found
    ]
    return Table("roles", _("Claims on roles"), [Column(*item) for item in names.items()], rows, head)


def _stated() -> dict[str, str]:
    return {
        "nation": _("Nation"),
        "holder": _("Holder"),
        "grade": _("Grade"),
        "made_on": _("From"),
        "target_on": _("Target"),
        "valid_until": _("Valid until"),
        "withdrawn_on": _("Withdrawn from"),
        "standing": _("Standing"),
        "stated_by": _("Stated by"),
        "exercise_data": _("Exercise data"),
    }


def _row(statement: Claim | RoleClaim, day: date) -> dict[str, Any]:
    dates = ("grade", "made_on", "target_on", "valid_until", "withdrawn_on")
    return {
        "nation": statement.owner.code,
        "holder": statement.element.code if statement.element else None,
        **{name: getattr(statement, name) for name in dates},
        "standing": statement.standing_on(day),
        "stated_by": statement.stated_by.code,
        "exercise_data": statement.owner.exercise_data,
    }
