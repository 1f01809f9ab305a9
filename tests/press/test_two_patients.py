"""Two patients, one press: whatever comes first, nothing of the one is in the file of the other."""

import io

import pikepdf
import pytest

from leaflet.errors import FitError

OURS = {
    "name": "Nguyễn Ωρίων Quist",
    "born": "1971-03-09",
    "visited": "2026-11-20",
    "campus": "rumst",
    "override": "chronische ontsteking",
    "prescriber": "dr. Fatima Özgür",
}
# Three have the same plan, so that all but their own facts may be kept from one to the next.
PATIENTS = {
    "a": (("Brufen 600 mg 3x/dag 10 dagen tegen jicht",), OURS),
    "b": (
        ("ibuprofen 600 mg 3x/dag 8 dagen tegen migraine",),
        {"name": "Bo Jansen", "born": "1980-05-17"},
    ),
    "c": (("ibuprofen 600 mg 3x/dag 8 dagen",), {"name": "Phạm Hằng", "born": "1962-01-31"}),
    "d": (("ibuprofen 600 mg 3x/dag 8 dagen",), {"name": "Els Maes", "born": "1948-12-02"}),
    "e": (("ibuprofen 600 mg 3x/dag 8 dagen",), {"name": "Jan Dox", "born": "1959-07-14"}),
}
SECRETS = {
    "a": [
        *("Nguyễn", "Ωρίων", "Quist", "9 maart 1971", "09/03/1971", "20 november", "20/11/2026"),
        *("Brufen", "jicht", "10 dagen", "Fatima", "Özgür"),
    ],
    "b": ["Bo Jansen", "17 mei 1980", "17/05/1980", "migraine"],
    "c": ["Phạm", "Hằng", "31 januari 1962", "31/01/1962"],
    "d": ["Els Maes", "2 december 1948", "02/12/1948"],
    "e": ["Jan Dox", "14 juli 1959", "14/07/1959"],
}
NEVER = ["chronische ontsteking", "1971-03-09", "1980-05-17"]


@pytest.fixture(scope="module")
def open_press(reword, fold, make_ready):
    """A press on which nothing was printed yet; a prescriber may exceed a limit."""
    old = "      days: 8 # F52\n    ceiling:\n"
    content, own = reword(("formulary.yaml", old, f"{old}      days: 14\n"))
    return lambda: make_ready(content, own, fold, (11.0,))


@pytest.fixture(scope="module")
def alone(open_press, print_on):
    """The leaflet of each patient, from a press that printed no other."""
    return {who: print_on(open_press(), *med, **said) for who, (med, said) in PATIENTS.items()}


def everything_in(pdf):
    """All that can be read: the bytes, every stream, every text of a dictionary."""
    parts = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            parts.append(each.unparse())
            if isinstance(each, pikepdf.Stream):
                parts.append(each.read_bytes())
    return b"\n".join(parts)


def forms_of(secret):
    wide = secret.encode("utf-16-be")
    yield from (secret.encode(), wide, wide.hex().encode(), wide.hex().upper().encode())


def texts_of(pdf, read_tagged, reader):
    """What it says: by its codes and fonts, and as PDFium reads it."""
    shown = [content.text for page in read_tagged(pdf).pages for content in page]
    opinion = reader.second_opinion(pdf).values()
    return " ".join(" ".join((*shown, *opinion)).replace("\u00a0", " ").split())


def test_t120_each_file_says_all_of_its_patient_and_nothing_of_another(alone, read_tagged, reader):
    for who, paper in alone.items():
        text, content = texts_of(paper.pdf, read_tagged, reader), everything_in(paper.pdf)
        for secret in SECRETS[who]:
            assert secret in text
        others = [secret for other in SECRETS if other != who for secret in SECRETS[other]]
        sheets = [alone[other].sheet for other in alone if other != who]
        for secret in (*others, *sheets, *NEVER):
            assert secret not in text
            assert not any(form in content for form in forms_of(secret))


@pytest.mark.parametrize("order", ["abcdea", "edcbae", "badbce", "ceacda", "deacbd"])
def test_t120_whatever_was_printed_before_a_file_is_the_same(open_press, print_on, alone, order):
    press = open_press()
    for who in order:
        med, said = PATIENTS[who]
        assert print_on(press, *med, **said).pdf == alone[who].pdf


def test_t120_a_leaflet_that_was_refused_leaves_nothing_behind(open_press, print_on, alone):
    press, (med, said) = open_press(), PATIENTS["a"]
    with pytest.raises(FitError):
        print_on(press, *med, **{**said, "name": 5 * "Wolfgangus-Überschaer "})
    med, said = PATIENTS["b"]

    assert print_on(press, *med, **said).pdf == alone["b"].pdf


def letters_in(pdf):
    """The letters of each font that are not in every leaflet."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = document.pages[0].Resources.Font
        further = [str(name) for name in fonts if not str(name).endswith("0")]
        return {name: fonts[name].ToUnicode.read_bytes() for name in further}


def test_t120_a_file_has_no_letter_that_only_another_patient_has(alone):
    assert letters_in(alone["b"].pdf) == {}
    ours, theirs = letters_in(alone["a"].pdf), letters_in(alone["c"].pdf)
    vietnamese = {name for name in ours if name.endswith("62")}

    assert vietnamese
    assert vietnamese == {name for name in theirs if name.endswith("62")}
    for name in vietnamese:
        assert b"<1EC5>" in ours[name]
        assert b"<1EA1>" not in ours[name]
        assert b"<1EB1>" in theirs[name]
        assert b"<1EC5>" not in theirs[name]
