"""The words and pictures of a cover, wherever on it they stand."""

from collections.abc import Mapping, Sequence

from leaflet.errors import Place
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.text import Text
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.cover_fields import fields_height
from leaflet.typesetting.matter import Element, Picture, SetLine, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.stick import Stick

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

    def __init__(self, stick: Stick, manuscript: Manuscript, ratios: Mapping[str, float]) -> None:
        self.stick = stick
        self.cover, self._hospital = manuscript.brochure.cover, manuscript.hospital
        self.fields = fields_height(stick, manuscript.words)
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
        span = Span(name, stick.look.strong, added=True)
        column = stick.undivided().narrowed(0, BESIDE_ILLUSTRATION)
        return _set_lines(column, (span,), "hospital.yaml", y, stick.look.step, Tag.PARAGRAPH)

    def paragraphs(self, stick: Stick, y: float) -> list[SetLine]:
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
        stick: Stick,
        text: Text,
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
    stick: Stick, spans: Sequence[Span], place: Place | str, y: float, leading: float, tag: Tag
) -> list[SetLine]:
    element = Element(tag)
    return [
        stick.line(line, y + leading * n, element)
        for n, line in enumerate(stick.lines(spans, place))
    ]
