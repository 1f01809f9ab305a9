"""What an editor is told of a file, held against what the reader takes: they cannot differ.

Each file is judged three ways: by the reader; by the schema, as the reader knows its values (all of
them text); and by the schema, as an editor knows them (YAML 1.2: numbers, truth values, nothing).
"""

import copy
import json
import re
from typing import ClassVar

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from leaflet.content.approval import approvals as approvals_file
from leaflet.content.schema import brochure as brochure_file
from leaflet.content.schema import hospital as hospital_file
from leaflet.content.schema import hospital as phonebook_file
from leaflet.content.schema import medicines as formulary_file
from leaflet.content.schema import medicines as register_file
from leaflet.content.schema.json_schema import SCHEMAS, write_schema
from leaflet.content.schema.validate import fill
from leaflet.content.schema.words import check_templates, read_words
from leaflet.content.site import open_library
from leaflet.content.yaml.reader import Source, read_source
from leaflet.errors import ContentError, UsageError

CONTENT = open_library(None).built_in / "content"
FILES = {
    "brochure": "lage-rugpijn/nl.yaml",
    "phonebook": "phonebook.yaml",
    "hospital": "hospital.yaml",
    "formulary": "formulary.yaml",
    "medicines": "medicines.yaml",
    "words": "words/nl.yaml",
    "approvals": "approvals.yaml",
}
APPROVALS = (
    approvals_file.HEAD
    + """\
  - topic: lage-rugpijn
    language: nl
    words: 1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d
    by: "dr. Els Claes"
    on: 2026-11-23
    review_by: 2028-11-22
"""
)
RECORDS = {"approvals": APPROVALS}
TEXTS = {
    name: RECORDS[name] if name in RECORDS else (CONTENT / file).read_text("utf-8")
    for name, file in FILES.items()
}
SHAPES = {
    "brochure": brochure_file.SHAPES,
    "phonebook": phonebook_file.PHONE_BOOK_SHAPES,
    "hospital": hospital_file.HOSPITAL_SHAPES,
    "formulary": formulary_file.FORMULARY_SHAPES,
    "medicines": register_file.REGISTER_SHAPES,
    "approvals": approvals_file.SHAPES,
}
VALIDATORS = {name: Draft202012Validator(make()) for name, make in SCHEMAS.items()}


class Editor(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2."""

    yaml_implicit_resolvers: ClassVar = {}


def _construct_whole(loader, node):
    text = node.value
    return int(text, 0) if re.match(r"0[ox]", text) else int(text)


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)",
        list("-+.0123456789"),
    ),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
Editor.add_constructor("tag:yaml.org,2002:int", _construct_whole)


def _named(value):
    """The same with keys of text, as an editor hands them to a schema."""
    if isinstance(value, dict):
        return {str(key): _named(child) for key, child in value.items()}
    return [_named(child) for child in value] if isinstance(value, list) else value


def as_an_editor_reads(text):
    return _named(yaml.load(text, Loader=Editor))


def reader_takes(name, source):
    """Whether the reader finds nothing wrong with the shape of the file."""
    try:
        if name == "words":
            under = read_source(TEXTS["words"].encode(), "words/nl.yaml")
            if list(check_templates(source, under)):
                return False
            read_words(under.overlaid(source))
        else:
            *older, newest = SHAPES[name]
            filled = fill(newest, source, older=tuple(older))
            if name == "phonebook":
                assert all(phonebook_file._KEY.fullmatch(key) for key in filled.numbers)
    except (ContentError, AssertionError):
        return False
    return True


def verdicts(name, text):
    """What the reader, the schema of text and the schema of an editor say."""
    source = read_source(text.encode(), FILES[name])
    schema = VALIDATORS[name]
    typed = as_an_editor_reads(text)
    return reader_takes(name, source), schema.is_valid(source.value), schema.is_valid(typed)


def edited(name, old, new):
    text = TEXTS[name]
    if old is None:
        return new
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


FIRST = "schema: 2\nlanguage: nl\ntitle: Lage rugpijn\nversion:\n"
HEAD = "schema: 1\nlanguage: nl\ntitle: Lage rugpijn\nversion:\n"
IBUPROFEN = "    atc: M01AE01\n"
ENTRY = "    number: 03 890 59 23\n    hours:\n    checked_on:\n    checked_by:\n"
CALL = "    number: 03 890 59 23\n"
ITEM = "          - mogelijk uitstraling naar je been en/of bil\n"
NAMED = "name:\ndepartment:\n"
LOGO = "logo:\n"
OF_CAMPUSES = "campuses:\n  bornem: Bornem\n  rumst: Rumst\n"
ACCENT = "accent:\n"
DAY = ENTRY.replace("checked_on:", "checked_on: {}")
SMALL = "schema: 1\n{}\n"

GOOD = [
    ("brochure", "schema: 2", 'schema: "2"'),
    ("brochure", FIRST, f"{HEAD}review_by:\nstate: draft\n"),
    ("brochure", FIRST, f"{HEAD}review_by: 2027-11-22\nstate: approved\n"),
    ("brochure", FIRST, f"{HEAD}review_by: 22/11/2027\n"),
    ("brochure", FIRST, HEAD),
    ("brochure", "title: Lage rugpijn\nversion:\n", "title: 8\nversion: 3.1\n"),
    ("brochure", "title: Lage rugpijn\nversion:\n", "title: true\nversion: 2026-11-23\n"),
    ("brochure", "title: Lage rugpijn\nversion:\n", "title: no\n"),
    ("brochure", "version:\n", "version:\nomits:\n"),
    ("brochure", "version:\n", "version:\nomits: []\n"),
    ("brochure", "version:\n", "version:\nomits: [medication, course]\n"),
    ("brochure", "  salutation: Beste patiënt\n", "  salutation:\n"),
    ("brochure", "  salutation: Beste patiënt\n", ""),
    ("brochure", "  illustration: spine\n", "  illustration:\n"),
    ("brochure", "    role: activity\n", "    role: course\n"),
    ("brochure", ITEM, "          - 8\n"),
    ("brochure", ITEM, "          - 2.5\n"),
    ("brochure", ITEM, "          - false\n"),
    ("brochure", ITEM, "          - text: een\n            items: [twee, 3]\n"),
    ("brochure", ITEM, "          - text: een\n            items: []\n"),
    ("brochure", ITEM, "          - a **vet** b **vet** c*d\n"),
    ("brochure", "            detail: 1 gram per inname\n", "            detail:\n"),
    ("brochure", "            note: indien nodig\n", ""),
    ("brochure", "      - plan: foot\n", ""),
    ("brochure", "      - plan: foot\n", "      - callout: |-\n          Eén regel\n"),
    ("phonebook", CALL, "    number: 112\n"),
    ("phonebook", CALL, '    number: "112"\n'),
    ("phonebook", ENTRY, "    number: 112\n"),
    ("phonebook", ENTRY, DAY.format("2026-11-23")),
    ("phonebook", ENTRY, DAY.format('"2026-11-23"')),
    ("phonebook", ENTRY, DAY.format("3.1.2026")),
    ("phonebook", ENTRY, DAY.format("03-01/2100")),
    ("phonebook", "  rumst.pijnkliniek:", "  rumst_2.pijn-kliniek:"),
    ("phonebook", None, "schema: 1\nnumbers: {}\n"),
    ("hospital", NAMED, "name: AZ Voorbeeld\n"),
    ("hospital", OF_CAMPUSES, "campuses:\n"),
    ("hospital", OF_CAMPUSES, "campuses: {}\n"),
    ("hospital", OF_CAMPUSES, "campuses:\n  1: 2\n"),
    ("hospital", ACCENT, 'accent: "#00566B"\n'),
    ("hospital", ACCENT, "accent: ' #00566b '\n"),
    ("hospital", ACCENT, ""),
    ("hospital", "approved_only:\n", "approved_only: yes\n"),
    ("hospital", "approved_only:\n", 'approved_only: "no "\n'),
    ("hospital", None, "schema: 1\n"),
    ("formulary", "longest_course: 8", 'longest_course: "8"'),
    ("formulary", "waking_hours: 16", "waking_hours: 15.5"),
    ("formulary", "waking_hours: 16", "waking_hours: 15,5"),
    ("formulary", "waking_hours: 16", "waking_hours: 0.125"),
    ("formulary", "single: 600 mg # F49", "single: 0,5 g"),
    ("formulary", "single: 600 mg # F49", "single: 600mg"),
    ("formulary", "single: 600 mg # F49", "single:"),
    ("formulary", "  1: [breakfast]", '  "1": [breakfast]'),
    ("formulary", IBUPROFEN, f"{IBUPROFEN}    moments: {{2: [waking, bedtime]}}\n"),
    ("formulary", "      days: 8 # F52\n", ""),
    ("medicines", "atc: [B01AC06]", "atc: [B, B01, B01A, B01AC, B01AC06]"),
    ("medicines", "    excepted: [M01AX]\n", "    excepted:\n"),
    ("medicines", "abbreviations: [MS,", "abbreviations: [8, true, MS,"),
    ("words", None, SMALL.format("name: Vlaams")),
    ("words", None, "name: Vlaams\n"),
    ("words", None, SMALL.format("calendar:\n  day:")),
    ("words", None, SMALL.format("calendar:\nunits:\nsheets:\nbound:")),
    ("words", None, SMALL.format("units:\n  mg: {one: 8}")),
    ("words", None, SMALL.format("sheets:\n  dummy:\n    title: Model")),
    ("words", None, SMALL.format("fields:\n  name: true")),
    ("words", None, SMALL.format("bound: []\nplaceholders: [1, 2.5]")),
    ("approvals", None, "schema: 1\napprovals:\n"),
    ("approvals", "on: 2026-11-23", "on: 23/11/2026"),
    ("approvals", "language: nl", "language: no"),
]
BAD = [
    ("brochure", "schema: 2\n", ""),
    ("brochure", "schema: 2", "schema: 3"),
    ("brochure", "schema: 2", "schema:"),
    ("brochure", "schema: 2", "schema: [2]"),
    ("brochure", FIRST, f"{HEAD}omits: [course]\n"),
    ("brochure", FIRST, f"{HEAD}review_by: soon\n"),
    ("brochure", FIRST, f"{HEAD}state: final\n"),
    ("brochure", "version:\n", "version:\nstate: draft\n"),
    ("brochure", "version:\n", "version:\nomits: [weather]\n"),
    ("brochure", "version:\n", "version:\nomits: course\n"),
    ("brochure", "title: Lage rugpijn\n", ""),
    ("brochure", "title: Lage rugpijn\n", "title:\n"),
    ("brochure", "title: Lage rugpijn\n", 'title: " "\n'),
    ("brochure", "title: Lage rugpijn\n", "title: [Lage, rugpijn]\n"),
    ("brochure", "title: Lage rugpijn\n", 'title: "a\\tb"\n'),
    ("brochure", "title: Lage rugpijn\n", "title: |-\n  a\n  b\n"),
    ("brochure", "title: Lage rugpijn\n", "titel: Lage rugpijn\n"),
    ("brochure", "    role: activity\n", "    role: actvity\n"),
    ("brochure", "    role: activity\n    panel: inside\n", "    role: activity\n"),
    ("brochure", "    role: activity\n    panel: inside\n", "    role: activity\n    panel: 3\n"),
    ("brochure", ITEM, "          -\n"),
    ("brochure", ITEM, "          - [a, b]\n"),
    ("brochure", ITEM, "          - items: [a]\n"),
    ("brochure", ITEM, "          - text: a\n            item: [b]\n"),
    ("brochure", ITEM, "          - text: a\n            items: [{text: b}]\n"),
    ("brochure", ITEM, "          - text: a\n            items:\n"),
    ("brochure", ITEM, "          - a **b\n"),
    ("brochure", ITEM, "          - a **** b\n"),
    ("brochure", ITEM, '          - "a\\nb"\n'),
    ("brochure", "      - plan: foot\n", "      - plan: head\n"),
    ("brochure", "      - plan: foot\n", "      - plan:\n"),
    ("brochure", "      - plan: foot\n", "      - plan: foot\n        callout: a\n"),
    ("brochure", "      - plan: foot\n", "      - paragraf: foot\n"),
    ("brochure", "      - plan: foot\n", "      - Neem niets\n"),
    ("brochure", "      - plan: foot\n", "      - steps: []\n"),
    ("brochure", "      - plan: foot\n", "      - contacts: bornem.pijnkliniek\n"),
    ("brochure", "      - plan: foot\n", "      - exercise: a\n        figure: spine\n"),
    ("brochure", None, "schema: 2\nlanguage: nl\ntitle: a\ncover: {title: a}\nsections: []\n"),
    ("brochure", None, "schema: 2\nlanguage: nl\ntitle: a\ncover: a\nsections:\n"),
    ("phonebook", CALL, ""),
    ("phonebook", CALL, "    number:\n"),
    ("phonebook", CALL, "    number: [112]\n"),
    ("phonebook", CALL, f"{CALL}    telefon: 112\n"),
    ("phonebook", ENTRY, ""),
    ("phonebook", ENTRY, DAY.format("2026-13-01")),
    ("phonebook", ENTRY, DAY.format("2026-1-1")),
    ("phonebook", ENTRY, DAY.format("1/1/26")),
    ("phonebook", ENTRY, DAY.format("1/1/1999")),
    ("phonebook", ENTRY, DAY.format("20261123")),
    ("phonebook", ENTRY, DAY.format("yes")),
    ("phonebook", "  rumst.pijnkliniek:", "  rumst:"),
    ("phonebook", "  rumst.pijnkliniek:", "  Rumst.pijnkliniek:"),
    ("phonebook", "  rumst.pijnkliniek:", "  rumst.pijn.kliniek:"),
    ("phonebook", None, "schema: 2\nnumbers: {}\n"),
    ("phonebook", None, "schema: 1\nnumbers:\n"),
    ("phonebook", None, "schema: 1\nnumbers: []\n"),
    ("phonebook", None, "schema: 1\n"),
    ("phonebook", None, "- schema: 1\n"),
    ("hospital", LOGO, "logo: [a]\n"),
    ("hospital", OF_CAMPUSES, "campuses: [Bornem]\n"),
    ("hospital", OF_CAMPUSES, "campuses:\n  bornem:\n"),
    ("hospital", ACCENT, "accent: blue\n"),
    ("hospital", ACCENT, 'accent: "#00566"\n'),
    ("hospital", ACCENT, "accent: 112233\n"),
    ("hospital", "approved_only:\n", "approved_only: true\n"),
    ("hospital", "approved_only:\n", "approved_only: ja\n"),
    ("hospital", ACCENT, "acent:\n"),
    ("formulary", "longest_course: 8", "longest_course: 0"),
    ("formulary", "longest_course: 8", "longest_course: 10000"),
    ("formulary", "longest_course: 8", "longest_course: 8.5"),
    ("formulary", "longest_course: 8", "longest_course: -8"),
    ("formulary", "longest_course: 8", "longest_course: acht"),
    ("formulary", "longest_course: 8", "longest_course:"),
    ("formulary", "waking_hours: 16", "waking_hours: -1"),
    ("formulary", "waking_hours: 16", "waking_hours: 100000"),
    ("formulary", "waking_hours: 16", "waking_hours: .inf"),
    ("formulary", "waking_hours: 16", "waking_hours: 2,50"),
    ("formulary", "single: 600 mg # F49", "single: 600"),
    ("formulary", "single: 600 mg # F49", "single: 600 tablet"),
    ("formulary", "single: 600 mg # F49", "single: 1,0 g"),
    ("formulary", "single: 600 mg # F49", "single: 0 mg"),
    ("formulary", "single: 600 mg # F49", "single: ',5 g'"),
    ("formulary", IBUPROFEN, "    atc: M01A\n"),
    ("formulary", IBUPROFEN, "    atc: m01ae01\n"),
    ("formulary", IBUPROFEN, ""),
    ("formulary", IBUPROFEN, f"{IBUPROFEN}    moments: {{0: [waking]}}\n"),
    ("formulary", IBUPROFEN, f"{IBUPROFEN}    moments: {{2: []}}\n"),
    ("formulary", IBUPROFEN, f"{IBUPROFEN}    moments: {{2: [noon]}}\n"),
    ("formulary", "    with_food: yes # F51\n", "    with_food: true\n"),
    ("formulary", "    with_food: yes # F51\n", ""),
    ("medicines", "atc: [B01AC06]", "atc: [b01]"),
    ("medicines", "atc: [B01AC06]", "atc: []"),
    ("medicines", "atc: [B01AC06]", "atc: B01AC06"),
    ("medicines", "  - between: [opioid, opioid]\n", "  - between: [opioid]\n"),
    ("medicines", "  - between: [opioid, opioid]\n", "  - between: [opioid, a, b]\n"),
    ("medicines", "    reason: two opioids\n", ""),
    ("medicines", "    verdict: refuse\n    reason: two opioids\n", "    verdict: stop\n"),
    ("medicines", "    excepted: [M01AX]\n", "    except: [M01AX]\n"),
    ("words", None, SMALL.format("nam: Vlaams")),
    ("words", None, SMALL.format("name: [Vlaams]")),
    ("words", None, SMALL.format("units:\n  kg: {one: kg, many: kg}")),
    ("words", None, SMALL.format("units:\n  mg: {een: kg}")),
    ("words", None, SMALL.format("moments:\n  noon: middag")),
    ("words", None, SMALL.format("bound: één")),
    ("words", None, SMALL.format("bound: [[één]]")),
    ("words", None, SMALL.format("bound: [~, {a: b}]")),
    ("words", None, SMALL.format("calendar:\n  months: [januari]")),
    ("words", None, SMALL.format("calendar:\n  weekdays: [ma, di, wo, do, vr, za]")),
    ("words", None, SMALL.format("sheets:\n  dumy: {}")),
    ("words", None, "schema: 2\n"),
    ("approvals", "    on: 2026-11-23\n", ""),
    ("approvals", "words: 1a2b3c4d", "words: 1A2B3C4D"),
    ("approvals", "words: 1a2b3c4d", "words: 1a2b3c4"),
    ("approvals", "words: 1a2b3c4d", "words: 1a2b3c4d0"),
    ("approvals", "review_by: 2028-11-22", "review_by:"),
]

# What no schema can say: the reader, the schema of text, the schema of an editor.
UNSAID = [
    ("a day that the calendar has not", "phonebook", ENTRY, DAY.format("31/02/2027"), (0, 1, 1)),
    ("a { in words", "words", None, SMALL.format('calendar: {day: "{dag}"}'), (0, 1, 1)),
    ("** within a key", "brochure", ITEM, "          - a {phone:a**b} c\n", (1, 0, 0)),
    ("text that YAML 1.2 takes for nothing", "brochure", ITEM, "          - ~\n", (1, 1, 0)),
    ("the same", "brochure", ITEM, "          - null\n", (1, 1, 0)),
    *(
        ("how a number is spelled", "formulary", "longest_course: 8", f"longest_course: {n}", said)
        for n, said in (
            ("8.0", (0, 0, 1)),
            ("08", (0, 0, 1)),
            ("+8", (0, 0, 1)),
            ("0x8", (0, 0, 1)),
            ("8e0", (0, 0, 1)),
        )
    ),
    ("the same", "formulary", "waking_hours: 16", "waking_hours: 2.50", (0, 0, 1)),
    (
        "more than three decimals",
        "formulary",
        "waking_hours: 16",
        "waking_hours: 2.0001",
        (0, 0, 1),
    ),
    ("a number that looks like a key", "brochure", "schema: 2", "schema: 2.0", (0, 0, 1)),
]


@pytest.mark.parametrize("name", FILES)
def test_every_file_as_it_comes_has_its_shape(name):
    assert verdicts(name, TEXTS[name]) == (True, True, True)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_of_the_draft_that_it_names(name):
    schema = json.loads(write_schema(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_a_file_of_every_kind_has_a_schema():
    assert list(SCHEMAS) == list(FILES)


@pytest.mark.parametrize(("name", "old", "new"), GOOD)
def test_what_the_reader_takes_the_schema_takes(name, old, new):
    assert verdicts(name, edited(name, old, new)) == (True, True, True)


@pytest.mark.parametrize(("name", "old", "new"), BAD)
def test_what_the_reader_refuses_the_schema_refuses(name, old, new):
    assert verdicts(name, edited(name, old, new)) == (False, False, False)


@pytest.mark.parametrize(("reason", "name", "old", "new", "said"), UNSAID)
def test_what_a_schema_cannot_say_is_this_and_no_more(reason, name, old, new, said):
    assert verdicts(name, edited(name, old, new)) == tuple(map(bool, said)), reason


def test_a_schema_that_there_is_not_gets_a_suggestion():
    with pytest.raises(UsageError) as refused:
        write_schema("phonbook")
    assert str(refused.value.problems[0].remedy) == "did you mean phonebook?"


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_editor_shows_something_at_every_key_of_a_hospital(name):
    schema = json.loads(write_schema(name))
    parts = schema.get("$defs", {}).values()
    objects = [schema, schema.get("then", {}), schema.get("else", {}), *parts]
    for each in objects:
        if "properties" in each:
            assert each["additionalProperties"] is False
            silent = [
                key for key, value in each["properties"].items() if "description" not in value
            ]
            assert name == "words" or silent == []


def _paths(value, path=()):
    if path:
        yield path
    children = value.items() if isinstance(value, dict) else ()
    for key, child in children or (enumerate(value) if isinstance(value, list) else ()):
        yield from _paths(child, (*path, key))


TREES = {name: read_source(text.encode(), FILES[name]).value for name, text in TEXTS.items()}
PATHS = {name: list(_paths(tree)) for name, tree in TREES.items()}


# Each pair: as the reader knows it, and as an editor does.
def test_the_colophon_may_stand_under_its_name_of_before_and_not_under_both():
    block = {"editor": "V.U.: {editor}"}
    check = VALIDATORS["words"].is_valid
    assert check({"schema": 1, "colophon": block})
    assert check({"schema": 1, "imprint": block})
    assert not check({"schema": 1, "imprint": {"editr": "x"}})
    assert not check({"schema": 1, "imprint": block, "colophon": block})


SCALARS = [
    (None, None),
    *(
        (text, text)
        for text in ("", " ", "a", "a\nb", "a\tb", "**a", "a **b** c", "a ****", "M01A")
    ),
    *((text, text) for text in ("M01AE01", "600 mg", "1,0 g", "yes", "no", "draft", "diagnosis")),
    *((text, text) for text in ("22/11/2027", "2027-11-22", "inside", "foot", "#00566B", "x.y")),
    *(("1", 1), ("8", 8), ("12", 12), ("0", 0), ("2.5", 2.5), ("true", True), ("8", "8")),
]
VALUES = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: (
        st.lists(inner, max_size=3).map(
            lambda pairs: tuple([each[n] for each in pairs] for n in (0, 1))
        )
        | st.dictionaries(
            st.sampled_from(("text", "items", "paragraph", "1", "mg")), inner, max_size=2
        ).map(lambda pairs: tuple({key: each[n] for key, each in pairs.items()} for n in (0, 1)))
    ),
    max_leaves=4,
)


def _spoil(tree, path, deed, value, key):
    """The tree with one thing changed."""
    tree = copy.deepcopy(tree)
    *way, last = path
    parent = tree
    for step in way:
        parent = parent[step]
    if deed == "drop":
        del parent[last]
    elif deed == "put":
        parent[last] = value
    elif isinstance(parent, dict):
        parent[key] = value
    else:
        parent.append(value)
    return tree


@settings(max_examples=400)
@given(st.data())
def test_whatever_is_done_to_a_file_reader_and_schema_agree(data):
    name = data.draw(st.sampled_from(list(FILES)))
    text = typed = TREES[name]
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(PATHS[name]))
        deed = data.draw(st.sampled_from(("drop", "put", "add")))
        value, shown = data.draw(VALUES)
        key = data.draw(st.sampled_from(("text", "title", "x.y", "1", "mg", "version", "parent")))
        try:
            text = _spoil(text, path, deed, value, key)
            typed = _spoil(typed, path, deed, shown, key)
        except (AttributeError, KeyError, IndexError, TypeError):
            assume(False)
    taken = reader_takes(name, Source(FILES[name], text, {}, {}))
    assert VALIDATORS[name].is_valid(text) == taken
    assert VALIDATORS[name].is_valid(typed) == taken
