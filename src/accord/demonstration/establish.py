"""Sets the demonstration coalition up, once: a second run with the same size and seed changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from accord.access import selectors as access
from accord.access import services
from accord.access.acting import acting
from accord.access.models import AuditEntry
from accord.core.errors import AccordError
from accord.demonstration.accounts import ACCOUNTS
from accord.demonstration.catalogue import Catalogue, Interaction, Requirement
from accord.demonstration.coalition import SIZES, Size, coalition
from accord.demonstration.loading import Loader, Progress, quiet
from accord.standards.models import Interaction as InteractionTable
from accord.standards.models import Standard
from accord.standards.selectors import requirement_table

SEED = 2
_ACTION = "demonstration.established"
_KIND = "demonstration"


class DemonstrationRefused(AccordError):
    """The coalition cannot be set up here as asked."""

    code = "demonstration"


@dataclass(frozen=True)
class Established:
    """What stands now: how many rows of each kind, and whether this run made them."""

    counts: dict[str, int]
    is_new: bool


def size_named(name: str) -> Size:
    """The size with this name; raises `DemonstrationRefused` for another word."""
    if name not in SIZES:
        raise DemonstrationRefused(f"There is no size “{name}”. Choose one of: {', '.join(SIZES)}.")
    return SIZES[name]


def establish(size: Size, seed: int, today: date, progress: Progress = quiet) -> Established:
    """Make nations, accounts, forces, claims and trials, dated relative to `today`; needs the catalogue.

    All or nothing. What stands keeps the dates of the day on which it was made.
    """
    mark = f"{size.name} {seed}"
    if (found := _standing()) is not None:
        return _unless_another(found, mark)
    progress("Coalition", 0, 1)
    # Made before the transaction begins: the database ends transactions that stay idle.
    rows = coalition(size, seed, today, read_catalogue())
    with transaction.atomic():
        _wait_for_others()
        if (found := _standing()) is not None:
            return _unless_another(found, mark)
        Loader(rows, seed, progress).load()
        open_accounts()
        with acting(access.actor_for_party(access.alliance())):
            detail = {"today": today.isoformat(), "counts": rows.counts}
            services.record(_ACTION, kind=_KIND, key=mark, detail=detail)
    return Established(rows.counts, is_new=True)


def _wait_for_others() -> None:
    """Let one process at a time set up; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [_ACTION])


def _standing() -> AuditEntry | None:
    with acting(access.actor_for_party(access.alliance())):
        return AuditEntry.objects.filter(action=_ACTION, object_kind=_KIND, owner=None).first()


def _unless_another(found: AuditEntry, mark: str) -> Established:
    if found.object_key != mark:
        raise DemonstrationRefused(
            f"The demonstration coalition “{found.object_key}” (size and seed) stands here, not “{mark}”. "
            "Use another data folder, or ask for the one that stands."
        )
    return Established(found.detail["counts"], is_new=False)


def open_accounts() -> None:
    """The accounts that people may step into; none has a password."""
    parties = {party.code: party for party in access.parties()}
    with acting(access.actor_for_party(access.alliance())):
        for account in ACCOUNTS:
            services.open_account(
                email=account.email,
                name=account.name,
                role=account.role,
                party=parties[account.party],
                password=None,
            )


def read_catalogue() -> Catalogue:
    """The catalogue as the generator takes it; standards that no catalogue describes cannot be claimed."""
    dimensions = dict(Standard.objects.values_list("code", "dimension"))
    table = requirement_table()
    lines = zip(table["interaction"], table["role"], table["standard"], table["obligation"], strict=True)
    interactions = InteractionTable.objects.order_by("code").values_list("code", "kind", "family", "edition")
    return Catalogue(
        tuple(Interaction(*row) for row in interactions),
        tuple(Requirement(*line) for line in lines if line[2] in dimensions),
        dimensions,
    )
