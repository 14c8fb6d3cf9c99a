"""Accord: who can operate with whom, over what, how well proven, why not, and what would help."""
