"""Vocabulary of trials."""

from __future__ import annotations

from enum import StrEnum


class Result(StrEnum):
    """How a trial ended."""

    SUCCESS = "success"
    LIMITED = "limited"
    ISSUE = "issue"
    NOT_TESTED = "not tested"
