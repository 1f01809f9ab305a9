"""Plan lines: parse the language, settle the medicine and dose, judge the result.

Begin with ``read``; ``model`` is the result.
"""
