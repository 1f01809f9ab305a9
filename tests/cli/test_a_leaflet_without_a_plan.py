"""A leaflet that keeps no place for a medication plan, in every command that makes one."""

import io

import pytest
from pypdf import PdfReader

TOPIC = "voorbeeld"
AN = ("--name", "An Peeters", "--born", "1980-05-17")


def read(path):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_it_is_made_and_nothing_is_said_of_medicines(run, here):
    done = run("make", TOPIC, *AN, "-o", "an.pdf")
    assert done.exit_code == 0, done.stderr
    assert "medicine" not in done.stderr
    printed = read(here / "an.pdf")
    assert "An Peeters" in printed
    assert "medicatie" not in printed


def test_a_leaflet_with_a_field_does_say_so(run):
    assert "no medicine: the leaflet says so in words." in run("make", "lage-rugpijn", *AN).stderr


@pytest.mark.parametrize("med", ["paracetamol", "ibuprofen 600 mg 3x/dag 8 dagen"])
def test_t46_a_medicine_is_refused_in_a_sentence(run, here, med):
    done = run("make", TOPIC, *AN, "--med", med)
    assert done.exit_code == 4
    assert done.stderr == (
        "error: med: this leaflet has no field for a plan — leave the medication out\n"
    )
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("named", [(), AN])
def test_for_the_pen_there_are_fields_for_name_and_days(run, here, named):
    assert run("make", TOPIC, "--pen", *named, "-o", "pen.pdf").exit_code == 0
    printed = read(here / "pen.pdf")
    assert ("An Peeters" in printed) is bool(named)
    assert "Datum van je bezoek" in printed
    assert "medicatieplan" not in printed


@pytest.mark.parametrize("fold", ["c", "z", "half", "booklet", "flat"])
def test_every_fold_holds_it(run, here, fold):
    assert run("make", TOPIC, *AN, "--fold", fold, "-o", "an.pdf").exit_code == 0
    assert "An Peeters" in read(here / "an.pdf")
    assert run("preview", TOPIC, "--fold", fold, "-o", "an.png").exit_code == 0


def test_in_large_print_and_for_the_screen(run):
    for n, asked in enumerate((("--fold", "flat"), ("--fold", "booklet"), ("--screen",))):
        size = () if asked == ("--screen",) else ("--large-print",)
        done = run("make", TOPIC, *AN, *size, *asked, "-o", f"{n}.pdf")
        assert done.exit_code == 0, done.stderr


def test_stock_has_whole_leaflets_of_both_topics(run, here):
    (here / "shelf.csv").write_text(f"onderwerp;aantal\n{TOPIC};3\nlage-rugpijn;2\n", "utf-8")
    done = run("stock", "--list", "shelf.csv", "-o", "shelf.pdf")
    assert done.exit_code == 0, done.stderr
    pages = [page.extract_text() for page in PdfReader(here / "shelf.pdf").pages]
    assert len(pages) == 10
    assert [n for n, page in enumerate(pages) if "Je nieuwe" in page] == [0, 2, 4]


def test_a_list_without_medicines_is_made_whole(run, ward, here):
    path = ward(3, header="naam;geboortedatum;datum;campus", plans=("",))
    done = run("batch", TOPIC, path, "-o", "ward.pdf")
    assert done.exit_code == 0, done.stderr
    assert len(PdfReader(here / "ward.pdf").pages) == 6


def test_a_list_in_which_some_have_medicines_says_which_rows(run, ward, here):
    path = ward(3, plans=(";;", "paracetamol;;"))
    done = run("batch", TOPIC, path, "-o", "ward.pdf")
    assert done.exit_code == 8
    assert "error: row 3: med: this leaflet has no field for a plan" in done.stderr
    assert len(PdfReader(here / "ward.pdf").pages) == 4


def test_in_a_terminal_no_medicine_is_asked_for(run, monkeypatch):
    monkeypatch.setattr("leaflet.cli.console.is_terminal", lambda: True)
    done = run("make", TOPIC, stdin="An Peeters\n17/05/1980\n")
    assert done.exit_code == 0, done.output
    assert "edic" not in done.output


def test_it_is_checked_and_listed_as_every_other(run):
    done = run("check", TOPIC)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert TOPIC in run("list").stdout
    assert run("folds", TOPIC).exit_code == 0


def test_the_same_leaflet_has_the_same_bytes(run):
    made = [run("make", TOPIC, *AN, "--date", "2026-11-22", "-o", "-") for _ in range(2)]
    first, second = (done.stdout_bytes for done in made)
    assert first == second
    assert PdfReader(io.BytesIO(first)).metadata.title == "Je kamerplant"
