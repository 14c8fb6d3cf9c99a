"""`accord import shipped|nisp|fmn`: what comes with Accord, and the real catalogue from its published records."""

from __future__ import annotations

import json as json_text
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from accord.cli.instance import acting_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accord.exchange.services import ImportReport
    from accord.exchange.shipped import Loaded
    from accord.standards.records import Finding

app = typer.Typer(help="Read standards and profiles from their published records.", no_args_is_help=True)

# Of each kind people see the first few; machines see all.
_SHOWN = 2

Source = Annotated[Path, typer.Argument(help="Archive, folder or file to read.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, documented in docs/json.md.")]


@app.command("shipped")
def shipped() -> None:
    """Load what comes with Accord: public facts about nations, facts about standards, interactions and scopes."""
    with acting_for(""):
        from accord.exchange.shipped import load_shipped

        loaded = load_shipped()
    _print_counts(Console(), loaded)


@app.command("nisp")
def nisp(path: Source, json: Json = False) -> None:
    """Import NISP records from an archive or a folder."""
    _import("nisp", path, json)


@app.command("fmn")
def fmn(path: Source, json: Json = False) -> None:
    """Import one FMN spiral profile from its XML file."""
    _import("fmn", path, json)


def _import(kind: str, path: Path, as_json: bool) -> None:
    with acting_for(""):
        from accord.exchange import services

        run = {"nisp": services.import_nisp, "fmn": services.import_fmn}[kind]
        with Console(stderr=True).status(f"Reading {path}") as status:
            report = run(path, progress=lambda done, total: status.update(f"{done} of {total} records"))
    # Printed after the import is stored: a reader that stops reading must not undo it.
    if as_json:
        sys.stdout.write(json_text.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        _print_report(report)


def _print_report(report: ImportReport) -> None:
    console = Console()
    _print_counts(console, report.counts)
    if not report.changed:
        console.print("Nothing changed: everything stands as the source says.")
    console.print(f"{len(report.findings)} findings in the source, by kind; --json lists them all.")
    _print_findings(console, report.findings)


def _print_counts(console: Console, counted: Mapping[str, Loaded]) -> None:
    grid = Grid(box=None, pad_edge=False)
    for heading in ("records", "created", "updated", "unchanged"):
        grid.add_column(heading, justify="left" if heading == "records" else "right")
    for kind, counts in counted.items():
        grid.add_row(kind, str(counts.created), str(counts.updated), str(counts.unchanged))
    console.print(grid)


def _print_findings(console: Console, findings: Sequence[Finding]) -> None:
    by_kind: dict[str, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    for kind, found in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])):
        console.print(f"{len(found):5} {kind}", style="bold", highlight=False)
        for finding in found[:_SHOWN]:
            words = f"{finding.record} {finding.field}: {finding.message}"
            console.print(f"      {words}", highlight=False, markup=False, soft_wrap=True)
