"""The phone book: is a number valid, where is it printed, and how is one changed.

Begin with ``numbers``.
"""
