"""A look at a process of the program as it ends; it ends by ``os._exit``, without ``atexit``."""


def at_end(look):
    """Source that runs a statement at the end; it has to stand before the program's own."""
    return f"""
import os, sys
def leave(code, end=os._exit):
    {look}
    sys.stdout.flush()
    sys.stderr.flush()
    end(code)
os._exit = leave
"""
