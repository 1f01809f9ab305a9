"""What became of one row of a list."""

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.press.fonts import Named


@frozen
class Outcome:
    """One row, read and perhaps printed.

    Attributes:
        row: As a spreadsheet counts it.
        sheet: The id of the sheet; ``None`` where nothing was made.
        problems: Why nothing was made.
        warnings: What should be known about what was made.
        understood: One plain sentence for each line of the plan, or that there is none.
        code: For a print file, the page code of the leaflet as ``PrintFile.add`` takes it.
        blocks: The font blocks that it names besides the base blocks.
    """

    row: int
    sheet: str | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    understood: tuple[str, ...] = ()
    code: tuple[bytes, ...] = ()
    blocks: tuple[Named, ...] = ()
