"""Registers the package, and its start-up checks, with Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Access: parties, accounts, labels."""

    name = "accord.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from accord.access import checks  # noqa: F401 - registers itself on import
