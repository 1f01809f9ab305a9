"""One line in, one leaflet out; what was understood is said of it, and nothing is guessed."""

import json
import os
import stat
from pathlib import Path

import pypdf
import pytest
from support.said import apart_from_approval

from leaflet.cli import console

EXAMPLE = (
    *("make", "lage-rugpijn", "--name", "An Peeters"),
    *("--born", "1980-05-17", "--date", "2026-11-22"),
    *("--med", "ibuprofen 600 mg 3x/dag 8 dagen"),
    *("--med", "paracetamol 1 g zo nodig max 4x/dag"),
)
AN = ("make", "lage-rugpijn", "--name", "An Peeters", "--date", "2026-11-22")
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")


def text_of(path):
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(path).pages).split())


def test_the_example_of_the_readme_makes_the_leaflet(run, here):
    done = run(*EXAMPLE, "-o", "an.pdf")

    assert done.exit_code == 0
    assert done.stdout == ""
    lines = apart_from_approval(done.stderr).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("ibuprofen: 600 mg at breakfast, lunch and dinner")
    assert "Sunday 29 November 2026" in lines[0]
    assert lines[1].startswith("paracetamol: 1 g only when needed, at most 4 times in 24 hours")
    assert lines[2].endswith("print on both sides, flip on the short edge, 100 %")
    printed = text_of(here / "an.pdf")
    for words in ("An Peeters", "ibuprofen", "600 mg", "paracetamol", "03 890 59 23"):
        assert words in printed
    sheet = lines[2].partition("sheet ")[2][:6]
    assert f"blad {sheet} · 1/2" in printed
    assert f"blad {sheet} · 2/2" in printed


def test_without_o_the_file_is_called_after_the_topic_in_the_current_folder(run, here):
    done = run(*AN)
    assert done.exit_code == 0
    assert "\nlage-rugpijn.pdf: made, sheet " in done.stderr
    assert [path.name for path in here.iterdir()] == ["lage-rugpijn.pdf"]


def test_what_was_understood_is_said_once_the_file_is_there(run, monkeypatch):
    import leaflet.app.delivery as delivery

    order = []
    monkeypatch.setattr(delivery, "write_file", lambda *args, **said: order.append("written"))
    for name in ("cli.make", "cli.delivery"):
        say = f"leaflet.{name}.say"
        monkeypatch.setattr(say, lambda said: order.append(str(said)[:9]))
    run(*AN, "--med", "ibuprofen")
    assert order == ["written", "ibuprofen", "lage-rugp"]


def test_t99_the_same_input_gives_the_same_bytes(process, here):
    first = process(*EXAMPLE, "-o", "one.pdf", PYTHONHASHSEED="1")
    again = process(*EXAMPLE, "-o", "two.pdf", PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    assert first.returncode == again.returncode == 0
    assert (here / "one.pdf").read_bytes() == (here / "two.pdf").read_bytes()


def test_t99_other_input_gives_other_bytes(run, here):
    run(*AN, "-o", "one.pdf")
    run(*AN, "--campus", "bornem", "-o", "two.pdf")
    assert (here / "one.pdf").read_bytes() != (here / "two.pdf").read_bytes()


def test_t96_the_pdf_alone_goes_to_standard_output(process, here):
    done = process(*EXAMPLE, "-o", "-")
    assert done.returncode == 0
    assert done.stdout.startswith(b"%PDF-1.7")
    assert done.stdout.rstrip().endswith(b"%%EOF")
    assert b"standard output: made, sheet" in done.stderr
    assert list(here.iterdir()) == []


def test_t94_an_existing_file_is_replaced_only_with_force(run, here):
    (here / "an.pdf").write_bytes(b"older")
    refused = run(*AN, "-o", "an.pdf")
    assert refused.exit_code == 7
    assert refused.stderr.splitlines()[-1].startswith(
        "error: --output: is there already, and is not this patient's — choose another name"
    )
    assert (here / "an.pdf").read_bytes() == b"older"

    assert run(*AN, "-o", "an.pdf", "--force").exit_code == 0
    assert (here / "an.pdf").read_bytes().startswith(b"%PDF")


@POSIX
def test_t94_a_folder_and_a_link_are_refused_with_force_too(run, here):
    (here / "folder.pdf").mkdir()
    (here / "link.pdf").symlink_to(here / "elsewhere")
    for name in ("folder.pdf", "link.pdf"):
        assert run(*AN, "-o", name, "--force").exit_code == 7
    assert not (here / "elsewhere").exists()


@pytest.mark.parametrize(
    "name", ["CON", "NUL.pdf", "an.pdf.", "an.pdf ", "x" * 300, "a\nb.pdf", ""]
)
def test_t91_a_name_that_some_system_cannot_hold_is_refused(run, here, name):
    done = run(*AN, "-o", name)
    assert done.exit_code == 7
    assert "name" in done.stderr
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("topic", ["../lage-rugpijn", "lage-rugpijn/nl", "words", "", "a\x00b"])
def test_t91_a_topic_is_no_path(run, here, topic):
    assert run("make", topic, "--pen").exit_code == 2
    assert list(here.iterdir()) == []


def test_t91_a_name_that_begins_with_a_dash_is_a_name(run, here):
    assert run(*AN, "-o-an.pdf").exit_code == 0
    assert (here / "-an.pdf").exists()


@POSIX
def test_t98_the_file_is_for_its_owner_alone(run, here):
    before = os.umask(0)
    try:
        assert run(*AN).exit_code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((here / "lage-rugpijn.pdf").stat().st_mode) == 0o600


def test_t101_spaces_and_accents_in_paths_do_no_harm(process, here):
    folder = here / "Spoed Bornem – kopieën"
    folder.mkdir()
    record = folder / "patiënt één.yaml"
    record.write_text("name: Zoë\n", "utf-8")
    done = process("make", "lage-rugpijn", "--patient", str(record), "-o", str(folder / "é è.pdf"))
    assert done.returncode == 0, done.stderr
    assert (folder / "é è.pdf").exists()


def test_t97_a_folder_that_cannot_be_written_is_told(run, monkeypatch, here):
    real = os.open

    def read_only(path, flags, *args, **kwargs):
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(30, "Read-only file system", "/a/secret/path")
        return real(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", read_only)
    done = run(*AN)
    assert done.exit_code == 7
    assert "lage-rugpijn.pdf: the disk is read-only — " in done.stderr
    assert "secret" not in done.stderr


def test_t97_no_home_and_no_user_are_needed(process):
    bare = {"HOME": "/nowhere", "USER": "", "LOGNAME": "", "XDG_CACHE_HOME": "/nowhere"}
    assert process(*AN, **bare).returncode == 0


@pytest.mark.parametrize(
    ("args", "exit_code", "says"),
    [
        (["--med", "ibuprofen 600 mg 4x/dag 8 dagen"], 4, "error: med 1: "),
        (["--med", "ibuprofn"], 4, "did you mean ibuprofen?"),
        (["--born", "31/02/1980"], 4, "error: born: is a day that does not exist"),
        (["--campus", "borne"], 4, "did you mean bornem?"),
        (["--size", "12"], 5, "too long for panel"),
        (["--fold", "z", "--size", "12"], 5, "it fits with --fold z --size 11, --fold c --size 11"),
        (["--size", "14"], 5, "it fits with --fold c --size 11"),
        (["--size", "9.9"], 2, "error: --size: "),
        (["--size", "nan"], 2, "error: --size: "),
        (["--fold", "q"], 2, "error: --fold: there is no such fold"),
        (["--lang", "fr"], 2, "error: --lang: there is no leaflet lage-rugpijn in this language"),
        (["--open", "-o", "-"], 2, "error: --open: "),
        (["--override", "reason"], 4, "error: prescriber: is missing"),
        (["--pen", "--med", "ibuprofen"], 2, "error: --pen: prints an empty plan"),
        (["--patient", "nowhere.yaml"], 2, "error: patient file: cannot be read"),
        (["--patient", "-"], 4, "error: standard input"),
    ],
)
def test_each_mistake_has_its_sentence_and_its_exit_code(run, here, args, exit_code, says):
    done = run(*AN, *args)
    assert done.exit_code == exit_code, done.stderr
    assert says in done.stderr
    assert done.stdout == ""
    assert list(here.iterdir()) == []


def test_a_script_that_is_not_set_right_ends_with_its_own_code(run):
    assert run("make", "lage-rugpijn", "--name", "محمد").exit_code == 6


def test_every_problem_of_a_patient_is_told_at_once(run):
    done = run(*AN, "--born", "1/1/80", "--med", "ibuprofn", "--med", "paracetamol 5 g")
    assert done.exit_code == 4
    fields = [line.split(": ")[1] for line in done.stderr.splitlines()]
    assert {"born", "med 1", "med 2"} <= set(fields)


def test_a_chosen_size_is_the_only_one_that_is_tried(run, here):
    assert run(*AN, "--size", "10,5", "-o", "small.pdf").exit_code == 0
    assert run(*AN, "-o", "large.pdf").exit_code == 0
    assert (here / "small.pdf").read_bytes() != (here / "large.pdf").read_bytes()


class TestStrict:
    """A warning stops nothing, but with --strict it does."""

    def test_a_warning_stops_nothing(self, run, here):
        done = run(*AN, "--med", "pantoprazol 20 mg opstaan 5 dagen")
        assert done.exit_code == 0
        assert apart_from_approval(done.stderr).startswith("warning: med 1: ")

    def test_strict_refuses_it(self, run, here, approved):
        medicine = ("--med", "pantoprazol 20 mg opstaan 5 dagen")
        done = run("--site", str(approved), *AN, *medicine, "--strict")
        assert done.exit_code == 4
        assert "warning: med 1: " in done.stderr
        assert "error: --strict: " in done.stderr
        assert not (here / "lage-rugpijn.pdf").exists()

    def test_strict_lets_pass_what_has_no_warning(self, run, approved):
        assert run("--site", str(approved), *AN, "--strict").exit_code == 0

    def test_strict_refuses_words_that_are_not_approved(self, run):
        assert run(*AN, "--strict").exit_code == 3

    def test_t56_a_review_date_that_is_passed_is_a_warning_of_the_content(self, run, site, change):
        run("--site", str(site), "adopt", "lage-rugpijn/nl.yaml")
        change(site / "lage-rugpijn/nl.yaml", "schema: 2", "schema: 1\nreview_by: 2026-01-31")
        told = run("--site", str(site), *AN, SOURCE_DATE_EPOCH="1795348800")
        assert told.exit_code == 0
        assert "warning: lage-rugpijn/nl.yaml:" in told.stderr
        assert (
            run(*AN, "--site", str(site), "--strict", SOURCE_DATE_EPOCH="1795348800").exit_code == 3
        )


class TestPatientFile:
    """The patient from a file or from standard input, where nobody reads along."""

    def test_t119_standard_input_makes_the_same_leaflet_as_the_options(self, run, here):
        record = {name[2:]: value for name, value in zip(EXAMPLE[2::2], EXAMPLE[3::2], strict=True)}
        record["med"] = list(EXAMPLE[EXAMPLE.index("--med") + 1 :: 2])
        one = run("make", "lage-rugpijn", "--patient", "-", "-o", "a.pdf", stdin=json.dumps(record))
        assert one.exit_code == 0, one.stderr
        assert run(*EXAMPLE, "-o", "b.pdf").exit_code == 0
        assert (here / "a.pdf").read_bytes() == (here / "b.pdf").read_bytes()

    def test_t119_help_says_who_can_read_a_name_on_the_command_line(self, run):
        told = " ".join(run("make", "--help").stdout.split())
        assert "A name on the command line shows in the list of processes" in told
        assert "--patient -" in told

    def test_a_file_and_an_option_that_agree_are_one(self, run, here):
        (here / "an.yaml").write_text("name: An Peeters\n", "utf-8")
        assert run(*AN, "--patient", "an.yaml").exit_code == 0

    def test_a_file_and_an_option_that_differ_are_refused(self, run, here):
        (here / "an.yaml").write_text("name: Jef Maes\n", "utf-8")
        done = run(*AN, "--patient", "an.yaml")
        assert done.exit_code == 2
        assert done.stderr.startswith("error: name: ")

    def test_problems_name_the_line_and_neither_the_file_nor_the_value(self, run, here):
        (here / "An Peeters.yaml").write_text("name: An Peeters\nborm: 1980-05-17\n", "utf-8")
        done = run("make", "lage-rugpijn", "--patient", "An Peeters.yaml")
        assert done.exit_code == 4
        assert "error: patient file:2:1: " in done.stderr
        assert "Peeters" not in done.stderr
        assert "1980" not in done.stderr

    def test_a_file_without_a_name_is_not_a_leaflet_for_nobody(self, run, here):
        done = run("make", "lage-rugpijn", "--patient", "-", stdin="date: 22/11/2026\n")
        assert done.exit_code == 4
        assert "error: name: is missing" in done.stderr
        assert list(here.iterdir()) == []

    def test_a_file_that_is_too_large_is_not_read_to_its_end(self, run):
        done = run("make", "lage-rugpijn", "--patient", "-", stdin="#" * 1_100_000)
        assert done.exit_code == 4
        assert "larger than" in done.stderr


class TestPen:
    """A leaflet for nobody is made only when it is asked for."""

    def test_pen_leaves_name_and_plan_open(self, run, here):
        assert run("make", "lage-rugpijn", "--pen").exit_code == 0
        assert "Peeters" not in text_of(here / "lage-rugpijn.pdf")

    def test_pen_with_a_name_leaves_the_plan_open(self, run, here):
        assert run(*AN, "--pen").exit_code == 0
        assert "An Peeters" in text_of(here / "lage-rugpijn.pdf")

    @pytest.mark.parametrize("name", ["", "  ", None])
    def test_without_a_name_it_says_what_to_give(self, run, here, name):
        done = run("make", "lage-rugpijn", *([] if name is None else ["--name", name]))
        assert done.exit_code == 2
        for way in ("--name", "--patient", "--pen"):
            assert way in done.stderr
        assert list(here.iterdir()) == []

    @pytest.mark.parametrize("name", ["-", "xxx", "onbekend"])
    def test_t11_a_name_that_names_nobody_is_not_taken_for_one(self, run, here, name):
        assert run("make", "lage-rugpijn", "--name", name).exit_code == 4
        assert list(here.iterdir()) == []


class TestAsking:
    """In a terminal, what is not given is asked for until it is good."""

    @pytest.fixture(autouse=True)
    def _terminal(self, monkeypatch):
        monkeypatch.setattr(console, "is_terminal", lambda: True)

    def test_name_birth_date_and_medicines_are_asked(self, run, here):
        answers = "An Peeters\n17/05/1980\nibuprofen\nparacetamol\n\n"
        done = run("make", "lage-rugpijn", "--date", "2026-11-22", stdin=answers)
        assert done.exit_code == 0, done.stderr
        printed = text_of(here / "lage-rugpijn.pdf")
        assert "An Peeters" in printed
        assert "ibuprofen" in printed
        assert "paracetamol" in printed
        assert done.stdout == ""

    def test_a_bad_answer_is_asked_again_with_the_message(self, run, here):
        answers = "\nxxx\nAn Peeters\n31/02/1980\n\nibuprofn\nibuprofen\nibuprofen\n\n"
        done = run("make", "lage-rugpijn", "--date", "2026-11-22", stdin=answers)
        assert done.exit_code == 0, done.stderr
        assert done.stderr.count("Name: ") == 3
        assert "error: born: is a day that does not exist" in done.stderr
        assert "did you mean ibuprofen?" in done.stderr
        assert done.stderr.count("error: ") == 5, "the second ibuprofen is refused too"
        said = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert not any("Peeters" in line or "1980" in line for line in said)

    def test_the_birth_date_may_stay_empty_and_the_plan_too(self, run, here):
        done = run("make", "lage-rugpijn", stdin="An Peeters\n\n\n")
        assert done.exit_code == 0
        assert "An Peeters" in text_of(here / "lage-rugpijn.pdf")

    def test_t11_a_blank_name_in_the_options_is_asked_for(self, run, here):
        done = run("make", "lage-rugpijn", "--name", "  ", stdin="An Peeters\n\n\n")
        assert done.exit_code == 0, done.stderr
        assert "An Peeters" in text_of(here / "lage-rugpijn.pdf")

    def test_what_is_given_is_not_asked(self, run):
        args = ("--born", "1980-05-17", "--med", "ibuprofen", "--date", "2026-11-22")
        done = run("make", "lage-rugpijn", *args, stdin="An Peeters\n")
        assert done.exit_code == 0
        assert "Birth date" not in done.stderr
        assert "Medicine" not in done.stderr

    def test_a_wrong_option_is_told_before_anything_is_asked(self, run):
        done = run("make", "lage-rugpijn", "--born", "31/02/1980", stdin="An Peeters\n")
        assert done.exit_code == 4
        assert "Name" not in done.stderr

    def test_a_file_name_that_is_taken_is_told_before_anything_is_asked(self, run, here):
        (here / "lage-rugpijn.pdf").write_bytes(b"older")
        done = run("make", "lage-rugpijn", stdin="An Peeters\n")
        assert done.exit_code == 7
        assert "Name" not in done.stderr

    def test_an_answer_that_ends_the_input_stops(self, run, here):
        done = run("make", "lage-rugpijn", stdin="An Peeters\n")
        assert done.exit_code == 130
        assert done.stderr.endswith("error: stopped — no file is left half-written\n")
        assert list(here.iterdir()) == []


def test_open_shows_the_file_that_was_made(run, here, monkeypatch):
    shown = []
    monkeypatch.setattr("click.launch", lambda path: shown.append(Path(path)) or 0)
    assert run(*AN, "--open").exit_code == 0
    assert shown == [here / "lage-rugpijn.pdf"]


def test_a_viewer_that_does_not_start_is_told_and_the_leaflet_is_made(run, here, monkeypatch):
    monkeypatch.setattr("click.launch", lambda path: 1)
    done = run(*AN, "--open")
    assert done.exit_code == 0
    assert "warning: --open: no viewer could be started" in done.stderr


def test_nothing_is_shown_that_was_not_asked_for(run, monkeypatch):
    shown = []
    monkeypatch.setattr("click.launch", lambda path: shown.append(path) or 0)
    run(*AN)
    assert shown == []


@pytest.mark.parametrize(("size", "told"), [("10", True), ("11", False)])
def test_a_size_below_eleven_points_is_said(run, size, told):
    done = run("make", "lage-rugpijn", "--name", "An Peeters", "--size", size)
    assert done.exit_code == 0
    assert ("set at 10 pt" in done.stderr) is told
