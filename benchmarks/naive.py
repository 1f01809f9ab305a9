"""The yardstick: the same text as a plain ReportLab program would set it.

Platypus paragraphs in three frames a side, the same fonts, ReportLab's own hyphenation, the same
figures through svglib, the plan in a table. No folds to keep, no fields, no checks.

    python benchmarks/naive.py MATTER.json OUT.pdf
"""

import json
import sys
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from svglib.svglib import svg2rlg

ROOT = Path(__file__).resolve().parent.parent
REGULAR, BOLD = "SourceSans3-Regular", "SourceSans3-Bold"
WIDTH, HEIGHT = landscape(A4)
MARGIN, COLUMN = 22.0, WIDTH / 3
MEASURE = COLUMN - 2 * MARGIN


@lru_cache
def styles() -> dict[str, ParagraphStyle]:
    """Fonts and styles, once in a process."""
    for name in (REGULAR, BOLD):
        registerFont(TTFont(name, str(ROOT / "fonts" / f"{name}.ttf")))
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    text = ParagraphStyle(
        "text", fontName=REGULAR, fontSize=10, leading=12.5, hyphenationLang="nl_NL", spaceAfter=3
    )
    return {
        "text": text,
        "bullet": ParagraphStyle(
            "bullet", text, leftIndent=9, bulletFontName=REGULAR, spaceAfter=1
        ),
        "title": ParagraphStyle("title", text, fontName=BOLD, fontSize=30, leading=33),
        "heading": ParagraphStyle(
            "heading", text, fontName=BOLD, fontSize=12, leading=14, spaceBefore=5
        ),
    }


@lru_cache
def figure(name: str) -> Flowable:
    """A drawing, read once in a process."""
    drawing = svg2rlg(str(ROOT / "assets" / "figures" / f"{name}.svg"))
    scale = 70 / drawing.width
    drawing.scale(scale, scale)
    drawing.width, drawing.height = 70, drawing.height * scale
    return drawing


def flowable(kind: str, *values: str) -> Flowable:
    """One block of the matter."""
    style = styles()
    match kind:
        case "bullet" | "number":
            return Paragraph(values[1], style["bullet"], bulletText=values[0])
        case "row":
            cells = [[Paragraph(value, style["text"]) for value in values]]
            return Table(cells, colWidths=[MEASURE / len(values)] * len(values))
        case "figure":
            text = [Paragraph(values[1], style["text"])]
            return KeepTogether(Table([[figure(values[0]), text]], colWidths=[76, MEASURE - 76]))
        case _:
            return Paragraph(values[0], style[kind])


def plan(patient: dict[str, object]) -> list[Flowable]:
    """The patient's name and plan."""
    style = styles()
    head = [Paragraph(f"{patient['name']} · {patient['date']}", style["heading"])]
    rows = [[Paragraph(cell, style["text"]) for cell in row] for row in patient["plan"]]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, HexColor("#808080"))]
    widths = [MEASURE * share for share in (0.34, 0.13, 0.13, 0.13, 0.27)]
    return [*head, Table(rows, colWidths=widths, style=grid)]


def build(matter: dict[str, object]) -> bytes:
    """Two pages: flap, back and cover outside, three panels inside."""
    target = BytesIO()
    frames = [
        Frame(k * COLUMN, 0, COLUMN, HEIGHT, MARGIN, MARGIN, MARGIN, MARGIN) for k in range(3)
    ]
    document = BaseDocTemplate(target, pagesize=(WIDTH, HEIGHT), title="Lage rugpijn", lang="nl")
    document.addPageTemplates(
        [PageTemplate("outside", list(frames)), PageTemplate("inside", list(frames))]
    )
    story: list[Flowable] = [NextPageTemplate("inside")]
    for panel in ("flap", "back", "cover", "inside"):
        story += [flowable(*block) for block in matter["panels"][panel]]
        if panel == "cover":
            story += [Spacer(0, 12), Paragraph(matter["patient"]["name"], styles()["heading"])]
        story += plan(matter["patient"]) if panel == "inside" else [FrameBreak()]
    document.build(story)
    if document.page != 2:
        raise SystemExit(f"the yardstick has {document.page} pages and should have two")
    return target.getvalue()


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(build(json.loads(Path(sys.argv[1]).read_bytes())))
