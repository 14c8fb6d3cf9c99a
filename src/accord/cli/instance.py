"""Opening an instance from the command line: its database, Django, and on whose behalf a command acts.

Django is imported inside functions: `accord --help` and refused settings must not need it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from accord.core.env import Environment, data_folder
from accord.core.errors import SetupRefused
from accord.core.postgres import Lease
from accord.core.postgres.roles import refuse_old_server

if TYPE_CHECKING:
    from accord.access.acting import Actor


@contextmanager
def instance() -> Iterator[Lease | None]:
    """Set Django up on a running database; yields the embedded server's lease, None with DATABASE_URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    import django
    from django.conf import settings

    with ExitStack() as held:
        lease = held.enter_context(Lease(settings.DATA / "postgres")) if settings.EMBEDDED else None
        django.setup()
        _refuse_unfit_database()
        yield lease


@contextmanager
def acting_for(code: str) -> Iterator[Actor]:
    """An open instance in which the command acts for the nation with this code; '' is alliance staff."""
    turn_to_demonstration()
    with instance():
        from accord.access.acting import acting
        from accord.access.checks import refuse_powerful_role
        from accord.access.selectors import actor_for_party, alliance, party_by_code

        refuse_empty_database()
        refuse_powerful_role()
        with acting(actor_for_party(party_by_code(code) if code else alliance())) as actor:
            yield actor


def demonstration_folder() -> Path:
    """Where the demonstration keeps its database and files, apart from those of an instance in earnest."""
    return data_folder(Environment()) / "demonstration"


def turn_to_demonstration() -> None:
    """Ask the demonstration where nothing else is set up here and no other instance is named."""
    named = os.environ.keys() & {"ACCORD_DATA", "DATABASE_URL", "DATABASE_URL_FILE"}
    folder = demonstration_folder()
    if not named and (folder / "postgres").exists() and not (folder.parent / "postgres").exists():
        os.environ["ACCORD_DATA"] = str(folder)


def refuse_empty_database() -> None:
    """Raise `SetupRefused` where migrations have not run."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select to_regclass('access_party') is not null and to_regclass('trials_trial') is not null"
        )
        if not cursor.fetchone()[0]:
            raise SetupRefused("This instance is not set up: its database has no tables. Run: accord migrate")


def _refuse_unfit_database() -> None:
    from django.db import connection
    from django.db.utils import OperationalError

    try:
        connection.ensure_connection()
    except OperationalError as error:
        words = " ".join(str(error).split())
        raise SetupRefused(
            f"The database refuses: {words}. Check DATABASE_URL: host, port, name, role and password."
        ) from None
    with connection.cursor() as cursor:
        cursor.execute("show server_version_num")
        refuse_old_server(int(cursor.fetchone()[0]))
