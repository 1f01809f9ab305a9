"""A second check of a number that somebody enters, by the numbering plans of libphonenumber.

Every phone book is checked by ``numbers.py`` first; what it refuses stays refused. This check is
made only when a number is entered. A number that cannot be dialled as it would be printed is
refused; an unknown range is only mentioned, since regulators open ranges before a library knows of
them, and a call tells. The printed grouping stays that of ``numbers.py`` (``docs/rules.md`` 5.1):
libphonenumber writes 070 otherwise.
"""

from collections.abc import Iterator, Mapping

import phonenumbers
from phonenumbers import PhoneNumber as Dialled
from phonenumbers import PhoneNumberType

from leaflet.content.phones.numbers import COMPARE, MAKE_SURE, read_number
from leaflet.errors import ContentError, Problem, Warned, Where
from leaflet.messages.message import Joint, Key, Listing, Message, Name

_HERE = "BE"
_CALL = Message("phone.call", "call it before a leaflet prints it")
_LANDLINES = (PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_PREMIUM = (PhoneNumberType.PREMIUM_RATE,)
_NATIONWIDE = "070"
"""Its callers pay extra too; hospitals use it all the same, and so does the poison centre."""


def judge_number(typed: str, where: Where) -> Warned[str]:
    """The number as it is printed, ``03 890 59 23``, once both judges have seen it.

    Raises:
        ContentError: If one of them says that it cannot be dialled from Belgium.
    """
    read = read_number(typed, where)
    dialled = _dial(read.value, where)
    if _is_short(read.value):
        return Warned(read.value, (*read.warnings, *_judge_short(dialled, where)))
    if not phonenumbers.is_possible_number(dialled):
        what = Message("phone.count-of-digits", "no number of this kind has so many digits")
        raise ContentError(Problem(where, what, COMPARE))
    warnings = list(read.warnings)
    if not phonenumbers.is_valid_number(dialled):
        what = Message("phone.range-unknown", "no number is known to begin like this")
        warnings.append(Problem(where, what, _CALL))
    is_extra = phonenumbers.number_type(dialled) in _PREMIUM
    if is_extra and not read.warnings and not read.value.startswith(_NATIONWIDE):
        what = Message("phone.premium", "this number costs the caller extra")
        warnings.append(Problem(where, what, MAKE_SURE))
    return Warned(read.value, tuple(warnings))


def find_zone(printed: str) -> str | None:
    """The zone of a Belgian landline, such as ``03``; ``None`` for any other number."""
    if _is_short(printed) or printed.startswith("+"):
        return None
    dialled = _dial(printed, Key("number"))
    is_landline = phonenumbers.number_type(dialled) in _LANDLINES
    return printed.partition(" ")[0] if is_landline else None


def find_oddities(
    number: str,
    campus: str,
    others: Mapping[str, str | None],
    where: Where,
    before: str | None = None,
) -> Iterator[Problem]:
    """What is strange about a number beside the others: its zone, or that it stands there twice.

    Args:
        number: As it is printed.
        campus: Whose it is.
        others: The other keys of the phone book, each with its number as it is printed.
        where: What messages point at.
        before: The number in whose place it comes; ``None`` if there was none.
    """
    zone = find_zone(number)
    was = find_zone(before) if before else None
    if was and zone != was:
        if zone:
            what = Message(
                "phone.zone-changed",
                "this is in the zone {zone}, and the number before it is in {before}",
                zone=Name(zone),
                before=Name(was),
            )
        else:
            what = Message(
                "phone.zone-left",
                "this is no number of a zone, and the number before it is in {before}",
                before=Name(was),
            )
        yield Problem(where, what, _CALL)
    own = [each for key, each in others.items() if each and key.partition(".")[0] == campus]
    zones = sorted({known for each in own if (known := find_zone(each))})
    if not was and zone and zones and zone not in zones:
        what = Message(
            "phone.zone-odd",
            "the zone is {zone}, and the other numbers of {campus} have {zones}",
            zone=Name(zone),
            campus=Key(campus),
            zones=Listing(tuple(map(Name, zones)), Joint.COMMA),
        )
        yield Problem(where, what, _CALL)
    for key, each in others.items():
        if each == number:
            what = Message("phone.twice", "this is the number of `{key}` too", key=Key(key))
            yield Problem(where, what, MAKE_SURE)


def _is_short(printed: str) -> bool:
    return not printed.startswith(("0", "+"))


def _dial(printed: str, where: Where) -> Dialled:
    """What a telephone would dial; it is held against the digits that are printed."""
    try:
        dialled = phonenumbers.parse(printed, _HERE)
    except phonenumbers.NumberParseException:
        what = Message("phone.not-understood", "no telephone understands this")
        raise ContentError(Problem(where, what, COMPARE)) from None
    digits = "".join(filter(str.isdigit, printed))
    national = str(dialled.national_number)
    meant = digits[1:] if digits.startswith("0") else digits
    if meant not in (national, f"{dialled.country_code}{national}"):
        what = Message(
            "phone.dials-otherwise", "a telephone would dial other digits than are printed"
        )
        raise ContentError(Problem(where, what, COMPARE))
    return dialled


def _judge_short(dialled: Dialled, where: Where) -> tuple[Problem, ...]:
    # Its ordinary table calls 112 and 1733 invalid; short numbers have a table of their own.
    if phonenumbers.is_valid_short_number_for_region(dialled, _HERE):
        return ()
    what = Message("phone.short-not-here", "this short number is not known in Belgium")
    return (Problem(where, what, _CALL),)
