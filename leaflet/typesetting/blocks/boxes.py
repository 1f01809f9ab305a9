"""Headings, and the blocks with rules and frames: red flags, callouts, limits, phone numbers.

A heading has a rule over the full measure. Red flags are framed, whole and numbered: marked by
word, frame and weight, never by colour alone. The table of limits is for finding a maximum at a
glance. A phone number never breaks, and stays beside its campus.
"""

from leaflet.content.model.brochure import (
    Callout,
    Contacts,
    Emphasis,
    LimitRow,
    LimitTable,
    Paragraph,
    RichText,
    Role,
    Run,
    Section,
    Steps,
)
from leaflet.content.model.hospital import Hospital, PhoneNumber
from leaflet.content.model.words import ContactWords
from leaflet.errors import FitError, Problem
from leaflet.messages.message import Message
from leaflet.messages.phrases import SHORTER
from leaflet.typesetting.blocks.lists import list_of, set_item
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.line_setter import LineSetter, phone_span
from leaflet.typesetting.look import LINE
from leaflet.typesetting.matter import (
    NO_GAP,
    Box,
    Element,
    Gap,
    Item,
    Numbering,
    Picture,
    Rule,
    Scope,
    Slug,
    Strip,
    Tag,
    White,
)

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


def set_heading(stick: LineSetter, section: Section) -> Strip:
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


def set_callout(stick: LineSetter, block: Callout) -> Strip:
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


_FRAME = 1.5
_BAND = 15
_MARGIN = 4
_SIGN = 11
_HEADING_INDENT = 18
_HEADING_LEADING = 17.0
_HEADING_LINES = 2
_NUMBER_INDENT = 5
_FOOT = 3


def set_alarm(stick: LineSetter, section: Section) -> Strip:
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
                number = StyledText(str(n), look.numeral, added=True)
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


def _heading(stick: LineSetter, section: Section, top: float) -> list[Item]:
    look, style = stick.look, stick.look.band
    margin, band, leading = look.mm(_MARGIN), look.mm(_BAND), look.pt(_HEADING_LEADING)
    column = stick.narrowed(look.mm(_HEADING_INDENT), margin).undivided()
    heading = column.heading(section.heading, style)
    lines = column.lines(column.spans(heading, style, style), section.place)
    if len(lines) > _HEADING_LINES:
        what = Message(
            "fit.long-heading",
            "the heading needs {needed} lines, its band has {most}",
            needed=len(lines),
            most=_HEADING_LINES,
        )
        raise FitError(Problem(section.place, what, SHORTER))
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


def _stack(slugs: tuple[Slug, ...], halves: int, stick: LineSetter) -> list[Item]:
    made: list[Item] = []
    for slug in slugs:
        made += [item.moved(0, halves * stick.look.half) for item in slug.items]
        halves += slug.depth
    return made


_HAIRLINE = 0.5
_NAME_COLUMN = 26
_BETWEEN_COLUMNS = 2


def set_limits(stick: LineSetter, block: LimitTable, breaks: int | None) -> Strip:
    """The table as one strip; its depth is rounded up to whole steps, the rest shared as white."""
    look = stick.look
    table = Element(Tag.TABLE)
    rows = [_row(stick, row, table) for row in block.rows]
    content = sum(depth for depth, _ in rows)
    depth = content + 2 - content % 2
    top = (depth - content) / 2 * look.half
    items: list[Item] = [_rule(stick, top)]
    for halves, matter in rows:
        items += [item.moved(0, top) for item in matter]
        top += halves * look.half
        items.append(_rule(stick, top))
    return Strip(block.place, NO_GAP, breaks, (Slug(depth, tuple(items)),))


def _rule(stick: LineSetter, y: float) -> Rule:
    return Rule(stick.indent, y, stick.indent + stick.measure, y, _HAIRLINE, LINE)


def _row(stick: LineSetter, row: LimitRow, table: Element) -> tuple[int, list[Item]]:
    look = stick.look
    element = Element(Tag.ROW, table)
    name = RichText((Run(row.medicine, Emphasis.BOLD),))
    names = look.mm(_NAME_COLUMN)
    left = stick.narrowed(0, stick.measure - names + look.mm(_BETWEEN_COLUMNS)).undivided()
    right = stick.narrowed(names).undivided()
    header = Element(Tag.HEADER, element, scope=Scope.ROW)
    cells = (
        (left, (left.spans(name, look.name, look.name), left.body(row.note)), header),
        (right, (right.body(row.maximum), right.body(row.detail)), Element(Tag.CELL, element)),
    )
    items: list[Item] = []
    deepest = 0
    for column, texts, cell in cells:
        count = 0
        for spans in texts:
            paragraph = Element(Tag.PARAGRAPH, cell)
            for line in filter(None, column.lines(spans, row.place)):
                y = look.half / 2 + column.baseline(count)
                items.append(column.line(line, y, paragraph))
                count += 1
        deepest = max(deepest, count)
    return 2 * deepest + 1, items


_ROW = 16.25
_HANDSET = 8
_HANDSET_IN = 0.6
_TEXT_INDENT = 12
_CAMPUS_BASELINE = 4.7
_NUMBER_BASELINE = 12.9
_ABOVE, _BELOW = 1.0, 0.5
_ACROSS = 2
_WIDE = 110
"""The measure from which two numbers stand beside each other, in millimetres at 11 pt."""


def set_contacts(
    stick: LineSetter, block: Contacts, breaks: int | None, hospital: Hospital, words: ContactWords
) -> Strip:
    """The rows as one strip, between rules; its depth is rounded up to whole steps."""
    look = stick.look
    across = _ACROSS if stick.measure >= look.mm(_WIDE) else 1
    rows = -(-len(block.keys) // across)
    row, width = look.mm(_ROW), stick.measure / across
    steps = -int(-(rows * row + look.mm(_ABOVE + _BELOW)) // look.step)
    top = (steps * look.step - rows * row) - look.mm(_BELOW)
    owner = Element(Tag.LIST, numbering=Numbering.NONE)
    items: list[Item] = [_contact_rule(stick, top)]
    for n, key in enumerate(block.keys):
        entry = stick.phonebook.find(key)
        if entry is None:
            raise ValueError(f"{block.place}: the phone book has no {key}")
        left = n % across * width
        column = stick.narrowed(left, stick.measure - left - width)
        body = Element(Tag.BODY, Element(Tag.ITEM, owner))
        label = contact_label(entry, hospital, words)
        items += _entry(column, entry, label, top, body)
        if n % across == across - 1 or n == len(block.keys) - 1:
            top += row
            items.append(_contact_rule(stick, top))
    return Strip(block.place, NO_GAP, breaks, (Slug(2 * steps, tuple(items)),))


def _entry(
    stick: LineSetter, entry: PhoneNumber, label: str, top: float, body: Element
) -> list[Item]:
    """The handset, and at its right the campus above the number."""
    look = stick.look
    column, handset = stick.narrowed(look.mm(_TEXT_INDENT)), look.mm(_HANDSET)
    if not column.fits(label):
        what = Message(
            "fit.long-hours", "campus and hours are too long for one line above the number"
        )
        remedy = Message("fit.shorten-hours", "shorten the hours or the campus's name")
        raise FitError(Problem(entry.place, what, remedy))
    left, down = stick.indent + look.mm(_HANDSET_IN), (look.mm(_ROW) - handset) / 2
    campus, number = StyledText(label, look.body, added=True), phone_span(entry, look.phone)
    above, below = top + look.mm(_CAMPUS_BASELINE), top + look.mm(_NUMBER_BASELINE)
    return [
        Picture(left, top + down, handset, handset, "pictograms/handset", None),
        column.line((campus,), above, Element(Tag.PARAGRAPH, body)),
        column.line((number,), below, Element(Tag.PARAGRAPH, body)),
    ]


def contact_label(entry: PhoneNumber, hospital: Hospital, words: ContactWords) -> str:
    """What stands above a number: the campus, and when it is answered where that is stated."""
    campus = words.campus.format(name=hospital.campuses[entry.campus])
    return campus if entry.hours is None else f"{campus} · {entry.hours}"


def _contact_rule(stick: LineSetter, y: float) -> Rule:
    return Rule(stick.indent, y, stick.indent + stick.measure, y, _RULE, stick.look.palette.accent)
