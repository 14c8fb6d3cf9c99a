"""How much a request may bring along, judged before any of it is written to disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class LimitedUpload(FileUploadHandler):
    """Refuses a form with files by its length; smaller files pass on to the handlers after this one."""

    def handle_raw_input(self, *of_request: Any, **_: Any) -> None:
        """Refuse what is longer than any form of ours; Django gives stream, headers, length and more."""
        if of_request[2] > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The form is longer than any that Accord takes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Pass the piece on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""
