"""Sheets for staff, without a patient: the test sheet and the folding dummy.

Begin with ``loose_sheet``.
"""
