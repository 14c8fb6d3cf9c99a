"""Selectors name their viewer: rows that belong to a party are read through `visible_to`."""

from __future__ import annotations

import ast
import re

import pytest

from architecture.source import Module, calls, dotted, functions, modules
from planted import owned_models

OWNED = {model.__name__ for model in owned_models()}
_READ = re.compile(rf"\b({'|'.join(sorted(OWNED))})\.(objects|_base_manager|_default_manager)\.(\w+)")
# Functions that read owned rows otherwise, and why.
_OWN = "the viewer's own rows, before it changes them"
OTHERWISE = {
    "claims/selectors/lists.py own_statement Claim": _OWN,
    "claims/selectors/lists.py own_statement RoleClaim": _OWN,
    "forces/selectors.py own_elements Element": _OWN,
    "standards/selectors/held.py held_scopes Scope": _OWN,
    "standards/selectors/scopes.py scopes_visible_to Scope": "says for scopes what visible_to says",
}


def unguarded(module: Module) -> list[str]:
    """Reads of owned tables that name no viewer, by function."""
    found = []
    for function in functions(module.tree):
        for call in calls(function):
            match = _READ.search(dotted(call.func))
            if match and match[3] != "visible_to":
                found.append(f"{module.path} {function.name} {match[1]}")
    return sorted(set(found))


def test_selectors_read_owned_rows_for_a_viewer():
    found = [place for module in modules() if module.is_one_of("selectors") for place in unguarded(module)]
    assert sorted(set(found) - set(OTHERWISE)) == []


def test_exceptions_are_still_needed():
    found = {place for module in modules() for place in unguarded(module)}
    assert set(OTHERWISE) <= found


def test_pages_and_command_line_touch_no_table():
    found = [
        f"{module.path}:{call.lineno}"
        for module in modules()
        if module.package in ("web", "cli")
        for call in calls(module.tree)
        if ".objects." in f"{dotted(call.func)}."
    ]
    assert found == []


@pytest.mark.parametrize("read", ["objects.filter(pk=1)", "objects.all()", "_base_manager.get(pk=1)"])
def test_walk_sees_a_read_without_a_viewer(read: str):
    text = f"def reads():\n    return Element.{read}\n"
    assert unguarded(Module("forces/selectors.py", text, ast.parse(text)))


def test_walk_accepts_a_read_for_a_viewer():
    text = "def reads(viewer):\n    return Element.objects.visible_to(viewer).filter(pk=1)\n"
    assert not unguarded(Module("forces/selectors.py", text, ast.parse(text)))
