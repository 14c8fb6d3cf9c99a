"""The people of the demonstration. Nobody signs in as one with a password; visitors step into them."""

from __future__ import annotations

from dataclasses import dataclass

from accord.access.rules import Role


@dataclass(frozen=True)
class DemonstrationAccount:
    """One account; `party` is the code of the party that it stands for."""

    code: str
    email: str
    name: str
    role: Role
    party: str


ACCOUNTS = (
    DemonstrationAccount(
        "aldoria", "desk.aldoria@example.invalid", "Desk officer of Aldoria", Role.DESK_OFFICER, "XAL"
    ),
    DemonstrationAccount(
        "borland", "desk.borland@example.invalid", "Desk officer of Borland", Role.DESK_OFFICER, "XBO"
    ),
    DemonstrationAccount("planner", "planner@example.invalid", "Alliance planner", Role.PLANNER, "ALLIANCE"),
)
