"""The red flags: framed, whole, numbered; marked by word, frame and weight, not by colour alone."""

from leaflet.errors import FitError, Problem
from leaflet.manuscript.brochure import Paragraph, Section, Steps
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.heading import level_of
from leaflet.typesetting.lists import list_of, set_item
from leaflet.typesetting.matter import Box, Element, Item, Picture, Tag
from leaflet.typesetting.stick import Stick
from leaflet.typesetting.strip import Gap, Slug, Strip, White

_FRAME = 1.5
_BAND = 15
_MARGIN = 4
_SIGN = 11
_HEADING_INDENT = 18
_HEADING_LEADING = 17.0
_HEADING_LINES = 2
_NUMBER_INDENT = 5
_FOOT = 3


def set_alarm(stick: Stick, section: Section) -> Strip:
    """A section of red flags as one strip that is never split.

    Raises:
        FitError: If a word is wider than the frame, or the heading deeper than its band.
        ValueError: If it holds other blocks than paragraphs and numbered steps.
    """
    look = stick.look
    top = look.hang - look.head
    margin, band = look.mm(_MARGIN), look.mm(_BAND)
    column = stick.narrowed(margin, margin).undivided()
    items: list[Item] = []
    halves = 6
    for position, block in enumerate(section.blocks):
        if isinstance(block, Paragraph):
            halves += position > 0
            slugs = column.slugs(column.body(block.text), Element(Tag.PARAGRAPH), block.place)
            items += _stack(slugs, halves, stick)
            halves += sum(slug.depth for slug in slugs)
        elif isinstance(block, Steps):
            owner = list_of(block)
            for n, item in enumerate(block.items, 1):
                number = Span(str(n), look.numeral, added=True)
                slugs = set_item(column, item, owner, (None, number), look.mm(_NUMBER_INDENT))
                halves += 1
                items += _stack(slugs, halves, stick)
                halves += sum(slug.depth for slug in slugs)
        else:
            raise ValueError(f"{block.place}: red flags are paragraphs and steps")
    depth = halves + 2 + halves % 2
    bottom = (halves + 2) * look.half - (look.step - look.mm(_FOOT))
    frame = [
        Box(0, top, stick.measure, band, fill=look.palette.alarm),
        Box(
            _FRAME / 2,
            top + _FRAME / 2,
            stick.measure - _FRAME,
            bottom - top - _FRAME,
            stroke=look.palette.alarm,
            thickness=_FRAME,
        ),
    ]
    heading = _heading(stick, section, top)
    slug = Slug(depth, (*frame, *heading, *items))
    return Strip(section.place, Gap(White.SECTION, 2, 2), 0, (slug,))


def _heading(stick: Stick, section: Section, top: float) -> list[Item]:
    look, style = stick.look, stick.look.band
    margin, band, leading = look.mm(_MARGIN), look.mm(_BAND), look.pt(_HEADING_LEADING)
    column = stick.narrowed(look.mm(_HEADING_INDENT), margin).undivided()
    heading = column.heading(section.heading, style)
    lines = column.lines(column.spans(heading, style, style), section.place)
    if len(lines) > _HEADING_LINES:
        what = f"the heading needs {len(lines)} lines, its band has {_HEADING_LINES}"
        raise FitError(Problem(section.place, what, "write it shorter"))
    capitals = 0.66 * style.size
    first = top + (band - leading * (len(lines) - 1) + capitals) / 2
    element = Element(level_of(section))
    items: list[Item] = []
    if section.pictogram:
        name = f"pictograms/{section.pictogram}"
        sign = look.mm(_SIGN)
        items.append(Picture(margin, top + (band - sign) / 2, sign, sign, name, None))
    items += [column.line(line, first + leading * n, element) for n, line in enumerate(lines)]
    return items


def _stack(slugs: tuple[Slug, ...], halves: int, stick: Stick) -> list[Item]:
    made: list[Item] = []
    for slug in slugs:
        made += [item.moved(0, halves * stick.look.half) for item in slug.items]
        halves += slug.depth
    return made
