"""References between the files of one leaflet: keys, ids, names and drawings.

Each check walks through the values of one file, whether or not they fit its shape, and reports
every dangling reference at its line; ``Collation`` does so for all files of a leaflet. Values that
are not text are skipped, as the shape reports them, and so are references to a list that cannot be
read.

Also here: placeholders and markup left in a text (``find_misprints``, ``find_markup``), blank
words, and the mark of a draft, which no wording may remove.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from leaflet.content.checks.limits import (
    check_formulary,
    check_names,
    check_register,
    find_contradictions,
    find_unstated,
    glance_figure_words,
    read_stated_figures,
)
from leaflet.content.files import FORMULARY, HOSPITAL, PHONEBOOK, REGISTER
from leaflet.content.model.brochure import PHONE_REFERENCE, Role
from leaflet.content.model.hospital import PhoneBook, PhoneNumber
from leaflet.content.schema.fields import perhaps_line
from leaflet.content.schema.hospital import is_key
from leaflet.content.site import Library
from leaflet.content.suggest import cite, suggest
from leaflet.content.yaml.reader import Path, Source, Value
from leaflet.errors import ContentError, GlyphError, Problem
from leaflet.messages.message import Command, Count, Excerpt, File, Key, Message, any_of
from leaflet.records import frozen

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\b(?:TODO|FIXME|TBD|[Xx]{2,}|[Ll]orem ipsum)\b|\?\?\?")
_UNITS = r"[ \u00a0]?(?:mg|g|gram|ml|milligram|microgram)\b"
_TRAILING_ZERO = re.compile(r"\b\d+[.,]\d*0" + _UNITS)
_NAKED_DECIMAL = re.compile(r"(?<![\d.,])[.,]\d+" + _UNITS)
_WRITTEN_NUMBER = re.compile(r"(?<![\d,.])(?:\+32|0032|0)(?:[ \u00a0./()-]*\d){8,9}(?!\d)")


_MISPRINTS = (
    (
        _TRAILING_ZERO,
        Message(
            "text.zero-after-comma",
            "a dose ends in a zero after the comma, and may be read ten times as large",
        ),
        Message("text.write-no-zero", "write 1 g, not 1,0 g"),
    ),
    (
        _NAKED_DECIMAL,
        Message(
            "text.naked-comma", "a dose begins with a comma, and may be read ten times as large"
        ),
        Message("text.write-zero", "write 0,5 g, not ,5 g"),
    ),
    (
        _WRITTEN_NUMBER,
        Message("text.phone-number", "a phone number is written out"),
        Message(
            "text.write-phone-key",
            "give it a key in phonebook.yaml and write {phone:campus.purpose}",
        ),
    ),
)


def find_misprints(text: str) -> Iterator[tuple[Message, Message]]:
    """Each misprint of a text with markup: what it is, and what to do."""
    words = PHONE_REFERENCE.sub(" ", text)
    if found := _PLACEHOLDER.search(words):
        yield (
            Message(
                "text.placeholder",
                "the placeholder `{placeholder}` is left in the text",
                placeholder=Excerpt(found[0]),
            ),
            Message("text.write-what-belongs", "write what belongs here"),
        )
    elif "{" in words or "}" in words:
        yield (
            Message("text.brace", "a { or } stands in the text"),
            Message("text.only-phone-keys", "only {phone:campus.purpose} stands between them"),
        )
    for pattern, what, remedy in _MISPRINTS:
        if pattern.search(words):
            yield what, remedy


def find_markup(text: str) -> Iterator[tuple[Message, Message]]:
    """Markup in a text that is printed or read aloud as it stands."""
    if "**" in text or "{" in text or "}" in text:
        yield (
            Message("text.markup", "** or { stands where no markup is read"),
            Message("text.words-alone", "write the words alone"),
        )


@frozen
class References:
    """What a brochure may refer to; ``None`` where the list cannot be read.

    Attributes:
        phones: Keys of the phone book.
        medicines: Keys of the formulary.
        drawings: Names such as ``figures/spine``.
    """

    phones: Collection[str] | None
    medicines: Collection[str] | None
    drawings: Collection[str]


def check_brochure(source: Source, shelf: References) -> Iterator[Problem]:
    """Every reference of a brochure that leads nowhere, and every misprint in its words."""
    yield from _check_identity(source)
    yield from _check_drawing("figures", source, ("cover", "illustration"), shelf)
    seen: list[str | None] = []
    plans = 0
    for number in range(len(source.items(("sections",)))):
        path = ("sections", number)
        yield from _check_section(seen, source, path, shelf)
        seen.append(perhaps_line(source.find((*path, "id"))))
        for position in range(len(source.items((*path, "blocks")))):
            here = (*path, "blocks", position)
            if "plan" in source.keys(here):
                plans += 1
                if plans > 1:
                    what = Message("text.second-plan", "a second field for the medication plan")
                    yield Problem(source.place(here), what, Message("text.keep-one", "keep one"))
            yield from _check_drawing("figures", source, (*here, "figure"), shelf)
            for n, written in enumerate(source.items((*here, "contacts"))):
                if key := perhaps_line(written):
                    yield from _check_phone(key, source, (*here, "contacts", n), shelf)
            yield from _check_medicines(source, (*here, "medicines"), shelf)
    yield from _check_texts(source, shelf)


def check_phonebook(source: Source, campuses: Collection[str]) -> Iterator[Problem]:
    """Every number of a campus that the hospital does not name (T90)."""
    for written in source.keys(("numbers",)):
        key = perhaps_line(written)
        if key is None or not is_key(key):
            continue
        campus = key.partition(".")[0]
        if campus not in campuses:
            what = Message(
                "phones.no-campus", "hospital.yaml names no campus {campus}", campus=cite(campus)
            )
            add = Message(
                "phones.add-campus",
                "add `{campus}:` and its name to campuses in hospital.yaml",
                campus=Key(campus),
            )
            place = source.key_place(("numbers", written))
            yield Problem(place, what, suggest(campus, campuses, add))


def find_shared_numbers(phonebook: PhoneBook) -> Iterator[Problem]:
    """Numbers that two campuses share; usually one of them was copied (``docs/rules.md`` 5.1)."""
    seen: dict[str, PhoneNumber] = {}
    for entry in phonebook.numbers:
        first = seen.setdefault(entry.number, entry)
        if first.campus != entry.campus:
            what = Message(
                "phones.shared",
                "`{first}` and `{second}` have one number",
                first=Key(first.key),
                second=Key(entry.key),
            )
            remedy = Message("phones.both-meant", "make sure that both are meant")
            yield Problem(entry.place, what, remedy)


def _check_identity(source: Source) -> Iterator[Problem]:
    named = source.file.rpartition("/")[2].removesuffix(".yaml")
    language = perhaps_line(source.find(("language",)))
    if language is not None and language != named:
        what = Message(
            "text.other-language",
            "the language is {language}, the name of the file says `{named}`",
            language=cite(language),
            named=File(named),
        )
        remedy = Message("text.make-same", "make them the same")
        yield Problem(source.place(("language",)), what, remedy)
    sections = range(len(source.items(("sections",))))
    roles = [source.find(("sections", number, "role")) for number in sections]
    # A role that is none may have been meant for this one; that it is none has been told.
    if roles and all(role in list(Role) and role != Role.WHEN_TO_RETURN for role in roles):
        what = Message("text.no-return", "no section says when to come back")
        remedy = Message(
            "text.give-role",
            "give the section with the red flags `{role}`",
            role=Command(f"role: {Role.WHEN_TO_RETURN}"),
        )
        yield Problem(source.place(("sections",)), what, remedy)


def _check_section(
    earlier: Collection[str | None], source: Source, path: Path, shelf: References
) -> Iterator[Problem]:
    own = perhaps_line(source.find((*path, "id")))
    if own is not None and own in earlier:
        what = Message("text.id-twice", "the id {id} stands twice", id=cite(own))
        remedy = Message("text.own-id", "give each section an id of its own")
        yield Problem(source.place((*path, "id")), what, remedy)
    parent = perhaps_line(source.find((*path, "parent")))
    known = [each for each in earlier if each is not None]
    # An earlier section whose id cannot be read may be the one that is meant.
    if parent is not None and parent not in known and len(known) == len(earlier):
        what = Message("text.no-parent", "no earlier section has the id {id}", id=cite(parent))
        remedy = Message("text.take-parent-out", "take `parent` out")
        if known:
            use = Message("all.use", "use {names}", names=any_of(known))
            remedy = suggest(parent, known, use)
        yield Problem(source.place((*path, "parent")), what, remedy)
    yield from _check_drawing("pictograms", source, (*path, "pictogram"), shelf)


def _check_drawing(folder: str, source: Source, path: Path, shelf: References) -> Iterator[Problem]:
    name = perhaps_line(source.find(path))
    if name is None or f"{folder}/{name}" in shelf.drawings:
        return
    known = [key.partition("/")[2] for key in shelf.drawings if key.startswith(f"{folder}/")]
    if "/" in name or "\\" in name or ".." in name:
        what = Message(
            "drawing.leads-out",
            "{name} leads out of {folder}",
            name=cite(name),
            folder=File(f"assets/{folder}"),
        )
    else:
        file = File(f"assets/{folder}/{name}.svg")
        what = Message("drawing.none", "there is no drawing {file}", file=file)
    use = Message("all.use", "use {names}", names=any_of(known))
    yield Problem(source.place(path), what, suggest(name, known, use))


def _check_phone(key: str, source: Source, path: Path, shelf: References) -> Iterator[Problem]:
    if shelf.phones is not None and key not in shelf.phones:
        what = Message("text.no-phone-key", "the phone book has no key {key}", key=cite(key))
        add = Message("text.add-to-phonebook", "add it to phonebook.yaml")
        yield Problem(source.place(path), what, suggest(key, shelf.phones, add))


def _check_medicines(source: Source, table: Path, shelf: References) -> Iterator[Problem]:
    seen: list[str] = []
    for number in range(len(source.items(table))):
        path = (*table, number, "medicine")
        medicine = perhaps_line(source.find(path))
        if medicine is None:
            continue
        known = shelf.medicines
        if known is not None and medicine not in known:
            what = Message(
                "text.no-medicine",
                "the formulary has no medicine {medicine}",
                medicine=cite(medicine),
            )
            it_has = Message("text.formulary-has", "it has {names}", names=any_of(known))
            yield Problem(source.place(path), what, suggest(medicine, known, it_has))
        if medicine in seen:
            what = Message(
                "text.medicine-twice", "{medicine} stands twice", medicine=cite(medicine)
            )
            remedy = Message("text.keep-one-row", "keep one row of it")
            yield Problem(source.place(path), what, remedy)
        seen.append(medicine)


_LONGEST_TEXT = 2_000
_MOST_TEXT = 30_000
"""Characters: a paragraph of 2,000 fills a panel, and 30,000 no leaflet on four sheets holds."""

_NAMES = {(key,) for key in ("id", "role", "panel", "parent", "pictogram", "figure", "language")}
"""Keys after which no text is printed."""


def _check_texts(source: Source, shelf: References) -> Iterator[Problem]:
    lengths = [len(text) for path, text in source.texts() if path[-1:] not in _NAMES]
    total = sum(lengths)
    if total > _MOST_TEXT and max(lengths) <= _LONGEST_TEXT:
        what = Message(
            "brochure.too-long",
            "the text has {characters}, and no leaflet holds more than 30,000",
            characters=Count(total, "character"),
        )
        remedy = Message("text.two-leaflets", "make two leaflets of it, or shorten it")
        yield Problem(source.place(()), what, remedy)
    for path, text in source.texts():
        if len(text) > _LONGEST_TEXT and path[-1:] not in _NAMES:
            what = Message(
                "text.fills-panel",
                "this text has {characters}, and fills more than a panel",
                characters=Count(len(text), "character"),
            )
            remedy = Message("text.cut-up", "cut it up into paragraphs, or shorten it")
            yield Problem(source.place(path), what, remedy)
            continue
        for key in PHONE_REFERENCE.findall(text):
            yield from _check_phone(key, source, path, shelf)
        find = find_markup if len(path) == 1 or path[-1:] == ("alt",) else find_misprints
        for what, remedy in find(text):
            yield Problem(source.place(path), what, remedy)


@frozen
class Collation:
    """What could be read of the files, by their names.

    A file that is not YAML, or of another schema, is not among them: nothing is told of what
    refers to it.

    Attributes:
        text: The name of the brochure's file.
        words: The name of the file of its language.
        fitting: The names of the files that fit their shape.
    """

    sources: Mapping[str, Source]
    fitting: Collection[str]
    text: str
    words: str

    def find_problems(self, library: Library) -> Iterator[Problem]:
        """What contradicts itself or another file, or refers to what there is not."""
        text, hospital = self.sources.get(self.text), self.sources.get(HOSPITAL)
        phonebook, register = self.sources.get(PHONEBOOK), self.sources.get(REGISTER)
        formulary = self.sources.get(FORMULARY)
        if hospital:
            yield from _check_logo(hospital, library)
        campuses = self._keys(HOSPITAL, "campuses")
        if phonebook and campuses is not None:
            yield from check_phonebook(phonebook, campuses)
        if formulary:
            yield from check_formulary(formulary)
        if register:
            yield from check_register(register)
        yield from check_names(formulary, register)
        if text:
            phones, medicines = self._keys(PHONEBOOK, "numbers"), self._keys(FORMULARY, "medicines")
            yield from check_brochure(text, References(phones, medicines, library.drawings()))
        words = self.sources.get(self.words)
        grammar = glance_figure_words(words) if words else None
        if text and formulary and grammar:
            yield from find_contradictions(text, read_stated_figures(formulary), grammar)

    def find_warnings(self) -> Iterator[Problem]:
        """Figures of the brochure that are held against nothing."""
        text, formulary = self.sources.get(self.text), self.sources.get(FORMULARY)
        words = self.sources.get(self.words)
        grammar = glance_figure_words(words) if words else None
        if text and formulary and grammar:
            yield from find_unstated(text, read_stated_figures(formulary), grammar)

    def _keys(self, name: str, group: str) -> Collection[str] | None:
        """Keys to which other files refer; ``None`` where the list of them cannot be read.

        A file that fits its shape without the list has none; another may have misspelt its key.
        """
        source = self.sources.get(name)
        if source is None:
            return None
        if not isinstance(source.find((group,)), dict):
            return () if name in self.fitting else None
        return [key for written in source.keys((group,)) if (key := perhaps_line(written))]


def _check_logo(hospital: Source, library: Library) -> Iterator[Problem]:
    logo = perhaps_line(hospital.find(("logo",)))
    if logo is None:
        return
    place = hospital.place(("logo",))
    try:
        if not library.find_logo(logo):
            what = Message("all.no-such-file", "there is no such file")
            yield Problem(place, what, Message("logo.put", "put it beside hospital.yaml"))
    except (ContentError, GlyphError) as error:
        for each in error.problems:
            yield Problem(place, each.what, each.remedy)


_MARK = ("draft", "draft_note")
_PRINTED = {
    (group,)
    for group in (
        *("calendar", "moments", "meals", "units", "fractions", "fields", "plan", "colophon"),
        "contacts",
    )
}
"""Groups of ``words/`` of which every word is printed somewhere."""


def find_blanks(words: Source) -> Iterator[Problem]:
    """Words that are printed and cannot be seen: a dose without its unit is one of them."""
    for path, text in words.texts():
        if path[:1] in _PRINTED and not any(map(_is_seen, text)):
            what = Message(
                "words.blank", "nothing that can be seen is written here, and it is printed"
            )
            remedy = Message("words.write-word", "write the word, or take the line out")
            yield Problem(words.place(path), what, remedy)


def keep_mark(words: Source) -> Source:
    """A site's words without those that call a leaflet a concept.

    In a language that the program knows it says so itself, so that nobody can take it away.
    """
    said = words.find(("colophon",))
    if not isinstance(words.value, dict) or not isinstance(said, dict):
        return words
    colophon: Value = {key: text for key, text in said.items() if key not in _MARK}
    return replace(words, value={**words.value, "colophon": colophon})


def _is_seen(sign: str) -> bool:
    # White space, and what has no width: a soft hyphen, a joiner, a mark of direction.
    return not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf", "Zs", "Mn")
