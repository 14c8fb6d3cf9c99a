"""Accord's source as syntax trees."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "accord"
TESTS = ROOT / "tests"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file: its path below the package, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The subject it belongs to, such as `claims`."""
        return self.path.partition("/")[0]

    def is_one_of(self, *names: str) -> bool:
        """True for `name.py`, and for every file in a folder of that name."""
        return bool({part.removesuffix(".py") for part in self.path.split("/")[1:]} & set(names))


@cache
def modules(folder: Path = SOURCE) -> tuple[Module, ...]:
    """Every module but migrations, which are history."""
    paths = (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)
    texts = ((path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in paths)
    return tuple(Module(name, text, ast.parse(text)) for name, text in texts)


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def code_lines(text: str, node: Function | None = None) -> int:
    """Lines with code on them: without blank lines, comments, docstrings and a function's own head."""
    lines = text.splitlines()
    first, last = (node.body[0].lineno, node.end_lineno) if node is not None else (1, len(lines))
    tree = ast.parse(text)
    skipped: set[int] = set()
    for holder in ast.walk(tree):
        if isinstance(holder, Function | ast.ClassDef | ast.Module) and ast.get_docstring(
            holder, clean=False
        ):
            written = holder.body[0]
            skipped.update(range(written.lineno, written.end_lineno + 1))
    coded: set[int] = set()
    unseen = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in unseen:
            coded.update(range(token.start[0], token.end[0] + 1))
    return len({line for line in coded - skipped if first <= line <= last})


def dotted(node: ast.AST) -> str:
    """`a.b.c` as text; calls and subscripts in between are written as nothing."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
