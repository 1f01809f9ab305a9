"""Break text into lines: ragged right, in as few lines as possible, with the calmest edge.

The whole paragraph is considered (after Knuth and Plass, "Breaking paragraphs into lines", 1981),
with demerits for ragged setting: white at the end of a line, a divided word, two divided words in a
row, a short word alone on the last line. Numbers stay with their units. Words are divided by the
patterns of the language, more sparingly than these allow. Begin with ``break_lines``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

from leaflet.records import frozen
from leaflet.typesetting.look import Style
from leaflet.typesetting.typeface import Typeface

_SHORTEST_WORD = 9
_LEAST_PART = 3

Hyphenator = Callable[[str], tuple[int, ...]]
"""Positions at which a word may be divided; empty where it may not."""


@lru_cache(maxsize=4)
def hyphenator(language: str, kept_whole: frozenset[str] = frozenset()) -> Hyphenator:
    """Divide words of ``language`` (a name of pyphen's, such as ``nl_NL``).

    Args:
        language: Whose patterns are used.
        kept_whole: Words in lower case that are never divided: names of medicines.
    """
    patterns = _patterns(language)

    @lru_cache(maxsize=4096)
    def positions(word: str) -> tuple[int, ...]:
        if len(word) < _SHORTEST_WORD or not word.isalpha() or word.lower() in kept_whole:
            return ()
        return patterns(word)

    return positions


def never(word: str) -> tuple[int, ...]:
    """Divide nothing: for red flags, headings and plans."""
    return ()


@lru_cache(maxsize=4)
def _patterns(language: str) -> Hyphenator:
    from pyphen import Pyphen  # 100 ms of patterns: only when a paragraph is really set

    patterns = Pyphen(lang=language, left=_LEAST_PART, right=_LEAST_PART)
    return lambda word: tuple(int(position) for position in patterns.positions(word))


NBSP = "\u00a0"
SOFT_HYPHEN = "\u00ad"

_AFTER_NUMBER = re.compile(r"(?<![^\s(‘“«])(\d+(?:[.,]\d+)?) (?=\S)")
_SHORT_PARENTHESIS = re.compile(r"\([^()]{1,16}\)")
_WORD = re.compile(r"[^ ]+(?: |$)")
_LETTERS = re.compile(r"[^\W\d_]+")
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")

_A_LINE = 1000.0
_NO_WAY = (float("inf"), -1)
_SHORT = 0.3
_DIVIDED = 0.06
_DIVIDED_AGAIN = 0.2
_SHORT_LAST_LINE = 0.25
_ROUNDING = 0.01


class TooWide(Exception):
    """A word is wider than the measure and may not be divided; ``word`` is that word."""

    def __init__(self, word: str) -> None:
        super().__init__("a word is wider than the measure")
        self.word = word


@frozen
class StyledText:
    """Characters of one style; see :class:`~leaflet.typesetting.matter.Piece`.

    ``spaced`` says that a space follows, which the end of its line hides.
    """

    text: str
    style: Style
    added: bool = False
    link: str | None = None
    spaced: bool = False


@frozen
class _Syllables:
    """What stands between two places where a line may end."""

    spans: tuple[StyledText, ...]
    width: float
    space: float
    """Width of the space after it; 0 where none follows."""
    hyphen: float
    """Width of the hyphen if the line ends here; 0 where none is added."""
    inside_word: bool
    """Whether a line that ends here divides a word."""


def keep_together(text: str, bound: frozenset[str] = frozenset()) -> str:
    """Bind a number to its unit, a short parenthesis within, and ``bound`` words to the next.

    Spaces become no-break spaces, so that the text keeps its length.
    """
    if bound:
        text = _WORD.sub(lambda found: _bind(found[0], bound), text)
    text = _SHORT_PARENTHESIS.sub(lambda found: found[0].replace(" ", NBSP), text)
    return _keep_numbers(text)


def _keep_numbers(text: str, bound: frozenset[str] = frozenset()) -> str:
    """Bind a number to its unit, and nothing else: that never parts."""
    return _AFTER_NUMBER.sub(rf"\1{NBSP}", text)


def break_lines(
    spans: Sequence[StyledText],
    measure: float,
    typeface: Typeface,
    hyphenate: Hyphenator,
    bound: frozenset[str] = frozenset(),
) -> tuple[tuple[StyledText, ...], ...]:
    """Set spans into lines no wider than ``measure`` points; a newline always ends a line.

    ``bound`` are the words after which a line never ends, in lower case.

    Raises:
        TooWide: If a word cannot be set within the measure.
    """
    lines: list[tuple[StyledText, ...]] = []
    for forced in _split_at_newlines(spans):
        if lines:
            lines[-1] = end_with_space(lines[-1])
        try:
            parts = _syllables(forced, typeface, hyphenate, keep_together, bound)
            lines.extend(_break(parts, measure))
        except TooWide:
            # What is better kept together may still part where the column is too narrow for it.
            parts = _syllables(forced, typeface, hyphenate, _keep_numbers, bound)
            lines.extend(_break(parts, measure))
    return tuple(lines)


def end_with_space(line: tuple[StyledText, ...]) -> tuple[StyledText, ...]:
    """The same line, a space at its end."""
    return (*line[:-1], replace(line[-1], spaced=True)) if line else line


def _bind(word: str, bound: frozenset[str]) -> str:
    return word[:-1] + NBSP if word[-1] == " " and word[:-1].lower() in bound else word


def _split_at_newlines(spans: Sequence[StyledText]) -> list[list[StyledText]]:
    parts: list[list[StyledText]] = [[]]
    for span in spans:
        for n, text in enumerate(span.text.split("\n")):
            if n:
                parts.append([])
            if text:
                parts[-1].append(replace(span, text=text))
    return parts


def _syllables(
    spans: Sequence[StyledText],
    typeface: Typeface,
    hyphenate: Hyphenator,
    bind: Callable[[str, frozenset[str]], str],
    bound: frozenset[str],
) -> list[_Syllables]:
    characters = [(char, span) for span in spans for char in span.text]
    text = bind("".join(char for char, _ in characters), bound)
    words = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", text)]
    made: list[_Syllables] = []
    for start, end in words:
        last = end == words[-1][1]
        cuts = _cuts(text[start:end], hyphenate) if not last else _bare_cuts(text[start:end])
        edges = [start, *(start + position for position, _ in cuts), end]
        for n, (left, right) in enumerate(pairwise(edges)):
            part = _style(text[left:right], [span for _, span in characters[left:right]])
            style = part[-1].style
            face = typeface[style.weight]
            joined = n and _look(characters[left - 1][1]) == _look(characters[left][1])
            joint = face.kerning.moves(text[left - 1 : left + 1])[0] if joined else 0
            ends_word = n == len(cuts)
            made.append(
                _Syllables(
                    part,
                    sum(_width(span, typeface) for span in part) + joint * style.size / 1000,
                    face.width(" ", style.size) if ends_word and not last else 0.0,
                    0.0 if ends_word or not cuts[n][1] else face.width(SOFT_HYPHEN, style.size),
                    not ends_word,
                )
            )
    return made


def _style(text: str, spans: list[StyledText]) -> tuple[StyledText, ...]:
    styled = zip(text, spans, strict=True)
    return tuple(
        StyledText("".join(char for char, _ in group), *look)
        for look, group in groupby(styled, key=lambda pair: _look(pair[1]))
    )


def _look(span: StyledText) -> tuple[Style, bool, str | None]:
    """What two neighbours have in common that are set as one."""
    return span.style, span.added, span.link


def _width(span: StyledText, typeface: Typeface) -> float:
    style = span.style
    plain = typeface[style.weight].width(span.text, style.size)
    return plain + style.tracking * len(span.text)


def _bare_cuts(word: str) -> list[tuple[int, bool]]:
    return [(found.end(), False) for found in _INNER_HYPHEN.finditer(word)]


def _cuts(word: str, hyphenate: Hyphenator) -> list[tuple[int, bool]]:
    divided = [
        (found.start() + position, True)
        for found in _LETTERS.finditer(word)
        if "-" not in word
        for position in hyphenate(found[0])
    ]
    return sorted(divided + _bare_cuts(word))


def _break(parts: list[_Syllables], measure: float) -> list[tuple[StyledText, ...]]:
    if not parts:
        return [()]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(parts) + 1):
        best.append(min(_candidates(parts, best, end, measure), default=_NO_WAY))
    if best[-1][0] == _NO_WAY[0]:
        widest = max(parts, key=lambda part: part.width + part.hyphen)
        raise TooWide("".join(span.text for span in widest.spans))
    ends = [len(parts)]
    while ends[-1]:
        ends.append(best[ends[-1]][1])
    ends.reverse()
    return [_join(parts[start:end]) for start, end in pairwise(ends)]


def _candidates(
    parts: list[_Syllables], best: list[tuple[float, int]], end: int, measure: float
) -> list[tuple[float, int]]:
    found = []
    width = parts[end - 1].width + parts[end - 1].hyphen
    for start in range(end - 1, -1, -1):
        if start < end - 1:
            width += parts[start].width + parts[start].space
        if width > measure + _ROUNDING:
            break
        demerits = _demerits(parts, start, end, width / measure)
        found.append((best[start][0] + demerits, start))
    return found


def _demerits(parts: list[_Syllables], start: int, end: int, fill: float) -> float:
    if end == len(parts):
        return _A_LINE + (_SHORT_LAST_LINE if fill < _SHORT and start else 0.0)
    cost = _A_LINE + (1 - fill) ** 2
    if parts[end - 1].inside_word:
        cost += _DIVIDED
        if start and parts[start - 1].inside_word:
            cost += _DIVIDED_AGAIN
    return cost


def _join(parts: list[_Syllables]) -> tuple[StyledText, ...]:
    spans: list[StyledText] = []
    for n, part in enumerate(parts):
        spans.extend(part.spans)
        if n < len(parts) - 1 and part.space:
            spans.append(StyledText(" ", part.spans[-1].style))
    if parts[-1].hyphen:
        spans.append(StyledText(SOFT_HYPHEN, parts[-1].spans[-1].style, added=True))
    merged = groupby(spans, key=_look)
    line = tuple(StyledText("".join(span.text for span in group), *look) for look, group in merged)
    return end_with_space(line) if parts[-1].space else line
