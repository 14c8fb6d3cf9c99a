"""Who implements which standard and plays which role, since when, on what evidence.

Owns claims, role claims and their evidence. Which grade finally holds for a participant is the engine's answer
(accord.engine), because it depends on dates, inheritance and successions.
"""
