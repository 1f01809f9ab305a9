"""How many syllables a Dutch word has: the groups of vowels that are one sound are counted.

No dictionary is asked, so a loan word that is not spoken as it is written may be off by one.
"""

import re
import unicodedata

from leaflet.manuscript.abbreviation import SPOKEN
from leaflet.manuscript.spoken_number import count_of_number

_LOANS = {
    "app": 1,
    "baseline": 2,
    "coach": 1,
    "intake": 2,
    "jeans": 1,
    "online": 2,
    "offline": 2,
    "site": 1,
    "smartphone": 2,
    "tape": 1,
    "team": 1,
    "teams": 1,
    "update": 2,
    "website": 2,
}
"""English words in daily use, which are not spoken as they are written."""

_AROUND = ",:;!?…()[]‘’'\"“”«»‹›„*"
_LONG_I = "\u0133"
_SOUND = re.compile(
    "aai|ooi|oei|eeuw?|ieuw?|eau|ouw|auw"
    f"|aa|ee|oo|uu|oe|ie|ei|{_LONG_I}|ui|eu|ou|au|ai|oi|ay|ey|oy|[aeiouy]"
)
"""What is one sound; of two that begin at one letter, the longer one comes first."""

_VOWELS = f"aeiou{_LONG_I}"
_TREMA = "\u0308"
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}")
_SPELT_OUT = 4
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def count_syllables(word: str) -> int:
    """Syllables of one written word; 0 where there is none to be heard, as in ``’s``.

    An abbreviation, a unit and a number count as the words that are heard: ``a.u.b.`` has 3,
    ``600`` 3, ``mg`` 3. Capitals are spelt out, up to four of them or where they have no vowel:
    ``MRI`` has 3, ``COVID`` 2.
    """
    bare = word.strip(_AROUND)
    for written in (bare.lower(), bare.rstrip(".").lower()):
        if written in SPOKEN:
            return sum(map(count_syllables, SPOKEN[written].split()))
    bare = bare.strip(".")
    if _CAPITALS.fullmatch(bare) and (len(bare) <= _SPELT_OUT or not re.search("[AEIOUY]", bare)):
        return len(bare)
    heard = sum(count_of_number(found[0]) for found in _NUMBER.finditer(bare))
    letters = _NUMBER.sub("-", bare)
    return heard + sum(_count_part(part) for part in re.split(r"[-–—/+&]", letters) if part)


def _count_part(part: str) -> int:
    """Syllables of a word of letters alone, or of a part between two hyphens."""
    word = "".join(sign for sign in part.lower() if sign.isalpha())
    if word in _LOANS:
        return _LOANS[word]
    sounds = len(_SOUND.findall(_prepare(word)))
    # L5 and S1 are letters; a small s without a vowel is none.
    return len(word) if not sounds and part.isupper() else sounds


def _prepare(word: str) -> str:
    """The word with a stop wherever two vowels that stand side by side are two sounds."""
    spelt = unicodedata.normalize("NFD", word)
    # A trema begins a sound of its own: knie|en, pati|ent.
    spelt = re.sub(f"(.){_TREMA}", r"|\1", spelt)
    plain = "".join(sign for sign in spelt if not unicodedata.combining(sign))
    plain = plain.replace("ij", _LONG_I).replace("qu", "q")
    # Muse|um: of two letters that are one sound elsewhere, two at the end of a Latin word.
    plain = re.sub(r"eum(s?)$", r"e|um\1", plain)
    # A y before a vowel is a consonant, at the beginning or between two vowels: yoga, loyaal.
    return re.sub(rf"(^|[{_VOWELS}])y(?=[{_VOWELS}])", r"\1|", plain)
