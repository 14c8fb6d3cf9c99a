"""Files that people handed in, given back as attachments that no browser runs."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse

from accord.core.errors import NotVisible

_SANDBOX = "default-src 'none'; sandbox"


def attachment(path: Path, *, name: str, media_type: str) -> FileResponse:
    """The file as a download. It is read after the request's transaction has closed, in pieces."""
    try:
        content = path.open("rb")
    except FileNotFoundError:
        raise NotVisible("The file is not there any more. Ask the owner to add it again.") from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    # Set here, so that the policy of pages is not put in its place.
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
