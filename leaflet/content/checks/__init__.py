"""What files say of each other, and what a reviewer would say of the text.

Begin with ``references``; the other modules each have a check of their own.
"""
