"""Plan lines: parse the language, settle the medicine and dose, judge the result.

Begin with ``read``; ``model`` is the result. Whoever has the parts of a line without its words
enters at ``settle``.
"""
