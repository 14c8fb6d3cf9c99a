"""How long the real catalogue takes to import, first and again, into a fresh instance.

Run by `python -m benchmarks.imports`. The records are not part of the repository: they are read from
ACCORD_SHARED_DATA, else from ../shared/data beside the checkout.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from accord.core.postgres import Lease

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
SOURCES = (
    ("nisp", "nisp/nisp-records.tar.gz"),
    ("fmn", "fmn/nisp-fmn4-20211022.xml"),
    ("fmn", "fmn/nisp-fmn5-20221202.xml"),
)


def main() -> int:
    """Import everything twice and print seconds and counts; 0 also where the records are absent."""
    shared = Path(os.environ.get("ACCORD_SHARED_DATA", _BESIDE))
    if not (shared / SOURCES[0][1]).exists():
        print(f"imports: the records are not in {shared}; nothing was measured")
        return 0
    with tempfile.TemporaryDirectory(prefix="accord-imports-") as folder:
        # Under root the server's own account must reach its folder below.
        Path(folder).chmod(0o755)
        with Lease(Path(folder) / "postgres"):
            accord(folder, "migrate")
            for run in ("first", "again"):
                for kind, name in SOURCES:
                    _print(
                        run, name, json.loads(accord(folder, "import", kind, str(shared / name), "--json"))
                    )
    return 0


def accord(folder: str, *words: str) -> str:
    """What the command prints; its refusal is ours."""
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", *words],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "ACCORD_DATA": folder},
    )
    return done.stdout


def _print(run: str, name: str, report: dict[str, object]) -> None:
    records = report["records"]
    findings = report["findings"]
    assert isinstance(records, dict)
    assert isinstance(findings, list)
    totals = {
        word: sum(kind[word] for kind in records.values()) for word in ("created", "updated", "unchanged")
    }
    words = ", ".join(f"{count:,} {word}" for word, count in totals.items())
    print(f"{run} {name}: {report['seconds']} s, {words}, {len(findings):,} findings")


if __name__ == "__main__":
    sys.exit(main())
