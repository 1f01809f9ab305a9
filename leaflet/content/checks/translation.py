"""A leaflet in two languages: the same sections, drawings, numbers and medicines in both.

The words are the translator's; only what can be compared without knowing the language is compared
here, so that no red flag and no phone number is lost in translation (``docs/rules.md`` 5.5, T55).
``check_everything`` reads every leaflet of a library in every language.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from leaflet.content.model.brochure import (
    Block,
    Brochure,
    Bullets,
    Contacts,
    Exercise,
    LimitTable,
    Section,
    Steps,
    running_texts,
)
from leaflet.content.model.content import LeafletContent
from leaflet.content.read import read_content
from leaflet.content.site import Library
from leaflet.errors import LeafletError, Problem, UsageError
from leaflet.messages.message import File, Key, Message
from leaflet.records import frozen

_FIGURE = "0123456789"


def compare(translation: Brochure, original: Brochure) -> Iterator[Problem]:
    """What the translation lacks, adds or orders otherwise than the original."""
    ids = [section.id for section in original.sections]
    translated = {section.id: section for section in translation.sections}
    file = File(original.place.file)
    beside = Message("all.compare-with", "compare it with {file}", file=file)
    for section in original.sections:
        if section.id not in translated:
            what = Message(
                "translation.no-section", "the section `{id}` is missing", id=Key(section.id)
            )
            yield Problem(translation.place, what, beside)
            continue
        yield from _compare_sections(translated[section.id], section, beside)
    for section in translation.sections:
        if section.id not in ids:
            what = Message(
                "translation.new-section",
                "the section `{id}` does not stand in {file}",
                id=Key(section.id),
                file=file,
            )
            remedy = Message("translation.add-there", "take it out, or add it there")
            yield Problem(section.place, what, remedy)
    common = [each for each in ids if each in translated]
    if [each for each in translated if each in ids] != common:
        what = Message("translation.order", "the sections stand in another order")
        yield Problem(translation.place, what, beside)


def _compare_sections(section: Section, original: Section, beside: Message) -> Iterator[Problem]:
    own = Key(section.id)
    for key in ("role", "panel", "parent", "pictogram"):
        if getattr(section, key) != getattr(original, key):
            what = Message(
                "translation.key-differs", "`{key}` of section `{id}` differs", key=Key(key), id=own
            )
            yield Problem(section.place, what, beside)
    kinds = [type(block) for block in section.blocks]
    if kinds != [type(block) for block in original.blocks]:
        what = Message(
            "translation.blocks",
            "section `{id}` has other blocks, or another order of them",
            id=own,
        )
        yield Problem(section.place, what, beside)
        return
    for block, other in zip(section.blocks, original.blocks, strict=True):
        if _bones(block) != _bones(other):
            what = Message(
                "translation.other-things",
                "this block names other items, drawings, numbers or medicines",
            )
            yield Problem(block.place, what, beside)
        elif _digits(block) != _digits(other):
            what = Message("translation.figures", "this block has other figures")
            yield Problem(block.place, what, beside)


def _bones(block: Block) -> object:
    """What of a block does not depend on the language."""
    match block:
        case Bullets(items=items) | Steps(items=items):
            return [len(item.items) for item in items]
        case LimitTable(rows=rows):
            return [row.medicine for row in rows]
        case Exercise(figure=figure):
            return figure
        case Contacts(keys=keys):
            return keys
        case _:
            return None


def _digits(block: object) -> Counter[str]:
    """How often each whole figure stands in the block's texts, and each phone key."""
    found: Counter[str] = Counter()
    for text in running_texts(block):
        found.update(text.phone_keys())
        kept = "".join(sign if sign in _FIGURE else " " for sign in text.plain())
        found.update(kept.split())
    return found


@frozen
class Survey:
    """What was found: problems that stop a leaflet, and warnings that do not; each told once.

    ``contents`` are the leaflets that could be read.
    """

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    contents: tuple[LeafletContent, ...] = ()


def check_everything(
    library: Library, topics: tuple[str, ...] = (), today: date | None = None
) -> Survey:
    """Read every language of these topics (of all, where none is named) and compare them.

    A topic's languages are held against its Dutch, or against its first one without.

    Raises:
        UsageError: If one of the topics is not there.
    """
    problems: list[Problem] = [*library.find_missing(), *library.find_strays()]
    warnings: list[Problem] = []
    contents: list[LeafletContent] = []
    for topic in topics or library.topics():
        brochures: list[Brochure] = []
        # A topic that is not there has one language, so that reading it says so.
        languages = library.languages(topic) or ("nl",)
        for language in sorted(languages, key=lambda each: (each != "nl", each)):
            try:
                warned = read_content(library, topic, language, today)
            except UsageError:
                raise
            except LeafletError as error:
                problems += error.problems
                continue
            warnings += warned.warnings
            contents.append(warned.value)
            brochures.append(warned.value.brochure)
        for translation in brochures[1:]:
            problems += compare(translation, brochures[0])
    told = tuple(dict.fromkeys(problems)), tuple(dict.fromkeys(warnings))
    return Survey(*told, tuple(contents))
