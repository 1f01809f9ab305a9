"""Words of a plan in a language of a site's own, which the program has no words for.

There is nothing to compare them with. Units, figures, number words and what is filled in are
looked at; the wording itself is the hospital's to approve, and stands in the transcript. In a
language of the program, ``fixed_words.py`` holds.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from leaflet.content.checks.spellings import (
    HALVES,
    MEASURES,
    QUARTERS,
    many_in,
    measure_of,
    typed_measure_of,
)
from leaflet.content.suggest import cite
from leaflet.content.yaml.reader import Path, Source
from leaflet.errors import Problem
from leaflet.messages.message import Joint, Key, Listing, Message, any_of

FIELDS: Mapping[Path, tuple[str, ...]] = {
    ("calendar", "day"): ("day", "month", "year"),
    ("calendar", "weekday_day"): ("weekday", "day", "month", "year"),
    ("calendar", "narrow_day"): ("day", "month", "year"),
    ("calendar", "narrow_weekday_day"): ("weekday", "day", "month", "year"),
    ("calendar", "near_day"): ("weekday", "day", "month"),
    ("calendar", "time"): ("hour", "minute"),
    ("fractions", "half"): ("unit",),
    ("fractions", "quarter"): ("unit",),
    ("plan", "strength"): ("form", "amount"),
    ("plan", "brand"): ("medicine", "brand"),
    ("plan", "per_intake"): ("dose",),
    ("plan", "course"): ("days",),
    ("plan", "course_from"): ("first",),
    ("plan", "course_span"): ("first", "last"),
    ("plan", "course_open"): ("first",),
    ("plan", "most_intakes"): ("count",),
    ("plan", "most_amount"): ("amount",),
    ("plan", "most_both"): ("count", "amount"),
    ("plan", "interval"): ("hours",),
    ("plan", "reason"): ("reason",),
    ("plan", "given_day"): ("day", "time"),
    ("plan", "next_day"): ("day", "time"),
    ("plan", "priority"): ("prescriber",),
}
"""What is filled into each template, once; into all others of the plan, nothing."""

_NAMES = ("months", "weekdays", "weekdays_short")
_FORMS = {"day": ("", "02"), "month": ("", "02"), "hour": ("", "02"), "minute": ("02",)}
_ORDERS = (["day", "month", "year"], ["year", "month", "day"], ["hour", "minute"])
_RIVALS = (
    *("units", "informal_units", "moments", "meals", "numbers"),
    *("times", "days", "weeks", "months", "hours", "most", "as_needed", "until"),
)
"""Groups of the grammar of which no two understand the same word."""

_WORD = re.compile(r"[^\W\d_]+")
_ONE = re.compile(r"\b1\b")
_COMPARE = Message("words.compare-ours", "compare it with the words that come with leaflet")
_TAKE_OUT = Message("all.take-out", "take it out")

Found = tuple[Message, Message]
"""What is wrong, and what to do."""


def find_odd_words(own: Source) -> Iterator[Problem]:
    """Words of a language that the program has none for, by which a plan would say something else.

    Args:
        own: The file that is judged.
    """
    numbers, seen = Numbers(own), dict[tuple[object, str], Path]()
    for path, text in own.texts():
        if not path:
            return  # a line of text is no file of words
        found = _judge(path, text, numbers)
        if (kind := _kind(path)) and not found:
            other = seen.setdefault((kind[0], _fold(text)), kind)
            if other != kind:
                what = Message(
                    "words.double",
                    "{word} is `{other}` as well",
                    word=cite(text),
                    other=name_of(other),
                )
                found = what, _COMPARE
        if found:
            yield Problem(own.place(path), *found)


def _kind(path: Path) -> Path | None:
    """What a word stands for, in a group of which no two things have the same word."""
    if path[0] in ("units", "moments", "meals"):
        return path[:2]
    if path[0] == "calendar" and len(path) == 3:
        return path[1:]
    if path[0] == "grammar" and len(path) > 2 and path[1] in _RIVALS:
        # What is understood with a notice only is the same unit.
        return ("grammar", str(path[1]).replace("informal_", ""), *path[2:-1])
    return None


def _judge(path: Path, text: str, numbers: "Numbers") -> Found | None:
    group, key = path[0], str(path[1]) if len(path) > 1 else ""
    measures = {unit.value: unit for unit in MEASURES}
    if group == "units" and key in measures:
        if measure_of(text) is not measures[key]:
            what = Message(
                "words.false-measure",
                "{word} is not how {unit} is written",
                word=cite(text),
                unit=Key(key),
            )
            known = any_of(MEASURES[measures[key]][:3])
            return what, Message("words.write-measure", "write {spellings}", spellings=known)
    elif group == "grammar" and key in ("units", "informal_units") and len(path) > 3:
        if typed_measure_of(_fold(text)) is not measures.get(unit := str(path[2])):
            what = Message(
                "words.no-measure", "{word} is no word for {unit}", word=cite(text), unit=Key(unit)
            )
            return what, _TAKE_OUT
    elif group == "calendar" and key in _NAMES:
        return _judge_figures(text)
    elif group in ("calendar", "fractions", "plan"):
        return _judge_template(path, text, numbers)
    elif group in ("units", "moments", "meals"):
        return numbers.judge(text)
    return None


def _judge_template(path: Path, text: str, numbers: "Numbers") -> Found | None:
    try:
        parts = [
            (before, name, f"{how or ''}{form or ''}")
            for before, name, form, how in Formatter().parse(text)
        ]
    except ValueError:
        return Message("words.brace-open", "a { is not closed, or a } not opened"), _COMPARE
    fields = [(before, name) for before, name, _ in parts if name is not None]
    names, wanted = [name for _, name in fields], FIELDS.get(path, ())
    if sorted(names) != sorted(wanted):
        if not wanted:
            return Message("words.no-fields", "filled in here, once each: nothing"), _COMPARE
        listed = Listing(tuple(map(Key, wanted)), Joint.COMMA)
        what = Message("words.fields", "filled in here, once each: {fields}", fields=listed)
        return what, _COMPARE
    if any(name and form not in _FORMS.get(name, ("",)) for _, name, form in parts):
        what = Message("words.field-form", "a field is written in a form that is not known")
        return what, _COMPARE
    literal = " ".join(before for before, _, _ in parts)
    if path[0] == "fractions":
        return numbers.judge_part(literal, str(path[1]))
    if path[0] == "plan":
        return numbers.judge(_ONE.sub("", literal) if path[1] == "course_one" else literal)
    if any(not between for between, name in fields[1:] if name in _FORMS or name == "year"):
        return (
            Message("words.figures-touch", "nothing stands between two figures"),
            Message("words.part-figures", "part them by a sign"),
        )
    order = [name for name in names if name != "weekday"]
    if (str(path[1]).startswith("narrow") or path[1] == "time") and order not in _ORDERS:
        what = Message("words.order-misread", "the figures are in an order that is misread")
        return what, _COMPARE
    return _judge_figures(literal)


def _judge_figures(text: str) -> Found | None:
    if any(sign.isnumeric() for sign in text):
        return Message("words.figure", "a figure stands in these words"), _TAKE_OUT
    return None


class Numbers:
    """Numbers in words, of one language; but for one, which may be an article."""

    def __init__(self, source: Source) -> None:
        group: Path = ("grammar", "numbers")
        counts = (texts_at(source, (*group, "counts", n)) for n in range(1, 20))
        self._many = {_fold(form) for forms in counts for form in forms}
        self._many |= many_in(source.file.rpartition("/")[2][:2])
        self._halves = HALVES.union(map(_fold, texts_at(source, (*group, "half"))))

    def judge(self, text: str) -> Found | None:
        """What is wrong with words that no number may stand in."""
        if found := _judge_figures(text):
            return found
        if number := _said(text, self._many | self._halves | QUARTERS):
            what = Message("words.number", "{number} is a number in words", number=cite(number))
            return what, _TAKE_OUT
        return None

    def judge_part(self, text: str, key: str) -> Found | None:
        """What is wrong with the words for a half or a quarter."""
        half, is_half = key == "half", _said(text, self._halves) is not None
        if half != is_half or _said(text, self._many | (QUARTERS if half else set())):
            if key == "half":
                return Message("words.no-half", "this does not say a half"), _COMPARE
            return Message("words.no-quarter", "this does not say a quarter"), _COMPARE
        return _judge_figures(text)


def _said(text: str, numbers: Iterable[str]) -> str | None:
    words = f" {' '.join(_WORD.findall(_fold(text)))} "
    return next((each for each in sorted(numbers) if f" {each} " in words), None)


def texts_at(source: Source, path: Path) -> list[str]:
    """The texts of the list at a path."""
    return [each for each in source.items(path) if isinstance(each, str)]


def name_of(path: Path) -> Key:
    """A key as messages show it: ``plan.course``."""
    return Key(".".join(map(str, path)))


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("μ", "µ")
    return " ".join(folded.split())
