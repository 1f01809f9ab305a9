"""The phone book: whether a number is one, where it is printed, how one is changed.

Begin with ``numbers``.
"""
