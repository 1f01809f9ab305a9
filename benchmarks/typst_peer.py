"""The peer: many leaflets with Typst, by the fastest ways that its binding for Python has.

    python benchmarks/typst_peer.py MATTER.json PATIENTS.json OUT.pdf     one untagged document
    python benchmarks/typst_peer.py MATTER.json PATIENTS.json DIR         a tagged file a patient
    python benchmarks/typst_peer.py MATTER.json PATIENTS.json OUT.pdf --on-picture

Separate files: a process a core, each with one compiler. The patient changes in a file: when
`sys_inputs` change, the compiler sets the whole brochure anew, which takes three times as long.

On a picture: first the brochure alone, then every patient's words on top of it as an embedded PDF.
That is quick and has no tags, and the text of the brochure is then a picture to Typst.
"""

import json
import multiprocessing
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent


def compiler(**inputs: str) -> typst.Compiler:
    """A compiler of the template, with our fonts alone; it can read every file."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[HERE.parent / "fonts"],
    )
    return typst.Compiler(
        HERE / "main.typ", root=HERE.anchor, font_paths=fonts, sys_inputs=dict(inputs)
    )


def make_separate(matter: str, patients: list[object], folder: Path, worker: int) -> None:
    """Every patient whose turn it is for this worker, beside the others."""
    with tempfile.TemporaryDirectory() as own:
        patient = Path(own) / "patient.json"
        reused = compiler(matter=matter, patients=str(patient))
        for number in range(worker, len(patients), os.cpu_count() or 1):
            patient.write_text(json.dumps([patients[number]]), encoding="utf-8")
            reused.compile(output=folder / f"{number:06}.pdf")


def make_on_picture(matter: str, patients: str, target: Path) -> None:
    """The brochure once, and what changes on top of it."""
    with tempfile.TemporaryDirectory() as own:
        picture = Path(own) / "brochure.pdf"
        compiler(matter=matter).compile(output=picture, pdf_tags=False)
        laid = compiler(matter=matter, patients=patients, picture=str(picture))
        laid.compile(output=target, pdf_tags=False)


def main() -> None:
    """Read the arguments; where the result should go says which way."""
    matter, patients, target, *way = sys.argv[1:]
    if way:
        make_on_picture(matter, patients, Path(target))
    elif Path(target).is_dir():
        many = json.loads(Path(patients).read_bytes())
        work = partial(make_separate, matter, many, Path(target))
        with multiprocessing.Pool() as pool:
            pool.map(work, range(os.cpu_count() or 1), chunksize=1)
    else:
        compiler(matter=matter, patients=patients).compile(output=target, pdf_tags=False)


if __name__ == "__main__":
    main()
