"""What a program in Python asks of leaflet."""

import csv
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest

import leaflet
from leaflet import Layout, LeafletError, Patient
from leaflet.app.site_files import locked
from leaflet.app.timer import count_waits

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
IBUPROFEN = "ibuprofen 600 mg 3x/dag 8 dagen"
AN = Patient(name="An Peeters", born="1980-05-17", medicines=[IBUPROFEN])


def in_a_process(script):
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def words_of(pdf, folder):
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


class TestTheDoor:
    """To import the package costs and changes nothing."""

    def test_importing_loads_no_library_and_no_room(self):
        loaded = in_a_process("import leaflet, sys; print(*sys.modules)").split()

        libraries = {"click", "yaml", "pydantic", "pydantic_core", "reportlab", "pyphen", "lxml"}
        assert libraries & set(loaded) == set()
        assert [name for name in loaded if name.startswith("leaflet.")] == []

    def test_importing_everything_sets_nothing_in_the_process(self):
        script = """
import csv, decimal, gc, locale, signal, sys, warnings

def state():
    return (gc.isenabled(), gc.get_threshold(), csv.field_size_limit(), sys.getrecursionlimit(),
            decimal.getcontext().prec, locale.setlocale(locale.LC_ALL), len(warnings.filters),
            [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)])

before = state()
import leaflet
for name in leaflet.__all__:
    getattr(leaflet, name)
import leaflet.discharge.lists.csv
print(state() == before)
"""
        assert in_a_process(script) == "True"

    def test_every_public_name_is_there_and_has_a_docstring(self):
        assert set(leaflet.__all__) <= set(dir(leaflet))
        assert all(getattr(leaflet, name).__doc__ for name in leaflet.__all__)

    def test_a_name_that_is_not_public_is_not_there(self):
        with pytest.raises(AttributeError):
            leaflet.open_library  # noqa: B018

    def test_a_text_that_was_set_before_is_made_without_what_sets_it(self, cache, text):
        script = f"""
import sys, leaflet, datetime
text = leaflet.open_site(cache={str(cache)!r}).prepare("lage-rugpijn")
made = text.make(leaflet.Patient(name="An Peeters"), today=datetime.date(2026, 11, 22))
assert made.pdf.startswith(b"%PDF")
print({{"click", "yaml", "pydantic", "reportlab", "pyphen", "lxml"}} & set(sys.modules))
"""
        assert in_a_process(script) == "set()"


class TestOneLeaflet:
    """A patient in, a leaflet out."""

    def test_it_is_byte_for_byte_that_of_the_command_line(self, run, text):
        asked = ("--name", "An Peeters", "--born", "1980-05-17", "--med", IBUPROFEN)
        done = run("make", "lage-rugpijn", *asked, "-o", "an.pdf")
        made = text.make(AN, today=TODAY)

        assert done.exit_code == 0, done.stderr
        assert made.pdf == Path("an.pdf").read_bytes()
        said = done.stderr.splitlines()
        assert set(map(str, made.understood)) <= set(said)
        assert {f"warning: {each}" for each in made.warnings} <= set(said)
        assert any(made.sheet_id in line for line in said)

    def test_nothing_is_written(self, text, tmp_path):
        text.make(AN, today=TODAY)
        assert list(Path.cwd().iterdir()) == []

    def test_days_may_be_dates(self, text):
        dated = Patient(AN.name, date(1980, 5, 17), AN.medicines, date(2026, 11, 21))
        typed = Patient(AN.name, "17/05/1980", AN.medicines, "21/11/2026")

        assert text.make(dated, today=TODAY) == text.make(typed, today=TODAY)

    def test_without_a_medicine_that_is_what_was_understood(self, text):
        made = text.make(Patient(name="An Peeters"), today=TODAY)
        assert [*map(str, made.understood)] == ["no medicine: the leaflet says so in words."]

    def test_one_for_the_pen_is_for_nobody(self, text, tmp_path):
        made = text.make(pen=True, today=TODAY)
        assert made.understood == ()
        assert "Peeters" not in words_of(made.pdf, tmp_path)

    def test_it_says_which_sheet_it_replaces(self, text, tmp_path):
        made = text.make(AN, today=TODAY, replaces="k7m2qx")
        assert words_of(made.pdf, tmp_path).count("vervangt blad K7M2QX") == 2

    @pytest.mark.parametrize(
        ("layout", "pages"),
        [(Layout(), 2), (Layout(fold="z"), 2), (Layout(screen=True), 6), (Layout(size=10.5), 2)],
    )
    def test_a_layout_is_as_it_was_asked_for(self, site, layout, pages, tmp_path):
        made = site.prepare("lage-rugpijn", layout=layout).make(AN, today=TODAY)
        (tmp_path / "made.pdf").write_bytes(made.pdf)
        assert len(pypdf.PdfReader(tmp_path / "made.pdf").pages) == pages

    def test_what_is_shown_of_a_record_says_nothing_of_the_patient(self, text):
        made = text.make(AN, today=TODAY)
        (outcome,) = text.make_many([AN], today=TODAY)

        shown = f"{AN!r} {made!r} {outcome!r}"
        assert not {"Peeters", "1980", "ibuprofen", "%PDF"} & {
            word for word in ("Peeters", "1980", "ibuprofen", "%PDF") if word in shown
        }
        assert made.sheet_id in shown

    def test_one_text_in_place_of_a_list_of_medicines_is_a_mistake_of_the_program(self, text):
        with pytest.raises(TypeError):
            text.make(Patient(name="An Peeters", medicines="ibuprofen"), today=TODAY)


class TestTheMoment:
    """Nothing here reads a clock: the day and the time are given."""

    GIVEN = Patient(
        name="An Peeters", medicines=["paracetamol 1 g 4x/dag 5 dagen al gekregen 14.10"]
    )

    def test_a_dose_that_is_still_to_come_is_refused_where_the_time_is_known(self, text):
        with pytest.raises(LeafletError) as refused:
            text.make(self.GIVEN, now=datetime(2026, 11, 22, 12, 0))
        assert "14.10 is still to come: it is 12.00" in str(refused.value)
        assert text.make(self.GIVEN, now=datetime(2026, 11, 22, 14, 30)).understood

    def test_a_moment_of_another_zone_is_moved_to_that_of_the_hospital(self, text):
        made = text.make(Patient(name="An Peeters"), now=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
        assert made == text.make(Patient(name="An Peeters"), today=date(2026, 11, 23))

    def test_day_and_moment_may_not_contradict_each_other(self, text):
        with pytest.raises(LeafletError, match="today: is not the day of the moment"):
            text.make(AN, today=date(2026, 11, 21), now=datetime(2026, 11, 22, 12, 0))
        assert text.make(AN, today=TODAY, now=datetime(2026, 11, 22, 12, 0))

    def test_neither_is_an_error(self, text):
        with pytest.raises(LeafletError, match="today: is missing"):
            text.make(AN)

    def test_a_moment_is_no_day(self, text):
        with pytest.raises(TypeError):
            text.make(AN, today=datetime(2026, 11, 22, 12, 0))


class TestAList:
    """Rows in, outcomes out, in their order; one that is wrong is told, and the others are made."""

    ROWS = (AN, Patient(name="Jan Claes", medicines=["ibuprofn"]), Patient(name="Lies Maes"))

    def test_each_leaflet_is_that_of_one_patient_alone(self, text):
        made, refused, other = text.make_many(self.ROWS, today=TODAY)

        assert made.pdf == text.make(AN, today=TODAY).pdf
        assert other.pdf == text.make(self.ROWS[2], today=TODAY).pdf
        assert (made.problems, other.problems) == ((), ())
        assert (refused.row, refused.pdf, refused.sheet_id) == (2, None, None)
        assert [str(each.where) for each in refused.problems] == ["med 1"]

    def test_a_list_is_read_as_batch_reads_it(self, run, text):
        content = "naam;med 1\nAn Peeters;paracetamol\n;\nJan Claes;ibuprofn\n"
        Path("list.csv").write_text(content, "utf-8")
        done = run("batch", "lage-rugpijn", "list.csv", "--into", "made")
        outcomes = list(text.make_many(content.encode(), today=TODAY))

        assert done.exit_code == 8, done.stderr
        assert [each.row for each in outcomes] == [2, 4]
        (written,) = Path("made").iterdir()
        assert outcomes[0].pdf == written.read_bytes()
        assert f"error: row 4: {outcomes[1].problems[0]}" in done.stderr.splitlines()

    def test_what_is_odd_of_text_and_list_is_said_before_the_first_row(self, text):
        outcomes = text.make_many(b"naam;med 1;med 3\nAn Peeters;paracetamol;\n", today=TODAY)
        assert any("not approved" in str(each.what) for each in outcomes.warnings)

    def test_a_row_that_says_what_an_earlier_one_says_is_told(self, text):
        first, other, again = text.make_many([AN, self.ROWS[2], AN], today=TODAY)

        assert [str(each) for each in again.warnings] == [
            "row: is the same leaflet as row 1 — look whether both patients are there"
        ]
        assert first.warnings == other.warnings == ()

    def test_a_leaflet_is_made_when_it_is_asked_for(self, text):
        asked = []

        def rows():
            for row in self.ROWS:
                asked.append(row)
                yield row

        outcomes = text.make_many(rows(), today=TODAY)
        assert asked == []
        next(outcomes)
        assert len(asked) == 1

    def test_the_name_of_a_medicine_that_no_list_has_is_told_by_its_column(self, text):
        unlisted = Patient(name="An Peeters", medicines=["zalfje Janssens 1 tablet 2x/dag 3 dagen"])
        (outcome,) = text.make_many([unlisted], today=TODAY)
        assert outcome.pdf or outcome.problems
        said = (*outcome.understood, *outcome.problems, *outcome.warnings)
        assert "Janssens" not in " ".join(map(str, said))

    @pytest.mark.parametrize("limit", [131_072, 10, 2**31 - 1])
    def test_the_limit_of_csv_is_that_of_the_caller_before_and_after(self, text, limit):
        before = csv.field_size_limit(limit)
        try:
            long = "x" * 200_000
            content = f'naam;med 1\n"An Peeters";"{long}"\nJan Claes;paracetamol\n'.encode()
            outcomes = list(text.make_many(content, today=TODAY))
            assert [bool(each.pdf) for each in outcomes] == [False, True]
            assert csv.field_size_limit() == limit
            unfinished = text.make_many(content, today=TODAY)
            next(unfinished)
            del unfinished
            assert csv.field_size_limit() == limit
        finally:
            csv.field_size_limit(before)


class TestStock:
    """Leaflets for the shelf."""

    def test_the_file_is_that_of_the_command_line(self, run, text):
        for copies in (1, 3):
            done = run("stock", "lage-rugpijn", "--copies", str(copies), "-o", f"{copies}.pdf")
            assert done.exit_code == 0, done.stderr
            made = text.make_stock(copies, today=TODAY)
            assert made.pdf == Path(f"{copies}.pdf").read_bytes()
            assert made.sheet_id in done.stdout

    def test_it_is_written_down_where_the_hospital_keeps_its_records(self, folder, run, cache):
        text = leaflet.open_site(folder, cache=cache).prepare("lage-rugpijn")
        text.make_stock(today=TODAY)
        assert '"stock"' in (folder / "ledger.jsonl").read_text("utf-8")

    def test_who_writes_into_the_site_for_a_moment_is_waited_for(self, folder, cache):
        text = leaflet.open_site(folder, cache=cache).prepare("lage-rugpijn")
        with ThreadPoolExecutor() as pool:
            with locked(folder, "phonebook.yaml", count_waits()):
                making = pool.submit(text.make_stock, today=TODAY)
                with pytest.raises(TimeoutError):
                    making.result(timeout=0.5)
                assert not (folder / "ledger.jsonl").exists()
            assert making.result(timeout=5).pdf
        assert '"stock"' in (folder / "ledger.jsonl").read_text("utf-8")

    def test_who_never_stops_is_not_waited_for_for_ever(self, folder, cache, monkeypatch):
        monkeypatch.setattr("leaflet.app.site_files._PATIENCE", 0.04)
        text = leaflet.open_site(folder, cache=cache).prepare("lage-rugpijn")
        with locked(folder, "phonebook.yaml", count_waits()):
            assert text.make_stock(today=TODAY).pdf
        assert not (folder / "ledger.jsonl").exists()


class TestPlanLines:
    """How lines are understood, without a leaflet."""

    def test_each_line_is_said_back(self, site, text):
        read = site.read_plan([IBUPROFEN, "paracetamol 1 g zo nodig max 4x/dag"], today=TODAY)

        assert read.problems == ()
        assert (read.understood[0],) == text.make(AN, today=TODAY).understood
        assert str(read.understood[1]).startswith("paracetamol: 1 g only when needed")

    def test_a_line_that_is_refused_hides_no_other(self, site):
        read = site.read_plan(["ibuprofn", "paracetamol"], today=TODAY)

        assert read.understood[0] is None
        assert str(read.understood[1]).startswith("paracetamol: ")
        assert [str(each.where) for each in read.problems] == ["med 1"]

    def test_lines_are_judged_together(self, site):
        alone = [site.read_plan([each], today=TODAY) for each in ("ibuprofen", "naproxen")]
        read = site.read_plan(["ibuprofen", "naproxen"], today=TODAY)

        assert [each.problems for each in alone if each.understood[0]] == [()] * len(
            [each for each in alone if each.understood[0]]
        )
        assert read.problems

    def test_the_age_of_the_patient_is_judged_where_it_is_given(self, site):
        assert site.read_plan([IBUPROFEN], today=TODAY, born="1980-05-17").problems == ()
        (refused,) = site.read_plan([IBUPROFEN], today=TODAY, born=date(2015, 5, 17)).problems
        assert refused.where == "born"

    def test_a_language_without_words_is_refused(self, site):
        with pytest.raises(LeafletError, match="there are no words in this language"):
            site.read_plan([IBUPROFEN], today=TODAY, language="xx")


class TestThreads:
    """One text, eight threads: each leaflet is what it is alone."""

    # Rare letters, plans that differ, rows that are refused: all that is kept changes all the time.
    PATIENTS = tuple(
        Patient(
            name=f"{name} {chr(65 + n % 26)}{chr(97 + n // 26)}",
            medicines=(f"paracetamol {dose} zo nodig max {times}x/dag", *more)[: n % 3],
        )
        for n, (name, dose, times, more) in enumerate(
            (name, dose, times, more)
            for name in ("An Peeters", "Γιώργος Юлия", "Nguyễn Thị Hồng", "Łukasz Şahin")
            for dose in ("500 mg", "1 g")
            for times in (2, 3, 4)
            for more in (["ibuprofen 400 mg 3x/dag 5 dagen"], ["pantoprazol 20 mg opstaan 5 dagen"])
        )
    )

    @pytest.fixture
    def small(self, monkeypatch):
        """What is kept is thrown away nearly at once."""
        for module in (
            *("leaflet.typesetting.fields.fill", "leaflet.press.imprint", "leaflet.press.press"),
            *("leaflet.discharge.plan.rulebook", "leaflet.typesetting.typeface"),
        ):
            monkeypatch.setattr(f"{module}._MOST_KEPT", 2)
        before = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        yield
        sys.setswitchinterval(before)

    def test_leaflets_of_eight_threads_are_those_of_one(self, small, folder, cache):
        alone = [self.made(leaflet.open_site(cache=cache).prepare("lage-rugpijn"), self.PATIENTS)]
        # One that nobody has used yet, so that also what is read late is read by eight at once.
        text = leaflet.open_site(cache=cache).prepare("lage-rugpijn")
        started = threading.Barrier(8)

        def work(thread):
            order = self.PATIENTS[thread:] + self.PATIENTS[:thread]
            started.wait()
            made = [self.made(text, order) for _ in range(3)]
            return [{**dict(zip(order, each, strict=True))} for each in made]

        with ThreadPoolExecutor(8) as pool:
            done = [each for made in pool.map(work, range(8)) for each in made]
        expected = dict(zip(self.PATIENTS, alone[0], strict=True))
        assert len(done) == 24
        assert all(each == expected for each in done)

    def test_lists_of_eight_threads_are_those_of_one(self, small, text):
        alone = [each.pdf for each in text.make_many(self.PATIENTS, today=TODAY)]

        with ThreadPoolExecutor(8) as pool:
            lists = pool.map(
                lambda _: [each.pdf for each in text.make_many(self.PATIENTS, today=TODAY)],
                range(8),
            )
            assert all(each == alone for each in lists)

    @staticmethod
    def made(text, patients):
        return [text.make(each, today=TODAY).pdf for each in patients]
