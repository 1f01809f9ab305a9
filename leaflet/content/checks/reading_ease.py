"""Reading ease of a Dutch text: Douma's adaptation of the Flesch formula.

``G = 206.84 - 0.77 x (syllables per 100 words) - 0.93 x (words per sentence)`` (``docs/rules.md``
3.3): 60 to 70 is normal, 70 to 80 fairly easy. Syllables are groups of vowels that make one sound;
a number counts as it is read aloud. A formula knows nothing of the meaning, so a low score is a
warning and never a refusal. Begin with ``rate_all``.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

from leaflet.content.checks.prose import SPOKEN, Passage, Sentence, split_words
from leaflet.errors import Problem
from leaflet.messages.message import Count, Message
from leaflet.records import frozen

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


NORMAL = 60
"""Below this a passage is harder than most readers like."""

LONGEST = 25
"""Words that a sentence may have before it is told."""

FEWEST = 50
"""Words below which a passage is not judged by itself: the formula is made for a hundred, and in
less than half of that, one long word decides."""

_HARDEST = 3


@frozen
class Score:
    """How many words, sentences and syllables there are."""

    words: int
    sentences: int
    syllables: int

    @property
    def ease(self) -> float:
        """Flesch-Douma; the higher, the easier. Nothing to read is no trouble: 206.84."""
        if not self.words:
            return 206.84
        per_hundred = 100 * self.syllables / self.words
        return 206.84 - 0.77 * per_hundred - 0.93 * self.words / self.sentences

    def round_down(self, decimals: int) -> float:
        """The ease as it is said, never rounded up over a line: 59.93 is 59, not 60."""
        scale = 10.0**decimals
        return math.floor(self.ease * scale) / scale


@frozen
class PassageScore:
    """One passage and its score; ``None`` where it is too short to judge."""

    passage: Passage
    words: int
    score: Score | None


def has_formula(language: str) -> bool:
    """Whether texts in this language (BCP-47) are scored: the formula is for Dutch alone."""
    return language.partition("-")[0].lower() == "nl"


def rate(sentences: Sequence[Sentence]) -> Score:
    """Count the words of these sentences; what holds no word is no sentence."""
    told = [words for each in sentences if (words := split_words(each.text))]
    syllables = sum(count_syllables(word) for words in told for word in words)
    return Score(sum(map(len, told)), len(told), syllables)


def rate_passages(passages: Sequence[Passage]) -> tuple[PassageScore, ...]:
    """Score each passage that has words enough."""
    scores = [(passage, rate(passage.sentences)) for passage in passages]
    return tuple(
        PassageScore(passage, score.words, score if score.words >= FEWEST else None)
        for passage, score in scores
    )


def rate_all(passages: Sequence[Passage]) -> Score:
    """One score of all passages, the short ones too."""
    return rate([sentence for passage in passages for sentence in passage.sentences])


def find_hard(readings: Sequence[PassageScore]) -> Iterator[Problem]:
    """The hardest sentences of each passage below :data:`NORMAL`, and each that is too long."""
    for reading in readings:
        hard: list[Sentence] = []
        if reading.score is not None and reading.score.ease < NORMAL:
            ranked = sorted(reading.passage.sentences, key=lambda each: rate([each]).ease)
            hard = [each for each in ranked[:_HARDEST] if rate([each]).ease < NORMAL]
        for sentence in reading.passage.sentences:
            words = len(split_words(sentence.text))
            if words > LONGEST:
                what = Message(
                    "text.long-sentence", "this sentence has {words}", words=Count(words, "word")
                )
                remedy = Message(
                    "text.make-two",
                    "make two of it, of {words} at most",
                    words=Count(LONGEST, "word"),
                )
                yield Problem(sentence.place, what, remedy)
            elif sentence in hard:
                assert reading.score is not None
                what = Message(
                    "text.hard-sentence",
                    "this is one of the hardest sentences of a section that scores {score} "
                    "(Flesch-Douma, {normal} or more is wanted)",
                    score=int(reading.score.round_down(0)),
                    normal=NORMAL,
                )
                remedy = Message("text.shorter", "use shorter words and shorter sentences")
                yield Problem(sentence.place, what, remedy)
