"""`make bench`: all benchmarks, one after the other, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys

NAMES = ("engine", "imports", "pages")


def main() -> None:
    """Run every benchmark, or those that the command names; end with the worst exit code."""
    codes = [
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
        for name in sys.argv[1:] or NAMES
    ]
    sys.exit(max(codes))


main()
