"""Everything that a fresh instance needs to show itself, with progress for the person who waits."""

from __future__ import annotations

from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from accord.access import selectors as access
from accord.access.acting import acting
from accord.demonstration.establish import SEED, Established, establish, size_named
from accord.exchange.shipped import load_shipped


def prepare(size: str, console: Console) -> Established:
    """Load the public facts and the catalogue, and establish the coalition; run again it changes nothing."""
    chosen = size_named(size)
    with acting(access.actor_for_party(access.alliance())):
        console.print("Loading nations and standards")
        load_shipped()
    with _bar(console) as bar:
        task = bar.add_task("Coalition", total=None)
        established = establish(
            chosen,
            SEED,
            timezone.now().date(),
            lambda label, done, total: bar.update(task, description=label, completed=done, total=total),
        )
    console.print(_sentence(established))
    return established


def _bar(console: Console) -> Progress:
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=console, transient=True)


def _sentence(established: Established) -> str:
    counts = established.counts
    words = (
        f"{counts['nations']} invented nations, {counts['elements']} units and systems, "
        f"{counts['claims'] + counts['roles']} claims, {counts['trials']} trials"
    )
    return (
        f"Made the coalition: {words}." if established.is_new else f"The coalition stands already: {words}."
    )
