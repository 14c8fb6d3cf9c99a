"""The one error of an import."""

from __future__ import annotations

from accord.core.errors import AccordError


class ImportRefused(AccordError):
    """A file was not imported, and nothing was changed; names file, record and field as far as they are known."""

    code = "import-refused"

    def __init__(self, reason: str, *, file: str, record: str = "", field: str = "") -> None:
        self.reason, self.file, self.record, self.field = reason, file, record, field
        places = [f"record {record}"] if record else []
        places += [f"field {field}"] if field else []
        where = f" ({', '.join(places)})" if places else ""
        super().__init__(f"{file}{where}: {reason} Nothing was changed.")
