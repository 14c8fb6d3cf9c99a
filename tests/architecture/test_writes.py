"""Only services write, and only listed modules speak SQL."""

from __future__ import annotations

import ast
import re

import pytest

from architecture.source import Module, calls, dotted, modules

_WRITES = re.compile(
    r"\.(save|bulk_create|bulk_update|get_or_create|update_or_create|_raw_delete)$|objects(\.\w+)*\.(create|delete|update)$"
    r"|\.(filter|exclude|all|values_list)\.(delete|update)$|^\w+\.delete$"
)
# Modules besides services that write, and why.
WRITERS = {
    "access/models.py": "an account's manager is the maker that Django's and allauth's sign-in know",
}
_SQL = {"cursor", "RawSQL", "extra", "raw", "execute", "executemany"}
# Modules that speak SQL, and why the ORM will not do.
SPEAKERS = {
    "access/acting.py": "tells PostgreSQL who acts",
    "access/checks.py": "asks the catalogue which role serves requests",
    "access/rls.py": "policies, functions and constraints are written as SQL",
    "access/services.py": "an entry about another's record is written without being read back",
    "analysis/snapshot.py": "reads ten thousands of rows into arrays, and a mark of the set from xmin",
    "cli/instance.py": "asks whether there are tables, and how old the server is, before any model can",
    "demonstration/bulk.py": "inserts from arrays: COPY does not work under row-level security",
    "demonstration/establish.py": "lets one process at a time set up, by a lock of PostgreSQL's",
    "core/postgres/roles.py": "roles and databases are made before Django can connect",
}


def writes(module: Module) -> list[str]:
    found = [(call.lineno, dotted(call.func)) for call in calls(module.tree)]
    return [f"{module.path}:{line} {name}" for line, name in found if _WRITES.search(name)]


def speaks_sql(module: Module) -> list[str]:
    called = [(call.lineno, dotted(call.func).rpartition(".")[2]) for call in calls(module.tree)]
    imported = [
        (node.lineno, alias.name)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    words = [(line, name) for line, name in [*called, *imported] if name in _SQL]
    if "set_config" in module.text:
        words.append((0, "set_config"))
    return [f"{module.path}:{line} {name}" for line, name in words]


def test_only_services_write():
    allowed = {*WRITERS}
    found = [
        place
        for module in modules()
        if not module.is_one_of("services") and module.path not in allowed
        for place in writes(module)
    ]
    assert found == []


def test_only_listed_modules_speak_sql():
    found = [place for module in modules() if module.path not in SPEAKERS for place in speaks_sql(module)]
    assert found == []


@pytest.mark.parametrize("path", [*WRITERS, *SPEAKERS])
def test_exceptions_are_still_needed(path: str):
    module = next(module for module in modules() if module.path == path)
    assert writes(module) or speaks_sql(module) or "RunSQL" in module.text


@pytest.mark.parametrize(
    "line",
    [
        "row.save(update_fields=['name'])",
        "Row.objects.create(name='x')",
        "Row.objects.filter(pk=1).update(name='x')",
        "Row.objects.all().delete()",
        "row.delete()",
        "scope.items.all().delete()",
        "Row.objects.bulk_create([])",
        "Row.objects.get_or_create(pk=1)",
    ],
)
def test_walk_sees_every_form_of_writing(line: str):
    assert writes(Module("x/selectors.py", line, ast.parse(line)))


@pytest.mark.parametrize("line", ["digest.update(b'')", "counts.update(a=1)", "self._asked.add(name)"])
def test_walk_leaves_other_objects_alone(line: str):
    assert not writes(Module("x/selectors.py", line, ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "connection.cursor()",
        "Row.objects.raw('select 1')",
        "Row.objects.extra(where=['true'])",
        "from django.db.models.expressions import RawSQL",
        "x = \"select set_config('app.party', '1', true)\"",
    ],
)
def test_walk_sees_every_form_of_sql(line: str):
    assert speaks_sql(Module("x/selectors.py", line, ast.parse(line)))
