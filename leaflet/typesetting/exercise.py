"""An exercise: its figure at the left, its title and what to do at the right, never parted."""

from leaflet.manuscript.brochure import Exercise
from leaflet.typesetting.matter import Element, Item, Picture, Tag
from leaflet.typesetting.stick import Stick
from leaflet.typesetting.strip import Gap, Slug, Strip

_FIGURE_GAP = 3


def set_exercise(
    stick: Stick, block: Exercise, level: Tag, gap: Gap, breaks: int | None, ratio: float
) -> Strip:
    """One exercise.

    Args:
        stick: For the measure of the column.
        block: Its words.
        level: Of its title among the headings.
        gap: White before it.
        breaks: What it costs to begin a panel with it.
        ratio: Height over width of its figure.
    """
    look, width = stick.look, stick.look.figure
    column = stick.narrowed(width + look.mm(_FIGURE_GAP))
    title, text = Element(level), Element(Tag.PARAGRAPH)
    head = column.undivided()
    heads = head.lines(column.spans(block.title, look.title, look.title), block.place)
    lines = column.lines(column.body(block.text), block.place)
    height = width * ratio
    # The figure's field begins where the title's letters do.
    top = stick.baseline(0) - 0.7 * look.size
    name = f"figures/{block.figure}"
    element = Element(Tag.FIGURE, alt=block.alt)
    figure = Picture(stick.indent, top, width, height, name, element)
    items: list[Item] = [
        *(head.line(line, head.baseline(n), title) for n, line in enumerate(heads)),
        figure,
        *(column.line(line, column.baseline(len(heads) + n), text) for n, line in enumerate(lines)),
    ]
    needed = 2 * max(len(heads) + len(lines), -int(-(top + height) // look.step))
    return Strip(block.place, gap, breaks, (Slug(needed, tuple(items)),))
