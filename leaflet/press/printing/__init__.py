"""CUPS: queues, jobs, and how jobs ended.

Begin with ``queue``; ``cups`` runs the programs.
"""
