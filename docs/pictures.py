"""Make the picture of the test sheet that README.md shows: ``python docs/pictures.py``.

It needs what the tests need. The same program makes the same picture.
"""

import io
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from leaflet.manuscript.library import open_library  # noqa: E402
from leaflet.paper.folds import DEFAULT_FOLD, FOLDS  # noqa: E402
from leaflet.press.loose_sheet import open_bench, print_sheet  # noqa: E402
from leaflet.typesetting.test_sheet import set_test_sheet  # noqa: E402

RESOLUTION = 80
BETWEEN = 12
GROUND = "#8A8A8A"


def beside_each_other(pdf: bytes) -> Image.Image:
    """All pages on a grey ground, at ``RESOLUTION`` dots an inch."""
    pages = [
        page.render(scale=RESOLUTION / 72).to_pil()
        for page in pypdfium2.PdfDocument(io.BytesIO(pdf))
    ]
    width = sum(page.width for page in pages) + BETWEEN * (len(pages) + 1)
    picture = Image.new("RGB", (width, pages[0].height + 2 * BETWEEN), GROUND)
    left = BETWEEN
    for page in pages:
        picture.paste(page, (left, BETWEEN))
        left += page.width + BETWEEN
    return picture


def main() -> None:
    """Write ``docs/testsheet.png``."""
    library, fold = open_library(None), FOLDS[DEFAULT_FOLD][0]
    bench = open_bench(library, "nl")
    pdf = b"".join(print_sheet(set_test_sheet(fold, fold.flip, bench), bench, library))
    picture = beside_each_other(pdf).quantize(64)
    picture.save(ROOT / "docs" / "testsheet.png", optimize=True)


if __name__ == "__main__":
    main()
