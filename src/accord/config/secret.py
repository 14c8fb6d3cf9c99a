"""The secret key of an instance: made once, kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from accord.core.errors import SetupRefused


def secret_key(folder: Path) -> str:
    """Read the key, making it the first time; processes that race for it end with the same one."""
    path = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        key = path.read_text()
    except OSError as error:
        raise SetupRefused(
            f"The data folder {folder} cannot be used: {error.strerror}. "
            "Set ACCORD_DATA to a folder that this account may write to."
        ) from None
    if not key:
        # A key of nothing would let anybody sign a session.
        raise SetupRefused(f"{path} is empty. Delete it, and a new key is made; everybody signs in again.")
    return key


def _make(path: Path) -> None:
    handle, aside = tempfile.mkstemp(prefix=".secret-key-", dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
    # A link fails where another process was faster, and never shows half a file.
    with suppress(FileExistsError):
        os.link(aside, path)
    os.unlink(aside)
