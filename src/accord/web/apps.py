"""Registers the package with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "accord.web"
    label = "web"
