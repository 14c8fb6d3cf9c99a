"""`accord migrate`, `accord serve` and `accord demo`: from nothing to a running instance."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from accord.cli.instance import demonstration_folder, instance, refuse_empty_database
from accord.core.errors import SetupRefused

if TYPE_CHECKING:
    from accord.core.postgres import Lease

_HOST = "127.0.0.1"
_PAUSE = 1.0

Port = Annotated[int, typer.Option("--port", help="Port on this machine; ACCORD_PORT or 8000 otherwise.")]


def migrate() -> None:
    """Make or bring up to date the tables, as their owner; run it after every upgrade."""
    os.environ["ACCORD_AS_OWNER"] = "true"
    with instance():
        from django.core.management import call_command

        from accord.access.services import set_up_parties

        call_command("migrate", verbosity=0, interactive=False)
        set_up_parties()


def serve(port: Port = 0) -> None:
    """Serve the pages until interrupted."""
    with instance() as lease:
        from django.conf import settings

        refuse_empty_database()
        _serve(lease, port or settings.PORT)


def demo(
    port: Port = 0,
    size: Annotated[str, typer.Option("--size", help="full, or small for a quick look.")] = "full",
    prepare_only: Annotated[bool, typer.Option("--prepare-only", help="Stop before serving.")] = False,
) -> None:
    """Set up the demonstration coalition and serve it."""
    console = Console(stderr=True)
    _in_demonstration_folder()
    with instance() as lease:
        from django.conf import settings

        port = port or settings.PORT
        if not prepare_only:
            refuse_taken_port(port)
        console.print("Making tables")
        run_as_owner()
        from accord.demonstration.run import prepare

        prepare(size, console)
        console.print(f"\n{first_answer()}")
        if not prepare_only:
            console.print(
                f"\nAccord is running at [bold]http://localhost:{port}/[/bold] (stop it with Ctrl+C)\n"
            )
            _serve(lease, port)


def first_answer() -> str:
    """Who can operate with whom over the core scope, as alliance staff sees it, in one sentence."""
    from django.utils import timezone

    from accord.access.acting import acting
    from accord.access.selectors import actor_for_party, alliance
    from accord.analysis.rules import Question
    from accord.analysis.selectors import ask, matrix_answer
    from accord.analysis.sentences import matrix_sentence

    today = timezone.now().date()
    with acting(actor_for_party(alliance())) as actor:
        return matrix_sentence(matrix_answer(ask(Question("CORE", 2, today), actor, today)))


def _in_demonstration_folder() -> None:
    """The demonstration keeps to a folder of its own, and knows that it is one."""
    os.environ["ACCORD_DEMONSTRATION"] = "true"
    if not os.environ.get("ACCORD_DATA") and not os.environ.get("DATABASE_URL"):
        os.environ["ACCORD_DATA"] = str(demonstration_folder())


def run_as_owner() -> None:
    """Migrate in a process of its own, because this one serves as the application's role."""
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", "migrate"], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SetupRefused(done.stderr.strip().removeprefix("accord: ") or "The tables could not be made.")


def refuse_taken_port(port: int) -> None:
    """Raise `SetupRefused` where something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise SetupRefused(
                f"Port {port} cannot be used: {error.strerror}. Name a free one, for example: --port {port + 1}"
            ) from None


def _serve(lease: Lease | None, port: int) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from accord.access.checks import refuse_powerful_role

    refuse_taken_port(port)
    refuse_powerful_role()
    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config=python:accord.config.server",
            f"--bind={_HOST}:{port}",
            f"--workers={settings.WORKERS}",
            "accord.config.wsgi:application",
        ]
    )
    _watch(server, lease)


def _watch(server: subprocess.Popen[bytes], lease: Lease | None) -> None:
    """Pass signals on, and bring the embedded database back should its keeper be killed."""

    def stop(number: int, _frame: FrameType | None) -> None:
        server.send_signal(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while server.poll() is None:
        if lease is not None:
            lease.ensure()
        time.sleep(_PAUSE)
    if server.returncode > 0:
        raise SetupRefused("The web server stopped: its own message stands above.")
