"""One way to answer with a table as a file: `?format=csv|xlsx|json` on the page that shows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accord.core.errors import Problem, RuleBroken
from accord.exchange.tables import MEDIA_TYPES, Format, Table


def wanted_format(request: HttpRequest) -> Format | None:
    """The export format that the address asks for; None for the page itself."""
    word = request.GET.get("format")
    if word is None:
        return None
    if word not in tuple(Format):
        text = _("“%(word)s” is no export format. Choose csv, xlsx or json.") % {"word": word}
        raise RuleBroken([Problem("format", text, "format")])
    return Format(word)


def download(table: Table, form: Format) -> HttpResponse:
    """The table as a file that the browser saves."""
    response = HttpResponse(table.written_as(form), content_type=MEDIA_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.{form}"'
    return response
