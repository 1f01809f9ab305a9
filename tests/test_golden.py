"""What is printed, and what stands for it on paper, is what it was: changed only on purpose.

A commit that means to change a sheet or an id makes the values anew and says why:

    python -m pytest tests/test_golden.py --renew-golden
"""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.print_of import print_of

from leaflet.cli import main
from leaflet.content.read import read_content
from leaflet.content.site import open_library

HERE = Path(__file__).resolve().parent / "golden"
PATIENT = ("--name", "An Peeters", "--born", "1980-05-17", "--date", "2026-11-22")
PLAN = (
    *("--med", "ibuprofen 600 mg 3x/dag 8 dagen"),
    *("--med", "paracetamol 1 g zo nodig max 4x/dag"),
)
FOLDS = {
    "c": ("--fold", "c"),
    "z": ("--fold", "z"),
    "half": ("--fold", "half"),
    "booklet": ("--fold", "booklet"),
    "flat": ("--fold", "flat"),
    "large print": ("--large-print",),
    "large print booklet": ("--large-print", "--fold", "booklet"),
    "screen": ("--screen",),
}
FILLINGS = {
    "no plan": PATIENT,
    "plan": (*PATIENT, *PLAN),
    "pen": ("--pen", "--date", "2026-11-22"),
}
SHEETS = {
    **{
        f"{fold}, {filling}": ("make", "lage-rugpijn", *fold_options, *options)
        for fold, fold_options in FOLDS.items()
        for filling, options in FILLINGS.items()
    },
    "voorbeeld": ("make", "voorbeeld", *PATIENT),
    "Vietnamese": ("make", "lage-rugpijn", "--name", "Ngọc Nguyễn", "--date", "2026-11-22"),
    "campus, replaces": (
        *("make", "lage-rugpijn", *PATIENT, *PLAN),
        *("--campus", "bornem", "--replaces", "QWMWMW"),
    ),
    "stock": ("stock", "lage-rugpijn", "--copies", "3"),
}
LIST = "naam;geboortedatum;datum;med\n" + "".join(
    f"An Peeters {sign};17/05/19{80 - n};22/11/2026;{plan}\n"
    for n, sign in enumerate("ABCDEFGHIJKLMNOPQRST")
    for plan in [("", PLAN[1], PLAN[3])[n % 3]]
)


@pytest.fixture
def golden(request):
    """Compare with the kept value of this name, or keep it where ``--renew-golden`` is given."""

    def compare(file, name, value):
        path = HERE / file
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if request.config.getoption("--renew-golden"):
            kept[name] = value
            written = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
            path.write_text(written + "\n", encoding="utf-8")
        assert value == kept.get(name)

    return compare


def run(*args, into):
    result = CliRunner().invoke(main, [*args, "-o", str(into)])
    assert result.exit_code == 0, result.stderr
    return into.read_bytes()


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEAFLET_SITE", raising=False)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_printed_and_read_aloud_as_before(name, tmp_path, golden):
    pdf = run(*SHEETS[name], into=tmp_path / "sheet.pdf")

    golden("sheets.json", name, print_of(pdf))


def test_a_print_file_of_twenty_is_printed_as_before(tmp_path, golden):
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")

    pdf = run("batch", "lage-rugpijn", "list.csv", into=tmp_path / "ward.pdf")

    golden("sheets.json", "print file of twenty", print_of(pdf))


@pytest.mark.parametrize("topic", ["lage-rugpijn", "voorbeeld"])
def test_what_stands_for_a_text_on_paper_and_in_approvals_is_as_before(topic, golden):
    content = read_content(open_library(None), topic, "nl").value

    known = {"content id": content.content_id, "transcript": content.transcript.fingerprint}

    golden("ids.json", topic, known)


@pytest.mark.parametrize("name", FILLINGS)
def test_the_id_of_a_sheet_is_as_before(name, tmp_path, golden):
    args = ("make", "lage-rugpijn", *FILLINGS[name], "-o", str(tmp_path / "sheet.pdf"))

    result = CliRunner().invoke(main, args)

    golden("ids.json", f"sheet, {name}", re.search(r"sheet ([0-9A-Z]{6})", result.stderr)[1])
