"""Parts of a PDF file: objects, fonts, page code, structure, metadata.

Begin with ``objects``; ``document`` puts them together.
"""
