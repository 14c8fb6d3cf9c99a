"""The secret key: made once, even by processes that race for it, and readable by its owner alone."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from accord.config.secret import secret_key
from accord.core.errors import SetupRefused


def test_key_is_readable_by_its_owner_alone(tmp_path: Path):
    secret_key(tmp_path)
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_racing_readers_end_with_one_key(tmp_path: Path):
    with ThreadPoolExecutor(8) as readers:
        keys = list(readers.map(lambda _: secret_key(tmp_path), range(8)))
    assert len(set(keys)) == 1
    assert len(keys[0]) > 60
    assert os.listdir(tmp_path) == ["secret-key"]


def test_folder_that_cannot_be_used_is_refused(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(SetupRefused, match="ACCORD_DATA"):
        secret_key(tmp_path / "file" / "data")


def test_empty_key_is_refused(tmp_path: Path):
    (tmp_path / "secret-key").touch()
    with pytest.raises(SetupRefused, match="empty"):
        secret_key(tmp_path)
