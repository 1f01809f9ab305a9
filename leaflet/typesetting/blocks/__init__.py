"""One module a kind of block: how it is set, and how it may break.

Begin with ``section``.
"""
