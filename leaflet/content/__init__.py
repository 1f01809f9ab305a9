"""The hospital's content: its files, their meaning, their faults and their approval.

Begin with ``read``: the one road from files to the content of a leaflet. ``site`` finds the files.
"""
