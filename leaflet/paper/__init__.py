"""The sheet of paper: panels and folds, in points. Nothing here knows what text is.

Begin with ``fold``; ``folds`` are those on offer.
"""
