"""The hospital and its phone book: facts to print, where the hospital stated them.

Phone numbers have keys of the form ``campus.purpose``; leaflets name keys, never digits.
"""

from collections.abc import Mapping
from datetime import date

from leaflet.errors import Place
from leaflet.records import frozen


@frozen
class Hospital:
    """The identity that is printed, and the two colours.

    Attributes:
        name: Printed at the head of the cover; ``None`` leaves it white.
        department: Printed after the name.
        logo: Path of an SVG file inside the content or site folder, set instead of the name.
        editor: The responsible editor, printed in the colophon.
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


_A_YEAR = 365
"""Days after which somebody should call a number again."""


@frozen
class PhoneNumber:
    """One number as it is printed, with ordinary spaces: ``03 890 59 23``.

    ``hours`` is what the hospital says about when it is answered, or ``None``.
    """

    place: Place
    key: str
    number: str
    hours: str | None
    checked_on: date | None
    checked_by: str | None

    @property
    def campus(self) -> str:
        """The key of the campus, the part before the point."""
        return self.key.partition(".")[0]

    def is_unchecked(self, today: date) -> bool:
        """Whether somebody should call it: nobody did for a year, or on no day that can be."""
        on = self.checked_on
        return on is None or not 0 <= (today - on).days <= _A_YEAR

    @property
    def uri(self) -> str:
        """Where a tap on it leads (RFC 3966): ``tel:+3238905923``, and ``tel:112`` as it is."""
        digits = self.number.replace(" ", "")
        return f"tel:+32{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"


@frozen
class PhoneBook:
    """All numbers, in the order of the file."""

    numbers: tuple[PhoneNumber, ...]

    def find(self, key: str) -> PhoneNumber | None:
        """The number under ``key``, or ``None``."""
        return next((entry for entry in self.numbers if entry.key == key), None)

    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the file."""
        return tuple(entry.key for entry in self.numbers)
