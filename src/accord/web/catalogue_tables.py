"""The lists of the catalogue as tables for export. Column keys are stable: machines read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accord.exchange.tables import Cell, Column, Table
from accord.standards.selectors import RootSummary

if TYPE_CHECKING:
    from accord.standards.models import (
        Group,
        Interaction,
        Profile,
        Requirement,
        Scope,
        ScopeInteraction,
        Standard,
    )

Head = Mapping[str, str]


def standards_table(found: Iterable[Standard], head: Head) -> Table:
    """The list of standards."""
    columns = (
        Column("code", _("Code")),
        Column("number", _("Number")),
        Column("title", _("Title")),
        Column("publisher", _("Publisher")),
        Column("issued", _("Issued")),
        Column("kind", _("Kind")),
        Column("dimension", _("Dimension")),
        Column("service_profiles", _("Service profiles that select it")),
        Column("exercise_data", _("Exercise data")),
    )
    rows = [
        {
            "code": standard.code,
            "number": standard.number,
            "title": standard.title,
            "publisher": str(standard.publisher) if standard.publisher else None,
            "issued": standard.issued or None,
            "kind": standard.kind,
            "dimension": standard.dimension,
            "service_profiles": getattr(standard, "profile_count", None),
            "exercise_data": standard.exercise_data,
        }
        for standard in found
    ]
    return Table("standards", _("Standards"), columns, rows, head)


def roots_table(roots: Iterable[RootSummary], head: Head) -> Table:
    """The roots of the profile graph."""
    columns = (
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("specification", _("Specification")),
        Column("issued", _("Issued")),
        Column("profiles", _("Profiles")),
        Column("service_profiles", _("Service profiles")),
        Column("selections", _("Selections")),
        Column("standards", _("Standards")),
    )
    rows = [
        {
            "code": root.profile.code,
            "title": root.profile.title,
            "specification": str(root.profile.specification) if root.profile.specification else None,
            "issued": (root.profile.specification.issued or None) if root.profile.specification else None,
            "profiles": root.profiles,
            "service_profiles": root.service_profiles,
            "selections": root.selections,
            "standards": root.standards,
        }
        for root in roots
    ]
    return Table("profiles", _("Profiles"), columns, rows, head)


def groups_table(profile: Profile, groups: Iterable[Group], head: Head) -> Table:
    """What a profile selects, group by group."""
    columns = (
        Column("group", _("Group")),
        Column("obligation", _("Obligation")),
        Column("lifecycle", _("Lifecycle")),
        Column("code", _("Code")),
        Column("number", _("Number")),
        Column("title", _("Title")),
    )
    rows = [
        {
            "group": group.number,
            "obligation": group.obligation,
            "lifecycle": group.lifecycle,
            "code": selection.standard_code,
            "number": selection.standard.number if selection.standard else None,
            "title": selection.standard.title if selection.standard else None,
        }
        for group in groups
        for selection in group.selections.all()
    ]
    return Table(f"profile-{profile.code}", profile.title, columns, rows, head)


def interactions_table(found: Iterable[Interaction], head: Head) -> Table:
    """The list of interactions."""
    columns = (
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("edition", _("Edition")),
        Column("family", _("Family")),
        Column("kind", _("Kind")),
        Column("area", _("Area")),
        Column("echelon", _("Echelon")),
        Column("profile", _("Profile")),
        Column("mandatory", _("Mandatory standards")),
        Column("description", _("Description")),
        Column("own_judgement", _("Own judgement")),
        Column("exercise_data", _("Exercise data")),
    )
    rows = [
        {
            "code": interaction.code,
            "title": interaction.title,
            "edition": interaction.edition,
            "family": interaction.family,
            "kind": interaction.kind,
            "area": interaction.area,
            "echelon": interaction.echelon,
            "profile": interaction.profile.code if interaction.profile else None,
            "mandatory": getattr(interaction, "mandatory_count", None),
            "description": interaction.description,
            "own_judgement": interaction.judgement,
            "exercise_data": interaction.exercise_data,
        }
        for interaction in found
    ]
    return Table("interactions", _("Interactions"), columns, rows, head)


def requirements_table(interaction: Interaction, required: Iterable[Requirement], head: Head) -> Table:
    """What an interaction asks of each role."""
    columns = (
        Column("role", _("Role")),
        Column("obligation", _("Obligation")),
        Column("lifecycle", _("Lifecycle")),
        Column("code", _("Code")),
        Column("number", _("Number")),
        Column("title", _("Title")),
        Column("written", _("As the profile writes it")),
        Column("origin", _("Origin")),
    )
    rows = [
        {
            "role": row.role,
            "obligation": row.obligation,
            "lifecycle": row.lifecycle,
            "code": row.standard_code,
            "number": row.standard.number if row.standard else None,
            "title": row.standard.title if row.standard else None,
            "written": row.written_code,
            "origin": row.origin,
        }
        for row in required
    ]
    return Table(f"interaction-{interaction.code}", interaction.title, columns, rows, head)


def scopes_table(found: Iterable[Scope], head: Head) -> Table:
    """The list of scopes."""
    columns = (
        Column("owner", _("Owner")),
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("kind", _("Kind")),
        Column("interactions", _("Interactions")),
    )
    rows: list[Mapping[str, Cell]] = [
        {
            "owner": scope.owner.code,
            "code": scope.code,
            "title": scope.title,
            "kind": scope.kind,
            "interactions": getattr(scope, "size", None),
        }
        for scope in found
    ]
    return Table("scopes", _("Scopes"), columns, rows, head)


def scope_table(scope: Scope, items: Iterable[ScopeInteraction], head: Head) -> Table:
    """The interactions of a scope, with the levels wanted."""
    columns = (
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("edition", _("Edition")),
        Column("area", _("Area")),
        Column("wanted", _("Wanted level")),
    )
    rows: list[Mapping[str, Cell]] = [
        {
            "code": item.interaction.code,
            "title": item.interaction.title,
            "edition": item.interaction.edition,
            "area": item.interaction.area,
            "wanted": item.wanted,
        }
        for item in items
    ]
    return Table(f"scope-{scope.code}", scope.title, columns, rows, head)
