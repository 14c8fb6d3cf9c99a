"""The profile graph, its roots, and one profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accord.core.errors import NotVisible
from accord.standards.graph import ProfileGraph
from accord.standards.models import (
    Group,
    HistoryEvent,
    Interaction,
    Profile,
    ProfileChild,
    ProfileNode,
    Selection,
)
from accord.standards.rules import ProfileKind


def profile_graph() -> ProfileGraph:
    """All profiles and their links, in two queries."""
    kinds = {code: ProfileKind(kind) for code, kind in Profile.objects.values_list("code", "kind")}
    links = ProfileChild.objects.filter(child__isnull=False).order_by("parent", "position")
    children = defaultdict(list)
    for parent, child in links.values_list("parent__code", "child__code"):
        children[parent].append(child)
    return ProfileGraph(kinds, {parent: tuple(codes) for parent, codes in children.items()})


def service_profiles() -> QuerySet[Profile]:
    """The leaves, which select standards, by specification and title."""
    found = Profile.objects.filter(kind=ProfileKind.SERVICE).select_related("specification")
    return found.order_by("specification__title", "title", "code")


@dataclass(frozen=True)
class RootSummary:
    """A root and what hangs below it; `depth` counts the root and the leaf, `standards` are distinct."""

    profile: Profile
    depth: int
    profiles: int
    service_profiles: int
    selections: int
    standards: int


def profile_roots() -> list[RootSummary]:
    """The roots by title with the size of their trees, in four queries."""
    graph = profile_graph()
    selected = defaultdict(list)
    for code, standard in Selection.objects.values_list("group__profile__code", "standard_code"):
        selected[code].append(standard)
    roots = Profile.objects.filter(kind=ProfileKind.CAPABILITY).select_related("specification")
    return [_summary(root, graph, selected) for root in roots.order_by("title", "code")]


def _summary(root: Profile, graph: ProfileGraph, selected: dict[str, list[str]]) -> RootSummary:
    below = graph.below(root.code)
    service = sum(graph.kinds[code] is ProfileKind.SERVICE for code in below)
    standards = [standard for code in {root.code, *below} for standard in selected.get(code, ())]
    return RootSummary(
        profile=root,
        depth=graph.depth(root.code),
        profiles=len(below) - service,
        service_profiles=service,
        selections=len(standards),
        standards=len(set(standards)),
    )


@dataclass(frozen=True)
class TreeLine:
    """One line of an indented tree; level 1 stands directly below the profile of the page."""

    level: int
    profile: Profile


@dataclass(frozen=True)
class ProfilePage:
    """One profile with its place in the graph.

    `groups` carry their selections, `interactions` use the profile, `dangling` are children that the source
    names and nobody describes.
    """

    profile: Profile
    parents: list[Profile]
    tree: list[TreeLine]
    dangling: list[str]
    groups: list[Group]
    nodes: list[ProfileNode]
    interactions: list[Interaction]
    history: list[HistoryEvent]


def profile_page(code: str) -> ProfilePage:
    """One profile by its code, in ten queries; raises `NotVisible` where there is none."""
    profile = Profile.objects.select_related("specification__publisher").filter(code=code).first()
    if profile is None:
        raise NotVisible(f"There is no profile with the code “{code}”. Look it up in the list of profiles.")
    graph = profile_graph()
    lines, parents = list(graph.walk(code)), graph.parents.get(code, ())
    named = _profiles_named({child for _, child in lines} | set(parents))
    return ProfilePage(
        profile=profile,
        parents=[named[parent] for parent in parents],
        tree=[TreeLine(level, named[child]) for level, child in lines],
        dangling=list(
            profile.child_links.filter(child=None).order_by("position").values_list("child_code", flat=True)
        ),
        groups=profile_groups(profile),
        nodes=list(profile.node_links.select_related("node").order_by("position")),
        interactions=list(profile.interactions.order_by("title", "code")),
        history=list(profile.history.order_by("position")),
    )


def _profiles_named(codes: Collection[str]) -> dict[str, Profile]:
    return {profile.code: profile for profile in Profile.objects.filter(code__in=codes)}


def profile_groups(profile: Profile) -> list[Group]:
    """The groups of a profile by number, each with its selections and their standards, in two queries."""
    selections = Selection.objects.select_related("standard__publisher").order_by("position")
    return list(profile.groups.order_by("number").prefetch_related(Prefetch("selections", selections)))
