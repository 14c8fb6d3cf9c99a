"""Who acts, for which party: the one place that opens the transaction and tells PostgreSQL."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from accord.access.rules import Permission
from accord.core.errors import AccordError


@dataclass(frozen=True)
class Actor:
    """Somebody who acts: an account, the party it stands for, and every party whose releases reach it.

    `party` is None for visitors; `parties` always holds everyone's party once the instance is set up.
    """

    account: int | None = None
    party: int | None = None
    party_code: str = ""
    name: str = ""
    parties: tuple[int, ...] = ()
    permissions: frozenset[Permission] = field(default_factory=frozenset)

    def may(self, permission: Permission) -> bool:
        """True when the actor has the permission."""
        return permission in self.permissions


class NobodyActs(AccordError):
    """A write was tried outside an `acting()` block."""

    code = "nobody-acts"


NOBODY = Actor()
_current: contextvars.ContextVar[Actor] = contextvars.ContextVar("accord_actor", default=NOBODY)
_SET = (
    "select set_config('app.account', %s, true), set_config('app.party', %s, true), "
    "set_config('app.audiences', %s, true)"
)


def current_actor() -> Actor:
    """The actor of the innermost `acting()` block, `NOBODY` outside of one."""
    return _current.get()


@contextmanager
def acting(actor: Actor, using: str = DEFAULT_DB_ALIAS) -> Iterator[Actor]:
    """One transaction in which the database shows and accepts what `actor` may see and write.

    Without it the application's role sees no owned row and can write none.
    """
    connection, before = connections[using], _current.get()
    token = _current.set(actor)
    outermost = not connection.in_atomic_block
    try:
        with transaction.atomic(using=using):
            _tell(connection, actor)
            yield actor
            # Inside a larger transaction the setting would live on: put the caller's back.
            if not outermost and not connection.needs_rollback:
                _tell(connection, before)
    finally:
        _current.reset(token)


def _tell(connection: BaseDatabaseWrapper, actor: Actor) -> None:
    audiences = "{" + ",".join(map(str, actor.parties)) + "}"
    with connection.cursor() as cursor:
        cursor.execute(_SET, [str(actor.account or ""), str(actor.party or ""), audiences])
