"""A finished leaflet as a picture, for writers and designers.

Begin with ``render``.
"""
