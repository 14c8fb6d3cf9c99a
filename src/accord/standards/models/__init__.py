"""Tables of `accord.standards`, by subject."""

from accord.standards.models.catalogue import (
    Cover,
    HistoryEvent,
    Publisher,
    ResponsibleParty,
    Standard,
    Succession,
)
from accord.standards.models.imports import ImportRun
from accord.standards.models.interactions import Interaction, InteractionRole, Requirement
from accord.standards.models.profiles import (
    Group,
    Profile,
    ProfileChild,
    ProfileNode,
    ProfileSpecification,
    Selection,
    TaxonomyNode,
)
from accord.standards.models.scopes import Scope, ScopeInteraction

__all__ = [
    "Cover",
    "Group",
    "HistoryEvent",
    "ImportRun",
    "Interaction",
    "InteractionRole",
    "Profile",
    "ProfileChild",
    "ProfileNode",
    "ProfileSpecification",
    "Publisher",
    "Requirement",
    "ResponsibleParty",
    "Scope",
    "ScopeInteraction",
    "Selection",
    "Standard",
    "Succession",
    "TaxonomyNode",
]
