"""A cover that takes the head of its panel: everything one below the other, the picture beside."""

from leaflet.typesetting.cover_matter import QUESTION_STYLE, CoverMatter, foot_of, without_empty
from leaflet.typesetting.face import Weight
from leaflet.typesetting.matter import Item, Picture, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK

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
    style = Style(Weight.BOLD, size, look.palette.accent, tracking)
    y = kicker[-1].y + leading + look.mm(1)
    column = beside.undivided()
    title = matter.lines(column, cover.title.unbroken(), style, y, leading, Tag.TITLE)
    size, leading = (look.pt(each) for each in QUESTION_STYLE)
    style, y = Style(Weight.REGULAR, size, INK), title[-1].y + 1.5 * leading
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
