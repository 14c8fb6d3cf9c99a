"""Registers the package with Django."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    """Results of trials between two nations."""

    name = "accord.trials"
    label = "trials"
