"""Columns that hold a word of a vocabulary."""

from __future__ import annotations

from enum import StrEnum

from django.db import models


def one_of(field: str, words: type[StrEnum], name: str) -> models.CheckConstraint:
    """A constraint that the column holds a word of the vocabulary."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [str(word) for word in words]}), name=name
    )
