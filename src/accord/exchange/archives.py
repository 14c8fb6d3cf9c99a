"""Read the files of an archive or folder without trusting it.

Nothing is ever unpacked to disk. Every limit is checked on what the archive declares, before the content is
read, and again on what really comes out of it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from accord.exchange.refusals import ImportRefused

_END_OF_TAR = bytes(1024)  # two empty blocks; without them the archive was cut off
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Limits:
    """What an archive may hold at most; the real NISP export has 2,675 files, 5 MB unpacked, ratio 8."""

    files: int = 20_000
    file_bytes: int = 1 << 20
    total_bytes: int = 64 << 20
    ratio: int = 100


@dataclass(frozen=True)
class SourceFile:
    """One regular file: its path inside the archive, with forward slashes, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Archive:
    """The files of an archive in its order, and the SHA-256 of what was read."""

    name: str
    files: tuple[SourceFile, ...]
    sha256: str


LIMITS = Limits()


def read_archive(path: Path, limits: Limits = LIMITS) -> Archive:
    """Read a folder, `.zip`, `.tar` or `.tar.gz`, told apart by content; anything else is refused."""
    if not path.exists():
        raise ImportRefused("there is no such file or folder. Check the path.", file=str(path))
    if path.is_dir():
        files = tuple(_checked(_folder_files(path, limits), path.name, limits))
        return Archive(path.name, files, _hash_of(files))
    if not path.is_file():
        raise ImportRefused("is neither a file nor a folder. Name an archive or a folder.", file=str(path))
    return Archive(
        path.name, tuple(_checked(_packed_files(path, limits), path.name, limits)), file_hash(path)
    )


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash_of(files: Iterable[SourceFile]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda item: item.name):
        for part in (file.name.encode(), file.content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _checked(files: Iterator[SourceFile], archive: str, limits: Limits) -> Iterator[SourceFile]:
    seen: dict[str, str] = {}
    total = 0
    for count, file in enumerate(files, start=1):
        total += len(file.content)
        if count > limits.files or total > limits.total_bytes:
            raise too_large(archive, f"more than {limits.files} files or {limits.total_bytes} bytes")
        # Names that differ by case only would be one file on some systems.
        if twin := seen.get(file.name.casefold()):
            raise ImportRefused(f"holds “{twin}” and “{file.name}”, which are one name.", file=archive)
        seen[file.name.casefold()] = file.name
        yield file


def too_large(archive: str, what: str) -> ImportRefused:
    """The refusal of something beyond the limits."""
    return ImportRefused(f"holds {what}. This is no export of the expected kind.", file=archive)


_DRIVE = re.compile(r"[A-Za-z]:")
# Control characters, and the marks that turn the direction of writing and so disguise an ending.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def checked_name(written: str, archive: str) -> str:
    """The member's path, normalised; a path that leaves the archive or hides something is refused."""
    parts = [part for part in written.replace("\\", "/").split("/") if part not in ("", ".")]
    if (
        written.startswith(("/", "\\"))
        or "\\" in written
        or ".." in parts
        or _CONTROL.search(written)
        or _DRIVE.match(written)
        or not parts
    ):
        raise ImportRefused(
            f"holds the path {written!r}, which leads out of it or is disguised.", file=archive
        )
    return "/".join(parts)


def _folder_files(path: Path, limits: Limits) -> Iterator[SourceFile]:
    for folder, folders, names in os.walk(path):
        # A checkout's own administration is no part of the export.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names + [item for item in folders if (Path(folder) / item).is_symlink()]):
            file = Path(folder) / name
            yield _folder_file(file, str(file.relative_to(path)), path.name, limits)


def _folder_file(file: Path, name: str, archive: str, limits: Limits) -> SourceFile:
    found = file.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise _no_file(name, archive)
    _check_size(name, found.st_size, archive, limits)
    return SourceFile(checked_name(name, archive), file.read_bytes())


def _check_size(name: str, size: int, archive: str, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise too_large(archive, f"“{name}” of {size} bytes (limit {limits.file_bytes})")


def _packed_files(path: Path, limits: Limits) -> Iterator[SourceFile]:
    try:
        with path.open("rb") as file:
            yield from _reader_of(file, path.name)(file, path.name, limits)
    except _DAMAGED as error:
        raise ImportRefused(f"is cut off or damaged ({error}). Fetch it again.", file=path.name) from None
    except (NotImplementedError, RuntimeError, OSError) as error:
        raise ImportRefused(f"cannot be read ({error}). Pack it plainly.", file=path.name) from None


_DAMAGED = (EOFError, UnicodeError, zlib.error, tarfile.TarError, zipfile.BadZipFile, gzip.BadGzipFile)
_Reader = Callable[[IO[bytes], str, Limits], Iterator[SourceFile]]


def _reader_of(file: IO[bytes], archive: str) -> _Reader:
    head = file.read(512)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _zip_files
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":
        return _tar_files
    raise ImportRefused("is no folder, .zip, .tar or .tar.gz. Name the NISP archive.", file=archive)


def _zip_files(file: IO[bytes], archive: str, limits: Limits) -> Iterator[SourceFile]:
    with zipfile.ZipFile(file) as packed:
        for member in packed.infolist():
            if member.is_dir():
                continue
            name = checked_name(member.filename, archive)
            if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
                raise _no_file(name, archive)
            _check_size(name, member.file_size, archive, limits)
            if member.file_size > max(_CHUNK, limits.ratio * member.compress_size):
                raise too_large(archive, f"“{name}”, packed more than {limits.ratio} times")
            yield SourceFile(name, packed.read(member))


def _tar_files(file: IO[bytes], archive: str, limits: Limits) -> Iterator[SourceFile]:
    packed_bytes = os.fstat(file.fileno()).st_size
    allowed = min(limits.total_bytes, max(_CHUNK, limits.ratio * packed_bytes))
    zipped = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    plain: Any = gzip.GzipFile(fileobj=file) if zipped else file
    stream = _LimitedStream(plain, archive, allowed)
    # `r|` reads forward only, so that no member can make the reader skip gigabytes unseen.
    with tarfile.open(fileobj=stream, mode="r|", encoding="utf-8", errors="strict") as packed:
        for member in packed:
            if member.isdir():
                continue
            name = checked_name(member.name, archive)
            if not member.isreg():
                raise _no_file(name, archive)
            _check_size(name, member.size, archive, limits)
            content = packed.extractfile(member)
            yield SourceFile(name, content.read() if content else b"")
    stream.finish()


def _no_file(name: str, archive: str) -> ImportRefused:
    return ImportRefused("is a link or a device; only ordinary files are read.", file=f"{archive}/{name}")


class _LimitedStream(io.RawIOBase):
    """Passes a stream on up to a number of bytes, and remembers how it ended."""

    def __init__(self, stream: IO[bytes], archive: str, allowed: int) -> None:
        self._stream, self._archive, self._left, self._tail = stream, archive, allowed, b""

    def read(self, size: int = -1) -> bytes:
        """At most a chunk, so that a declared size alone never takes memory."""
        part = self._stream.read(_CHUNK if size < 0 else min(size, _CHUNK))
        self._left -= len(part)
        if self._left < 0:
            raise too_large(self._archive, "far more than its packed size suggests")
        self._tail = (self._tail + part)[-len(_END_OF_TAR) :]
        return part

    def finish(self) -> None:
        """Read to the end, which also checks the checksum; refuse an archive without an end."""
        while self.read():
            pass
        if self._tail != _END_OF_TAR:
            raise EOFError("its end is missing")
