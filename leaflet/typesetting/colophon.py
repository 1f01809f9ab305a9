"""The imprint at the foot of the back: state, version, review date, content id, editor."""

from leaflet.manuscript.approval import ApprovalState
from leaflet.manuscript.manuscript import Manuscript
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Item, Rule, Tag
from leaflet.typesetting.palette import LINE
from leaflet.typesetting.sheet_id import sheet_id_width
from leaflet.typesetting.stick import Stick
from leaflet.typesetting.strip import Foot, Gap, Slug, Strip, White

_LEADING = 11.3 / 9
"""Leading of the imprint, in parts of its size."""

_RULE_ABOVE = 4.4
_ALONE = 6
"""What it costs that the imprint stands on a panel with nothing above it."""


def set_colophon(stick: Stick, manuscript: Manuscript) -> Strip:
    """The imprint as a strip at the foot of its panel; what nobody has stated is left out."""
    look = stick.look
    # The sheet's id stands at the right of the last line.
    *statements, identity = _statements(stick, manuscript)
    wide, beside_sheet_id = stick.undivided(), stick.narrowed(0, sheet_id_width(look)).undivided()
    said = [*((wide, spans) for spans in statements), (beside_sheet_id, identity)]
    paragraphs = [(col.lines(spans, "imprint"), Element(Tag.PARAGRAPH)) for col, spans in said]
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
    gap, place = Gap(White.SECTION, 4, 1), manuscript.brochure.place
    return Strip(place, gap, _ALONE, (slug,), Foot.LAST)


def colophon_text(manuscript: Manuscript) -> str:
    """The words of the imprint, in order."""
    words = manuscript.words
    draft = [words.imprint.draft, words.imprint.draft_note]
    return " ".join(
        (
            *(() if _is_approved(manuscript) else draft),
            _dated(manuscript),
            *_editor(manuscript),
            _identity(manuscript),
        )
    )


def _editor(manuscript: Manuscript) -> tuple[str, ...]:
    editor = manuscript.hospital.editor
    return (manuscript.words.imprint.editor.format(editor=editor),) if editor else ()


def _identity(manuscript: Manuscript) -> str:
    brochure = manuscript.brochure
    return f"{brochure.topic} · {brochure.language} · {manuscript.content_id}"


def _statements(stick: Stick, manuscript: Manuscript) -> list[tuple[Span, ...]]:
    words, look = manuscript.words, stick.look
    statements: list[tuple[Span, ...]] = []
    if not _is_approved(manuscript):
        statements.append(
            (
                Span(words.imprint.draft, look.small_strong, added=True),
                Span(f" {words.imprint.draft_note}", look.small, added=True),
            )
        )
    dated = _dated(manuscript)
    if dated:
        statements.append((Span(dated, look.small, added=True),))
    for said in (*_editor(manuscript), _identity(manuscript)):
        statements.append((Span(said, look.small, added=True),))
    return statements


def _dated(manuscript: Manuscript) -> str:
    """Version and review date, as far as they are stated."""
    brochure, words, review = manuscript.brochure, manuscript.words, manuscript.review
    said = []
    if brochure.version:
        said.append(words.imprint.version.format(version=brochure.version))
    if review.printed_by is not None:
        day = words.calendar.write_day(review.printed_by)
        said.append(words.imprint.review_by.format(date=day))
    return " · ".join(said)


def _is_approved(manuscript: Manuscript) -> bool:
    return manuscript.review.state is ApprovalState.APPROVED
