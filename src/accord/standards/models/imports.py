"""What was imported, when, from which file, and what was found."""

from __future__ import annotations

from django.db import models

from accord.standards.models.vocabulary import one_of
from accord.standards.rules import Source


class ImportRun(models.Model):
    """One finished import. A refused one leaves nothing behind, not even this row.

    `counts` is {kind: {created, updated, unchanged}}, `findings` a list of {kind, record, field, message}.
    """

    kind = models.TextField()
    started_at = models.DateTimeField()
    file_name = models.TextField()
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField()
    findings = models.JSONField()

    class Meta:
        constraints = [one_of("kind", Source, "import_run_kind_known")]
