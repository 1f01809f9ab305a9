"""Words of one language: the site's file laid over the built-in one, key by key.

Begin with ``read_words``; ``read_language`` reads a language without a leaflet.
"""

from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

from leaflet.content.checks.dose_words import find_odd_words
from leaflet.content.checks.fixed_words import find_false_sign, find_unlike_words
from leaflet.content.files import read_bytes
from leaflet.content.model.medicines import Moment, Unit
from leaflet.content.model.sheet_words import SheetWords
from leaflet.content.model.words import LimitWords, Words
from leaflet.content.schema.validate import ForeignSchema, fill
from leaflet.content.site import Library
from leaflet.content.suggest import suggest
from leaflet.content.yaml.reader import Path, Source, read_source
from leaflet.errors import ContentError, Problem, UsageError
from leaflet.messages.message import Excerpt, Key, Message, Option
from leaflet.messages.phrases import there_is
from leaflet.records import frozen

_SHEETS, _LIMITS = "sheets", "limits"
"""The keys of what no leaflet needs; a language may do without them."""

_PLAN = "plan"
_RETIRED = {
    "given": Message("words.given-day", "word `given_day` instead, which names the day as well"),
    "next": Message("words.next-day", "word `next_day` instead, which names the day as well"),
    "unchecked": Message(
        "words.on-screen", "take it out: it is said on the screen of the prescriber only"
    ),
}
"""Words of a plan that nothing prints any more; a site that still has them is told."""


@frozen
class _Sheets:
    sheets: SheetWords


@frozen
class _Limits:
    limits: LimitWords


def use_current_names(source: Source) -> Source:
    """A file of words with each block under its name of today, whenever it was written."""
    return source.renamed("imprint", "colophon")


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
    yield from find_false_sign(own)
    told = tuple(find_unlike_words(own, under) if under else find_odd_words(own))
    yield from told
    places = {problem.where for problem in told}
    for problem in () if under is None else check_templates(own, under):
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
            name = Key(f"{_PLAN}.{key}")
            what = Message("words.retired", "nothing prints `{key}` any more", key=name)
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
            what = Message("words.missing", "the word for `{key}` is missing", key=Key(key))
            remedy = Message("all.add-key", "add `{key}:`", key=Key(key))
            yield Problem(source.place(path), what, remedy)


def _check_template(source: Source, path: Path, text: str, known: str) -> Iterator[Problem]:
    fields = dict(_fields(known))
    try:
        used = tuple(dict.fromkeys(_fields(text)))
    except ValueError:
        what = Message("words.brace-open", "a { is not closed, or a } not opened")
        remedy = Message("words.compare", "compare it with the built-in words")
        yield Problem(source.place(path), what, remedy)
        return
    for field, form in used:
        named = Excerpt(f"{{{field}}}")
        if field not in fields:
            what = Message("words.not-filled", "nothing is filled in for {field}", field=named)
            remedy = Message("words.take-out", "take it out, or compare it with the built-in words")
            yield Problem(source.place(path), what, suggest(field, fields, remedy))
        elif form not in ("", fields[field]):
            what = Message(
                "words.odd-form",
                "the field {field} is written in a form that is not known",
                field=named,
            )
            known_form = Excerpt(f"{{{field}{fields[field]}}}")
            remedy = Message("words.write-form", "write {field}", field=known_form)
            yield Problem(source.place(path), what, remedy)


def _fields(template: str) -> Iterator[tuple[str, str]]:
    """Each field of a template, and the form after its name: ``day`` and ``:02``."""
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None:
            yield name, f"{'!' if conversion else ''}{conversion or ''}{':' if form else ''}{form}"


def read_language(library: Library, language: str) -> Words:
    """The words of one language alone, the site's laid over the built-in ones.

    Raises:
        UsageError: If there are none.
        ContentError: If something is wrong with them.
    """
    return read_words(_language_source(library, language))


def read_sheet_language(library: Library, language: str) -> SheetWords:
    """The words of the sheets that are nobody's: the folding dummy and the test sheet.

    Raises:
        UsageError: If there are no words in this language.
        ContentError: If something is wrong with them, or there are none for these sheets.
    """
    return read_sheet_words(_language_source(library, language))


def _language_source(library: Library, language: str) -> Source:
    languages = library.languages("words")
    if language not in languages:
        what = Message("words.none", "there are no words in this language")
        remedy = there_is(languages)
        raise UsageError(Problem(Option("--lang"), what, remedy))
    name = f"words/{language}.yaml"
    under, *over = [
        use_current_names(read_source(read_bytes(file), name)) for file in library.find_all(name)
    ]
    own = over[0] if over else under
    if problems := tuple(check_words(own, under if over else None)):
        raise ContentError(*problems)
    return under.overlaid(own) if over else under
