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
        self._users = self.cluster.lock_file("users.lock")
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
            with self.cluster.lock_file("supervisor.lock") as lock:
                if try_lock(lock):
                    # A keeper holds the lock as long as it lives: free after asking, it has given up.
                    if asked:
                        raise SetupRefused(f"PostgreSQL did not start: {self._last_words()}")
                    self._start_keeper(lock)
                    asked = True
            if time.monotonic() > end:
                raise SetupRefused(f"PostgreSQL did not become ready: {self._last_words()}")
            time.sleep(0.03)

    def _prepare(self) -> None:
        with self.cluster.alone("setup.lock"):
            prepare_database(self.cluster.dsn(ADMIN, "postgres"), self.database)

    def _start_keeper(self, lock: IO[str]) -> None:
        # The lock is handed over and never free in between, so of many processes one starts the keeper.
        command = [sys.executable, "-m", "accord.core.postgres.keeper", str(self.cluster.folder)]
        with (self.cluster.folder / "postgres-start.log").open("ab") as log:
            subprocess.run(
                command,
                check=True,
                start_new_session=True,
                pass_fds=(lock.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def _last_words(self) -> str:
        log = self.cluster.folder / "postgres-start.log"
        lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
        return lines[-1] if lines else f"see the log in {self.cluster.data}/log."
