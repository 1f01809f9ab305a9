"""What the documents say of folds and sizes is what the program finds."""

import re
from pathlib import Path

import pytest

from leaflet.press.make_plate import open_case
from leaflet.typesetting.fit import tabulate
from leaflet.typesetting.look import SIZES

ROOT = Path(__file__).resolve().parents[2]
MEASURED = re.compile(r"^\| (\w+) \| ([\d.]+) pt \| (\d+) \| (\d+) mm \|", re.MULTILINE)
REFUSED = re.compile(r"^\| (\w+) \| ([\d.]+) pt \| – \| does not fit \|", re.MULTILINE)
LARGEST = re.compile(r"^\| \[`(\w+)`\].*\| ([\d.]+) pt \| (\d+) mm \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def found(content, library):
    """How the brochure fits, by fold and size; ``None`` where it does not."""
    case = open_case(content, library)
    return {
        (fold, size): fit
        for fold, fits in tabulate(content, sorted(SIZES), case)
        for size, fit in fits.items()
    }


def test_the_measured_table_has_every_fold_at_every_size_as_it_is(found):
    text = (ROOT / "docs" / "folds.md").read_text("utf-8")
    measured = {(f, float(s)): (int(n), int(mm)) for f, s, n, mm in MEASURED.findall(text)}
    refused = {(fold, float(size)) for fold, size in REFUSED.findall(text)}

    assert refused == {key for key, fit in found.items() if fit is None}
    assert measured == {
        key: (fit.sheets, round(fit.spare)) for key, fit in found.items() if fit is not None
    }


def test_the_physicians_page_names_the_largest_size_of_each_fold_and_what_is_left(found):
    text = (ROOT / "docs" / "physician.md").read_text("utf-8")
    said = {fold: (float(size), int(mm)) for fold, size, mm in LARGEST.findall(text)}
    largest = {}
    for (fold, size), fit in found.items():
        if fit is not None:
            largest[fold] = (size, round(fit.spare))

    assert said == largest
