"""A process's share in the embedded server."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from accord.core.errors import SetupRefused
from accord.core.postgres.cluster import ADMIN, Cluster
from accord.core.postgres.keeper import try_lock
from accord.core.postgres.roles import prepare_database

_START_WAIT = 300.0


class Lease:
    """While it is held, the embedded server of `folder` runs and its database is ready for Accord's roles."""

    def __init__(self, folder: Path, database: str = "accord") -> None:
        self.cluster = Cluster(folder)
        self.database = database
        self._users: IO[str] | None = None

    def __enter__(self) -> Lease:
        self.cluster.make()
        self._users = (self.cluster.folder / "users.lock").open("a")
        try:
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self.ensure()
            self._prepare()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._users is not None:
            self._users.close()
            self._users = None

    def ensure(self) -> None:
        """Start a keeper where none runs and wait until the server answers; cheap when all is well."""
        end, asked = time.monotonic() + _START_WAIT, False
        while not self.cluster.is_ready():
            if self._nobody_keeps():
                # A keeper takes its lock before it returns, so a free lock after asking means that it gave up.
                if asked:
                    raise SetupRefused(f"PostgreSQL did not start: {self._last_words()}")
                self._ask_keeper()
                asked = True
            if time.monotonic() > end:
                raise SetupRefused(f"PostgreSQL did not become ready: {self._last_words()}")
            time.sleep(0.03)

    def _prepare(self) -> None:
        with (self.cluster.folder / "setup.lock").open("a") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)
            prepare_database(self.cluster.dsn(ADMIN, "postgres"), self.database)

    def _nobody_keeps(self) -> bool:
        with (self.cluster.folder / "supervisor.lock").open("a") as lock:
            return try_lock(lock)

    def _ask_keeper(self) -> None:
        command = [sys.executable, "-m", "accord.core.postgres.keeper", str(self.cluster.folder)]
        subprocess.run(  # noqa: S603 - fixed words
            command,
            check=True,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _last_words(self) -> str:
        log = self.cluster.folder / "postgres-start.log"
        lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
        return lines[-1] if lines else f"see the log in {self.cluster.data}/log."
