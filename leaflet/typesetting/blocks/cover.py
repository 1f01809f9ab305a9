"""The cover: title, picture, greeting, and room for the patient's fields.

It has a panel to itself, with the title in the upper half and the fields at the foot
(``fill_panel``), or it is the head of a panel, with the picture at the side (``fill_head``).
"""

from collections.abc import Mapping, Sequence

from leaflet.content.model.brochure import RichText
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.hospital import Hospital
from leaflet.errors import FitError, Place, Problem, Where
from leaflet.messages.message import Message
from leaflet.paper.fold import MM
from leaflet.records import frozen
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.columns import PanelColumn
from leaflet.typesetting.fields.cover import fields_height
from leaflet.typesetting.fields.model import Field, Turn
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import INK, CoverKind, Style
from leaflet.typesetting.matter import Element, Item, Picture, SetLine, Tag
from leaflet.typesetting.typeface import FontWeight

LOGO = "logo"
"""The name under which the hospital's logo stands among the drawings."""

BESIDE_ILLUSTRATION = 28 * MM
"""What the illustration of a cover of its own takes from the measure, in points."""

QUESTION_STYLE = 14, 17.7
"""Size and leading of the question under the title, in points at 11 pt."""

_LOGO_TOP = 10 * MM
_LOGO_WIDTH, _LOGO_HEIGHT = 50 * MM, 18 * MM


def identity_text(hospital: Hospital) -> str:
    """Name and department as they are printed; empty where a logo stands or nothing is stated."""
    if hospital.logo is not None or hospital.name is None:
        return ""
    return " · ".join(filter(None, (hospital.name, hospital.department)))


class CoverMatter:
    """The matter of one cover; ``x`` from the left of its column, ``y`` from the top of the page.

    Attributes:
        stick: For the measure of the column.
        cover: The words of the cover.
        fields: Depth of the patient's fields, in points.
        ratios: Height over width of the illustration and the logo, by name.
    """

    def __init__(
        self, stick: LineSetter, content: LeafletContent, ratios: Mapping[str, float]
    ) -> None:
        self.stick = stick
        self.cover, self._hospital = content.brochure.cover, content.hospital
        self.fields = fields_height(stick, content.words)
        self.ratios = ratios

    def identity(self, y: float) -> Sequence[SetLine | Picture]:
        """The logo at the head, else the name with its first baseline at ``y``."""
        hospital, stick = self._hospital, self.stick
        if hospital.logo is not None:
            width = min(_LOGO_WIDTH, _LOGO_HEIGHT / self.ratios[LOGO])
            height = width * self.ratios[LOGO]
            figure = Element(Tag.FIGURE, alt=hospital.name) if hospital.name else None
            return (Picture(0, _LOGO_TOP, width, height, LOGO, figure),)
        name = identity_text(hospital)
        if not name:
            return ()
        span = StyledText(name, stick.look.strong, added=True)
        column = stick.undivided().narrowed(0, BESIDE_ILLUSTRATION)
        return _set_lines(
            column, (span,), Place("hospital.yaml"), y, stick.look.step, Tag.PARAGRAPH
        )

    def paragraphs(self, stick: LineSetter, y: float) -> list[SetLine]:
        """Salutation and greeting, the first baseline at ``y``; half a line parts paragraphs."""
        look, cover = stick.look, self.cover
        lines = self.lines(stick.undivided(), cover.salutation, look.name, y, look.step)
        for number, paragraph in enumerate(cover.greeting):
            white = look.half if number else 0.0
            y, spans = lines[-1].y + look.step + white, stick.body(paragraph.text)
            lines += _set_lines(stick, spans, paragraph.place, y, look.step, Tag.PARAGRAPH)
        return lines

    def lines(
        self,
        stick: LineSetter,
        text: RichText,
        style: Style,
        y: float,
        leading: float,
        tag: Tag = Tag.PARAGRAPH,
    ) -> list[SetLine]:
        """A text in one style, its first baseline at ``y``."""
        spans = stick.spans(text, style, style)
        return _set_lines(stick, spans, self.cover.place, y, leading, tag)


def foot_of(identity: Sequence[SetLine | Picture]) -> float:
    """Where name or logo of the hospital end, from the top of the page; 0 without."""
    feet = (each.y if isinstance(each, SetLine) else each.y + each.height for each in identity)
    return max(feet, default=0.0)


def without_empty(lines: Sequence[SetLine]) -> list[SetLine]:
    """Those with something on them: a text that is not written keeps its room, and sets nothing."""
    return [line for line in lines if line.pieces]


def _set_lines(
    stick: LineSetter,
    spans: Sequence[StyledText],
    place: Where,
    y: float,
    leading: float,
    tag: Tag,
) -> list[SetLine]:
    element = Element(tag)
    return [
        stick.line(line, y + leading * n, element)
        for n, line in enumerate(stick.lines(spans, place))
    ]


_TITLE_STYLE = 36, 36.0, -0.72
_ILLUSTRATION = 60
_BESIDE = 23
_GAP = 4
_CAPITALS = 0.66
"""Height of capitals, in parts of their size."""

_BELOW_NAME = 1.2


def fill_head(matter: CoverMatter) -> tuple[list[Item], float, float]:
    """Hospital, title, question and greeting, and where the patient's field begins and ends."""
    cover, stick, look = matter.cover, matter.stick, matter.stick.look
    y = look.head + stick.baseline(0)
    identity = matter.identity(look.hang + _CAPITALS * look.size)
    if identity:
        y = foot_of(identity) + _BELOW_NAME * look.step
    illustrated = cover.illustration is not None
    beside = stick.narrowed(0, look.mm(_BESIDE) if illustrated else 0)
    kicker = matter.lines(beside.undivided(), cover.kicker, look.strong, y, look.step)
    size, leading, tracking = (look.pt(each) for each in _TITLE_STYLE)
    style = Style(FontWeight.BOLD, size, look.palette.accent, tracking)
    y = kicker[-1].y + leading + look.mm(1)
    column = beside.undivided()
    title = matter.lines(column, cover.title.unbroken(), style, y, leading, Tag.TITLE)
    size, leading = (look.pt(each) for each in QUESTION_STYLE)
    style, y = Style(FontWeight.REGULAR, size, INK), title[-1].y + 1.5 * leading
    question = matter.lines(column, column.heading(cover.question, style), style, y, leading)
    greeting = matter.paragraphs(beside, question[-1].y + 2 * look.step)
    top = greeting[-1].y + look.step
    lines = without_empty([*kicker, *title, *question, *greeting])
    picture: list[Item] = []
    if illustrated:
        ratio = matter.ratios[cover.illustration or ""]
        height = min(greeting[-1].y - look.hang, look.mm(_ILLUSTRATION))
        width = min(height / ratio, look.mm(_BESIDE - _GAP))
        left, name = stick.measure - width, f"figures/{cover.illustration}"
        picture.append(Picture(left, look.hang, width, width * ratio, name, None))
    return [*identity, *picture, *lines], top, top + matter.fields


_IDENTITY = 16 * MM
_HIGHEST = 18 * MM
"""The highest baseline of the kicker where no hospital is named above it."""

_PANEL_TITLE_STYLE = 44, 42.5, -0.88
_KICKER = 53.4 * MM
_TITLE_BELOW = 13.1 * MM
_QUESTION_BELOW = 11 * MM
_GREETING = 128.4 * MM
_ABOVE_GREETING = 2
"""Steps between the question and the greeting, at least."""

_USUAL = 8
"""Lines of a greeting that leave the title its room."""

_ILLUSTRATION_TOP = 12 * MM
_ILLUSTRATION_WIDTH = 31 * MM
_ILLUSTRATION_OUT = 2 * MM
"""How far the illustration stands out of the column, into the margin."""

_NARROW = 100 * MM
"""The width of a panel at which these were measured; on a wider one the title is larger."""

_LARGEST = 1.35


def fill_panel(matter: CoverMatter, column: PanelColumn) -> tuple[list[Item], float, float]:
    """All of the cover's matter, and where the patient's field begins and ends.

    On a wider panel title and picture are larger, if the text leaves them the room.

    Raises:
        FitError: If title, question and greeting need more room than there is.
    """
    cover, look = matter.cover, matter.stick.look
    bottom = look.foot + 0.5
    top = bottom - matter.fields
    identity, greeting = matter.identity(_IDENTITY), _set_greeting(matter, top)
    limit = greeting[0].y - _ABOVE_GREETING * look.step
    # The title may stand higher than the look has it, but below the hospital's name.
    play = _KICKER - max(_HIGHEST, foot_of(identity) + 1.5 * look.step)
    wanted = round(min(max(1.0, column.panel.width / _NARROW), _LARGEST), 2)
    room = {growth: limit - _set_title(matter, growth)[-1].y for growth in (wanted, 1.0)}
    growth = wanted if room[wanted] >= -play else 1.0
    if room[growth] < -play:
        what = Message(
            "fit.cover-long",
            "title, question and greeting are {over:.1f} mm too long for the cover",
            over=(-play - room[growth]) / MM,
        )
        remedy = Message("fit.shorten-cover", "write a shorter title, question or greeting")
        place = cover.greeting[-1].place if len(greeting) > _USUAL else cover.place
        raise FitError(Problem(place, what, remedy))
    up = min(0.0, room[growth])
    title = [line.moved(0, up) for line in _set_title(matter, growth)]
    picture = _set_picture(matter, growth, greeting[0].y - 1.5 * look.step)
    return [*identity, *picture, *title, *greeting], top, bottom


def _set_picture(matter: CoverMatter, growth: float, limit: float) -> list[Item]:
    """The illustration at the right of the title, its foot above ``limit``."""
    name = matter.cover.illustration
    if name is None:
        return []
    ratio = matter.ratios[name]
    height = min(growth * _ILLUSTRATION_WIDTH * ratio, limit - _ILLUSTRATION_TOP)
    left = matter.stick.measure + _ILLUSTRATION_OUT - height / ratio
    place = left, _ILLUSTRATION_TOP, height / ratio, height
    return [Picture(*place, f"figures/{name}", None)]


def _set_title(matter: CoverMatter, growth: float) -> list[SetLine]:
    """The kicker, the title and the question, where the look has them."""
    cover, look = matter.cover, matter.stick.look
    beside = growth * BESIDE_ILLUSTRATION if cover.illustration is not None else 0.0
    stick = matter.stick.narrowed(0, beside).undivided()
    kicker = matter.lines(stick, cover.kicker, look.strong, 0, look.step)
    up = _KICKER - kicker[-1].y
    size, leading, tracking = (each * growth for each in _PANEL_TITLE_STYLE)
    style = Style(FontWeight.BOLD, size, look.palette.accent, tracking)
    first = _KICKER + _TITLE_BELOW * growth
    title = matter.lines(stick, cover.title, style, first, leading, Tag.TITLE)
    size, leading = (look.pt(each) for each in QUESTION_STYLE)
    style, below = Style(FontWeight.REGULAR, size, INK), title[-1].y + _QUESTION_BELOW * growth
    question = matter.lines(stick, cover.question, style, below, leading)
    return without_empty([*(line.moved(0, up) for line in kicker), *title, *question])


def _set_greeting(matter: CoverMatter, fields_top: float) -> list[SetLine]:
    """The salutation and what follows, on the grid, ending above the fields."""
    look = matter.stick.look
    lines = matter.paragraphs(matter.stick, 0)
    room = int((fields_top - look.head) / look.step)
    depth = -(-round((lines[-1].y - lines[0].y) / look.half) // 2) + 1
    first = min(int((_GREETING - look.head) / look.step), room - depth)
    down = look.head + first * look.step + matter.stick.baseline(0)
    return without_empty([line.moved(0, down) for line in lines])


@frozen
class SetCover:
    """The cover's own matter, the patient's field, and the depth of both in half steps.

    Matter and field are placed on the page.
    """

    items: tuple[Item, ...]
    field: Field
    depth: int


def set_cover(
    stick: LineSetter,
    column: PanelColumn,
    kind: CoverKind,
    content: LeafletContent,
    ratios: Mapping[str, float],
) -> SetCover:
    """Set everything of the cover that is not the patient's, and keep the patient's field free.

    Args:
        stick: For the measure of the column.
        column: All of the cover's panel between its margins.
        kind: How much of it is the cover's.
        content: Its words; logo or name of the hospital, white where it has stated none.
        ratios: Height over width of the illustration and the logo, by name.

    Raises:
        FitError: If title and question, or the greeting, need more room than there is.
    """
    matter = CoverMatter(stick, content, ratios)
    if kind is CoverKind.PANEL:
        items, top, bottom = fill_panel(matter, column)
    else:
        items, top, bottom = fill_head(matter)
    panel = column.panel
    field = Field(
        panel.page, panel.folio, Turn.COVER, column.left, top, column.measure, bottom - top
    )
    depth = -int(-(bottom - stick.look.head) // stick.look.half) + 2
    depth = column.depth if kind is CoverKind.PANEL else depth + depth % 2
    if depth > column.depth:
        over = (depth - column.depth) * stick.look.half / MM
        what = Message(
            "fit.cover-deep", "the cover is {over:.1f} mm deeper than its panel", over=over
        )
        remedy = Message("fit.shorten-title", "write a shorter title or greeting")
        raise FitError(Problem(content.brochure.cover.place, what, remedy))
    return SetCover(tuple(item.moved(column.left, 0) for item in items), field, depth)
