"""Shapes of the files: what each may say, how values are read, and JSON Schemas for editors.

Begin with ``brochure``; ``validate`` fills a shape from a file and reports every fault.
"""
