"""Writes of force elements: a nation declares, moves and releases its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from accord.access import services as access
from accord.access.rules import OWNER_ONLY, Permission, ReleasedTo
from accord.core.errors import NotVisible, Problem, refuse_if
from accord.forces import rules
from accord.forces.models import Element, Version
from accord.forces.rules import ElementDraft, ElementKind


def declare_unit(draft: ElementDraft, released_to: ReleasedTo = OWNER_ONLY) -> Element:
    """Declare a unit of the actor's nation; raises `RuleBroken` with all problems."""
    return _declare(draft, ElementKind.UNIT, released_to)


def declare_system(draft: ElementDraft, released_to: ReleasedTo = OWNER_ONLY) -> Element:
    """Declare a system of the actor's nation, inside one of its units; raises `RuleBroken` with all problems."""
    return _declare(draft, ElementKind.SYSTEM, released_to)


def _declare(draft: ElementDraft, kind: ElementKind, released_to: ReleasedTo) -> Element:
    owner = access.require_party(Permission.DECLARE_FORCES)
    refuse_if(rules.element_problems(draft, kind, _kinds_of(owner)))
    element = Element.objects.create(
        owner_id=owner,
        label=access.label_for(owner, released_to.release, released_to.nations),
        kind=kind,
        parent=Element.objects.filter(owner=owner, code=draft.parent).first(),
        code=draft.code,
        name=draft.name.strip(),
        description=draft.description,
        domain=draft.domain,
        echelon=draft.echelon,
    )
    access.record("element.declared", element, detail={"kind": kind})
    return element


def move_element(*, uuid: UUID, parent: str) -> Element:
    """Put an element under another unit of its nation; '' is the top."""
    owner = access.require_party(Permission.DECLARE_FORCES)
    # The whole tree is locked: two moves at once could close a circle that neither sees.
    family = list(Element.objects.select_for_update().filter(owner=owner).order_by("pk"))
    element = _own(uuid, family)
    codes = {other.pk: other.code for other in family}
    parents = {other.code: codes.get(other.parent_id or 0, "") for other in family}
    kinds = {other.code: ElementKind(other.kind) for other in family}
    refuse_if(
        [
            *rules.parent_problems(parent, ElementKind(element.kind), kinds),
            *rules.cycle_problems(element.code, parent, parents),
        ]
    )
    element.parent = next((other for other in family if other.code == parent), None)
    element.save(update_fields=["parent"])
    access.record("element.moved", element, detail={"fields": ["parent"]})
    return element


def field_version(*, uuid: UUID, name: str, fielded_on: date) -> Version:
    """State that a version of one's own system is in service from a day; it makes earlier trials stale."""
    owner = access.require_party(Permission.DECLARE_FORCES)
    element = _own(uuid, Element.objects.filter(owner=owner, uuid=uuid))
    refuse_if(_version_problems(element, name, fielded_on))
    version = Version.objects.create(
        owner_id=owner, label_id=element.label_id, element=element, name=name.strip(), fielded_on=fielded_on
    )
    access.record("element.version-fielded", element, detail={"fields": ["versions"]})
    return version


def _version_problems(element: Element, name: str, fielded_on: date) -> list[Problem]:
    problems = []
    if element.kind != ElementKind.SYSTEM:
        text = f"{element.code} is a unit, and only systems have versions. Name one of its systems."
        problems.append(Problem("version-of-unit", text, "element"))
    if not name.strip():
        problems.append(Problem("name-missing", "The version has no name. Give it one, such as 4.1.", "name"))
    if element.versions.filter(fielded_on=fielded_on).exists():
        text = f"{element.code} has a version from {fielded_on} already. Choose another day."
        problems.append(Problem("version-taken", text, "fielded_on"))
    return problems


def release_element(*, uuid: UUID, released_to: ReleasedTo) -> Element:
    """Change to whom one's own element, with its versions, is shown."""
    owner = access.require_party(Permission.CHANGE_RELEASE)
    element = _own(uuid, Element.objects.select_for_update().filter(owner=owner, uuid=uuid))
    element.label = access.label_for(owner, released_to.release, released_to.nations)
    element.save(update_fields=["label"])
    element.versions.update(label=element.label)
    access.record("element.released", element, detail={"release": released_to.release})
    return element


def _own(uuid: UUID, among: Iterable[Element]) -> Element:
    found = next((element for element in among if element.uuid == uuid), None)
    if found is None:
        raise NotVisible("You have no such element. Look it up in the list of forces.")
    return found


def _kinds_of(owner: int) -> dict[str, ElementKind]:
    rows = Element.objects.filter(owner=owner).values_list("code", "kind")
    return {code: ElementKind(kind) for code, kind in rows}
