"""Folders that cannot hold a cluster are refused in one sentence that names the folder and the next step."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accord.core.errors import SetupRefused
from accord.core.postgres import Cluster, Lease
from accord.core.postgres.cluster import service_user

ROOT = os.geteuid() == 0


def refusal(folder: Path) -> str:
    with pytest.raises(SetupRefused) as refused, Lease(folder):
        pass
    assert refused.value.code == "setup"
    return str(refused.value)


def test_folder_below_a_file_is_refused(base: Path):
    (base / "file").touch()
    assert "ACCORD_DATA" in refusal(base / "file" / "data")


def test_file_in_place_of_the_folder_is_refused(base: Path):
    (base / "data").touch()
    assert "is not a folder" in refusal(base / "data")


@pytest.mark.skipif(ROOT, reason="root may write anywhere; the ordinary user's run covers it")
def test_parent_that_may_not_be_written_is_refused(base: Path):
    base.chmod(0o555)
    message = refusal(base / "data")
    base.chmod(0o755)
    assert str(base / "data") in message
    assert "ACCORD_DATA" in message


@pytest.mark.skipif(ROOT, reason="root may write anywhere; the ordinary user's run covers it")
def test_own_folder_that_may_not_be_written_is_refused(folder: Path):
    folder.mkdir(mode=0o500)
    assert "Permission denied" in refusal(folder)


def test_folder_that_others_may_read_is_refused(folder: Path):
    Cluster(folder).make()
    folder.chmod(0o750)
    assert f"chmod 700 {folder}" in refusal(folder)


@pytest.mark.skipif(not ROOT, reason="only root can give a folder away")
def test_folder_of_somebody_else_is_refused(folder: Path):
    folder.mkdir(mode=0o700)
    assert f"must belong to {service_user().pw_name}" in refusal(folder)


@pytest.mark.skipif(not ROOT, reason="only under root another account runs the server")
def test_folder_that_the_service_account_cannot_reach_is_refused(base: Path):
    closed = base / "closed"
    closed.mkdir(mode=0o700)
    assert f"chmod o+x {closed}" in refusal(closed / "data")


def test_folder_of_another_major_version_is_refused(folder: Path):
    cluster = Cluster(folder)
    cluster.make()
    (cluster.data / "PG_VERSION").write_text("16\n")
    assert "written by PostgreSQL 16, this is 18" in refusal(folder)


def test_interrupted_attempt_leaves_nothing_in_the_way(folder: Path):
    cluster = Cluster(folder)
    cluster.make()
    cluster.data.rename(folder / "pg18.new")
    (folder / "pg18.new" / "half").touch()
    cluster.make()
    assert not (cluster.data / "half").exists()
    assert not (folder / "pg18.new").exists()
