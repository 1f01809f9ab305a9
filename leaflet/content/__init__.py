"""What the hospital wrote: its files, what they mean, what is wrong with them, who approved them.

Begin with ``read``: the one road from files to the content of a leaflet. ``site`` finds the files.
"""
