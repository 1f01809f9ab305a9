"""Leaflets for the shelf: the leaflet of ``make --pen``, as often as asked, and of nobody."""

import io
from dataclasses import fields

import pikepdf
import pypdf
import pypdfium2
import pytest

from leaflet.app.stock import COLUMNS
from leaflet.press.stock import Stack

ONE = ("stock", "lage-rugpijn")
TODAY = "1795345200"  # 22 November 2026, at noon
MM = 72 / 25.4
FLIP = "print on both sides, flip on the short edge, 100 %"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


@pytest.fixture
def listed(run, here):
    """Run a list, given as text or bytes."""

    def listed(content, *args):
        raw = content if isinstance(content, bytes) else content.encode()
        (here / "shelf.csv").write_bytes(raw)
        return run("stock", "--list", "shelf.csv", *args)

    return listed


@pytest.fixture
def two_topics(site, run, change):
    """A site in which there is a second leaflet."""
    assert run("--site", str(site), "adopt", "lage-rugpijn/nl.yaml").exit_code == 0
    text = (site / "lage-rugpijn" / "nl.yaml").read_text("utf-8")
    (site / "nekpijn").mkdir()
    other = text.replace("title: Lage rugpijn", "title: Nekpijn").replace("rugpijn?", "nekpijn?")
    (site / "nekpijn" / "nl.yaml").write_text(other, "utf-8")
    change(site / "lage-rugpijn" / "nl.yaml", "version:", "version: 3")
    return site


def texts(path):
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def pictures(path):
    """Every page, as grey pixels."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [bytes(page.render(scale=1.5, grayscale=True).buffer) for page in document]
    finally:
        document.close()


def picked(done):
    """The rows of the pick list, each by its headings."""
    headings, *rows = [line.split("  ") for line in done.stdout.splitlines()]
    names = [name.strip() for name in headings if name.strip()]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    return [dict(zip(names, row, strict=False)) for row in cells]


class TestOne:
    """One leaflet is the one of ``make --pen``."""

    def test_it_is_the_same_file(self, run, here):
        assert run(*ONE).exit_code == 0
        assert run("make", "lage-rugpijn", "--pen").exit_code == 0
        stock = (here / "lage-rugpijn-stock.pdf").read_bytes()
        assert stock == (here / "lage-rugpijn.pdf").read_bytes()
        assert "/MarkInfo" in pypdf.PdfReader(io.BytesIO(stock)).root_object

    def test_it_says_how_to_print_it_and_what_it_is(self, run):
        done = run(*ONE)
        (row,) = picked(done)
        assert row["TOPIC"] == "lage-rugpijn"
        assert row["PAGES"] == "1-2"
        assert row["COPIES"] == "1"
        assert row["STATE"] == "draft"
        last = done.stderr.splitlines()[-1]
        assert last == f"lage-rugpijn-stock.pdf: made, sheet {row['SHEET']} — {FLIP}"

    def test_the_sheet_of_the_pick_list_stands_on_the_leaflet(self, run, here):
        (row,) = picked(run(*ONE))
        outside, inside = texts("lage-rugpijn-stock.pdf")
        assert f"blad {row['SHEET']} · 1/2" in outside
        assert f"blad {row['SHEET']} · 2/2" in inside

    def test_a_campus_is_printed_as_make_prints_it(self, run, here):
        shelf = ("--campus", "bornem", "-o")
        assert run(*ONE, *shelf, "a.pdf").exit_code == 0
        assert run("make", "lage-rugpijn", "--pen", *shelf, "b.pdf").exit_code == 0
        assert (here / "a.pdf").read_bytes() == (here / "b.pdf").read_bytes()
        assert "campus Bornem" in texts("a.pdf")[0]

    def test_an_unknown_campus_is_refused(self, run, here):
        done = run(*ONE, "--campus", "borne")
        assert done.exit_code == 4
        assert "error: campus: is not a campus of this hospital" in done.stderr
        assert list(here.iterdir()) == []

    def test_to_standard_output_goes_the_file_alone(self, process, here):
        done = process(*ONE, "-o", "-")
        assert done.returncode == 0
        assert done.stdout.startswith(b"%PDF-1.7")
        assert done.stdout.rstrip().endswith(b"%%EOF")
        assert b"TOPIC" in done.stderr
        assert list(here.iterdir()) == []

    def test_a_file_that_is_there_is_replaced_only_with_force(self, run, here):
        (here / "lage-rugpijn-stock.pdf").write_bytes(b"older")
        assert run(*ONE).exit_code == 7
        assert run(*ONE, "--copies", "3").exit_code == 7
        assert (here / "lage-rugpijn-stock.pdf").read_bytes() == b"older"
        assert run(*ONE, "--force").exit_code == 0


class TestCopies:
    """Many copies are one print file, two pages each."""

    @pytest.mark.parametrize("copies", [2, 3, 64, 65, 129])
    def test_each_takes_exactly_two_pages(self, run, here, copies):
        done = run(*ONE, "--copies", str(copies))
        assert done.exit_code == 0
        assert len(pypdf.PdfReader("lage-rugpijn-stock.pdf").pages) == 2 * copies
        (row,) = picked(done)
        assert row["PAGES"] == f"1-{2 * copies}"
        assert f"made, {copies} leaflets — {FLIP}" in done.stderr

    def test_every_copy_has_the_words_and_the_look_of_make_pen(self, run, here):
        run(*ONE, "--copies", "3", "-o", "three.pdf")
        run("make", "lage-rugpijn", "--pen", "-o", "one.pdf")
        assert texts("three.pdf") == 3 * texts("one.pdf")
        assert pictures("three.pdf") == 3 * pictures("one.pdf")

    def test_a_copy_takes_next_to_nothing(self, run, here):
        for copies in (2, 502):
            run(*ONE, "--copies", str(copies), "-o", f"{copies}.pdf")
        sizes = [(here / f"{copies}.pdf").stat().st_size for copies in (2, 502)]
        assert (sizes[1] - sizes[0]) / 500 < 100

    def test_the_same_order_is_the_same_file(self, process, here):
        for name, seed in (("a.pdf", "1"), ("b.pdf", "2")):
            done = process(*ONE, "--copies", "70", "-o", name, PYTHONHASHSEED=seed)
            assert done.returncode == 0
        assert (here / "a.pdf").read_bytes() == (here / "b.pdf").read_bytes()

    def test_another_number_is_another_file_with_another_id(self, run, here):
        ids = set()
        for copies in ("2", "3"):
            run(*ONE, "--copies", copies, "-o", "a.pdf", "--force")
            ids.add(str(pypdf.PdfReader("a.pdf").trailer["/ID"]))
        assert len(ids) == 2

    @pytest.mark.parametrize("copies", ["0", "-1", "1.5", "veel", "1000000", ""])
    def test_a_number_that_is_none_is_refused(self, run, here, copies):
        done = run(*ONE, f"--copies={copies}")
        assert done.exit_code == 2
        assert "error: --copies: is not a number" in done.stderr
        assert list(here.iterdir()) == []


class TestList:
    """A list makes one print file and one pick list, or nothing."""

    def test_all_leaflets_stand_in_one_file_in_the_order_of_the_list(
        self, run, listed, two_topics, here
    ):
        at = ("--site", str(two_topics))
        rows = (("nekpijn", "11", 2), ("lage-rugpijn", "10,5", 3), ("nekpijn", "10", 1))
        said = "\n".join(f"{topic};{size};{copies}" for topic, size, copies in rows)
        done = listed(f"topic;size;copies\n{said}", *at)
        assert done.exit_code == 0, done.stderr
        words, looks = [], []
        for topic, size, copies in rows:
            run("make", topic, "--pen", "--size", size, "-o", "one.pdf", "--force", *at)
            words += copies * texts("one.pdf")
            looks += copies * pictures("one.pdf")
        assert texts("stock.pdf") == words
        assert pictures("stock.pdf") == looks

    def test_the_pick_list_says_what_lies_where(self, listed, two_topics):
        at = ("--site", str(two_topics))
        done = listed("topic;copies;size\nnekpijn;2;\nlage-rugpijn;3;10,5", *at)
        first, second = picked(done)
        assert list(first) == [
            *("TOPIC", "LANGUAGE", "SIZE", "FOLD", "COPIES", "SHEET"),
            *("VERSION", "REVIEW BY", "STATE", "PAGES"),
        ]
        assert {**first, "SHEET": ""} == {
            "TOPIC": "nekpijn",
            "LANGUAGE": "nl",
            "SIZE": "11",
            "FOLD": "c",
            "COPIES": "2",
            "SHEET": "",
            "VERSION": "-",
            "REVIEW BY": "-",
            "STATE": "draft",
            "PAGES": "1-4",
        }
        assert (second["TOPIC"], second["SIZE"], second["VERSION"]) == ("lage-rugpijn", "10.5", "3")
        assert second["PAGES"] == "5-10"
        pages = texts("stock.pdf")
        for row in (first, second):
            start, end = map(int, row["PAGES"].split("-"))
            for page in pages[start - 1 : end]:
                assert f"blad {row['SHEET']}" in page

    def test_the_stacks_share_nothing_that_grows(self, listed, two_topics, here):
        at = ("--site", str(two_topics), "--force")
        sizes = []
        for copies in (1, 500):
            said = f"topic;copies\nnekpijn;{copies}\nlage-rugpijn;{copies}"
            assert listed(said, *at).exit_code == 0
            sizes.append((here / "stock.pdf").stat().st_size)
        assert sizes[0] < 90_000
        assert sizes[1] < sizes[0] + 1000 * 100
        assert sizes[1] < 1000 * 1000

    def test_the_file_asks_to_be_printed_right_and_tells_of_no_other_program(
        self, listed, two_topics
    ):
        listed("topic\nnekpijn\nlage-rugpijn", "--site", str(two_topics))
        with pikepdf.open("stock.pdf") as made:
            wanted = made.Root.ViewerPreferences
            assert (wanted.Duplex, wanted.PrintScaling) == ("/DuplexFlipShortEdge", "/None")
            assert str(made.Root.Lang) == "nl"
            assert str(made.docinfo.Title) == "Nekpijn, Lage rugpijn"
            assert str(made.docinfo.Producer) == "leaflet"
            assert made.trailer.ID[0] == made.trailer.ID[1]
            assert made.check_pdf_syntax() == []
            for page in made.pages:
                sheet = [float(length) / MM for length in page.mediabox]
                assert sheet == pytest.approx([0, 0, 297, 210], abs=0.01)

    def test_the_same_list_is_the_same_file(self, process, here, two_topics):
        (here / "l.csv").write_text("topic;copies\nnekpijn;65\nlage-rugpijn;2\n")
        for name, seed in (("a.pdf", "1"), ("b.pdf", "2")):
            at = ("--site", str(two_topics), "-o", name)
            assert process("stock", "--list", "l.csv", *at, PYTHONHASHSEED=seed).returncode == 0
        assert (here / "a.pdf").read_bytes() == (here / "b.pdf").read_bytes()

    def test_a_row_that_says_only_the_topic_takes_the_rest_from_the_options(self, listed):
        done = listed("topic;copies\nlage-rugpijn;", "--copies", "4", "--size", "10.5")
        (row,) = picked(done)
        assert (row["COPIES"], row["SIZE"]) == ("4", "10.5")
        assert (row["LANGUAGE"], row["FOLD"]) == ("nl", "c")
        (row,) = picked(listed("topic\nlage-rugpijn", "--force"))
        assert (row["COPIES"], row["SIZE"]) == ("1", "11")

    def test_what_a_row_says_goes_before_the_options(self, listed):
        (row,) = picked(listed("topic;copies\nlage-rugpijn;2", "--copies", "4"))
        assert row["COPIES"] == "2"

    def test_it_may_come_from_standard_input_and_go_to_standard_output(self, process):
        done = process("stock", "--list", "-", "-o", "-", stdin=b"topic;copies\nlage-rugpijn;2\n")
        assert done.returncode == 0, done.stderr
        assert len(pypdf.PdfReader(io.BytesIO(done.stdout)).pages) == 4
        assert b"PAGES" in done.stderr

    @pytest.mark.parametrize("given", [("lage-rugpijn", "--list", "l.csv"), ()])
    def test_a_topic_and_a_list_exclude_each_other(self, run, here, given):
        done = run("stock", *given)
        assert done.exit_code == 2
        assert "give either a topic or --list LIST.csv" in done.stderr

    def test_the_list_itself_is_not_written_over(self, listed, here):
        done = listed("topic\nlage-rugpijn", "-o", "shelf.csv", "--force")
        assert done.exit_code == 2
        assert "error: --output: is the list itself" in done.stderr
        assert (here / "shelf.csv").read_text() == "topic\nlage-rugpijn"


class TestSpreadsheets:
    """A list is read as spreadsheets write it."""

    @pytest.mark.parametrize(
        "header",
        [
            "onderwerp;taal;lettergrootte;vouw;aantal",
            "Onderwerp ; TAAL;Letter grootte;vouw;Aantal",
            "topic,language,size,fold,copies",
            "topic\tlanguage\tsize\tfold\tcopies",
            "\n\nTopic;Language;Size;Fold;Copies;;",
            'sep=;\n"onderwerp";"taal";"size";"fold";"aantal"',
        ],
    )
    def test_headers_may_be_dutch_or_english_however_they_are_typed(self, listed, header):
        delimiter = next(sign for sign in ";,\t" if sign in header.replace("sep=;", ""))
        row = delimiter.join(("Lage-rugpijn", "NL", "10.5", "C", "2"))
        done = listed(f"{header}\n{row}\n")
        assert done.exit_code == 0, done.stderr
        (made,) = picked(done)
        assert (made["SIZE"], made["COPIES"], made["PAGES"]) == ("10.5", "2", "1-4")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_any_encoding_of_excel_is_read(self, listed, encoding):
        done = listed("onderwerp;aantal\r\nlage-rugpijn;2\r\n".encode(encoding))
        assert done.exit_code == 0, done.stderr

    def test_columns_stand_in_any_order_and_only_the_topic_is_needed(self, listed):
        (row,) = picked(listed("aantal;onderwerp\n5;lage-rugpijn\n"))
        assert row["COPIES"] == "5"

    def test_blank_rows_and_totals_are_passed_over(self, listed):
        done = listed("onderwerp;aantal\n;\nlage-rugpijn;2\n;;\nTotaal;2\n\n")
        assert done.exit_code == 0, done.stderr
        assert len(picked(done)) == 1

    def test_headers_of_the_site_are_understood(self, listed, site):
        words = site / "words"
        words.mkdir(exist_ok=True)
        text = "schema: 1\nlanguage: nl\ncolumns:\n  topic: [foldernaam]\n"
        (words / "nl.yaml").write_text(text, "utf-8")
        assert listed("foldernaam\nlage-rugpijn", "--site", str(site)).exit_code == 0
        assert listed("onderwerp\nlage-rugpijn", "--site", str(site), "--force").exit_code == 2


class TestRefusedLists:
    """One row that is wrong refuses the list, with everything that is wrong."""

    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("lage-rugpyn;;;;", "row 2: topic: there is no leaflet of this name — did you mean"),
            (";nl;;;", "row 2: topic: is missing"),
            ("lage-rugpijn;fr;;;", "row 2: language: there is no leaflet in this language"),
            ("lage-rugpijn;;9;;", "row 2: size: is not a number of points from 10 to 24"),
            ("lage-rugpijn;;groot;;", "row 2: size: is not a number"),
            ("lage-rugpijn;;;y;", "row 2: fold: there is no such fold — there is c, z, half"),
            ("lage-rugpijn;;;;0", "row 2: copies: is not a number from 1 to 999999"),
            ("lage-rugpijn;;;;2,5", "row 2: copies: is not a number"),
            ("lage-rugpijn;;;;-3", "row 2: copies: is not a number"),
            ("lage-rugpijn;;;;;7", "row 2: has a cell in a column without header"),
            ('"lage-rugpijn"x;;;;', "row 2: has a quotation mark in the middle of a cell"),
            (
                "lage-rugpijn;;;;\nLage-Rugpijn;NL;;C;5",
                "row 3: topic: is the same leaflet as row 2",
            ),
            ('"lage-rugpijn;;;;', "list:2: row 2 has a quotation mark that is not closed"),
        ],
    )
    def test_each_mistake_has_its_row_and_its_field(self, listed, here, row, says):
        done = listed(f"topic;language;size;fold;copies\n{row}\n")
        assert done.exit_code == 2, done.stderr
        assert f"error: {says}" in done.stderr
        assert done.stdout == ""
        assert [path.name for path in here.iterdir()] == ["shelf.csv"]

    def test_all_mistakes_are_told_at_once_in_the_order_of_the_rows(self, listed, here):
        rows = ("lage-rugpijn;2", "nergens;x", "lage-rugpijn;3", ";4", "lage-rugpijn;")
        done = listed("\n".join(("topic;copies", *rows)))
        assert done.exit_code == 2
        told = [line.split(": ")[1:3] for line in done.stderr.splitlines() if "error: " in line]
        assert told == [
            ["row 3", "topic"],
            ["row 3", "copies"],
            ["row 4", "topic"],
            ["row 5", "topic"],
            ["row 6", "topic"],
        ]
        assert not (here / "stock.pdf").exists()

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("", "has no known header"),
            ("lage-rugpijn;5\n", "error: list: row 1 has no known header"),
            ("topic;copies\n", "error: list: has a header and no leaflets"),
            ("copies;size\n5;11\n", "error: list: has no column for the topic"),
            ("topic;coppies\nlage-rugpijn;5\n", "column B has a header that is unknown"),
            ("topic;opmerking\nlage-rugpijn;x\n", "column B has a header that is unknown"),
            ("topic;aantal;copies\nlage-rugpijn;1;2\n", "column C is for the copies, as is"),
            ("sep=|\ntopic|copies\n", "names a delimiter that is none of"),
            (b"PK\x03\x04rest", "is an Excel workbook"),
            (b"topic\nna\xc3\x28\x81me\n", "is no letter"),
        ],
    )
    def test_a_list_that_cannot_be_read_says_why(self, listed, here, content, says):
        done = listed(content)
        assert done.exit_code == 2
        assert says in done.stderr
        assert not (here / "stock.pdf").exists()

    def test_a_list_that_is_not_there_is_told_without_its_name(self, run):
        done = run("stock", "--list", "An Peeters.csv")
        assert done.exit_code == 2
        assert "error: list: cannot be read" in done.stderr
        assert "Peeters" not in done.stderr

    def test_a_list_of_patients_is_refused_and_none_of_it_repeated(self, listed, here):
        done = listed("naam;geboortedatum;med 1\nAn Peeters;17/05/1980;ibuprofen\n")
        assert done.exit_code == 2
        for trace in ("Peeters", "1980", "ibuprofen"):
            assert trace not in done.output
        assert not (here / "stock.pdf").exists()

    def test_a_size_that_does_not_hold_the_text_names_the_row(self, listed, here):
        done = listed("topic;size\nlage-rugpijn;\nlage-rugpijn;14\n")
        assert done.exit_code == 5
        assert "error: row 3: " in done.stderr
        assert "it fits with --fold c --size 11" in done.stderr
        assert not (here / "stock.pdf").exists()

    def test_what_is_wrong_with_the_content_is_told_for_all_rows(self, listed, two_topics, change):
        for topic in ("nekpijn", "lage-rugpijn"):
            change(two_topics / topic / "nl.yaml", "role: when_to_return", "role: when_to_retur")
        done = listed("topic\nnekpijn\nlage-rugpijn", "--site", str(two_topics))
        assert done.exit_code == 3
        assert "error: row 2: nekpijn/nl.yaml:" in done.stderr
        assert "error: row 3: lage-rugpijn/nl.yaml:" in done.stderr


class TestLayouts:
    """A row of the list says of fold and size what the options would."""

    @pytest.mark.parametrize(
        ("row", "options"),
        [
            ("booklet;", ("--fold", "booklet")),
            (";16", ("--size", "16")),
            ("flat;12", ("--fold", "flat", "--size", "12")),
            (";", ()),
        ],
    )
    def test_it_is_the_same_leaflet(self, run, listed, row, options):
        (typed,) = picked(run(*ONE, *options, "-o", "typed.pdf"))
        (rowed,) = picked(listed(f"topic;fold;size\nlage-rugpijn;{row}\n", "-o", "rowed.pdf"))
        assert rowed == typed

    def test_what_a_row_leaves_open_is_as_the_options_say(self, listed):
        done = listed("topic;fold\nlage-rugpijn;\nlage-rugpijn;z\n", "--fold", "half")
        assert [row["FOLD"] for row in picked(done)] == ["half", "z"]

    def test_backs_that_turn_about_two_edges_are_not_put_in_one_file(self, listed, here):
        rows = "topic;fold\nlage-rugpijn;c\nlage-rugpijn;flat\n"
        done = listed(rows)
        assert done.exit_code == 2
        assert "error: row 3: fold: is turned about the long edge" in done.stderr
        assert listed(rows, "--flip", "short").exit_code == 0

    def test_leaflets_of_several_sheets_begin_on_a_sheet_of_their_own(self, listed, here):
        done = listed("topic;fold;size;copies\nlage-rugpijn;booklet;16;2\nlage-rugpijn;c;;1\n")
        assert [row["PAGES"] for row in picked(done)] == ["1-12", "13-14"]


class TestOverdue:
    """No stock of a text whose review date has passed, unless somebody says why."""

    @pytest.fixture
    def overdue(self, two_topics, change):
        change(two_topics / "lage-rugpijn/nl.yaml", "schema: 2", "schema: 1\nreview_by: 2026-11-21")
        change(two_topics / "nekpijn/nl.yaml", "schema: 2", "schema: 1\nreview_by: 2026-11-22")
        return "--site", str(two_topics)

    def test_it_is_refused_at_its_place_in_the_file(self, run, here, overdue):
        for copies in ("1", "50"):
            done = run(*ONE, "--copies", copies, *overdue)
            assert done.exit_code == 3
            assert "error: lage-rugpijn/nl.yaml:3:" in done.stderr
            assert "the text had to be reviewed by 2026-11-21" in done.stderr
            assert '--overdue-anyway "REASON"' in done.stderr
        assert list(here.iterdir()) == []

    def test_make_only_warns_of_it(self, run, overdue):
        done = run("make", "lage-rugpijn", "--pen", *overdue)
        assert done.exit_code == 0
        assert "warning: lage-rugpijn/nl.yaml:3:" in done.stderr

    def test_on_the_day_itself_it_is_printed(self, run, overdue):
        assert run("stock", "nekpijn", *overdue).exit_code == 0

    def test_a_reason_prints_it_and_stands_on_the_pick_list(self, run, overdue):
        why = "review planned, shelf empty"
        done = run(*ONE, "--copies", "2", "--overdue-anyway", why, *overdue)
        assert done.exit_code == 0
        headings, row = done.stdout.splitlines()
        assert headings.endswith("PRINTED THOUGH OVERDUE")
        assert row.endswith(f"2026-11-21 (passed)  draft  1-4    {why}")
        assert "warning: lage-rugpijn/nl.yaml:3:" in done.stderr
        assert len(texts("lage-rugpijn-stock.pdf")) == 4

    def test_in_a_list_the_reason_stands_at_what_is_overdue(self, listed, overdue, here):
        refused = listed("topic\nnekpijn\nlage-rugpijn", *overdue)
        assert refused.exit_code == 3
        assert "error: row 3: lage-rugpijn/nl.yaml:3:" in refused.stderr
        assert not (here / "stock.pdf").exists()
        done = listed("topic\nnekpijn\nlage-rugpijn", "--overdue-anyway", "empty", *overdue)
        assert done.exit_code == 0
        _, first, second = done.stdout.splitlines()
        assert not first.endswith("empty")
        assert second.endswith("empty")

    def test_a_reason_for_nothing_is_said(self, run):
        done = run(*ONE, "--overdue-anyway", "just in case")
        assert done.exit_code == 0
        assert "warning: --overdue-anyway: is given, and nothing is overdue" in done.stderr
        assert "just in case" not in done.stdout

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 121, "a\nb", "a\x1b[2Jb", "a\u202eb"])
    def test_a_reason_is_a_line_of_text(self, run, here, reason):
        done = run(*ONE, "--overdue-anyway", reason)
        assert done.exit_code == 2
        assert "error: --overdue-anyway: is not a text of 1 to 120 characters" in done.stderr
        assert list(here.iterdir()) == []

    def test_a_reason_of_120_characters_is_taken(self, run, overdue):
        done = run(*ONE, "--overdue-anyway", "ë" * 120, *overdue)
        assert done.exit_code == 0
        assert done.stdout.rstrip().endswith("ë" * 120)


class TestNobody:
    """Stock and patients are never in one file."""

    @pytest.mark.parametrize(
        "said",
        [("--name", "An"), ("--born", "1980-05-17"), ("--med", "ibuprofen"), ("--patient", "-")],
    )
    def test_no_option_says_anything_of_a_patient(self, run, here, said):
        done = run(*ONE, *said)
        assert done.exit_code == 2
        assert "there is no such option" in done.stderr
        assert list(here.iterdir()) == []

    def test_a_stack_has_no_room_for_a_patient(self):
        assert {field.name for field in fields(Stack)} == {"edition", "campus", "copies"}

    def test_a_list_has_no_column_for_one(self):
        assert set(COLUMNS) == {"topic", "language", "size", "fold", "copies"}

    def test_a_row_of_patients_without_a_name_makes_no_stock(self, run, here):
        (here / "p.csv").write_text("naam;med 1\n;\nAn Peeters;\n;ibuprofen\n")
        done = run("batch", "lage-rugpijn", "p.csv", "-o", "p.pdf")
        assert done.exit_code == 8
        assert len(texts("p.pdf")) == 2


def test_the_help_shows_the_columns_and_examples(run):
    told = " ".join(run("stock", "--help").stdout.split())
    assert "leaflet stock lage-rugpijn --copies 50" in told
    assert "onderwerp; taal; lettergrootte; vouw; aantal" in told


def test_of_leaflets_of_several_sheets_it_says_how_they_are_bound(run):
    done = run(*ONE, "--fold", "booklet", "--size", "14", "--copies", "3")
    assert done.stderr.splitlines()[-1].endswith("; 2 sheets each, staple through the fold")
    assert run(*ONE, "--fold", "z", "-o", "z.pdf").stderr.splitlines()[-1].endswith(FLIP)
