"""A finished leaflet as a picture, for whoever writes or designs a text.

Begin with ``render``.
"""
