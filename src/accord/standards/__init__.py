"""Standards and what they are for: editions, covering documents, profiles, interactions, scopes.

Owns the public reference data (no party owns it, everybody reads it, alliance staff changes it) and the
scopes, which belong to a party. Who implements a standard is a claim and lives in `accord.claims`; reading
foreign files lives in `accord.exchange`. The product ships the facts tables in `facts/` and its own
judgement in `catalogue/`; descriptive texts come only from a file that a user imports.
"""
