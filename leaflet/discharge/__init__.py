"""The facts about one patient: name, days, plan, and the pharmacy's rules for it.

Begin with ``validate``: a typed record becomes a discharge, or everything wrong with it is
reported.
"""
