"""Checks between files, and a reviewer's remarks on the text.

Begin with ``references``; each of the other modules is one check.
"""
