"""From set matter to bytes: the PDF, the file on disk, the print job.

Begin with ``press``: a plate and a discharge become a file. Nothing here measures text.
"""
