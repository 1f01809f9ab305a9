"""CUPS: queues, jobs, and what became of them.

Begin with ``queue``; ``cups`` runs the programs.
"""
