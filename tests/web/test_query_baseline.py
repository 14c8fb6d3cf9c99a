"""How many questions each page asks the database, against a checked-in baseline: more is a decision, not an accident.

The numbers are of a page whose model is in memory; the first look at a visible set reads four tables more.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accord.access.acting import acting
from accord.access.selectors import account_by_email, actor_for_party, party_by_code, visitor
from accord.demonstration.accounts import ACCOUNTS
from accord.standards.selectors import scope_page

BASELINE = Path(__file__).with_name("query_baseline.csv")
MOST = 15
# The transaction around a request, and the savepoints that stand in for it in tests.
_FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def addresses() -> dict[str, str]:
    """Every page of the application once, by the name of its route, seen by Aldoria's desk officer."""
    from accord.claims.models import Claim, RoleClaim
    from accord.forces.models import Element
    from accord.standards.models import ProfileChild
    from accord.trials.models import Trial

    with acting(visitor()) as actor:
        interaction = min(scope_page("CORE", actor).wanted)
    with acting(actor_for_party(party_by_code("XAL"))):

        def uuid(model: Any) -> str:
            return str(model.objects.filter(owner__code="XAL").order_by("id")[0].uuid)

        profile = ProfileChild.objects.order_by("id")[0].parent.code
        return {
            "home": "/",
            "analyse": "/analyse/?scope=FMN4",
            "analyse, as a table": "/analyse/?twin=table",
            "pair": "/analyse/XAL/XBO/",
            "pair_units": "/analyse/XAL/XBO/units/",
            "explanation": f"/analyse/XAL/XBO/{interaction}/",
            "nations": "/nations/",
            "nation": "/nations/XAL/",
            "nation, real": "/nations/FIN/",
            "frameworks": "/frameworks/",
            "framework": "/frameworks/EOP/",
            "standards": "/standards/",
            "standard": "/standards/nato-adatp-36-ed.a-v2/",
            "profiles": "/profiles/",
            "profile": f"/profiles/{profile}/",
            "interactions": "/interactions/",
            "interaction": f"/interactions/{interaction}/",
            "scopes": "/scopes/",
            "forces": "/forces/",
            "element": f"/forces/{uuid(Element)}/",
            "claims": "/claims/",
            "claim": f"/claims/{uuid(Claim)}/",
            "role_claim": f"/claims/roles/{uuid(RoleClaim)}/",
            "claim_declare": "/claims/declare/",
            "trials": "/trials/",
            "trial": f"/trials/{uuid(Trial)}/",
        }


def count(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return sum(not one["sql"].startswith(_FRAME) for one in asked)


def test_pages_ask_no_more_than_their_baseline(coalition):
    client = Client()
    email = next(account.email for account in ACCOUNTS if account.code == "aldoria")
    client.force_login(account_by_email(email), backend="allauth.account.auth_backends.AuthenticationBackend")
    found = {name: count(client, address) for name, address in addresses().items()}
    if os.environ.get("WRITE_BASELINE"):
        with BASELINE.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out, lineterminator="\n").writerows([("page", "queries"), *sorted(found.items())])
    with BASELINE.open(encoding="utf-8") as lines:
        baseline = {row["page"]: int(row["queries"]) for row in csv.DictReader(lines)}
    assert {name: found[name] for name in found if found[name] > baseline.get(name, 0)} == {}
    assert max(baseline.values()) <= MOST
