"""How many syllables a written number has when it is read aloud in Dutch.

``600`` is *zeshonderd*, ``14.10`` *veertien tien*, ``2,5`` *twee komma vijf*, ``1.000`` *duizend*.
"""

import re

_ONES = (1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 2, 2, 2, 2, 3, 2, 3)
"""From *nul* to *negentien*; *nul* is heard only where it stands alone."""

_TENS = {2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 3, 8: 2, 9: 3}
_COMMA = 2
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LONGEST = 6


def count_of_number(written: str) -> int:
    """Syllables of a number of digits, points, commas and colons."""
    if _THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    commas = written.count(",")
    parts = [part for part in re.split(r"[.,:]", written) if part]
    return sum(map(_count_digits, parts)) + commas * _COMMA


def _count_digits(digits: str) -> int:
    """Syllables of a whole number; a long one, or one that begins with 0, digit by digit."""
    if len(digits) > _LONGEST or (len(digits) > 1 and digits.startswith("0")):
        return sum(_ONES[int(digit)] for digit in digits)
    return _count_whole(int(digits)) or _ONES[0]


def _count_whole(number: int) -> int:
    if number == 0:
        return 0
    if number < len(_ONES):
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        # Twee-en-twintig: the unit comes first, with an "en" between.
        return _TENS[tens] + (_ONES[ones] + 1 if ones else 0)
    unit = 1000 if number >= 1000 else 100
    many, rest = divmod(number, unit)
    # Honderd and duizend have two syllables each, and no "één" before them.
    return (_count_whole(many) if many > 1 else 0) + 2 + _count_whole(rest)
