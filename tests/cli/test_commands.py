"""The command as people run it: a process, a data folder, words and exit codes."""

from __future__ import annotations

import csv
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.core.postgres import Lease

REFUSED = 2


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A data folder with the small demonstration; the server stays up for the module."""
    with tempfile.TemporaryDirectory(prefix="accord-cli-") as made:
        path = Path(made)
        path.chmod(0o755)
        with Lease(path / "postgres"):
            done = run(path, "demo", "--size", "small", "--prepare-only")
            assert done.returncode == 0, done.stderr
            yield path


def run(folder: Path, *words: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "accord.cli", *words],
        check=False,
        capture_output=True,
        text=True,
        input=f"{typed}\n",
        env={**kept, "ACCORD_DATA": str(folder), "COLUMNS": "160", **variables},
        timeout=120,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """What a refused command said; it is one sentence or two, without a traceback."""
    assert done.returncode == REFUSED, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_second_demo_changes_nothing_and_says_so(folder):
    done = run(folder, "demo", "--size", "small", "--prepare-only")
    assert "stands already" in " ".join((done.stdout + done.stderr).split())


def test_analyse_prints_a_table_for_people(folder):
    done = run(folder, "analyse", "--scope", "CORE", "--level", "2", "--viewer", "XAL")
    assert done.returncode == 0, done.stderr
    assert "seen by: Aldoria" in done.stdout
    assert "XAL" in done.stdout


@pytest.mark.parametrize("by", ["nation", "unit", "participant"])
def test_analyse_answers_in_json_by_every_grouping(folder, by):
    content = json.loads(run(folder, "analyse", "--by", by, "--json").stdout)
    assert content["seen by"] == "Alliance staff"
    assert {"a", "b", "applicable", "of", "proven", "possible"} <= set(content["rows"][0])


def test_viewers_get_answers_of_their_own(folder):
    answers = [
        run(folder, "analyse", "--json", "--level", "2", "--viewer", code).stdout
        for code in ("", "XAL", "ALL")
    ]
    assert len(set(answers)) == 3


def test_explanation_names_blockers_and_the_smallest_change(folder):
    pairs = json.loads(run(folder, "analyse", "--level", "4", "--json").stdout)["rows"]
    worst = min((row for row in pairs if row["applicable"]), key=lambda row: row["proven_percent"])
    scope = run(folder, "explain", worst["a"], worst["b"], "NOPE")
    assert "NOPE" in refused(scope)
    content = json.loads(
        run(
            folder, "explain", worst["a"], worst["b"], a_core_interaction(folder), "--level", "4", "--json"
        ).stdout
    )
    assert {"blocker", "reached", "smallest change"} & {row["kind"] for row in content["rows"]}
    assert content["state"] in {"applicable", "unserved", "not applicable"}


def a_core_interaction(folder: Path) -> str:
    catalogue = Path(__file__).resolve().parents[2] / "src/accord/standards/catalogue/interactions.csv"
    with catalogue.open(encoding="utf-8") as lines:
        return next(row["code"] for row in csv.DictReader(lines) if row["core"] == "yes")


def test_projection_and_as_of_are_said_in_the_answer(folder):
    content = json.loads(
        run(folder, "analyse", "--as-of", "2025-01-01", "--project-to", "2026-01-01", "--json").stdout
    )
    assert (content["as of"], content["projected to"]) == ("2025-01-01", "2026-01-01")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("analyse", "--level", "7"), "Level 7 does not exist"),
        (("analyse", "--scope", "NOPE"), "NOPE"),
        (("analyse", "--viewer", "ZZZ"), "ZZZ"),
        (("analyse", "--as-of", "yesterday"), "--as-of yesterday is not a day"),
        (("analyse", "--as-of", "2026-01-01", "--project-to", "2025-01-01"), "lies before"),
        (("explain", "XAL", "ZZZ", "NOPE"), "ZZZ"),
        (("import", "nisp", "no-such-file.tar.gz"), "no-such-file.tar.gz"),
    ],
)
def test_mistakes_get_one_sentence_with_the_value(folder, words, said):
    assert said in " ".join(refused(run(folder, *words)).split())


def test_all_problems_of_a_question_are_said_at_once(folder):
    said = refused(run(folder, "analyse", "--level", "0", "--as-of", "2999-01-01"))
    assert "Level 0" in said
    assert "1 Jan 2999" in said


def test_unknown_setting_is_refused(folder):
    assert "ACCORD_PROT" in refused(run(folder, "analyse", ACCORD_PROT="8000"))


def test_taken_port_is_refused_with_another_to_try(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port}" in refused(run(folder, "serve", "--port", str(port)))


def test_unreachable_server_is_refused(folder):
    url = "postgresql://accord_app:wrong@127.0.0.1:1/accord"
    assert "The database refuses" in refused(run(folder, "analyse", DATABASE_URL=url))


def test_foreign_database_address_is_refused(folder):
    assert "no address of a database" in refused(run(folder, "analyse", DATABASE_URL="mysql://x/y"))


def test_own_instance_begins_with_what_ships_and_an_account(folder):
    with tempfile.TemporaryDirectory(prefix="accord-cli-") as made:
        path = Path(made)
        path.chmod(0o755)
        with Lease(path / "postgres"):
            assert run(path, "migrate").returncode == 0
            assert "interaction" in run(path, "import", "shipped").stdout
            again = run(path, "import", "shipped").stdout.splitlines()[1:]
            assert {tuple(line.split()[1:3]) for line in again} == {("0", "0")}
            words = ("account", "desk@example.org", "--party", "FIN")
            assert "common" in refused(run(path, *words, typed="password1234"))
            assert "XXX" in refused(run(path, "account", "a@example.org", "--party", "XXX", typed="x"))
            assert "desk officer of Finland" in run(path, *words, typed="Orion-kettle7-Fjord").stdout
            assert "role" in refused(run(path, *words, "--role", "planner", typed="Orion-kettle7-Fjord"))


def test_instance_without_tables_says_what_to_run(folder):
    with tempfile.TemporaryDirectory(prefix="accord-cli-") as made:
        Path(made).chmod(0o755)
        assert "accord migrate" in refused(run(Path(made), "analyse"))


def test_folder_that_cannot_be_written_is_refused(folder):
    blocked = folder / "a-file"
    blocked.write_text("")
    assert "a-file" in refused(run(blocked, "analyse"))


def test_web_server_refuses_to_start_as_the_owner_of_the_tables(folder):
    done = subprocess.run(
        [sys.executable, "-c", "import accord.config.wsgi"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "ACCORD_DATA": str(folder), "ACCORD_AS_OWNER": "true", "DATABASE_URL": ""},
        timeout=60,
    )
    assert done.returncode != 0
    assert "SetupRefused" in done.stderr
    assert "accord_owner" in done.stderr
