"""A list in, the leaflets of a ward out: what is wrong with a row stops that row alone."""

import csv
import io
import os
import pty
import re
import stat
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pypdf
import pytest
from support.problems import problem
from support.said import NOT_APPROVED, apart_from_approval

WARD = ("batch", "lage-rugpijn")
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes, links and terminals of POSIX")
SUMMARY = re.compile(
    r"([\d,]+) leaflets? (made|would be made), ([\d,]+) failed, ([\d,]+) sheets?, \d+\.\d s"
)
NAME = re.compile(r"(\d{5})-([0-9A-HJKMNP-TV-Z]{6})\.pdf")

BORN = "17/05/1980;22/11/2026"
BAD = {
    3: (f";{BORN};;ibuprofen;;", "name", "is missing"),
    5: ("Zoë Kwaadaert;31/02/1980;22/11/2026;;;;", "born", "is a day that does not exist"),
    6: (f"Zoë Kwaadaert;{BORN};borne;;;", "campus", "is not a campus of this hospital"),
    9: (
        f"Zoë Kwaadaert;{BORN};;paracetamol;;ibuprofen 600 mg 3x/dag 9 dagen",
        *("med 3", "ibuprofen, 9 days, is above the limit of 8 days [A6]"),
    ),
    12: (f"Zoë Kwaadaert;{BORN};;;;;1", "row", "has more cells than the header"),
    13: (f"محمد;{BORN};;;;", "name", "is in a script that cannot be set right"),
    17: (f"{'Wilhelmina' * 6};{BORN};;;;", "name", "a word of 60 characters is wider than"),
}
"""Rows that are wrong, each in another way; the last one is found only when it is set."""
SPOILT = {row: text for row, (text, _, _) in BAD.items()}


def summary(done):
    """Leaflets, whether they were made, failures and sheets, of the last line that was said."""
    made, whether, failed, sheets = SUMMARY.fullmatch(done.stderr.splitlines()[-1]).groups()
    return int(made.replace(",", "")), whether == "made", int(failed), int(sheets.replace(",", ""))


def errors(done):
    return [line for line in done.stderr.splitlines() if line.startswith("error: ")]


def pages_of(path):
    """The text of each page, whatever the order in which lines were drawn."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def files_in(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def told(report):
    """The cells of a report below its header."""
    return list(csv.reader(io.StringIO(Path(report).read_text("utf-8-sig")), delimiter=";"))[1:]


class TestPrintFile:
    """One file for the printer."""

    def test_the_leaflets_follow_each_other_in_the_order_of_the_list(self, run, ward, here):
        done = run(*WARD, ward(7), "-o", "ward.pdf")
        assert done.exit_code == 0, done.stderr
        assert done.stdout == ""
        assert summary(done) == (7, True, 0, 7)
        pages = pages_of("ward.pdf")
        assert len(pages) == 14
        for n in range(7):
            name, other = f"Jan Aa{'abcdefg'[n]}s", f"Jan Aa{'bcdefga'[n]}s"
            for page in pages[2 * n : 2 * n + 2]:
                assert name in page
                assert other not in page
            sheet = re.search(r"blad ([0-9A-Z]{6}) · 1/2", pages[2 * n])[1]
            assert f"blad {sheet} · 2/2" in pages[2 * n + 1]

    def test_the_brochure_stands_in_it_once_and_it_is_not_tagged(self, run, ward, here):
        run(*WARD, ward(40), "-o", "ward.pdf")
        run(*WARD, ward(1), "-o", "one.pdf")
        reader = pypdf.PdfReader("ward.pdf")
        plates = {page["/Contents"][0].idnum for page in reader.pages}
        fonts = {page["/Resources"].raw_get("/Font").__repr__() for page in reader.pages}
        assert len(plates) == 2
        assert len(fonts) == 1
        assert "/StructTreeRoot" not in reader.trailer["/Root"]
        more = (here / "ward.pdf").stat().st_size - (here / "one.pdf").stat().st_size
        assert more / 39 < 2_000, "a leaflet more is little more"

    def test_without_o_it_is_called_after_the_topic(self, run, ward, here):
        assert run(*WARD, ward(1)).exit_code == 0
        assert (here / "lage-rugpijn.pdf").exists()

    def test_t99_the_same_list_is_the_same_file_whatever_the_number_of_processes(
        self, run, ward, here, crew
    ):
        list_of_20 = ward(20, SPOILT)
        assert run(*WARD, list_of_20, "-o", "ward.pdf").exit_code == 8
        with pytest.MonkeyPatch.context() as alone:
            alone.setattr("leaflet.app.batch.count_cores", lambda: 1)
            assert run(*WARD, list_of_20, "-o", "alone.pdf").exit_code == 8
        assert (here / "ward.pdf").read_bytes() == (here / "alone.pdf").read_bytes()

    @POSIX
    def test_t98_it_is_for_its_owner_alone(self, run, ward, here):
        before = os.umask(0)
        try:
            run(*WARD, ward(2), "-o", "ward.pdf", "--report", "wrong.csv")
            run(*WARD, ward(2), "--into", "leaflets")
        finally:
            os.umask(before)
        made = [here / "ward.pdf", here / "wrong.csv", *(here / "leaflets").iterdir()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
        assert stat.S_IMODE((here / "leaflets").stat().st_mode) == 0o700


class TestParts:
    """The print file cut into parts of so many leaflets."""

    def test_the_parts_are_numbered_and_the_last_one_holds_the_rest(self, run, ward, here, crew):
        done = run(*WARD, ward(12, {4: SPOILT[3]}), "-o", "ward.pdf", "--per-file", "4")
        assert done.exit_code == 8
        assert summary(done) == (11, True, 1, 11)
        parts = sorted(path.name for path in here.glob("*.pdf"))
        assert parts == ["ward-001.pdf", "ward-002.pdf", "ward-003.pdf"]
        pages = [pages_of(part) for part in parts]
        assert [len(each) for each in pages] == [8, 8, 6]
        run(*WARD, ward(12, {4: SPOILT[3]}), "-o", "all.pdf")
        assert [page for part in pages for page in part] == pages_of("all.pdf")

    @pytest.mark.parametrize(("patients", "parts"), [(3, 1), (4, 1), (5, 2), (8, 2)])
    def test_there_is_no_part_without_leaflets(self, run, ward, here, patients, parts):
        assert run(*WARD, ward(patients), "--per-file", "4").exit_code == 0
        expected = [f"lage-rugpijn-{n:03}.pdf" for n in range(1, parts + 1)]
        assert sorted(path.name for path in here.glob("*.pdf")) == expected

    def test_a_part_that_cannot_be_written_leaves_the_earlier_ones_whole(self, run, ward, here):
        (here / "ward-002.pdf").mkdir()
        done = run(*WARD, ward(9), "-o", "ward.pdf", "--per-file", "4", "--force")
        assert done.exit_code == 7
        assert errors(done)[0].startswith("error: --output, part 2: is a folder — ")
        assert len(pages_of("ward-001.pdf")) == 8
        assert not (here / "ward-003.pdf").exists()

    def test_a_first_part_that_is_taken_is_told_before_any_work(self, run, ward, here):
        (here / "ward-001.pdf").write_bytes(b"older")
        done = run(*WARD, "nowhere.csv", "-o", "ward.pdf", "--per-file", "4")
        assert done.exit_code == 7
        assert errors(done)[0].startswith(
            "error: --output, part 1: is there already, and is not these"
        )


class TestInto:
    """A file a patient."""

    def test_each_leaflet_is_just_the_one_that_make_makes(self, run, ward, here, crew):
        done = run(*WARD, ward(8), "--into", "leaflets")
        assert done.exit_code == 0, done.stderr
        assert summary(done) == (8, True, 0, 8)
        made = sorted(path.name for path in (here / "leaflets").iterdir())
        rows = [NAME.fullmatch(name).groups() for name in made]
        assert [int(row) for row, _ in rows] == list(range(2, 10))
        for name, (_, sheet) in zip(made, rows, strict=True):
            assert f"blad {sheet} · 1/2" in pages_of(here / "leaflets" / name)[0]
        alone = run(
            *("make", "lage-rugpijn", "--name", "Jan Aaas", "--born", "01/05/1970"),
            *("--date", "22/11/2026", "--med", "ibuprofen 600 mg 3x/dag 8 dagen"),
            *("--med", "paracetamol", "-o", "alone.pdf"),
        )
        assert alone.exit_code == 0, alone.stderr
        assert (here / "alone.pdf").read_bytes() == (here / "leaflets" / made[0]).read_bytes()
        assert "/StructTreeRoot" in pypdf.PdfReader("alone.pdf").trailer["/Root"]

    def test_t95_what_is_there_already_counts_as_there_and_is_not_written_again(
        self, run, ward, here, crew
    ):
        ward(6)
        assert run(*WARD, "ward.csv", "--into", "leaflets").exit_code == 0
        before = {path: path.stat().st_ino for path in (here / "leaflets").iterdir()}
        for again in ([], ["--resume"]):
            done = run(*WARD, "ward.csv", "--into", "leaflets", *again)
            assert done.exit_code == 0
            assert "understood: " in done.stderr
            assert "0 leaflets made, 6 there already, 0 failed, 0 sheets" in done.stderr
            assert "did not make" not in done.stderr
            assert {path: path.stat().st_ino for path in (here / "leaflets").iterdir()} == before

    def test_t94_force_writes_all_of_them_again(self, run, ward, here, crew):
        ward(6)
        run(*WARD, "ward.csv", "--into", "leaflets")
        whole = files_in("leaflets")
        for path in (here / "leaflets").iterdir():
            path.write_bytes(b"older")
        done = run(*WARD, "ward.csv", "--into", "leaflets", "--force")
        assert summary(done) == (6, True, 0, 6)
        assert files_in("leaflets") == whole

    def test_t94_another_file_of_that_name_refuses_its_row_and_is_not_touched(
        self, run, ward, here
    ):
        ward(4)
        run(*WARD, "ward.csv", "--into", "leaflets")
        first, second, *_ = sorted((here / "leaflets").iterdir())
        first.write_bytes(b"of someone else")
        second.unlink()
        second.mkdir()
        for option in ([], ["--resume"]):
            done = run(*WARD, "ward.csv", "--into", "leaflets", *option)
            assert done.exit_code == 8
            assert "0 leaflets made, 2 there already, 2 failed, 0 sheets" in done.stderr
            for row in (2, 3):
                told = f"error: row {row}: row: another file of this row and sheet is there"
                assert told in done.stderr
            assert first.read_bytes() == b"of someone else"

    @pytest.mark.parametrize(
        ("held", "is_left"),
        [
            (lambda whole, other: other, True),
            (lambda whole, other: whole + b"\n", True),
            (lambda whole, other: whole[:-1] + b"?", True),
            (lambda whole, other: whole[:20_000] + b"?", True),
            (lambda whole, other: whole[:20_000], False),
            (lambda whole, other: whole[:20_000] + bytes(4_096), False),
            (lambda whole, other: whole[:-1], False),
            (lambda whole, other: b"", False),
        ],
    )
    def test_t93_resume_replaces_only_what_is_the_beginning_of_the_leaflet(
        self, run, ward, here, held, is_left
    ):
        ward(3)
        run(*WARD, "ward.csv", "--into", "leaflets")
        first, second, _ = sorted((here / "leaflets").iterdir())
        whole = first.read_bytes()
        first.write_bytes(held(whole, second.read_bytes()))
        before = first.read_bytes()
        done = run(*WARD, "ward.csv", "--into", "leaflets", "--resume")
        assert done.exit_code == (8 if is_left else 0)
        assert first.read_bytes() == (before if is_left else whole)
        made = (
            "0 leaflets made, 2 there already, 1 failed"
            if is_left
            else "1 leaflet made, 2 there already, 0 failed, 1 sheet,"
        )
        assert made in done.stderr.splitlines()[-1]

    @POSIX
    @pytest.mark.parametrize("option", [[], ["--resume"], ["--force"]])
    def test_t94_a_link_under_the_name_of_a_leaflet_is_not_followed(self, run, ward, here, option):
        ward(4)
        run(*WARD, "ward.csv", "--into", "leaflets")
        first = min((here / "leaflets").iterdir())
        (here / "victim").write_bytes(b"of someone else")
        first.unlink()
        first.symlink_to(here / "victim")
        done = run(*WARD, "ward.csv", "--into", "leaflets", *option)
        assert done.exit_code == (7 if option == ["--force"] else 8)
        assert first.is_symlink()
        assert (here / "victim").read_bytes() == b"of someone else"

    def test_t93_resume_makes_what_is_missing_and_what_is_empty(self, run, ward, here, crew):
        ward(9)
        run(*WARD, "ward.csv", "--into", "leaflets")
        whole = files_in("leaflets")
        gone, empty, *_ = sorted((here / "leaflets").iterdir())
        gone.unlink()
        empty.write_bytes(b"")
        done = run(*WARD, "ward.csv", "--into", "leaflets", "--resume")
        assert "2 leaflets made, 7 there already, 0 failed, 2 sheets" in done.stderr
        assert files_in("leaflets") == whole

    def test_a_file_in_place_of_the_folder_is_refused(self, run, ward, here):
        (here / "leaflets").write_bytes(b"older")
        done = run(*WARD, ward(1), "--into", "leaflets")
        assert done.exit_code == 7
        assert errors(done)[0].startswith("error: --into: is not a folder")
        assert (here / "leaflets").read_bytes() == b"older"


class TestBadRows:
    """What is wrong is left out, and named by row and field."""

    def test_t67_ten_thousand_patients_and_seven_bad_rows(self, run, ward):
        spread = dict(zip((2, 5, 1_000, 4_711, 6_000, 9_999, 10_001), SPOILT.values(), strict=True))
        done = run(*WARD, ward(10_000, spread), "--dry-run")
        assert done.exit_code == 8
        assert summary(done) == (9_993, False, 7, 0)
        assert len(errors(done)) == 7
        for row, (_, field, rule), line in zip(spread, BAD.values(), errors(done), strict=True):
            assert line.startswith(f"error: row {row}: {field}: {rule}")
        assert done.stderr.splitlines()[-1].startswith("9,993 leaflets would be made, 7 failed, 0")

    def test_t67_the_others_of_two_thousand_are_on_paper(self, run, ward):
        done = run(*WARD, ward(2_000, SPOILT), "-o", "ward.pdf")
        assert done.exit_code == 8
        assert summary(done) == (1_993, True, 7, 1_993)
        assert done.stderr.splitlines()[-1].startswith("1,993 leaflets made, 7 failed, 1,993 ")
        reader = pypdf.PdfReader("ward.pdf")
        assert len(reader.pages) == 3_986
        last = " ".join(reader.pages[3_985].extract_text().split())
        assert "Jan Cyxs" in last

    def test_all_that_is_wrong_with_a_row_is_told(self, run, ward):
        row = f"Zoë Kwaadaert;31/02/1980;22/11/2026;borne;ibuprofen 600 mg 4x/dag;;{'paracetamol'}"
        done = run(*WARD, ward(3, {3: row}), "--dry-run")
        fields = [line.split(": ")[2] for line in errors(done)]
        assert {"born", "campus", "med 1"} <= set(fields)
        assert summary(done) == (2, False, 1, 0)

    def test_t64_a_medicine_is_called_after_its_column(self, run, ward):
        rows = {
            2: f"An;{BORN};;paracetamol;;ibuprofen 600 mg 3x/dag 9 dagen",
            3: f"An;{BORN};;paracetamol;;paracetamol",
            4: f"An;{BORN};;;paracetamol;ibuprofn",
            5: f"An;{BORN};;;;paracetamol tegen hevige ⸎ pijn",
            6: f"An;{BORN};;;;ibuprofen tegen hevige 山 pijn",
        }
        done = run(*WARD, ward(5, rows), "--dry-run", "--report", "wrong.csv")
        where = {(int(row), field) for row, field, *_ in told("wrong.csv")}
        assert where == {(row, "med 3") for row in rows}
        assert "med 3: paracetamol stands in med 1 as well" in done.stderr

    def test_t64_what_is_found_only_when_it_is_set_is_called_after_its_column_too(
        self, run, ward, monkeypatch
    ):
        from leaflet.errors import GlyphError

        def refuse(*args):
            raise GlyphError(problem("med 1", "holds ⸎", "-"), problem("med 2", "holds ⸎", "-"))

        monkeypatch.setattr("leaflet.press.press.LeafletPrinter.imprint", refuse)
        done = run(*WARD, ward(1, {2: f"An;{BORN};;;paracetamol;ibuprofen"}), "--dry-run")
        assert [line.split(": ")[2] for line in errors(done)] == ["med 2", "med 3"]

    def test_t65_rows_without_a_patient_are_skipped_and_counted(self, run, ward):
        done = run(*WARD, ward(5, {3: ";;;;;;", 6: "Totaal: 5;;;;;;"}), "--dry-run")
        assert done.exit_code == 0
        assert "2 rows without a patient skipped\n" in done.stderr
        assert summary(done) == (3, False, 0, 0)

    def test_t67_only_the_first_lines_are_said_and_all_are_in_the_report(self, run, ward):
        rows = dict.fromkeys(range(2, 2002), f";{BORN};;;;")
        done = run(*WARD, ward(2_001, rows), "--dry-run", "--report", "wrong.csv")
        assert len(errors(done)) == 41
        assert errors(done)[-1] == (
            "error: … and 1,960 more; --report FILE writes all of them down"
        )
        assert len(told("wrong.csv")) == 2_000

    @pytest.mark.parametrize("way", [["-o", "x.pdf"], ["-o", "x.pdf", "--per-file", "2"], []])
    def test_where_every_row_is_bad_there_is_no_file(self, run, ward, here, way, crew):
        rows = dict.fromkeys(range(2, 8), f";{BORN};;;;")
        done = run(*WARD, ward(6, rows), *(way or ["--into", "leaflets"]))
        assert done.exit_code == 8
        assert summary(done) == (0, True, 6, 0)
        assert [path.name for path in here.rglob("*") if path.is_file()] == ["ward.csv"]

    def test_where_every_row_is_bad_nothing_goes_to_standard_output(self, run, ward):
        done = run(*WARD, ward(1, {2: f";{BORN};;;;"}), "-o", "-")
        assert (done.exit_code, done.stdout) == (8, "")

    def test_a_list_that_cannot_be_read_has_its_own_exit_codes(self, run, here):
        assert run(*WARD, "nowhere.csv").exit_code == 2
        (here / "empty.csv").write_bytes(b"")
        assert run(*WARD, "empty.csv").exit_code == 4
        (here / "~$ward.csv").write_bytes(b"naam\nAn\n")
        assert run(*WARD, "~$ward.csv").exit_code == 2
        assert not (here / "lage-rugpijn.pdf").exists()


class TestWarnings:
    """What is only doubtful is made, and told with its rows."""

    OLD = "Jan Oud;01/05/1940;22/11/2026;;ibuprofen;;"
    DOUBTFUL: ClassVar = {
        3: OLD,
        4: f"Ann Een;{BORN};;diclofenac 50 mg ontbijt 5 dagen;;",
        5: OLD.replace("Oud", "Ouder"),
        6: OLD.replace("Oud", "Oudst"),
        8: "Bea Twee;17/05/1980;22/11/2030;;;;",
        9: f"Cas Drie;{BORN};;paracetamol;ibuprofen 100 mg 3x/dag 8 dagen;",
        10: f"Dirk Vier;{BORN};;;naproxen 250 mg ontbijt 5 dagen;",
    }
    """Rows of which each is doubtful in a way of its own, but for three that are so alike."""
    WAYS = (
        *(["--dry-run"], ["-o", "x.pdf"], ["--into", "x"], ["--into", "x", "--resume"]),
        *(["-o", "x.pdf", "--per-file", "2"], ["-o", "x.pdf", "--strict"]),
    )

    @pytest.mark.parametrize("way", WAYS)
    def test_every_warning_is_told_with_its_rows_whatever_is_made(self, run, ward, way, crew):
        made = ward(10, self.DOUBTFUL, plans=[";;"])
        done = run(*WARD, made, *way, "--report", "wrong.csv")
        assert done.exit_code == 0, done.stderr
        lines = [line for line in done.stderr.splitlines() if line.startswith("warning: row")]
        assert "warning: rows 3, 5–6: med 1: ibuprofen for a patient of 65 or older" in lines[0]
        for row, field in ((4, "med 1"), (8, "date"), (9, "med 2"), (10, "med 2")):
            assert [line for line in lines if line.startswith(f"warning: row {row}: {field}: ")], (
                f"{row} {field}\n{done.stderr}"
            )
        rows = dict.fromkeys(row for row, *_, kind in told("wrong.csv") if kind == "warning")
        assert [int(row) for row in rows] == sorted(self.DOUBTFUL)
        assert "warning: 7 rows with warnings; --report FILE writes them down\n" in done.stderr

    def test_a_list_without_doubt_has_no_warning(self, run, ward, approved):
        done = run("--site", str(approved), *WARD, ward(9, plans=["paracetamol;;", ";;"]))
        assert done.exit_code == 0
        assert "warning" not in done.stderr

    def test_many_rows_of_one_warning_are_named_in_runs_and_then_counted(
        self, run, ward, monkeypatch
    ):
        monkeypatch.setattr("leaflet.cli.batch._MOST_ROWS", 3)
        old = {row: self.OLD.replace("Oud", f"Oud{chr(90 + row)}") for row in (2, 3, 5, 7, 9, 10)}
        done = run(*WARD, ward(9, old, plans=[";;"]), "--dry-run")
        assert "warning: rows 2–3, 5, 7 and 2 more: med 1: ibuprofen for a" in done.stderr

    def test_a_warning_about_a_row_that_is_refused_is_not_told_as_of_one_that_is_made(
        self, run, ward
    ):
        row = self.OLD.replace(";;ibuprofen", ";borne;ibuprofen")
        done = run(*WARD, ward(3, {3: row}, plans=[";;"]), "--dry-run")
        assert errors(done)[0].startswith("error: row 3: campus: ")
        assert "65 or older" not in done.stderr

    def test_the_report_tells_them(self, run, ward, crew):
        run(*WARD, ward(8, {3: self.OLD, 4: SPOILT[3], 5: self.OLD}), "--report", "wrong.csv")
        rows = [(row, field, kind) for row, field, *_, kind in told("wrong.csv")]
        old = [row for row in rows if row[2] == "warning" and row[0] in ("3", "5")]
        assert old == [
            ("3", "med 1", "warning"),
            ("5", "med 1", "warning"),
            ("5", "row", "warning"),
        ]
        assert ("4", "name", "refused") in rows
        assert [int(row) for row, _, _ in rows] == sorted(int(row) for row, _, _ in rows)


class TestUnderstood:
    """What was understood is said once for all rows that say the same, before what is doubtful."""

    IBUPROFEN = "ibuprofen 600 mg 3x/dag 8 dagen"
    PARACETAMOL = (
        "paracetamol: 1 g only when needed, at most 4 times in 24 hours,"
        " from Sunday 22 November 2026 with no last day."
    )
    EIGHT_DAYS = (
        "ibuprofen: 600 mg at breakfast, lunch and dinner, so 3 times a day, with food, for 8"
    )
    WAYS = (["--dry-run"], ["-o", "x.pdf"], ["--into", "x"], ["-o", "x.pdf", "--per-file", "2"])

    @pytest.fixture
    def readings(self):
        def readings(done):
            lines = done.stderr.splitlines()
            return [line[12:] for line in lines if line.startswith("understood: ")]

        return readings

    @pytest.mark.parametrize("way", WAYS)
    def test_rows_of_one_plan_are_one_line(self, run, ward, readings, way, crew):
        done = run(*WARD, ward(8, plans=[f"{self.IBUPROFEN};;paracetamol"]), *way)
        (line,) = readings(done)
        assert line.startswith(f"rows 2–9: {self.EIGHT_DAYS} days, from Sunday 22 November 2026 up")
        assert line.endswith(f" {self.PARACETAMOL}")

    @pytest.mark.parametrize("way", WAYS)
    def test_rows_that_differ_are_told_apart(self, run, ward, readings, way, crew):
        plans = {
            4: f"An Een;{BORN};;ibuprofen 400 mg 3x/dag 8 dagen;;",
            6: f"Bea Twee;{BORN};;;{self.IBUPROFEN};paracetamol",
            7: f"Cas Drie;{BORN};;;;",
            8: f"Dirk Vier;{BORN};;{self.IBUPROFEN[:-8]} 3 dagen;;",
        }
        done = run(*WARD, ward(9, plans, plans=[f"{self.IBUPROFEN};;"]), *way)
        assert [line.partition(", with food")[0] for line in readings(done)] == [
            f"rows 2–3, 5–6, 9–10: {self.EIGHT_DAYS}".partition(", with food")[0],
            "row 4: ibuprofen: 400 mg at breakfast, lunch and dinner, so 3 times a day",
            f"row 6: {self.PARACETAMOL}",
            "row 7: no medicine: the leaflet says so in words.",
            "row 8: ibuprofen: 600 mg at breakfast, lunch and dinner, so 3 times a day",
        ]

    def test_each_sentence_is_the_one_that_make_says(self, run, ward, readings):
        row = f"An Een;{BORN};;tramadol 50 mg zo nodig om de 6 uur max 4x/dag al gekregen 14.10;;"
        (line,) = readings(run(*WARD, ward(1, {2: row}), "--dry-run"))
        made = run(
            *("make", "lage-rugpijn", "--name", "An Een", "--born", "17/05/1980"),
            *("--date", "22/11/2026", "--med", row.split(";")[4]),
        )
        assert f"{line.partition(': ')[2]}\n" in made.stderr
        assert "next dose on Sunday 22 November 2026 at 20.10" in line

    def test_of_a_row_that_is_not_made_nothing_was_understood(self, run, ward, readings, here):
        plans = [f"{self.IBUPROFEN};;"]
        bad = {3: f"An Een;{BORN};borne;paracetamol;;"}
        (line,) = readings(run(*WARD, ward(2, bad, plans=plans), "--into", "x"))
        assert line.startswith("row 2: ibuprofen")
        for made in (here / "x").iterdir():
            made.write_bytes(b"of someone else")
        again = run(*WARD, "ward.csv", "--into", "x")
        assert "another file of this row and sheet is there" in again.stderr
        assert readings(again) == []

    def test_a_plan_of_one_day_and_the_same_plan_of_another_are_two_readings(
        self, run, ward, readings
    ):
        later = f"An Een;17/05/1980;21/11/2026;;{self.IBUPROFEN};;"
        done = run(*WARD, ward(2, {3: later}, plans=[f"{self.IBUPROFEN};;"]), "--dry-run")
        assert [line[:6] for line in readings(done)] == ["row 2:", "row 3:"]
        assert "from Saturday 21 November" in readings(done)[1]

    def test_a_name_that_no_list_has_is_not_said(self, run, ward, readings):
        listed, unlisted = (
            "diclofenac 50 mg ontbijt 5 dagen",
            "xylofanol buiten lijst 20 mg opstaan 5 dagen",
        )
        row = f"An Een;{BORN};;Kwaadaert buiten lijst 5 mg ontbijt 5 dagen;{listed};{unlisted}"
        (line,) = readings(run(*WARD, ward(1, {2: row}), "--dry-run"))
        assert line.startswith("row 2: not in any list: med 1: 5 mg at breakfast, so once a day, ")
        assert " diclofenac: 50 mg at breakfast, so once a day, " in line
        assert " not in any list: med 3: 20 mg on waking" in line
        assert "waadaert" not in line

    def test_ten_thousand_plans_take_little_room_on_the_screen(self, run, ward, readings):
        plans = [
            f"paracetamol {500 + n % 400} mg zo nodig max {1 + n // 400 % 2}x/dag;;"
            for n in range(10_000)
        ]
        done = run(*WARD, ward(10_000, plans=plans), "--dry-run")
        said = readings(done)
        assert len(said) == 201
        assert said[-1].startswith("rows 202–801, 1002–1601, ")
        assert said[-1].endswith(
            ", 9802–10001: still other readings"
            " — to see them, give these rows as a list of their own"
        )
        assert len("".join(said)) < 100_000


class TestReport:
    """What is wrong, as a table that a spreadsheet opens."""

    def test_it_is_a_table_of_rows_and_fields(self, run, ward, here, crew):
        done = run(*WARD, ward(20, SPOILT), "-o", "ward.pdf", "--report", "wrong.csv")
        assert done.exit_code == 8
        content = (here / "wrong.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbfrow;field;rule;what to do;kind\r\n")
        assert content.count(b"\n") == content.count(b"\r\n")
        refused = [each for each in told("wrong.csv") if each[4] == "refused"]
        assert [int(row) for row, *_ in refused] == sorted(SPOILT)
        for (row, field, rule, remedy, _), (_, expected, begins) in zip(
            refused, BAD.values(), strict=True
        ):
            assert field == expected
            assert rule.startswith(begins)
            assert remedy
            assert f"error: row {row}: {field}: {rule} — {remedy}" in done.stderr

    def test_it_is_written_where_nothing_is_wrong_too(self, run, ward):
        assert run(*WARD, ward(2), "--dry-run", "--report", "wrong.csv").exit_code == 0
        assert told("wrong.csv") == []

    def test_no_cell_begins_as_a_formula_does(self, run, ward):
        signs = ("=1+1", "+1", "-1", "@x", "\t=1", "=HYPERLINK(1)")
        rows = {2 + n: f"{sign};{BORN};;;;" for n, sign in enumerate(signs)}
        rows |= {8 + n: f"An;{sign};;{sign};{sign};;{sign}" for n, sign in enumerate(signs)}
        done = run(*WARD, ward(13, rows), "--dry-run", "--report", "wrong.csv")
        assert done.exit_code == 8
        cells = [cell for row in told("wrong.csv") for cell in row]
        assert len(cells) > 60
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]

    def test_it_can_go_to_standard_output(self, run, ward):
        done = run(*WARD, ward(2, {2: SPOILT[3]}), "--dry-run", "--report", "-")
        assert done.stdout.splitlines()[1].startswith("2;name;is missing;")

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("older.csv", "is there already: it was not made now"),
            ("nowhere/wrong.csv", "the folder does not exist"),
            ("CON", "has a name that Windows keeps for a device"),
            ("", "has no name"),
        ],
    )
    def test_a_place_that_is_no_good_is_told_before_any_work(self, run, ward, here, name, says):
        (here / "older.csv").write_bytes(b"older")
        done = run(*WARD, ward(1), "--report", name)
        assert done.exit_code == 7
        assert errors(done)[0].startswith(f"error: --report: {says}")
        assert not (here / "lage-rugpijn.pdf").exists()


class TestStrictAndDryRun:
    """Nothing is made where that is asked for."""

    WAYS = (["-o", "x.pdf"], ["--into", "leaflets"], ["-o", "x.pdf", "--per-file", "2"])

    @pytest.mark.parametrize("option", ["--strict", "--dry-run"])
    @pytest.mark.parametrize("way", WAYS)
    def test_one_bad_row_and_nothing_is_made(self, run, ward, here, option, way, crew):
        done = run(*WARD, ward(8, {7: SPOILT[17]}), *way, option)
        assert done.exit_code == 8
        assert summary(done) == (7, False, 1, 0)
        assert errors(done)[0].startswith("error: row 7: name: a word of 60 characters is wider")
        assert [path.name for path in here.iterdir()] == ["ward.csv"]

    @pytest.mark.parametrize("way", WAYS)
    def test_a_dry_run_of_a_good_list_makes_nothing_either(self, run, ward, here, way):
        done = run(*WARD, ward(3), *way, "--dry-run")
        assert done.exit_code == 0
        assert summary(done) == (3, False, 0, 0)
        assert [path.name for path in here.iterdir()] == ["ward.csv"]

    @pytest.mark.parametrize("way", WAYS)
    def test_strict_makes_a_good_list(self, run, ward, here, way, crew):
        done = run(*WARD, ward(6), *way, "--strict")
        assert done.exit_code == 0
        assert summary(done) == (6, True, 0, 6)
        assert list(here.rglob("*.pdf"))

    def test_a_dry_run_does_not_mind_a_file_that_is_there(self, run, ward, here):
        (here / "x.pdf").write_bytes(b"older")
        assert run(*WARD, ward(1), "-o", "x.pdf", "--dry-run").exit_code == 0
        assert (here / "x.pdf").read_bytes() == b"older"

    def test_a_report_is_written_all_the_same(self, run, ward):
        for option in ("--strict", "--dry-run"):
            run(*WARD, ward(2, {2: SPOILT[3]}), option, "--report", f"{option}.csv", "-o", "x.pdf")
            assert [row[:2] for row in told(f"{option}.csv")] == [["2", "name"]]


class TestUsage:
    """Options that contradict each other, and files that would be written over."""

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (["--into", "a", "-o", "b"], "--into: stands beside --output"),
            (["--into", "a", "--per-file", "3"], "--per-file: cuts a print file"),
            (["-o", "-", "--per-file", "3"], "--per-file: needs several files"),
            (["--resume"], "--resume: goes on with a folder of files"),
            (["--into", "a", "--resume", "--force"], "--resume: keeps the files"),
            (["--into", ""], "--into: is empty"),
            (["--per-file", "0"], "--per-file: is not a number"),
            (["--per-file", "-1"], "--per-file: is not a number"),
            (["-o", "a.pdf", "--report", "a.pdf"], "--report: is the file of --output"),
            (["-o", "a.pdf", "--report", "./b/../a.pdf"], "--report: is the file of --output"),
            (["--report", "lage-rugpijn.pdf"], "--report: is the file of --output"),
            (["-o", "-", "--report", "-"], "--report: is the file of --output"),
            (["-o", "ward.csv", "--force"], "--output: is the file of RECORDS"),
            (["--report", "./ward.csv", "--force"], "--report: is the file of RECORDS"),
        ],
    )
    def test_they_are_refused_before_anything_is_touched(self, run, ward, here, options, says):
        before = Path(ward(2)).read_bytes()
        done = run(*WARD, "ward.csv", *options)
        assert done.exit_code == 2
        assert errors(done)[0].startswith(f"error: {says}")
        assert [path.name for path in here.iterdir()] == ["ward.csv"]
        assert (here / "ward.csv").read_bytes() == before

    @POSIX
    @pytest.mark.parametrize("link", ["symbolic", "hard"])
    def test_the_list_under_another_name_is_not_written_over_either(self, run, ward, here, link):
        ward(2)
        before = (here / "ward.csv").read_bytes()
        if link == "hard":
            (here / "other").hardlink_to("ward.csv")
        else:
            (here / "other").symlink_to("ward.csv")
        assert run(*WARD, "ward.csv", "-o", "other", "--force").exit_code == 2
        assert (here / "ward.csv").read_bytes() == before

    @pytest.mark.parametrize("aim", ["", "-o x.pdf", "--into x", "--per-file 2 -o x.pdf"])
    def test_help_tells_each_way(self, run, aim):
        assert aim.partition(" ")[0] in run("batch", "--help").stdout


class TestStandardStreams:
    """Lists and leaflets through pipes."""

    def test_t96_a_list_from_standard_input_makes_the_same_file(self, run, ward, here):
        content = Path(ward(4)).read_text("utf-8")
        assert run(*WARD, "-", "-o", "in.pdf", stdin=content).exit_code == 0
        assert run(*WARD, "ward.csv", "-o", "file.pdf").exit_code == 0
        assert (here / "in.pdf").read_bytes() == (here / "file.pdf").read_bytes()

    def test_t96_list_and_leaflets_through_one_pipe(self, process, ward, here):
        content = Path(ward(4, {3: SPOILT[3]})).read_bytes()
        done = process(*WARD, "-", "-o", "-", stdin=content)
        assert done.returncode == 8
        assert done.stdout.startswith(b"%PDF-1.7")
        assert done.stdout.rstrip().endswith(b"%%EOF")
        assert done.stdout.count(b"%%EOF") == 1
        assert b"error: row 3: name: is missing" in done.stderr
        process(*WARD, "ward.csv", "-o", "file.pdf")
        assert (here / "file.pdf").read_bytes() == done.stdout

    def test_a_problem_of_the_list_calls_it_standard_input(self, run):
        done = run(*WARD, "-", stdin="naam;leeftijd\nAn;5\n")
        assert done.exit_code == 4
        assert errors(done)[0].startswith("error: standard input: column B has a header")


class TestProgress:
    """A bar for who sits at a terminal; in a pipe, silence."""

    def test_in_a_pipe_there_is_no_bar(self, process, ward):
        done = process(*WARD, ward(230, {}), "-o", "ward.pdf")
        said = apart_from_approval(done.stderr.decode()).splitlines()
        lines = [line for line in said if not line.startswith(("understood: ", "warning: "))]
        assert len(lines) == 1
        assert SUMMARY.fullmatch(lines[0])
        assert done.stdout == b""

    @POSIX
    @pytest.mark.parametrize("option", [[], ["--dry-run"], ["--strict"]])
    def test_on_a_terminal_a_bar_goes_from_nothing_to_all(self, start, ward, option):
        mine, theirs = pty.openpty()
        process = start(*WARD, ward(230, {3: ";;;;;;"}), "-o", "ward.pdf", *option, stderr=theirs)
        os.close(theirs)
        shown = read_terminal(mine)
        assert process.wait(60) == 0
        percent = [int(number) for number in re.findall(r"(\d+)%", shown)]
        assert percent[0] == 0
        assert percent[-1] == 100
        passes = 2 if option == ["--strict"] else 1
        assert sum(later < earlier for earlier, later in pairwise(percent)) == passes - 1
        assert SUMMARY.search(shown)[1] == "229"
        assert "Jan" not in shown

    @POSIX
    def test_a_terminal_that_goes_away_does_not_stop_the_work(self, start, ward, here):
        slowly = """
import time

from leaflet.press.print_file import PrintFile
add = PrintFile.add
def wait(self, *args):
    time.sleep(0.002)
    return add(self, *args)
PrintFile.add = wait
"""
        mine, theirs = pty.openpty()
        process = start(*WARD, ward(230), "-o", "ward.pdf", before=slowly, stderr=theirs)
        os.close(theirs)
        assert NOT_APPROVED.encode() in os.read(mine, 1_000)
        assert b"%" in os.read(mine, 1_000)
        os.close(mine)
        assert process.wait(60) == 0
        assert len(pypdf.PdfReader("ward.pdf").pages) == 460


def read_terminal(end):
    """All that was written on a terminal until everybody left it."""
    shown = b""
    try:
        while piece := os.read(end, 65_536):
            shown += piece
    except OSError:
        pass
    finally:
        os.close(end)
    return shown.decode()


class TestPrivacy:
    """A list full of mistakes says nothing of anybody."""

    TRACE = "Kwaadaert"
    PLANS = (
        *("{}", "Jan {}", "{} 5 mg", "{} 5 mg 3x/dag 5 dagen", "{} 5 mg 3x/dag", "{} 1 tablet"),
        *("{} 0,5 tablet ontbijt 5 dagen", "ibuprofen {}", "ibuprofen 600 mg {} 3x/dag"),
        *("ibuprofen 600 {} 3x/dag", "ibuprofen 600mg{}", "ibuprofen 600 mg 3x/dag voor {}"),
        *("ibuprofen 600 mg 3x/dag tegen {} 8 dagen", "{} zo nodig", "ibuprofen-{}", "{}profen"),
        *("ibuprofen 600 mg 3x/dag 12 {}", "12 {}", "ibuprofen al gekregen {}", "{}: ibuprofen"),
        *("ibuprofen tot en met {}", "ibuprofen ontbijt+{}", '"{}" x', "{} 12/03/1951", "x{}1"),
    )
    SAID = (
        *(f"An;{TRACE};;;;;", f"An;;{TRACE};;;;", f"An;;;{TRACE};;;", f"-{TRACE};;;;;;"),
        *(f"{TRACE * 20};;;;;;", f"{TRACE};12/03/1951;1951-03-12;;;;", f"{TRACE};;;;;;12/03/1951"),
        f"An;;;;{TRACE} 5 mg ontbijt 5 dagen;{TRACE} 5 mg diner 5 dagen;",
        f"{TRACE};12/13/1951;;;;;;;;;",
    )

    @pytest.fixture
    def rows(self):
        plans = [f"An;;;;{plan.format(self.TRACE)};;" for plan in self.PLANS]
        return {2 + n: row for n, row in enumerate([*plans, *self.SAID])}

    @pytest.mark.parametrize("header", [None, "naam;geboortedatum;datum;campus;med 1;override;med"])
    def test_t118_no_message_and_no_report_repeats_a_fact(
        self, run, ward, rows, header, monkeypatch
    ):
        monkeypatch.setattr("leaflet.cli.batch._MOST_TOLD", 1_000)
        made = ward(len(rows), rows, **({"header": header} if header else {}))
        done = run(*WARD, made, "--dry-run", "--report", "wrong.csv")
        assert done.exit_code == 8
        assert summary(done)[2] > 25
        beside = done.output + Path("wrong.csv").read_text("utf-8-sig")
        for trace in (self.TRACE, "1951", "03/12"):
            assert trace.casefold() not in beside.casefold()

    def test_t116_no_file_is_called_after_a_patient(self, run, ward, here):
        ward(9, name="Jan Peeters.csv")
        run(*WARD, "Jan Peeters.csv", "--into", "leaflets", "--report", "wrong.csv")
        names = [path.name for path in here.rglob("*") if path.name != "Jan Peeters.csv"]
        assert len(names) == 11
        assert not any("Jan" in name or "Aa" in name for name in names)

    @pytest.mark.parametrize("options", [["-o", "Jan Peeters.pdf"], ["--into", "Jan Peeters"]])
    def test_t116_a_name_that_the_user_chose_is_not_repeated(self, run, ward, here, options):
        ward(2, name="Jan Peeters.csv")
        (here / options[1]).write_bytes(b"older")
        assert "Peeters" not in run(*WARD, "Jan Peeters.csv", *options).output
        assert "Peeters" not in run(*WARD, "Jan Peeters", *options).output

    def test_t115_what_is_not_painted_in_a_print_file_names_nobody(self, run, ward, here):
        run(*WARD, ward(9), "-o", "ward.pdf")
        assert sum("Jan Aa" in page for page in pages_of("ward.pdf")) == 18
        reader = pypdf.PdfReader("ward.pdf")
        painted = {content.idnum for page in reader.pages for content in page["/Contents"]}
        for number in range(1, reader.trailer["/Size"]):
            if number not in painted:
                part = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
                data = part.get_data() if hasattr(part, "get_data") else b""
                for said in (str(part).encode(), data):
                    assert b"Jan Aa" not in said
                    assert b"/05/1970" not in said

    def test_t120_nothing_of_a_patient_is_on_the_sheet_of_the_next(self, run, ward, here, crew):
        rows = {row: f"An {'ABCDEFGH'[row - 2]}ee;{BORN};;;;" for row in range(2, 10)}
        rows[4] = f"Jan Kwaad;12/03/1951;{BORN[11:]};;tramadol 50 mg zo nodig max 4x/dag;;"
        run(*WARD, ward(8, rows), "-o", "ward.pdf")
        pages = pages_of("ward.pdf")
        for trace in ("Kwaad", "1951"):
            assert [n for n, page in enumerate(pages) if trace in page] == [4, 5]
