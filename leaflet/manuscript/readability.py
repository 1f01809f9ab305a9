"""How easily a Dutch text is read: the formula of Flesch, as Douma fitted it to Dutch.

``G = 206.84 - 0.77 x (syllables per 100 words) - 0.93 x (words per sentence)`` (``domain.md`` 3.3):
60 to 70 is normal, 70 to 80 fairly easy. A formula knows nothing of what is said, so it warns and
never refuses.
"""

import math
from collections.abc import Iterator, Sequence

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.prose import Passage, Sentence
from leaflet.manuscript.sentences import split_words
from leaflet.manuscript.syllables import count_syllables

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
class Reading:
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


def rate_passages(passages: Sequence[Passage]) -> tuple[Reading, ...]:
    """Score each passage that has words enough."""
    scores = [(passage, rate(passage.sentences)) for passage in passages]
    return tuple(
        Reading(passage, score.words, score if score.words >= FEWEST else None)
        for passage, score in scores
    )


def rate_all(passages: Sequence[Passage]) -> Score:
    """One score of all passages, the short ones too."""
    return rate([sentence for passage in passages for sentence in passage.sentences])


def find_hard(readings: Sequence[Reading]) -> Iterator[Problem]:
    """The hardest sentences of each passage below :data:`NORMAL`, and each that is too long."""
    for reading in readings:
        hard: list[Sentence] = []
        if reading.score is not None and reading.score.ease < NORMAL:
            ranked = sorted(reading.passage.sentences, key=lambda each: rate([each]).ease)
            hard = [each for each in ranked[:_HARDEST] if rate([each]).ease < NORMAL]
        for sentence in reading.passage.sentences:
            words = len(split_words(sentence.text))
            if words > LONGEST:
                what = f"this sentence has {words} words"
                yield Problem(sentence.place, what, f"make two of it, of {LONGEST} words at most")
            elif sentence in hard:
                assert reading.score is not None
                what = (
                    f"this is one of the hardest sentences of a section that scores "
                    f"{reading.score.round_down(0):.0f} (Flesch-Douma, {NORMAL} or more is wanted)"
                )
                yield Problem(sentence.place, what, "use shorter words and shorter sentences")
