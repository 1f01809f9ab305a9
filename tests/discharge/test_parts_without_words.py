"""The parts of a line may come from elsewhere: they are settled and judged as typed ones are."""

from datetime import date
from decimal import Decimal

import pytest

from leaflet.content.model.medicines import Amount, Moment, Unit
from leaflet.discharge.plan.judge import judge
from leaflet.discharge.plan.limits import Verdict
from leaflet.discharge.plan.model import Intake, Meal, Pieces
from leaflet.discharge.plan.parse import Link, Parts, Prescription, StatedUse
from leaflet.discharge.plan.settle import settle
from leaflet.errors import DischargeError, Warned
from leaflet.messages.message import Key

SUNDAY = date(2026, 11, 22)
MED = Key("med 1")


def mg(number):
    return Amount(Decimal(number), Unit.MILLIGRAM)


GRAM = Amount(Decimal(1), Unit.GRAM)
BREAKFAST, DINNER = Intake(Moment.BREAKFAST, Meal.AFTER), Intake(Moment.DINNER, Meal.AFTER)
LINES = [
    ("ibuprofen", Parts(), "ibuprofen"),
    (
        "ibuprofen",
        Parts(amounts=(mg(600),), frequency=3, days=8),
        "ibuprofen 600 mg 3x/dag 8 dagen",
    ),
    (
        "brufen",
        Parts(pieces=(Pieces(Decimal(1), Unit.TABLET, mg(400)),), frequency=2, days=3),
        "Brufen 1 tablet van 400 mg 2x/dag 3 dagen",
    ),
    (
        "ibuprofen",
        Parts(
            amounts=(mg(400),),
            intakes=(BREAKFAST, DINNER),
            named=((Moment.BREAKFAST, Link.LOOSE), (Moment.DINNER, Link.JOINED)),
            until=date(2026, 11, 25),
        ),
        "ibuprofen 400 mg na ontbijt + na avond tot en met 25/11/2026",
    ),
    (
        "paracetamol",
        Parts(amounts=(GRAM,), use=StatedUse.AS_NEEDED, most_times=4, reason="de pijn"),
        "paracetamol 1 g zo nodig max 4x/dag tegen de pijn",
    ),
    (
        "tramadol",
        Parts(amounts=(mg(50),), use=StatedUse.AS_NEEDED, most_amount=mg(200), interval=6),
        "tramadol 50 mg zo nodig max 200 mg/dag om de 6 uur",
    ),
    (
        "trazodon",
        Parts(
            amounts=(mg(50),),
            intakes=(Intake(Moment.BEDTIME, None),),
            named=((Moment.BEDTIME, Link.LOOSE),),
            days=5,
            prescription=Prescription.NEEDED,
        ),
        "trazodon 50 mg slapen 5 dagen op voorschrift",
    ),
]


@pytest.fixture
def settle_by_hand(pharmacy):
    def settle_by_hand(name, parts):
        return settle(Warned(parts), pharmacy.names.known[name], MED, SUNDAY, pharmacy)

    return settle_by_hand


@pytest.mark.parametrize(("name", "parts", "typed"), LINES, ids=[typed for *_, typed in LINES])
def test_parts_that_nobody_typed_make_the_line_that_a_typed_one_makes(
    settle_by_hand, read, name, parts, typed
):
    read_typed, by_hand = read(typed), settle_by_hand(name, parts)

    assert (by_hand.value,) == read_typed.value.lines
    assert set(by_hand.warnings) <= set(read_typed.warnings)


def test_other_parts_make_another_line(settle_by_hand, read):
    parts = Parts(amounts=(mg(400),), frequency=3, days=8)

    assert (settle_by_hand("ibuprofen", parts).value,) != read(
        "ibuprofen 600 mg 3x/dag 8 dagen"
    ).value.lines


@pytest.mark.parametrize(
    ("name", "parts", "typed"),
    [
        ("ibuprofen", Parts(amounts=(mg(600),), days=8), "ibuprofen 600 mg 8 dagen"),
        ("ibuprofen", Parts(frequency=3, days=8), "ibuprofen 3x/dag 8 dagen"),
        ("ibuprofen", Parts(amounts=(mg(600),), frequency=3), "ibuprofen 600 mg 3x/dag"),
        ("naproxen", Parts(), "naproxen"),
        (
            "tramadol",
            Parts(
                amounts=(mg(50),),
                use=StatedUse.AS_NEEDED,
                most_times=4,
                prescription=Prescription.NOT_NEEDED,
            ),
            "tramadol 50 mg zo nodig max 4x/dag zonder voorschrift",
        ),
        (
            "paracetamol",
            Parts(amounts=(GRAM,), use=StatedUse.AS_NEEDED, most_times=4, reason="Jan Pietersen"),
            "paracetamol 1 g zo nodig max 4x/dag tegen Jan Pietersen",
        ),
    ],
)
def test_what_is_refused_of_a_typed_line_is_refused_of_its_parts(
    settle_by_hand, refused, name, parts, typed
):
    with pytest.raises(DischargeError) as caught:
        settle_by_hand(name, parts)

    assert "\n".join(map(str, caught.value.problems)) == refused(typed)


@pytest.mark.parametrize(("dose", "verdicts"), [(600, []), (800, [Verdict.REFUSED] * 2)])
def test_a_line_of_parts_is_judged_by_its_limits(settle_by_hand, pharmacy, dose, verdicts):
    line = settle_by_hand("ibuprofen", Parts(amounts=(mg(dose),), frequency=3, days=8)).value
    named = pharmacy.names.known["ibuprofen"]

    assert [found for found, _ in judge(line, named, MED, pharmacy, None)] == verdicts
