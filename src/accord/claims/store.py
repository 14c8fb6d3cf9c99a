"""Files that support claims: on disk under a random name, outside everything that a web server shows."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

_CHUNK = 64 * 1024


def path_of(name: UUID) -> Path:
    """Where the file of a piece of evidence lies; `name` is the evidence's own random uuid."""
    return Path(settings.EVIDENCE_FOLDER) / name.hex


def store(content: BinaryIO, name: UUID) -> str:
    """Write a file for its evidence and answer its SHA-256; half a file is never left under the name."""
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    digest = hashlib.sha256()
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
    aside.rename(path)
    return digest.hexdigest()
