"""The demonstration coalition: 24 invented nations with forces, claims and trials, and the accounts to look around.

Owns the seeded generator (pure: tables in, rows out) and the loader that establishes its rows as each nation and
as alliance staff. Everything here is exercise data about nations that do not exist; it owns no table.
"""
