"""Writes the pictures of ``docs/`` with the commands of the program: ``python docs/pictures.py``.

It needs the extra ``test``. The same program makes the same pictures.
"""

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TOPIC = "lage-rugpijn"
AN = ("--name", "An Peeters", "--born", "1980-05-17", "--date", "2026-11-22")
PLAN = ("--med", "ibuprofen 600 mg 3x/dag 8 dagen", "--med", "paracetamol 1 g zo nodig max 4x/dag")
NOON = "1795345200"
"""22 November 2026: what is made carries no other day."""

FOLDS: Mapping[str, Sequence[str]] = {
    "c": ("--fold", "c"),
    "z": ("--fold", "z"),
    "half": ("--fold", "half"),
    "booklet": ("--fold", "booklet"),
    "flat": ("--fold", "flat"),
    "large-print": ("--large-print",),
    "large-print-booklet": ("--large-print", "--fold", "booklet"),
}
BETWEEN = 12
GROUND = "#8A8A8A"
COLOURS = 64


def leaflet(*args: str) -> bytes:
    """What a command of the program writes to standard output."""
    command = (sys.executable, str(ROOT / "cli.py"), *args, "-o", "-")
    variables = os.environ | {"SOURCE_DATE_EPOCH": NOON}
    return subprocess.run(command, check=True, env=variables, stdout=subprocess.PIPE).stdout


def render(pdf: bytes, resolution: int) -> list[Image.Image]:
    """The pages of a file, at so many dots an inch."""
    return [
        page.render(scale=resolution / 72).to_pil()
        for page in pypdfium2.PdfDocument(io.BytesIO(pdf))
    ]


def arrange(pages: Sequence[Image.Image], columns: int) -> Image.Image:
    """Pages of one size on a grey ground, row by row."""
    wide, high = pages[0].width + BETWEEN, pages[0].height + BETWEEN
    rows = -(-len(pages) // columns)
    picture = Image.new("RGB", (columns * wide + BETWEEN, rows * high + BETWEEN), GROUND)
    for n, page in enumerate(pages):
        row, column = divmod(n, columns)
        picture.paste(page, (BETWEEN + column * wide, BETWEEN + row * high))
    return picture


def write(picture: Image.Image, name: str) -> None:
    """Write a picture of ``docs/`` in few colours."""
    picture.convert("RGB").quantize(COLOURS).save(DOCS / f"{name}.png", optimize=True)


def main() -> None:
    """Write all of them."""
    write(arrange(render(leaflet("make", TOPIC, *AN, *PLAN), 82), 1), "leaflet")
    write(arrange(render(leaflet("testsheet"), 80), 2), "testsheet")
    for name, options in FOLDS.items():
        shown = leaflet("preview", TOPIC, *AN, *PLAN, *options, "--dpi", "72")
        write(Image.open(io.BytesIO(shown)), f"fold-{name}")


if __name__ == "__main__":
    main()
