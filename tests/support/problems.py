"""Problems in a few words, for what hands them on."""

from leaflet.errors import Problem
from leaflet.messages.message import Key, Message


def problem(where, what, remedy):
    return Problem(Key(where), Message("test.what", what), Message("test.remedy", remedy))
