"""Draws that depend on the seed and on their subject alone, never on the order in which they are made.

Changing one rule of the generator therefore leaves every other draw as it was, on every version of Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

_NORMAL = NormalDist()
_WHOLE = 2.0**64


class Chance:
    """All the luck of one coalition."""

    def __init__(self, seed: int) -> None:
        self._key = str(seed).encode()

    def share(self, *subject: object) -> float:
        """A number in 0..1 (both ends excluded), evenly spread over subjects."""
        text = "\0".join(map(str, subject)).encode()
        digest = blake2b(text, digest_size=8, key=self._key).digest()
        return (int.from_bytes(digest) + 0.5) / _WHOLE

    def happens(self, probability: float, *subject: object) -> bool:
        """True for about this share of all subjects."""
        return self.share(*subject) < probability

    def drift(self, *subject: object) -> float:
        """A standard normal number."""
        return _NORMAL.inv_cdf(self.share(*subject))

    def whole(self, least: int, most: int, *subject: object) -> int:
        """A whole number from `least` to `most`, both included."""
        return least + int(self.share(*subject) * (most - least + 1))

    def pick(self, options: Sequence[T], *subject: object) -> T:
        """One of the options, each as likely as another."""
        return options[self.whole(0, len(options) - 1, *subject)]

    def weighed(self, weights: Mapping[T, float], *subject: object) -> T:
        """One of the keys, as likely as its weight says."""
        left = self.share(*subject) * sum(weights.values())
        for option, weight in weights.items():
            left -= weight
            if left < 0:
                return option
        return list(weights)[-1]

    def shuffled(self, options: Sequence[T], *subject: object) -> list[T]:
        """All options in an order of their own."""
        places = {place: self.share(*subject, place) for place in range(len(options))}
        return [options[place] for place in sorted(places, key=places.__getitem__)]

    def day_before(self, day: date, least: int, most: int, *subject: object) -> date:
        """A day that lies `least` to `most` days before `day`."""
        return day - timedelta(days=self.whole(least, most, *subject))


def apportion(total: int, weights: Mapping[T, float]) -> dict[T, int]:
    """Whole numbers in proportion to the weights that add up to `total` exactly (largest remainders)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    given = {key: int(value) for key, value in exact.items()}
    short = total - sum(given.values())
    for key in sorted(exact, key=lambda key: given[key] - exact[key])[:short]:
        given[key] += 1
    return given
