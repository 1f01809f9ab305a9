"""Lists of patients as a spreadsheet saves them: encoding, columns, rows.

Begin with ``patients``.
"""
