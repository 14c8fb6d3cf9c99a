"""Start-up checks: the role that serves requests owns nothing and cannot bypass a policy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from accord.core.errors import SetupRefused

# Every role that the current one is or may become, and what it owns in any database.
_QUESTION = """
select rolname, rolname = current_user, rolsuper, rolbypassrls,
       (select count(*) from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = oid
        and deptype = 'o')
from pg_roles where pg_has_role(current_user, oid, 'member') order by rolname
"""


def role_problems() -> list[str]:
    """Why the current database role must not serve requests; empty when it may."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION)
        roles = cursor.fetchall()
    itself = next(role for role in roles if role[1])
    problems = [f"The database role {itself[0]} {power}" for power in _powers(*itself[2:])]
    if itself[2]:
        return problems  # a superuser is a member of every role
    return problems + [
        f"The database role {itself[0]} is a member of {name}, which {' and '.join(powers)}"
        for name, is_itself, *rest in roles
        if not is_itself and (powers := _powers(*rest))
    ]


def _powers(is_super: bool, bypasses: bool, owned: int) -> list[str]:
    powers = {
        "is a superuser": is_super,
        "may bypass row-level security": bypasses,
        f"owns {owned} tables or other objects": owned > 0,
    }
    return [power for power, holds in powers.items() if holds]


def refuse_powerful_role() -> None:
    """Raise `SetupRefused` when the role that would serve requests could read past a policy."""
    if problems := role_problems():
        raise SetupRefused(
            f"{'; '.join(problems)}: nations' releases would not hold. Let DATABASE_URL name the role accord_app."
        )


@register(Tags.database)
def serving_role_check(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Django's face of the same question, for `manage.py check --database default`."""
    if not databases or settings.AS_OWNER:
        return []
    return [Error(problem, id="access.E001") for problem in role_problems()]
