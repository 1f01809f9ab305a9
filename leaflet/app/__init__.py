"""Everything that can be asked of leaflet, a module each; the command line is one of those who ask.

Begin with ``make``.
"""
