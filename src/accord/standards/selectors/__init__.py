"""Reads of `accord.standards`. Reference data is public; scopes are read for a viewer."""

from accord.standards.selectors.engine_tables import interaction_table, requirement_table, succession_table
from accord.standards.selectors.imports import import_runs
from accord.standards.selectors.interactions import (
    InteractionPage,
    interaction_editions,
    interaction_families,
    interaction_page,
    interactions,
)
from accord.standards.selectors.profiles import (
    ProfilePage,
    RootSummary,
    profile_graph,
    profile_groups,
    profile_page,
    profile_roots,
    service_profiles,
)
from accord.standards.selectors.scopes import ScopePage, scope_page, scopes_visible_to
from accord.standards.selectors.standards import (
    StandardPage,
    dimension_counts,
    publisher_counts,
    standard_page,
    standards,
)

__all__ = [
    "InteractionPage",
    "ProfilePage",
    "RootSummary",
    "ScopePage",
    "StandardPage",
    "dimension_counts",
    "import_runs",
    "interaction_editions",
    "interaction_families",
    "interaction_page",
    "interaction_table",
    "interactions",
    "profile_graph",
    "profile_groups",
    "profile_page",
    "profile_roots",
    "publisher_counts",
    "requirement_table",
    "scope_page",
    "scopes_visible_to",
    "service_profiles",
    "standard_page",
    "standards",
    "succession_table",
]
