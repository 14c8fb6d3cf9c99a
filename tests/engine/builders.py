"""A coalition of two for tests that state one fact: a system of Aldoria and one of Borland.

`A:BMS` belongs to the battalion `A:BN` of brigade `A:BDE`, `B:BMS` to `B:BN`. `picture` is an exchange, `plan` a
collaboration; neither requires anything until a test says so.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accord import engine

AS_OF = date(2026, 6, 1)
LONG_AGO = date(2024, 1, 1)
LATER = date(2030, 1, 1)
DATED = ("grade", "made_on", "target_on", "valid_until", "withdrawn_on")

COLUMNS = {
    "participants": ("participant", "unit", "nation"),
    "interactions": ("interaction", "kind"),
    "requirements": ("interaction", "role", "standard", "obligation"),
    "roles": ("participant", "interaction", "role", *DATED),
    "claims": ("holder_kind", "holder", "standard", *DATED),
    "trials": ("a", "b", "interaction", "result", "held_on", "valid_until", "stale_on"),
    "successions": ("older", "newer"),
    "units": ("unit", "parent", "nation"),
}


def day(offset: int) -> date:
    """So many days after the as-of date."""
    return AS_OF + timedelta(days=offset)


class Coalition:
    """Rows of all tables; each method adds one and returns the coalition."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}
        self.rows["units"] = [("A:BDE", None, "A"), ("A:BN", "A:BDE", "A"), ("B:BN", None, "B")]
        self.rows["participants"] = [("A:BMS", "A:BN", "A"), ("B:BMS", "B:BN", "B")]
        self.rows["interactions"] = [("picture", "exchange"), ("plan", "collaboration")]

    def add(self, table: str, *row: Any) -> Coalition:
        """Any row."""
        self.rows[table].append(row)
        return self

    def require(
        self, interaction: str, role: str, *standards: str, obligation: str = "mandatory"
    ) -> Coalition:
        for standard in standards:
            self.add("requirements", interaction, role, standard, obligation)
        return self

    def claim(
        self, holder: str, standard: str, grade: int, made_on: date = LONG_AGO, **dates: date
    ) -> Coalition:
        units = {row[0] for row in self.rows["units"]}
        kind = "unit" if holder in units else "system" if ":" in holder else "nation"
        return self.add("claims", kind, holder, standard, *_dated(grade, made_on, dates))

    def play(
        self,
        participant: str,
        interaction: str,
        role: str,
        grade: int = 4,
        made_on: date = LONG_AGO,
        **dates: date,
    ) -> Coalition:
        return self.add("roles", participant, interaction, role, *_dated(grade, made_on, dates))

    def exchange_picture(self, grade: int = 4) -> Coalition:
        """A:BMS provides the picture and B:BMS consumes it."""
        return self.play("A:BMS", "picture", "provider", grade).play("B:BMS", "picture", "consumer", grade)

    def plan_together(self, grade: int = 4) -> Coalition:
        """Both are peers in the plan."""
        return self.play("A:BMS", "plan", "peer", grade).play("B:BMS", "plan", "peer", grade)

    def try_out(
        self,
        result: str,
        held_on: date = LONG_AGO,
        a: str = "A:BMS",
        b: str = "B:BMS",
        interaction: str = "picture",
        valid_until: date | None = None,
        stale_on: date | None = None,
    ) -> Coalition:
        return self.add("trials", a, b, interaction, result, held_on, valid_until, stale_on)

    def succeed(self, older: str, newer: str) -> Coalition:
        return self.add("successions", older, newer)

    def tables(self) -> dict[str, Any]:
        """The tables as `build_model` takes them."""
        return {
            name: {column: [row[place] for row in self.rows[name]] for place, column in enumerate(columns)}
            for name, columns in COLUMNS.items()
        }

    def model(self, as_of: date = AS_OF, project_to: date | None = None) -> engine.Model:
        return engine.build_model(**self.tables(), as_of=as_of, project_to=project_to)


def _dated(grade: int, made_on: date, dates: dict[str, date]) -> tuple[Any, ...]:
    return (
        grade,
        made_on,
        dates.get("target_on", LATER if grade == 1 else None),
        dates.get("valid_until", LATER if grade >= 3 else None),
        dates.get("withdrawn_on"),
    )
