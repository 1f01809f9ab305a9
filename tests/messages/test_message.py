"""Messages: their words in English, their codes, and what may stand in them."""

import json
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from support.spoken import all_messages, faults, read_messages

from leaflet.messages.message import (
    Count,
    Joint,
    Key,
    Listing,
    MedicineName,
    Message,
    Place,
    Quantity,
    Typed,
    both,
    write,
)
from leaflet.messages.plain import from_plain, to_plain

WRITTEN = [
    (7, "7"),
    (1234, "1234"),
    (Decimal("2.50"), "2.5"),
    (Decimal(600), "600"),
    (10.5, "10.5"),
    (date(2026, 11, 29), "2026-11-29"),
    (time(14, 5), "14.05"),
    (MedicineName("ibuprofen"), "ibuprofen"),
    (Typed('"ontbijd"'), '"ontbijd"'),
    (Place("words/nl.yaml", 3, 7), "words/nl.yaml:3:7"),
    (Place("words/nl.yaml"), "words/nl.yaml"),
    (Count(1, "row"), "1 row"),
    (Count(2000, "row"), "2,000 rows"),
    (Quantity(Decimal("600.0"), "mg"), "600 mg"),
    (Quantity(Decimal("0.5"), "tablet"), "half a tablet"),
    (Quantity(Decimal("0.5"), "g"), "0.5 g"),
    (Quantity(1, "day"), "1 day"),
    (Quantity(8, "day"), "8 days"),
    (Listing((Key("a"),)), "a"),
    (Listing((Key("a"), Key("b"), Key("c"))), "a, b or c"),
    (Listing((Key("a"), Key("b"), Key("c")), Joint.AND), "a, b and c"),
    (Listing((Key("a"), Key("b"), Key("c")), Joint.COMMA), "a, b, c"),
    (Listing((Key("a"), Key("b"), Key("c")), Joint.SEMICOLON), "a; b; c"),
    (Message("test.inner", "{n} of them", n=Count(2, "sheet")), "2 sheets of them"),
]


@pytest.mark.parametrize(("field", "words"), WRITTEN, ids=[words for _, words in WRITTEN])
def test_each_kind_of_field_is_written_in_english(field, words):
    assert write(field) == words
    assert str(Message("test.one", "it is {field}.", field=field)) == f"it is {words}."


def test_a_day_is_written_with_its_weekday_where_the_template_says_so():
    message = Message("test.day", "up to {last:long}", last=date(2026, 11, 29))
    assert str(message) == "up to Sunday 29 November 2026"


def test_braces_that_hold_no_name_of_a_field_stay():
    message = Message("test.braces", "write {day}, not { or {}", day=Key("{dag}"))
    assert str(message) == "write {dag}, not { or {}"


def test_a_name_that_looks_like_a_field_is_not_filled():
    message = Message("test.twice", "{a} and {b}", a=Key("{b}"), b=Key("x"))
    assert str(message) == "{b} and x"


def test_a_field_that_is_not_given_is_a_bug():
    with pytest.raises(KeyError):
        str(Message("test.missing", "it is {field}"))


def test_messages_are_equal_if_code_and_fields_are():
    assert Message("a.b", "{n}", n=1) == Message("a.b", "{n}", n=1)
    assert Message("a.b", "{n}", n=1) != Message("a.b", "{n}", n=2)
    assert Message("a.b", "{n}", n=1) != Message("a.c", "{n}", n=1)
    assert len({Message("a.b", "{n}", n=1), Message("a.b", "{n}", n=1)}) == 1


@pytest.mark.parametrize("field", [field for field, _ in WRITTEN], ids=[w for _, w in WRITTEN])
def test_a_message_travels_as_plain_data(field):
    message = both(Message("test.one", "it is {field}", field=field), Message("test.two", "so"))
    again = from_plain(json.loads(json.dumps(to_plain(message))))
    assert again == message
    assert type(again.fields["first"].fields["field"]) is type(field)
    assert str(again) == str(message)


def test_every_message_has_a_code_of_its_own_and_the_fields_that_it_names():
    messages = all_messages()
    assert messages
    assert list(faults(messages)) == []


def test_a_code_and_its_text_change_only_on_purpose(request):
    """Programs and catalogues hang on codes; ``--renew-golden`` keeps those of now."""
    file = Path(__file__).resolve().parents[1] / "golden" / "messages.json"
    texts = {each.code: each.template for each in all_messages()}
    if request.config.getoption("--renew-golden"):
        written = json.dumps(texts, ensure_ascii=False, indent=1, sort_keys=True)
        file.write_text(written + "\n", encoding="utf-8")
    assert texts == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('Message("a.b", f"{x} is wrong", x=1)', "not written out"),
        ("Message(code, template)", "not written out"),
        ('Message("a.b", "{x} is wrong", **given)', "not written out"),
        ('Message("wrong", "is wrong")', "no code such as"),
        ('Message("a.b", "{x} is wrong")', "without x"),
        ('Message("a.b", "is wrong", x=1)', "without x"),
        ('Message("a.b", "one")\nMessage("a.b", "two")', "another text"),
    ],
)
def test_a_message_that_could_not_be_translated_is_found(source, fault):
    assert fault in " ".join(faults(list(read_messages(source, "here"))))
