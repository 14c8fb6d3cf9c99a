"""Commands and their options; errors become one sentence and an exit code."""

from __future__ import annotations

import sys

import typer

from accord.cli import analysis, imports, serving
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
app.command("analyse")(analysis.analyse)
app.command("explain")(analysis.explain)
app.add_typer(imports.app, name="import")


def main() -> None:
    """Run a command. What was refused is said in one sentence on standard error, with exit code 2."""
    try:
        app()
    except AccordError as error:
        print(f"accord: {error}", file=sys.stderr)  # noqa: T201 - the command line's own voice
        sys.exit(REFUSED)
