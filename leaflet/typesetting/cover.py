"""The cover: title, a picture at its right, the greeting, and room for the patient's fields.

It has a panel to itself, or takes the head of one and leaves the rest to other matter.
"""

from collections.abc import Mapping, Sequence

from leaflet.errors import FitError, Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.text import Text
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.cover_fields import fields_height
from leaflet.typesetting.face import Weight
from leaflet.typesetting.field import Field, Turn
from leaflet.typesetting.makeup import Column
from leaflet.typesetting.matter import Element, Item, Picture, SetLine, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK
from leaflet.typesetting.profile import CoverKind
from leaflet.typesetting.stick import Stick

LOGO = "logo"
"""The name under which the hospital's logo stands among the drawings."""

_IDENTITY = 16 * MM
_LOGO_TOP = 10 * MM
_LOGO_WIDTH, _LOGO_HEIGHT = 50 * MM, 18 * MM
_HIGHEST = 18 * MM
"""The highest baseline of the kicker where no hospital is named above it."""
_TITLE_STYLE = 44, 42.5, -0.88
_QUESTION_STYLE = 14, 17.7

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
_BESIDE_ILLUSTRATION = 28 * MM
_NARROW = 100 * MM
"""The width of a panel at which these were measured; on a wider one the title is larger."""
_LARGEST = 1.35

_HEAD_TITLE_STYLE = 36, 36.0, -0.72
_HEAD_ILLUSTRATION = 60
_CAPITALS = 0.66
"""Height of capitals, in parts of their size."""
_BELOW_NAME = 1.2
_HEAD_BESIDE = 23
_HEAD_GAP = 4


@frozen
class SetCover:
    """The cover's own matter, the patient's field, and the depth of both in half steps.

    Matter and field are placed on the page.
    """

    items: tuple[Item, ...]
    field: Field
    depth: int


def set_cover(
    stick: Stick,
    column: Column,
    kind: CoverKind,
    manuscript: Manuscript,
    ratios: Mapping[str, float],
) -> SetCover:
    """Set everything of the cover that is not the patient's, and keep the patient's field free.

    Args:
        stick: For the measure of the column.
        column: All of the cover's panel between its margins.
        kind: How much of it is the cover's.
        manuscript: Its words; logo or name of the hospital, white where it has stated none.
        ratios: Height over width of the illustration and the logo, by name.

    Raises:
        FitError: If title and question, or the greeting, need more room than there is.
    """
    cover = _Cover(stick, manuscript, ratios)
    items, top, bottom = cover.fill_panel(column) if kind is CoverKind.PANEL else cover.fill_head()
    panel = column.panel
    field = Field(
        panel.page, panel.folio, Turn.COVER, column.left, top, column.measure, bottom - top
    )
    depth = -int(-(bottom - stick.look.head) // stick.look.half) + 2
    depth = column.depth if kind is CoverKind.PANEL else depth + depth % 2
    if depth > column.depth:
        over = (depth - column.depth) * stick.look.half / MM
        what = f"the cover is {over:.1f} mm deeper than its panel"
        remedy = "write a shorter title or greeting"
        raise FitError(Problem(manuscript.brochure.cover.place, what, remedy))
    return SetCover(tuple(item.moved(column.left, 0) for item in items), field, depth)


def identity_text(hospital: Hospital) -> str:
    """Name and department as they are printed; empty where a logo stands or nothing is stated."""
    if hospital.logo is not None or hospital.name is None:
        return ""
    return " · ".join(filter(None, (hospital.name, hospital.department)))


class _Cover:
    """The matter of one cover; ``x`` from the left of its column, ``y`` from the top of the page.

    Both ways to fill it return the matter, and where the patient's field begins and ends.
    """

    def __init__(self, stick: Stick, manuscript: Manuscript, ratios: Mapping[str, float]) -> None:
        self._stick, self._look = stick, stick.look
        self._cover, self._hospital = manuscript.brochure.cover, manuscript.hospital
        self._fields = fields_height(stick, manuscript.words)
        self._ratios = ratios

    def fill_panel(self, column: Column) -> tuple[list[Item], float, float]:
        """Title in the upper half, fields at the foot, the greeting between them.

        On a wider panel title and picture are larger, if the text leaves them the room.
        """
        bottom = self._look.foot + 0.5
        top = bottom - self._fields
        greeting = self._greeting(top)
        limit = greeting[0].y - _ABOVE_GREETING * self._look.step
        wanted = round(min(max(1.0, column.panel.width / _NARROW), _LARGEST), 2)
        room = {growth: limit - self._panel_title(growth)[-1].y for growth in (wanted, 1.0)}
        growth = wanted if room[wanted] >= -self._play else 1.0
        if room[growth] < -self._play:
            over = (-self._play - room[growth]) / MM
            what = f"title, question and greeting are {over:.1f} mm too long for the cover"
            place = self._cover.greeting[-1].place if len(greeting) > _USUAL else self._cover.place
            raise FitError(Problem(place, what, "write a shorter title, question or greeting"))
        up = min(0.0, room[growth])
        title = [line.moved(0, up) for line in self._panel_title(growth)]
        picture = self._picture(growth, greeting[0].y - 1.5 * self._look.step)
        return [*self._identity(_IDENTITY), *picture, *title, *greeting], top, bottom

    def fill_head(self) -> tuple[list[Item], float, float]:
        """One below the other: hospital, title, question, greeting, fields; the picture beside."""
        look, cover, stick = self._look, self._cover, self._stick
        y = look.head + stick.baseline(0)
        identity = self._identity(look.hang + _CAPITALS * look.size)
        if identity:
            last = identity[-1]
            foot = last.y if isinstance(last, SetLine) else last.y + last.height
            y = foot + _BELOW_NAME * look.step
        illustrated = cover.illustration is not None
        beside = stick.narrowed(0, look.mm(_HEAD_BESIDE) if illustrated else 0)
        kicker = self._lines(beside.undivided(), cover.kicker, look.strong, y, look.step)
        size, leading, tracking = (look.pt(each) for each in _HEAD_TITLE_STYLE)
        style = Style(Weight.BOLD, size, look.palette.accent, tracking)
        y = kicker[-1].y + leading + look.mm(1)
        column = beside.undivided()
        title = self._lines(column, cover.title.unbroken(), style, y, leading, Tag.TITLE)
        size, leading = (look.pt(each) for each in _QUESTION_STYLE)
        style, y = Style(Weight.REGULAR, size, INK), title[-1].y + 1.5 * leading
        question = self._lines(column, column.heading(cover.question, style), style, y, leading)
        greeting = self._paragraphs(beside, question[-1].y + 2 * look.step)
        top = greeting[-1].y + look.step
        lines = [*kicker, *title, *question, *greeting]
        picture: list[Item] = []
        if illustrated:
            ratio = self._ratios[cover.illustration or ""]
            height = min(greeting[-1].y - look.hang, look.mm(_HEAD_ILLUSTRATION))
            width = min(height / ratio, look.mm(_HEAD_BESIDE - _HEAD_GAP))
            left, name = stick.measure - width, f"figures/{cover.illustration}"
            picture.append(Picture(left, look.hang, width, width * ratio, name, None))
        return [*identity, *picture, *lines], top, top + self._fields

    def _identity(self, y: float) -> Sequence[SetLine | Picture]:
        """The logo at the head, else the name with its first baseline at ``y``."""
        hospital, stick = self._hospital, self._stick
        if hospital.logo is not None:
            width = min(_LOGO_WIDTH, _LOGO_HEIGHT / self._ratios[LOGO])
            height = width * self._ratios[LOGO]
            figure = Element(Tag.FIGURE, alt=hospital.name) if hospital.name else None
            return (Picture(0, _LOGO_TOP, width, height, LOGO, figure),)
        name = identity_text(hospital)
        if not name:
            return ()
        span = Span(name, stick.look.strong, added=True)
        column = stick.undivided().narrowed(0, _BESIDE_ILLUSTRATION)
        return _set_lines(column, (span,), "hospital.yaml", y, stick.look.step, Tag.PARAGRAPH)

    @property
    def _play(self) -> float:
        """How far the title may stand above where the look has it, in points."""
        return _KICKER - max(_HIGHEST, self._identity_foot() + 1.5 * self._look.step)

    def _identity_foot(self) -> float:
        """Where name or logo of the hospital end, from the top of the page; 0 without."""
        feet = (
            each.y if isinstance(each, SetLine) else each.y + each.height
            for each in self._identity(_IDENTITY)
        )
        return max(feet, default=0.0)

    def _picture(self, growth: float, limit: float) -> list[Item]:
        """The illustration at the right of the title, its foot above ``limit``."""
        name = self._cover.illustration
        if name is None:
            return []
        ratio = self._ratios[name]
        height = min(growth * _ILLUSTRATION_WIDTH * ratio, limit - _ILLUSTRATION_TOP)
        left = self._stick.measure + _ILLUSTRATION_OUT - height / ratio
        place = left, _ILLUSTRATION_TOP, height / ratio, height
        return [Picture(*place, f"figures/{name}", None)]

    def _panel_title(self, growth: float) -> list[SetLine]:
        """The kicker, the title and the question, where the look has them."""
        cover, look = self._cover, self._look
        beside = growth * _BESIDE_ILLUSTRATION if cover.illustration is not None else 0.0
        stick = self._stick.narrowed(0, beside).undivided()
        kicker = self._lines(stick, cover.kicker, look.strong, 0, look.step)
        up = _KICKER - kicker[-1].y
        size, leading, tracking = (each * growth for each in _TITLE_STYLE)
        style = Style(Weight.BOLD, size, look.palette.accent, tracking)
        first = _KICKER + _TITLE_BELOW * growth
        title = self._lines(stick, cover.title, style, first, leading, Tag.TITLE)
        size, leading = (look.pt(each) for each in _QUESTION_STYLE)
        style, below = Style(Weight.REGULAR, size, INK), title[-1].y + _QUESTION_BELOW * growth
        question = self._lines(stick, cover.question, style, below, leading)
        return [*(line.moved(0, up) for line in kicker), *title, *question]

    def _greeting(self, fields_top: float) -> list[SetLine]:
        """The salutation and what follows, on the grid, ending above the fields."""
        look = self._look
        lines = self._paragraphs(self._stick, 0)
        room = int((fields_top - look.head) / look.step)
        first = min(int((_GREETING - look.head) / look.step), room - len(lines))
        down = look.head + first * look.step + self._stick.baseline(0)
        return [line.moved(0, down) for line in lines]

    def _paragraphs(self, stick: Stick, y: float) -> list[SetLine]:
        """Salutation and greeting, the first baseline at ``y``."""
        look, cover = stick.look, self._cover
        lines = self._lines(stick.undivided(), cover.salutation, look.name, y, look.step)
        for paragraph in cover.greeting:
            y, spans = lines[-1].y + look.step, stick.body(paragraph.text)
            lines += _set_lines(stick, spans, paragraph.place, y, look.step, Tag.PARAGRAPH)
        return lines

    def _lines(
        self,
        stick: Stick,
        text: Text,
        style: Style,
        y: float,
        leading: float,
        tag: Tag = Tag.PARAGRAPH,
    ) -> list[SetLine]:
        spans = stick.spans(text, style, style)
        return _set_lines(stick, spans, self._cover.place, y, leading, tag)


def _set_lines(
    stick: Stick, spans: Sequence[Span], place: Place | str, y: float, leading: float, tag: Tag
) -> list[SetLine]:
    element = Element(tag)
    return [
        stick.line(line, y + leading * n, element)
        for n, line in enumerate(stick.lines(spans, place))
    ]
