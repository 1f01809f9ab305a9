"""Every refusal of a leaflet, on the command line and in Python: the same problems and code."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import leaflet
from leaflet import Layout, LeafletError, Patient

TODAY = date(2026, 11, 22)
TOPIC = "lage-rugpijn"
TEXT = f"{TOPIC}/nl.yaml"
NAME = ("--name", "An Peeters")
MAKE = ("make", TOPIC, *NAME)


def patient(*medicines, **said):
    return Patient(name="An Peeters", medicines=medicines, **said)


def make(patient, *, layout=None, language="nl", topic=TOPIC, approved_only=False, **asked):
    """What makes one leaflet of a site."""

    def asks(site):
        text = site.prepare(topic, language=language, layout=layout, approved_only=approved_only)
        text.make(patient, **{"today": TODAY, **asked})

    return asks


def make_many(rows, topic=TOPIC, **asked):
    return lambda site: list(site.prepare(topic, **asked).make_many(rows, today=TODAY))


def make_stock(topic=TOPIC, approved_only=False, layout=None, **asked):
    def asks(site):
        text = site.prepare(topic, approved_only=approved_only, layout=layout)
        text.make_stock(**{"today": TODAY, **asked})

    return asks


def reword(name, old, new):
    """What replaces words in a file of the site."""

    def change(folder, run):
        if not (folder / name).exists():
            assert run("--site", str(folder), "adopt", name).exit_code == 0
        content = (folder / name).read_text("utf-8")
        assert old in content
        (folder / name).write_text(content.replace(old, new, 1), "utf-8")

    return change


def begin_a_text(folder, run):
    assert run("--site", str(folder), "new", "enkel").exit_code == 0


def lose_the_phone_book(folder, run):
    (folder / "phonebook.yaml").unlink()


def put_a_stray_file(folder, run):
    (folder / "phonebok.yaml").write_text("schema: 1\n", "utf-8")


def use_the_example(folder, run):
    (folder / "left-out.txt").write_text("", "utf-8")


def leave_alone(folder, run):
    pass


RULED = reword("hospital.yaml", "approved_only:", "approved_only: yes")
OVERDUE = reword(TEXT, "schema: 2", "schema: 1\nreview_by: 2026-11-21")


@dataclass(frozen=True)
class Refusal:
    """One mistake.

    Attributes:
        args: How it is made on the command line.
        asks: How it is made in Python, with the same site.
        code: The exit code of both.
        says: Words of one of the problems.
        change: What is done to the site before.
        epoch: What the command line takes for its clock.
    """

    args: tuple[str, ...]
    asks: Callable
    code: int
    says: str
    change: Callable = leave_alone
    epoch: str = "1795345200"


LIST = b"naam;med 1\nAn Peeters;paracetamol\n"
OVER = "ibuprofen 600 mg 4x/dag 8 dagen"
REFUSALS = {
    # What the hospital's rule refuses
    "not approved, for one": Refusal(
        MAKE, make(patient()), 3, "hospital.yaml says approved_only", RULED
    ),
    "not approved, for the pen": Refusal(
        ("make", TOPIC, "--pen"), make(None, pen=True), 3, "says approved_only", RULED
    ),
    "not approved, for a list": Refusal(
        ("batch", TOPIC, "list.csv"), make_many(LIST), 3, "says approved_only", RULED
    ),
    "not approved, for the shelf": Refusal(
        ("stock", TOPIC), make_stock(), 3, "says approved_only", RULED
    ),
    "not approved, though asked for": Refusal(
        (*MAKE, "--approved-only"), make(patient(), approved_only=True), 3, "are not approved"
    ),
    "not approved for the shelf, though asked for": Refusal(
        ("stock", TOPIC, "--approved-only"), make_stock(approved_only=True), 3, "are not approved"
    ),
    "prompts left, for a list": Refusal(
        ("batch", "enkel", "list.csv"),
        make_many(LIST, topic="enkel"),
        3,
        "prompts are left in the text",
        begin_a_text,
    ),
    "prompts left, for patients in Python": Refusal(
        ("batch", "enkel", "list.csv"),
        make_many([patient("paracetamol")], topic="enkel"),
        3,
        "prompts are left in the text",
        begin_a_text,
    ),
    "prompts left, for the shelf": Refusal(
        ("stock", "enkel"), make_stock(topic="enkel"), 3, "prompts are left", begin_a_text
    ),
    "overdue, for the shelf": Refusal(
        ("stock", TOPIC), make_stock(), 3, "had to be reviewed by 2026-11-21", OVERDUE
    ),
    "overdue, for fifty": Refusal(
        ("stock", TOPIC, "--copies", "50"), make_stock(copies=50), 3, "had to be reviewed", OVERDUE
    ),
    **{
        f"a reason that is {kind}": Refusal(
            ("stock", TOPIC, "--overdue-anyway", reason),
            make_stock(overdue_anyway=reason),
            2,
            "is not a text of 1 to 120 characters on one line",
            OVERDUE,
        )
        for kind, reason in (("blank", " "), ("long", "x" * 121), ("of two lines", "a\nb"))
    },
    **{
        f"{copies} copies": Refusal(
            ("stock", TOPIC, "--copies", f"{copies}"),
            make_stock(copies=copies),
            2,
            "is not a number from 1 to 999999",
        )
        for copies in (0, -1, 1_000_000)
    },
    "a list that is larger than any": Refusal(
        ("batch", TOPIC, "list.csv"),
        make_many(bytes(64_000_001)),
        2,
        "list: is larger than 64 MB",
        lambda folder, run: os.truncate("list.csv", 64_000_001),
    ),
    # For whom
    "no name": Refusal(
        ("make", TOPIC, "--patient", "campus.yaml"),
        make(Patient(campus="bornem")),
        4,
        "name: is missing",
    ),
    "a birth date without a name": Refusal(
        ("make", TOPIC, "--patient", "born.yaml"),
        make(Patient(born="1980-05-17")),
        4,
        "name: is missing beside a birth date",
    ),
    "a name that is none": Refusal(
        ("make", TOPIC, "--name", "12345"), make(Patient(name="12345")), 4, "name: "
    ),
    "a plan for nobody": Refusal(
        ("make", TOPIC, "--pen", "--med", "paracetamol"),
        make(Patient(medicines=["paracetamol"]), pen=True),
        4,
        "a plan is for one person",
    ),
    "the pen beside a plan": Refusal(
        (*MAKE, "--pen", "--med", "paracetamol"),
        make(patient("paracetamol"), pen=True),
        2,
        "--pen: prints an empty plan",
    ),
    "replaces what is no id": Refusal(
        (*MAKE, "--replaces", "K7M2QU"),
        make(patient(), replaces="K7M2QU"),
        2,
        "is not the id of a sheet",
    ),
    "replaces nobody's": Refusal(
        ("make", TOPIC, "--pen", "--replaces", "K7M2QX"),
        make(None, pen=True, replaces="K7M2QX"),
        2,
        "replaces a patient's sheet",
    ),
    # Days and places
    "no such day": Refusal(
        (*MAKE, "--born", "31/02/1980"), make(patient(born="31/02/1980")), 4, "does not exist"
    ),
    "born after the visit": Refusal(
        (*MAKE, "--born", "2027-01-01"), make(patient(born=date(2027, 1, 1))), 4, "born: "
    ),
    "a visit of another decade": Refusal(
        (*MAKE, "--date", "2001-01-01"), make(patient(date=date(2001, 1, 1))), 4, "date: "
    ),
    "no such campus": Refusal(
        (*MAKE, "--campus", "borne"), make(patient(campus="borne")), 4, "did you mean bornem?"
    ),
    "no such campus for the shelf": Refusal(
        ("stock", TOPIC, "--campus", "borne"), make_stock(campus="borne"), 4, "campus: "
    ),
    "a clock before this program": Refusal(
        MAKE,
        make(patient(), today=date(2025, 12, 31)),
        2,
        "before this program",
        epoch="1767182400",
    ),
    # The plan
    "a limit": Refusal((*MAKE, "--med", OVER), make(patient(OVER)), 4, "med 1: "),
    "a medicine with a slip": Refusal(
        (*MAKE, "--med", "ibuprofn"), make(patient("ibuprofn")), 4, "did you mean ibuprofen?"
    ),
    "a word that is not understood": Refusal(
        (*MAKE, "--med", "paracetamol 1 g 4x/dag 5 dagen frutsel"),
        make(patient("paracetamol 1 g 4x/dag 5 dagen frutsel")),
        4,
        "is not understood",
    ),
    "two that do not go together": Refusal(
        (*MAKE, "--med", "ibuprofen", "--med", "ibuprofen"),
        make(patient("ibuprofen", "ibuprofen")),
        4,
        "med ",
    ),
    "a minor": Refusal(
        (*MAKE, "--born", "2015-05-17", "--med", "paracetamol"),
        make(patient("paracetamol", born="2015-05-17")),
        4,
        "that of a patient under",
    ),
    "a minor, whatever overrides": Refusal(
        (
            *(*MAKE, "--born", "2015-05-17", "--med", "paracetamol"),
            *("--override", "asked", "--prescriber", "dr. Els Claes"),
        ),
        make(
            patient("paracetamol", born="2015-05-17", override="asked", prescriber="dr. Els Claes")
        ),
        4,
        "that of a patient under",
    ),
    "an override of nobody": Refusal(
        (*MAKE, "--med", OVER, "--override", "asked"),
        make(patient(OVER, override="asked")),
        4,
        "prescriber: is missing",
    ),
    "no place for a plan": Refusal(
        ("make", "voorbeeld", *NAME, "--med", "paracetamol"),
        make(patient("paracetamol"), topic="voorbeeld"),
        4,
        "this leaflet has no field for a plan",
        use_the_example,
    ),
    "several things at once": Refusal(
        (*MAKE, "--born", "1/1/80", "--med", "ibuprofn", "--med", "paracetamol 5 g"),
        make(patient("ibuprofn", "paracetamol 5 g", born="1/1/80")),
        4,
        "med 2: ",
    ),
    # Room and letters
    "a size that does not fit": Refusal(
        (*MAKE, "--size", "14"), make(patient(), layout=Layout(size=14)), 5, "it fits with"
    ),
    "a fold that does not fit": Refusal(
        (*MAKE, "--fold", "z", "--size", "12"),
        make(patient(), layout=Layout(fold="z", size=12)),
        5,
        "too long for panel",
    ),
    "a name that does not fit": Refusal(
        ("make", TOPIC, "--name", "W" * 60), make(Patient(name="W" * 60)), 5, "name"
    ),
    "a script that cannot be set": Refusal(
        ("make", TOPIC, "--name", "محمد"), make(Patient(name="محمد")), 6, "name"
    ),
    # What there is not
    "no such topic": Refusal(
        ("make", "lage-rugpin", *NAME), make(patient(), topic="lage-rugpin"), 2, "TOPIC: "
    ),
    "a topic that leads elsewhere": Refusal(
        ("make", "../../etc", *NAME), make(patient(), topic="../../etc"), 2, "TOPIC: "
    ),
    "no such language": Refusal(
        (*MAKE, "--lang", "xx"), make(patient(), language="xx"), 2, "--lang: "
    ),
    "no such fold": Refusal(
        (*MAKE, "--fold", "q"), make(patient(), layout=Layout(fold="q")), 2, "--fold: "
    ),
    "too small a size": Refusal(
        (*MAKE, "--size", "9.9"), make(patient(), layout=Layout(size=9.9)), 2, "--size: "
    ),
    "no size at all": Refusal(
        (*MAKE, "--size", "nan"), make(patient(), layout=Layout(size=float("nan"))), 2, "--size: "
    ),
    "large print that is small": Refusal(
        (*MAKE, "--large-print", "--size", "11"),
        make(patient(), layout=Layout(large_print=True, size=11)),
        2,
        "--large-print: ",
    ),
    "no such edge": Refusal(
        (*MAKE, "--flip", "top"), make(patient(), layout=Layout(flip="top")), 2, "--flip: "
    ),
    "the back of a screen": Refusal(
        (*MAKE, "--screen", "--flip", "long"),
        make(patient(), layout=Layout(screen=True, flip="long")),
        2,
        "--screen has none",
    ),
    # The content
    "a key that is unknown": Refusal(
        MAKE,
        make(patient()),
        3,
        "hospital.yaml",
        reword("hospital.yaml", "department:", "departement:"),
    ),
    "a number of the phone book that is none": Refusal(
        MAKE, make(patient()), 3, TEXT, reword(TEXT, "illustration: spine", "illustration: spin")
    ),
    "a phone book that is gone": Refusal(
        MAKE, make(patient()), 3, "the site's own file is missing", lose_the_phone_book
    ),
    "a file that nothing reads": Refusal(
        MAKE, make(patient()), 3, "is read by nothing", put_a_stray_file
    ),
    # Lists as a whole
    "a list that is empty": Refusal(
        ("batch", TOPIC, "empty.csv"), make_many(b""), 4, "the list is empty"
    ),
    "a list without names": Refusal(
        ("batch", TOPIC, "nameless.csv"), make_many(b"med 1\nparacetamol\n"), 4, "list: "
    ),
    "a list without patients": Refusal(
        ("batch", TOPIC, "header.csv"), make_many(b"naam;med 1\n"), 4, "no patients"
    ),
    "a list that is a workbook": Refusal(
        ("batch", TOPIC, "book.csv"), make_many(b"PK\x03\x04 and more"), 4, "an Excel workbook"
    ),
}
FILES = {
    "campus.yaml": b"campus: bornem\n",
    "born.yaml": b"born: 1980-05-17\n",
    "list.csv": LIST,
    "empty.csv": b"",
    "nameless.csv": b"med 1\nparacetamol\n",
    "header.csv": b"naam;med 1\n",
    "book.csv": b"PK\x03\x04 and more",
}


@pytest.fixture
def files():
    for name, content in FILES.items():
        Path(name).write_bytes(content)


def problems_of(stderr):
    lines = stderr.splitlines()
    return [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]


@pytest.mark.parametrize("name", REFUSALS)
def test_what_the_command_line_refuses_is_refused_in_python_too(name, folder, run, files, cache):
    refusal = REFUSALS[name]
    refusal.change(folder, run)
    done = run("--site", str(folder), *refusal.args, SOURCE_DATE_EPOCH=refusal.epoch)
    with pytest.raises(LeafletError) as refused:
        refusal.asks(leaflet.open_site(folder, cache=cache))
    said = [str(problem) for problem in refused.value.problems]

    assert (done.exit_code, refused.value.exit_code) == (refusal.code, refusal.code), done.stderr
    assert any(refusal.says in each for each in said), said
    # What tells the day has another name in each of them; all else is the same to the letter.
    told = [each.replace("SOURCE_DATE_EPOCH: ", "today: ") for each in problems_of(done.stderr)]
    assert [each.partition(" — ")[0] for each in told] == [
        each.partition(" — ")[0] for each in said
    ]
    assert told == said or name == "a clock before this program"
    assert sorted(map(str, Path.cwd().iterdir())) == sorted(
        str(Path.cwd() / each) for each in FILES
    )


def test_a_sheet_does_not_replace_itself_for_either_of_them(run, text):
    own = text.make(patient("paracetamol"), today=TODAY).sheet_id
    done = run(*MAKE, "--med", "paracetamol", "--replaces", own)
    with pytest.raises(LeafletError) as refused:
        text.make(patient("paracetamol"), today=TODAY, replaces=own)

    assert problems_of(done.stderr) == list(map(str, refused.value.problems))
    assert (done.exit_code, refused.value.exit_code) == (2, 2)
    assert text.make(patient("paracetamol"), today=TODAY, replaces="K7M2QX")


ROWS = {
    "a limit": ("An Peeters", OVER, ""),
    "a slip": ("An Peeters", "ibuprofn", ""),
    "a minor": ("An Peeters", "paracetamol", "2015-05-17"),
    "no such day": ("An Peeters", "paracetamol", "31/02/1980"),
    "no name": ("", "paracetamol", ""),
    "a script that cannot be set": ("محمد", "paracetamol", ""),
    "a name that does not fit": ("W" * 60, "paracetamol", ""),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_is_refused_on_the_command_line_is_refused_in_python_too(name, run, text):
    who, medicine, born = ROWS[name]
    content = f"naam;med 1;geboortedatum\nJan Claes;;\n{who};{medicine};{born}\n"
    Path("list.csv").write_text(content, "utf-8")
    done = run("batch", TOPIC, "list.csv", "-o", "list.pdf")
    good, bad = text.make_many(content.encode(), today=TODAY)
    row = Patient(name=who or None, medicines=[medicine], born=born or None)
    _, typed = text.make_many([Patient(name="Jan Claes"), row], today=TODAY)

    assert done.exit_code == 8
    assert good.pdf
    assert (bad.pdf, typed.pdf) == (None, None)
    assert problems_of(done.stderr) == [f"row 3: {each}" for each in bad.problems]
    assert bad.problems
    assert [each.where for each in typed.problems] == [each.where for each in bad.problems]


class TestWhatIsGoodIsMade:
    """The good twins: none of the changes above refuses by itself."""

    @pytest.fixture
    def approved(self, folder, run):
        asked = ("--by", "dr. Els Claes", "--review-by", "2028-11-22")
        assert run("--site", str(folder), "approve", TOPIC, *asked).exit_code == 0
        RULED(folder, run)
        return leaflet.open_site(folder)

    def test_approved_words_are_printed_where_only_these_are(self, approved):
        text = approved.prepare(TOPIC, approved_only=True)
        assert text.make(patient(), today=TODAY).warnings == ()
        assert all(each.pdf for each in text.make_many(LIST, today=TODAY))
        assert text.make_stock(today=TODAY).pdf

    def test_a_reason_prints_what_is_overdue_and_one_patient_needs_none(self, folder, run):
        OVERDUE(folder, run)
        text = leaflet.open_site(folder).prepare(TOPIC)
        late = "had to be reviewed"
        stock = text.make_stock(today=TODAY, overdue_anyway="review planned, shelf empty")
        for made in (stock, text.make(patient(), today=TODAY)):
            assert made.pdf
            assert any(late in str(each.what) for each in made.warnings)
        assert text.make_stock(today=date(2026, 11, 21)).pdf

    def test_a_text_with_prompts_is_shown_to_its_writer_one_by_one(self, folder, run):
        begin_a_text(folder, run)
        made = leaflet.open_site(folder).prepare("enkel").make(patient(), today=TODAY)
        assert any("prompts are left" in str(each.what) for each in made.warnings)

    def test_an_override_by_name_goes_where_the_hospital_allows_one(self, folder, run):
        ceiling = "    ceiling: {intakes: 5, per_day: 5 g}\n"
        assert run("--site", str(folder), "adopt", "formulary.yaml").exit_code == 0
        content = (folder / "formulary.yaml").read_text("utf-8")
        part = r"(?s)(  paracetamol:\n.*?)    ceiling:\n"
        content, found = re.subn(part, rf"\g<1>{ceiling}", content, count=1)
        assert found
        (folder / "formulary.yaml").write_text(content, "utf-8")
        text = leaflet.open_site(folder).prepare(TOPIC)
        high = "paracetamol 1 g zo nodig max 5x/dag"
        with pytest.raises(LeafletError):
            text.make(patient(high), today=TODAY)
        made = text.make(patient(high, override="asked", prescriber="dr. Els Claes"), today=TODAY)
        assert "dr. Els Claes" in " ".join(map(str, made.understood))

    def test_stock_is_paper(self, site):
        with pytest.raises(LeafletError, match="stock is paper"):
            site.prepare(TOPIC, layout=Layout(screen=True)).make_stock(today=TODAY)
