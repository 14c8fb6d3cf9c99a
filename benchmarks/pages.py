"""Server time and queries of the analysis pages on the demonstration coalition, and how long it takes to prepare.

Run by `python -m benchmarks.pages`; it prepares the coalition in a folder of its own where it is missing.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

FOLDER = Path(tempfile.gettempdir()) / f"accord-benchmarks-{os.geteuid()}"
os.environ.setdefault("ACCORD_DATA", str(FOLDER))
os.environ["ACCORD_DEMONSTRATION"] = "true"

ROUNDS = 15
PEOPLE = ("planner", "aldoria", "")


def main() -> None:
    """Prepare, measure, print."""
    FOLDER.mkdir(mode=0o755, exist_ok=True)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "accord.cli", "demo", "--prepare-only"], check=True)
    prepared = time.perf_counter() - started
    from accord.cli.instance import instance

    with instance():
        _collect_static_files()
        _print_machine()
        print(f"demo prepared (or found) in {prepared:.1f} s")
        _print_sizes()
        for person in PEOPLE:
            _measure(person)


def _collect_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def _print_machine() -> None:
    import django
    import numpy
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        server = cursor.fetchone()[0]
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}"
    )
    print(f"Django {django.__version__}, NumPy {numpy.__version__}, PostgreSQL {server}")


def _print_sizes() -> None:
    from django.db import connection

    from accord.access.acting import acting
    from accord.access.selectors import actor_for_party, alliance

    tables = ("forces_element", "claims_claim", "claims_roleclaim", "trials_trial", "standards_interaction")
    with acting(actor_for_party(alliance())), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select count(*) from {table}")
            print(f"  {table}: {cursor.fetchone()[0]:,} visible to alliance staff")


def _measure(person: str) -> None:
    from django.test import Client

    from accord.access.selectors import account_by_email
    from accord.demonstration.accounts import ACCOUNTS

    client = Client(headers={"host": "localhost"})
    if person:
        email = next(account.email for account in ACCOUNTS if account.code == person)
        client.force_login(
            account_by_email(email), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    print(f"seen by {person or 'a visitor'}")
    pages = {
        "matrix, core scope": "/analyse/?scope=CORE&level=2",
        "matrix, Spiral 4": "/analyse/?scope=FMN4&level=3",
        "matrix, as a table": "/analyse/?scope=FMN4&level=3&twin=table",
        "pair": "/analyse/XAL/XBO/?scope=FMN4",
        "units of a pair": "/analyse/XAL/XBO/units/?scope=FMN4",
        "explanation": f"/analyse/XAL/XBO/{_an_interaction()}/?level=3",
    }
    for name, address in pages.items():
        cold, warm, queries = _timed(client, address)
        print(f"  {name:24} first {cold:7.0f} ms   warm {warm:6.0f} ms   {queries} queries")
    print(f"  {'matrix after a claim':24} {_after_a_change(client, pages['matrix, Spiral 4']):13.0f} ms")


def _timed(client: Client, address: str) -> tuple[float, float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def get() -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    cold = _milliseconds(get)
    warm = statistics.median(_milliseconds(get) for _ in range(ROUNDS))
    with CaptureQueriesContext(connection) as captured:
        get()
    return cold, warm, len([one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def _after_a_change(client: Client, address: str) -> float:
    """Release a visible claim anew and ask again, a few times; the median."""
    from accord.access.acting import acting
    from accord.access.selectors import actor_for_party, party_by_code
    from accord.claims.models import Claim

    times = []
    for place in range(5):
        with acting(actor_for_party(party_by_code("XAL"))):
            claim = Claim.objects.filter(
                owner__code="XAL", label__audience__len__gt=1, withdrawn_on=None
            ).order_by("id")[place]
            claim.withdrawn_on = claim.made_on + timedelta(days=4000)
            claim.save(update_fields=["withdrawn_on"])
        times.append(_milliseconds(lambda: client.get(address)))
        with acting(actor_for_party(party_by_code("XAL"))):
            claim.withdrawn_on = None
            claim.save(update_fields=["withdrawn_on"])
    return statistics.median(times)


def _an_interaction() -> str:
    from accord.access.acting import acting
    from accord.access.selectors import visitor
    from accord.standards.selectors import scope_page

    with acting(visitor()) as actor:
        return min(scope_page("CORE", actor).wanted)


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
