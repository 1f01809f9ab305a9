"""What a panel of the folded leaflet is for; a brochure asks for panels by these names."""

from enum import StrEnum


class PanelRole(StrEnum):
    """The part of a folded leaflet that a section is meant for."""

    COVER = "cover"
    FLAP = "flap"
    INSIDE = "inside"
    BACK = "back"
