"""The cover: title, a picture at its right, the greeting, and room for the patient's fields."""

from leaflet.errors import FitError, Problem
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.hospital import Hospital
from leaflet.paper.fold import Panel
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.face import Weight
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Item, Picture, Tag
from leaflet.typesetting.measures import Measures, Style
from leaflet.typesetting.palette import INK
from leaflet.typesetting.stick import Stick

_NAME = 16 * MM
_KICKER = 53.4 * MM
_TITLE = 66.5 * MM
_TITLE_LEADING = 42.5
_QUESTION_BELOW = 11 * MM
_QUESTION_LEADING = 17.7
_ILLUSTRATION_WIDTH = 31 * MM
_ILLUSTRATION_RIGHT = 95 * MM
_ILLUSTRATION_TOP = 12 * MM

FIELDS_TOP = 155.5 * MM
"""Top of the patient's fields, from the top of the sheet; the first has room for two lines."""


def cover_field(panel: Panel, look: Measures) -> Field:
    """Where the patient's name and dates stand."""
    height = look.foot - FIELDS_TOP + 0.5
    return Field(panel.side, panel.folio, panel.column, FIELDS_TOP, panel.measure, height)


def set_cover(
    stick: Stick, panel: Panel, brochure: Brochure, hospital: Hospital, ratio: float | None
) -> tuple[Item, ...]:
    """Set everything of the cover that is not the patient's, ``y`` from the top of the sheet.

    Args:
        ratio: Height over width of the illustration; ``None`` where there is none.

    Raises:
        FitError: If the greeting runs into the fields.
    """
    cover, look = brochure.cover, stick.look
    items: list[Item] = []
    if cover.illustration is not None and ratio is not None:
        width = _ILLUSTRATION_WIDTH
        left = _ILLUSTRATION_RIGHT - 7 * MM - width
        name = f"figures/{cover.illustration}"
        items.append(Picture(left, _ILLUSTRATION_TOP, width, width * ratio, name, None))
    narrow = stick.narrowed(0, 28 * MM if cover.illustration else 0).undivided()
    if hospital.name:
        identity = " · ".join(filter(None, (hospital.name, hospital.department)))
        items += _lines(narrow, Span(identity, look.strong, added=True), _NAME, look.step)
    items += [
        narrow.line(line, _KICKER + look.step * (n + 1 - count), Element(Tag.PARAGRAPH))
        for lines in [
            narrow.lines(narrow.spans(cover.kicker, look.strong, look.strong), cover.place)
        ]
        for count in [len(lines)]
        for n, line in enumerate(lines)
    ]
    title = Style(Weight.BOLD, 44, look.palette.accent, tracking=-0.88)
    element = Element(Tag.TITLE)
    y = _TITLE
    for line in narrow.lines(narrow.spans(cover.title, title, title), cover.place):
        items.append(narrow.line(line, y, element))
        y += _TITLE_LEADING
    y += _QUESTION_BELOW - _TITLE_LEADING
    question = Style(Weight.REGULAR, 14, INK)
    element = Element(Tag.PARAGRAPH)
    for line in narrow.lines(narrow.spans(cover.question, question, question), cover.place):
        items.append(narrow.line(line, y, element))
        y += _QUESTION_LEADING
    items += _greeting(stick, brochure)
    return tuple(item.moved(panel.column, 0) for item in items)


def _lines(stick: Stick, span: Span, y: float, leading: float) -> list[Item]:
    element = Element(Tag.PARAGRAPH)
    return [
        stick.line(line, y + leading * n, element)
        for n, line in enumerate(stick.lines((span,), "hospital.yaml"))
    ]


def _greeting(stick: Stick, brochure: Brochure) -> list[Item]:
    """The salutation and what follows, on the grid, ending above the fields."""
    look, cover = stick.look, brochure.cover
    salutation = stick.spans(cover.salutation, look.name, look.name)
    lines = [
        (line, Element(Tag.PARAGRAPH)) for line in stick.undivided().lines(salutation, cover.place)
    ]
    for paragraph in cover.greeting:
        element = Element(Tag.PARAGRAPH)
        lines += [
            (line, element) for line in stick.lines(stick.body(paragraph.text), paragraph.place)
        ]
    room = int((FIELDS_TOP - look.head) / look.step)
    first = min(int((128.4 * MM - look.head) / look.step), room - len(lines))
    if look.head + first * look.step < 110 * MM:
        over = len(lines) - (room - int((110 * MM - look.head) / look.step))
        raise FitError(
            Problem(
                cover.greeting[-1].place if cover.greeting else cover.place,
                f"the greeting is {over} lines too long for the cover",
                f"cut about {over * 7} words",
            )
        )
    top = look.head + first * look.step
    return [
        stick.line(line, top + stick.baseline(n), element)
        for n, (line, element) in enumerate(lines)
    ]
