"""Start-up checks: the role that serves requests owns nothing and cannot bypass a policy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from accord.core.errors import SetupRefused

_QUESTION = """
select r.rolname, r.rolsuper, r.rolbypassrls,
       (select count(*) from pg_class c where c.relowner = r.oid),
       pg_has_role(r.rolname, 'accord_owner', 'member')
from pg_roles r where r.rolname = current_user
"""


def role_problems() -> list[str]:
    """Why the current database role must not serve requests; empty when it may."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION)
        name, is_super, bypasses, owned, is_owner = cursor.fetchone()
    reasons = {
        "is a superuser": is_super,
        "may bypass row-level security": bypasses,
        f"owns {owned} tables": owned > 0,
        "is a member of accord_owner": is_owner,
    }
    return [f"The database role {name} {reason}" for reason, holds in reasons.items() if holds]


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
