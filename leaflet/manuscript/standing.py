"""Whether what is printed is what the hospital approved."""

from enum import StrEnum


class Standing(StrEnum):
    """How the words of a leaflet stand to the last approval of it."""

    DRAFT = "draft"
    EDITED = "edited since approval"
    APPROVED = "approved"
