"""Files of the content broken in one way each, in several at once, and at random."""

import gc
import time
from dataclasses import replace

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from support.breaks import EVERY, FORMULARY, HOSPITAL, PHONEBOOK, REST, SYNTAX, TEXT, WORDS, spoil

from leaflet.content.read import read_snapshot
from leaflet.content.site import open_library
from leaflet.errors import ContentError, LeafletError, Place

LIBRARY = open_library(None)
SNAPSHOT = LIBRARY.take_snapshot("lage-rugpijn", "nl")
TEXTS = {file.name: content.decode() for file, content in SNAPSHOT.files}
LONGEST = 1.0
"""Seconds of the processor that a refusal may take."""


def read(texts):
    """Read a leaflet from these texts, or bytes; others of its files are as they come."""
    contents = {name: text if isinstance(text, bytes) else text.encode() for name, text in texts}
    files = tuple((file, contents.get(file.name, content)) for file, content in SNAPSHOT.files)
    # What a whole run of tests has left in memory is not the reader's to look through.
    gc.disable()
    begun = time.process_time()
    try:
        return read_snapshot(LIBRARY, replace(SNAPSHOT, files=files))
    finally:
        taken = time.process_time() - begun
        gc.enable()
        assert taken < LONGEST


def refusal(texts):
    with pytest.raises(LeafletError) as refused:
        read(texts.items())
    return refused.value


def find(told, place, each):
    """The one problem of this break among those that are told."""
    (found,) = [
        problem
        for problem in told
        if problem.where == Place(*place)
        and str(each.what) in str(problem.what)
        and str(each.remedy) in str(problem.remedy)
    ]
    return found


@pytest.mark.parametrize("each", EVERY, ids=str)
def test_a_break_is_told_once_at_its_line_and_column_with_what_to_do(each):
    texts, [place] = spoil(TEXTS, [each])

    refused = refusal(texts)

    assert isinstance(refused, ContentError)
    assert refused.problems == (find(refused.problems, place, each),)


def test_there_are_breaks_of_every_kind():
    assert len(EVERY) > 100
    assert len({each.name for each in EVERY if each.file == TEXT}) > 60
    assert {each.file for each in REST} == set(TEXTS)
    assert {each.file for each in SYNTAX} == set(TEXTS)


def spoil_or_pass(breaks):
    told = [str(each.what) for each in breaks]
    # A section whose role cannot be read may be the one with the red flags.
    roles = ("`role` is missing", "`self_car`")
    assume(not ("no section says" in str(told) and any(role in str(told) for role in roles)))
    try:
        return spoil(TEXTS, breaks)
    except AssertionError:  # one stands where another is
        return assume(False)


def together(size):
    """So many breaks that leave the rest of their files to be judged."""
    return st.lists(st.sampled_from(REST), min_size=size, max_size=size, unique=True)


@settings(max_examples=60)
@given(together(2) | together(5) | together(12))
def test_breaks_hide_none_of_each_other(breaks):
    texts, places = spoil_or_pass(breaks)

    told = refusal(texts).problems

    assert set(told) == {
        find(told, place, each) for place, each in zip(places, breaks, strict=True)
    }
    assert len(told) == len(breaks)


@settings(max_examples=30)
@given(st.sampled_from(SYNTAX), together(6))
def test_a_file_that_is_no_yaml_hides_nothing_of_the_others(stop, breaks):
    others = [each for each in breaks if stop.file not in (each.file, each.where)]
    texts, places = spoil_or_pass([stop, *others])

    told = refusal(texts).problems

    for place, each in zip(places, [stop, *others], strict=True):
        if needs(each, stop.file):
            assert not [problem for problem in told if problem.where == Place(*place)]
        else:
            find(told, place, each)


def needs(each, file):
    """Whether the break can only be seen where this other file can be read."""
    told = {
        "phonebook.yaml": ("the phone book has no key",),
        "formulary.yaml": ("the formulary has no", "the leaflet says", "in formulary.yaml"),
        "hospital.yaml": ("hospital.yaml names no campus",),
        WORDS: ("the leaflet says",),
    }
    return any(words in str(each.what) for words in told.get(file, ()))


def test_problems_are_told_file_by_file_and_line_by_line():
    breaks = [*PHONEBOOK[3:4], *PHONEBOOK[7:10], *HOSPITAL[:4], *FORMULARY[:9]]
    texts, _ = spoil(TEXTS, breaks)

    places = [problem.where for problem in refusal(texts).problems]

    names = list(dict.fromkeys(place.file for place in places))
    assert names == ["hospital.yaml", "phonebook.yaml", "formulary.yaml"]
    for name in names:
        lines = [(place.line, place.column) for place in places if place.file == name]
        assert lines == sorted(lines)
        assert len(lines) > 3


def _laughs():
    lines = ["schema: 1", "a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines)


LATIN = TEXTS[TEXT].encode("latin-1", "replace")
FILES = {
    "T48 billion laughs": (_laughs(), (5, 18), "references"),
    "T48 10 MB": ("a: b\n" * 2_000_000, (None, None), "larger than 1 MB"),
    "T48 10 000 brackets": ("[" * 10_000, (1, 41), "nested more than 40 deep"),
    "T48 10 000 dashes": ("- " * 10_000, (1, 81), "nested more than 40 deep"),
    "T48 200 000 values": ("- a\n" * 200_000, (50_000, 3), "more than 50000 values"),
    "T48 200 000 slips": ("a: b: c\n" * 100_000, (1, 5), "second colon"),
    "T48 a quote over 1 MB": ('a: "' + "b\n" * 400_000, (1, 4), "never closed"),
    "T51 UTF-16": (TEXTS[TEXT].encode("utf-16"), (None, None), "UTF-16"),
    "T51 Latin-1": (LATIN, (15, 25), "byte 0xEB is not UTF-8"),
    "T53 empty": ("", (1, 1), "the file is empty"),
    "T53 only comments": ("# one\n\n# two\n", (1, 1), "the file is empty"),
    "T53 only a line": ("lage rugpijn\n", (1, 1), "should consist of `key: value` lines"),
    "T53 only a list": ("- schema: 1\n", (1, 1), "should consist of `key: value` lines"),
    "T09 control character": ("schema: 1\nname: x\x1b[31m\n", (2, 8), "U+001B"),
    "half an emoji": (b"schema: 1\nname: \xed\xa0\xbd\n", (2, 7), "byte 0xED is not UTF-8"),
    "NUL": (b"\x00" * 2000, (None, None), "UTF-16"),
    "not text at all": (bytes(range(256)), (2, 118), "not UTF-8"),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_file_that_is_none_is_told_quickly_and_hides_nothing_of_the_others(kind, name):
    content, (line, column), what = FILES[kind]
    other = HOSPITAL[0] if name != "hospital.yaml" else PHONEBOOK[0]
    texts, [place] = spoil(TEXTS, [other])

    told = refusal({**texts, name: content}).problems

    (own,) = [problem for problem in told if problem.where.file == name]
    assert own.where == Place(name, line, column)
    assert what in str(own.what)
    assert str(own.remedy)
    assert set(told) == {own, find(told, place, other)}


LONG = {
    "number": ("phonebook.yaml", "03 890 59 23", "03" * 400_000, 1),
    "number with spaces": ("phonebook.yaml", "03 890 59 23", "0 " * 400_000 + "0", 1),
    "amount": ("formulary.yaml", "usual: 1 g", "usual: " + "1" * 900_000 + " g", 1),
    "word": (TEXT, "role: avoid", "role: " + "a" * 900_000, 1),
    "keys": (TEXT, "version:\n", "".join(f"k{n}: x\n" for n in range(8000)), 8000),
    "blocks": (TEXT, "- plan: foot\n", "- plan: foot\n" + "      - paragraf: x\n" * 6000, 6000),
    "texts": (TEXT, "- lang zitten", "- " + "{phone:x.y} " * 40_000 + "x", 1),
}


@pytest.mark.parametrize("kind", LONG)
def test_t48_what_is_long_is_refused_quickly_in_few_words(kind):
    name, old, new, count = LONG[kind]
    assert TEXTS[name].count(old) == 1

    told = refusal({name: TEXTS[name].replace(old, new)}).problems

    assert len(told) == count
    assert all(len(str(problem)) < 400 for problem in told)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.rstrip("\n"),
        lambda text: "---\n" + text + "...\n",
    ],
    ids=["byte order mark", "CRLF", "CR", "no last line end", "marks of a document"],
)
def test_t51_how_a_file_was_saved_does_not_matter(change):
    saved = {name: change(text) for name, text in TEXTS.items()}

    ours, theirs = read(TEXTS.items()).value, read(saved.items()).value

    assert [each.heading for each in theirs.brochure.sections] == [
        each.heading for each in ours.brochure.sections
    ]
    assert theirs.phonebook.keys() == ours.phonebook.keys()


@pytest.mark.parametrize(
    ("written", "printed"),
    [("0470123456", "0470 12 34 56"), ("112", "112"), ("+32 3 890 59 23", "03 890 59 23")],
)
def test_t50_a_number_without_quotes_stays_what_was_typed(written, printed):
    text = TEXTS["phonebook.yaml"].replace("03 890 59 23", written)
    text = text.replace("hours:\n", "hours: 12:30\n", 1)

    first = read({"phonebook.yaml": text}.items()).value.phonebook.numbers[0]
    assert (first.number, first.hours) == (printed, "12:30")


@pytest.mark.parametrize(("name", "key"), [(TEXT, "3"), ("phonebook.yaml", "2")])
def test_t52_a_newer_schema_is_told_and_nothing_else_of_its_file(name, key):
    old = "schema: 2" if name == TEXT else "schema: 1"
    text = TEXTS[name].replace(old, f"schema: {key}").replace("pijnkliniek", "pijn")

    (problem,) = refusal({name: text}).problems
    assert "update the program" in str(problem.remedy)
    assert problem.where.column == 9


PIECES = [
    *"\t'\":[]{}|>#!%@`\\\n~é\u00a0\u2028\u202e",
    ": ",
    "- ",
    "&x ",
    "*x",
    "---\n",
    "? ",
    "<<: ",
]


@st.composite
def scribbled(draw):
    """A file of the content in which lines and characters are lost, doubled and strange."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[name].split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        column = draw(st.integers(0, len(lines[at])))
        piece = draw(st.sampled_from(PIECES) | st.characters(exclude_categories=("Cs",)))
        match draw(st.integers(0, 5)):
            case 0:
                del lines[at : at + draw(st.integers(1, 6))]
            case 1:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                lines[at] = lines[at][:column] + piece + lines[at][column:]
            case 3:
                lines[at] = lines[at][:column] + lines[at][column + 1 :]
            case 4:
                lines[at] = lines[at][:column] + piece + lines[at][column + 1 :]
            case _:
                lines[at] = " " * draw(st.integers(0, 3)) + lines[at]
        lines = lines or [""]
    return name, "\n".join(lines)


@settings(max_examples=250)
@given(scribbled())
@example((TEXT, ""))
def test_a_file_broken_at_random_is_read_or_refused_at_a_line(scribble):
    name, text = scribble

    try:
        read({name: text}.items())
        told = ()
    except ContentError as refused:
        told = refused.problems

    assert len(set(told)) == len(told)
    for problem in told:
        assert isinstance(problem.where, Place)
        assert problem.where.line
        assert str(problem.what)
        assert str(problem.remedy)
