"""The plans that an emergency department writes for low back pain: each passes without a word."""

from datetime import date, time
from decimal import Decimal

import pytest

from leaflet.content.model.medicines import Amount, Moment, Unit
from leaflet.discharge.plan.model import AsNeeded, Dose, Intake, Meal, Pieces, Scheduled
from leaflet.discharge.plan.read import read_plan

FIRST = date(2026, 11, 22)


def mg(value):
    return Amount(Decimal(value), Unit.MILLIGRAM)


def g(value):
    return Amount(Decimal(value), Unit.GRAM)


def dose(amount):
    return Dose(amount, None)


def tablets(count, strength, amount=None):
    held = amount or Amount(Decimal(count) * strength.value, strength.unit)
    return Dose(held, Pieces(Decimal(count), Unit.TABLET, strength))


def at(*moments, meal=None, last):
    return Scheduled(tuple(Intake(moment, meal) for moment in moments), FIRST, last)


def daily(times, last):
    moments = {
        1: (Moment.BREAKFAST,),
        2: (Moment.BREAKFAST, Moment.DINNER),
        3: (Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER),
        4: (Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER, Moment.BEDTIME),
    }
    return at(*moments[times], last=last)


def needed(times, per_day=None, interval=None, last=None):
    return AsNeeded(times, per_day, interval, FIRST, last)


def november(day):
    return date(2026, 11, day)


BREAKFAST, DINNER, BEDTIME = Moment.BREAKFAST, Moment.DINNER, Moment.BEDTIME

IBUPROFEN = [
    ("ibuprofen", dose(mg(600)), daily(3, november(29))),
    ("ibuprofen 600 mg 3x/dag 8 dagen", dose(mg(600)), daily(3, november(29))),
    ("ibuprofen 400 mg 3x/dag 5 dagen", dose(mg(400)), daily(3, november(26))),
    ("ibuprofen 600mg 2x/dag 3 dagen", dose(mg(600)), daily(2, november(24))),
    ("Ibuprofen 600 MG, 3 x per dag, 7 dagen", dose(mg(600)), daily(3, november(28))),
    ("ibuprofen 3 keer per dag 600 mg 8 dagen", dose(mg(600)), daily(3, november(29))),
    ("ibuprofen 8 dagen 3x/dag 600\u00a0mg", dose(mg(600)), daily(3, november(29))),
    (
        "ibuprofen 400 mg ontbijt+avond 8 dagen",
        dose(mg(400)),
        at(BREAKFAST, DINNER, last=november(29)),
    ),
    (
        "ibuprofen 400 mg na ontbijt+na avond 8 dagen",
        dose(mg(400)),
        at(BREAKFAST, DINNER, meal=Meal.AFTER, last=november(29)),
    ),
    (
        "ibuprofen 600 mg ontbijt, middag en avond, tot en met 29/11/2026",
        dose(mg(600)),
        daily(3, november(29)),
    ),
    ("ibuprofen 600 mg 3x/dag t/m 2026-11-26", dose(mg(600)), daily(3, november(26))),
    (
        "ibuprofen 600 mg 3x/dag tot en met zondag 29 november 2026",
        dose(mg(600)),
        daily(3, november(29)),
    ),
    (
        "ibuprofen 1 tablet van 600 mg 3x/dag 8 dagen",
        tablets(1, mg(600)),
        daily(3, november(29)),
    ),
    (
        "ibuprofen 600 mg zo nodig max 3x/dag 5 dagen",
        dose(mg(600)),
        needed(3, last=november(26)),
    ),
]
PARACETAMOL = [
    ("paracetamol", dose(g(1)), needed(4)),
    ("paracetamol 1 g zo nodig max 4x/dag", dose(g(1)), needed(4)),
    ("paracetamol 1 g zo nodig max 4 g/dag", dose(g(1)), needed(4, per_day=g(4))),
    ("paracetamol 1g indien nodig hoogstens 3 keer per dag", dose(g(1)), needed(3)),
    ("paracetamol 500 mg zo nodig max 4x/dag", dose(mg(500)), needed(4)),
    ("paracetamol 1000 mg zo nodig max 4x/dag om de 6 uur", dose(mg(1000)), needed(4, None, 6)),
    (
        "paracetamol 2 tabletten van 500 mg zo nodig max 4x/dag",
        tablets(2, mg(500)),
        needed(4),
    ),
    ("paracetamol 1 tablet van 1 g zo nodig, max 4x/dag", tablets(1, g(1)), needed(4)),
    ("paracetamol 1 g 3x/dag 5 dagen", dose(g(1)), daily(3, november(26))),
    ("paracetamol 1 g 4x/dag 3 dagen", dose(g(1)), daily(4, november(24))),
    ("paracetamol 500 mg 4 keer per dag 7 dagen", dose(mg(500)), daily(4, november(28))),
]
TRAMADOL = [
    (
        "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
        dose(mg(50)),
        needed(4, None, 6),
    ),
    ("tramadol 50 mg zo nodig max 3x/dag", dose(mg(50)), needed(3, None, 4)),
    (
        "tramadol 50 mg zo nodig om de 8 uur max 3x/dag 3 dagen",
        dose(mg(50)),
        needed(3, None, 8, november(24)),
    ),
    (
        "tramadol 100 mg zo nodig om de 6 uur max 400 mg/dag",
        dose(mg(100)),
        needed(4, mg(400), 6),
    ),
    ("tramadol 50 mg voor het slapengaan 3 dagen", dose(mg(50)), at(BEDTIME, last=november(24))),
    ("tramadol 50 mg 2x/dag 5 dagen", dose(mg(50)), daily(2, november(26))),
]


@pytest.fixture(params=["stated by hand", "built in"])
def shelf(request, pharmacy, built_in):
    return pharmacy if request.param == "stated by hand" else built_in


@pytest.mark.parametrize(("typed", "taken", "regimen"), IBUPROFEN + PARACETAMOL + TRAMADOL)
def test_a_usual_line_passes_without_a_warning_and_is_what_was_meant(
    read, shelf, typed, taken, regimen
):
    plan = read(typed, held_against=shelf)

    assert plan.warnings == ()
    (line,) = plan.value.lines
    medicine = typed.split()[0].lower().rstrip(",")
    assert (line.medicine, line.brand, line.checked) == (medicine, None, True)
    assert line.dose == taken
    assert line.regimen == regimen
    assert line.with_food is (medicine == "ibuprofen")
    assert line.on_prescription is (medicine == "tramadol")
    assert (line.reason, line.given, line.next_earliest) == (None, None, None)


@pytest.mark.parametrize(
    "lines",
    [
        ("ibuprofen", "paracetamol"),
        ("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag"),
        ("ibuprofen 400 mg 3x/dag 5 dagen", "paracetamol 1 g 4x/dag 5 dagen"),
        (
            "ibuprofen 600 mg 3x/dag 8 dagen",
            "paracetamol 1 g zo nodig max 4x/dag",
            "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
        ),
        ("paracetamol 1 g 4x/dag 3 dagen", "tramadol 50 mg zo nodig max 3x/dag"),
        ("Brufen 600 mg 3x/dag 8 dagen", "Dafalgan 1 g zo nodig max 4x/dag"),
    ],
)
def test_a_usual_combination_passes_without_a_warning(read, shelf, lines):
    plan = read(*lines, born=date(1980, 5, 17), held_against=shelf)

    assert plan.warnings == ()
    assert len(plan.value.lines) == len(lines)
    assert plan.value.override is None


def test_the_reason_is_kept_to_the_end_of_the_text(read):
    line = read("ibuprofen 600 mg 3x/dag 8 dagen tegen de pijn bij bewegen").value.lines[0]

    assert line.reason == "de pijn bij bewegen"


@pytest.mark.parametrize("written", ["14.10", "14:10", "om 14.10 uur", "om 14u10", "14.10 uur"])
def test_the_dose_that_was_given_tells_when_the_next_one_may_follow(read, written):
    text = f"tramadol 50 mg zo nodig max 4x/dag al gekregen {written} tegen de pijn"
    line = read(text).value.lines[0]

    assert (line.given, line.next_earliest) == (time(14, 10), time(18, 10))
    assert line.reason == "de pijn"


def test_the_next_dose_may_fall_after_midnight(read):
    line = read("tramadol 50 mg zo nodig om de 6 uur max 4x/dag al gekregen 22.30").value.lines[0]

    assert line.next_earliest == time(4, 30)


def test_without_an_interval_no_next_dose_is_told(read):
    line = read("paracetamol 1 g zo nodig max 4x/dag al gekregen 14.10").value.lines[0]

    assert (line.given, line.next_earliest) == (time(14, 10), None)


def test_a_bare_medicine_keeps_the_reason_beside_the_regimen_of_the_formulary(read):
    line = read("ibuprofen tegen de pijn").value.lines[0]

    assert (line.dose, line.reason) == (dose(mg(600)), "de pijn")


def test_a_brand_is_printed_after_its_substance(read):
    line = read("BRUFEN 600 mg 3x/dag 8 dagen").value.lines[0]

    assert (line.medicine, line.brand) == ("ibuprofen", "Brufen")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("ibuprofen 600 mg", tablets(1, mg(600))),
        ("ibuprofen 400 mg", tablets(1, mg(400))),
        ("paracetamol 1 g", dose(g(1))),
        ("paracetamol 1 tablet van 1 g", tablets(1, g(1))),
        ("ibuprofen 200 mg", Dose(mg(200), Pieces(Decimal("0.5"), Unit.TABLET, mg(400)))),
        ("ibuprofen 300 mg", dose(mg(300))),
    ],
)
def test_pieces_are_filled_in_only_where_one_presentation_fits(read, tablets, typed, taken):
    line = read(f"{typed} 2x/dag 3 dagen", held_against=tablets).value.lines[0]

    assert line.dose == taken


def test_the_plan_of_a_leaflet_for_everyone_knows_no_age(pharmacy):
    plan = read_plan(["ibuprofen"], FIRST, pharmacy, None, None)

    assert plan.warnings == ()
