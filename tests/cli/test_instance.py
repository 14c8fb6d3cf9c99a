"""Which instance a command asks where none is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accord.cli import instance


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The usual data folder of this machine, with the demonstration set up in it, and no other instance named."""
    (tmp_path / "demonstration" / "postgres").mkdir(parents=True)
    monkeypatch.setattr(instance, "data_folder", lambda _env: tmp_path)
    for name in ("ACCORD_DATA", "DATABASE_URL", "DATABASE_URL_FILE"):
        # Set first, so that what the command sets is undone with it.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return tmp_path


def test_demonstration_answers_where_it_is_the_only_instance(usual: Path):
    instance.turn_to_demonstration()
    assert os.environ["ACCORD_DATA"] == str(usual / "demonstration")


def test_demonstration_never_stands_in_for_an_instance_in_earnest(usual: Path):
    (usual / "postgres").mkdir()
    instance.turn_to_demonstration()
    assert "ACCORD_DATA" not in os.environ


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_URL_FILE"])
def test_named_database_is_asked(usual: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv(name, "postgresql:///accord")
    instance.turn_to_demonstration()
    assert "ACCORD_DATA" not in os.environ
