"""Registers the package with Django."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Claims on standards and roles."""

    name = "accord.claims"
    label = "claims"
