"""What is not released leaves no trace in any answer: no word, no count, no difference between hidden and missing.

Every owned table holds a row of Aldoria's, released to Borland alone, with an unmistakable word in every text. Then
everybody asks for everything.
"""

from __future__ import annotations

import html
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import models, transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from accord.access.acting import acting
from accord.access.models import Owned, Party
from accord.access.rules import Release
from accord.access.selectors import alliance
from accord.access.services import record
from accord.claims.models import Claim, Evidence, RoleClaim
from accord.claims.store import path_of
from accord.forces.models import Element, Version
from accord.nations.models import Framework, Nation
from accord.standards.models import (
    Interaction,
    InteractionRole,
    Profile,
    Requirement,
    Scope,
    ScopeInteraction,
    Standard,
)
from accord.trials.models import Trial
from accord.web.routes import ROUTES, Door
from cast import ALDORIA, BORLAND, CESTRIA, as_alliance, as_nation, make_label, make_party
from planted import MARK, Planter, owned_models
from web.walking import FORMATS, Route, address, client_of, routes, said

pytestmark = pytest.mark.django_db

# A word of the canary's length that is nowhere.
NOWHERE = "zqnobird"
SHOWN_TO = ("Aldoria", "Borland")
HIDDEN_FROM = ("Cestria", "alliance staff", "a visitor")
# How reading pages are asked for besides as they are: every export, other days, a search.
QUESTIONS: tuple[dict[str, str], ...] = (
    *({"format": form} for form in FORMATS),
    {"as_of": "2027-06-30", "project_to": "2029-01-01"},
    {"q": MARK},
)


@dataclass
class Planted:
    """Rows by table, and what addresses need to reach them."""

    rows: dict[type[models.Model], Any]
    more: list[Any] = field(default_factory=list)

    def arguments(self, name: str) -> list[dict[str, str]]:
        """What the route's parameters may be; every row that it can show."""
        row = self.rows
        pairs = [{"a": a, "b": b} for a, b in ((ALDORIA, BORLAND), (ALDORIA, CESTRIA), (CESTRIA, BORLAND))]
        interaction = {"interaction": row[Interaction].code}
        by_name: dict[str, list[dict[str, str]]] = {
            "nation": [{"code": ALDORIA}, {"code": BORLAND}],
            "framework": [{"code": row[Framework].code}],
            "standard": [{"code": row[Standard].code}],
            "profile": [{"code": row[Profile].code}],
            "interaction": [{"code": row[Interaction].code}],
            "interaction_edit": [{"code": row[Interaction].code}],
            "scope": [{"owner": ALDORIA, "code": row[Scope].code}],
            "pair": pairs,
            "pair_units": pairs,
            "explanation": [{**pair, **interaction} for pair in pairs],
            "account_confirm_email": [{"key": "nothing"}],
            "account_reset_password_from_key": [{"uidb36": "1", "key": "nothing"}],
        }
        for route, tables in BY_UUID.items():
            found = [row[table] for table in tables] + [other for other in self.more if type(other) in tables]
            by_name[route] = [{"uuid": str(one.uuid)} for one in found]
        assert name in by_name, f"say in test_canary.py what the parameters of {name} may be"
        return by_name[name]

    def hidden(self, name: str) -> list[dict[str, str]]:
        """Arguments that lead to a row of Aldoria's; none for routes without such rows."""
        if name not in {*BY_UUID, "scope"}:
            return []
        public = {str(row.uuid) for row in self.more if isinstance(row, Owned) and row.owner.code == CESTRIA}
        return [arguments for arguments in self.arguments(name) if arguments.get("uuid") not in public]


BY_UUID: dict[str, tuple[type[Owned], ...]] = {
    "element": (Element,),
    "claim": (Claim,),
    "role_claim": (RoleClaim,),
    "claim_withdraw": (Claim, RoleClaim),
    "claim_confirm": (Claim, RoleClaim),
    "claim_release": (Claim, RoleClaim),
    "evidence_add": (Claim, RoleClaim),
    "evidence_file": (Evidence,),
    "trial": (Trial,),
    "trial_release": (Trial,),
}


@dataclass(frozen=True)
class Answer:
    """What somebody was told, without what the question itself said."""

    status: int
    text: bytes


@dataclass(frozen=True)
class Request:
    """One question to one address."""

    route: Route
    arguments: tuple[tuple[str, str], ...]
    question: tuple[tuple[str, str], ...] = ()
    fragment: bool = False
    method: str = "get"

    def __repr__(self) -> str:
        asked = ["fragment"] * self.fragment + [f"{name}={value}" for name, value in self.question]
        return f"{self.method} {address(self.route, dict(self.arguments))}?{'&'.join(asked)}"

    def answer(self, client: Client) -> Answer:
        """Ask it."""
        headers = {"HX-Request": "true"} if self.fragment else {}
        found = address(self.route, dict(self.arguments))
        response = getattr(client, self.method)(found, dict(self.question), headers=headers)
        text = said(response)
        words = [value for _, value in (*self.arguments, *self.question)]
        for word in sorted(words, key=len, reverse=True):
            for form in {word, quote(word), quote(word, safe=""), word.replace(" ", "+"), html.escape(word)}:
                text = text.replace(form.lower().encode(), b"")
        return Answer(response.status_code, text)


def requests(planted: Planted) -> Iterator[Request]:
    """Everything that can be asked for; forms and sign-in pages in their one way."""
    for route in routes():
        for arguments in planted.arguments(route.name) if route.parameters else [{}]:
            chosen = tuple(arguments.items())
            yield Request(route, chosen)
            if ROUTES[route.name] is Door.OPEN and not route.name.startswith("account_"):
                yield Request(route, chosen, fragment=True)
                for question in QUESTIONS:
                    yield Request(route, chosen, tuple(question.items()))


@pytest.fixture
def planted(settings: Any, tmp_path: Path) -> Planted:
    """Rows for a test that changes or asks by itself."""
    settings.EVIDENCE_FOLDER = tmp_path
    return plant()


def plant() -> Planted:
    """Aldoria's rows for Borland alone, beside rows of Cestria's that everybody sees."""
    aldoria, borland, cestria = map(make_party, (ALDORIA, BORLAND, CESTRIA))
    planter = Planter(aldoria, make_label(ALDORIA, Release.NATIONS, (BORLAND,)), borland)
    world = Planted({model: planter.plant(model) for model in owned_models()})
    for model in (Framework, Profile, Requirement, InteractionRole, Interaction, Standard):
        world.rows[model] = planter.plant(model)
    world.more = [_system(planter), *_evidence(planter), *_in_public(cestria, borland, planter)]
    _nations(aldoria, borland, cestria)
    _interaction_in_scopes(planter)
    _history(world)
    return world


def _system(planter: Planter) -> Element:
    """Versions are shown where they belong: at a system."""
    system, version = planter.unsaved(Element), planter.unsaved(Version)
    system.kind, system.code, system.parent = "system", f"{MARK} system", planter.plant(Element)
    version.element = system
    with acting(as_nation(ALDORIA)):
        system.save(force_insert=True)
        version.save(force_insert=True)
    return system


def _evidence(planter: Planter) -> list[Evidence]:
    """Of each kind, with a file on the disk, for both kinds of claim."""
    made = []
    for kind in ("link", "file"):
        row = planter.unsaved(Evidence)
        row.kind, row.file_name, row.media_type, row.size = kind, f"{MARK} evidence.pdf", "application/pdf", 9
        row.claim, row.role_claim = (None, planter.plant(RoleClaim)) if kind == "link" else (row.claim, None)
        with acting(as_nation(ALDORIA)):
            row.save(force_insert=True)
        path_of(row.uuid).write_bytes(b"%PDF-" + MARK.encode())
        made.append(row)
    return made


def _in_public(owner: Party, partner: Party, reference: Planter) -> list[models.Model]:
    """Rows that everybody sees, so that no list is empty and no total zero."""
    public = Planter(owner, make_label(CESTRIA, Release.ALL), partner, mark="public")
    public.made = {model: row for model, row in reference.made.items() if not issubclass(model, Owned)}
    made = [public.plant(model) for model in owned_models()]
    return [row for row in made if not isinstance(row, Scope)]


def _nations(*parties: Party) -> None:
    with acting(as_alliance()):
        for party in parties:
            Nation.objects.create(party=party)


def _interaction_in_scopes(planter: Planter) -> None:
    scope = Scope(owner=alliance(), code="CORE", title="Core", kind="set")
    with acting(as_alliance()) as staff:
        from accord.access.services import label_for

        scope.label = label_for(staff.party, Release.ALL)
        scope.save()
        ScopeInteraction.objects.create(scope=scope, interaction=planter.plant(Interaction), wanted=2)
    with acting(as_nation(ALDORIA)):
        planter.plant_in_own_name(ScopeInteraction)


def _history(world: Planted) -> None:
    for model in owned_models():
        row = world.rows[model]
        with acting(as_nation(ALDORIA)):
            record(f"{MARK} {model._meta.model_name} entry", row, detail={"text": MARK})


def person(name: str) -> Client:
    """A browser of one of the cast."""
    parties = {
        "Aldoria": lambda: make_party(ALDORIA),
        "Borland": lambda: make_party(BORLAND),
        "Cestria": lambda: make_party(CESTRIA),
        "alliance staff": alliance,
        "a visitor": lambda: None,
    }
    return client_of(parties[name]())


def test_every_route_that_takes_arguments_is_asked_with_real_ones(planted: Planted):
    asked = {request.route for request in requests(planted)}
    assert asked == set(routes())
    assert all(address(request.route, dict(request.arguments)) for request in requests(planted))


@dataclass
class Walk:
    """What everybody was answered to everything, before and after all that is hidden changed."""

    before: dict[str, dict[Request, Answer]] = field(default_factory=dict)
    after: dict[str, dict[Request, Answer]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def walk(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Walk:
    """One walk for all facts about it, because it asks some thousand questions."""
    walk = Walk()
    folder = tmp_path_factory.mktemp("evidence")
    with django_db_blocker.unblock(), override_settings(EVIDENCE_FOLDER=folder), transaction.atomic():
        planted = plant()
        asked = list(requests(planted))
        for name in (*SHOWN_TO, *HIDDEN_FROM):
            client = person(name)
            walk.before[name] = {request: request.answer(client) for request in asked}
        change_everything_hidden(planted)
        for name in HIDDEN_FROM:
            client = person(name)
            walk.after[name] = {request: request.answer(client) for request in asked}
        transaction.set_rollback(True)
    return walk


@pytest.mark.parametrize("name", SHOWN_TO)
def test_everybody_to_whom_it_is_released_meets_every_kind_of_record(walk: Walk, name: str):
    everything = b"\n".join(answer.text for answer in walk.before[name].values())
    kinds = {str(model._meta.model_name) for model in owned_models()}
    assert {kind for kind in kinds if f"{MARK} {kind}".encode() not in everything} == set()


@pytest.mark.parametrize("name", HIDDEN_FROM)
def test_nothing_surfaces_for_whom_it_is_not_released(walk: Walk, name: str):
    assert [asked for asked, answer in walk.before[name].items() if MARK.encode() in answer.text] == []


@pytest.mark.parametrize("name", HIDDEN_FROM)
def test_change_of_hidden_rows_changes_no_byte_of_any_answer(walk: Walk, name: str):
    assert [asked for asked, answer in walk.before[name].items() if walk.after[name][asked] != answer] == []


@pytest.mark.parametrize("name", [*SHOWN_TO, *HIDDEN_FROM])
def test_no_question_ends_in_an_error(walk: Walk, name: str):
    assert [asked for asked, answer in walk.before[name].items() if answer.status >= 500] == []


def test_workbooks_are_looked_into(walk: Walk):
    texts = [a.text for asked, a in walk.before["Aldoria"].items() if ("format", "xlsx") in asked.question]
    assert any(MARK.encode() in text for text in texts)


@pytest.mark.parametrize("name", HIDDEN_FROM)
def test_search_for_a_hidden_word_finds_as_much_as_for_a_word_that_is_nowhere(planted: Planted, name: str):
    client = person(name)
    asked = [request for request in requests(planted) if request.question == (("q", MARK),)]
    told = [
        request
        for request in asked
        if request.answer(client)
        != Request(request.route, request.arguments, (("q", NOWHERE),)).answer(client)
    ]
    assert len(asked) > len(BY_UUID)
    assert told == []


@pytest.mark.parametrize("name", [*SHOWN_TO, "alliance staff"])
def test_no_empty_form_ends_in_an_error(planted: Planted, name: str):
    client = person(name)
    sent = [Request(one.route, one.arguments, method="post") for one in requests(planted) if not one.question]
    assert [one for one in sent if one.answer(client).status >= 500] == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", HIDDEN_FROM)
def test_hidden_and_missing_are_the_same(planted: Planted, name: str, method: str):
    client = person(name)
    told = []
    for route in routes():
        for hidden in planted.hidden(route.name):
            missing = {**hidden, **({"uuid": str(uuid.uuid4())} if "uuid" in hidden else {"code": NOWHERE})}
            both = [
                Request(route, tuple(arguments.items()), method=method).answer(client)
                for arguments in (hidden, missing)
            ]
            if both[0] != both[1]:
                told.append(route.name)
    assert told == []


def change_everything_hidden(planted: Planted) -> None:
    """Change what can be changed, and add another row to every owned table."""
    with acting(as_nation(ALDORIA)):
        Element.objects.filter(pk=planted.rows[Element].pk).update(name="renamed", echelon="strategic")
        Claim.objects.filter(pk=planted.rows[Claim].pk).update(withdrawn_on=planted.rows[Claim].made_on)
        Scope.objects.filter(pk=planted.rows[Scope].pk).update(title="renamed")
    aldoria, borland = make_party(ALDORIA), make_party(BORLAND)
    second = Planter(aldoria, make_label(ALDORIA, Release.NATIONS, (BORLAND,)), borland, mark=NOWHERE)
    second.made = {model: row for model, row in planted.rows.items() if not issubclass(model, Owned)}
    for model in owned_models():
        second.plant(model)


@pytest.mark.parametrize("name", ["Borland", "Cestria", "alliance staff", "a visitor"])
def test_nobody_but_the_owner_changes_a_record_by_its_forms(planted: Planted, name: str):
    client = person(name)
    before = _rows_of_aldoria(planted)
    form = {
        "withdrawn_on": "2026-11-22",
        "release": "all",
        "kind": "text",
        "text": "more",
        "proves_on": "2026-11-22",
    }
    for route in routes():
        for arguments in planted.hidden(route.name):
            assert (
                Request(route, tuple(arguments.items()), tuple(form.items()), method="post")
                .answer(client)
                .status
                < 500
            )
    assert _rows_of_aldoria(planted) == before


def _rows_of_aldoria(planted: Planted) -> dict[str, list[dict[str, Any]]]:
    with acting(as_nation(ALDORIA)) as owner:
        return {
            # The other half of a trial is its partner's to release.
            model._meta.label: [
                {column: value for column, value in row.items() if column != "partner_label_id"}
                for row in model._base_manager.filter(owner=owner.party).order_by("pk").values()
            ]
            for model in owned_models()
        }
