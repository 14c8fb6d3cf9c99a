"""The PostgreSQL that comes inside a wheel: one server per data folder, shared by every Accord process.

Whoever needs it takes a `Lease`; a keeper process runs the server while any lease is held and stops it
afterwards. Leases are file locks, so a killed process gives its lease back by dying.
"""

from accord.core.postgres.cluster import ADMIN, APP, OWNER, Cluster
from accord.core.postgres.lease import Lease
from accord.core.postgres.roles import prepare_database

__all__ = ["ADMIN", "APP", "OWNER", "Cluster", "Lease", "prepare_database"]
