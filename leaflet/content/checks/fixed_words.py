"""Words of a plan in a language of the program: the program's own, or others from closed lists.

What a plan says, and what a prescriber's words mean, no site can change. It may say ``pillen`` for
``tabletten`` and ``avondeten`` for ``avond``, and nothing that no list has: so a plan reads as it
was meant whatever else stands in a site's file (A1, N1 to N11 of ``docs/rules.md``).
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from leaflet.content.checks.dose_words import Numbers, name_of, texts_at
from leaflet.content.checks.spellings import PAIRS, PARTS, UNPRINTED
from leaflet.content.model.medicines import Unit
from leaflet.content.suggest import cite
from leaflet.content.yaml.reader import Path, Source, Value
from leaflet.errors import Problem
from leaflet.messages.message import Field, Listing, Message, Name

DECIMAL_SIGNS = (",", ".")

_WHEN = Message("words.says-when", "it says when a dose is taken")
_HOW_MUCH = Message("words.says-how-much", "it says how much is taken")

REASONS: Mapping[str, Message] = {
    "calendar": Message("words.says-days", "the days and times of a plan are read by it"),
    "moments": _WHEN,
    "meals": _WHEN,
    "units": _HOW_MUCH,
    "fractions": _HOW_MUCH,
    "plan": Message("words.says-how", "it says how a dose is taken"),
    "grammar": Message("words.says-meaning", "it says what the words of a prescriber mean"),
}
"""The groups whose wording is fixed, beside the decimal sign, and why."""

FREE = frozenset({("plan", key) for key in ("title", "name", "born", "date")})
"""Labels of a plan that say nothing of a dose."""

_SIGN: Path = ("decimal_sign",)
_OPEN = (("meals",), ("grammar", "meals"), ("grammar", "informal_units"))
"""Groups into which a shape lets keys that the program does not have."""

_TAKE_OUT = Message("all.take-out", "take it out")
_LISTED = 4


def find_false_sign(own: Source) -> Iterator[Problem]:
    """A decimal sign that would make another number, in whichever language."""
    sign = own.find(_SIGN)
    if isinstance(sign, str) and sign not in DECIMAL_SIGNS:
        what = Message(
            "words.decimal-sign",
            "the decimal sign is {sign}, which would make another number",
            sign=cite(sign),
        )
        remedy = Message("words.write-decimal-sign", 'write "," or "."')
        yield Problem(own.place(_SIGN), what, remedy)


def find_unlike_words(own: Source, under: Source) -> Iterator[Problem]:
    """Values that are neither the program's nor in a list of others that mean the same.

    Args:
        own: The file that is judged.
        under: The program's words of the language.
    """
    whole, numbers = under.overlaid(own), Numbers(under)
    waiting: list[Path] = [(group,) for group in REASONS]
    for path in waiting:
        written, known = own.find(path), under.find(path)
        if isinstance(written, dict) and isinstance(known, dict):
            waiting += [(*path, key) for key in written]
        elif path in FREE:
            found = numbers.judge(written) if isinstance(written, str) else None
            if found:
                yield Problem(own.place(path), *found)
        elif known is None and path[:-1] in _OPEN:
            what = Message(
                "words.unknown", "`{key}` is not known to the program", key=name_of(path)
            )
            yield Problem(own.key_place(path), what, _TAKE_OUT)
        elif type(written) is type(known) and _plain(written) != _plain(known):
            # A value of another kind does not fit the shape, and is told as that.
            taken, shown = _others(path, whole, under)
            if _plain(written) not in map(_plain, taken):
                what = Message(
                    "words.fixed",
                    "the wording of `{key}` is fixed, because {reason}",
                    key=name_of(path),
                    reason=REASONS[str(path[0])],
                )
                remedy = _TAKE_OUT
                if shown:
                    remedy = Message(
                        "words.take-out-or-write",
                        "take it out, or write {others}",
                        others=Listing(shown),
                    )
                yield Problem(own.place(path), what, remedy)


def _others(path: Path, whole: Source, under: Source) -> tuple[Sequence[str], tuple[Field, ...]]:
    """What may stand here instead of the program's own words, and how messages say that."""
    group, key = str(path[0]), str(path[-1])
    language = str(under.find(("language",)))
    forms: Sequence[str] = texts_at(under, ("grammar", *path))
    if group == "units":
        # One and many go together, so that nobody reads two things in one plan.
        at = ("one", "many").index(key)
        pairs = PAIRS.get(language, {}).get(Unit(str(path[1])), ())
        beside = _plain(whole.find((*path[:-1], ("many", "one")[at])))
        fit = [pair[at] for pair in pairs if pair[1 - at] == beside]
        shown = (
            Message(
                "words.one-with-many",
                "`one: {one}` with `many: {many}`",
                one=Name(one),
                many=Name(many),
            )
            for one, many in pairs
        )
        return fit, tuple(shown)
    if group == "meals":
        articles = ("", *(f"{article} " for article in texts_at(under, ("grammar", "article"))))
        food = texts_at(under, ("grammar", "food"))
        forms = [
            f"{form} {article}{each}" for form in forms for article in articles for each in food
        ]
    elif group == "fractions":
        forms = PARTS.get(language, {}).get(key, ())
    elif group == "moments":
        forms = [form for form in forms if form not in UNPRINTED]
    else:
        forms = ()
    return forms, tuple(cite(form) for form in forms[:_LISTED])


def _plain(value: Value) -> Value:
    """A value in which only words and their order count."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip().replace("’", "'")
    return [_plain(each) for each in value] if isinstance(value, list) else value
