"""A list of patients is read as the spreadsheet meant it, or refused where it is wrong."""

import csv
import io
import json
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path
from subprocess import run
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leaflet.discharge.lists.patients import Roll, Row, Skipped, read_roll
from leaflet.discharge.lists.spreadsheet import find_flaw
from leaflet.discharge.patient import Record
from leaflet.errors import DischargeError, Place

WORDS = SimpleNamespace(
    columns={
        "name": ("naam", "name", "nom"),
        "born": ("geboortedatum", "born", "date de naissance"),
        "date": ("datum", "date"),
        "campus": ("campus",),
        "medicine": ("med",),
        "override": ("override",),
        "prescriber": ("prescriber", "voorschrijver"),
    }
)
LABEL = "list"
ZOE = Record(
    name="Zoë IJsewijn",
    born="17/05/1980",
    date="22/11/2026",
    campus="bornem",
    med=("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag"),
)
HEADER = "naam;geboortedatum;datum;campus;med 1;med 2"
ROW = ";".join((ZOE.name, ZOE.born, ZOE.date, ZOE.campus, *ZOE.med))
LIST = f"{HEADER}\r\n{ROW}\r\n"


def roll_of(content):
    return read_roll(content.encode() if isinstance(content, str) else content, LABEL, WORDS)


def rows_of(content):
    return list(roll_of(content).rows())


def records_of(content):
    rows = rows_of(content)
    assert [problem for row in rows for problem in row.problems] == []
    return [row.record for row in rows if not row.skipped]


def problems_of(content):
    """The problems of the first row that has any, as (field, what)."""
    row = next(row for row in rows_of(content) if row.problems)
    assert row.record is None
    assert not row.skipped
    assert all(str(problem.remedy) for problem in row.problems)
    return [(str(problem.where), str(problem.what)) for problem in row.problems]


def refusals(content):
    with pytest.raises(DischargeError) as caught:
        roll_of(content)
    assert all(str(problem.remedy) for problem in caught.value.problems)
    return caught.value.problems


def refusal(content):
    (problem,) = refusals(content)
    return problem


# Encodings


def test_t58_the_list_that_excel_writes_in_belgium_is_read():
    content = LIST.encode("cp1252")
    assert b"\xeb" in content
    assert records_of(content) == [ZOE]


def test_t59_a_byte_order_mark_is_no_part_of_the_first_header():
    assert records_of(LIST.encode("utf-8-sig")) == [ZOE]
    assert records_of(b"\xef\xbb\xbf" + LIST.encode("utf-8-sig")) == [ZOE]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_t60_unicode_text_is_read_with_a_mark_and_without(encoding, mark):
    mark = "" if encoding == "utf-16" else mark
    assert records_of((mark + LIST.replace(";", "\t")).encode(encoding)) == [ZOE]


def test_t60_unicode_text_that_ends_halfway_a_letter_is_refused():
    problem = refusal(LIST.encode("utf-16")[:-1])
    assert str(problem.what) == "begins as UTF-16 and does not go on so"


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_t61_semicolons_commas_and_tabs_are_told_apart_by_the_header(line_end):
    for delimiter in ";,\t":
        content = LIST.replace(";", delimiter).replace("\r\n", line_end)
        assert records_of(content) == [ZOE]
        assert records_of(content.rstrip()) == [ZOE]


@pytest.mark.parametrize("line", ["sep={}", "SEP={}", '"sep={}"', "sep={};;;;"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_t61_a_first_line_may_name_the_delimiter_and_is_no_row(line, delimiter):
    content = f"{line.format(delimiter)}\r\n" + LIST.replace(";", delimiter)
    (row,) = rows_of(content)
    assert (row.number, row.record) == (2, ZOE)
    (row,) = rows_of("\ufeff" + content)
    assert (row.number, row.record) == (2, ZOE)


def test_t61_a_delimiter_that_no_list_has_is_refused():
    problem = refusal("sep=|\r\n" + LIST.replace(";", "|"))
    assert problem.where == Place(LABEL, 1)
    assert str(problem.what) == "names a delimiter that is none of semicolon, comma and tab"


def test_t61_a_header_in_which_other_delimiters_stand_too_goes_by_what_is_understood():
    assert records_of('naam,"date de\nnaissance",med\nAn,17/05/1980,"a; b"') == [
        Record(name="An", born="17/05/1980", med=("a; b",))
    ]


def test_t62_bytes_are_decoded_strictly_and_what_was_garbled_before_is_refused():
    twice = LIST.encode().decode("cp1252").encode()
    assert problems_of(twice) == [("name", "has letters that were garbled on the way")]
    marked = "\ufeff".encode() + LIST.encode("cp1252")
    assert str(refusal(marked).what) == "begins as UTF-8 and does not go on so"


def test_t62_one_old_byte_in_a_list_of_utf_8_does_not_pass_unseen():
    content = (LIST + ROW).encode() + b"\r\nMa\xebl;17/05/1980\r\n"
    rows = rows_of(content)
    assert [row.number for row in rows if row.problems] == [2, 3]


@pytest.mark.parametrize(
    "garbled",
    [
        *(
            sign.encode().decode("cp1252", "replace")
            for sign in ("ë", "é", "è", "ï", "ö", "ç", "à", "š", "ž", "ł", "ğ", "ș", "ț", "’", "–")
        ),
        *("é".encode().decode("latin-1"), "ë".encode().decode("latin-1")),
        *(sign.encode("cp850").decode("cp1252") for sign in ("ë", "é", "ê", "ç", "ï")),
        "ộ".encode().decode("latin-1"),
    ],
)
def test_t62_letters_of_another_encoding_are_known_by_their_pattern(garbled):
    assert problems_of(f"naam\r\nMa{garbled}l") == [
        ("name", "has letters that were garbled on the way")
    ]


@pytest.mark.parametrize("name", ["João", "JOÃO SÃO", "MÃE", "Â", "Åsa", "ÄÖÜ", "Ngọc", "Čapek"])
def test_t62_letters_that_look_like_garbled_ones_are_names(name):
    assert records_of(f"naam;med\r\n{name};") == [Record(name=name)]


@pytest.mark.parametrize("name", ["Ma?l Peeters", "Paw³owski", "Fran¿ois", "Jos\ufffd"])
def test_t62_a_name_that_lost_a_letter_is_refused(name):
    ((field, what),) = problems_of(f"naam;med\r\n{name};")
    assert field == "name"
    assert what in (
        "has a sign where a letter was lost",
        "has letters that were garbled on the way",
    )
    assert records_of("naam;override\r\nAn;botmetastase? ja\r\nAn;2½ ja?nee")


@pytest.mark.parametrize("before", [65_534, 65_535, 65_536])
def test_t62_a_letter_on_the_border_of_two_pieces_is_one_letter(before):
    content = b"naam;override\r\nAn;"
    content += b"x" * (before - len(content)) + "ë\r\nZoë;\r\n".encode()
    assert [record.name for record in records_of(content)] == ["An", "Zoë"]


# Quotation marks


def test_t63_quoted_cells_hold_delimiters_line_ends_and_quotation_marks():
    content = f'{HEADER}\r\n"Jan ""Jos""; Smit";;;;"a\r\nb";"c;d"\r\nAn;;;;;\r\n'
    first, second = rows_of(content)
    assert first == Row(2, Record(name='Jan "Jos"; Smit', med=("a\r\nb", "c;d")))
    assert second == Row(3, Record(name="An"))


def test_t63_a_quotation_mark_within_a_cell_that_is_not_quoted_is_a_letter():
    assert records_of('naam;med\r\nJan "Jos" Smit;a "b"') == [
        Record(name='Jan "Jos" Smit', med=('a "b"',))
    ]


@pytest.mark.parametrize(
    ("content", "line", "row"),
    [
        ('naam;med\r\nAn;\r\n"Jan;\r\nPiet;\r\n', 3, 3),
        ('naam;med\r\nAn;\r\n"Jan;\r\nPiet "de" Smit;\r\n', 3, 3),
        ('naam;med\r\nAn;"a\r\nb"\r\n"Jan;\r\n', 4, 3),
        ('naam;med\r\nAn;"a', 2, 2),
        ('naam;med\r\nAn;"a"b"\r\nJan;\r\n', 2, 2),
        ('naam;med\r\n"An"x;"a\r\nb"\r\nJan;\r\n', 2, 2),
        ('sep=;\r\nnaam;med\r\nAn;\r\n"Jan;\r\nPiet;\r\n', 4, 3),
    ],
)
def test_t63_a_quotation_mark_that_is_not_closed_refuses_the_list_with_its_row(content, line, row):
    problem = refusal(content)
    assert problem.where == Place(LABEL, line)
    assert str(problem.what) == f"row {row} has a quotation mark that is not closed"


def test_t63_a_quotation_mark_that_harms_only_its_row_refuses_only_that_row():
    content = 'naam;med\r\nAn;\r\n"Jan" Smit;"a"\r\nPiet;"a;b"\r\n"x"y;\r\nEls;\r\n'
    assert [(row.number, row.record and row.record.name) for row in rows_of(content)] == [
        (2, "An"),
        (3, None),
        (4, "Piet"),
        (5, None),
        (6, "Els"),
    ]
    assert problems_of(content) == [("row", "has a quotation mark in the middle of a cell")]


@pytest.mark.parametrize(
    "content",
    [
        'naam;born;med\r\n"An;;\r\nJan;;\r\nPiet";;\r\n',
        'naam;born;med\r\nAn;;"\r\nJan;;x"\r\n',
        'naam;born;med\r\nAn;"\r\nJan;\r\nEls;";\r\n',
        'naam\r\n"An\r\nJan"\r\n',
        'naam\r\n"An\rJan"\r\n',
        'naam\r\n"An\nJan"\r\n',
    ],
)
def test_t63_a_cell_that_swallowed_other_rows_is_refused(content):
    (problem,) = problems_of(content)
    assert problem[1] == "goes over several lines and holds as many cells as a row"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ('"An;17/05/1980;x"', "holds as many cells as a row"),
        ('"An;17/05/1980;x";;', "holds as many cells as a row"),
        ('"An;17/05/1980;""x"""', "holds as many cells as a row"),
        ('An;; "x"', "has a space before its quotation mark"),
    ],
)
def test_t63_a_cell_that_kept_its_quotation_marks_is_refused(row, what):
    assert [each[1] for each in problems_of(f"naam;born;med\r\n{row}\r\n")] == [what]


def test_t63_a_cell_of_enormous_length_is_no_misplaced_quotation_mark():
    """It is read as it stands; whoever reads the field says that it is too long."""
    content = f"naam;med\r\nAn;{'x' * 200_000}\r\nJan;\r\n"
    an, jan = rows_of(content)
    assert not an.problems
    assert len(an.record.med[0]) == 200_000
    assert jan.record.name == "Jan"


# Columns


@pytest.mark.parametrize(
    "header",
    [
        "naam;geboortedatum;datum;campus;med 1;med 2",
        "NAAM; Geboorte Datum ;DATUM;Campus;Med1;MED  2",
        "nom;Date de naissance;date;campus;med 01;med 02",
        "name;born;date;campus;med;med 2",
        "name;born;date;campus;med;med 1",
    ],
)
def test_t64_headers_are_understood_in_every_language_case_and_spacing(header):
    roll = roll_of(f"{header}\r\n{ROW}\r\n")
    assert [row.record for row in roll.rows()] == [ZOE]
    assert roll.notices == ()


def test_t64_columns_in_another_order_go_to_their_fields():
    content = "voorschrijver;med 10;med 2;override;naam;med 1\r\ndr. J;c;b;pijn;An;a\r\n"
    assert records_of(content) == [
        Record(*("An", None, None, None, ("a", "b", "c"), "pijn", "dr. J"), med_numbers=(1, 2, 10))
    ]


def test_t64_the_headers_of_the_program_are_understood_whatever_the_language():
    fields = ("prescriber", "override", "med", "campus", "date", "born", "name")
    content = ",".join(fields) + "\r\n" + ",".join(f"a {field}" for field in fields)
    roll = read_roll(content.encode(), LABEL, SimpleNamespace(columns={"name": ("nimi",)}))
    (row,) = roll.rows()
    assert row.record == Record(
        "a name", "a born", "a date", "a campus", ("a med",), "a override", "a prescriber"
    )


def test_t64_the_dutch_words_have_the_headers_of_this_test_first(words):
    for column, headers in WORDS.columns.items():
        assert set(headers) <= set(words.columns[column])
        assert words.columns[column][0] == headers[0]


def test_t64_every_header_of_the_dutch_words_is_read(words):
    for column in WORDS.columns:
        for header in words.columns[column]:
            shown = f"{header} 1" if column == "medicine" else header
            beside = "" if column == "name" else "naam;"
            value = "paracetamol" if column == "medicine" else "Bornem"
            cells = "An" if column == "name" else f"An;{value}"
            (row,) = read_roll(f"{beside}{shown}\r\n{cells}\r\n".encode(), LABEL, words).rows()
            assert row.record is not None, header
            said = {row.record.name, row.record.born, row.record.date}
            assert column in ("name", "born", "date") or said == {"An", None}


def test_t64_an_unknown_column_is_refused_by_its_letter_with_what_was_meant():
    problem = refusal("naam;geboortedatun\r\nAn;17/05/1980\r\n")
    assert problem.where == Place(LABEL)
    assert str(problem.what) == "column B has a header that is unknown"
    assert str(problem.remedy) == "did you mean geboortedatum?"
    assert str(refusal("naam;med. 1\r\nAn;\r\n").remedy) == "did you mean med 1?"
    twisted = refusal("naam;Date  de\r\nnaisance\r\nAn;\r\n".replace("\r\nn", " n"))
    assert str(twisted.remedy) == "did you mean date de naissance?"
    far = refusal("naam" + ";" * 30 + "Kamer\r\nAn;\r\n")
    assert str(far.what) == "column AE has a header that is unknown"
    assert str(far.remedy).startswith(
        "take it out if no leaflet needs it; those that are read are naam, geboortedatum"
    )


def test_t64_a_column_that_is_there_already_was_not_meant():
    remedy = str(refusal("naam;voornaam\r\nPeeters;An\r\n").remedy)
    assert remedy.startswith("take it out if no leaflet needs it")
    assert str(refusals("naan;med\r\nAn;\r\n")[0].remedy) == "did you mean naam?"


def test_t64_double_and_missing_columns_are_refused_all_at_once():
    problems = refusals("Geboren;datum;Date;born;med 1;med 01;date\r\nx;x;x;x;x;x;x\r\n")
    assert [str(problem.what) for problem in problems] == [
        "column A has a header that is unknown",
        "columns B, C and G are all for date",
        "columns E and F are all for med 1",
        "has no column for the name",
    ]
    assert str(problems[-1].remedy) == "give it a column with the header naam"


def test_t64_a_number_that_is_missing_among_the_medicines_is_noticed():
    (notice,) = roll_of("naam;med 1;med 3\r\nAn;a;c\r\n").notices
    assert str(notice.what) == "has a column med 3, and none for the number before it"
    (notice,) = roll_of("naam;med 2\r\nAn;a\r\n").notices
    assert str(notice.what) == "has a column med 2, and none for the number before it"


@pytest.mark.parametrize(
    ("columns", "row", "numbers"),
    [
        ("med 1;med 2;med 3", "a;b;c", ()),
        ("med 1;med 2;med 3", "a;b;", ()),
        ("med 1;med 2;med 3", "a; ;c", (1, 3)),
        ("med 1;med 2;med 3", ";;c", (3,)),
        ("med 3;med 1;med 2", "c;a;", (1, 3)),
        ("med;med 2;med 3", "a;;c", (1, 3)),
        ("med;med 1;med 3", "a;;c", (1, 3)),
        ("med;med 1;med 3", ";b;", (2,)),
        ("med 1;med 3;med 12", "a;;c", (1, 12)),
    ],
)
def test_t64_a_medicine_keeps_the_number_of_its_column(columns, row, numbers):
    (record,) = records_of(f"naam;{columns}\r\nAn;{row}\r\n")
    assert record.med_numbers == numbers
    counted = numbers or range(1, len(record.med) + 1)
    assert record.med_fields() == tuple(f"med {n}" for n in counted)


def test_t64_rows_may_end_early_and_may_not_go_on():
    content = "naam;born;med\r\nAn\r\nAn;\r\nAn;;x\r\nAn;;x;; \r\nAn;;x;;y\r\n"
    short, shorter, full, empty, long = rows_of(content)
    assert short.record == shorter.record == Record(name="An")
    assert full.record == empty.record == Record(name="An", med=("x",))
    assert [(str(p.where), str(p.what)) for p in long.problems] == [
        ("row", "has more cells than the header")
    ]
    (problem,) = long.problems
    assert str(problem.remedy) == "put a cell that holds the delimiter between quotation marks"


def test_t64_a_row_of_one_cell_may_be_the_rest_of_the_row_above():
    content = "naam;born;med\r\nAn;;\r\nEls\r\nJan;;ibuprofen\r\n3x/dag\r\n8 dagen\r\n\r\nPiet;\r\n"
    rows = rows_of(content)
    assert [row.record and row.record.name for row in rows] == [
        *("An", "Els", "Jan"),
        *(None, None, None, "Piet"),
    ]
    assert problems_of(content) == [("row", "has one cell, and may be the rest of the row above")]
    assert rows[5].skipped


def test_t64_a_cell_in_a_column_without_header_refuses_its_row():
    good, bad = rows_of("naam;;med;;\r\nAn;;x;;\r\nAn;y;x;;\r\n")
    assert good.record == Record(name="An", med=("x",))
    assert [(str(p.where), str(p.what)) for p in bad.problems] == [
        ("row", "has a cell in a column without header")
    ]
    good, bad = rows_of("naam;;med;\r\nAn;;x\r\nAn;y;x\r\n")
    assert good.record == Record(name="An", med=("x",))
    assert bad.problems


def test_t64_a_list_that_begins_with_a_title_is_told_where_its_headers_are():
    problem = refusal("Spoed;;;\r\n\r\n" + LIST)
    assert str(problem.what) == "row 1 has no known header"
    assert str(problem.remedy) == "take out what stands above row 3, which has headers"
    for no_header in ("naam;x", "datum;campus", "x;y"):
        problem = refusal(f"Spoed;;;\r\n{no_header}\r\nAn;\r\n")
        assert str(problem.remedy) == (
            "begin the list with a row of headers, such as naam, geboortedatum, med"
        )


def test_t64_a_header_may_stand_below_many_blank_lines():
    (row,) = rows_of("\r\n" * 50 + LIST)
    assert (row.number, row.record) == (52, ZOE)


def test_t64_a_list_without_headers_is_refused_without_repeating_its_first_row():
    problem = refusal(f"{ROW}\r\n{ROW}\r\n")
    assert str(problem.what) == "row 1 has no known header"
    assert "naam, geboortedatum, med" in str(problem.remedy)


def test_t64_a_header_that_comes_back_is_no_patient():
    content = f"{LIST}{HEADER}\r\n{ROW}\r\n"
    assert [bool(row.problems) for row in rows_of(content)] == [False, True, False]
    assert problems_of("naam\r\nAn\r\n\ufeffnaam\r\n") == [("row", "repeats the header")]


# Rows that are no patient's


@pytest.mark.parametrize("blank", ["", ";;;;;", " ; ;\u00a0;;;", ";;;;;;;;;", "\t", '"";" ";'])
def test_t65_blank_lines_are_skipped_and_keep_their_numbers(blank):
    content = f"{blank}\r\n{HEADER}\r\n{blank}\r\n{ROW}\r\n{blank}\r\n"
    rows = rows_of(content)
    assert [(row.number, row.skipped, row.record) for row in rows] == [
        (3, Skipped.BLANK, None),
        (4, None, ZOE),
        (5, Skipped.BLANK, None),
    ]


@pytest.mark.parametrize(
    "total",
    [
        "Totaal;3",
        "TOTAAL: 3",
        "Totaal",
        ";;;;Total général",
        "Aantal patiënten:;12;;",
        "subtotaal = 12 patiënten",
        "Sous-total;3;3;3;3;3",
        ";;;;;3",
        ";;;;;;3",
        ";;;;;;;;3",
        ";;;Totaal;",
    ],
)
def test_t65_totals_are_skipped_and_counted(total):
    rows = rows_of(f"{LIST}{total}\r\n")
    assert [row.skipped for row in rows] == [None, Skipped.TOTAL]
    assert rows[1].record is None
    assert rows[1].problems == ()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("Totaal;17/05/1980", "name"),
        ("Totaal;;;bornem", "name"),
        ("12", "name"),
        ("12;;;;ibuprofen", "name"),
        (";17/05/1980", "name"),
        (";12", "name"),
        (";45000", "name"),
        (";;;;ibuprofen", "name"),
        (";;;bornem", "name"),
        (";;;;3;3", "name"),
        (" ;;22/11/2026", "name"),
        ("# Spoed zondag", "name"),
    ],
)
def test_t65_a_row_that_may_be_a_patients_is_refused_and_never_skipped(row, field):
    assert field in [where for where, _ in problems_of(f"{LIST}{row}\r\n")]


@pytest.mark.parametrize("name", ["Totaalis", "Som", "An Total", "Aantals Jan", "3 Suisses"])
def test_t65_a_name_that_is_like_a_total_is_a_name(name):
    assert records_of(f"naam;med\r\n{name};") == [Record(name=name)]


# Values that a spreadsheet made


@pytest.mark.parametrize(
    "value",
    [
        *("#NAAM?", "#NAME?", "#NOM?", "#REF!", "#VERW!", "#WAARDE!", "#VALEUR!", "#VALUE!"),
        *("#N/B", "#N/A", "#DEEL/0!", "#DIV/0!", "#GETAL!", "#NUM!", "#NOMBRE!", "#LEEG!"),
        *("#NULL!", "#OVERLOOP!", "#SPILL!", "########", "#", "Err:502", " #N/B\u00a0"),
    ],
)
@pytest.mark.parametrize("column", ["name", "born", "date", "campus", "med 2", "override"])
def test_t66_error_values_of_a_spreadsheet_are_refused_in_every_column(value, column):
    content = {"name": "An", "born": "", "date": "", "campus": "", "med 2": "", "override": ""}
    content[column] = value
    text = ";".join(content) + "\r\n" + ";".join(content.values())
    assert problems_of(text) == [(column, "is an error value of a spreadsheet")]


@pytest.mark.parametrize("value", ["=A1", "+32 3 890", "-5", "@SUM(A1)", " =cmd|x", "-ibuprofen"])
def test_t66_formulas_are_refused(value):
    assert problems_of(f"naam;med 3\r\nAn;{value}") == [("med 3", "begins as a formula does")]
    assert problems_of(f"naam;med 3\r\n{value};") == [("name", "begins as a formula does")]


@pytest.mark.parametrize("name", ["-", "--", " - ", "."])
def test_t66_a_placeholder_is_judged_later(name):
    assert records_of(f"naam;med\r\n{name};") == [Record(name=name)]


@pytest.mark.parametrize("value", ["1,23E+10", "1.23E+10", "8,5E-05", "5E+12"])
def test_t66_shortened_numbers_are_refused(value):
    expected = "is a number that the spreadsheet shortened"
    assert problems_of(f'naam;med\r\nAn;"{value}"') == [("med", expected)]


@pytest.mark.parametrize("value", ["45000", "29358", "46348,5", "46348.0"])
def test_t66_day_counts_are_refused_in_columns_of_days(value):
    text = f'naam;born;datum;campus\r\nAn;"{value}";"{value}";"{value}"'
    assert problems_of(text) == [
        ("born", "is a day count of a spreadsheet"),
        ("date", "is a day count of a spreadsheet"),
    ]


@pytest.mark.parametrize("value", ["22/11/2026", "22-nov-26", "22-11-26", "1/5/80", "1980"])
def test_t66_how_a_day_is_written_is_judged_later(value):
    assert records_of(f"naam;datum\r\nAn;{value}") == [Record(name="An", date=value)]


@pytest.mark.parametrize(
    "row",
    [
        "An,1980-05-17,tramadol 2,5 mg,paracetamol",
        "An,1980-05-17,tramadol 2,5 mg,,",
        "An,1980-05-17,tramadol,paracetamol 2,5 mg",
        "Peeters, An,1980-05-17,tramadol,paracetamol",
    ],
)
def test_t66_a_decimal_comma_in_a_list_with_commas_is_to_be_quoted(row):
    rows = rows_of(f"naam,born,med 1,med 2\r\n{row}\r\nJan,1980-05-17,,,,\r\n")
    (problem,) = rows[0].problems
    assert (str(problem.where), str(problem.what)) == ("row", "has more cells than the header")
    assert (
        str(problem.remedy) == "put a cell that holds a comma, such as 2,5, between quotation marks"
    )
    assert rows[1].record == Record(name="Jan", born="1980-05-17")


def test_t66_a_decimal_comma_is_fine_where_it_is_quoted_or_no_delimiter():
    record = Record(name="An", med=("tramadol 2,5 mg",))
    assert records_of('naam,med\r\nAn,"tramadol 2,5 mg"\r\n') == [record]
    assert records_of("naam;med\r\nAn;tramadol 2,5 mg\r\n") == [record]


def test_t67_a_bad_row_leaves_all_others_as_they_are():
    lines = [HEADER, *([ROW] * 5000)]
    lines[2] = ROW.replace("22/11/2026", "46348")
    rows = rows_of("\r\n".join(lines))
    assert [row.number for row in rows] == list(range(2, 5002))
    assert [row.number for row in rows if row.problems] == [3]
    assert sum(row.record == ZOE for row in rows) == 4999


def test_t67_everything_that_is_wrong_with_a_row_is_told_at_once():
    assert problems_of("naam;born;med 1;med 2\r\nMa?l;45000;#N/B;=A1;x") == [
        ("name", "has a sign where a letter was lost"),
        ("born", "is a day count of a spreadsheet"),
        ("med 1", "is an error value of a spreadsheet"),
        ("med 2", "begins as a formula does"),
        ("row", "has more cells than the header"),
    ]


# Lists that are none


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "is an Excel workbook, whatever its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Excel workbook, whatever its name says"),
        (b"%PDF-1.7", "is a PDF file, whatever its name says"),
        (
            (b"\x02An" + b" " * 52 + b"\x02\x00A\x00n\x00" + b" \x00" * 60)[:165],
            "is the lock of a list that is open in Excel, whatever its name says",
        ),
        (b"", "the list is empty"),
        (b"\xef\xbb\xbf", "the list is empty"),
        (b"\xff\xfe", "the list is empty"),
        (b" \r\n\t\r\n\xc2\xa0", "the list is empty"),
        (HEADER.encode(), "has a header and no patients"),
        (f"{HEADER}\r\n\r\n;;;\r\nTotaal;0\r\n".encode(), "has a header and no patients"),
        (b'[\n{"name": "An"}\n]', "is a JSON array"),
        (b'{\n  "name": "An"\n}', "has objects of several lines"),
    ],
)
def test_t68_what_is_no_list_is_refused_as_what_it_is(content, what):
    problem = refusal(content)
    assert problem.where == Place(LABEL)
    assert str(problem.what) == what


def test_t68_a_list_that_only_looks_like_a_lock_is_read():
    content = f"{HEADER}\r\nAn;;;;"
    content += "x" * (165 - len(content))
    assert records_of(content)
    assert records_of('"naam"' + content[4:].replace("xx", "", 1))


def test_t69_characters_of_windows_are_read_as_what_they_are():
    name, note = "Jan ‘t Hooft–D’Hondt", "“5 €”\u00a0per\u00a0keer…"
    content = f"naam;override\r\n{name};{note}\r\n".encode("cp1252")
    assert b"\x80" in content
    assert b"\xa0" in content
    assert records_of(content) == [Record(name=name, override=note)]


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_t69_a_byte_that_windows_does_not_know_is_refused_with_its_line(byte):
    content = LIST.encode("cp1252") + b"\r\nM" + bytes([byte]) + b"ller;\r\n"
    problem = refusal(content)
    assert problem.where == Place(LABEL, 4)
    assert str(problem.what).startswith(f"byte 0x{byte:02X} is no letter")


# JSON Lines


def test_json_lines_have_the_fields_of_a_patient_file():
    lines = [
        {"name": ZOE.name, "born": ZOE.born, "datum": ZOE.date, "campus": "bornem", "MED": ZOE.med},
        {"Date de naissance": "17/05/1980", "naam": "An", "med": "ibuprofen", "override": None},
    ]
    text = "\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    expected = [ZOE, Record(name="An", born="17/05/1980", med=("ibuprofen",))]
    for content in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert records_of(content) == expected
    blank, first, *_, second = rows_of("\n" + text.replace("\r\n", "\n\n \n"))
    assert (blank.number, blank.skipped) == (1, Skipped.BLANK)
    assert (first.number, second.number) == (2, 5)


@pytest.mark.parametrize(
    ("line", "field", "what"),
    [
        ('{"name": "An", "kamer": "5"}', "row", "has an unknown field"),
        ('{"name": "An", "name": "Jan"}', "name", "is given a second time"),
        ('{"name": "An", "Naam": "Jan"}', "name", "is given a second time"),
        ('{"name": "An", "born": 19800517}', "born", "is not a text"),
        ('{"name": "An", "born": 1.5}', "born", "is not a text"),
        ('{"name": "An", "born": NaN}', "born", "is not a text"),
        ('{"name": "An", "born": true}', "born", "is not a text"),
        ('{"name": 1e999}', "name", "is not a text"),
        ('{"name": ["An"]}', "name", "is a list"),
        ('{"name": {"first": "An"}}', "name", "is a group of fields"),
        ('{"name": "An", "med": {}}', "med", "is a group of fields"),
        ('{"name": "An", "med": ["a", 600]}', "med 2", "is not a text"),
        ('{"name": "An", "med": ["a", null]}', "med 2", "is not a text"),
        ('{"name": "An", "med": ["a", ["b"]]}', "med 2", "is not a text"),
        ('{"name": "An"} {"name": "Jan"}', "row", "is not one JSON object"),
        ('{"name": "An"},', "row", "is not one JSON object"),
        ('{"name": "An"', "row", "is not one JSON object"),
        ('["An"]', "row", "is not one JSON object"),
        ("An;17/05/1980", "row", "is not one JSON object"),
        ('"An"', "row", "is not one JSON object"),
        ('{"name": ' + "[" * 100_000, "row", "is not one JSON object"),
        ('{"name": ' + "9" * 5000 + "}", "name", "is not a text"),
        ("{}", "name", "is missing"),
        ('{"name": " ", "born": "17/05/1980"}', "name", "is missing"),
        ('{"name": "An", "born": "45000"}', "born", "is a day count of a spreadsheet"),
        ('{"name": "MaÃ«l"}', "name", "has letters that were garbled on the way"),
        ('{"name": "An", "med": ["a", "#N/B"]}', "med 2", "is an error value of a spreadsheet"),
        ('{"name": "Totaal"}', "name", "is a word for a total"),
    ],
)
def test_a_line_that_is_no_record_is_refused_and_the_others_are_read(line, field, what):
    first, second, third = rows_of(f'{{"name": "An"}}\n{line}\n{{"name": "Jan"}}\n')
    assert (first.record.name, third.record.name, second.record) == ("An", "Jan", None)
    assert [(str(problem.where), str(problem.what)) for problem in second.problems] == [
        (field, what)
    ]


def test_the_first_line_may_be_the_bad_one():
    assert [bool(row.problems) for row in rows_of('{"nam": "An"}\n{"name": "Jan"}')] == [
        True,
        False,
    ]
    assert str(rows_of('{"presciber": "J"}')[0].problems[0].remedy) == "did you mean prescriber?"


# Any list


SEEN = (
    st.text(
        st.characters(codec="cp1252", exclude_categories=("Cc", "Cf"))
        | st.sampled_from('",;\t\r\n'),
        min_size=1,
        max_size=12,
    )
    .map(str.strip)
    .filter(bool)
)
"""Texts in which something can be seen, with everything that a table has to quote."""


def unspoiled(field, texts=SEEN):
    return texts.filter(lambda text: find_flaw(text, field) is None)


def fields(texts):
    rare = {name: st.none() | unspoiled(name, texts) for name in ("born", "date", "campus")}
    rare |= {name: st.none() | unspoiled(name, texts) for name in ("override", "prescriber")}
    med = st.lists(unspoiled("med", texts), max_size=3).map(tuple)
    return st.builds(Record, name=unspoiled("name", texts), med=med, **rare)


RECORDS = st.lists(fields(SEEN), min_size=1, max_size=6)
HEADERS = {
    "name": ("naam", "Name", "NOM"),
    "born": ("geboortedatum", "Date de naissance"),
    "date": ("datum", "date"),
    "campus": ("campus",),
    "override": ("Override",),
    "prescriber": ("voorschrijver",),
    "med 1": ("med", "Med 1", "med1"),
    "med 2": ("med 2",),
    "med 3": ("MED 3",),
}


def cells_of(record):
    med = {f"med {n}": text for n, text in enumerate(record.med, start=1)}
    return {name: getattr(record, name, None) for name in HEADERS if "med" not in name} | med


def swallows(record, delimiter):
    """Whether a cell of the record would have to be taken for one that swallowed rows."""
    texts = [text for text in cells_of(record).values() if text]
    several = [text for text in texts if "\n" in text or "\r" in text]
    return any(text.count(delimiter) >= len(HEADERS) - 1 for text in [*several, *texts])


# Left to itself, the writer quotes only those line ends that are a part of its own.
WAYS = [
    ("\r\n", csv.QUOTE_MINIMAL),
    ("\r\n", csv.QUOTE_ALL),
    ("\n", csv.QUOTE_ALL),
    ("\r", csv.QUOTE_ALL),
]


def is_utf_8(content):
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@settings(deadline=None)
@given(
    RECORDS,
    st.permutations(list(HEADERS)),
    st.data(),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "utf-16-le"]),
    st.sampled_from(WAYS),
    st.sampled_from(["", "sep={}"]),
)
def test_any_list_is_read_back_as_it_was_written(
    records, order, data, delimiter, encoding, way, declaration
):
    assume(not any(swallows(record, delimiter) for record in records))
    line_end, quoting = way
    file = io.StringIO(newline="")
    if declaration:
        file.write(declaration.format(delimiter) + line_end)
    writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerow([data.draw(st.sampled_from(HEADERS[name])) for name in order])
    for record in records:
        writer.writerow([cells_of(record).get(name) for name in order])
    written = file.getvalue()
    # Bytes that are UTF-8 are read as that, however they came about.
    assume(encoding != "cp1252" or written.isascii() or not is_utf_8(written.encode("cp1252")))
    roll = roll_of(written.encode(encoding))
    first, second = list(roll.rows()), list(roll.rows())
    assert first == second
    assert [row.problems for row in first] == [()] * len(records)
    assert [row.record for row in first] == records
    assert [row.number for row in first] == list(range(2, len(records) + 2))


@given(st.lists(fields(SEEN | st.text(max_size=9).filter(str.strip)), min_size=1, max_size=6))
def test_any_list_of_objects_is_read_back_as_it_was_written(records):
    lines = [
        json.dumps({key: value for key, value in vars_of(record).items() if value})
        for record in records
    ]
    assert records_of("\n".join(lines)) == records


def vars_of(record):
    return {name: getattr(record, name) for name in Record.__slots__}


@given(
    st.text(alphabet='ŽŻÃ«=#-+@E0189";,\t\r\n{}[]: ', min_size=1, max_size=40),
    st.sampled_from(
        [
            "{0}",
            "naam;{0}\r\nAn;x",
            "{0};naam\r\nAn;x",
            "naam;born;med\r\n{0}",
            'naam;born;med\r\n"{0}\r\nAn;;',
            "naam;born\r\nAn;{0};{0}",
            '{{"name": "An", "{0}": "x"}}',
            '{{"name": "{0}", "born": {0}}}',
            '{{"name": ["{0}"], "med": ["{0}", 1]}}',
        ]
    ),
)
def test_t118_no_message_repeats_what_the_list_says(secret, shape):
    try:
        roll = roll_of(shape.format(secret))
        problems = [*roll.notices, *(p for row in roll.rows() for p in row.problems)]
    except DischargeError as error:
        problems = error.problems
    assert not set("ŽŻÃ") & set("".join(map(str, problems)))


@given(st.binary(max_size=200), st.sampled_from([b"", b"naam;med\r\n", b'{"name": "An"}\n']))
def test_bytes_of_any_kind_are_read_or_refused(content, beginning):
    try:
        rows = rows_of(beginning + content)
    except DischargeError:
        return
    for row in rows:
        assert [row.record is not None, bool(row.problems), bool(row.skipped)].count(True) == 1
    assert all(one.number < other.number for one, other in pairwise(rows))


def test_memory_does_not_grow_with_the_rows():
    content = (HEADER + "\r\n" + f"{ROW}\r\n" * 20_000).encode()
    roll = roll_of(content)
    assert isinstance(roll, Roll)
    tracemalloc.start()
    try:
        for _ in roll.rows():
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 500_000 < len(content)


def test_reading_a_list_needs_neither_yaml_nor_pydantic():
    module = "leaflet.discharge.lists.patients"
    program = f"import {module}, sys; print(*{{'yaml', 'pydantic'}} & {{*sys.modules}})"
    house = Path(__file__).resolve().parents[2]
    done = run(
        [sys.executable, "-c", program], cwd=house, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
