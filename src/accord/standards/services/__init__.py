"""Writes of `accord.standards`; each inside the caller's `acting()`, each with its audit entry."""

from accord.standards.services.catalogue import LoadResult, load_catalogue
from accord.standards.services.imports import remember_import
from accord.standards.services.interactions import change_interaction_profile
from accord.standards.services.scopes import declare_scope, remove_scope, scope_draft_problems
from accord.standards.services.shipped import load_facts, load_interactions

__all__ = [
    "LoadResult",
    "change_interaction_profile",
    "declare_scope",
    "load_catalogue",
    "load_facts",
    "load_interactions",
    "remember_import",
    "remove_scope",
    "scope_draft_problems",
]
