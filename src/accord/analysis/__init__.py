"""A viewer's question to the calculus: what was released to the viewer, the engine's answer, and its sentences.

Owns the snapshot of visible rows, its cache, and the facts that the analysis pages and commands show. Stores
nothing: an answer is computed for its reader when it is read. The calculus itself is `accord.engine`.
"""
