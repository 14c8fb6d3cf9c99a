"""The full records, which are not part of the repository, and small ones that are written here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accord.exchange.archives import read_archive
from accord.exchange.nisp.export import Export, read_export

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


@pytest.fixture(scope="session")
def archive_path(shared_data: Path) -> Path:
    """The full NISP export."""
    return shared_data / "nisp" / "nisp-records.tar.gz"


@pytest.fixture(scope="session")
def export(archive_path: Path) -> Export:
    """The full NISP export, read."""
    return read_export(read_archive(archive_path))
