"""Which roles each participant plays, and what it says about playing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.claims.rules import Grade, Statement
from accord.demonstration.ability import Abilities
from accord.demonstration.catalogue import PROPOSED_EDITION, Catalogue, Interaction
from accord.demonstration.chance import Chance
from accord.demonstration.makes import Generation, Make, Market, edition_share
from accord.demonstration.rows import ElementRow
from accord.demonstration.stories import Storyteller
from accord.demonstration.tables import Nation, plays
from accord.forces.rules import ElementKind

FEWEST, MOST = 5, 40  # interactions of one participant
_OFFERED = 0.93  # of the interactions that a kind of system could have, a make offers so many
_SWITCHED_ON = 0.96  # and a nation uses so many of those
_NEW_ROLE = 2.6  # to play in the proposed edition is harder than to implement any one of its standards


@dataclass(frozen=True)
class Part:
    """One role of one participant."""

    element: ElementRow
    interaction: str
    role: str


class Casting:
    """Gives participants their roles."""

    def __init__(
        self, chance: Chance, catalogue: Catalogue, generations: dict[tuple[str, str], Generation]
    ) -> None:
        self._chance = chance
        self._catalogue = catalogue
        self._generations = generations

    def parts(self, participant: ElementRow) -> list[Part]:
        """The roles of one participant, between `FEWEST` and `MOST` interactions where its kind has so many."""
        could = self._possible(participant.type)
        offered = [entry for entry in could if self._is_offered(participant, entry[0])]
        if len(offered) < FEWEST:
            offered += [entry for entry in could if entry not in offered][: FEWEST - len(offered)]
        return [
            Part(participant, interaction.code, role)
            for interaction, roles in offered[:MOST]
            for role in sorted(roles)
        ]

    def _possible(self, kind: str) -> list[tuple[Interaction, frozenset[str]]]:
        """Interactions open to a kind of participant, with its roles; an interaction's own row beats its family's."""
        played = plays()[kind]
        could = (
            (interaction, played.get(interaction.code, roles) & self._asked_of(interaction))
            for family, roles in played.items()
            for interaction in self._catalogue.families.get(family, ())
        )
        return [(interaction, roles) for interaction, roles in could if roles]

    def _asked_of(self, interaction: Interaction) -> frozenset[str]:
        return self._catalogue.roles.get(interaction.code, frozenset())

    def _is_offered(self, participant: ElementRow, interaction: Interaction) -> bool:
        make = (participant.type, participant.make)
        generation = self._generations.get(make, Generation.CURRENT)
        share = edition_share(generation, interaction.edition) * _OFFERED
        return self._chance.happens(share, "offered", *make, interaction.code) and self._chance.happens(
            _SWITCHED_ON, "switched on", participant.nation, *make, interaction.code
        )


def generations_of(market: Market, kinds: Sequence[str]) -> dict[tuple[str, str], Generation]:
    """The generation of each make on offer, by kind of system and name."""
    makes: Iterator[Make] = (make for kind in kinds for make in market.offers(kind))
    return {(make.type, make.name): make.generation for make in makes}


def participants(tree: Sequence[ElementRow]) -> list[ElementRow]:
    """The leaves that act: systems, and units without systems whose kind takes part in something."""
    with_systems = {element.parent for element in tree if element.kind is ElementKind.SYSTEM}
    return [
        element
        for element in tree
        if element.kind is ElementKind.SYSTEM
        or (element.code not in with_systems and element.type in plays())
    ]


def role_stories(
    teller: Storyteller, abilities: Abilities, catalogue: Catalogue, nation: Nation, parts: Sequence[Part]
) -> Iterator[tuple[Part, list[Statement]]]:
    """What the nation says about each part; a part about which it says nothing is not played."""
    for part in parts:
        element = part.element
        interaction = catalogue.by_code[part.interaction]
        newness = _NEW_ROLE if interaction.edition == PROPOSED_EDITION else 0.0
        ability = abilities.of(nation, f"{element.type} {element.make}", f"role {part.interaction}", newness)
        proofs = teller.proofs(nation, element.code)
        told = teller.story(ability, proofs, nation.code, element.code, part.interaction, part.role)
        # Who plays no part says nothing about it.
        if told and told[0].grade != Grade.NONE:
            yield part, told
