"""Bookmarks: the headings of the leaflet in the order of reading (ISO 32000-1, 12.3.3)."""

from collections.abc import Mapping, Sequence

from leaflet.frozen import frozen
from leaflet.press.syntax import write_number, write_text


@frozen
class Bookmark:
    """A heading: its words, its level from 0, its page object, and its place there in points.

    ``left`` and ``top`` are in the space of a PDF page: from the lower left corner.
    """

    title: str
    level: int
    page: int
    left: float
    top: float


def write_outline(bookmarks: Sequence[Bookmark], first: int) -> list[str]:
    """The dictionaries of the outline and, after it, of each bookmark; numbers from ``first``.

    All bookmarks are shown at first, so that each level counts all that is below it.
    """
    above = [_above(bookmarks, n) for n in range(len(bookmarks))]
    below = {
        parent: [n for n, each in enumerate(above) if each == parent]
        for parent in range(-1, len(bookmarks))
    }
    written = [f"<</Type/Outlines{_ends(below, -1, first)}>>"]
    for n, bookmark in enumerate(bookmarks):
        siblings = below[above[n]]
        place = siblings.index(n)
        before = f"/Prev {first + 1 + siblings[place - 1]} 0 R" if place else ""
        after = ""
        if place + 1 < len(siblings):
            after = f"/Next {first + 1 + siblings[place + 1]} 0 R"
        left, top = write_number(bookmark.left), write_number(bookmark.top)
        written.append(
            f"<</Title{write_text(bookmark.title)}/Parent {first + 1 + above[n]} 0 R{before}{after}"
            f"{_ends(below, n, first)}/Dest[{bookmark.page} 0 R/XYZ {left} {top} null]>>"
        )
    return written


def _above(bookmarks: Sequence[Bookmark], n: int) -> int:
    """The bookmark that this one stands under; -1 where it stands under none."""
    levels = range(n - 1, -1, -1)
    return next((k for k in levels if bookmarks[k].level < bookmarks[n].level), -1)


def _ends(below: Mapping[int, Sequence[int]], n: int, first: int) -> str:
    kids = below[n]
    if not kids:
        return ""
    ends = f"/First {first + 1 + kids[0]} 0 R/Last {first + 1 + kids[-1]} 0 R"
    return f"{ends}/Count {_count(below, n)}"


def _count(below: Mapping[int, Sequence[int]], n: int) -> int:
    return sum(1 + _count(below, kid) for kid in below[n])
