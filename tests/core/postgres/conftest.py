"""Data folders of their own for embedded servers."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accord.core.postgres import Cluster, Lease
from core.postgres.processes import Holder, end_at_once


@contextmanager
def _base() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="accord-pg-"))
    # As a data folder's parent must be: every account may pass through.
    made.chmod(0o755)
    yield made
    for cluster in map(Cluster, {path.parent for path in made.rglob("users.lock")}):
        end_at_once(cluster)
        if cluster.sockets.parent != cluster.folder:
            shutil.rmtree(cluster.sockets, ignore_errors=True)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def base() -> Iterator[Path]:
    """A folder for data folders."""
    with _base() as made:
        yield made


@pytest.fixture
def folder(base: Path) -> Path:
    """A data folder that does not exist yet."""
    return base / "data"


@pytest.fixture(scope="session")
def shared() -> Iterator[Lease]:
    """A lease for tests that only look."""
    with _base() as made, Lease(made / "data") as lease:
        yield lease


@pytest.fixture
def hold(folder: Path) -> Iterator[Callable[[], Holder]]:
    """Starts processes that hold a lease on `folder`."""
    started: list[Holder] = []

    def start() -> Holder:
        started.append(Holder(folder))
        return started[-1]

    yield start
    for holder in started:
        holder.process.kill()
        holder.process.communicate()
