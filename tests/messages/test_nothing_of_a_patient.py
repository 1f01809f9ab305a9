"""Law 5 by type: only ``Typed`` repeats what was said of a patient, and only of a plan line."""

import ast
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from leaflet.content.read import read_content
from leaflet.content.site import open_library
from leaflet.discharge.lists.patients import read_roll
from leaflet.discharge.patient import Record, merge
from leaflet.discharge.patient_file import read_record
from leaflet.discharge.plan.rulebook import open_pharmacy
from leaflet.discharge.plan.summary import understood_plan
from leaflet.discharge.validate import read_discharge
from leaflet.errors import LeafletError, Problem
from leaflet.messages.message import (
    Count,
    Joint,
    Key,
    Listing,
    MedicineName,
    Message,
    Name,
    Place,
    Quantity,
    Typed,
)

HOUSE = Path(__file__).resolve().parents[2] / "leaflet"
ECHOING = {"discharge/echo.py", "discharge/plan/summary.py"}
"""The modules that may repeat a word of a plan line."""


def makes_typed(source: str) -> bool:
    """Whether a module makes a ``Typed``, or hands the class to something that may."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            if any(each.name == "Typed" and each.asname for each in node.names):
                return True
        elif isinstance(node, ast.Call):
            given = [node.func, *node.args, *(each.value for each in node.keywords)]
            names = [getattr(each, "id", getattr(each, "attr", "")) for each in given]
            if "Typed" in names:
                return True
    return False


def test_only_what_echoes_a_plan_line_makes_typed_words():
    making = {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        if makes_typed(path.read_text("utf-8"))
    }
    assert making == ECHOING


@pytest.mark.parametrize(
    "source",
    [
        "Typed(record.name)",
        "message.Typed(record.name)",
        "tuple(map(Typed, record.med))",
        "sort(key=Typed)",
        "from leaflet.messages.message import Typed as Said",
    ],
)
def test_a_module_that_makes_typed_words_in_any_way_is_found(source):
    assert makes_typed(source)


def test_a_module_that_only_passes_typed_words_on_is_left_alone():
    assert not makes_typed("def say(words: Typed) -> Message:\n    return shown(words)")


def texts_of(field: object, *let_pass: type) -> Iterator[str]:
    """Every text in a field, a message or a problem, but for fields of these kinds."""
    if isinstance(field, let_pass):
        return
    parts: tuple[object, ...] = ()
    match field:
        case Problem(where, what, remedy):
            parts = where, what, remedy
        case Message():
            yield from (field.code, field.template)
            parts = tuple(field.fields.values())
        case Listing(items, joint):
            yield joint.value
            parts = items
        case Place(file):
            yield file
        case Count(number, noun) | Quantity(number, noun):
            yield f"{number} {noun}"
        case date():
            yield f"{field:%Y-%m-%d %d/%m/%Y}"
        case _:
            yield str(field)
    for part in parts:
        yield from texts_of(part, *let_pass)


NAME = "Zomerhoven"
"""A name and free text that is in no list, and in no message."""
BORN = "17/05/1983"
TRACES = (NAME.lower(), "17/05", "17.05", "05/17", "1983", "17051983", "830517", "83.05.17")


def traces(fields: tuple[object, ...], *let_pass: type) -> list[str]:
    """What of the patient is in the texts."""
    said = "\n".join(text.casefold() for each in fields for text in texts_of(each, *let_pass))
    return [trace for trace in TRACES if trace in said]


OF_A_LINE = (Typed, int, Decimal, Quantity)
"""What may be repeated of a plan line: its words if typed, and what was read as a dose or count."""


@pytest.mark.parametrize(
    "leaking",
    [
        Message("test.leak", "{name} is odd", name=Name(NAME)),
        Message("test.leak", "{name} is odd", name=MedicineName(f"{NAME} forte".upper())),
        Message("test.leak", "it is {all}", all=Listing((Key("a"), Name(NAME)), Joint.AND)),
        Message("test.leak", "it is {inner}", inner=Message("test.in", "{a}", a=Name(NAME))),
        Message("test.leak", "is {born:long}", born=date(1983, 5, 17)),
        Message("test.leak", "is in {place}", place=Place(f"{NAME}.yaml", 1)),
    ],
)
def test_what_is_of_a_patient_is_found_wherever_a_message_holds_it(leaking):
    sound = Message("test.sound", "is wrong")
    for problem in (
        Problem(Key("name"), leaking, sound),
        Problem(Key("name"), sound, leaking),
        Problem(leaking, sound, sound),
    ):
        assert traces((problem,), *OF_A_LINE)
    assert not traces((Problem(Key("name"), sound, sound),))


@pytest.mark.parametrize("field", [Typed(NAME), 1983, Quantity(Decimal(1983), "mg")])
def test_what_may_be_repeated_is_found_only_where_it_is_looked_for(field):
    echo = (Message("test.echo", "{word} is not understood", word=field),)
    assert not traces(echo, *OF_A_LINE)
    assert traces(echo)


TODAY = date(2026, 11, 22)
PLAN = ("ibuprofen 600 mg 3x/dag 8 dagen",)
BEYOND = ("paracetamol 1 g 5x/dag 8 dagen",)
SHAPES = (
    NAME,
    NAME.lower(),
    NAME.upper(),
    f"{NAME}-{NAME}",
    f"d'{NAME}",
    f"{NAME}dag",
    f"week{NAME.lower()}",
    f"vrijdag{NAME.lower()}",
    f"niet{NAME.lower()}",
    f"{NAME}mg",
    f"ibuprofen{NAME.lower()}",
    f"Dr. {NAME}",
    f"{NAME}\u0301\u0301",
    f"{NAME}\x1b",
    f"{NAME}\u200b",
    f"{NAME} \u0645\u062d",
    f"{NAME}\U0001f600",
    f"{NAME} \u041f\u0451\u0442\u0440",
    f"{{{{{NAME}}}}}",
    f"={NAME}",
    f"#{NAME}!",
    f"#{NAME}/{NAME}?",
    f"{NAME}\ufffd",
    f"{NAME}?{NAME}",
    f"xxx {NAME}",
    f"totaal {NAME}",
    f"{NAME} " * 60,
    f"{NAME} 830517 123 46",
    f"{NAME} {BORN}",
)
DATES = (
    BORN,
    "05/17/1983",
    "1983-05-17T10:00",
    "17 mei 1983",
    f"17 {NAME} 1983",
    "17/05/83",
    "31/05/1983 - 17/05/1983",
    "17.05/1983",
    "17051983",
    "830517",
    "31/02/1983",
    "1983-02-31",
    "17/05/1883",
    f"{BORN} {NAME}",
    "83.05.17-123.45",
    "1983,05",
    "١٧/٠٥/1983",
)
PLACES_OF_A_WORD = (
    "{}",
    "{} 600 mg 3x/dag 8 dagen",
    "{} buiten lijst",
    "{} buiten lijst 5 mg 3x/dag 8 dagen",
    "ibuprofen {}",
    "ibuprofen {} buiten lijst 600 mg 3x/dag 8 dagen",
    "ibuprofen 600 mg {} 3x/dag 8 dagen",
    "ibuprofen 600 {} 3x/dag 8 dagen",
    "ibuprofen 600{} 3x/dag 8 dagen",
    "ibuprofen {} mg 3x/dag 8 dagen",
    "ibuprofen 1 tablet van 600 {} 3x/dag 8 dagen",
    "ibuprofen 1 tablet van {} mg 3x/dag 8 dagen",
    "ibuprofen 600 mg {}x/dag 8 dagen",
    "ibuprofen 600 mg 3x/dag 8 {}",
    "ibuprofen 600 mg 3x/dag {} dagen",
    "ibuprofen 600 mg 3x/dag {} maanden",
    "ibuprofen 600 mg elke {} dagen",
    "ibuprofen 600 mg elke {}",
    "ibuprofen 600 mg om de {} uur",
    "ibuprofen 600 mg zo nodig max {}",
    "ibuprofen 600 mg zo nodig max {} mg/dag",
    "ibuprofen 600 mg 3x/dag tot en met {}",
    "ibuprofen 600 mg 3x/dag tot en met zondag {}",
    "ibuprofen 600 mg 3x/dag 8 dagen tegen {}",
    "ibuprofen 600 mg 3x/dag 8 dagen tegen de pijn {}",
    "ibuprofen 600 mg 3x/dag 8 dagen al gekregen {}",
    "ibuprofen 600 mg 3x/dag 8 dagen niet voor {}",
    "ibuprofen 600 mg ontbijt {} avond 8 dagen",
    "ibuprofen 600 mg 3x/dag 8 dagen ({})",
    "ibuprofen 600 mg 3x/dag 8 dagen, {} {} {}",
    "{} ibuprofen 600 mg 3x/dag 8 dagen",
)


@pytest.fixture(scope="module")
def content():
    return read_content(open_library(None), "lage-rugpijn", "nl").value


@pytest.fixture(scope="module")
def said(content):
    """What is said of a record: its problems or warnings, and what was understood."""
    rules = content.rules
    pharmacy = open_pharmacy(rules.formulary, rules.register, rules.words)

    def said(record: Record) -> tuple[tuple[Problem, ...], tuple[Message, ...]]:
        try:
            read = read_discharge(record, rules, TODAY, pharmacy, datetime(2026, 11, 22, 14, 30))
        except LeafletError as refused:
            return refused.problems, ()
        return read.warnings, understood_plan(read.value.plan)

    return said


FIELDS = ("name", "born", "date", "campus", "override", "prescriber")


@pytest.mark.parametrize("field", FIELDS)
def test_no_message_repeats_any_field_of_a_record(said, field):
    problems = 0
    for typed, med, beside in product(SHAPES + DATES, ((), PLAN, BEYOND), (True, False)):
        others = {"name": "An Peeters", "override": "nodig", "prescriber": "dr. Maes"}
        facts = {**(others if beside else {}), field: typed}
        told, understood = said(Record(**facts, med=med))
        problems += len(told)
        assert not traces(told), (typed, *map(str, told))
        assert not traces(understood, Typed), typed
    assert problems > len(SHAPES)


def test_a_record_that_contradicts_the_options_is_told_without_its_facts():
    with pytest.raises(LeafletError) as caught:
        merge(
            Record(name=NAME, born=BORN, med=(NAME,)),
            Record(name=f"{NAME} An", born="17/05/1984", med=("x",)),
        )
    assert len(caught.value.problems) == 3
    assert not traces(caught.value.problems)


@pytest.mark.parametrize("place", PLACES_OF_A_WORD)
def test_what_is_repeated_of_a_plan_line_is_typed(said, place):
    for word in SHAPES + DATES:
        line = place.replace("{}", word)
        told, understood = said(Record(name="An Peeters", med=(line, *PLAN)))
        assert told
        assert not traces((*told, *understood), *OF_A_LINE), (line, *map(str, told))


def test_a_name_that_no_list_has_is_understood_and_is_typed(said):
    _, understood = said(Record(name="An", med=(f"{NAME} buiten lijst 5 mg ontbijt 8 dagen",)))
    assert NAME in str(understood[0])
    assert not traces(understood, Typed)


HEADERS = (
    "naam;geboortedatum;med 1;med 2",
    "naam,geboortedatum,med 1,med 2",
    "naam\tgeboortedatum\tmed 1\tmed 3",
    "naam;naam;med 1;med 1",
    "naam;;med 1;med 2",
    "geboortedatum;med",
    f"{NAME};{BORN};x",
    f"naam;{NAME};med 1;{BORN}",
    f"{NAME}\r\nnaam;geboortedatum;med 1;med 2",
    f"sep=|\r\n{NAME}",
)
ROWS = (
    "{0};{1};x;y",
    "{0},{1},x,y",
    "{0}\t{1}\tx\ty",
    '"{0};{1};x;y"',
    '{0};"{1};x;y',
    ' "{0}";{1};x',
    '"{0}\r\n{0};{1};x;y\r\n{0}";;',
    '{0}"x;{1};"x"y;',
    "{0}",
    "{0};{1};x;y;z;{0}",
    ";{1};{0};{0}",
    "naam;{1};;",
    "#{0};{1};={0};@{0}",
    "{0};30453;1,2E+05;#{0}!",
    "Totaal {0};;;",
)


def roll_of(content: bytes, words) -> tuple[object, ...]:
    """All that is said of a list."""
    try:
        roll = read_roll(content, "list", words)
    except LeafletError as refused:
        return refused.problems
    return (*roll.notices, *(problem for row in roll.rows() for problem in row.problems))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("header", HEADERS)
def test_no_message_repeats_a_cell_or_a_header_of_a_list(content, header, encoding):
    told = 0
    for row, typed in product(ROWS, SHAPES + DATES):
        text = f"{header}\r\n{row.format(typed, BORN)}\r\nAn Peeters;1/1/1980;;\r\n"
        said = roll_of(text.encode(encoding, "replace"), content.words)
        told += len(said)
        assert not traces(said), (text, *map(str, said))
    assert told > len(ROWS)


def test_no_message_repeats_what_an_object_of_a_list_says(content):
    told = 0
    for typed, field in product(SHAPES + DATES, (*FIELDS, "med", NAME, BORN)):
        lines = (
            {field: typed},
            {"name": typed, field: 17051983},
            {"name": typed, field: [typed, 1983, {BORN: NAME}]},
            {"name": "An", field: {NAME: BORN}},
            {typed: NAME},
            [typed],
        )
        written = "\n".join(map(json.dumps, lines))
        double = f'{{"name": "{NAME}", "Naam": "{BORN}", {json.dumps(typed)}: 1}}'
        text = f'{{"name": "An"}}\n{written}\n{double}\n{{"name": "{NAME}", \n'
        said = roll_of(text.encode("utf-8", "surrogatepass"), content.words)
        told += len(said)
        assert not traces(said), (text, *map(str, said))
    assert told > len(SHAPES)


@pytest.mark.parametrize(
    "text",
    [
        f"name: {NAME}\nborn: [{BORN}]\nmed: {{{NAME}: 1}}",
        f"name: {NAME}\nnaam: {NAME}\n{NAME}: {BORN}",
        f"{NAME}",
        f"- {NAME}",
        f'name: "{NAME}',
        f"name: *{NAME}",
        f"name: !{NAME} x",
        f"name: {NAME}: {BORN}",
        f"\tname: {NAME}",
        f"{NAME}: 1\n{NAME}: 2",
        f'{{"name": "{NAME}", "name": "{BORN}"}}',
        f'{{"name": {{"{NAME}": "{BORN}"}}',
    ],
)
def test_no_message_repeats_what_a_patient_file_says(content, text):
    with pytest.raises(LeafletError) as caught:
        read_record(text.encode(), "patient file", content.words)
    assert not traces(caught.value.problems), str(caught.value)
