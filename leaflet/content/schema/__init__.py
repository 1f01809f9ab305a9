"""What each file may say: its shape, how a value is read, and the JSON Schema for editors.

Begin with ``brochure``; ``validate`` fills a shape from a file and tells everything that is wrong.
"""
