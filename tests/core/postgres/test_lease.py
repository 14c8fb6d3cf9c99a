"""The embedded server: started by the first lease, shared, stopped after the last, and safe from every kill -9."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from accord.core.errors import SetupRefused
from accord.core.postgres import ADMIN, APP, OWNER, Cluster, Lease, keeper
from core.postgres.processes import Holder, keeper_process, processes_in, server_process, wait_until

KILLS = 4
RACERS = 6


def connect(lease: Lease, role: str = OWNER) -> psycopg.Connection:
    return psycopg.connect(lease.cluster.dsn(role), autocommit=True)


def gone(cluster: Cluster) -> bool:
    return not processes_in(cluster.data)


def test_first_lease_makes_a_database_in_which_requests_own_nothing(shared: Lease):
    with connect(shared, OWNER) as owner, connect(shared, APP) as app:
        owner.execute("create table noted (n int)")
        app.execute("insert into noted values (1)")
        assert app.execute("select n from noted").fetchall() == [(1,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine (n int)")
        powers = (
            "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = %s"
        )
        assert [app.execute(powers, [role]).fetchone() for role in (OWNER, APP)] == [(False,), (False,)]


def test_server_listens_on_a_private_socket_only(shared: Lease):
    with connect(shared, ADMIN) as admin:
        assert admin.execute("show listen_addresses").fetchone() == ("",)
    assert shared.cluster.sockets.stat().st_mode & 0o777 == 0o700
    assert shared.cluster.folder.stat().st_mode & 0o777 == 0o700


def test_cluster_does_not_depend_on_the_host(shared: Lease):
    with connect(shared, ADMIN) as admin:
        assert admin.execute("show data_checksums").fetchone() == ("on",)
        locale = "select datlocprovider::text, datlocale from pg_database where datname = 'accord'"
        assert admin.execute(locale).fetchone() == ("b", "C.UTF-8")


def test_processes_share_a_server_that_ends_with_its_last_lease(folder: Path, hold: Callable[[], Holder]):
    first, second = hold(), hold()
    server = first.server_process()
    assert second.server_process() == server
    cluster = Cluster(folder)
    assert first.release() == 0
    assert not wait_until(lambda: gone(cluster), keeper.LINGER_SECONDS / 8)
    second.process.kill()  # a killed process gives its lease back as well
    assert wait_until(lambda: gone(cluster), keeper.LINGER_SECONDS + 3)
    with Lease(folder) as lease:
        assert server_process(lease.cluster) != server


def test_six_processes_racing_for_a_fresh_folder_end_with_one_server(
    folder: Path, hold: Callable[[], Holder]
):
    racers = [hold() for _ in range(RACERS)]
    assert len({racer.server_process() for racer in racers}) == 1
    assert [racer.release() for racer in racers] == [0] * RACERS


def test_killed_keeper_ends_the_server_and_the_next_question_brings_both_back(folder: Path):
    with Lease(folder) as lease:
        with connect(lease) as owner:
            owner.execute("create table noted (n int)")
            owner.execute("insert into noted values (1)")
            os.kill(keeper_process(lease.cluster), signal.SIGKILL)
            assert wait_until(lambda: gone(lease.cluster), 5)
        lease.ensure()
        with connect(lease) as owner:
            assert owner.execute("select n from noted").fetchall() == [(1,)]


class Writer(threading.Thread):
    """Writes numbered rows, one transaction each, and remembers which were acknowledged."""

    def __init__(self, lease: Lease) -> None:
        super().__init__()
        self.lease = lease
        self.acknowledged: list[int] = []
        self.ended = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.ended.is_set():
            try:
                with connect(self.lease) as connection:
                    while not self.ended.is_set():
                        number += 1
                        connection.execute("insert into noted values (%s)", [number])
                        self.acknowledged.append(number)
            except psycopg.OperationalError:
                self.ended.wait(0.05)


def test_no_acknowledged_row_is_lost_when_the_server_is_killed_while_it_writes(folder: Path):
    with Lease(folder) as lease:
        with connect(lease) as owner:
            owner.execute("create table noted (n int)")
        writer = Writer(lease)
        writer.start()
        for _ in range(KILLS):
            before = len(writer.acknowledged)
            assert wait_until(lambda before=before: len(writer.acknowledged) > before + 100, 20)
            killed = server_process(lease.cluster)
            os.kill(killed, signal.SIGKILL)
            assert wait_until(lambda killed=killed: killed not in processes_in(lease.cluster.data), 10)
            assert wait_until(lease.cluster.is_ready, 20)
        writer.ended.set()
        writer.join()
        with connect(lease) as owner:
            kept = {number for (number,) in owner.execute("select n from noted")}
    assert set(writer.acknowledged) <= kept


def test_killed_server_is_not_followed_by_another_while_its_last_process_lives(folder: Path):
    with Lease(folder) as lease, connect(lease, ADMIN) as admin:
        killed, watcher = server_process(lease.cluster), keeper_process(lease.cluster)
        os.kill(admin.info.backend_pid, signal.SIGSTOP)  # it does not notice the death of the first process
        os.kill(killed, signal.SIGKILL)
        second = wait_until(lambda: any(_parent(pid) == watcher for pid in processes_in(folder, killed)), 1.5)
        os.kill(admin.info.backend_pid, signal.SIGCONT)
        assert not second
        assert wait_until(lease.cluster.is_ready, 20)


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 1


def test_pid_file_that_names_a_foreign_process_blocks_nothing(folder: Path):
    with Lease(folder) as lease:
        cluster = lease.cluster
        os.kill(keeper_process(cluster), signal.SIGSTOP)
        pid_file = (cluster.data / "postmaster.pid").read_text()
        os.kill(int(pid_file.split()[0]), signal.SIGKILL)
        os.kill(keeper_process(cluster), signal.SIGKILL)
    assert wait_until(lambda: gone(cluster), 5)
    # As after the restart of a container: the number is in use again, by something else.
    (cluster.data / "postmaster.pid").write_text(pid_file.replace(pid_file.split()[0], str(os.getpid()), 1))
    with Lease(folder) as lease:
        assert lease.cluster.is_ready()


def test_server_that_cannot_start_says_why(folder: Path):
    cluster = Cluster(folder)
    cluster.make()
    with (cluster.data / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = 1\n")
    with pytest.raises(SetupRefused, match="did not start"), Lease(folder):
        pass


def test_path_too_long_for_a_socket_is_served_from_a_short_one(base: Path, monkeypatch: pytest.MonkeyPatch):
    # 60 characters, but 120 bytes, which is what counts.
    folder = base / ("ä" * 60) / "data"
    with Lease(folder) as lease:
        with connect(lease) as owner:
            assert owner.execute("select 1").fetchone() == (1,)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(base))
        monkeypatch.setenv("TMPDIR", str(base))
        assert Cluster(folder).sockets == lease.cluster.sockets
        assert lease.cluster.sockets.stat().st_mode & 0o777 == 0o700
