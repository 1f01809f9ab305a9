"""Approval: which words were approved, and what each printed id stands for.

Begin with ``transcribe``: the lines that an approval binds.
"""
