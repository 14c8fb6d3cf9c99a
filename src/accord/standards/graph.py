"""The profile graph: directed and acyclic, with several roots; a profile may have several parents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from accord.standards.rules import ProfileKind


@dataclass(frozen=True)
class ProfileGraph:
    """Profiles by code, and the children of each in order; children that do not exist are left out."""

    kinds: Mapping[str, ProfileKind]
    children: Mapping[str, tuple[str, ...]]

    @cached_property
    def parents(self) -> dict[str, tuple[str, ...]]:
        """Parents of each profile that has some, in the order of their codes."""
        found: dict[str, list[str]] = {}
        for parent in sorted(self.children):
            for child in self.children[parent]:
                found.setdefault(child, []).append(parent)
        return {child: tuple(codes) for child, codes in found.items()}

    @property
    def roots(self) -> list[str]:
        """Capability profiles, which are the tops of trees."""
        return sorted(code for code, kind in self.kinds.items() if kind is ProfileKind.CAPABILITY)

    @property
    def orphans(self) -> list[str]:
        """Profiles that no root reaches."""
        reached = set(self.roots).union(*(self.below(root) for root in self.roots))
        return sorted(set(self.kinds) - reached)

    def below(self, code: str) -> set[str]:
        """Every profile that can be reached downward, without `code` itself."""
        reached: set[str] = set()
        waiting = list(self.children.get(code, ()))
        while waiting:
            child = waiting.pop()
            if child not in reached:
                reached.add(child)
                waiting.extend(self.children.get(child, ()))
        return reached - {code}

    def depth(self, code: str) -> int:
        """Profiles on the longest way down, this one and the leaf counted."""
        return 1 + max((level for level, _ in self.walk(code)), default=0)

    def walk(self, code: str, level: int = 1, above: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
        """Everything below `code` as an indented list: level from 1, and profile. Shared children come again.

        A profile is never walked below itself, so that a cycle in somebody's data cannot hang a page.
        """
        above = (*above, code)
        for child in self.children.get(code, ()):
            if child not in above:
                yield level, child
                yield from self.walk(child, level + 1, above)

    @property
    def circular(self) -> list[str]:
        """Profiles that can be reached from themselves; none in sound data."""
        return sorted(code for code in self.kinds if self._leads_back(code))

    def _leads_back(self, code: str) -> bool:
        return any(code in self.children.get(below, ()) for below in {code} | self.below(code))
