"""Reads about nations and the dated record. Lists as of a day follow from the intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q, QuerySet

from accord.access.acting import Actor
from accord.access.models import Party
from accord.access.rules import PartyKind, Permission
from accord.core.dates import first_day_of
from accord.core.errors import NotVisible
from accord.nations.models import Decision, Event, Framework, Membership, Nation, Organisation
from accord.nations.rules import Certainty, MembershipRecord, State, Turn

Fact = TypeVar("Fact", bound=Model)


def _known_to(viewer: Actor, facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """Facts without the unconfirmed ones where the viewer may not see those; the policy says so a second time."""
    return facts if viewer.may(Permission.SEE_UNCONFIRMED) else facts.filter(certainty=Certainty.CONFIRMED)


def memberships(viewer: Actor) -> QuerySet[Membership]:
    """All memberships that the viewer may know, undated ones included, in order of time."""
    found = Membership.objects.select_related("nation__party", "framework", "decision")
    return _known_to(viewer, found).order_by("during", "framework__name", "pk")


def nations_as_of(
    day: date, viewer: Actor, *, text: str = "", framework: str = "", state: str = ""
) -> QuerySet[Nation]:
    """Nations by code, each with `held`: its memberships on the day. '' is no filter.

    `framework` and `state` keep the nations that were in the framework, or in that state, on the day.
    """
    held = memberships(viewer).filter(during__contains=day)
    found = Nation.objects.select_related("party").order_by("party__code")
    for word in text.split():
        found = found.filter(Q(party__code__icontains=word) | Q(party__name__icontains=word))
    wanted = {"framework__code": framework, "state": state}
    chosen = {field: value for field, value in wanted.items() if value}
    if chosen:
        found = found.filter(Exists(held.filter(nation=OuterRef("pk"), **chosen)))
    return found.prefetch_related(Prefetch("memberships", queryset=held, to_attr="held"))


@dataclass(frozen=True)
class Moment:
    """One entry of a timeline. `text` is the date as the source writes it, '' where it is not known.

    `title` is an event's sentence; for a turn of a membership it is '', and `membership` says the rest.
    """

    turn: Turn
    first_day: date | None
    text: str
    title: str
    source: str
    certainty: str
    membership: Membership | None = None


@dataclass(frozen=True)
class NationPage:
    """One nation on a day: what it is a member of, what is undated, and its timeline until that day."""

    nation: Nation
    day: date
    held: list[Membership]
    undated: list[Membership]
    timeline: list[Moment]


def nation_page(code: str, day: date, viewer: Actor) -> NationPage:
    """The nation with this code, in three queries; raises `NotVisible` where there is none."""
    nation = Nation.objects.select_related("party").filter(party__code=code.upper()).first()
    if nation is None:
        raise NotVisible(f"There is no nation with the code “{code}”. Look it up in the list of nations.")
    of_nation = list(memberships(viewer).filter(nation=nation))
    return NationPage(
        nation=nation,
        day=day,
        held=[item for item in of_nation if item.during and day in item.during],
        undated=[item for item in of_nation if item.during is None],
        timeline=[moment for moment in timeline(nation, of_nation, viewer) if _is_past(moment, day)],
    )


def timeline(nation: Nation, of_nation: Iterable[Membership], viewer: Actor) -> list[Moment]:
    """Turns of the memberships and events of a nation, oldest first, undated turns left to `undated`."""
    events = _known_to(viewer, Event.objects.filter(nation=nation))
    moments = [moment for item in of_nation for moment in _turns(item)]
    moments += [
        Moment(Turn.EVENT, event.first_day, event.happened_on, event.title, event.source, event.certainty)
        for event in events
    ]
    return sorted(moments, key=lambda moment: (moment.first_day or date.min, moment.turn))


def _turns(item: Membership) -> list[Moment]:
    def turn(word: Turn, text: str) -> Moment:
        return Moment(word, first_day_of(text), text, "", item.source, item.certainty, item)

    begins = Turn.SUSPENDED if item.state == State.SUSPENDED else Turn.JOINS
    found = [turn(begins, item.starts)] if item.starts else []
    return [*found, turn(Turn.LEAVES, item.ends)] if item.ends else found


def _is_past(moment: Moment, day: date) -> bool:
    return moment.first_day is not None and moment.first_day <= day


def frameworks(day: date, viewer: Actor) -> QuerySet[Framework]:
    """Frameworks with `member_count` and `suspended_count` on the day, and `undated_count`, all for this viewer."""
    known = Q() if viewer.may(Permission.SEE_UNCONFIRMED) else Q(memberships__certainty=Certainty.CONFIRMED)
    on_day = known & Q(memberships__during__contains=day)
    return Framework.objects.order_by("kind", "name").annotate(
        member_count=Count("memberships", filter=on_day & Q(memberships__state=State.MEMBER)),
        suspended_count=Count("memberships", filter=on_day & Q(memberships__state=State.SUSPENDED)),
        undated_count=Count("memberships", filter=known & Q(memberships__during__isnull=True)),
    )


@dataclass(frozen=True)
class FrameworkPage:
    """One framework on a day: who belonged, who was suspended, who had left, and whose dates are not known."""

    framework: Framework
    day: date
    members: list[Membership]
    suspended: list[Membership]
    ended: list[Membership]
    undated: list[Membership]
    decisions: list[Decision]


def framework_page(code: str, day: date, viewer: Actor) -> FrameworkPage:
    """The framework with this code, in two queries; raises `NotVisible` where there is none."""
    framework = Framework.objects.filter(code=code).first()
    if framework is None:
        raise NotVisible(
            f"There is no framework with the code “{code}”. Look it up in the list of frameworks."
        )
    rows = list(memberships(viewer).filter(framework=framework).order_by("nation__party__name", "during"))
    dated = [item for item in rows if item.during]
    on_day = [item for item in dated if day in item.during]
    return FrameworkPage(
        framework=framework,
        day=day,
        members=[item for item in on_day if item.state == State.MEMBER],
        suspended=[item for item in on_day if item.state == State.SUSPENDED],
        ended=[item for item in dated if item.during.upper and item.during.upper <= day],
        undated=[item for item in rows if item.during is None],
        decisions=list({item.decision_id: item.decision for item in rows if item.decision}.values()),
    )


def organisations() -> QuerySet[Organisation]:
    """Bodies that decide, command or advise, highest first as the facts list them."""
    return Organisation.objects.order_by("pk")


def initiative_timeline(day: date, viewer: Actor) -> list[Event]:
    """What happened to the initiative as a whole, until the day, oldest first."""
    return list(_known_to(viewer, Event.objects.filter(nation=None, first_day__lte=day)))


def decisions(day: date, viewer: Actor) -> list[Decision]:
    """Decisions about the record, until the day, oldest first."""
    return list(_known_to(viewer, Decision.objects.filter(first_day__lte=day)).order_by("first_day", "pk"))


def records_of(nation: str, framework: str) -> list[MembershipRecord]:
    """Every membership of one nation in one framework as records, for the rule against overlaps."""
    rows = Membership.objects.filter(nation__party__code=nation, framework__code=framework)
    return [
        MembershipRecord(nation, framework, *values)
        for values in rows.values_list("state", "starts", "ends", "end_reason")
    ]


def nation_names() -> dict[str, str]:
    """Names of all nations by code, in the order of names."""
    return dict(Nation.objects.order_by("party__name").values_list("party__code", "party__name"))


def partner_names(viewer: Actor) -> dict[str, str]:
    """Names by code of those to whom the viewer may release by name: alliance staff, then the other nations.

    Exercise data stays among the nations of the exercise, and real data among real ones.
    """
    own = viewer.party or 0
    of_kind = Party.objects.filter(pk=own).values("exercise_data")
    others = Q(nation__isnull=False, exercise_data__in=of_kind) & ~Q(pk=own)
    found = Party.objects.filter(Q(kind=PartyKind.ALLIANCE) | others)
    # By the words of the kinds, alliance staff comes before the nations.
    return dict(found.order_by("kind", "name").values_list("code", "name"))
