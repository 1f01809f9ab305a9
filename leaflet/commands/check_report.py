"""What ``leaflet check`` says of the leaflets on standard output, line by line."""

from collections.abc import Iterator

from leaflet.commands.columns import NONE, set_columns
from leaflet.commands.rehearsal import Rehearsal, Rehearsed
from leaflet.commands.voice import count
from leaflet.manuscript.appraisal import Appraisal
from leaflet.manuscript.readability import FEWEST, NORMAL, Score

_HEADINGS = ("TOPIC", "LANGUAGE", "SECTION", "WORDS", "FLESCH-DOUMA")


def report(rehearsal: Rehearsal, topics: tuple[str, ...]) -> Iterator[str]:
    """Two lines a leaflet: where it fits, and how easily it is read.

    The sections of a leaflet are told one by one where its topic was asked for by name, or where
    one of them is hard.
    """
    for leaflet in rehearsal.leaflets:
        if fits := _fits(leaflet):
            yield f"{leaflet.topic} {leaflet.language}: {fits}"
        if leaflet.appraisal is not None:
            yield f"{leaflet.topic} {leaflet.language}: {_reads(leaflet.appraisal)}"
    rows = [
        row
        for leaflet in rehearsal.leaflets
        if (appraisal := leaflet.appraisal) and (topics or _is_hard(appraisal))
        for row in _sections(appraisal)
    ]
    if rows:
        yield from set_columns([_HEADINGS, *rows])


def sum_up(rehearsal: Rehearsal) -> str:
    """The last line: ``1 leaflet checked: no problems, 2 warnings.`` is one."""
    leaflets = _count(len(rehearsal.leaflets), "leaflet")
    problems, warnings = len(rehearsal.errors), len(rehearsal.warnings)
    return f"{leaflets} checked: {_count(problems, 'problem')}, {_count(warnings, 'warning')}."


def _fits(leaflet: Rehearsed) -> str:
    """``fits c 11, z 11, half 10 pt``, or nothing where it does not."""
    held = [f"{fold} {size:g}" for fold, size in leaflet.folds.items() if size is not None]
    return f"fits {', '.join(held)} pt" if held else ""


def _reads(appraisal: Appraisal) -> str:
    if appraisal.whole is None:
        return "no score: there is no formula for this language"
    if appraisal.whole.words < FEWEST:
        return f"no score: {appraisal.whole.words} words are too few to judge"
    said = f"Flesch-Douma {_write(appraisal.whole)}"
    hardest = appraisal.hardest
    if hardest is None or hardest.score is None:
        return said
    return f'{said}; hardest section "{hardest.passage.heading}" {_write(hardest.score)}'


def _is_hard(appraisal: Appraisal) -> bool:
    hardest = appraisal.hardest
    return hardest is not None and hardest.score is not None and hardest.score.ease < NORMAL


def _sections(appraisal: Appraisal) -> Iterator[tuple[str, ...]]:
    for reading in appraisal.readings:
        score = NONE if reading.score is None else _write(reading.score)
        heading = reading.passage.heading
        yield appraisal.topic, appraisal.language, heading, str(reading.words), score


def _write(score: Score) -> str:
    return f"{score.round_down(0):.0f}"


def _count(number: int, noun: str) -> str:
    return count(number, noun) if number else f"no {noun}s"
