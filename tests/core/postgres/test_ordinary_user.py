"""Everything about the embedded server once more, as an account without rights."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

NOBODY = 65534
# The interpreter may lie below root's closed home: reading there is allowed, writing anywhere is not.
_MAY_READ = "+dac_read_search"


@pytest.mark.skipif(os.geteuid() != 0, reason="this run is an ordinary user's already")
def test_the_same_holds_for_an_ordinary_user():
    here = Path(__file__).parent
    command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    command += [f"--inh-caps={_MAY_READ}", f"--ambient-caps={_MAY_READ}"]
    command += [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(here)]
    environment = {**os.environ, "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=environment, cwd=here.parents[2], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
