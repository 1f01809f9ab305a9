"""What is said of one patient: name, days, plan, and what the pharmacy allows.

Begin with ``validate``: a record as typed becomes a discharge, or everything wrong with it is told.
"""
