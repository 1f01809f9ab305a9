"""Sheets that are nobody's, as they come out of the press, read by pdfplumber."""

import io
from functools import cache

import pdfplumber
import pytest

from leaflet.paper.fold import Flip
from leaflet.paper.folds import FOLDS
from leaflet.press.loose_sheet import open_bench, print_sheet
from leaflet.typesetting.sheets.folding_dummy import set_dummy
from leaflet.typesetting.sheets.test_sheet import set_test_sheet


@pytest.fixture(scope="session")
def bench(library):
    return open_bench(library, "nl")


@pytest.fixture(scope="session")
def dummy_pdf(library, bench):
    """The bytes of a dummy: the fold, and how many further sheets than the fewest."""

    @cache
    def dummy(name, more=0):
        fold = FOLDS[name][more]
        return b"".join(print_sheet(set_dummy(fold, fold.flip, bench), bench, library))

    return dummy


@pytest.fixture(scope="session")
def sheet_pdf(library, bench):
    """The bytes of a test sheet: the fold, and the edge where that is not the fold's own."""

    @cache
    def sheet(name, flip=None):
        fold = FOLDS[name][0]
        made = set_test_sheet(fold, Flip(flip) if flip else fold.flip, bench)
        return b"".join(print_sheet(made, bench, library))

    return sheet


@pytest.fixture(scope="session")
def pages_of():
    @cache
    def pages(pdf):
        return tuple(pdfplumber.open(io.BytesIO(pdf)).pages)

    return pages


@pytest.fixture(scope="session")
def margins():
    """The least distances of a page, in millimetres.

    They are those of ink from the edge, of text from the edge, and of text from a crease. Boxes
    that ``but`` picks do not count.
    """
    mm = 72 / 25.4

    def margins(page, creases, but=lambda box: False):
        wide, high = float(page.width), float(page.height)
        ink = []
        for shape in (*page.lines, *page.curves, *page.rects):
            if shape in page.rects and but(shape):
                continue
            half = (shape["linewidth"] or 0) / 2 if shape["stroke"] else 0.0
            level = shape["object_type"] == "line" and shape["height"] < 0.01
            upright = shape["object_type"] == "line" and shape["width"] < 0.01
            # A line ends where it ends; only across it does its thickness count.
            across, along = (0.0 if level else half), (0.0 if upright else half)
            ink += [
                shape["x0"] - across,
                wide - shape["x1"] - across,
                shape["top"] - along,
                high - shape["bottom"] - along,
            ]
        text, fold = [], [1000.0]
        for char in page.chars:
            if char["text"].isspace():
                continue
            base = high - char["matrix"][5]
            text += [char["x0"], wide - char["x1"]]
            text += [base - 0.66 * char["size"], high - base - 0.2 * char["size"]]
            for x in creases:
                fold.append(max(char["x0"] - x, x - char["x1"]))
        return min(ink) / mm, min(text) / mm, min(fold) / mm

    return margins
