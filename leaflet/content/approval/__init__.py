"""Which words were approved, and what each id on paper stood for.

Begin with ``transcribe``: the lines that an approval binds.
"""
