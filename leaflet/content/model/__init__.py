"""Content after reading: frozen records that know nothing of YAML.

Begin with ``content``, which holds all the others.
"""
