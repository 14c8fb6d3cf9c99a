"""Intervals laid out over years, for the part that draws them and its table twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accord.core.dates import partial_text

_MOST_TICKS = 8
_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Span:
    """What held during an interval. `until` is the first day on which it no longer held, None: it still holds.

    `state` styles the bar (`suspended`, `unconfirmed` or ''), `word` says it; the texts are partial dates as
    the source states them. A span without `since` stands in the table only.
    """

    row: str
    since: date | None
    until: date | None
    word: str
    state: str = ""
    from_text: str = ""
    until_text: str = ""
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """A span with its place in the picture, in per cent of the width; '' where it cannot be placed."""

    x: str
    width: str
    state: str
    word: str
    from_text: str
    until_text: str

    @property
    def text(self) -> str:
        """The bar in words."""
        since, until = partial_text(self.from_text), partial_text(self.until_text)
        return " ".join(part for part in (self.word, since, "–", until) if part)


@dataclass(frozen=True)
class Row:
    """One line of the picture."""

    name: str
    href: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Tick:
    """A year on the axis."""

    x: str
    text: str


@dataclass(frozen=True)
class Timeline:
    """What `parts/timeline.html` draws; `today_x` is '' where today lies outside."""

    title: str
    subject: str
    ticks: Sequence[Tick]
    rows: Sequence[Row]
    today_x: str


def timeline_of(spans: Iterable[Span], *, title: str, subject: str, today: date) -> Timeline:
    """Lay spans out from the year of the earliest to the end of this one; rows keep the order of the spans."""
    known = list(spans)
    first = date(min((span.since.year for span in known if span.since), default=today.year), 1, 1)
    last = date(max((span.until.year for span in known if span.until), default=today.year), 12, 31)
    axis = _Axis(first, max(last, date(today.year, 12, 31)))
    names = dict.fromkeys(span.row for span in known)
    rows = [_row(name, [span for span in known if span.row == name], axis) for name in names]
    return Timeline(title, subject, axis.ticks(), rows, axis.x(today))


def _row(name: str, spans: Sequence[Span], axis: _Axis) -> Row:
    bars = [
        Bar(
            x=axis.x(span.since) if span.since else "",
            width=axis.width(span.since, span.until) if span.since else "",
            state=span.state,
            word=span.word,
            from_text=span.from_text,
            until_text=span.until_text,
        )
        for span in spans
    ]
    return Row(name, spans[0].href, bars)


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date

    def _share(self, day: date) -> float:
        whole = (self.last - self.first).days + 1
        return min(max((day - self.first).days / whole, 0.0), 1.0)

    def x(self, day: date) -> str:
        return f"{self._share(day):.2%}"

    def width(self, since: date, until: date | None) -> str:
        end = self._share(until) if until else 1.0
        # A day must stay visible on an axis of decades.
        return f"{max(end - self._share(since), 0.004):.2%}"

    def ticks(self) -> list[Tick]:
        years = self.last.year - self.first.year + 1
        step = next((step for step in _STEPS if years / step <= _MOST_TICKS), _STEPS[-1])
        start = -(-self.first.year // step) * step
        shown = range(start, self.last.year + 1, step)
        return [Tick(self.x(date(year, 1, 1)), str(year)) for year in shown]
