"""Whether a record that is hidden answers as one that does not exist."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from web.walking import said


def is_as_missing(client: Client, name: str, hidden: UUID) -> bool:
    """True when the page of a hidden record is the 404 of a missing one, but for the address asked."""
    bodies = []
    for asked in (hidden, uuid4()):
        answer = client.get(reverse(name, args=[asked]))
        bodies.append((answer.status_code, said(answer).replace(str(asked).encode(), b"asked")))
    return bodies[0] == bodies[1] and bodies[0][0] == 404
