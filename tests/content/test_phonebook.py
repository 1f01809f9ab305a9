"""A number leads to its call, in the form that every telephone understands (RFC 3966)."""

import pytest

from leaflet.content.model.hospital import PhoneNumber
from leaflet.content.phones.numbers import read_number
from leaflet.errors import Place

PLACE = Place("phonebook.yaml", 12, 13)


@pytest.mark.parametrize(
    ("typed", "uri"),
    [
        ("03 890 59 23", "tel:+3238905923"),
        ("03/890.59.23", "tel:+3238905923"),
        ("+32 3 890 59 23", "tel:+3238905923"),
        ("056 12 34 56", "tel:+3256123456"),
        ("0470 12 34 56", "tel:+32470123456"),
        ("0800 12 345", "tel:+3280012345"),
        ("070 245 245", "tel:+3270245245"),
        ("112", "tel:112"),
        ("1733", "tel:1733"),
        ("116 117", "tel:116117"),
        ("+31 20 123 45 67", "tel:+31201234567"),
        ("0031 20 123 45 67", "tel:+31201234567"),
    ],
)
def test_a_number_leads_to_its_call_as_it_is_dialled_from_anywhere(typed, uri):
    number = read_number(typed, PLACE).value
    assert PhoneNumber(PLACE, "bornem.spoed", number, None, None, None).uri == uri
