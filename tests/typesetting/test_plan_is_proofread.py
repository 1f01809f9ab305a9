"""What a plan says on paper is read again, and held against what was understood."""

from dataclasses import replace
from decimal import Decimal

import pytest

from leaflet.errors import FitError

NAME = {"name": "An Peeters"}
PLANS = [
    ("ibuprofen 600 mg 3x/dag 8 dagen",),
    ("ibuprofen 600 mg ontbijt 1 dagen",),
    ("colchicine 2,5 mg ontbijt 5 dagen", "tramadol 25 mg zo nodig max 2x/dag om de 6 uur"),
    ("paracetamol 1 g zo nodig max 4x/dag om de 6 uur al gekregen om 14.10",),
    ("paracetamol 1 g zo nodig max 4x/dag om de 6 uur al gekregen om 23.30",),
    ("paracetamol 500 mg zo nodig max 2 g per dag tegen pijn",),
    ("colchicine 0,5 tablet van 1 mg ontbijt 3 dagen tegen jicht",),
    ("Xylimide buiten lijst 2 capsules van 1 mg ontbijt",),
    ("Xylimide buiten lijst 30 mg ontbijt+avond tot en met 31/12/2026",),
]


@pytest.fixture
def ready_with(press, make_ready, library, fold, content):
    """A press whose words were changed behind the back of every other check."""

    def ready_with(**changes):
        words = replace(content.words, **changes)
        return make_ready(replace(content, words=words), library, fold, (11.0,))

    return ready_with


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_that_says_what_was_understood_is_printed(press, print_on, plan):
    assert print_on(press, *plan, **NAME).pdf


def units(words, key, one):
    noun = replace(words.units[key], one=one, many=one)
    return {"units": {**words.units, key: noun}}


FALSE = {
    "no decimal sign": (lambda w: {"decimal_sign": ""}, 2),
    "a figure for a decimal sign": (lambda w: {"decimal_sign": "1"}, 2),
    "another unit": (lambda w: units(w, "mg", "g"), 0),
    "no unit at all": (lambda w: units(w, "mg", "ons"), 0),
    "a figure in a unit": (lambda w: units(w, "mg", "mg 3"), 0),
    "a part that is another one": (
        lambda w: {"fractions": replace(w.fractions, half=w.fractions.quarter)},
        6,
    ),
    "a count that is missing": (
        lambda w: {"plan": replace(w.plan, most_intakes="hoogstens enkele keren per dag")},
        3,
    ),
    "a count with a figure more": (
        lambda w: {"plan": replace(w.plan, most_intakes="hoogstens {count}0 keer per dag")},
        3,
    ),
    "hours that are days": (
        lambda w: {"plan": replace(w.plan, interval="minstens {hours} dagen tussen innames")},
        3,
    ),
    "days with a figure more": (
        lambda w: {"plan": replace(w.plan, course="1{days} dagen")},
        0,
    ),
    "a time with a figure less": (
        lambda w: {"calendar": replace(w.calendar, time="{hour}.3 uur")},
        3,
    ),
    "a year that is another one": (
        lambda w: {
            "calendar": replace(
                w.calendar,
                narrow_weekday_day="{weekday} {day:02}/{month:02}/1{year}",
                weekday_day="{weekday} {day} {month} 1{year}",
            )
        },
        0,
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_plan_that_says_something_else_is_not_printed(ready_with, print_on, words, name):
    change, plan = FALSE[name]
    false = ready_with(**change(words))
    with pytest.raises(FitError, match="plan: a value") as refused:
        print_on(false, *PLANS[plan], **NAME)
    assert "Peeters" not in str(refused.value)


def test_other_words_for_the_same_are_printed(ready_with, print_on, words):
    own = ready_with(
        decimal_sign=".",
        units={**words.units, "mg": replace(words.units["mg"], one="milligram", many="milligram")},
        calendar=replace(words.calendar, time="{hour}:{minute:02} u"),
        plan=replace(words.plan, interval="wacht {hours} uren"),
    )
    for plan in (PLANS[2], PLANS[3]):
        assert print_on(own, *plan, **NAME).pdf


def test_an_amount_is_read_to_the_last_decimal(press, print_on):
    from leaflet.content.model.medicines import Amount, Unit
    from leaflet.typesetting.proof_of_plan import _Reader

    reader = _Reader(press.content.words)
    assert list(reader.read("1,25\u00a0mg")) == [
        ("amount", Amount(Decimal("1.25"), Unit.MILLIGRAM))
    ]
    assert list(reader.read("om 14.10 uur")) != list(reader.read("om 14.01 uur"))
