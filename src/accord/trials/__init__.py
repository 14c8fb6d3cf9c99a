"""Results of trials between two participants of two nations.

A trial belongs to both: each side sees it, others only where both have released it. Planning and running of
events is elsewhere; what a result means for a level is the engine's business.
"""
