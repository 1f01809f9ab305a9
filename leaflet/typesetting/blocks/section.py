"""A section as strips: heading and blocks, each with the white that it prefers before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import cache

from leaflet.content.model.brochure import (
    Block,
    Bullets,
    Callout,
    Contacts,
    Exercise,
    LimitTable,
    Paragraph,
    PlanField,
    Role,
    Section,
    Steps,
)
from leaflet.content.model.hospital import Hospital
from leaflet.content.model.words import Words
from leaflet.records import frozen
from leaflet.typesetting.blocks.boxes import (
    level_below,
    set_alarm,
    set_callout,
    set_contacts,
    set_heading,
    set_limits,
)
from leaflet.typesetting.blocks.lists import list_of, set_bullets, set_exercise, set_steps
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import PlanPlace
from leaflet.typesetting.matter import NO_GAP, Element, Foot, Gap, Slug, Strip, Tag, White

_WITHIN_SECTION = 10

_BELOW_CALLOUT = Gap(White.EXERCISE, 2, 1)
"""White below the bar of a condition, which is a little deeper than its lines."""


@frozen
class Surroundings:
    """What a block needs besides its words.

    Attributes:
        hospital: The names of its campuses.
        words: The labels.
        ratios: Height over width of each figure.
        plan_place: Where in its column the plan's field stands.
        measures: Of all columns that the block may come to stand in, in points.
        list_of: The element of a list, the same where panels of two widths share its items.
    """

    hospital: Hospital
    words: Words
    ratios: Mapping[str, float]
    plan_place: PlanPlace
    measures: Sequence[float] = ()
    list_of: Callable[[Bullets | Steps], Element] = field(default_factory=lambda: cache(list_of))


def set_section(stick: LineSetter, section: Section, around: Surroundings) -> tuple[Strip, ...]:
    """Set a section in one column; red flags become a single strip."""
    if section.role is Role.WHEN_TO_RETURN:
        return (set_alarm(stick, section),)
    strips = [set_heading(stick, section)]
    before: Block | None = None
    for block in section.blocks:
        # A heading, a condition and a lead-in keep what follows them.
        glued = before is None or isinstance(before, Callout) or _leads_in(before)
        breaks = None if glued else _WITHIN_SECTION
        first, *others = _set_block(stick, section, block, before, breaks, around)
        if isinstance(before, Callout):
            first = replace(first, gap=_BELOW_CALLOUT)
        strips += (first, *others)
        before = block
    return tuple(strips)


def _set_block(
    stick: LineSetter,
    section: Section,
    block: Block,
    before: Block | None,
    breaks: int | None,
    around: Surroundings,
) -> tuple[Strip, ...]:
    match block:
        case Paragraph():
            gap = Gap(White.PARAGRAPH, 2, 0) if isinstance(before, Paragraph) else NO_GAP
            slugs = stick.slugs(stick.body(block.text), Element(Tag.PARAGRAPH), block.place)
            return (Strip(block.place, gap, breaks, slugs),)
        case Bullets():
            return set_bullets(stick, block, around.list_of(block), breaks, around.measures)
        case Steps():
            return set_steps(stick, block, around.list_of(block), breaks)
        case Callout():
            return (set_callout(stick, block),)
        case LimitTable():
            return (set_limits(stick, block, breaks),)
        case Exercise():
            gap = Gap(White.EXERCISE, 2, 1) if isinstance(before, Exercise) else NO_GAP
            level, ratio = level_below(section), around.ratios[block.figure]
            return (set_exercise(stick, block, level, gap, breaks, ratio),)
        case Contacts():
            return (set_contacts(stick, block, breaks, around.hospital, around.words.contacts),)
        case PlanField():
            gap = Gap(White.SECTION, 2, 1)
            depth = -int(-stick.look.plan // stick.look.half)
            foot = Foot.COLUMN if around.plan_place is PlanPlace.FOOT else None
            return (Strip(block.place, gap, breaks, (Slug(depth, ()),), foot),)


def _leads_in(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.plain().rstrip().endswith(":")
