"""One plan line: its language (parse), which medicine and dose (settle), whether it may be (judge).

Begin with ``read``; ``model`` is what comes out.
"""
