"""Wording that a site may not change: how much, how often, when and how long.

A hospital may say ``pillen`` for ``tabletten``, but not ``g`` for ``mg``. Words that stand beside a
number on paper, or are understood in a typed line, are checked against fixed lists and against the
built-in words of the same language. So no rewording changes what a plan means (A1, N1 to N11 of
``docs/rules.md``).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from string import Formatter

from leaflet.content.checks.spellings import (
    FRACTION_LANGUAGES,
    HALVES,
    MEASURES,
    QUARTERS,
    many_in,
    measure_of,
    typed_measure_of,
)
from leaflet.content.model.medicines import Moment, Unit
from leaflet.content.suggest import cite, enumerate_words
from leaflet.content.yaml.reader import Path, Source
from leaflet.errors import Problem

DECIMAL_SIGNS = (",", ".")

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
"""What is filled into each template, once; in all others of the plan, nothing but what the
program's own has."""

_BESIDE = {
    ("plan", "course"): ("days", "days"),
    ("plan", "most_intakes"): ("count", "times"),
    ("plan", "most_both"): ("count", "times"),
    ("plan", "interval"): ("hours", "hours"),
}
"""A number of a template, and the key of the grammar whose word stands beside it."""

_ONE_DAY = ("plan", "course_one")
_FORMS = {"day": ("", "02"), "month": ("", "02"), "hour": ("", "02"), "minute": ("02",)}
_NUMERIC = ("day", "month", "year", "hour", "minute")
_ORDERS = (["day", "month", "year"], ["year", "month", "day"], ["hour", "minute"])
_COUNTS: Path = ("grammar", "numbers", "counts")
_NAMES = ("months", "weekdays", "weekdays_short")

_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_LETTERS = " -'’.()/"
_COMPARE = "compare it with the words that come with leaflet"
_TAKE_OUT = "take it out"

Words = tuple[str, ...]


def find_false_words(own: Source, whole: Source, under: Source | None) -> Iterator[Problem]:
    """Words by which a plan would say something else than was understood.

    Args:
        own: The file that is judged.
        whole: The same laid over the program's words, or alone.
        under: The program's words of the language; ``None`` where there are none.
    """
    yield from _Judging(own, whole, under).find()


class _Judging:
    def __init__(self, own: Source, whole: Source, under: Source | None) -> None:
        self._own, self._whole, self._under = own, whole, under
        self._language = own.file.rpartition("/")[2].partition(".")[0].partition("-")[0]
        pieces = [unit.value for unit in Unit if unit not in MEASURES]
        self._groups = {
            "units": {key: self._said("units", key) for key in pieces},
            "moments": {each.value: self._said("moments", each.value) for each in Moment},
            "meals": {key: self._said("meals", key) for key in whole.keys(("meals",))},
        }
        counts = self._forms(_COUNTS)
        self._many = {_words(form) for path, form in counts if path[3] != 0}
        self._many |= {(word,) for word in many_in(self._language)}
        self._halves = {_words(form) for _, form in self._forms(("grammar", "numbers", "half"))}
        self._halves |= {(word,) for word in HALVES}

    def find(self) -> Iterator[Problem]:
        sign = self._own.find(("decimal_sign",))
        if isinstance(sign, str) and sign not in DECIMAL_SIGNS:
            what = f"the decimal sign is {cite(sign)}, which would make another number"
            yield Problem(self._own.place(("decimal_sign",)), what, 'write "," or "."')
        for path, text in self._own.texts():
            found = self._judge(path, text)
            if found is not None:
                yield Problem(self._own.place(path), *found)
        yield from self._find_false_forms()

    def _judge(self, path: Path, text: str) -> tuple[str, str] | None:
        """What is wrong with one word or template that is printed, and what to do."""
        group, key = path[0] if path else "", str(path[1]) if len(path) > 1 else ""
        if len(path) != (3 if group == "units" or key in _NAMES else 2):
            return None  # it is no word of the plan, or does not fit its shape
        if group == "units" and key in {unit.value for unit in MEASURES}:
            return _judge_measure(Unit(key), text)
        if group in self._groups:
            return self._judge_word(group, key, text)
        if group == "calendar" and key in _NAMES:
            return self._judge_name(path, text)
        if group == "fractions":
            return self._judge_template(path, text) or self._judge_fraction(key, text)
        if group in ("calendar", "plan"):
            return self._judge_template(path, text)
        return None

    def _judge_word(self, group: str, key: str, text: str) -> tuple[str, str] | None:
        """A piece, a moment or a meal: each has to tell itself from the others of its group."""
        words, typed = _words(text), self._typed(group, key)
        if odd := next((c for c in text if not (_is_letter(c) or c in _BESIDE_LETTERS)), None):
            return f"{cite(odd)} stands in a word of the plan", _TAKE_OUT
        for other, forms in self._groups[group].items():
            within = words not in typed and any(_holds(words, form) for form in forms)
            if other != key and (words in forms or within):
                return f"this says `{other}`, and not only `{key}`", _COMPARE
        found = self._find_number(words) or self._find_measure(words)
        found = found or (self._find_moment(words) if group != "moments" else None)
        return found or (self._find_piece(words) if group != "units" else None)

    def _judge_name(self, path: Path, text: str) -> tuple[str, str] | None:
        """A month or a day of the week."""
        folded, group, place = text.strip().casefold(), path[:2], path[2]
        for source in filter(None, (self._whole, self._under)):
            for n, other in enumerate(source.items(group)):
                if n != place and isinstance(other, str) and other.strip().casefold() == folded:
                    return "this is the name of two, or of another one", _COMPARE
        figures = "".join(c for c in text if c.isdecimal())
        if figures and not (group[1] == "months" and figures == f"{int(place) + 1}"):
            return "a figure stands in a name that dates are written with", _TAKE_OUT
        return None

    def _judge_fraction(self, key: str, text: str) -> tuple[str, str] | None:
        words = _words(_literal(text))
        is_half = any(_holds(words, form) for form in self._halves)
        is_quarter = any(word in QUARTERS for word in words)
        known = self._language in FRACTION_LANGUAGES
        if key == "half" and (is_quarter or not is_half):
            return "this does not say a half", _COMPARE
        if key == "quarter" and (is_half or not (is_quarter or (words and not known))):
            return "this does not say a quarter", _COMPARE
        return None

    def _judge_template(self, path: Path, text: str) -> tuple[str, str] | None:
        try:
            parts = [
                (before, name, f"{'!' if how else ''}{how or ''}{form or ''}")
                for before, name, form, how in Formatter().parse(text)
            ]
        except ValueError:
            return "a { is not closed, or a } not opened", _COMPARE
        found = self._judge_fields(path, [(name, form) for _, name, form in parts if name])
        found = found or self._judge_order(path, parts)
        if found:
            return found
        literal = _literal(text)
        figures = "".join(c for c in literal if c.isnumeric())
        if figures and not (path == _ONE_DAY and figures == "1"):
            return "a figure stands beside what is filled in", _TAKE_OUT
        words = _words(literal)
        found = self._find_measure(words) or self._find_piece(words) or self._find_moment(words)
        if path[0] != "fractions":
            found = found or self._find_number(words)
        return found or self._judge_beside(path, parts)

    def _judge_fields(self, path: Path, used: list[tuple[str, str]]) -> tuple[str, str] | None:
        names = [name for name, _ in used]
        wanted = FIELDS.get(path)
        if wanted is None:
            known = self._under.find(path) if self._under else None
            wanted = (
                tuple(_fields(known)) if isinstance(known, str) else tuple(dict.fromkeys(names))
            )
        for name in wanted:
            if names.count(name) != 1:
                often = "is missing" if name not in names else "stands twice"
                return f"{{{name}}} {often}, so that a value would be too", f"write {{{name}}} once"
        if stray := next((name for name in names if name not in wanted), None):
            return f"nothing is filled in for {{{stray}}}", _TAKE_OUT
        for name, form in used:
            if form not in _FORMS.get(name, ("",)) or (form and path[0] != "calendar"):
                right = _FORMS.get(name, ("",))[-1]
                shown = f"{{{name}{':' if right else ''}{right}}}"
                return f"{{{name}}} is written in a form that is not known", f"write {shown}"
        return None

    def _judge_order(
        self, path: Path, parts: Sequence[tuple[str, str | None, str]]
    ) -> tuple[str, str] | None:
        """Figures of a date or a time stand apart, and in an order that is read in one way."""
        if path[0] != "calendar":
            return None
        figures = [(before, name) for before, name, _ in parts if name]
        for (_, one), (between, other) in pairwise(figures):
            if one in _NUMERIC and other in _NUMERIC and not between:
                return f"nothing stands between {{{one}}} and {{{other}}}", "part them by a sign"
        order = [name for _, name in figures if name in _NUMERIC]
        is_numeric = str(path[1]).startswith("narrow") or path[1] == "time"
        if is_numeric and order not in _ORDERS:
            return "the figures are in an order that is misread", _COMPARE
        return None

    def _judge_beside(
        self, path: Path, parts: Sequence[tuple[str, str | None, str]]
    ) -> tuple[str, str] | None:
        """The word beside a number says what is counted, in the words of the program's grammar."""
        if path not in _BESIDE:
            return None
        field, key = _BESIDE[path]
        literals = [*(before for before, _, _ in parts), ""]
        at = next(n for n, (_, name, _) in enumerate(parts) if name == field)
        before, after = _words(literals[at]), literals[at + 1].strip(" *\u00a0").casefold()
        listed = (self._under or self._whole).items(("grammar", key))
        forms = [form for form in listed if isinstance(form, str)]
        for form in map(_fold, forms):
            tail = after[len(form) :]
            if after.startswith(form) and not (tail and _is_letter(tail[0])):
                return None
            if _words(form) and before[-len(_words(form)) :] == _words(form):
                return None
        said = enumerate_words(forms) if forms else "a word of the grammar"
        return f"beside {{{field}}} stands no word for {key}", f"write {said} beside it"

    def _find_number(self, words: Words) -> tuple[str, str] | None:
        forms = (*self._many, *self._halves, *((word,) for word in QUARTERS))
        if form := next((form for form in forms if _holds(words, form)), None):
            return f"{cite(' '.join(form))} is a number in words", _TAKE_OUT
        return None

    def _find_measure(self, words: Words) -> tuple[str, str] | None:
        if measure := next((word for word in words if measure_of(word)), None):
            return f"{cite(measure)} is a unit, and would be read as that of the dose", _TAKE_OUT
        return None

    def _find_piece(self, words: Words) -> tuple[str, str] | None:
        return self._find_said("units", words, "a word for {} would be read as a dose")

    def _find_moment(self, words: Words) -> tuple[str, str] | None:
        return self._find_said("moments", words, "{} is a moment of the day")

    def _find_said(self, group: str, words: Words, what: str) -> tuple[str, str] | None:
        for key, forms in self._groups[group].items():
            if any(_holds(words, form) for form in forms):
                return what.format(f"`{key}`"), _TAKE_OUT
        return None

    def _find_false_forms(self) -> Iterator[Problem]:
        """Forms that are understood as something else than they say, or as two things."""
        program = self._index(self._under) if self._under else {}
        everything = self._index(self._whole)
        for path, form in self._forms(("grammar",), self._own):
            kind, folded = _kind(path), _fold(form)
            said = None
            if folded in program and kind not in program[folded]:
                said = f"the program understands it as {_name(sorted(program[folded], key=str)[0])}"
            elif others := [each for each in everything[folded] if _rival(kind, each)]:
                said = f"it is also understood as {_name(sorted(others, key=str)[0])}"
            elif kind[1] in ("units", "informal_units") and len(kind) > 2:
                unit = str(kind[2])
                closed = unit in {each.value for each in MEASURES}
                means = typed_measure_of(folded)
                if means is None and closed:
                    said = f"it is no spelling of {unit}"
                elif means is not None and means.value != unit:
                    said = f"it is a spelling of {means.value}"
            if said is None and _rival(kind, None) and any(c.isnumeric() for c in form):
                said = "there is a figure in it"
            if said is not None:
                what = f"{cite(form)} cannot be understood as {_name(kind)}: {said}"
                yield Problem(self._own.place(path), what, _TAKE_OUT)

    def _index(self, source: Source) -> dict[str, set[Path]]:
        """What each form of the grammar is understood as."""
        index: dict[str, set[Path]] = {}
        for path, form in self._forms(("grammar",), source):
            index.setdefault(_fold(form), set()).add(_kind(path))
        unclear = source.find(("grammar", "unclear_units"))
        for form in unclear.split() if isinstance(unclear, str) else ():
            index.setdefault(_fold(form), set()).add(("grammar", "unclear_units"))
        return index

    def _forms(self, under: Path, source: Source | None = None) -> Iterator[tuple[Path, str]]:
        """The texts of lists of a group, each with its path."""
        for path, text in (source or self._whole).texts():
            if path[: len(under)] == under and _fits(path):
                yield path, text

    def _said(self, group: str, key: str) -> set[Words]:
        """The printed and the understood words of one thing, also the program's own."""
        found = set()
        for source in filter(None, (self._whole, self._under)):
            for path, text in source.texts():
                if path[:2] == (group, key) or path[:3] == ("grammar", group, key):
                    found.add(_words(text))
        return found - {()}

    def _typed(self, group: str, key: str) -> set[Words]:
        """The understood words of one of a group, in the program's words where there are any."""
        source = self._under or self._whole
        return {_words(form) for _, form in self._forms(("grammar", group, key), source)}


def _judge_measure(unit: Unit, text: str) -> tuple[str, str] | None:
    if measure_of(text) is unit:
        return None
    known = enumerate_words(MEASURES[unit][:3])
    return f"{cite(text)} is not how {unit.value} is written", f"write {known}"


def _fits(path: Path) -> bool:
    """Whether a form of the grammar stands where one should."""
    depths = (5,) if path[:3] == _COUNTS else (3, 4)
    return isinstance(path[-1], int) and len(path) in depths


def _kind(path: Path) -> Path:
    """What the item of a list in the grammar is a form of."""
    return path[:-1]


def _rival(kind: Path, other: Path | None) -> bool:
    """Whether a form of both would be two amounts, numbers, moments or meals at once."""
    groups = ("units", "informal_units", "moments", "meals", "numbers")
    if other is None:
        return kind[1] in groups
    same = {kind[1], other[1]}
    if same <= {"units", "informal_units"}:
        return kind[2:] != other[2:]
    return kind != other and len(same) == 1 and kind[1] in groups


def _name(kind: Path) -> str:
    if kind[:3] == _COUNTS:
        return f"the number {int(kind[3]) + 1}"
    return f"`{'.'.join(map(str, kind[1:]))}`"


def _fields(template: str) -> Iterator[str]:
    try:
        yield from (name for _, name, _, _ in Formatter().parse(template) if name is not None)
    except ValueError:
        return


def _literal(template: str) -> str:
    """A template without what is filled in."""
    return " ".join(before for before, _, _, _ in Formatter().parse(template))


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("μ", "µ")
    return " ".join(folded.split())


def _words(text: str) -> Words:
    return tuple(_WORD.findall(_fold(text)))


def _holds(words: Words, form: Words) -> bool:
    """Whether the words of a form stand in others, side by side."""
    if not form:
        return False
    return any(words[n : n + len(form)] == form for n in range(len(words) - len(form) + 1))


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"
