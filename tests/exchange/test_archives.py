"""Archives that nobody should trust."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.exchange.archives import Limits, checked_name, read_archive
from accord.exchange.refusals import ImportRefused
from exchange.small_nisp import Files, add_to_tar, as_folder, as_tar, as_zip

SMALL: Files = {"standard/a.md": b"one", "node/b.md": b"two"}
TIGHT = Limits(files=3, file_bytes=1000, total_bytes=4000, ratio=100)


@pytest.mark.parametrize("pack", [as_zip, as_tar, lambda path, files: as_tar(path, files, "w")])
def test_same_files_are_read_from_every_packing(tmp_path: Path, pack: Callable[[Path, Files], Path]) -> None:
    archive = read_archive(pack(tmp_path / "some.archive", SMALL))
    assert {file.name: file.content for file in archive.files} == SMALL


def test_folder_is_read_like_an_archive_without_its_hidden_folders(tmp_path: Path) -> None:
    folder = as_folder(tmp_path / "nisp", SMALL | {".git/config": b"x"})
    assert {file.name: file.content for file in read_archive(folder).files} == SMALL


def test_hash_of_an_archive_is_that_of_its_bytes(tmp_path: Path) -> None:
    import hashlib

    path = as_tar(tmp_path / "a.tar.gz", SMALL)
    assert read_archive(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


HOSTILE_NAMES = [
    "../standard/a.md",
    "standard/../../a.md",
    "standard/..",
    "/etc/passwd",
    "\\\\host\\share\\a.md",
    "standard\\a.md",
    "..\\a.md",
    "C:/standard/a.md",
    "C:a.md",
    "standard/a\n.md",
    "standard/a\x1b[2J.md",
    "standard/\u202edm.a",
    "standard/a\u2066.md",
    "",
    ".",
    "./.",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_path_that_leads_out_or_hides_something_is_refused(name: str) -> None:
    with pytest.raises(ImportRefused):
        checked_name(name, "some.zip")


@pytest.mark.parametrize("name", [name for name in HOSTILE_NAMES if name.strip("./")])
def test_hostile_path_is_refused_in_tar_and_zip(tmp_path: Path, name: str) -> None:
    for pack in (as_tar, as_zip):
        with pytest.raises(ImportRefused):
            read_archive(pack(tmp_path / pack.__name__, {name: b"x"}))


def test_colon_in_the_middle_of_a_name_is_read() -> None:
    assert checked_name("./standard/iso-iec-9594-8:2020.md", "a") == "standard/iso-iec-9594-8:2020.md"


TAR_KINDS = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]


@pytest.mark.parametrize("kind", TAR_KINDS)
def test_link_or_device_in_a_tar_is_refused(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("standard/a.md")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)
    with pytest.raises(ImportRefused, match="link or a device"):
        read_archive(path)


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_link_or_device_in_a_zip_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("standard/a.md")
        member.external_attr = (mode | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    with pytest.raises(ImportRefused, match="link or a device"):
        read_archive(path)


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc"])
def test_link_in_a_folder_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "standard").mkdir()
    (tmp_path / "standard" / "a.md").symlink_to(target)
    with pytest.raises(ImportRefused, match="link or a device"):
        read_archive(tmp_path)


def test_pipe_in_a_folder_does_not_hang_the_import(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(ImportRefused, match="link or a device"):
        read_archive(tmp_path)


@pytest.mark.parametrize("twin", ["standard/a.md", "./standard//a.md", "Standard/A.md"])
def test_same_name_twice_is_refused(tmp_path: Path, twin: str) -> None:
    packed = tmp_path / "a.tar"
    with tarfile.open(packed, "w") as tar:
        add_to_tar(tar, "standard/a.md", b"one")
        add_to_tar(tar, twin, b"two")
    zipped = tmp_path / "a.zip"
    with zipfile.ZipFile(zipped, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("standard/a.md", "one")
        archive.writestr(twin, "two")
    for path in (packed, zipped):
        with pytest.raises(ImportRefused, match="one name"):
            read_archive(path)


def test_member_of_two_gigabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    header = tarfile.TarInfo("standard/a.md")
    header.size = 2 << 30
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(header.tobuf())
        file.write(bytes(1 << 20))
    started = time.monotonic()
    with pytest.raises(ImportRefused, match="2147483648 bytes"):
        read_archive(path)
    assert time.monotonic() - started < 1


def test_extended_header_of_two_gigabytes_is_refused_without_taking_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 2 << 30
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(header.tobuf())
        for _ in range(80):
            file.write(bytes(1 << 20))
    with pytest.raises(ImportRefused):
        read_archive(path)


def test_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    bomb = as_tar(tmp_path / "a.tar.gz", {f"standard/{n}.md": bytes(1 << 20) for n in range(70)})
    with pytest.raises(ImportRefused, match="packed size"):
        read_archive(bomb)
    zipped = as_zip(tmp_path / "a.zip", {"standard/a.md": bytes(1 << 20)})
    with pytest.raises(ImportRefused, match="packed more than"):
        read_archive(zipped)


@pytest.mark.parametrize("pack", [as_zip, as_tar])
@pytest.mark.parametrize(
    "files",
    [
        {f"standard/{n}.md": b"" for n in range(4)},
        {"standard/a.md": os.urandom(1001)},
        {f"standard/{n}.md": os.urandom(999) for n in range(5)},
    ],
    ids=["too many files", "a file too large", "too much in all"],
)
def test_archive_beyond_the_limits_is_refused(
    tmp_path: Path, pack: Callable[[Path, Files], Path], files: Files
) -> None:
    with pytest.raises(ImportRefused):
        read_archive(pack(tmp_path / "a", files), TIGHT)
    with pytest.raises(ImportRefused):
        read_archive(as_folder(tmp_path / "b", files), TIGHT)


def test_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", {"standard/a.md": os.urandom(5000)})
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + place
        content[start : start + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match="damaged"):
        read_archive(path)


@pytest.mark.parametrize("pack", [as_zip, as_tar, lambda path, files: as_tar(path, files, "w")])
@pytest.mark.parametrize("share", [0.1, 0.4, 0.7])
def test_truncated_archive_is_refused(
    tmp_path: Path, pack: Callable[[Path, Files], Path], share: float
) -> None:
    path = pack(tmp_path / "a", {f"standard/{n}.md": os.urandom(700) for n in range(20)})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ImportRefused):
        read_archive(path)


def test_tar_cut_off_between_two_members_is_refused(tmp_path: Path) -> None:
    path = as_tar(tmp_path / "a.tar", SMALL, "w")
    path.write_bytes(path.read_bytes()[:1024])
    with pytest.raises(ImportRefused, match="end is missing"):
        read_archive(path)


def test_damaged_checksum_is_noticed(tmp_path: Path) -> None:
    path = as_tar(tmp_path / "a.tar.gz", SMALL)
    content = bytearray(path.read_bytes())
    content[-6] ^= 1
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match="damaged"):
        read_archive(path)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", b"\x1f\x8b", b"PK\x03\x04", bytes(2000)])
def test_file_of_another_kind_is_refused_by_its_content(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nisp.tar.gz"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=r"nisp\.tar\.gz"):
        read_archive(path)


def test_archive_inside_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("standard/a.md", "x")
    outer = read_archive(as_zip(tmp_path / "a.zip", {"inner.zip": inner.getvalue()}))
    assert [file.name for file in outer.files] == ["inner.zip"]


def test_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", SMALL)
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_archive(path)


def test_missing_path_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no such file"):
        read_archive(tmp_path / "nowhere")


def test_device_as_archive_is_refused() -> None:
    with pytest.raises(ImportRefused, match="neither a file nor a folder"):
        read_archive(Path("/dev/zero"))
