"""The syntax of PDF: whatever is written is read back by qpdf as it was."""

import io
import re
import zlib
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.press.pdf.objects import (
    FREE,
    ROW,
    Body,
    deflate,
    write_number,
    write_references,
    write_stream,
    write_table,
    write_text,
)

SETTINGS = settings(max_examples=150)
SIGNS = st.sampled_from("()\\\r\n\0\x18\x7f<> é\ufeff") | st.characters(exclude_categories=["Cs"])
TEXTS = st.text(SIGNS, max_size=60)
LINE_ENDS = st.sampled_from([b"\r", b"\n", b"\r\n", b"\n\r", b"endstream", b"\r\nendstream", b""])
CONTENT = st.builds(lambda a, b, c: a + b + c, LINE_ENDS, st.binary(max_size=300), LINE_ENDS)


@SETTINGS
@given(TEXTS)
def test_a_text_is_read_back_as_it_was(text):
    assert str(pikepdf.Object.parse(write_text(text).encode("ascii"))) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(",
        ")",
        "\\",
        "a)(\\",
        "\\n",
        "a\rb",
        "\r\n",
        "\x18",
        "\x7f",
        "\0",
        "\ufeff",
        "þÿ",
        "😀",
    ],
)
def test_a_text_that_could_be_mistaken_is_read_back_as_it_was(text):
    assert str(pikepdf.Object.parse(write_text(text).encode("ascii"))) == text


@SETTINGS
@given(st.floats(-1e6, 1e6))
def test_a_number_is_read_back_to_the_micrometre_and_never_has_an_exponent(value):
    written = write_number(value)

    assert re.fullmatch(r"-?\d+(\.\d{1,3})?", written)
    assert written != "-0"
    assert abs(Decimal(written) - Decimal(value)) <= Decimal("0.0005000001")
    assert float(pikepdf.Object.parse(f"[{written}]".encode())[0]) == float(written)


@given(st.integers(-1000, 1000))
def test_a_whole_number_is_written_without_a_point(value):
    assert write_number(value) == str(value)


@SETTINGS
@given(st.binary(max_size=2000), st.integers(1, 9))
def test_deflated_content_is_inflated_to_what_it_was(content, level):
    assert zlib.decompress(deflate(content, level)) == content


def write_file(body: Body, catalog: int, size: int) -> bytes:
    """A whole file of these objects."""
    trailer = f"/Root {catalog} 0 R/ID[<00><00>]"
    end = write_table(size, FREE + body.rows, trailer, body.offset)
    return b"".join((b"%PDF-1.7\n", body.joined(), end))


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


@SETTINGS
@given(st.lists(CONTENT, min_size=1, max_size=6))
def test_streams_are_read_back_whatever_they_end_with(contents):
    body = Body(1, len(b"%PDF-1.7\n"))
    numbers = [body.add_stream(deflate(content)) for content in contents]
    numbers += [body.add_stream(content, "") for content in contents]
    catalog = body.add_objects(["<</Type/Catalog/Pages<</Type/Pages/Kids[]/Count 0>>>>"])
    with opened(write_file(body, catalog, body.next)) as document:
        read = [document.get_object(number, 0) for number in numbers]
        assert [each.read_raw_bytes() for each in read[: len(contents)]] == [
            deflate(content) for content in contents
        ]
        assert [each.read_bytes() for each in read] == contents * 2


@SETTINGS
@given(CONTENT)
def test_the_end_of_a_stream_is_told_without_its_length(content):
    """A reader that looks for the end, and takes one line end before it off, finds all of it."""
    written = write_stream(7, content, "")
    start = written.index(b"stream\n") + len(b"stream\n")
    end = written.rindex(b"endstream")

    assert re.sub(rb"(\r\n|\n|\r)\Z", b"", written[start:end]) == content
    assert written.startswith(b"7 0 obj\n<</Length %d>>\n" % len(content))


VALUES = st.recursive(
    st.integers(-1000, 1000) | TEXTS | st.booleans(),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)


def written(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return write_text(value)
    return f"[{' '.join(map(written, value))}]"


def read(value):
    if isinstance(value, pikepdf.Array):
        return [read(each) for each in value]
    return str(value) if isinstance(value, pikepdf.String) else value


@settings(max_examples=60)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_objects_in_streams_are_found_by_their_numbers(groups, data):
    body, expected = Body(1, len(b"%PDF-1.7\n")), {}
    for group in groups:
        if data.draw(st.booleans()):
            expected[body.add_stream(deflate(b"x"))] = None
        first = body.add_objects([f"<</V {written(value)}>>" for value in group])
        expected |= dict(enumerate(group, first))
    catalog = body.add_objects(["<</Type/Catalog/Pages<</Type/Pages/Kids[]/Count 0>>>>"])

    assert len(body.rows) == ROW * (body.next - 1)
    with opened(write_file(body, catalog, body.next)) as document:
        for number, value in expected.items():
            found = document.get_object(number, 0)
            assert value is None or read(found.V) == value


def test_references_stand_in_their_order():
    assert write_references([3, 1, 12]) == "[3 0 R 1 0 R 12 0 R]"
    assert write_references([]) == "[]"
