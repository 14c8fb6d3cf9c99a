"""The full records, which are not part of the repository, and small ones that are written here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the full data; without it a named skip, and in CI a failure."""
    folder = Path(os.environ.get("ACCORD_SHARED_DATA") or _BESIDE)
    if folder.is_dir():
        return folder
    reason = f"the full NISP and FMN records are not at {folder}: set ACCORD_SHARED_DATA"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
