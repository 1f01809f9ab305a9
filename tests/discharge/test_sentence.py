import re

import pytest

from leaflet.discharge.plan.model import Override
from leaflet.discharge.plan.summary import understood, understood_plan

FROM = "from Sunday 22 November 2026"
EIGHT = f"for 8 days, {FROM} up to and including Sunday 29 November 2026"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "ibuprofen 600 mg 3x/dag 8 dagen",
            (
                "ibuprofen: 600 mg at breakfast, lunch and dinner, so 3 times a day, with food, "
                f"{EIGHT}."
            ),
        ),
        (
            "Brufen 1 tablet van 600 mg na ontbijt 8 dagen tegen de pijn",
            (
                "ibuprofen (Brufen): 600 mg (1 tablet of 600 mg) after breakfast, so once a day, "
                f'with food, {EIGHT}, for: "de pijn".'
            ),
        ),
        (
            "paracetamol 1 g zo nodig max 4x/dag",
            (
                "paracetamol: 1 g only when needed, at most 4 times in 24 hours, "
                f"{FROM} with no last day."
            ),
        ),
        (
            "paracetamol 2 tabletten van 500 mg zo nodig max 3 g/dag 1 dag",
            (
                "paracetamol: 1000 mg (2 tablets of 500 mg) only when needed, at most 3 times "
                f"(3 g) in 24 hours, for 1 day, {FROM} up to and including Sunday 22 November 2026."
            ),
        ),
        (
            "tramadol 50 mg zo nodig om de 6 uur max 4x/dag al gekregen 8.05",
            (
                "tramadol: 50 mg only when needed, at most 4 times in 24 hours, at least 6 hours "
                f"apart, {FROM} with no last day, on prescription, last dose given on Sunday "
                "22 November 2026 at 8.05, next dose on Sunday 22 November 2026 at 14.05 at the "
                "earliest."
            ),
        ),
        (
            "tramadol 50 mg voor ontbijt+bij avond+slapen 8 dagen",
            (
                "tramadol: 50 mg before breakfast, with dinner and at bedtime, so 3 times a day, "
                f"{EIGHT}, on prescription."
            ),
        ),
        (
            "Quxorfant buiten lijst 2,5 microgram opstaan 8 dagen",
            (
                "not in any list: Quxorfant: 2.5 microgram on waking, so once a day, "
                f"{EIGHT}, not checked against any limit."
            ),
        ),
        (
            "zaldiar een halve tablet zo nodig max 2 tabletten/dag",
            (
                "paracetamol + tramadol (Zaldiar): half a tablet only when needed, at most 4 times "
                "(2 tablets) in 24 hours, at least 4 hours apart, "
                f"{FROM} with no last day, on prescription."
            ),
        ),
    ],
)
def test_a_line_is_said_in_one_plain_sentence(read, typed, said):
    (line,) = read(typed).value.lines

    assert str(understood(line)) == said


def test_every_figure_of_a_line_is_in_its_sentence(read):
    (line,) = read("tramadol 25 mg zo nodig om de 7 uur max 3x/dag 6 dagen").value.lines

    figures = re.findall(r"\d+", str(understood(line)))

    assert {"25", "7", "3", "6", "22", "27"} <= set(figures)


def test_the_sentence_tells_a_slip_from_what_was_meant(read, ceilings):
    facts = {"override": Override("dr. Maes"), "held_against": ceilings}
    typed = [
        f"ibuprofen {dose} mg {n}x/dag {days} dagen"
        for dose in (400, 600)
        for n in (2, 3)
        for days in (8, 14)
    ]

    said = [str(understood(read(line, **facts).value.lines[0])) for line in typed]

    assert len(set(said)) == len(typed)


def test_the_prescriber_who_is_printed_is_said(read, ceilings):
    line = "ibuprofen 800 mg 3x/dag 8 dagen"
    plan = read(line, override=Override("dr. Maes"), held_against=ceilings).value

    assert len(understood_plan(plan)) == 2
    assert '"dr. Maes"' in str(understood_plan(plan)[1])
    assert understood_plan(read("ibuprofen").value) == (
        understood(read("ibuprofen").value.lines[0]),
    )
