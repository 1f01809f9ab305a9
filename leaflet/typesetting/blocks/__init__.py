"""Blocks, one module for each kind: how it is set, and where it may break.

Begin with ``section``.
"""
