"""Commands and their options; errors become one sentence and an exit code."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from typing import NoReturn

import typer

from accord.cli import accounts, analysis, imports, serving
from accord.core.errors import AccordError

REFUSED = 2

app = typer.Typer(
    name="accord",
    help="Who can operate with whom, over what, how well proven, why not, and what would help.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(serving.demo)
app.command("serve")(serving.serve)
app.command("migrate")(serving.migrate)
app.command("account")(accounts.account)
app.command("analyse")(analysis.analyse)
app.command("explain")(analysis.explain)
app.add_typer(imports.app, name="import")


def main() -> None:
    """Run a command. What was refused is said in one sentence on standard error, with exit code 2."""
    try:
        app()
    except AccordError as error:
        _complain(str(error))
    except Exception as error:  # noqa: BLE001 - the outermost boundary: people get a sentence, the file the rest
        kept = _kept(traceback.format_exc())
        _complain(
            f"an error that nobody foresaw ({type(error).__name__}). Its details are in {kept}: report them."
        )


def _kept(details: str) -> str:
    """The path of a new file with the details, for its owner's eyes alone: they may name what is not released."""
    handle, path = tempfile.mkstemp(prefix="accord-error-", suffix=".log", text=True)
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        log.write(details)
    return path


def _complain(sentence: str) -> NoReturn:
    print(f"accord: {sentence}", file=sys.stderr)  # noqa: T201 - the command line's own voice
    sys.exit(REFUSED)
