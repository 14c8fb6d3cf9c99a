"""Alliance staff loads the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accord.access.acting import acting
from cast import as_alliance


@pytest.fixture
def alliance() -> Iterator[None]:
    """The test runs as alliance staff."""
    with acting(as_alliance()):
        yield
