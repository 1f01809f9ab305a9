"""Set matter into bytes: the PDF, the file on disk, the job in a print queue.

Begin with ``press``: a plate and a discharge become a file. Nothing here measures text.
"""
