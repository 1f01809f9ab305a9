"""Writes ``docs/folds.md``: every fold at every size, made, and measured in what was made.

    python docs/folds.py

Leaflets are made as ``leaflet make`` makes them. Distances are read from the files by pdfplumber,
and whether they keep to PDF/UA-1 and PDF/A-2a is judged by page-validation: neither knows anything
of this program. It needs the extra ``test``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
from page import validate_pdf_bytes

from leaflet.content.read import read_content
from leaflet.content.site import open_library
from leaflet.discharge.patient import Record
from leaflet.discharge.validate import read_discharge
from leaflet.errors import FitError
from leaflet.paper.folds import FOLDS
from leaflet.press.make_plate import Proof, make_ready, open_case, pull_proof
from leaflet.press.press import LeafletPrinter
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.fit import Fit, tabulate
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.look import SIZES

HERE = Path(__file__).resolve().parent
TOPIC, LANGUAGE = "lage-rugpijn", "nl"
TODAY = date(2026, 11, 22)
MM = 72 / 25.4
THREE, TWO = ((97.0, 197.0), (100.0, 200.0)), ((148.5,), (148.5,))
CREASES = {
    "c": THREE,
    "z": ((99.0, 198.0), (99.0, 198.0)),
    "half": TWO,
    "booklet": TWO,
    "flat": ((), ()),
}
"""Where fronts and backs fold, in millimetres from the left edge (``docs/rules.md`` 4.2)."""

MEDICINES = (
    "ibuprofen 600 mg 3x/dag 8 dagen",
    "paracetamol 1 g zo nodig max 4x/dag",
    "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
)
KINDS: Mapping[str, tuple[Record, NoPlan]] = {
    "no plan": (Record(name="An Peeters", born="1980-05-17"), NoPlan.IN_WORDS),
    "for the pen": (Record(), NoPlan.PEN_GRID),
    "3 medicines": (
        Record(name="An Peeters", born="1980-05-17", med=MEDICINES),
        NoPlan.IN_WORDS,
    ),
}
PROFILES = ("ua1", "2a")
"""PDF/UA-1 and PDF/A-2a."""

HEAD = """# Folds and sizes

Written by `python docs/folds.py`: every leaflet on low back pain that fits was made, and measured
in the file.

* **spare** is the depth of white that is left in all columns of the brochure together. A plan
  changes nothing about it: its field is kept free on every leaflet.
* **edge** and **fold** are the least distances of any letter from the edge of the paper and from
  a fold, in millimetres, as pdfplumber finds them; at least 7 and 5 are asked for.
* The standards were judged by page-validation.

| fold | size | sheets | spare | plan | edge | fold | PDF/UA-1 | PDF/A-2a |
|---|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Distances:
    """The least distances of letters from the edge of the paper and from a fold, in millimetres."""

    edge: float
    fold: float


def measure(pdf: bytes, name: str) -> Distances:
    """Read a file of a fold back and measure it."""
    edges, folds = [], []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            for char in page.chars:
                if char["text"].isspace():
                    continue
                left, right = char["x0"], char["x1"]
                # The box of a letter in pdfplumber is that of its font, so its baseline is taken.
                baseline = float(page.height) - char["matrix"][5]
                edges += [left, page.width - right, page.height - baseline]
                edges.append(baseline - 0.72 * char["size"])
                creases = [x * MM for x in CREASES[name][(number - 1) % 2]]
                folds += [max(x - right, left - x) for x in creases]
    return Distances(min(edges) / MM, min(folds, default=99 * MM) / MM)


def rows_of(name: str, size: float, fit: Fit, proof: Proof, press: LeafletPrinter) -> Iterator[str]:
    """The rows of a fold at a size: what is made of each kind of leaflet."""
    for kind, (record, no_plan) in KINDS.items():
        head = f"| {name} | {size:g} pt | {fit.sheets} | {fit.spare:.0f} mm | {kind} "
        discharge = read_discharge(record, proof.content.rules, TODAY).value
        try:
            pdf = press.print(discharge, no_plan).pdf
        except FitError:
            yield f"{head}| does not fit | | | |\n"
            continue
        found = measure(pdf, name)
        assert found.edge >= 7 - 0.05, f"{name} {size} {kind}: {found}"
        assert found.fold >= 5, f"{name} {size} {kind}: {found}"
        near = f"{found.fold:.1f}" if CREASES[name][0] else "–"
        judged = " | ".join(judge(pdf, profile) for profile in PROFILES)
        yield f"{head}| {found.edge:.1f} | {near} | {judged} |\n"


def judge(pdf: bytes, profile: str) -> str:
    """``yes`` where a file keeps to a standard."""
    return "yes" if validate_pdf_bytes(pdf, profile=profile).is_compliant else "**no**"


def table() -> Iterator[str]:
    """The lines of the table."""
    library = open_library(None)
    content = read_content(library, TOPIC, LANGUAGE).value
    for name, fits in tabulate(content, sorted(SIZES), open_case(content, library)):
        for size, fit in fits.items():
            if fit is None:
                yield f"| {name} | {size:g} pt | – | does not fit | | | | | |\n"
                continue
            proof = pull_proof(content, library, Layout(FOLDS[name], (size,)))
            yield from rows_of(name, size, fit, proof, make_ready(proof, library))


if __name__ == "__main__":
    (HERE / "folds.md").write_text(HEAD + "".join(table()), "utf-8")
