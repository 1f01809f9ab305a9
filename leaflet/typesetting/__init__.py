"""From words to panels: every size and position is decided here.

Begin with ``fit``, which calls the others; ``look`` has the sizes, ``matter`` is the result.
"""
