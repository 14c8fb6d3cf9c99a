"""Registers the package with Django."""

from django.apps import AppConfig


class ForcesConfig(AppConfig):
    """Units and systems."""

    name = "accord.forces"
    label = "forces"
