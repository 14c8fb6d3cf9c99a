"""The secret key of an instance: made once, kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from accord.core.errors import SetupRefused


def secret_key(folder: Path) -> str:
    """Read the key, making it the first time; processes that race for it end with the same one."""
    path = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            aside = folder / f".secret-key-{os.getpid()}"
            aside.touch(mode=0o600)
            aside.write_text(secrets.token_urlsafe(64))
            # A link fails where another process was faster, and never shows half a file.
            try:
                os.link(aside, path)
            except FileExistsError:
                pass
            aside.unlink()
        return path.read_text()
    except OSError as error:
        raise SetupRefused(
            f"The data folder {folder} cannot be used: {error.strerror}. "
            "Set ACCORD_DATA to a folder that this account may write to."
        ) from None
