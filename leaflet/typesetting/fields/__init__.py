"""The patient's part: fields that a brochure keeps free, and what is set into them.

Begin with ``fill``; ``model`` says what a field is.
"""
