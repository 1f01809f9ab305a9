"""What content is once it is read: frozen records that name nothing of YAML.

Begin with ``content``, which holds all the others.
"""
