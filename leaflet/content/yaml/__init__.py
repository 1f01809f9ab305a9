"""YAML as a hospital writes it: read with line numbers, explained where invalid, edited in place.

Begin with ``reader``. Nothing else in the program sees PyYAML.
"""

LARGEST_FILE = 1_000_000
"""Bytes that a file may have; the longest brochure has some ten thousand."""
