"""The words of one language: the site's file laid over the built-in one, key by key."""

from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

from leaflet.errors import ContentError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Unit
from leaflet.manuscript.dose_words import find_false_words
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.limit_words import LimitWords
from leaflet.manuscript.shape import ForeignSchema, fill
from leaflet.manuscript.sheet_words import SheetWords
from leaflet.manuscript.source import Source
from leaflet.manuscript.suggestion import suggest
from leaflet.manuscript.value import Path
from leaflet.manuscript.words import Words

_SHEETS, _LIMITS = "sheets", "limits"
"""The keys of what no leaflet needs; a language may do without them."""

_PLAN = "plan"
_RETIRED = {
    "given": "word `given_day` instead, which names the day as well",
    "next": "word `next_day` instead, which names the day as well",
    "unchecked": "take it out: it is said on the screen of the prescriber only",
}
"""Words of a plan that nothing prints any more; a site that still has them is told."""


@frozen
class _Sheets:
    sheets: SheetWords


@frozen
class _Limits:
    limits: LimitWords


def read_words(source: Source) -> Words:
    """The words of one language, whose shape is :class:`Words` itself.

    Those of the sheets that are nobody's, and those by which limits are found in running text, are
    checked, as far as there are any, and left out.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    problems: list[Problem] = []
    values = source.value
    if isinstance(values, dict):
        for key, read in ((_SHEETS, read_sheet_words), (_LIMITS, read_limit_words)):
            try:
                if key in values:
                    read(source)
            except ForeignSchema:
                raise
            except ContentError as error:
                problems += error.problems
        kept = {key: value for key, value in values.items() if key not in (_SHEETS, _LIMITS)}
        plan = kept.get(_PLAN)
        if isinstance(plan, dict):
            kept[_PLAN] = {key: value for key, value in plan.items() if key not in _RETIRED}
        source = replace(source, value=kept)
    words = None
    try:
        words = fill(Words, source)
    except ContentError as error:
        problems += error.problems
    problems += _missing(source, ("units",), Unit)
    problems += _missing(source, ("moments",), Moment)
    if words is None or problems:
        raise ContentError(*dict.fromkeys(problems))
    return words


def read_sheet_words(source: Source) -> SheetWords:
    """The words of the folding dummy and of the test sheet, in the same file.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    return fill(_Sheets, _only(source, _SHEETS)).sheets


def read_limit_words(source: Source) -> LimitWords | None:
    """The words by which a limit is told in running text; ``None`` where there are none.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    only = _only(source, _LIMITS)
    written = isinstance(only.value, dict) and only.value.get(_LIMITS) is not None
    return fill(_Limits, only).limits if written else None


def check_words(own: Source, under: Source | None) -> Iterator[Problem]:
    """What words of a language must not say, each told once.

    Args:
        own: A file of words.
        under: The one that it is laid over; ``None`` where it stands alone.
    """
    told = () if under is None else tuple(check_templates(own, under))
    yield from told
    places = {problem.where for problem in told}
    whole = own if under is None else under.overlaid(own)
    for problem in find_false_words(own, whole, under):
        if problem.where not in places:
            yield problem


def check_templates(upper: Source, lower: Source) -> Iterator[Problem]:
    """Fields of templates of the upper source that the lower's have not: nothing fills them in."""
    known = dict(lower.texts())
    for path, text in upper.texts():
        if path in known:
            yield from _check_template(upper, path, text, known[path])


def find_retired(source: Source) -> Iterator[Problem]:
    """Words that were printed once; what took their place falls back to the built-in words."""
    for key in source.keys((_PLAN,)):
        if key in _RETIRED:
            what = f"nothing prints `{_PLAN}.{key}` any more"
            yield Problem(source.key_place((_PLAN, key)), what, _RETIRED[key])


def _only(source: Source, key: str) -> Source:
    """The source with the schema and one key."""
    values = source.value if isinstance(source.value, dict) else {}
    return replace(source, value={k: v for k, v in values.items() if k in ("schema", key)})


def _missing(source: Source, path: Path, expected: type[Unit] | type[Moment]) -> Iterator[Problem]:
    if not isinstance(source.find(path), dict):
        return
    for key in expected:
        if key not in source.keys(path):
            what = f"the word for `{key}` is missing"
            yield Problem(source.place(path), what, f"add `{key}:`")


def _check_template(source: Source, path: Path, text: str, known: str) -> Iterator[Problem]:
    fields = dict(_fields(known))
    try:
        used = tuple(dict.fromkeys(_fields(text)))
    except ValueError:
        what, remedy = "a { is not closed, or a } not opened", "compare it with the built-in words"
        yield Problem(source.place(path), what, remedy)
        return
    for field, form in used:
        if field not in fields:
            remedy = suggest(field, fields, "take it out, or compare it with the built-in words")
            yield Problem(source.place(path), f"nothing is filled in for {{{field}}}", remedy)
        elif form not in ("", fields[field]):
            what = f"the field {{{field}}} is written in a form that is not known"
            yield Problem(source.place(path), what, f"write {{{field}{fields[field]}}}")


def _fields(template: str) -> Iterator[tuple[str, str]]:
    """Each field of a template, and the form after its name: ``day`` and ``:02``."""
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None:
            yield name, f"{'!' if conversion else ''}{conversion or ''}{':' if form else ''}{form}"
