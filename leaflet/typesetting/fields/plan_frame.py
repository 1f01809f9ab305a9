"""The frame of the plan: header, name and dates, rows, and columns for the moments of a day.

The frame is the same for a filled plan, an empty one, and one in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from leaflet.content.model.medicines import Moment
from leaflet.content.model.words import Words
from leaflet.discharge.patient import Discharge
from leaflet.paper.fold import MM
from leaflet.records import frozen
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.columns import PanelColumn
from leaflet.typesetting.fields.model import NAME, PLAN, Field, Shape, Slot, Standing, Turn
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import INK, LINE, TINT, Measures, Style
from leaflet.typesetting.matter import Box, Element, Item, Rule, Scope, Tag
from leaflet.typesetting.typeface import FontWeight

PLAN_INSET = 2.3
"""Distance of text from the frame at the left and at the right, in millimetres at 11 pt."""

PLAN_TITLE_BASELINE = 5.3
"""Baseline of the title, from the top of the frame, in millimetres at 11 pt."""


_MEASURED_WIDTH = 86 * MM
_ABOVE_TEXT = 1.5 * MM


def plan_scale(width: float, look: Measures) -> float:
    """How much larger a frame of a width is drawn than at 11 pt: as its type, if it has the room.

    Args:
        width: Of the frame, in points.
        look: The body size.
    """
    return max(1.0, min(look.scale, width / _MEASURED_WIDTH))


def plan_field(column: PanelColumn, look: Measures, top: float, bottom: float) -> Field:
    """The frame in ``column`` from ``top`` down; all points from the top of the page.

    It ends a little above ``bottom``, where other matter may begin: at the foot of a column on the
    common foot.
    """
    panel = column.panel
    at_foot = bottom > look.head + (column.top + column.depth - 1) * look.half
    end = look.foot if at_foot else bottom - _ABOVE_TEXT
    left, measure = column.left, column.measure
    return Field(panel.page, panel.folio, Turn.PLAN, left, top, measure, end - top)


_FRAME = 1.0
_RIGHT_INSET = 1.5
_HAIRLINE = 0.5
_HEADER = 7.5
_LABEL_ROW = 5
_LABEL_BASELINE = 1.6
_DATE_COLUMN = 21.6
_DAY = "00/00/0000"
_LABEL = 9
_IDENTITY = 10
_IDENTITY_LABEL, _IDENTITY_VALUE = 3.5, 8.3
_PRINTED = 8.5
_PRINTED_LABEL, _PRINTED_VALUE = 3.0, 7.3
"""The same where the name is printed, and no pen needs the room."""


class Density(IntEnum):
    """How close the rows stand; each takes less room than the one before."""

    TWO_LINES = 0
    TWO_TIGHT_LINES = 1
    ONE_LINE = 2
    TIGHT = 3
    SHARED = 4
    CLOSEST = 5


@dataclass(slots=True)
class Frame:
    """A frame that is being filled from the top; only layout holds one.

    Attributes:
        stick: Measures and breaks, in the full width of the frame.
        place: The field on the sheet.
        top: How far the frame is filled, in points from its upper edge.
        air: White above and below the lines of a row, in points.
        items: What stands in it so far, from the upper left corner of the frame.
        slots: Where name, birth date and day of the visit go, on the side of the sheet.
    """

    stick: LineSetter
    place: Field
    air: float
    top: float = 0.0
    items: list[Item] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    @property
    def label(self) -> Style:
        """The name of a column or of a line for the pen; on the tint it needs more contrast."""
        return Style(FontWeight.REGULAR, self._label_size, INK)

    @property
    def label_strong(self) -> Style:
        """What a table is about."""
        return Style(FontWeight.SEMIBOLD, self._label_size, INK)

    @property
    def date_column(self) -> float:
        """Width of the columns for the birth date and the day of the visit, in points."""
        day = self.stick.width(StyledText(_DAY, self.stick.look.strong))
        return max(self.mm(_DATE_COLUMN), day + 2 * self.mm(_RIGHT_INSET))

    @property
    def _label_size(self) -> float:
        look = self.stick.look
        return look.label.size if look.is_large else round(_LABEL * self.scale, 2)

    @property
    def label_growth(self) -> float:
        """How much larger labels are than in proportion to the frame, in points."""
        return self._label_size - _LABEL * self.scale

    @property
    def label_height(self) -> float:
        """Depth of a row of labels, in points; in large print, that of a line of text."""
        look = self.stick.look
        return look.step if look.is_large else self.mm(_LABEL_ROW) + self.label_growth

    @property
    def scale(self) -> float:
        """How much larger than at 11 pt the frame is drawn."""
        return plan_scale(self.width, self.stick.look)

    @property
    def inset(self) -> float:
        """Distance of text from the sides of the frame, in points."""
        return self.mm(PLAN_INSET)

    @property
    def label_rise(self) -> float:
        """How far above the bottom of its row a label stands, in points."""
        look = self.stick.look
        if look.is_large:
            return look.step * (1 - look.baseline)
        return self.mm(_LABEL_BASELINE) + self.label_growth / 3

    def mm(self, length: float) -> float:
        """A length in millimetres at 11 pt, at the scale of the frame, in points."""
        return length * MM * self.scale

    @property
    def width(self) -> float:
        """Width of the frame, in points."""
        return self.place.width

    @property
    def bottom(self) -> float:
        """Height of the frame, in points."""
        return self.place.height

    def column(self, left: float, right: float) -> LineSetter:
        """A stick for the frame without ``left`` and ``right`` points at its sides."""
        inside = max(right, 0) + self.mm(_RIGHT_INSET)
        return self.stick.narrowed(max(left, self.inset), inside).undivided()

    def lines_in(
        self, column: LineSetter, spans: Sequence[StyledText], within: Element | None = None
    ) -> None:
        """Add a paragraph below what is there, ``within`` a cell or in none."""
        element = Element(Tag.PARAGRAPH, within)
        for line in column.lines(spans, PLAN):
            self.items.append(column.line(line, self.top + column.baseline(0), element))
            self.top += column.look.step

    def shortest(self, forms: Sequence[str], within: Element | None = None) -> None:
        """Add the first of the forms that takes the fewest lines over the full width, if any."""
        written = [(StyledText(form, self.stick.look.body),) for form in forms]
        if written:
            column = self.column(0, 0)
            self.paragraph(min(written, key=lambda spans: len(column.lines(spans, PLAN))), within)

    def paragraph(self, spans: Sequence[StyledText], within: Element | None = None) -> None:
        """Add a paragraph over the full width."""
        self.lines_in(self.column(0, 0), spans, within)

    def centred(self, span: StyledText, x: float, below: float, element: Element) -> None:
        """Add one line of text around ``x``, its baseline ``below`` what is there."""
        left = x - self.stick.width(span) / 2
        self.items.append(self.stick.line((span,), self.top + below, element, left))

    def label_row(self, text: str, header: Element) -> None:
        """Add a tinted row with a label at its left, or with none."""
        self.items.append(Box(0, self.top, self.width, self.label_height, fill=TINT))
        self.hairline()
        self.top += self.label_height
        if text:
            span = StyledText(text, self.label_strong)
            y = self.top - self.label_rise
            self.items.append(self.stick.line((span,), y, header, self.inset))
        self.hairline()

    def hairline(self, left: float = 0.0) -> None:
        """Add a line across the frame, from ``left`` to its right side; none beside the frame."""
        if self.top > self.bottom - self.mm(_RIGHT_INSET):
            return
        self.items.append(Rule(left, self.top, self.width, self.top, _HAIRLINE, LINE))

    def uprights(self, left: float, step: float, count: int, start: float) -> None:
        """Add lines between columns, from ``start`` down to what is there."""
        self.items += [
            Rule(left + n * step, start, left + n * step, self.top, _HAIRLINE, LINE)
            for n in range(count)
        ]

    def finished(self) -> Standing:
        """Everything, with the frame itself, at its place on the sheet."""
        accent = self.stick.look.palette.accent
        edge = _FRAME / 2
        outline = Box(
            edge,
            edge,
            self.width - _FRAME,
            self.bottom - _FRAME,
            stroke=accent,
            thickness=_FRAME,
        )
        left, top = self.place.left, self.place.top
        items = tuple(item.moved(left, top) for item in (*self.items, outline))
        return Standing(items, *self.slots)


def break_plan_name(
    stick: LineSetter, field: Field, discharge: Discharge
) -> Sequence[Sequence[StyledText]]:
    """The lines of the name in the frame; none where there is no name."""
    if discharge.patient is None:
        return ()
    frame = Frame(stick, field, 0)
    column = frame.column(0, 2 * frame.date_column)
    return column.lines((StyledText(discharge.patient.name, stick.look.strong),), NAME)


def frame_of(stick: LineSetter, place: Field, shape: Shape, words: Words, air: float) -> Frame:
    """A frame with its header and the labels of name and dates, ready for the first row."""
    frame = Frame(stick, place, air)
    accent, header = stick.look.palette.accent, frame.mm(_HEADER)
    frame.items.append(Box(0, 0, frame.width, header, fill=TINT))
    title, y = StyledText(words.plan.title, stick.look.group), frame.mm(PLAN_TITLE_BASELINE)
    frame.items.append(stick.line((title,), y, Element(Tag.GROUP), frame.inset))
    frame.items.append(Rule(0, header, frame.width, header, 1.0, accent))
    frame.top = header
    _identity(frame, shape, words)
    return frame


def header_of(row: Element) -> Element:
    """The first cell of a row, which says what the others are about."""
    return Element(Tag.HEADER, row, scope=Scope.ROW)


def cell_across(table: Element, columns: int) -> Element:
    """The only cell of a new row."""
    return Element(Tag.CELL, Element(Tag.ROW, table), columns=columns)


def _identity(frame: Frame, shape: Shape, words: Words) -> None:
    """A row for the name, the birth date and the day of the visit."""
    stick, start = frame.stick, frame.top
    growth = frame.label_growth
    measures = (
        (_PRINTED, _PRINTED_LABEL, _PRINTED_VALUE)
        if shape.named
        else (_IDENTITY, _IDENTITY_LABEL, _IDENTITY_VALUE)
    )
    height, to_label, to_value = map(frame.mm, measures)
    height += growth + (shape.lines - 1) * stick.look.step
    date = frame.date_column
    born = frame.width - 2 * date
    cells = (
        (0.0, words.plan.name, shape.named),
        (born, words.plan.born, shape.born),
        (born + date, words.plan.date, shape.visited),
    )
    for left, label, known in cells:
        element = Element(Tag.PARAGRAPH)
        x = left + (frame.mm(_RIGHT_INSET) if left else frame.inset)
        span = StyledText(label, stick.look.label, spaced=known)
        frame.items.append(stick.line((span,), start + to_label + growth, element, x))
        y = frame.place.top + start + to_value + growth
        frame.slots.append(Slot(frame.place.left + x, y, element))
        if left:
            frame.items.append(Rule(left, start, left, start + height, _HAIRLINE, LINE))
    frame.top = start + height
    frame.hairline()


@frozen
class Grid:
    """Columns for moments, right-aligned in a frame.

    Attributes:
        moments: From left to right.
        cell: Width of a column, in points.
        left: Where the first begins, in points from the left side of the frame.
    """

    moments: tuple[Moment, ...]
    cell: float
    left: float

    @classmethod
    def at_right(cls, frame: Frame, moments: tuple[Moment, ...], cell: float) -> "Grid":
        """Columns of width ``cell``; what is left of the frame is for the names."""
        return cls(moments, cell, frame.width - len(moments) * cell)

    @property
    def columns(self) -> int:
        """How many columns the table has, that of the names included."""
        return 1 + len(self.moments)

    def centre(self, moment: Moment) -> float:
        """The middle of a column."""
        return self.left + (self.moments.index(moment) + 0.5) * self.cell

    def rule(self, frame: Frame, start: float) -> None:
        """Add the lines between the columns, from ``start`` down to what is there."""
        frame.uprights(self.left, self.cell, len(self.moments), start)


def open_table(frame: Frame, grid: Grid, words: Words, labels: Style) -> Element:
    """Begin the table with its row of headers; where the label needs it, on two lines."""
    table = Element(Tag.TABLE)
    row = Element(Tag.ROW, table)
    header = Element(Tag.HEADER, row, scope=Scope.COLUMN)
    label = frame.stick.width(StyledText(words.plan.scheduled, frame.label_strong))
    frame.label_row(words.plan.scheduled, header)
    if grid.left < label + 2 * frame.inset:
        frame.label_row("", header)
    for moment in grid.moments:
        header = Element(Tag.HEADER, row, scope=Scope.COLUMN)
        span = StyledText(words.moments[moment], labels)
        frame.centred(span, grid.centre(moment), -frame.label_rise, header)
    grid.rule(frame, frame.top - frame.label_height)
    return table
