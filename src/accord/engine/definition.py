"""The calculus read slowly: one loop per sentence of docs/method, for small models only.

This is what the fast engine is tested against. It shares no computation with it: only the check of the input
and the words. It keeps rows as dictionaries, looks at one participant and one pair at a time, and favours being
obviously right over everything else. What it answers about explanations is in `definition_changes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from accord.engine.checked import DATES
from accord.engine.inputs import Tables, read_inputs
from accord.engine.tables import Table
from accord.engine.vocabulary import State

Row: TypeAlias = dict[str, Any]
Both: TypeAlias = tuple[int, int]
"""A level in both readings: (proven, possible)."""

WORST_FIRST = {"issue": 0, "limited": 1, "success": 2}
GIVING = {"exchange": "provider", "collaboration": "peer"}
TAKING = {"exchange": "consumer", "collaboration": "peer"}


def rows_of(table: Table | None, *columns: str) -> list[Row]:
    """The rows of a mapping of lists; columns that were left out are None."""
    if table is None:
        return []
    lists = {column: table[column] for column in columns if column in table}  # type: ignore[operator]  # a mapping here, never a frame
    length = max((len(values) for values in lists.values()), default=0)
    return [
        {column: lists[column][k] if column in lists else None for column in columns} for k in range(length)
    ]


class Definition:
    """A model read by the definition. Takes the same tables as `build_model`, as mappings of lists."""

    def __init__(self, *, as_of: date, project_to: date | None = None, **tables: Any) -> None:
        read_inputs(Tables(**tables), as_of, project_to)  # refuses what the fast engine refuses
        self.as_of = as_of
        self.clock = project_to or as_of
        self.participants = rows_of(tables["participants"], "participant", "unit", "nation")
        self.units = rows_of(tables.get("units"), "unit", "parent", "nation")
        self.nations = set(tables.get("nations") or ())
        self.requirements = rows_of(tables["requirements"], "interaction", "role", "standard", "obligation")
        interactions = rows_of(tables["interactions"], "interaction", "kind")
        self.kind = {str(row["interaction"]): str(row["kind"]) for row in interactions}
        self.roles = rows_of(tables["roles"], "participant", "interaction", "role", "grade", *DATES)
        self.claims = rows_of(tables["claims"], "holder_kind", "holder", "standard", "grade", *DATES)
        self.trials = rows_of(
            tables.get("trials"), "a", "b", "interaction", "result", "held_on", "valid_until", "stale_on"
        )
        self.successions = rows_of(tables.get("successions"), "older", "newer")
        # The questions repeat themselves endlessly; remembering answers changes none of them.
        self.proven_and_possible = cache(self._proven_and_possible)
        self.readiness = cache(self._readiness)
        self.newer = cache(self._newer)
        self.role_grade = cache(self._role_grade)
        self.deciding_trial = cache(self._deciding_trial)
        self.held_trial = cache(self._held_trial)

    # What docs/method/grades.md says.

    def exists(self, row: Row) -> bool:
        """Rule 1."""
        if row["made_on"] > self.as_of:
            return False
        return row["withdrawn_on"] is None or row["withdrawn_on"] > self.as_of

    def latest(self, rows: Iterable[Row]) -> Row | None:
        """Rules 1 and 2 among the rows of one holder on one standard, or of one role."""
        return max(filter(self.exists, rows), key=lambda row: row["made_on"], default=None)

    def counted(self, row: Row) -> int:
        """Rules 4 and 5."""
        grade = int(row["grade"])
        if grade >= 3 and row["valid_until"] < self.clock:
            return 2
        if grade == 1 and self.clock > self.as_of and row["target_on"] <= self.clock:
            return 2
        return grade

    def holders(self, participant: str) -> list[tuple[str, str]]:
        """Who may speak for a participant, the most specific first."""
        row = next(row for row in self.participants if row["participant"] == participant)
        unit = row["unit"] or None
        found = [] if unit == participant else [("system", participant)]
        while unit is not None:
            found.append(("unit", unit))
            unit = next((one["parent"] or None for one in self.units if one["unit"] == unit), None)
        return [*found, ("nation", row["nation"])]

    def own_grade(self, participant: str, standard: str) -> int | None:
        """Rules 1 to 5; None where nobody who speaks for the participant has said anything."""
        for kind, holder in self.holders(participant):
            row = self.latest(
                row
                for row in self.claims
                if (row["holder_kind"], row["holder"], row["standard"]) == (kind, holder, standard)
            )
            if row is not None:
                return self.counted(row)
        return None

    def _newer(self, standard: str) -> set[str]:
        """All editions that may stand for a standard."""
        direct = {row["newer"] for row in self.successions if row["older"] == standard}
        return direct.union(*(self.newer(edition) for edition in direct))

    def _proven_and_possible(self, participant: str, standard: str) -> Both:
        """Rule 6, in each reading."""
        grades = [self.own_grade(participant, edition) for edition in {standard} | self.newer(standard)]
        return (
            max(0 if grade is None else grade for grade in grades),
            max(4 if grade is None else grade for grade in grades),
        )

    # What docs/method/readiness.md says.

    def _role_grade(self, participant: str, interaction: str, role: str) -> int | None:
        """The grade of a role that counts; None where it is not claimed."""
        key = (participant, interaction, role)
        row = self.latest(
            row for row in self.roles if (row["participant"], row["interaction"], row["role"]) == key
        )
        return None if row is None else self.counted(row)

    def needed(self, interaction: str, role: str) -> list[str]:
        """The standards that are mandatory for a role."""
        return [
            row["standard"]
            for row in self.requirements
            if (row["interaction"], row["role"], row["obligation"]) == (interaction, role, "mandatory")
        ]

    def plays(self, participant: str, interaction: str, role: str) -> bool:
        """Whether a participant claims a role with a grade of at least 1."""
        return (self.role_grade(participant, interaction, role) or 0) >= 1

    def _readiness(self, participant: str, interaction: str, role: str) -> Both:
        """rho(a, i, r) in both readings."""
        grade = self.role_grade(participant, interaction, role) or 0
        standards = [self.proven_and_possible(participant, one) for one in self.needed(interaction, role)]
        return min([grade, *(one[0] for one in standards)]), min([grade, *(one[1] for one in standards)])

    # What docs/method/pair-levels.md and docs/method/trials.md say.

    def fits(self, giver: str, taker: str, interaction: str) -> bool:
        """Whether the roles fit with the first giving and the second taking."""
        kind = self.kind[interaction]
        gives = self.plays(giver, interaction, GIVING[kind])
        return gives and self.plays(taker, interaction, TAKING[kind])

    def trial_counts(self, trial: Row) -> bool:
        """Held by the as-of date, tested, and at the clock neither expired nor stale."""
        if trial["held_on"] > self.as_of or trial["result"] == "not tested":
            return False
        if trial["valid_until"] is not None and trial["valid_until"] < self.clock:
            return False
        return trial["stale_on"] is None or trial["stale_on"] > self.clock

    def _deciding_trial(self, giver: str, taker: str, interaction: str) -> Row | None:
        """The latest trial of the two in this direction, if both claim their roles."""
        return self.held_trial(giver, taker, interaction) if self.fits(giver, taker, interaction) else None

    def _held_trial(self, giver: str, taker: str, interaction: str) -> Row | None:
        """The latest counting trial of the two in this direction, on the same day the worst."""
        orders = [(giver, taker)]
        if self.kind[interaction] == "collaboration":
            orders.append((taker, giver))
        counting = [
            trial
            for trial in self.trials
            if trial["interaction"] == interaction
            and (trial["a"], trial["b"]) in orders
            and self.trial_counts(trial)
        ]
        return max(counting, key=lambda one: (one["held_on"], -WORST_FIRST[one["result"]]), default=None)

    def untried_level(self, giver: str, taker: str, interaction: str) -> Both:
        """The directed level from claims alone."""
        kind = self.kind[interaction]
        gives = self.readiness(giver, interaction, GIVING[kind])
        takes = self.readiness(taker, interaction, TAKING[kind])
        return min(gives[0], takes[0]), min(gives[1], takes[1])

    def directed_level(self, giver: str, taker: str, interaction: str, ignore: tuple[str, ...] = ()) -> Both:
        """The directed level of two participants after trials, leaving out trials with an ignored result."""
        level = self.untried_level(giver, taker, interaction)
        trial = self.deciding_trial(giver, taker, interaction)
        if trial is None or trial["result"] in ignore:
            return level
        if trial["result"] == "success":
            return 4, 4
        if trial["result"] == "limited":
            return 3, 3
        return min(level[0], 1), min(level[1], 1)

    def member_level(
        self, a: str, b: str, interaction: str, directed: bool, ignore: tuple[str, ...] = ()
    ) -> Both:
        """The level of two participants."""
        there = self.directed_level(a, b, interaction, ignore)
        if directed:
            return there
        back = self.directed_level(b, a, interaction, ignore)
        return max(there[0], back[0]), max(there[1], back[1])

    def members(self, name: str) -> list[str]:
        """The participants that a name stands for: a participant, else a unit, else a nation."""
        everybody = sorted(row["participant"] for row in self.participants)
        if name in everybody:
            return [name]
        by_unit = [who for who in everybody if ("unit", name) in self.holders(who)]
        if name in self.names("unit"):
            return by_unit
        return [who for who in everybody if ("nation", name) in self.holders(who)]

    def group_members(self, by: str, name: str) -> list[str]:
        """The participants of one group, where it is known what kind of group the name means."""
        everybody = sorted(row["participant"] for row in self.participants)
        return [who for who in everybody if who == name or (by, name) in self.holders(who)]

    def names(self, by: str) -> list[str]:
        """All participants, units or nations, in order."""
        if by == "participant":
            return sorted(row["participant"] for row in self.participants)
        rows = self.participants + self.units
        found = {row[by] for row in rows if row[by]}
        if by == "unit":
            return sorted(found | {row["parent"] for row in self.units if row["parent"]})
        return sorted(found | self.nations)

    def group_level(
        self,
        first: list[str],
        second: list[str],
        interaction: str,
        directed: bool,
        ignore: tuple[str, ...] = (),
    ) -> Both:
        """The best level over the member pairs."""
        levels = [self.member_level(a, b, interaction, directed, ignore) for a in first for b in second]
        return max((one[0] for one in levels), default=0), max((one[1] for one in levels), default=0)

    def is_refuted(self, first: list[str], second: list[str], interaction: str, directed: bool) -> bool:
        """Whether an issue makes the level lower than it would be without trials, in either reading."""
        level = self.group_level(first, second, interaction, directed)
        untried = self.group_level(first, second, interaction, directed, ("success", "limited", "issue"))
        spared = self.group_level(first, second, interaction, directed, ("issue",))
        return any(level[k] < untried[k] and level[k] < spared[k] for k in range(2))

    def state(self, first: list[str], second: list[str], interaction: str, directed: bool) -> State:
        """Whether the interaction applies to two groups, is unserved, or neither."""
        pairs = [(a, b) for a in first for b in second]
        if any(self.applies(a, b, interaction, directed) for a, b in pairs):
            return State.APPLICABLE
        played = ("provider", "consumer", "peer")
        both = all(
            any(self.plays(who, interaction, role) for who in group for role in played)
            for group in (first, second)
        )
        return State.UNSERVED if both else State.NOT_APPLICABLE

    def applies(self, a: str, b: str, interaction: str, directed: bool) -> bool:
        """Whether the roles of two participants fit."""
        return self.fits(a, b, interaction) or (not directed and self.fits(b, a, interaction))

    # What docs/method/scopes.md says.

    def counts(
        self, first: list[str], second: list[str], scope: Mapping[str, int], directed: bool
    ) -> dict[str, Any]:
        """Everything that `PairCounts` says about one pair of groups, under the same names."""
        states = {one: self.state(first, second, one, directed) for one in scope}
        applicable = [one for one in scope if states[one] is State.APPLICABLE]
        level = {one: self.group_level(first, second, one, directed) for one in applicable}
        return {
            "applicable": len(applicable),
            "unserved": sum(state is State.UNSERVED for state in states.values()),
            "proven": [sum(level[one][0] >= wanted for one in applicable) for wanted in (1, 2, 3, 4)],
            "possible": [sum(level[one][1] >= wanted for one in applicable) for wanted in (1, 2, 3, 4)],
            "refuted": sum(self.is_refuted(first, second, one, directed) for one in applicable),
            "met": [all(level[one][k] >= scope[one] for one in applicable) for k in range(2)],
            "weakest": [min((level[one][k] for one in applicable), default=None) for k in range(2)],
        }

    def breadth(
        self, first: list[str], second: list[str], interaction: str, level: int, directed: bool
    ) -> list[float | None]:
        """The share of the applicable member pairs that reach a level, in both readings."""
        pairs = [(a, b) for a in first for b in second if self.applies(a, b, interaction, directed)]
        if not pairs:
            return [None, None]
        levels = [self.member_level(a, b, interaction, directed) for a, b in pairs]
        return [sum(one[k] >= level for one in levels) / len(pairs) for k in range(2)]
