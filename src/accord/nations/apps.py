"""Registers the package with Django."""

from django.apps import AppConfig


class NationsConfig(AppConfig):
    """Nations, frameworks and dated memberships."""

    name = "accord.nations"
    label = "nations"
