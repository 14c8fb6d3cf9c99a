"""The application that a WSGI server runs; it refuses to start as a role that could read past a policy."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")

application = get_wsgi_application()

from accord.access.checks import refuse_powerful_role  # noqa: E402 - models need the application set up first

refuse_powerful_role()
connection.close()
