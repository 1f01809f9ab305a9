"""Messages for a person: a stable code, a template and typed fields; and the one renderer.

Begin with ``message.py``: ``Message`` is a value, ``render`` turns it into words.
"""
