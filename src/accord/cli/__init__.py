"""The `accord` command: the same answers as the pages, for people and machines, and the operator's work."""

from accord.cli.app import main

__all__ = ["main"]
