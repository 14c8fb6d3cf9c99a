"""What the pages of forces show: records turned into contexts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.access.acting import Actor
from accord.access.selectors import history_of
from accord.claims.selectors import ElementRecord
from accord.exchange.tables import Column, Table
from accord.forces.selectors import Branch, NationForces
from accord.web.claim_pages import lines_of
from accord.web.forms.claims import ROLES
from accord.web.nation_pages import day_query
from accord.web.releases import released_record

if TYPE_CHECKING:
    from accord.forces.models import Element

# The style sheet indents so many levels; deeper ones stay at the last.
_DEEPEST = 6


@dataclass(frozen=True)
class Line:
    """One line of a force tree: an element and how deep it hangs, from 1."""

    level: int
    element: Element


def tree_lines(forces: Iterable[NationForces]) -> list[Line]:
    """Trees as lines, each element before what hangs below it."""
    return [line for nation in forces for line in _lines(nation.branches, 1)]


def _lines(branches: Iterable[Branch], level: int) -> Iterator[Line]:
    for branch in branches:
        yield Line(min(level, _DEEPEST), branch.element)
        yield from _lines(branch.children, level + 1)


def element_context(record: ElementRecord, viewer: Actor) -> dict[str, Any]:
    """An element with what it claims, what it inherits, and who sees it."""
    element = record.page.element
    return {
        "record": record,
        "page": record.page,
        "element": element,
        "as_of": record.day,
        "keep": day_query(record.day),
        "history": history_of(element, viewer),
        "figures": _figures(record),
        "roles_below": _roles_below(record),
        "own": lines_of(record.own, record.day),
        "inherited": [
            {"holder": item.holder, "lines": lines_of(item.claims, record.day)} for item in record.inherited
        ],
        **released_record(element.owner, record.page.showing, viewer),
    }


def _roles_below(record: ElementRecord) -> str:
    """The list of the roles that its systems play: their codes begin with the unit's."""
    element = record.page.element
    query = {"about": ROLES, "nation": element.owner.code, "text": f"{element.code}-"}
    day = day_query(record.day).replace("?", "&")
    return f"{reverse('claims')}?{urlencode(query)}{day}"


def _figures(record: ElementRecord) -> list[dict[str, Any]]:
    inherited = sum(len(item.claims) for item in record.inherited)
    element = record.page.element
    return [
        {"value": len(record.own), "text": _("own claims on standards"), "href": "#own"},
        {"value": inherited, "text": _("inherited claims"), "href": "#inherited"},
        {"value": len(record.roles), "text": _("roles that it plays"), "href": "#roles"},
        {"value": len(record.page.children), "text": _("directly below it"), "href": "#below"}
        if element.kind == "unit"
        else {"value": len(record.page.versions), "text": _("versions"), "href": "#versions"},
    ]


def elements_table(found: Iterable[Element], head: Mapping[str, str]) -> Table:
    """The list of forces."""
    names = {
        "nation": _("Nation"),
        "code": _("Code"),
        "name": _("Name"),
        "kind": _("Kind"),
        "domain": _("Domain"),
        "echelon": _("Echelon"),
        "unit": _("Belongs to"),
        "exercise_data": _("Exercise data"),
    }
    rows = [
        {
            "nation": element.owner.code,
            "code": element.code,
            "name": element.name,
            "kind": element.kind,
            "domain": element.domain,
            "echelon": element.echelon,
            "unit": element.parent.code if element.parent else None,
            "exercise_data": element.owner.exercise_data,
        }
        for element in found
    ]
    return Table("forces", _("Forces"), [Column(*item) for item in names.items()], rows, head)


def element_table(record: ElementRecord, head: Mapping[str, str]) -> Table:
    """The claims that an element holds and inherits, as stated."""
    names = {
        "holder": _("Holder"),
        "standard": _("Standard"),
        "number": _("Number"),
        "grade": _("Grade"),
        "made_on": _("From"),
        "target_on": _("Target"),
        "valid_until": _("Valid until"),
        "standing": _("Standing"),
    }
    element = record.page.element
    held = [
        (element.code, record.own),
        *((_holder(item.holder, element), item.claims) for item in record.inherited),
    ]
    rows: list[dict[str, Any]] = [
        {
            "holder": holder,
            "standard": claim.standard.code,
            "number": claim.standard.number,
            "grade": claim.grade,
            "made_on": claim.made_on,
            "target_on": claim.target_on,
            "valid_until": claim.valid_until,
            "standing": claim.standing_on(record.day),
        }
        for holder, claims in held
        for claim in claims
    ]
    return Table(
        f"element-{element.code}", element.name, [Column(*item) for item in names.items()], rows, head
    )


def _holder(holder: Element | None, element: Element) -> str:
    return holder.code if holder else element.owner.code
