"""The cover: title, a picture at its right, the greeting, and room for the patient's fields."""

from collections.abc import Mapping, Sequence

from leaflet.errors import FitError, Place, Problem
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.text import Text
from leaflet.paper.fold import Panel
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.face import Weight
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Item, Picture, SetLine, Tag
from leaflet.typesetting.measures import Measures, Style
from leaflet.typesetting.palette import INK
from leaflet.typesetting.stick import Stick

LOGO = "logo"
"""The name under which the hospital's logo stands among the drawings."""

_IDENTITY = 16 * MM
_LOGO_TOP = 10 * MM
_LOGO_WIDTH, _LOGO_HEIGHT = 50 * MM, 18 * MM
_KICKER = 53.4 * MM
_TITLE = 66.5 * MM
_TITLE_STYLE = 44, 42.5, -0.88
_QUESTION_BELOW = 11 * MM
_QUESTION_STYLE = 14, 17.7
_GREETING = 128.4 * MM
_HIGHEST_GREETING = 110 * MM
_ILLUSTRATION_WIDTH = 31 * MM
_ILLUSTRATION_RIGHT = 88 * MM
_ILLUSTRATION_TOP = 12 * MM
_BESIDE_ILLUSTRATION = 28 * MM

FIELDS_TOP = 155.5 * MM
"""Top of the patient's fields, from the top of the sheet; the first has room for two lines."""


def cover_field(panel: Panel, look: Measures) -> Field:
    """Where the patient's name and dates stand."""
    height = look.foot - FIELDS_TOP + 0.5
    return Field(panel.side, panel.folio, panel.column, FIELDS_TOP, panel.measure, height)


def set_cover(
    stick: Stick, panel: Panel, brochure: Brochure, hospital: Hospital, ratios: Mapping[str, float]
) -> tuple[Item, ...]:
    """Set everything of the cover that is not the patient's, ``y`` from the top of the sheet.

    Args:
        stick: For the measure of the panel.
        panel: The cover.
        brochure: Its words.
        hospital: Logo, or name; white where it has stated none.
        ratios: Height over width of the illustration and the logo, by name.

    Raises:
        FitError: If title and question, or the greeting, need more room than there is.
    """
    cover = brochure.cover
    items: list[Item] = [*_identity(stick, hospital, ratios)]
    beside = stick.undivided()
    if cover.illustration is not None:
        beside = beside.narrowed(0, _BESIDE_ILLUSTRATION)
        width = _ILLUSTRATION_WIDTH
        height = width * ratios[cover.illustration]
        left, name = _ILLUSTRATION_RIGHT - width, f"figures/{cover.illustration}"
        items.append(Picture(left, _ILLUSTRATION_TOP, width, height, name, None))
    greeting = _greeting(stick, brochure)
    items += _title(beside, brochure, min(line.y for line in greeting))
    items += greeting
    return tuple(item.moved(panel.column, 0) for item in items)


def _identity(stick: Stick, hospital: Hospital, ratios: Mapping[str, float]) -> Sequence[Item]:
    """The logo, else the name, at the head."""
    if hospital.logo is not None:
        width = min(_LOGO_WIDTH, _LOGO_HEIGHT / ratios[LOGO])
        height = width * ratios[LOGO]
        figure = Element(Tag.FIGURE, alt=hospital.name) if hospital.name else None
        return (Picture(0, _LOGO_TOP, width, height, LOGO, figure),)
    name = identity_text(hospital)
    if not name:
        return ()
    span = Span(name, stick.look.strong, added=True)
    column = stick.undivided().narrowed(0, _BESIDE_ILLUSTRATION)
    return _set_lines(column, (span,), "hospital.yaml", _IDENTITY, stick.look.step, Tag.PARAGRAPH)


def identity_text(hospital: Hospital) -> str:
    """Name and department as they are printed; empty where a logo stands or nothing is stated."""
    if hospital.logo is not None or hospital.name is None:
        return ""
    return " · ".join(filter(None, (hospital.name, hospital.department)))


def _title(stick: Stick, brochure: Brochure, limit: float) -> list[Item]:
    """The kicker, the title and the question, from the kicker's baseline down to ``limit``."""
    cover, look = brochure.cover, stick.look

    def lines(text: Text, style: Style, y: float, leading: float, tag: Tag) -> list[SetLine]:
        return _set_lines(stick, stick.spans(text, style, style), cover.place, y, leading, tag)

    kicker = lines(cover.kicker, look.strong, 0, look.step, Tag.PARAGRAPH)
    up = _KICKER - kicker[-1].y
    size, leading, tracking = _TITLE_STYLE
    style = Style(Weight.BOLD, size, look.palette.accent, tracking)
    title = lines(cover.title, style, _TITLE, leading, Tag.TITLE)
    size, leading = _QUESTION_STYLE
    style = Style(Weight.REGULAR, size, INK)
    below = title[-1].y + _QUESTION_BELOW
    question = lines(cover.question, style, below, leading, Tag.PARAGRAPH)
    over = question[-1].y + 2 * look.step - limit
    if over > 0:
        what = f"title and question are {over / MM:.1f} mm too long for the cover"
        raise FitError(Problem(cover.place, what, "write a shorter title or question"))
    return [*(line.moved(0, up) for line in kicker), *title, *question]


def _greeting(stick: Stick, brochure: Brochure) -> list[SetLine]:
    """The salutation and what follows, on the grid, ending above the fields."""
    look, cover = stick.look, brochure.cover
    lines = _set_lines(
        stick.undivided(),
        stick.spans(cover.salutation, look.name, look.name),
        cover.place,
        0,
        look.step,
        Tag.PARAGRAPH,
    )
    for paragraph in cover.greeting:
        y, spans = lines[-1].y + look.step, stick.body(paragraph.text)
        lines += _set_lines(stick, spans, paragraph.place, y, look.step, Tag.PARAGRAPH)
    room = int((FIELDS_TOP - look.head) / look.step)
    first = min(int((_GREETING - look.head) / look.step), room - len(lines))
    highest = int((_HIGHEST_GREETING - look.head) / look.step)
    if first < highest:
        place = cover.greeting[-1].place if cover.greeting else cover.place
        over = highest - first
        what = f"the greeting is {over} lines too long for the cover"
        raise FitError(Problem(place, what, f"cut about {over * 7} words"))
    down = look.head + first * look.step + stick.baseline(0)
    return [line.moved(0, down) for line in lines]


def _set_lines(
    stick: Stick, spans: Sequence[Span], place: Place | str, y: float, leading: float, tag: Tag
) -> list[SetLine]:
    element = Element(tag)
    return [
        stick.line(line, y + leading * n, element)
        for n, line in enumerate(stick.lines(spans, place))
    ]
