"""Set matter as page code: lines, rules, boxes and pictures, with their marks.

Drawing obeys: nothing here measures, breaks or decides, and kerning comes with the characters. The
text of one element is drawn within one mark, for the logical structure to point at; all else is an
artifact (ISO 32000-1, 14.6 and 14.8.2.2). Begin with ``draw``.
"""

from collections.abc import Iterable, Iterator, Mapping

from leaflet.press.pdf.fonts import Codes, Letter, resource_name
from leaflet.press.pdf.objects import write_number as n
from leaflet.records import frozen, frozen_unique
from leaflet.typesetting.breaking import NBSP
from leaflet.typesetting.look import Colour
from leaflet.typesetting.matter import (
    Box,
    Element,
    Hollow,
    Item,
    Picture,
    PlacedText,
    Rule,
    Running,
    SetLine,
)
from leaflet.typesetting.typeface import FontWeight, Kerning, Typeface


def show(text: str, codes: Codes, kerning: Kerning) -> Iterator[tuple[int, bytes, bytes]]:
    """For each run of a font block, its number, its codes and the operator that shows them.

    A number between two strings moves what follows to the left, in thousandths of the size.
    """
    moves, place = kerning.moves(text), 0
    for block, shown in codes.split(text):
        inside = moves[place : place + len(shown)]
        place += len(shown)
        yield block, shown, _operator(shown, inside)


def _operator(codes: bytes, moves: tuple[int, ...]) -> bytes:
    if not any(moves):
        return b"(%b) Tj" % _escape(codes)
    parts, start = [], 0
    for end, move in enumerate(moves, 1):
        if move:
            parts.append(b"(%b)%d" % (_escape(codes[start:end]), -move))
            start = end
    if start < len(codes):
        parts.append(b"(%b)" % _escape(codes[start:]))
    return b"[%b] TJ" % b"".join(parts)


def _escape(codes: bytes) -> bytes:
    return codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


_ASCENT, _DESCENT = 0.75, 0.25
"""How far the area of a link goes above and below the baseline, in parts of the size."""

_SPACE = " "
_DOTS = "[0 1.8] 0 d 1 J"
_NO_DOTS = "[] 0 d 0 J"


@frozen
class Area:
    """A rectangle in the space of a PDF page: points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def __str__(self) -> str:
        return f"[{n(self.left)} {n(self.bottom)} {n(self.right)} {n(self.top)}]"


@frozen_unique
class MarkedContent:
    """Marked content; marks stand in the order in which they are read.

    Attributes:
        element: What it belongs to.
        number: Its number on its page (``MCID``); ``None`` for an element without content.
        link: Where it leads, or ``None``.
        words: What the link says, or ``None``.
        area: Where a picture or a link stands, else ``None``.
    """

    element: Element
    number: int | None
    link: str | None = None
    words: str | None = None
    area: Area | None = None


@frozen
class Drawn:
    """Page code that is complete in itself.

    Attributes:
        marks: What its marks are.
        letters: The letters that are not in the base blocks: weight, block and code.
        end: The number after that of its last mark.
    """

    code: bytes
    marks: tuple[MarkedContent, ...]
    letters: frozenset[Letter]
    end: int


@frozen
class Ink:
    """What drawing needs besides the matter.

    Attributes:
        codes: The codes of letters.
        typeface: Their kerning.
        height: Height of the page, in points; PDF measures from its foot.
        pictures: The code of each drawing, by its name.
    """

    codes: Codes
    typeface: Typeface
    height: float
    pictures: "Mapping[str, DrawnPicture]"


@frozen
class DrawnPicture:
    """A drawing as page code, with the width and height it was drawn for, in points."""

    code: bytes
    width: float
    height: float


def draw(items: Iterable[Item], ink: Ink, first: int) -> Drawn:
    """Draw items in order; their origin is the top left corner of the page.

    Args:
        items: Set matter.
        ink: Letters and pictures.
        first: The number of the first mark.
    """
    pen = _Pen(ink, first)
    for item in items:
        match item:
            case SetLine():
                for piece in item.pieces:
                    pen.write(piece, item.y, item.element)
            case Rule():
                pen.draw(_rule(item, ink.height))
            case Box():
                pen.draw(_box(item, ink.height))
            case Picture():
                pen.place(item)
            case Hollow():
                pen.leave_empty(item.element)
            case Running():
                for piece in item.pieces:
                    pen.write_running(piece, item.y)
    return pen.finished()


class _Pen:
    """Page code in the making: what is open, and what the graphics state is set to."""

    def __init__(self, ink: Ink, first: int) -> None:
        self._ink = ink
        self._next = first
        self._code: list[bytes] = [b"q"]
        self._marks: list[MarkedContent] = []
        self._letters: set[Letter] = set()
        self._open: tuple[Element, str | None] | None = None
        self._artifact = False
        self._font = self._colour = ""
        self._tracking = 0.0

    def finished(self) -> Drawn:
        self._close()
        self._code.append(b"Q\n")
        code = b"\n".join(self._code)
        return Drawn(code, tuple(self._marks), frozenset(self._letters), self._next)

    def write(self, piece: PlacedText, y: float, element: Element) -> None:
        if self._open != (element, piece.link):
            if piece.link is None:
                self._begin(element)
            else:
                words = piece.text.replace(NBSP, _SPACE).strip()
                self._begin(element, piece.link, words, _area(piece, self._ink.height - y))
            self._code.append(b"BT")
        self._set(piece, y)

    def write_running(self, piece: PlacedText, y: float) -> None:
        """Write what belongs to the page: an artifact."""
        self.draw("BT")
        self._set(piece, y)
        self._code.append(b"ET")

    def _set(self, piece: PlacedText, y: float) -> None:
        """The characters of a piece on their baseline, within a text object."""
        style = piece.style
        if style.tracking != self._tracking:
            self._tracking = style.tracking
            self._code.append(f"{n(style.tracking)} Tc".encode())
        colour = _fill(style.colour)
        if colour != self._colour:
            self._colour = colour
            self._code.append(colour.encode())
        self._code.append(f"1 0 0 1 {n(piece.x)} {n(self._ink.height - y)} Tm".encode())
        # A space that may not break is one that may, to who searches for a phone number.
        self._show(piece.text.replace(NBSP, _SPACE), style.weight, style.size)

    def draw(self, code: str) -> None:
        """Draw an artifact."""
        if not self._artifact:
            self._close()
            self._artifact = True
            self._code.append(b"/Artifact BMC")
        self._code.append(code.encode("ascii"))

    def place(self, picture: Picture) -> None:
        """Place a picture: an artifact, or the content of its element."""
        drawn = self._ink.pictures[picture.name]
        bottom = self._ink.height - picture.y - picture.height
        wide, high = picture.width / drawn.width, picture.height / drawn.height
        placed = f"q {wide:.5f} 0 0 {high:.5f} {n(picture.x)} {n(bottom)} cm\n".encode("ascii")
        if picture.element is None:
            self.draw("")
        else:
            area = Area(picture.x, bottom, picture.x + picture.width, bottom + picture.height)
            self._begin(picture.element, area=area)
        self._code += [placed + drawn.code, b"Q"]
        if picture.element is not None:
            self._code.append(b"EMC")
            self._open = None

    def leave_empty(self, element: Element) -> None:
        """Keep the place of an element without content in the order of reading."""
        self._close()
        self._marks.append(MarkedContent(element, None))

    def _begin(
        self,
        element: Element,
        link: str | None = None,
        words: str | None = None,
        area: Area | None = None,
    ) -> None:
        self._close()
        tag = "Link" if link else element.tag.value
        self._code.append(f"/{tag} <</MCID {self._next}>> BDC".encode("ascii"))
        self._marks.append(MarkedContent(element, self._next, link, words, area))
        self._open = (element, link)
        self._next += 1

    def _close(self) -> None:
        if self._artifact:
            self._code.append(b"EMC")
        elif self._open is not None:
            self._code.append(b"ET EMC")
        self._artifact, self._open = False, None

    def _show(self, text: str, weight: FontWeight, size: float) -> None:
        for block, codes, shown in show(text, self._ink.codes, self._ink.typeface[weight].kerning):
            font = f"/{resource_name((weight, block))} {n(size)} Tf"
            if font != self._font:
                self._font = font
                self._code.append(font.encode("ascii"))
            if block:
                self._letters.update((weight, block, code) for code in codes)
            self._code.append(shown)


def _area(piece: PlacedText, base: float) -> Area:
    size = piece.style.size
    return Area(piece.x, base - _DESCENT * size, piece.x + piece.width, base + _ASCENT * size)


def _rule(rule: Rule, height: float) -> str:
    line = (
        f"{_stroke(rule.colour)} {n(rule.thickness)} w {n(rule.x0)} {n(height - rule.y0)} m "
        f"{n(rule.x1)} {n(height - rule.y1)} l S"
    )
    return f"{_DOTS} {line} {_NO_DOTS}" if rule.dotted else line


def _box(box: Box, height: float) -> str:
    place = f"{n(box.x)} {n(height - box.y - box.height)} {n(box.width)} {n(box.height)} re"
    parts = []
    if box.fill is not None:
        parts.append(f"q {_fill(box.fill)} {place} f Q")
    if box.stroke is not None:
        parts.append(f"{_stroke(box.stroke)} {n(box.thickness)} w {place} S")
    return " ".join(parts)


def _fill(colour: Colour) -> str:
    return f"{_rgb(colour)} rg"


def _stroke(colour: Colour) -> str:
    return f"{_rgb(colour)} RG"


def _rgb(colour: Colour) -> str:
    return f"{colour.red:.3g} {colour.green:.3g} {colour.blue:.3g}"
