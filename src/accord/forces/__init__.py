"""Force elements: units in a tree, systems inside units, and the versions of systems, owned by nations.

Owns what exists. What an element implements or plays is said by claims; whether it was tried, by trials.
"""
