"""Processes around an embedded server: holders of leases, the keeper, the server's own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from accord.core.postgres import Cluster

# Prints the server's process once the lease holds, and keeps the lease until its input ends.
_HOLDER = """
import sys
from pathlib import Path
from accord.core.postgres import Lease
with Lease(Path(sys.argv[1])) as lease:
    print((lease.cluster.data / "postmaster.pid").read_text().split()[0], flush=True)
    sys.stdin.read()
"""


class Holder:
    """A process of its own that holds a lease."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def server_process(self) -> int:
        """The server's process id; waits until the lease holds."""
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return int(line)

    def release(self) -> int:
        """Let the lease go; the exit code."""
        self.process.communicate()
        return self.process.returncode


def server_process(cluster: Cluster) -> int:
    """The process id of the first server process."""
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def keeper_process(cluster: Cluster) -> int | None:
    """The process id of the keeper of one folder; None where there is none."""
    wanted = ["-m", "accord.core.postgres.keeper", str(cluster.folder)]
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes().decode(errors="replace").rstrip("\0").split("\0")[1:] == wanted:
                return int(path.parent.name)
    return None


def wait_until(fact: Callable[[], bool], seconds: float) -> bool:
    """True as soon as `fact()` holds, False where it does not within the time."""
    end = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def processes_in(folder: Path, *besides: int) -> list[int]:
    """Processes, besides some, that work in this folder or below: those of its server."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if Path(os.readlink(link)).is_relative_to(folder):
                found.append(int(link.parent.name))
    return [pid for pid in found if pid not in besides]


def end_at_once(cluster: Cluster) -> None:
    """Kill the keeper, which ends the server, and wait for it."""
    keeper = keeper_process(cluster)
    if keeper is not None:
        with suppress(ProcessLookupError):
            os.kill(keeper, signal.SIGKILL)
    wait_until(lambda: not processes_in(cluster.data), 10)
