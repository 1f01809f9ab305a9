"""A change of the phone book is proved before it is written: the proof bites."""

from datetime import date

import pytest

from leaflet.content.model.hospital import PhoneNumber
from leaflet.content.phones import edit as phonebook_revision
from leaflet.content.phones.edit import (
    enter_number,
    is_signed,
    read_written,
    renew_number,
    strike_number,
)
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError, Place

TODAY = date(2026, 11, 22)
BOOK = b"""\
schema: 1
numbers:
  bornem.pijnkliniek:
    number: 03/890.59.23
    checked_by: An
  rumst.pijnkliniek:
    number: 03 880 90 11
"""


def refusal(act, *args):
    with pytest.raises(ContentError) as refused:
        act(*args)
    return str(refused.value)


def renewed(number="03 890 59 24", book=BOOK):
    return renew_number(book, "bornem.pijnkliniek", number, TODAY, None)


def test_every_number_is_told_as_it_is_printed_and_a_wrong_one_as_none():
    book = BOOK.replace(b"03 880 90 11", b"03 880 90 1")
    assert read_written(read_source(book, "phonebook.yaml")) == {
        "bornem.pijnkliniek": "03 890 59 23",
        "rumst.pijnkliniek": None,
    }


def test_a_phone_book_without_numbers_has_none():
    for text in (b"schema: 1\n", b"- x\n", b"numbers: x\n", b"numbers:\n  a.b: x\n"):
        assert set(read_written(read_source(text, "phonebook.yaml")).values()) <= {None}


def test_it_says_who_checked_a_number_or_not():
    source = read_source(BOOK, "phonebook.yaml")
    assert is_signed(source, "bornem.pijnkliniek")
    assert not is_signed(source, "rumst.pijnkliniek")
    assert not is_signed(source, "gent.spoed")


def test_the_same_number_stays_as_it_is_spaced():
    assert renewed("03 890 59 23") == BOOK.replace(
        b"59.23\n", b"59.23\n    checked_on: 2026-11-22\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"03 880 90 11", b"03 880 90 12", "another number would change too"),
        (b"03 890 59 24", b"03 890 59 25", "would be read otherwise"),
        (b"03 880 90 11", b"03 880 90 1", "8 digits are too few"),
        (b"rumst.pijnkliniek", b"rumst", "is not campus.purpose"),
    ],
)
def test_a_change_that_did_more_than_was_meant_is_refused(monkeypatch, old, new, reason):
    real = phonebook_revision.set_values

    def careless(*args):
        return real(*args).replace(old, new)

    assert b"03 890 59 24" in renewed()
    monkeypatch.setattr(phonebook_revision, "set_values", careless)
    assert reason in refusal(renewed)


def test_what_was_wrong_before_does_not_hinder_and_what_becomes_wrong_does(monkeypatch):
    book = BOOK.replace(b"03 880 90 11", b"03 880 90 1")
    assert b"03 890 59 24" in renewed(book=book)
    real = phonebook_revision.set_values
    worse = b"    odd: x\n"
    monkeypatch.setattr(phonebook_revision, "set_values", lambda *args: real(*args) + worse)
    assert "odd" in refusal(renewed)


def test_a_key_that_no_leaflet_can_name_is_refused():
    entry = PhoneNumber(Place("here"), "Bornem", "112", None, TODAY, None)
    assert "is not campus.purpose" in refusal(enter_number, BOOK, entry)


def test_what_is_entered_is_struck_again_without_a_trace():
    entry = PhoneNumber(Place("here"), "bornem.spoed", "112", "dag: altijd", TODAY, "An")
    entered = enter_number(BOOK, entry)
    assert entered == BOOK + (
        b'  bornem.spoed:\n    number: 112\n    hours: "dag: altijd"\n'
        b"    checked_on: 2026-11-22\n    checked_by: An\n"
    )
    assert strike_number(entered, "bornem.spoed") == BOOK


@pytest.mark.parametrize("entry", [b"", b" {}", b" [x]", b" 03 890 59 23"])
def test_an_entry_that_holds_no_number_is_changed_by_hand(entry):
    book = BOOK + b"  bornem.spoed:" + entry + b"\n"
    told = refusal(renew_number, book, "bornem.spoed", "112", TODAY, None)
    assert "`key: value` should" in told
    assert "change it in the file itself" in told


def test_the_last_number_is_not_struck():
    one = strike_number(BOOK, "rumst.pijnkliniek")
    assert "may not be empty" in refusal(strike_number, one, "bornem.pijnkliniek")
