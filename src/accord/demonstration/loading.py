"""Writes a coalition's rows: what a nation states as that nation, what was confirmed as alliance staff.

Every statement runs inside `acting()` under the application's role, so that the database's policies check the
demonstration as they check people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from accord.access import selectors as access
from accord.access.acting import Actor, acting
from accord.access.models import Party
from accord.access.services import label_with
from accord.claims.models import Claim
from accord.claims.rules import OWN_GRADES, Statement
from accord.demonstration.bulk import Row, insert_rows, update_rows
from accord.demonstration.coalition import Coalition
from accord.demonstration.rows import ClaimRow, ElementRow, Reach, RoleRow, TrialRow
from accord.forces.models import Element
from accord.nations.services import declare_nation
from accord.standards.models import Interaction, Standard

Progress = Callable[[str, int, int], None]
Stated = TypeVar("Stated", ClaimRow, RoleRow)

_OWNED = {"owner_id": "int", "label_id": "int"}
_STATED = {
    "grade": "smallint",
    "made_on": "date",
    "target_on": "date",
    "valid_until": "date",
    "withdrawn_on": "date",
    "note": "text",
}
_NEW_UUID = {"uuid": "gen_random_uuid()"}


def quiet(_label: str, _done: int, _total: int) -> None:
    """Show no progress."""


@dataclass
class Loader:
    """Loads one coalition; the keys of what was written are remembered for the rows that refer to it."""

    coalition: Coalition
    seed: int
    progress: Progress = quiet
    parties: dict[str, Party] = field(default_factory=dict)
    labels: dict[tuple[str, Reach], int] = field(default_factory=dict)
    elements: dict[tuple[str, str], int] = field(default_factory=dict)
    done: int = 0

    def load(self) -> None:
        """Write everything, inside the caller's transaction."""
        self._nations()
        standards = dict(Standard.objects.values_list("code", "pk"))
        interactions = dict(Interaction.objects.values_list("code", "pk"))
        for nation in self.coalition.nations:
            with acting(self._actor(nation.code)):
                self._labels(nation.code)
                self._forces(nation.code)
        claims, roles = self._by_writer(self.coalition.claims), self._by_writer(self.coalition.roles)
        for code in sorted({*claims, *roles}):
            with acting(self._actor(code)):
                self._claims(code, claims[code], standards)
                self._roles(code, roles[code], interactions)
        for nation in self.coalition.nations:
            with acting(self._actor(nation.code)):
                self._evidence(nation.code, standards)
                self._trials(nation.code, interactions)
        for nation in self.coalition.nations:
            with acting(self._actor(nation.code)):
                self._release_other_halves(nation.code)

    def _nations(self) -> None:
        with acting(access.actor_for_party(access.alliance())):
            for nation in self.coalition.nations:
                declare_nation(code=nation.code, name=nation.name, region=nation.region, exercise_data=True)
        self.parties = {party.code: party for party in access.parties()}

    def _actor(self, code: str) -> Actor:
        return access.actor_for_party(self.parties[code])

    def _owner(self, code: str) -> int:
        return self.parties[code].pk

    def _labels(self, code: str) -> None:
        for reach, audience in self.coalition.audiences[code].items():
            label = label_with(self._owner(code), [self._owner(other) for other in audience])
            self.labels[code, reach] = label.pk

    def _forces(self, code: str) -> None:
        tree = [element for element in self.coalition.elements if element.nation == code]
        for layer in _layers(tree):
            self._insert_elements(code, layer)
        versions = [row for row in self.coalition.versions if row.nation == code]
        reach = {element.code: element.reach for element in tree}
        columns = _OWNED | {"element_id": "bigint", "name": "text", "fielded_on": "date"}
        rows = [
            (
                self._owner(code),
                self.labels[code, reach[row.element]],
                self.elements[code, row.element],
                row.name,
                row.fielded_on,
            )
            for row in versions
        ]
        insert_rows("forces_version", columns, rows, _NEW_UUID)
        self._tell("Force elements", len(tree) + len(versions))

    def _insert_elements(self, code: str, layer: Sequence[ElementRow]) -> None:
        columns = {"uuid": "uuid", **_OWNED, "parent_id": "bigint"}
        columns |= dict.fromkeys(("kind", "code", "name", "domain", "echelon"), "text")
        rows = [
            (
                self._uuid(*element.key),
                self._owner(code),
                self.labels[code, element.reach],
                self.elements.get((code, element.parent)),
                element.kind,
                element.code,
                element.name,
                element.domain,
                element.echelon,
            )
            for element in layer
        ]
        insert_rows("forces_element", columns, rows, {"description": "''"})
        written = Element.objects.filter(
            owner=self._owner(code), code__in=[element.code for element in layer]
        )
        self.elements |= {(code, name): key for name, key in written.values_list("code", "pk")}

    def _by_writer(self, rows: Iterable[Stated]) -> dict[str, list[Stated]]:
        """Rows by the party that states them: owners their own grades, alliance staff what takes somebody else."""
        staff = access.alliance().code
        found: dict[str, list[Stated]] = defaultdict(list)
        for row in rows:
            found[row.nation if row.statement.grade in OWN_GRADES else staff].append(row)
        return found

    def _claims(self, writer: str, rows: Sequence[ClaimRow], standards: dict[str, int]) -> None:
        columns = {
            "element_id": "bigint",
            "standard_id": "bigint",
            **_OWNED,
            "stated_by_id": "int",
            **_STATED,
        }
        lines: list[Row] = [
            (
                self.elements.get((row.nation, row.element)),
                standards[row.standard],
                *self._stated(writer, row.nation, row.reach, row.statement),
                row.note,
            )
            for row in rows
        ]
        insert_rows("claims_claim", columns, lines, _NEW_UUID)
        self._tell("Claims on standards", len(rows))

    def _roles(self, writer: str, rows: Sequence[RoleRow], interactions: dict[str, int]) -> None:
        columns = {"element_id": "bigint", "interaction_id": "bigint", "role": "text", **_OWNED}
        columns |= {"stated_by_id": "int", **_STATED}
        lines: list[Row] = [
            (
                self.elements[row.nation, row.element],
                interactions[row.interaction],
                row.role,
                *self._stated(writer, row.nation, row.reach, row.statement),
                "",
            )
            for row in rows
        ]
        insert_rows("claims_roleclaim", columns, lines, _NEW_UUID)
        self._tell("Roles", len(rows))

    def _stated(self, writer: str, nation: str, reach: Reach, statement: Statement) -> Row:
        return (
            self._owner(nation),
            self.labels[nation, reach],
            self._owner(writer),
            int(statement.grade),
            statement.made_on,
            statement.target_on,
            statement.valid_until,
            statement.withdrawn_on,
        )

    def _evidence(self, code: str, standards: dict[str, int]) -> None:
        rows = [row for row in self.coalition.evidence if row.claim.nation == code]
        keys = self._claim_keys(code, {standards[row.claim.standard] for row in rows})
        columns = _OWNED | {"claim_id": "bigint", "text": "text", "proves_on": "date"}
        lines = []
        for row in rows:
            element = self.elements.get((code, row.claim.element))
            claim = keys[element, standards[row.claim.standard], row.claim.statement.made_on]
            label = self.labels[code, row.claim.reach]
            lines.append((self._owner(code), label, claim, row.text, row.proves_on))
        empty = dict.fromkeys(("link", "file_name", "media_type", "sha256"), "''")
        insert_rows(
            "claims_evidence", columns, lines, _NEW_UUID | {"kind": "'text'", "arrived_at": "now()"} | empty
        )

    def _claim_keys(self, code: str, standards: Collection[int]) -> dict[tuple[object, ...], int]:
        found = Claim.objects.filter(owner=self._owner(code), standard__in=standards)
        return {
            tuple(key): claim
            for *key, claim in found.values_list("element_id", "standard_id", "made_on", "pk")
        }

    def _trials(self, code: str, interactions: dict[str, int]) -> None:
        rows = [row for row in self.coalition.trials if row.a[0] == code]
        columns = {"uuid": "uuid", **_OWNED, "partner_id": "int", "partner_label_id": "int", "a_id": "bigint"}
        columns |= {"b_id": "bigint", "interaction_id": "bigint", "result": "text", "held_on": "date"}
        columns |= {"valid_until": "date", "event": "text", "remark": "text"}
        lines = [
            (
                self._trial_uuid(row),
                self._owner(code),
                self.labels[code, row.a_reach],
                self._owner(row.b[0]),
                self.labels[row.b[0], Reach.OWNER],  # the partner opens its half itself
                self.elements[row.a],
                self.elements[row.b],
                interactions[row.interaction],
                row.result,
                row.held_on,
                row.valid_until,
                row.event,
                row.remark,
            )
            for row in rows
        ]
        insert_rows("trials_trial", columns, lines)
        self._tell("Trials", len(rows))

    def _release_other_halves(self, code: str) -> None:
        rows = [row for row in self.coalition.trials if row.b[0] == code and row.b_reach is not Reach.OWNER]
        lines = [(self._trial_uuid(row), self.labels[code, row.b_reach]) for row in rows]
        update_rows("trials_trial", "uuid", {"uuid": "uuid", "partner_label_id": "int"}, lines)

    def _trial_uuid(self, row: TrialRow) -> UUID:
        return self._uuid("trial", *row.a, *row.b, row.interaction, row.held_on)

    def _uuid(self, *subject: object) -> UUID:
        # Stable addresses: what a person noted of one demonstration is found again in the next.
        return uuid5(NAMESPACE_URL, "/".join(map(str, ("accord-demonstration", self.seed, *subject))))

    def _tell(self, label: str, rows: int) -> None:
        self.done += rows
        self.progress(label, self.done, self.total)

    @property
    def total(self) -> int:
        """Rows to write, those of evidence apart."""
        counts = self.coalition.counts
        return sum(counts[name] for name in ("elements", "versions", "claims", "roles", "trials"))


def _layers(tree: Iterable[ElementRow]) -> list[list[ElementRow]]:
    """Elements by depth, so that each layer's parents exist when it is written."""
    depth: dict[str, int] = {}
    layers: dict[int, list[ElementRow]] = defaultdict(list)
    for element in tree:  # parents first
        depth[element.code] = depth.get(element.parent, -1) + 1
        layers[depth[element.code]].append(element)
    return [layers[level] for level in sorted(layers)]
