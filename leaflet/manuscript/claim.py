"""What a sentence says by a figure: how it is meant, and whether it is said of a medicine."""

import re
from collections.abc import Collection, Iterator, Sequence

from leaflet.frozen import frozen
from leaflet.manuscript.figure import Figure, find_figures
from leaflet.manuscript.limit_words import LimitWords
from leaflet.manuscript.words import Grammar


@frozen
class Claim:
    """A figure, and what the words around it make of it.

    Attributes:
        is_most: It is called the maximum: ``hoogstens 3 keer``.
        is_least: It is called the least: ``minstens 4 uur``.
        is_beyond: Something holds for more than it: ``langer dan 8 dagen``.
        is_forbidden: It is advised against: ``nooit 1200 mg``.
        is_course: Its days are taken up by something: ``gedurende 8 dagen``.
        is_between: Its hours lie between two intakes.
        is_a_day: It is for one day.
        is_an_intake: It is for one intake.
        is_beside: It stands beside the name; nothing but other figures is between them.
    """

    figure: Figure
    is_most: bool
    is_least: bool
    is_beyond: bool
    is_forbidden: bool
    is_course: bool
    is_between: bool
    is_a_day: bool
    is_an_intake: bool
    is_beside: bool


def read_claims(
    text: str, names: Collection[str], grammar: Grammar, said: LimitWords
) -> Iterator[Claim]:
    """What a sentence claims of something that it calls by one of these names.

    A figure that another clause is about (``neem ibuprofen en rust 10 dagen``) is left out.
    """
    figures = sorted(find_figures(text, grammar), key=lambda figure: figure.start)
    known = list(any_of(names).finditer(text))
    for number, figure in enumerate(figures):
        start = figures[number - 1].end if number else 0
        before, after = text[start : figure.start], text[figure.end :]
        lead = _lead(before, said)
        apart = [_between(text, name, figure.start - len(lead), figure.end, said) for name in known]
        if not any(_is_one_clause(each, said) for each in apart):
            continue
        never = bool(any_of(said.never).search(before))
        beyond = _ends(said.beyond, said.a_day, before)
        yield Claim(
            figure,
            is_most=_ends(said.most, said.a_day, before) or (beyond and never),
            is_least=_ends(said.least, (), before),
            is_beyond=beyond,
            is_forbidden=never,
            is_course=_ends(grammar.during, (), before),
            is_between=_starts(said.between, (), after) or _ends(grammar.every, (), before),
            is_a_day=_starts(said.a_day, names, after),
            is_an_intake=_starts(said.an_intake, names, after),
            is_beside=any(_is_empty(each, figures, said) for each in apart),
        )


def any_of(phrases: Collection[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words; where there is none, nothing is found."""
    return re.compile(rf"(?<!\w){_either(phrases)}(?!\w)" if phrases else "(?!)", re.IGNORECASE)


@frozen
class _Gap:
    """What stands between a name and a figure, and where; ``is_before``: the name comes first."""

    text: str
    start: int
    is_before: bool


def _between(text: str, name: re.Match[str], start: int, end: int, said: LimitWords) -> _Gap:
    """The gap between a name and a figure with the phrase that leads to it.

    A word that begins a clause is no part of it where that phrase follows at once: ``ibuprofen,
    en hoogstens 8 dagen`` is still said of ibuprofen.
    """
    if name.start() >= end:
        return _Gap(text[end : name.start()], end, is_before=False)
    gap = text[name.end() : start]
    if not text[start].isdigit():
        gap = re.sub(rf"(?<!\w){_either(said.clauses)}\W*$", "", gap, flags=re.IGNORECASE)
    return _Gap(gap, name.end(), is_before=True)


def _is_one_clause(gap: _Gap, said: LimitWords) -> bool:
    if any_of(said.clauses).search(gap.text) or ";" in gap.text:
        return False
    # "De pijn duurt 10 dagen, neem ibuprofen": a comma before the name begins something else.
    return gap.is_before or "," not in gap.text


def _is_empty(gap: _Gap, figures: Sequence[Figure], said: LimitWords) -> bool:
    """Whether there is nothing in it but other figures, and that they are for a day."""
    end = gap.start + len(gap.text)
    text = list(gap.text)
    for figure in figures:
        if gap.start <= figure.start < end:
            at = slice(figure.start - gap.start, figure.end - gap.start)
            text[at] = " " * len(text[at])
    return not re.search(r"\w", any_of(said.a_day).sub(" ", "".join(text)))


def _lead(before: str, said: LimitWords) -> str:
    """The phrase that leads to a figure, up to the figure; empty where there is none."""
    phrases = (*said.most, *said.least, *said.beyond)
    pattern = rf"(?<!\w){_either(phrases)}\W*(?:{_either(said.a_day)}\W*)?$"
    found = re.search(pattern, before, re.IGNORECASE)
    return found[0] if found else ""


def _ends(phrases: Collection[str], between: Collection[str], before: str) -> bool:
    """Whether one of the phrases is the last thing before a figure, save what may stand between."""
    middle = rf"(?:{_either(between)}\W*)?" if between else ""
    pattern = rf"(?<!\w){_either(phrases)}\W*{middle}$"
    return bool(phrases) and re.search(pattern, before, re.IGNORECASE) is not None


def _starts(phrases: Collection[str], between: Collection[str], after: str) -> bool:
    middle = rf"(?:{_either(between)}\W+)?" if between else ""
    pattern = rf"\W*{middle}{_either(phrases)}(?!\w)"
    return bool(phrases) and re.match(pattern, after, re.IGNORECASE) is not None


def _either(phrases: Collection[str]) -> str:
    longest = sorted(phrases, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, each.split())) for each in longest)
    return f"(?:{'|'.join(spaced)})" if longest else "(?!)"
