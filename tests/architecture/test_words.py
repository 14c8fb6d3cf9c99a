"""What is public is explained, and no name hides what a module is for."""

from __future__ import annotations

import ast

import pytest

from architecture.source import TESTS, Function, Module, calls, dotted, functions, modules

EMPTY_NAMES = {"utils", "util", "managers", "manager", "helpers", "common", "misc", "base", "tools"}
# What each subject says about itself at its top.
_SAYS = 2


def undocumented(module: Module) -> list[str]:
    """Public functions, methods and classes without a docstring; Django's inner `Meta` needs none."""
    found = [] if ast.get_docstring(module.tree) or not module.tree.body else [module.path]
    hidden = {
        id(inner)
        for function in functions(module.tree)
        for inner in ast.walk(function)
        if inner is not function
    }
    for node in ast.walk(module.tree):
        if not isinstance(node, Function | ast.ClassDef) or id(node) in hidden:
            continue
        if node.name.startswith("_") or node.name == "Meta" or ast.get_docstring(node):
            continue
        if not _is_private_methods_class(module, node):
            found.append(f"{module.path}:{node.lineno} {node.name}")
    return found


def _is_private_methods_class(module: Module, node: ast.AST) -> bool:
    """True for members of a class that is itself private."""
    return any(
        isinstance(holder, ast.ClassDef) and holder.name.startswith("_") and node in ast.walk(holder)
        for holder in module.tree.body
    )


def test_everything_public_is_explained():
    assert [place for module in modules() for place in undocumented(module)] == []


@pytest.mark.parametrize("folder", [None, TESTS], ids=["source", "tests"])
def test_no_module_is_named_for_nothing(folder):
    found = modules() if folder is None else modules(folder)
    assert [
        m.path for m in found if {part.removesuffix(".py") for part in m.path.split("/")} & EMPTY_NAMES
    ] == []


def test_every_package_says_what_it_owns_and_what_it_does_not():
    tops = [
        module for module in modules() if module.path.count("/") == 1 and module.path.endswith("__init__.py")
    ]
    silent = [m.path for m in tops if len((ast.get_docstring(m.tree) or "").splitlines()) < _SAYS]
    assert [path for path in silent if path.partition("/")[0] not in ("config", "web", "cli")] == []


def asserts(function: Function) -> bool:
    """True when a test can fail for a reason of its own: an assertion, a refusal, or a function that makes one."""
    words = (dotted(call.func).rpartition(".")[2] for call in calls(function))
    return any(isinstance(node, ast.Assert) for node in ast.walk(function)) or any(
        "assert" in word
        or word in ("raises", "fail")
        or word.lstrip("_").startswith(("check", "expect", "compare", "wait_for"))
        for word in words
    )


def test_every_test_asserts_something():
    silent = [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules(TESTS)
        if module.path.rpartition("/")[2].startswith("test_")
        for function in functions(module.tree)
        if function.name.startswith("test_") and not asserts(function)
    ]
    assert silent == []
