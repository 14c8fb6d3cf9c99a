"""Imports that were done."""

from __future__ import annotations

from django.db.models import QuerySet

from accord.standards.models import ImportRun


def import_runs() -> QuerySet[ImportRun]:
    """All finished imports, newest first."""
    return ImportRun.objects.order_by("-started_at", "-pk")
