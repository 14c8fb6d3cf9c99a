"""What the pages of nations and frameworks show: records turned into contexts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accord.claims.selectors import NationFigures
from accord.exchange.tables import Column, Table
from accord.nations.rules import Certainty, State
from accord.nations.selectors import FrameworkPage, NationPage
from accord.web.dates import today
from accord.web.timelines import Span, Timeline, timeline_of
from accord.web.words import word

if TYPE_CHECKING:
    from accord.nations.models import Framework, Membership, Nation

Head = Mapping[str, str]


def day_query(day: date) -> str:
    """The query that keeps a page's day on the pages that it links to; '' for today."""
    return "" if day == today() else f"?as_of={day.isoformat()}"


def nation_context(page: NationPage, figures: NationFigures) -> dict[str, Any]:
    """A nation on a day. Only nations of the invented coalition have forces and claims here."""
    exercise = page.nation.party.exercise_data
    return {
        "page": page,
        "nation": page.nation,
        "as_of": page.day,
        "keep": day_query(page.day),
        "marking": _("exercise data") if exercise else _("public facts"),
        "figures": _figures(page.nation.code, figures) if exercise else [],
        "timeline": _picture(page),
    }


def _figures(code: str, figures: NationFigures) -> list[dict[str, Any]]:
    forces, claims = reverse("forces"), reverse("claims")
    return [
        {"value": figures.units, "text": _("units"), "href": f"{forces}?nation={code}&kind=unit"},
        {"value": figures.systems, "text": _("systems"), "href": f"{forces}?nation={code}&kind=system"},
        {"value": figures.claims, "text": _("claims on standards"), "href": f"{claims}?nation={code}"},
        {"value": figures.roles, "text": _("claims on roles"), "href": f"{claims}?about=roles&nation={code}"},
    ]


def _picture(page: NationPage) -> Timeline | None:
    dated = {item.membership.pk: item.membership for item in page.timeline if item.membership}
    spans = [_span(item) for item in dated.values() if item.during]
    if not spans:
        return None
    title = _("Memberships of %(name)s") % {"name": page.nation.name}
    return timeline_of(spans, title=title, subject=_("Framework"), today=page.day)


def _span(item: Membership) -> Span:
    assert item.during is not None  # a picture takes dated memberships only
    unconfirmed = item.certainty == Certainty.UNCONFIRMED
    words = [word(item.state), *([word(item.certainty)] if unconfirmed else [])]
    return Span(
        row=item.framework.name,
        since=item.during.lower,
        until=item.during.upper,
        word=", ".join(map(str, words)),
        state="suspended" if item.state == State.SUSPENDED else "unconfirmed" if unconfirmed else "",
        from_text=item.starts,
        until_text=item.ends,
        href=reverse("framework", args=[item.framework.code]),
    )


def framework_context(page: FrameworkPage) -> dict[str, Any]:
    """A framework on a day, with the four groups of nations that its figures open."""
    groups = (
        ("members", _("members on this day"), page.members),
        ("suspended", _("suspended on this day"), page.suspended),
        ("ended", _("ended before this day"), page.ended),
        ("undated", _("date not known"), page.undated),
    )
    return {
        "page": page,
        "framework": page.framework,
        "as_of": page.day,
        "keep": day_query(page.day),
        "groups": [{"id": key, "title": title, "rows": rows} for key, title, rows in groups],
        "figures": [{"value": len(rows), "text": title, "href": f"#{key}"} for key, title, rows in groups],
    }


def nations_table(found: Iterable[Nation], head: Head) -> Table:
    """The list of nations."""
    columns = (
        Column("code", _("Code")),
        Column("name", _("Name")),
        Column("frameworks", _("Belongs to")),
        Column("exercise_data", _("Exercise data")),
    )
    rows: list[dict[str, Any]] = [
        {
            "code": nation.code,
            "name": nation.name,
            "frameworks": "; ".join(_held(item) for item in nation.held),  # type: ignore[attr-defined]  # prefetched
            "exercise_data": nation.party.exercise_data,
        }
        for nation in found
    ]
    return Table("nations", _("Nations"), columns, rows, head)


def _held(item: Membership) -> str:
    marks = [item.state, *([item.certainty] if item.certainty == Certainty.UNCONFIRMED else [])]
    return f"{item.framework.code} ({', '.join(marks)})"


def frameworks_table(found: Iterable[Framework], head: Head) -> Table:
    """The list of frameworks with their figures on the day."""
    names = {
        "code": _("Code"),
        "name": _("Name"),
        "kind": _("Kind"),
        "member_count": _("Members"),
        "suspended_count": _("Suspended"),
        "undated_count": _("Date not known"),
        "source": _("Source"),
    }
    rows: list[dict[str, Any]] = [{key: getattr(framework, key) for key in names} for framework in found]
    return Table("frameworks", _("Frameworks"), [Column(*item) for item in names.items()], rows, head)


def memberships_table(name: str, title: str, found: Iterable[Membership], head: Head) -> Table:
    """Memberships with their dates as the source states them; '' is unknown."""
    names = {
        "nation": _("Nation"),
        "framework": _("Framework"),
        "state": _("State"),
        "starts": _("From"),
        "ends": _("Until"),
        "end_reason": _("Why it ended"),
        "decision": _("Decided by"),
        "source": _("Source"),
        "certainty": _("Certainty"),
        "note": _("Note"),
    }
    plain = ("state", "starts", "ends", "end_reason", "source", "certainty", "note")
    rows = [
        {
            "nation": item.nation.code,
            "framework": item.framework.code,
            "decision": item.decision.by_whom if item.decision else "",
            **{key: getattr(item, key) for key in plain},
        }
        for item in found
    ]
    return Table(name, title, [Column(*item) for item in names.items()], rows, head)
