"""The Belgian national number, known only in order to keep it off the paper.

It opens every federal file on a person, and its use is restricted by law; name and birth date
suffice on a leaflet that goes into a coat pocket (``domain.md`` 5.4).
"""

import re

_LENGTH = 11
# Overlapping, so that digits that happen to stand before the number do not hide it.
_CANDIDATE = re.compile(r"(?<!\d)(?=(\d(?:[\s./_\-\u2010-\u2015]{0,3}\d){10})(?!\d))")


def holds_national_number(text: str) -> bool:
    """Whether eleven digits in it, with or without separators, are a national number.

    Numbers of people born before and since 2000 count, and so do BIS numbers (month + 20 or
    + 40) and numbers whose birth date is unknown (month and day 00).
    """
    return any(_is_national_number(match[1]) for match in _CANDIDATE.finditer(text))


def _is_national_number(written: str) -> bool:
    digits = "".join(str(int(sign)) for sign in written if sign.isdecimal())
    month, day, serial = int(digits[2:4]), int(digits[4:6]), int(digits[6:9])
    is_dated = month < 60 and month % 20 <= 12 and day <= 31 and serial > 0
    body, check = int(digits[:9]), int(digits[9:])
    centuries = (body, 2 * 10 ** (_LENGTH - 2) + body)
    return is_dated and any(check == 97 - number % 97 for number in centuries)
