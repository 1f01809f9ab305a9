"""The words of the brochure as plain data, for the yardstick: nothing of leaflet is left in it."""

from html import escape

from leaflet.manuscript.brochure import (
    Block,
    Bullets,
    Callout,
    Contacts,
    Exercise,
    LimitTable,
    PanelRole,
    Paragraph,
    PlanField,
    Steps,
)
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.text import Run, Text, Weight

Kind = list[str]


def collect(manuscript: Manuscript, patient: dict[str, object]) -> dict[str, object]:
    """Every block of the brochure by panel, and the patient's part as given."""
    cover = manuscript.brochure.cover
    panels: dict[str, list[Kind]] = {role.value: [] for role in PanelRole}
    panels["cover"] = [
        ["text", _markup(cover.kicker)],
        ["title", _markup(cover.title)],
        ["heading", _markup(cover.question)],
        ["figure", cover.illustration or "spine", _markup(cover.salutation)],
        *(["text", _markup(paragraph.text)] for paragraph in cover.greeting),
    ]
    for section in manuscript.brochure.sections:
        panel = panels[section.panel.value]
        panel.append(["heading", _markup(section.heading)])
        for block in section.blocks:
            panel.extend(_kinds(block, manuscript))
    return {"panels": panels, "patient": patient}


def _kinds(block: Block, manuscript: Manuscript) -> list[Kind]:
    match block:
        case Paragraph() | Callout():
            return [["text", _markup(block.text)]]
        case Bullets():
            return [["bullet", "•", _markup(item.text)] for item in block.items]
        case Steps():
            return [
                kind
                for number, item in enumerate(block.items, 1)
                for kind in (
                    ["number", f"{number}.", _markup(item.text)],
                    *(["bullet", "•", _markup(inner.text)] for inner in item.items),
                )
            ]
        case LimitTable():
            return [
                [
                    "row",
                    f"<b>{row.medicine}</b> {_markup(row.note)}",
                    f"{_markup(row.maximum)} {_markup(row.detail)}",
                ]
                for row in block.rows
            ]
        case Exercise():
            return [
                ["figure", block.figure, f"<b>{_markup(block.title)}</b> {_markup(block.text)}"]
            ]
        case Contacts():
            return [["row", key, _number(key, manuscript)] for key in block.keys]
        case PlanField():
            return []


def _markup(text: Text) -> str:
    parts = []
    for part in text.parts:
        words = escape(part.text) if isinstance(part, Run) else part.key
        words = words.replace("\n", "<br/>")
        parts.append(f"<b>{words}</b>" if part.weight is Weight.BOLD else words)
    return "".join(parts)


def _number(key: str, manuscript: Manuscript) -> str:
    entry = manuscript.phonebook.find(key)
    return entry.number if entry else ""
