"""`python -m accord.core.postgres.keeper`: runs the embedded server while anybody holds a lease."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from accord.core.postgres.cluster import Cluster

# Commands follow each other within seconds; a server that lingers spares them its start.
LINGER_SECONDS = 4.0
_PAUSE = 0.2
_START_WAIT = 300.0


def try_lock(file: IO[str]) -> bool:
    """Take an exclusive lock on `file` if nobody holds any; tell whether it worked."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_until_ready(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_WAIT
    while not cluster.is_ready():
        if server.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"PostgreSQL did not start: see {cluster.folder}/postgres-start.log")
        time.sleep(0.03)


def _run_until_unused(cluster: Cluster, users: IO[str]) -> None:
    server = cluster.launch()
    _wait_until_ready(cluster, server)
    unused_since: float | None = None
    while True:
        if server.poll() is not None:
            server = cluster.launch()
            _wait_until_ready(cluster, server)
        if not try_lock(users):
            unused_since = None
        else:
            unused_since = unused_since or time.monotonic()
            if time.monotonic() - unused_since > LINGER_SECONDS:
                # New users wait at this lock until the server has gone, and then start their own.
                _stop(server)
                return
            fcntl.flock(users, fcntl.LOCK_UN)
        time.sleep(_PAUSE)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    server.wait(60)


def main(folder: str) -> int:
    """Keep the server of `folder` running until its last lease has gone.

    The caller hands over the supervisor's lock as an inherited descriptor and waits only for this process: a
    child of its own, in no session of the caller's, keeps the lock and does the work.
    """
    if os.fork() == 0:
        cluster = Cluster(Path(folder))
        with cluster.lock_file("users.lock") as users:
            _run_until_unused(cluster, users)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
