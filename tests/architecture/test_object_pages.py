"""What docs/objects and docs/access.md say about tables, permissions and routes is what the code says."""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.db import models

from access.test_catalogue import OPEN_TABLES
from accord.access.models import Owned
from accord.access.rules import PERMISSIONS, PartyKind, Permission, Release, Role
from accord.web.routes import ROUTES
from accord.web.urls import urlpatterns
from architecture.source import ROOT, SOURCE
from planted import accord_models

OBJECTS, ACCESS = ROOT / "docs" / "objects", ROOT / "docs" / "access.md"
PAGES = sorted({*OBJECTS.glob("*.md")} - {OBJECTS / "README.md"})
# Explained once, in docs/objects/README.md.
OF_ALL, OF_OWNED = {"id"}, {"id", "uuid", "owner", "label"}

_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_PACKAGES = "|".join(sorted(path.parent.name for path in SOURCE.glob("*/__init__.py")))
_NAME = re.compile(rf"(?:{_PACKAGES})(?:\.\w+)+\Z")

Lines = list[list[str]]  # a table: its head, then its rows, each as cells


def tables(text: str) -> Iterator[Lines]:
    """The tables of a page, without the rule below the head."""
    for block in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in block.splitlines()]
        yield [lines[0], *lines[2:]]


def table_headed(first: str, path: Path = ACCESS) -> Lines:
    """The rows of the one table of a page whose head begins so."""
    (found,) = [lines[1:] for lines in tables(path.read_text()) if lines[0][0] == first]
    return found


def by_name(lines: Lines, column: int) -> dict[str, str]:
    """The cell of a column by the names in the first; a row may have several names."""
    pairs = [(name, line[column]) for line in lines for name in _CODE.findall(line[0])]
    assert len(dict(pairs)) == len(pairs), "a name stands in two rows"
    return dict(pairs)


@cache
def described() -> dict[str, tuple[Path, dict[str, str]]]:
    """For each table's name in a head: its page, and the row of each field."""
    found = {}
    for path in PAGES:
        for head, *lines in tables(path.read_text()):
            if model := _CODE.fullmatch(head[0]):
                rows = [[line[0], " | ".join(line[1:])] for line in lines]
                found[model[1]] = (path, by_name(rows, 1))
    return found


def fields_of(model: type[models.Model]) -> set[str]:
    """Names of the fields that a page has to explain."""
    known = OF_OWNED if issubclass(model, Owned) else OF_ALL
    return {field.name for field in (*model._meta.fields, *model._meta.many_to_many)} - known


def words_of(field: models.Field) -> set[str]:
    """The vocabulary of a field, as people read it; empty where any value may stand."""
    if field.choices:
        return {str(text) for _, text in field.flatchoices}
    known = [
        set(child[1])
        for constraint in field.model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        for child in constraint.condition.children
        if isinstance(child, tuple) and child[0] == f"{field.name}__in"
    ]
    return known[0] if known else set()


by_model = pytest.mark.parametrize("model", accord_models(), ids=lambda model: model.__name__)


def test_every_table_is_described_once():
    heads = [lines[0][0] for path in PAGES for lines in tables(path.read_text())]
    named = Counter(name for head in heads for name in _CODE.findall(head))
    assert named == Counter(model.__name__ for model in accord_models())


@by_model
def test_page_explains_the_fields_of_its_table_and_no_other(model: type[models.Model]):
    _, rows = described()[model.__name__]
    assert set(rows) == fields_of(model)


@by_model
def test_page_has_every_word_of_a_vocabulary(model: type[models.Model]):
    _, rows = described()[model.__name__]
    fields = (field for field in model._meta.fields if field.name in rows)
    missing = [(f.name, word) for f in fields for word in words_of(f) if word not in rows[f.name]]
    assert missing == []


@by_model
def test_page_names_every_constraint(model: type[models.Model]):
    path, _ = described()[model.__name__]
    written = set(_CODE.findall(path.read_text()))
    names = {constraint.name for constraint in model._meta.constraints}
    assert {name for name in names if not name.endswith("_known")} - written == set()


def test_first_page_has_a_line_for_every_page():
    linked = re.findall(
        r"^\| \[[^\]]+\]\((\w[\w-]*\.md)\)", (OBJECTS / "README.md").read_text(), re.MULTILINE
    )
    assert sorted(linked) == [path.name for path in PAGES]


@pytest.mark.parametrize("path", [*PAGES, OBJECTS / "README.md", ACCESS], ids=lambda path: path.name)
def test_links_and_names_of_code_lead_somewhere(path: Path):
    text = path.read_text()
    assert [link for link in _LINK.findall(text) if not (path.parent / link).exists()] == []
    names = {name for name in _CODE.findall(text) if _NAME.match(name)} - {*Permission}
    for name in names:
        assert pkgutil.resolve_name(f"accord.{name}") is not None


def test_permission_table_is_that_of_the_rules():
    lines = table_headed("permission")
    granted = {
        role: {Permission(name) for name, cell in by_name(lines, column).items() if cell == "yes"}
        for column, role in enumerate((Role.VISITOR, Role.DESK_OFFICER, Role.PLANNER), start=1)
    }
    assert granted == PERMISSIONS
    assert set(by_name(lines, 1)) == set(Permission)


@pytest.mark.parametrize(("head", "words"), [("party", PartyKind), ("release", Release), ("role", Role)])
def test_words_of_access_are_those_of_the_rules(head: str, words: type[Role]):
    assert {line[0] for line in table_headed(head)} == set(words)


def test_table_of_routes_is_the_one_that_the_door_asks():
    doors = by_name(table_headed("route"), 2)
    assert doors == {
        name: f"`{door}`" if isinstance(door, Permission) else door.value for name, door in ROUTES.items()
    }


def test_routes_stand_at_the_addresses_that_are_written():
    written = by_name(table_headed("route"), 1)
    addresses = {page.name: f"`/{page.pattern}`" for page in urlpatterns}
    assert {name: written[name] for name in addresses} == addresses


def test_tables_without_policies_are_those_of_the_database_with_the_same_reasons():
    assert by_name(table_headed("table without policies"), 1) == OPEN_TABLES


def test_every_other_table_says_who_reads_and_writes_it():
    guarded = {model._meta.db_table for model in accord_models()} - set(OPEN_TABLES)
    assert set(by_name(table_headed("table"), 1)) == guarded
