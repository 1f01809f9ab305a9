"""Lists of patients as spreadsheets save them: encoding, columns, rows.

Begin with ``patients``.
"""
