"""The first answer of a process, computed before anybody asks."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.utils import timezone

from accord.access.acting import acting
from accord.access.selectors import actor_for_party, parties
from accord.analysis.rules import Question
from accord.analysis.selectors import ask, matrix_answer
from accord.core.errors import AccordError


def warm(complain: Callable[[str], object], scope: str = "CORE", level: int = 3) -> None:
    """Build the models of a visitor and of alliance staff; an instance without data is no failure."""
    today = timezone.now().date()
    try:
        for party in parties().exclude(kind="nation"):
            with acting(actor_for_party(party)) as actor:
                matrix_answer(ask(Question(scope, level, today), actor, today))
    except AccordError as error:
        complain(f"nothing to warm yet: {error}")
    except DatabaseError as error:
        complain(f"not warmed, the database refused: {error}")
    finally:
        connection.close()
