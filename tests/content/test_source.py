import contextlib
import json
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.yaml import LARGEST_FILE
from leaflet.content.yaml import reader as source_module
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError, Place

LOADERS = [
    pytest.param(yaml.SafeLoader, id="python"),
    pytest.param(getattr(yaml, "CSafeLoader", yaml.SafeLoader), id="c"),
]


@pytest.fixture(params=LOADERS)
def loader(request, monkeypatch):
    monkeypatch.setattr(source_module, "_LOADER", request.param)


def read(text):
    return read_source(text.encode(), "f.yaml").value


def refusal(content):
    with pytest.raises(ContentError) as refused:
        read_source(content if isinstance(content, bytes) else content.encode(), "f.yaml")
    return str(refused.value)


@pytest.mark.parametrize(
    "surname", ["No", "Null", "On", "Yes", "True", "~", "1e3", "0x1A", "null", "NaN", "=", "<<"]
)
def test_t12_an_unquoted_surname_stays_the_text_that_was_typed(surname, loader):
    assert read(f"name: {surname}\n") == {"name": surname}


def test_t40_a_duplicate_key_is_refused_at_its_line_and_names_the_first():
    told = refusal("dose: 600 mg\ndays: 8\ndose: 800 mg\n")

    assert told.startswith("f.yaml:3:1: ")
    assert "line 1" in told
    assert read("dose: 600 mg\nother: {dose: 800 mg}\n")["other"] == {"dose": "800 mg"}


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a:\n\tb: 1\n", "f.yaml:2:", "tab"),
        ("a:\n  - b\n\t- c\n", "f.yaml:3:", "tab"),
        ("a: 'x\nb: 1\n", "f.yaml:1:4:", "never closed"),
        ('a: "x\n', "f.yaml:1:4:", "never closed"),
        ("a: 'Jan's book'\n", "f.yaml:1:9:", "quote"),
        ("a: b: c\n", "f.yaml:1:5:", "second colon"),
        ("a: @x\n", "f.yaml:1:4:", "begins with @"),
        ("@x: 1\n", "f.yaml:1:1:", "begins with @"),
        ("a: %x\n", "f.yaml:1:4:", "begins with %"),
        ("a: `x`\n", "f.yaml:1:4:", "begins with `"),
        ('"a ": 1\n', "f.yaml:1:1:", "begins or ends with a space — take it out"),
        ("\u00a0a: 1\n", "f.yaml:1:1:", "not an ordinary one — indent with ordinary spaces"),
        ("- **Bold** words\n", "f.yaml:1:", "begins with *"),
        ("- {phone:a.b} words\n", "f.yaml:1:", "begins with {"),
        ("- [x] words\n", "f.yaml:1:", "begins with ["),
        ("a: [b, c\nd: e\n", "f.yaml:1:4:", "not closed"),
        ("a:\n  b: 1\n c: 2\n", "f.yaml:3:2:", "indentation"),
        ("a\nb: 1\n", "f.yaml:1:1:", "no colon"),
        ("a: - b\n", "f.yaml:1:4:", "next line"),
        ('a: "C:\\q"\n', "f.yaml:1:", "\\"),
    ],
)
def test_t47_a_slip_of_yaml_is_told_in_plain_words_at_its_line(text, place, hint, loader):
    told = refusal(text)

    assert told.startswith(place)
    assert hint in told
    assert "scanning" not in told
    assert "token" not in told


def test_t47_a_line_that_begins_with_a_percent_sign_is_refused(loader):
    assert refusal("%x\n").startswith("f.yaml:")
    assert read('"%x": 1\n') == {"%x": "1"}


def _laughs(levels):
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_t48_a_billion_laughs_is_refused_quickly(loader):
    start = time.perf_counter()

    assert "references" in refusal(_laughs(10))
    assert time.perf_counter() - start < 1


def test_t48_a_few_references_are_read():
    assert read("a: &x [1, 2]\nb: *x\n") == {"a": ["1", "2"], "b": ["1", "2"]}


def test_t48_references_that_double_are_counted_as_if_written_out():
    doubling = "a: &a0 [" + "x," * 3000 + "]\n"
    doubling += "".join(f"b{n}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(9))

    assert "values" in refusal(doubling)


def test_t48_references_that_nest_are_measured_as_if_written_out():
    nesting = "a0: &a0 " + "[" * 30 + "]" * 30 + "\n"

    assert read(nesting)
    assert "deep" in refusal(nesting + "b: " + "[" * 15 + "*a0" + "]" * 15 + "\n")


@pytest.mark.parametrize(
    "bomb",
    [
        b"[" * 10_000,
        b"- " * 10_000,
        b"{a: " * 10_000,
        b"? " * 10_000,
        b"a" * 10_000_000,
        b"- a\n" * 200_000,
    ],
    ids=["brackets", "dashes", "braces", "questions", "long", "many"],
)
def test_t48_a_deep_or_large_file_is_refused_quickly(bomb):
    start = time.perf_counter()

    assert refusal(bomb).startswith("f.yaml")
    assert time.perf_counter() - start < 2


def test_t48_a_file_of_the_largest_size_is_read():
    assert read("a" * LARGEST_FILE) == "a" * LARGEST_FILE
    assert "MB" in refusal("a" * (LARGEST_FILE + 1))


def test_t48_an_anchor_that_holds_itself_is_refused(loader):
    assert "reference" in refusal("a: &x [*x]\n")


@pytest.mark.parametrize(
    "text",
    ["a: !!python/object/apply:os.system [ls]\n", "a: !!str 1\n", "a: !x y\n", "!!map {a: 1}\n"],
)
def test_t49_a_tag_is_refused(text, loader):
    assert "tag" in refusal(text)
    assert read('a: "!x y"\n') == {"a": "!x y"}


@pytest.mark.parametrize(
    "typed",
    ["0470123456", "112", "12:30", "2026-02-30", "010", "1_000", "1.0", ".5", "1e309", "yes", "no"],
)
def test_t50_what_looks_like_a_number_date_or_truth_stays_text(typed, loader):
    assert read(f"a: {typed}\n") == {"a": typed}


def test_an_empty_value_is_none_and_an_empty_text_is_not(loader):
    assert read("a:\nb: ''\nc: \"\"\nd: [x, ]\n") == {"a": None, "b": "", "c": "", "d": ["x"]}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfa: b\r\nc: d\r\n",
        b"a: b\r\nc: d",
        b"a: b\rc: d\r",
        b"a: b\nc: d",
    ],
    ids=["byte order mark and CRLF", "no final newline", "CR", "plain"],
)
def test_t51_byte_order_marks_and_line_ends_of_any_kind_are_read(content, loader):
    assert read_source(content, "f.yaml").value == {"a": "b", "c": "d"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_t51_utf_16_is_refused_by_name(encoding):
    assert "UTF-16" in refusal("naam: Zoë\n".encode(encoding))


def test_t51_latin_1_is_refused_at_the_byte():
    told = refusal("a: b\nnaam: Zoë\n".encode("latin-1"))

    assert told.startswith("f.yaml:2:9: ")
    assert "0xEB" in told
    assert read("a: b\nnaam: Zoë\n")["naam"] == "Zoë"


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000"])
def test_t51_indentation_with_no_break_spaces_is_told(space, loader):
    assert "spaces" in refusal(f"a: 1\n{space}b: 2\n")
    assert "spaces" in refusal(f"a:\n{space}{space}b: 2\nc: 1\n")


@pytest.mark.parametrize("text", ["a: x\x07y\n", "a: x\x1b[31m\n", 'a: "\\0"\n', 'a: "\\e[31m"\n'])
def test_control_characters_are_refused_however_they_are_written(text, loader):
    assert "control character" in refusal(text)


def test_half_a_character_is_refused(loader):
    assert refusal('a: "\\ud83d"\n').startswith("f.yaml:1:")


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "---\na: 1\n---\nb: 2\n"])
def test_t53_a_second_document_is_refused(text, loader):
    assert "second document" in refusal(text)
    assert read("---\na: 1\n...\n") == {"a": "1"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n# comments\n", "\ufeff"])
def test_t53_a_file_with_nothing_in_it_is_refused(text, loader):
    assert "empty" in refusal(text)


def test_every_problem_of_a_file_is_told_at_once(loader):
    told = refusal("a: 1\na: 2\nb: !x y\nc: 'x\n").splitlines()

    assert [line.partition(": ")[0] for line in told] == ["f.yaml:2:1", "f.yaml:3:4", "f.yaml:4:4"]


def test_no_problem_repeats_what_the_file_says():
    secret = "Peeters"
    texts = [
        f"{secret}: 1\n{secret}: 2\n",
        f"a: {secret}: x\n",
        f"a: !{secret} x\n",
        f"a: '{secret}\n",
        f"a: @{secret}\n",
        f"a: *{secret}\n",
        f"a: &{secret} x\nb: &{secret} y\n",
        f"? [{secret}]\n: x\n",
    ]

    for text in texts:
        assert secret not in refusal(text)


def test_json_is_read_with_its_null(loader):
    document = {"name": "Null", "born": None, "med": ["600 mg", "a\nb"], "url": "a/b"}

    assert read(json.dumps(document, indent=2)) == document
    assert read('{"name": null, "other": "null"}') == {"name": None, "other": "null"}


def test_json_numbers_and_truths_are_the_characters_that_were_typed():
    assert read('{"a": 1.0, "b": true, "c": 1e5}') == {"a": "1.0", "b": "true", "c": "1e5"}


def test_a_key_that_is_a_list_or_nothing_is_refused(loader):
    assert "key" in refusal("? [a]\n: b\n")
    assert refusal("{: b}\n").startswith("f.yaml:1:")


def test_every_value_and_key_knows_its_line_and_column(loader):
    found = read_source(b"a:\n  - b: 1\n    c: [x, yy]\n", "f.yaml")

    assert found.place(("a", 0)) == Place("f.yaml", 2, 5)
    assert found.place(("a", 0, "c", 1)) == Place("f.yaml", 3, 12)
    assert found.key_place(("a", 0, "c")) == Place("f.yaml", 3, 5)
    assert found.place(("a", 0, "missing")) == Place("f.yaml", 2, 5)
    assert [path for path, _ in found.texts()] == [
        ("a", 0, "b"),
        ("a", 0, "c", 0),
        ("a", 0, "c", 1),
    ]


@given(
    st.recursive(
        st.text(st.characters(exclude_categories=("Cs", "Cc"))) | st.none(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abcdefghé", min_size=1), inner, max_size=4)
        ),
        max_leaves=20,
    ).filter(lambda tree: tree is not None)
)
def test_what_json_can_write_comes_back_as_it_was(tree):
    written = json.dumps({"tree": tree}, ensure_ascii=False)

    assert read(written) == {"tree": tree}


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), st.binary(max_size=80))
def test_no_bytes_whatever_raise_anything_but_a_content_error(text, noise):
    for content in (text.encode(), noise, b"a: " + noise):
        with contextlib.suppress(ContentError):
            read_source(content, "f.yaml")
