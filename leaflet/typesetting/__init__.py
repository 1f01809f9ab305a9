"""Words into panels: every size and position is decided here.

Begin with ``fit``, which asks the others; ``look`` has the sizes, ``matter`` is what comes out.
"""
