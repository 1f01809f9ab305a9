"""The columns of what is taken every day: one for the names, one for each moment of the day."""

from leaflet.frozen import frozen
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.words import Words
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Scope, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.plan_frame import Frame


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
    label = frame.stick.width(Span(words.plan.scheduled, frame.label_strong))
    frame.label_row(words.plan.scheduled, header)
    if grid.left < label + 2 * frame.inset:
        frame.label_row("", header)
    for moment in grid.moments:
        header = Element(Tag.HEADER, row, scope=Scope.COLUMN)
        span = Span(words.moments[moment], labels)
        frame.centred(span, grid.centre(moment), -frame.label_rise, header)
    grid.rule(frame, frame.top - frame.label_height)
    return table
