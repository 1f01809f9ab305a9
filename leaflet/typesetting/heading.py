"""Headings: a rule over the full measure, and the heading a little above the grid."""

from leaflet.manuscript.brochure import Callout, Role, Section
from leaflet.typesetting.matter import Box, Element, Item, Picture, Rule, Tag
from leaflet.typesetting.stick import Stick
from leaflet.typesetting.strip import Gap, Slug, Strip, White

_RULE = 0.75
_DISC = 5.2
_DISC_INDENT = 7
_LEADING = 16.4
_BAR_INSET = 2.5
_BAR_EXTRA = 1

BETWEEN_SECTIONS = 0
"""What it costs to begin a panel with a section."""

BEFORE_WHAT_TO_AVOID = 3
"""The same of what a patient had better not do: it is read beside what there is to do."""

BETWEEN_GROUPS = 4
"""What it costs to begin a panel with a group under another heading."""


def level_of(section: Section) -> Tag:
    """The level of a section's heading; groups under another section stand one deeper."""
    return Tag.SECTION if section.parent is None else Tag.GROUP


def level_below(section: Section) -> Tag:
    """The level of a heading within a section."""
    return Tag.GROUP if section.parent is None else Tag.ENTRY


def set_heading(stick: Stick, section: Section) -> Strip:
    """The heading of a section, or of a group under another section's heading."""
    look = stick.look
    is_group = section.parent is not None
    style = look.group if is_group else look.section
    element = Element(level_of(section))
    column = stick.narrowed(look.mm(_DISC_INDENT) if section.pictogram else 0.0).undivided()
    heading = column.heading(section.heading, style)
    lines = column.lines(column.spans(heading, style, style), section.place)
    last = stick.baseline(len(lines) - 1) - (look.lift if len(lines) == 1 else 0)
    baselines = [last - look.pt(_LEADING) * n for n in range(len(lines) - 1, -1, -1)]
    above = look.hang - look.head
    items: list[Item] = [Rule(0, above, stick.measure, above, _RULE, look.palette.accent)]
    if section.pictogram:
        disc = look.mm(_DISC)
        top = baselines[0] - style.size * 0.33 - disc / 2
        name = f"pictograms/{section.pictogram}"
        items.append(Picture(0, top, disc, disc, name, None))
    items += [column.line(line, y, element) for line, y in zip(lines, baselines, strict=True)]
    liked, least = (2, 2) if is_group else (4, 2)
    return Strip(
        section.place,
        Gap(White.NONE if is_group else White.SECTION, liked, least),
        _cost(section),
        (Slug(2 * len(lines), tuple(items)),),
    )


def _cost(section: Section) -> int:
    if section.parent is not None:
        return BETWEEN_GROUPS
    return BEFORE_WHAT_TO_AVOID if section.role is Role.AVOID else BETWEEN_SECTIONS


def set_callout(stick: Stick, block: Callout) -> Strip:
    """A condition, white on a solid bar, directly below its heading."""
    look = stick.look
    inset, extra = look.mm(_BAR_INSET), look.mm(_BAR_EXTRA)
    column = stick.narrowed(inset).undivided()
    element = Element(Tag.PARAGRAPH)
    lines = column.lines(column.spans(block.text, look.tag, look.tag), block.place)
    height = look.step * len(lines) + extra
    baselines = [stick.baseline(n) + 0.75 * extra for n in range(len(lines))]
    set_lines = [column.line(line, y, element) for line, y in zip(lines, baselines, strict=True)]
    width = max(line.right for line in set_lines) - column.indent + 2 * inset
    top = baselines[0] - 0.33 * look.size - (look.step + extra) / 2
    items: list[Item] = [Box(0, top, width, height, fill=look.palette.accent), *set_lines]
    return Strip(block.place, Gap(White.NONE, 0, 0), None, (Slug(2 * len(lines), tuple(items)),))
