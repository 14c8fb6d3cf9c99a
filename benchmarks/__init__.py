"""Measures of the README and the docs: each prints its figures with the machine, the versions and the sizes."""
