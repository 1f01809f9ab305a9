"""The colophon at the foot of the back: state, version, review date, content id, editor.

Also the drawings of ``assets/``, read once from SVG; layout gives them their size.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from leaflet.content.model.content import LeafletContent
from leaflet.content.model.review import ApprovalState
from leaflet.errors import GlyphError, Problem
from leaflet.messages.message import File, Message
from leaflet.messages.phrases import INSTALL_AGAIN
from leaflet.records import frozen
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.fields.sheet_id import sheet_id_width
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import LINE
from leaflet.typesetting.matter import Element, Foot, Gap, Item, Rule, Slug, Strip, Tag, White

_LEADING = 11.3 / 9
"""Leading of the colophon, in parts of its size."""

_RULE_ABOVE = 4.4
_ALONE = 6
"""What it costs that the colophon stands on a panel with nothing above it."""


def set_colophon(stick: LineSetter, content: LeafletContent) -> Strip:
    """The colophon as a strip at the foot of its panel; what nobody has stated is left out."""
    look = stick.look
    # The sheet's id stands at the right of the last line.
    *statements, identity = _statements(stick, content)
    wide, beside_sheet_id = stick.undivided(), stick.narrowed(0, sheet_id_width(look)).undivided()
    said = [*((wide, spans) for spans in statements), (beside_sheet_id, identity)]
    where = Message("where.colophon", "colophon")
    paragraphs = [(col.lines(spans, where), Element(Tag.PARAGRAPH)) for col, spans in said]
    lines = [(line, element) for set_lines, element in paragraphs for line in set_lines]
    leading = _LEADING * look.small.size
    height = leading * (len(lines) - 1) + look.mm(_RULE_ABOVE)
    depth = -int(-(height + look.step * (1 - look.baseline)) // look.half)
    last = depth * look.half - look.step * (1 - look.baseline)
    above = last - height
    items: list[Item] = [Rule(0, above, stick.measure, above, 0.5, LINE)]
    items += [
        stick.line(line, last - leading * (len(lines) - 1 - n), element)
        for n, (line, element) in enumerate(lines)
    ]
    slug = Slug(depth, tuple(items))
    gap, place = Gap(White.SECTION, 4, 1), content.brochure.place
    return Strip(place, gap, _ALONE, (slug,), Foot.LAST)


def colophon_text(content: LeafletContent) -> str:
    """The words of the colophon, in order."""
    words = content.words
    draft = [words.colophon.draft, words.colophon.draft_note]
    return " ".join(
        (
            *(() if _is_approved(content) else draft),
            _dated(content),
            *_editor(content),
            _identity(content),
        )
    )


def _editor(content: LeafletContent) -> tuple[str, ...]:
    editor = content.hospital.editor
    return (content.words.colophon.editor.format(editor=editor),) if editor else ()


def _identity(content: LeafletContent) -> str:
    brochure = content.brochure
    return f"{brochure.topic} · {brochure.language} · {content.content_id}"


def _statements(stick: LineSetter, content: LeafletContent) -> list[tuple[StyledText, ...]]:
    words, look = content.words, stick.look
    statements: list[tuple[StyledText, ...]] = []
    if not _is_approved(content):
        statements.append(
            (
                StyledText(words.colophon.draft, look.small_strong, added=True),
                StyledText(f" {words.colophon.draft_note}", look.small, added=True),
            )
        )
    dated = _dated(content)
    if dated:
        statements.append((StyledText(dated, look.small, added=True),))
    for said in (*_editor(content), _identity(content)):
        statements.append((StyledText(said, look.small, added=True),))
    return statements


def _dated(content: LeafletContent) -> str:
    """Version and review date, as far as they are stated."""
    brochure, words, review = content.brochure, content.words, content.review
    said = []
    if brochure.version:
        said.append(words.colophon.version.format(version=brochure.version))
    if review.printed_by is not None:
        day = words.calendar.write_day(review.printed_by)
        said.append(words.colophon.review_by.format(date=day))
    return " · ".join(said)


def _is_approved(content: LeafletContent) -> bool:
    return content.review.state is ApprovalState.APPROVED


@frozen
class Artwork:
    """One drawing: ReportLab's shapes, and the width and height they were drawn for, in points."""

    shapes: Any
    width: float
    height: float

    @property
    def ratio(self) -> float:
        """Height over width."""
        return self.height / self.width


def read_artwork(files: Mapping[str, Path]) -> Mapping[str, Artwork]:
    """Read drawings; ``files`` gives for each name, such as ``figures/spine``, its SVG file.

    Raises:
        GlyphError: If a file is missing or is not a drawing.
    """
    return MappingProxyType({name: _read(name, file) for name, file in files.items()})


def _read(name: str, file: Path) -> Artwork:
    from svglib.svglib import svg2rlg  # 80 ms: only when a plate is really made

    shapes = svg2rlg(str(file)) if file.is_file() else None
    if shapes is None or shapes.width <= 0 or shapes.height <= 0:
        what = Message("drawing.unreadable", "this drawing cannot be read")
        raise GlyphError(Problem(File(f"assets/{name}.svg"), what, INSTALL_AGAIN))
    return Artwork(shapes, shapes.width, shapes.height)
