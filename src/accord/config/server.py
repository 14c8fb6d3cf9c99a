"""How gunicorn runs the application: strict at the door, dead workers replaced, models warm before the first visit."""

from __future__ import annotations

from typing import Any

import gunicorn.http.wsgi

# The product's name, and no version, in every answer.
gunicorn.http.wsgi.SERVER = "Accord"

worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Compute the matrix for a visitor and for alliance staff, so that nobody waits for the first answer."""
    from accord.analysis.warming import warm

    warm(worker.log.warning)
