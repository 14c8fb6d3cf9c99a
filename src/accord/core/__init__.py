"""What every package stands on: errors, partial dates, the environment, the embedded database.

Owns no table and knows no subject. What belongs to a nation, a standard or a claim is not here.
"""
