"""Packages import only downwards, and the other contracts of `.importlinter`."""

from __future__ import annotations

import subprocess
import sys

from architecture.source import ROOT, SOURCE

_RUN = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def test_contracts_are_kept():
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_subject_with_tables_keeps_the_order_of_its_files():
    listed = (ROOT / ".importlinter").read_text()
    inside = listed.partition("contract:inside]")[2].partition("\n[")[0].split()
    tables = {path.parent.name for path in SOURCE.glob("*/migrations")}
    assert {f"accord.{name}" for name in tables} <= set(inside)


def test_rules_and_engine_run_without_django():
    """At the prompt, without settings: what import-linter says about names, said about a running interpreter."""
    names = [f"accord.{path.parent.name}.rules" for path in sorted(SOURCE.glob("*/rules.py"))]
    program = f"import sys, accord.engine, {', '.join(names)}; print('django' in sys.modules, 'psycopg' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "False False\n", done.stderr
