"""The yardstick: the same text as a plain ReportLab program would set it.

Platypus paragraphs in three frames a side, the same fonts, ReportLab's own hyphenation, the same
figures through svglib, the plan in a table. No folds to keep, no fields, no checks, no tags.

    python benchmarks/naive.py MATTER.json PATIENTS.json OUT.pdf     one file, two pages a patient
    python benchmarks/naive.py MATTER.json PATIENTS.json DIR         one file a patient, all cores
"""

import json
import multiprocessing
import os
import sys
from collections.abc import Iterator
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import Any

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
    PageTemplate,
    Paragraph,
    Table,
)
from svglib.svglib import svg2rlg

ROOT = Path(__file__).resolve().parent.parent
REGULAR, BOLD = "SourceSans3-Regular", "SourceSans3-Bold"
WIDTH, HEIGHT = landscape(A4)
MARGIN, COLUMN = 22.0, WIDTH / 3
MEASURE = COLUMN - 2 * MARGIN

Matter = dict[str, Any]


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
        "cell": ParagraphStyle("cell", text, fontSize=9, leading=11),
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
            return table([list(values)], [0.4, 0.6], "text")
        case "phone":
            label, number, address = values
            return table([[label, f'<a href="{address}">{number}</a>']], [0.4, 0.6], "text")
        case "figure":
            text = [Paragraph(values[1], style["text"])]
            return KeepTogether(Table([[figure(values[0]), text]], colWidths=[76, MEASURE - 76]))
        case _:
            return Paragraph(values[0], style[kind])


def table(
    rows: list[list[str]], shares: list[float], style: str, *commands: tuple[object, ...]
) -> Table:
    """Cells of one style; shares are parts of the measure."""
    cells = [[Paragraph(cell, styles()[style]) for cell in row] for row in rows]
    close = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ]
    widths = [MEASURE * share for share in shares]
    return Table(cells, colWidths=widths, style=[*close, *commands])


def cover(matter: Matter, patient: Matter) -> list[Flowable]:
    """The patient's name, birth date and day of the visit."""
    values = (patient["name"], patient["born"], patient["visited"])
    fields = zip(matter["fields"], values, strict=True)
    return [
        table([[label, f"<b>{escape(value)}</b>"] for label, value in fields], [0.4, 0.6], "text")
    ]


def plan(matter: Matter, patient: Matter) -> list[Flowable]:
    """Whose plan it is, and the medicines."""
    rows = [[f"<b>{medicine}</b> {how}", *doses] for medicine, how, *doses in patient["plan"]]
    grid = ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#808080"))
    return [
        Paragraph(matter["plan"], styles()["heading"]),
        Paragraph(f"{escape(patient['name'])} · {patient['visited']}", styles()["text"]),
        table([matter["header"], *rows], [0.36, 0.16, 0.16, 0.16, 0.16], "cell", grid),
    ]


def leaflet(matter: Matter, patient: Matter) -> Iterator[Flowable]:
    """Flap, back and cover on one page, the three panels of the inside on the next."""
    for panel, blocks in matter["panels"].items():
        yield from (flowable(*block) for block in blocks)
        if panel == "cover":
            yield from cover(matter, patient)
        if panel == "middle":
            yield from plan(matter, patient)
        yield FrameBreak()


def build(matter: Matter, patients: list[Matter], target: Path) -> None:
    """One file with all of them."""
    frames = [
        Frame(k * COLUMN, 0, COLUMN, HEIGHT, MARGIN, MARGIN, MARGIN, MARGIN) for k in range(3)
    ]
    document = BaseDocTemplate(
        str(target), pagesize=(WIDTH, HEIGHT), title="Lage rugpijn", lang="nl"
    )
    document.addPageTemplates([PageTemplate("side", frames)])
    document.build([block for patient in patients for block in leaflet(matter, patient)])
    if document.page != 2 * len(patients):
        raise SystemExit(f"{document.page} pages where {2 * len(patients)} should be")


def build_one(matter: Matter, folder: Path, numbered: tuple[int, Matter]) -> None:
    """A file of its own for one of many."""
    number, patient = numbered
    build(matter, [patient], folder / f"{number:06}.pdf")


def main() -> None:
    """One document, or one a patient."""
    matter, patients = (json.loads(Path(name).read_bytes()) for name in sys.argv[1:3])
    target = Path(sys.argv[3])
    if not target.is_dir():
        build(matter, patients, target)
        return
    with multiprocessing.Pool(os.cpu_count()) as pool:
        pool.map(partial(build_one, matter, target), enumerate(patients))


if __name__ == "__main__":
    main()
