"""`accord account`: open an account on an instance, since nobody registers alone."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from accord.access.rules import Role
from accord.cli.instance import acting_for
from accord.core.errors import Problem, RuleBroken


def account(
    email: Annotated[str, typer.Argument(help="Address with which the person signs in.")],
    party: Annotated[str, typer.Option("--party", help="Code of the nation, or ALLIANCE.")],
    role: Annotated[Role, typer.Option("--role", help="What the person does.")] = Role.DESK_OFFICER,
    name: Annotated[str, typer.Option("--name", help="Name that others see.")] = "",
) -> None:
    """Open an account, or give an existing one a new password, name, role and party.

    The password is asked for, or read as one line from standard input where that is no terminal.
    """
    with acting_for(""):
        from accord.access.selectors import party_by_code
        from accord.access.services import open_account

        found = party_by_code(party)
        password = _password()
        _refuse_weak(password)
        open_account(email=email, name=name or email, role=role, party=found, password=password)
    Console().print(f"{email} can sign in as {role.value} of {found.name}.")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


def _refuse_weak(password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password)
    except ValidationError as error:
        problems = [Problem("password", text, "password") for text in error.messages]
        raise RuleBroken(problems) from None
