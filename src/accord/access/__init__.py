"""Who acts and who sees: parties, accounts, labels, row-level security, the audit trail.

Owns parties, accounts with their roles and permissions, labels (owner and release of a record), the `acting()`
block that tells the database who acts, and the policies that read it. Does not know what the records say.
"""
