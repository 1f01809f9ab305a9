"""One leaflet in two languages: the same sections, drawings, numbers and medicines.

The words are a translator's; what can be held against each other without knowing the language is
held here, so that a red flag or a phone number is not lost on the way (``domain.md`` 5.5, T55).
"""

from collections import Counter
from collections.abc import Iterator

from leaflet.errors import Problem
from leaflet.manuscript.brochure import (
    Block,
    Brochure,
    Bullets,
    Contacts,
    Exercise,
    LimitTable,
    Section,
    Steps,
)
from leaflet.manuscript.lettering import running_texts

_FIGURE = "0123456789"


def compare(translation: Brochure, original: Brochure) -> Iterator[Problem]:
    """What the translation lacks, adds or orders otherwise than the original."""
    ids = [section.id for section in original.sections]
    translated = {section.id: section for section in translation.sections}
    beside = f"compare it with {original.place.file}"
    for section in original.sections:
        if section.id not in translated:
            what = f"the section `{section.id}` is missing"
            yield Problem(translation.place, what, beside)
            continue
        yield from _compare_sections(translated[section.id], section, beside)
    for section in translation.sections:
        if section.id not in ids:
            what = f"the section `{section.id}` does not stand in {original.place.file}"
            yield Problem(section.place, what, "take it out, or add it there")
    common = [each for each in ids if each in translated]
    if [each for each in translated if each in ids] != common:
        yield Problem(translation.place, "the sections stand in another order", beside)


def _compare_sections(section: Section, original: Section, beside: str) -> Iterator[Problem]:
    for key in ("role", "panel", "parent", "pictogram"):
        if getattr(section, key) != getattr(original, key):
            what = f"`{key}` of section `{section.id}` differs"
            yield Problem(section.place, what, beside)
    kinds = [type(block) for block in section.blocks]
    if kinds != [type(block) for block in original.blocks]:
        what = f"section `{section.id}` has other blocks, or another order of them"
        yield Problem(section.place, what, beside)
        return
    for block, other in zip(section.blocks, original.blocks, strict=True):
        if _bones(block) != _bones(other):
            what = "this block names other items, drawings, numbers or medicines"
            yield Problem(block.place, what, beside)
        elif _digits(block) != _digits(other):
            yield Problem(block.place, "this block has other figures", beside)


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
