"""Nations, organisations, partnership frameworks, and who belonged to what, when, by whose decision.

Owns public facts with their source and how certain they are. Lists as of a date follow from dated intervals and
are never typed in. Forces and claims of a nation are elsewhere.
"""
