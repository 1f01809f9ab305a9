"""The words of the brochure as plain data, for the others: nothing of leaflet is left in it.

python benchmarks/matter.py MATTER.json
"""

import json
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from leaflet.content.model.brochure import (  # noqa: E402
    Block,
    Bullets,
    Callout,
    Contacts,
    Emphasis,
    Exercise,
    LimitTable,
    PanelRole,
    Paragraph,
    PlanField,
    RichText,
    Role,
    Run,
    Steps,
)
from leaflet.content.model.content import LeafletContent  # noqa: E402
from leaflet.content.read import read_content  # noqa: E402
from leaflet.content.site import open_library  # noqa: E402

TOPIC, LANGUAGE = "lage-rugpijn", "nl"
PANELS = ("flap", "back", "cover", "left", "middle", "right")
INSIDE = {Role.EXPLANATION: "left", Role.MEDICATION: "middle", Role.ACTIVITY: "right"}

Kind = list[str]


def collect(content: LeafletContent) -> dict[str, object]:
    """Every block of the brochure by panel, and the labels of the patient's fields."""
    cover, words = content.brochure.cover, content.words
    panels: dict[str, list[Kind]] = {name: [] for name in PANELS}
    panels["cover"] = [
        ["text", _markup(cover.kicker)],
        ["title", _markup(cover.title)],
        ["heading", _markup(cover.question)],
        ["figure", cover.illustration or "spine", f"<b>{_markup(cover.salutation)}</b>", ""],
        *(["text", _markup(paragraph.text)] for paragraph in cover.greeting),
    ]
    inside = "left"
    for section in content.brochure.sections:
        inside = INSIDE.get(section.role, inside)
        name = inside if section.panel is PanelRole.INSIDE else section.panel.value
        panel = panels[name]
        panel.append(["heading", _markup(section.heading)])
        for block in section.blocks:
            panel.extend(_kinds(block, content))
    fields = [words.fields.name, words.fields.born, words.fields.visited]
    moments = [words.moments[moment] for moment in list(words.moments)[1:]]
    header = [words.plan.medicine, *moments]
    return {"panels": panels, "fields": fields, "plan": words.plan.title, "header": header}


def _kinds(block: Block, content: LeafletContent) -> list[Kind]:
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
                    f"<b>{row.medicine}</b><br/>{_markup(row.note)}",
                    f"{_markup(row.maximum)}<br/>{_markup(row.detail)}",
                ]
                for row in block.rows
            ]
        case Exercise():
            words = f"<b>{_markup(block.title)}</b><br/>{_markup(block.text)}"
            return [["figure", block.figure, words, block.alt]]
        case Contacts():
            return [_contact(key, content) for key in block.keys]
        case PlanField():
            return []


def _contact(key: str, content: LeafletContent) -> Kind:
    campus = content.hospital.campuses[key.partition(".")[0]]
    label = content.words.contacts.campus.format(name=campus)
    entry = content.phonebook.find(key)
    number = entry.number if entry else ""
    return ["phone", label, number, f"tel:+32{number.replace(' ', '').removeprefix('0')}"]


def _markup(text: RichText) -> str:
    parts = []
    for part in text.parts:
        words = escape(part.text) if isinstance(part, Run) else part.key
        words = words.replace("\n", "<br/>")
        parts.append(f"<b>{words}</b>" if part.weight is Emphasis.BOLD else words)
    return "".join(parts)


if __name__ == "__main__":
    found = read_content(open_library(None), TOPIC, LANGUAGE).value
    Path(sys.argv[1]).write_text(json.dumps(collect(found), ensure_ascii=False), encoding="utf-8")
