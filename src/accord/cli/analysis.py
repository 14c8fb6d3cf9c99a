"""`accord analyse` and `accord explain`: the answers of the analysis pages in a terminal, or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from accord.analysis.rules import Grouping, Question
from accord.cli.instance import acting_for
from accord.core.errors import Problem, RuleBroken

if TYPE_CHECKING:
    from accord.access.acting import Actor
    from accord.analysis.selectors import Asked
    from accord.exchange.tables import Table


Scope = Annotated[str, typer.Option("--scope", help="Code of the scope, such as CORE or FMN4.")]
Level = Annotated[int, typer.Option("--level", help="1 planned, 2 declared, 3 evaluated, 4 demonstrated.")]
AsOf = Annotated[str, typer.Option("--as-of", help="Day, as 2026-11-22; today where it is not given.")]
Project = Annotated[str, typer.Option("--project-to", help="Later day to which plans are counted.")]
Viewer = Annotated[
    str, typer.Option("--viewer", help="Nation whose eyes to look through; else alliance staff.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, documented in docs/json.md.")]

_SHOWN = 60


def analyse(
    scope: Scope = "CORE",
    by: Annotated[Grouping, typer.Option("--by", help="Pairs of what.")] = Grouping.NATION,
    level: Level = 3,
    as_of: AsOf = "",
    project_to: Project = "",
    viewer: Viewer = "",
    json: Json = False,
) -> None:
    """Say who can operate with whom over a scope, how well proven."""

    def answer(asked: Asked) -> Table:
        from accord.analysis.selectors import matrix_answer
        from accord.exchange.answers import matrix_table

        return matrix_table(matrix_answer(asked, by))

    shown = ("a", "b", "applicable", "of", "proven_percent", "possible_percent", "weakest_proven", "refuted")
    _answer(answer, scope, level, (as_of, project_to), viewer, shown=() if json else shown)


def explain(
    a: Annotated[str, typer.Argument(help="Nation, unit or system, such as XAL or XAL:2SIG.")],
    b: Annotated[str, typer.Argument(help="The other one.")],
    interaction: Annotated[str, typer.Argument(help="Code of the interaction.")],
    level: Level = 3,
    as_of: AsOf = "",
    project_to: Project = "",
    viewer: Viewer = "",
    json: Json = False,
) -> None:
    """Say why two parties can or cannot do one thing together, and the smallest change that would help."""

    def answer(asked: Asked) -> Table:
        from accord.analysis.selectors import explanation_page
        from accord.exchange.answers import explanation_table

        return explanation_table(explanation_page(asked, a.upper(), b.upper(), interaction.upper()))

    shown = () if json else ("giver", "taker", "kind", "sentence")
    _answer(answer, "CORE", level, (as_of, project_to), viewer, shown=shown)


def _answer(
    make: Callable[[Asked], Table],
    scope: str,
    level: int,
    days: tuple[str, str],
    viewer: str,
    *,
    shown: Sequence[str],
) -> None:
    """Ask, and print: as JSON where no columns are named to be shown."""
    with acting_for(viewer) as actor:
        table = make(_asked(actor, scope, level, days))
        from accord.exchange.tables import Format

        if shown:
            _print_grid(table, shown)
        else:
            sys.stdout.write(table.written_as(Format.JSON).decode() + "\n")


def _asked(actor: Actor, scope: str, level: int, days: tuple[str, str]) -> Asked:
    from django.utils import timezone

    from accord.analysis.selectors import ask

    today = timezone.now().date()
    as_of, project_to = (
        _day(text, option) for text, option in zip(days, ("--as-of", "--project-to"), strict=True)
    )
    return ask(Question(scope.upper(), level, as_of or today, project_to), actor, today)


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = f"{option} {text} is not a day. Write it as 2026-11-22."
        raise RuleBroken([Problem("date", problem, option)]) from None


def _print_grid(table: Table, shown: Sequence[str]) -> None:
    console = Console()
    console.print(table.title, style="bold")
    console.print("  ".join(f"{key}: {text}" for key, text in table.head.items() if text), style="dim")
    grid = Grid(box=None, pad_edge=False)
    columns = [column for column in table.columns if column.key in shown]
    for column in columns:
        grid.add_column(column.heading)
    for row in table.rows[:_SHOWN]:
        grid.add_row(*("–" if row.get(one.key) is None else str(row.get(one.key)) for one in columns))
    console.print(grid)
    if len(table.rows) > _SHOWN:
        console.print(f"{len(table.rows) - _SHOWN} more rows: add --json for all of them.", style="dim")
