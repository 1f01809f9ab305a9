"""Everything that can be asked of leaflet, one module each; the command line is one of the callers.

Begin with ``make``.
"""
