"""A combination counts with each of its substances: its limits, duplicates, and groups."""

from dataclasses import replace
from decimal import Decimal

import pytest

from leaflet.content.model.medicines import Amount, Limits, Unit
from leaflet.discharge.plan.model import Dose, Override, Pieces
from leaflet.discharge.plan.rulebook import open_pharmacy

SOMEBODY = Override("dr. Maes")


@pytest.fixture
def bites(read, refused, built_in):
    """Refused with these words, while the twin passes; both by what comes with the program."""

    def bites(bad, good, *said):
        told = refused(*bad, held_against=built_in)
        assert all(words in told for words in said), told
        assert read(*good, held_against=built_in)

    return bites


@pytest.mark.parametrize(
    ("bad", "good", "said"),
    [
        # Of a day: 12 tablets are 450 mg of tramadol, 8 are 300 mg.
        (
            "Zaldiar 3 tabletten 4x/dag 5 dagen",
            "Zaldiar 2 tabletten 4x/dag 5 dagen",
            "tramadol in Zaldiar, 450 mg a day, is above the limit of 400 mg",
        ),
        (
            "Algotra 4 tabletten zo nodig max 3x/dag",
            "Algotra 2 tabletten zo nodig max 3x/dag",
            "tramadol in Algotra, 450 mg a day",
        ),
        (
            "Dafalgan Codeine 3 tabletten 4x/dag 5 dagen",
            "Dafalgan Codeine 2 tabletten 4x/dag 5 dagen",
            "paracetamol in Dafalgan Codeine, 6000 mg a day, is above the limit of 4 g",
        ),
        (
            "Dafalgan Codeïne 2 tabletten zo nodig max 12 tabletten/dag",
            "Dafalgan Codeïne 2 tabletten zo nodig max 8 tabletten/dag",
            "6000 mg a day",
        ),
        (
            "Skudexa 2 tabletten 3x/dag 5 dagen",
            "Skudexa 1 tablet 3x/dag 5 dagen",
            "tramadol in Skudexa, 450 mg a day",
        ),
        # Of one intake.
        (
            "Zaldiar 4 tabletten 2x/dag 5 dagen",
            "Zaldiar 3 tabletten 2x/dag 5 dagen",
            "paracetamol in Zaldiar, 1300 mg per intake, is above the limit of 1 g",
        ),
        (
            "paracetamol met codeïne 3 tabletten 1x/dag 5 dagen",
            "paracetamol met codeïne 2 tabletten 1x/dag 5 dagen",
            "1500 mg per intake",
        ),
        # Of the number of intakes.
        (
            "Panadol Plus 1 tablet zo nodig max 5x/dag",
            "Panadol Plus 1 tablet zo nodig max 4x/dag",
            "5 intakes a day",
        ),
        # Of the interval.
        (
            "Zaldiar 1 tablet zo nodig om de 3 uur max 4x/dag",
            "Zaldiar 1 tablet zo nodig om de 4 uur max 4x/dag",
            "3 hours between two intakes, is below the limit of 4 hours",
        ),
        (
            "Zaldiar 1 tablet zo nodig max 8x/dag",
            "Zaldiar 1 tablet zo nodig max 4x/dag",
            "4 hours apart do not fit in 24 hours",
        ),
        (
            "Skudexa 1 tablet opstaan+ontbijt 5 dagen",
            "Skudexa 1 tablet ontbijt+middag 5 dagen",
            "may be one moment [A2]",
        ),
        # Of the days of a course.
        (
            "Zaldiar 1 tablet 3x/dag 9 dagen",
            "Zaldiar 1 tablet 3x/dag 8 dagen",
            "tramadol in Zaldiar, 9 days",
        ),
        ("Sinutab 1 tablet 3x/dag", "Sinutab 1 tablet 3x/dag 5 dagen", "has no last day"),
    ],
)
def test_each_substance_of_a_combination_keeps_to_its_own_limits(bites, bad, good, said):
    bites([bad], [good], said)


@pytest.mark.parametrize(
    "uncounted",
    [
        "Zaldiar 37,5 mg 4x/dag 5 dagen",
        "Zaldiar 1 tablet van 37,5 mg 4x/dag 5 dagen",
        "Zaldiar 1 tablet van 325 mg 4x/dag 5 dagen",
        "Dafalgan Codeine 500 mg 4x/dag 5 dagen",
        "Zaldiar 20 druppels 4x/dag 5 dagen",
        "Zaldiar 5 ml zo nodig max 4x/dag",
        "Zaldiar 1 tablet zo nodig max 300 mg/dag",
        # Amounts that the list does not state.
        "tramadol met paracetamol 1 tablet 4x/dag 5 dagen",
        "tramadol/paracetamol 1 tablet 4x/dag 5 dagen",
        "Perdolan Compositum 1 tablet 4x/dag 5 dagen",
        "Nevrine Codeine 1 tablet 4x/dag 5 dagen",
    ],
)
def test_what_cannot_be_counted_of_a_substance_with_limits_is_refused(bites, uncounted):
    bites([uncounted], ["Zaldiar 1 tablet 4x/dag 5 dagen"], "paracetamol has limits")


@pytest.mark.parametrize(
    "uncounted", ["Augmentin 875 mg 3x/dag", "Targinact 10 mg 2x/dag", "Bactrim 800 mg 2x/dag"]
)
def test_a_combination_without_limits_may_be_written_as_an_amount(read, built_in, uncounted):
    moments = uncounted.replace("3x/dag", "ontbijt+middag+avond").replace("2x/dag", "ontbijt+avond")
    plan = read(f"{moments} 5 dagen", held_against=built_in)

    assert not plan.value.lines[0].checked


@pytest.mark.parametrize("dose", ["2 tabletten", "2 capsules", "2 zakjes"])
def test_a_piece_is_a_piece_in_whatever_form(refused, built_in, dose):
    told = refused(f"Dafalgan Codeine {dose} zo nodig max 6x/dag", held_against=built_in)

    assert "6000 mg a day" in told


def test_half_a_piece_holds_half(read, refused, built_in):
    halves = "Dafalgan Codeine {} tablet {}x/dag 5 dagen"
    half, whole = (halves.format(count, 3) for count in ("een halve", "1"))
    other = "paracetamol 500 mg 4x/dag 5 dagen"

    assert read(half, other, held_against=built_in, override=SOMEBODY)
    assert "together 5000 mg" in refused(
        whole.replace("1 tablet", "2 tabletten"), other, held_against=built_in, override=SOMEBODY
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("Zaldiar 1 tablet 4x/dag 5 dagen", "paracetamol 1 g 4x/dag 5 dagen"),
            "paracetamol stands in med 1 as well, together 5300 mg of paracetamol a day [A3]",
        ),
        (
            ("Dafalgan 1 g 4x/dag 5 dagen", "Dafalgan Codeine 1 tablet 2x/dag 5 dagen"),
            "together 5000 mg of paracetamol a day [A3]",
        ),
        (
            ("tramadol 100 mg 2x/dag 5 dagen", "Zaldiar 2 tabletten 4x/dag 5 dagen"),
            "together 500 mg of tramadol a day [A3]",
        ),
        (
            ("Sinutab 2 tabletten 3x/dag 5 dagen", "Excedryn 2 tabletten 3x/dag 5 dagen"),
            "together 4500 mg of paracetamol a day [A3]",
        ),
        (
            ("paracetamol 1 g 1x/dag 5 dagen", "Sinutab 1 tablet 1x/dag 5 dagen"),
            "together 1500 mg of paracetamol at once [A3]",
        ),
    ],
)
@pytest.mark.parametrize("override", [None, SOMEBODY])
def test_lines_that_share_a_substance_are_summed_and_nobody_goes_beyond_its_limit(
    refused, built_in, lines, said, override
):
    for order in (lines, lines[::-1]):
        assert said in refused(*order, held_against=built_in, override=override)


@pytest.mark.parametrize(
    "lines",
    [
        ("Zaldiar 1 tablet 2x/dag 5 dagen", "paracetamol 500 mg 2x/dag 5 dagen"),
        ("Zaldiar 2 tabletten 2x/dag 5 dagen", "tramadol 50 mg 2x/dag 5 dagen"),
        ("Sinutab 1 tablet 2x/dag 5 dagen", "paracetamol 500 mg 2x/dag 5 dagen"),
        ("Zaldiar 1 tablet 2x/dag 5 dagen", "Skudexa 1 tablet 1x/dag 5 dagen"),
    ],
)
def test_a_prescriber_may_give_a_substance_twice_within_its_limit(read, refused, built_in, lines):
    assert "stands in med 1 as well" in refused(*lines, held_against=built_in)

    plan = read(*lines, held_against=built_in, override=SOMEBODY)

    assert plan.value.override == SOMEBODY


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("Skudexa 1 tablet 3x/dag 5 dagen", "ibuprofen"), "two anti-inflammatories"),
        (("Excedryn 1 tablet 3x/dag 5 dagen", "Nurofen"), "two anti-inflammatories"),
        (("Migpriv 1 zakje avond 1 dag", "ibuprofen"), "two anti-inflammatories"),
        (
            ("Zaldiar 1 tablet 2x/dag 5 dagen", "Dafalgan Codeine 1 tablet 2x/dag 5 dagen"),
            "two opioids",
        ),
        (("tramadol 50 mg 2x/dag 5 dagen", "Dafalgan Codeine 1 tablet avond 5 dagen"), "opioids"),
        (("OxyNorm 5 mg avond 5 dagen", "Zaldiar 1 tablet 2x/dag 5 dagen"), "two opioids"),
        (("codeïne 10 mg avond 5 dagen", "tramadol 50 mg 2x/dag 5 dagen"), "two opioids"),
    ],
)
@pytest.mark.parametrize("override", [None, SOMEBODY])
def test_groups_clash_through_any_substance_whoever_overrides_it(
    refused, built_in, lines, reason, override
):
    for order in (lines, lines[::-1]):
        assert reason in refused(*order, held_against=built_in, override=override)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("Zaldiar 1 tablet 2x/dag 5 dagen", "Serlain 50 mg ontbijt 5 dagen"), "serotonergic"),
        (("Skudexa 1 tablet 2x/dag 5 dagen", "Eliquis 5 mg ontbijt+avond"), "anticoagulant"),
        (("Skudexa 1 tablet 2x/dag 5 dagen", "Asaflow 80 mg ontbijt"), "low-dose aspirin"),
        (("Excedryn 1 tablet 2x/dag 5 dagen", "Voltaren gel 2 g ontbijt 5 dagen"), "on the skin"),
    ],
)
def test_groups_that_only_deserve_attention_do_so_through_any_substance(
    warned, built_in, lines, reason
):
    assert reason in warned(*lines, held_against=built_in)


def test_a_combination_whose_every_substance_has_limits_is_checked(read, built_in):
    zaldiar, codeine = "Zaldiar 1 tablet 4x/dag 5 dagen", "Dafalgan Codeine 1 tablet 4x/dag 5 dagen"
    whole, part = (read(line, held_against=built_in) for line in (zaldiar, codeine))

    assert whole.value.lines[0].checked
    assert whole.warnings == ()
    assert not part.value.lines[0].checked
    assert "not checked, but for its paracetamol" in str(part.warnings[0])


def test_a_combination_follows_what_the_leaflet_says_of_its_substances(read, built_in):
    (line,) = read("Zaldiar 1 tablet zo nodig max 4x/dag", held_against=built_in).value.lines

    assert line.on_prescription
    assert line.regimen.interval == 4


def test_a_ceiling_holds_for_a_substance_in_a_combination(read, refused, content):
    def with_ceiling(medicine):
        ceiling = Limits(per_day=Amount(Decimal(500), Unit.MILLIGRAM))
        return replace(medicine, ceiling=ceiling) if medicine.key == "tramadol" else medicine

    medicines = tuple(map(with_ceiling, content.formulary.medicines))
    formulary = replace(content.formulary, medicines=medicines)
    shelf = open_pharmacy(formulary, content.register, content.words)
    above, beyond = (f"Zaldiar {n} tabletten 4x/dag 5 dagen" for n in (3, 4))

    assert "up to 500 mg a day" in refused(above, held_against=shelf)
    assert read(above, held_against=shelf, override=SOMEBODY).value.override == SOMEBODY
    assert "600 mg a day" in refused(beyond, held_against=shelf, override=SOMEBODY)


def test_the_dose_is_printed_in_pieces_as_it_was_typed(read, built_in):
    (line,) = read("Zaldiar 2 tabletten 4x/dag 5 dagen", held_against=built_in).value.lines

    assert line.dose == Dose(None, Pieces(Decimal(2), Unit.TABLET, None))
