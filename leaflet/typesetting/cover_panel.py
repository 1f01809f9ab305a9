"""A cover that has a panel to itself: title in the upper half, fields at the foot."""

from leaflet.errors import FitError, Problem
from leaflet.paper.sheet import MM
from leaflet.typesetting.cover_matter import (
    BESIDE_ILLUSTRATION,
    QUESTION_STYLE,
    CoverMatter,
    foot_of,
    without_empty,
)
from leaflet.typesetting.face import Weight
from leaflet.typesetting.makeup import Column
from leaflet.typesetting.matter import Item, Picture, SetLine, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK

_IDENTITY = 16 * MM
_HIGHEST = 18 * MM
"""The highest baseline of the kicker where no hospital is named above it."""

_TITLE_STYLE = 44, 42.5, -0.88
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


def fill_panel(matter: CoverMatter, column: Column) -> tuple[list[Item], float, float]:
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
        over = (-play - room[growth]) / MM
        what = f"title, question and greeting are {over:.1f} mm too long for the cover"
        place = cover.greeting[-1].place if len(greeting) > _USUAL else cover.place
        raise FitError(Problem(place, what, "write a shorter title, question or greeting"))
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
    size, leading, tracking = (each * growth for each in _TITLE_STYLE)
    style = Style(Weight.BOLD, size, look.palette.accent, tracking)
    first = _KICKER + _TITLE_BELOW * growth
    title = matter.lines(stick, cover.title, style, first, leading, Tag.TITLE)
    size, leading = (look.pt(each) for each in QUESTION_STYLE)
    style, below = Style(Weight.REGULAR, size, INK), title[-1].y + _QUESTION_BELOW * growth
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
