"""Who the hospital is, as far as it has said so; what it has not said is not printed."""

from collections.abc import Mapping

from leaflet.frozen import frozen


@frozen
class Hospital:
    """The identity that is printed, and the two colours.

    Attributes:
        name: Printed at the head of the cover; ``None`` leaves it white.
        department: Printed after the name.
        logo: Path of an SVG file inside the content or site folder, set instead of the name.
        editor: The responsible editor, printed in the imprint.
        campuses: Key to the name that is printed.
        accent: Colour of headings, ``#RRGGBB``, or ``None`` for the program's own.
        alarm: Colour of the red flags, ``#RRGGBB``, or ``None`` for the program's own.
        approved_only: Whether only texts that were approved as they stand may be printed.
    """

    name: str | None
    department: str | None
    logo: str | None
    editor: str | None
    campuses: Mapping[str, str]
    accent: str | None
    alarm: str | None
    approved_only: bool = False
