"""docs/method/README.md names functions and tests that exist, and its example gives what it says."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from accord.engine import Interval

HERE = Path(__file__).parent
METHOD = HERE.parents[1] / "docs" / "method"
MAP = (METHOD / "README.md").read_text()


def facts_of(file: str) -> set[str]:
    tree = ast.parse((HERE / file).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "fact"), re.findall(r"`(test_\w+\.py)::(\w+)`", MAP))
def test_named_test_exists(file: str, fact: str) -> None:
    assert fact in facts_of(file)


@pytest.mark.parametrize(("module", "function"), sorted(set(re.findall(r"`([a-z]+)\.([a-z_]+)`", MAP))))
def test_named_function_exists(module: str, function: str) -> None:
    if module != "accord":
        assert callable(getattr(importlib.import_module(f"accord.engine.{module}"), function))


def test_chapters_link_to_chapters_that_exist() -> None:
    for chapter in METHOD.glob("*.md"):
        for target in re.findall(r"\]\(([\w-]+\.md)\)", chapter.read_text()):
            assert (METHOD / target).exists(), (chapter.name, target)


def test_example_of_the_readme_gives_what_its_comments_say() -> None:
    code = re.findall(r"```python\n(.*?)```", MAP, re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["pair_level"](names["model"], "A", "B", "plan") == Interval(0, 2)
    change = names["explain"](names["model"], "A", "B", "plan", 2).smallest_change
    assert [(one.participant, one.name, one.to_level) for one in change] == [("B:BMS", "opord", 2)]
