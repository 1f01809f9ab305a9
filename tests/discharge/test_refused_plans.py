"""Bad plans by their number in ``docs/rules.md`` 6.3; each beside a twin without the fault."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from leaflet.content.model.medicines import Limits
from leaflet.discharge.plan.model import Override
from leaflet.discharge.plan.read import read_plan
from leaflet.errors import DischargeError

SOMEBODY = Override("dr. Maes")


@pytest.fixture
def bites(read, refused):
    """Refused with these words, while the twin passes and is not warned of."""

    def bites(bad, good, *said):
        told = refused(bad)
        assert all(words in told for words in said), told
        assert told.startswith("med 1: ")
        assert read(good).warnings == ()

    return bites


@pytest.mark.parametrize(
    ("bad", "good", "rule"),
    [
        ("1,0 g", "1 g", "[N1]"),
        ("1.0 g", "1 g", "[N1]"),
        ("0,50 g", "0,5 g", "[N1]"),
        (".5 g", "0.5 g", "[N2]"),
        (",5 g", "0,5 g", "[N2]"),
        ("05 g", "0,5 g", "[N2]"),
        ("00,5 g", "0,5 g", "[N2]"),
    ],
)
def test_t29_a_zero_too_many_or_too_few_is_refused(bites, bad, good, rule):
    regimen = "zo nodig max 4x/dag"
    bites(f"paracetamol {bad} {regimen}", f"paracetamol {good} {regimen}", rule)


@pytest.mark.parametrize(
    "bad", ["1.000", "1,000", "1 000", "1\u00a0000", "1\u202f000", "1'000", "1_000", "1.000.000"]
)
def test_t30_a_thousands_separator_is_refused(bites, bad):
    regimen = "mg zo nodig max 4x/dag"
    bites(f"paracetamol {bad} {regimen}", f"paracetamol 1000 {regimen}", "[N4]")


@pytest.mark.parametrize("bad", ["10^3", "1e3", "10*100", "1000000"])
def test_t30_a_number_that_is_not_plain_is_refused(bites, bad):
    regimen = "mg zo nodig max 4x/dag"
    bites(f"paracetamol {bad} {regimen}", f"paracetamol 1000 {regimen}")


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("600", "[N5]"),
        ("600 mgr", "[N8]"),
        ("600 gr", "[N8]"),
        ("600 IE", "[N8]"),
        ("600 foo", "[N5]"),
        ("6OO mg", "[N14]"),
        ("6O0 mg", "[N14]"),
        ("60O mg", "[N14]"),
        ("l00 mg", "[N14]"),
        ("DC mg", "not understood"),
        ("II tabletten", "[N14]"),
    ],
)
def test_t31_a_unit_or_a_digit_that_is_none_is_refused(bites, bad, rule):
    regimen = "3x/dag 8 dagen"
    bites(f"ibuprofen {bad} {regimen}", f"ibuprofen 600 mg {regimen}", rule)


@pytest.mark.parametrize("written", ["600MG", "600 mg.", "600mg", "600  mg", "600 milligram"])
def test_t31_a_unit_that_is_only_written_otherwise_is_read(read, written):
    plain = read("ibuprofen 600 mg 3x/dag 8 dagen")

    assert read(f"ibuprofen {written} 3x/dag 8 dagen") == plain


@pytest.mark.parametrize("written", ["5µg", "5 μg", "5 mcg"])
def test_t31_micrograms_are_read_with_a_notice(warned, written):
    assert "[N6]" in warned(f"clonidine {written} ontbijt 3 dagen")
    assert "[N6]" not in warned("clonidine 5 microgram ontbijt 3 dagen")


@pytest.mark.parametrize(
    ("bad", "good", "said"),
    [
        ("600 mg 4x/dag 8 dagen", "600 mg 3x/dag 8 dagen", "4 intakes a day"),
        ("800 mg 3x/dag 8 dagen", "600 mg 3x/dag 8 dagen", "800 mg per intake"),
        ("601 mg 3x/dag 8 dagen", "600 mg 3x/dag 8 dagen", "601 mg per intake"),
        ("600 mg 3x/dag 9 dagen", "600 mg 3x/dag 8 dagen", "9 days"),
        ("600 mg 3x/dag t/m 30/11/2026", "600 mg 3x/dag t/m 29/11/2026", "9 days"),
        ("600 mg zo nodig max 4x/dag", "600 mg zo nodig max 3x/dag", "4 intakes a day"),
    ],
)
def test_t32_ibuprofen_above_the_brochure_is_refused(bites, bad, good, said):
    bites(f"ibuprofen {bad}", f"ibuprofen {good}", said, "limit")


@pytest.mark.parametrize(
    ("typed", "beyond"),
    [
        ("800 mg 3x/dag 8 dagen", "900 mg 3x/dag 8 dagen"),
        ("600 mg 4x/dag 8 dagen", "600 mg zo nodig max 5x/dag 8 dagen"),
        ("600 mg 3x/dag 14 dagen", "600 mg 3x/dag 15 dagen"),
    ],
)
def test_t32_an_override_reaches_up_to_the_ceiling(read, refused, ceilings, typed, beyond):
    told = refused(f"ibuprofen {typed}", held_against=ceilings)
    plan = read(f"ibuprofen {typed}", override=SOMEBODY, held_against=ceilings)

    assert "override" in told
    assert plan.value.override == SOMEBODY
    assert plan.warnings == ()
    refused(f"ibuprofen {beyond}", override=SOMEBODY, held_against=ceilings)


def test_t32_without_a_ceiling_nothing_can_be_overridden(refused):
    told = refused("ibuprofen 800 mg 3x/dag 8 dagen", override=SOMEBODY)

    assert "no ceiling" in told


def test_t32_a_ceiling_for_one_limit_is_none_for_another(refused, pharmacy_of, ibuprofen):
    only_days = pharmacy_of(replace(ibuprofen, ceiling=Limits(days=14)))

    told = refused("ibuprofen 800 mg 3x/dag 9 dagen", override=SOMEBODY, held_against=only_days)

    assert "800 mg per intake" in told
    assert "9 days" not in told


def test_t32_the_longest_course_holds_for_painkillers_without_a_length_of_their_own(bites, refused):
    bites("paracetamol 1 g 3x/dag 9 dagen", "paracetamol 1 g 3x/dag 8 dagen", "8 days")
    told = refused("naproxen 500 mg ontbijt 9 dagen")
    assert "8 days for painkillers" in told


def test_t32_the_longest_course_does_not_hold_for_what_is_no_painkiller(warned):
    assert "painkiller" not in warned("apixaban 5 mg ontbijt+avond 30 dagen")


@pytest.mark.parametrize(
    ("bad", "good", "said"),
    [
        ("1 g 5x/dag 5 dagen", "1 g 4x/dag 5 dagen", "4 intakes a day"),
        ("1 g zo nodig max 5x/dag", "1 g zo nodig max 4x/dag", "5 g a day"),
        ("2 g 3x/dag 5 dagen", "1 g 3x/dag 5 dagen", "2 g per intake"),
        ("1 mg 4x/dag 5 dagen", "1 g 4x/dag 5 dagen", "[A8]"),
        ("10 g 4x/dag 5 dagen", "1 g 4x/dag 5 dagen", "[A8]"),
        ("1 g zo nodig max 5 g/dag", "1 g zo nodig max 4 g/dag", "5 intakes a day"),
    ],
)
def test_t33_paracetamol_above_the_brochure_or_a_slip_of_the_unit_is_refused(
    bites, bad, good, said
):
    bites(f"paracetamol {bad}", f"paracetamol {good}", said)


@pytest.mark.parametrize(
    ("bad", "good", "said"),
    [
        (
            "50 mg zo nodig om de 3 uur max 4x/dag",
            "50 mg zo nodig om de 4 uur max 4x/dag",
            "3 hours",
        ),
        ("100 mg zo nodig om de 4 uur", "100 mg zo nodig om de 4 uur max 4x/dag", "[A5]"),
        (
            "100 mg zo nodig om de 4 uur max 5x/dag",
            "100 mg zo nodig om de 4 uur max 4x/dag",
            "500 mg a day",
        ),
        ("0,5 g 3x/dag 3 dagen", "50 mg 3x/dag 3 dagen", "[A8]"),
        (
            "50 mg zo nodig max 4x/dag zonder voorschrift",
            "50 mg zo nodig max 4x/dag op voorschrift",
            "[F56]",
        ),
    ],
)
def test_t34_tramadol_against_the_brochure_is_refused(bites, bad, good, said):
    bites(f"tramadol {bad}", f"tramadol {good}", said)


def test_t34_moments_that_lie_closer_than_the_interval_are_refused(
    read, refused, pharmacy_of, tramadol
):
    held = pharmacy_of(replace(tramadol, limits=replace(tramadol.limits, interval=5)))

    assert "[A4]" in refused("tramadol 50 mg avond+slapen 3 dagen", held_against=held)
    assert read("tramadol 50 mg ontbijt+avond 3 dagen", held_against=held)


def test_t34_an_interval_can_be_overridden_down_to_the_ceiling(read, refused, ceilings):
    facts = {"override": SOMEBODY, "held_against": ceilings}

    plan = read("tramadol 50 mg zo nodig om de 3 uur max 4x/dag", **facts)

    assert plan.value.override == SOMEBODY
    assert "2 hours" in refused("tramadol 50 mg zo nodig om de 2 uur max 4x/dag", **facts)


def test_t34_a_ceiling_holds_where_the_brochure_states_no_limit(read, refused, ceilings):
    facts = {"override": SOMEBODY, "held_against": ceilings}

    assert "ceiling" in refused("tramadol 101 mg 2x/dag 3 dagen", **facts)
    assert read("tramadol 100 mg 2x/dag 3 dagen", **facts).value.override is None


def test_moments_of_the_formulary_that_do_not_fit_the_frequency_are_not_used(
    refused, pharmacy_of, ibuprofen
):
    broken = pharmacy_of(replace(ibuprofen, moments={3: ibuprofen.moments[2]}))

    assert "no moments" in refused("ibuprofen 600 mg 3x/dag 8 dagen", held_against=broken)


def test_t34_a_dose_far_from_the_usual_one_is_warned_of(warned):
    assert "[A8]" in warned("tramadol 150 mg 2x/dag 3 dagen")
    assert "[A8]" not in warned("tramadol 100 mg 2x/dag 3 dagen")
    assert "[A8]" in warned("ibuprofen 100 mg 3x/dag 3 dagen")
    assert "[A8]" not in warned("ibuprofen 150 mg 3x/dag 3 dagen")


def test_t34_more_intakes_than_waking_hours_hold_are_warned_of(read, pharmacy_of, tramadol):
    times = "50 mg ontbijt+middag+avond+slapen 3 dagen"
    short = replace(pharmacy_of(tramadol).formulary, waking_hours=Decimal(8))
    held = replace(pharmacy_of(tramadol), formulary=short)

    assert "[A4]" in str(read(f"tramadol {times}", held_against=held).warnings)
    assert read(f"tramadol {times}").warnings == ()


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_t35_two_anti_inflammatories_are_refused(refused, order):
    lines = ["ibuprofen", "diclofenac 75 mg ontbijt+avond 5 dagen"]

    assert "two anti-inflammatories" in refused(*lines[order])


@pytest.mark.parametrize(
    "other", ["Voltaren gel 2 g ontbijt 5 dagen", "Asaflow 80 mg ontbijt", "Eliquis 5 mg ontbijt"]
)
def test_t35_what_only_deserves_attention_is_warned_of(warned, other):
    assert "[2.5]" in warned("ibuprofen", other)
    assert "[2.5]" not in warned("paracetamol", other)


def test_t35_a_group_of_one_line_does_not_clash_with_itself(warned):
    assert "[2.5]" not in warned("skudexa 1 tablet zo nodig max 3x/dag")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("paracetamol", "Zaldiar 1 tablet zo nodig max 4x/dag"), "paracetamol stands in med 1"),
        (
            ("tramadol 50 mg zo nodig max 4x/dag", "Zaldiar 1 tablet zo nodig max 4x/dag"),
            "tramadol stands in med 1",
        ),
        (("Skudexa 1 tablet zo nodig max 3x/dag", "ibuprofen"), "two anti-inflammatories"),
        (
            (
                "oxycodon buiten lijst 5 mg ontbijt 3 dagen",
                "oxycodon buiten lijst 5 mg avond 3 dagen",
            ),
            "this medicine stands in med 1",
        ),
        (("Dafalgan", "paracetamol 500 mg 2x/dag 3 dagen"), "paracetamol stands in med 1"),
        (("paracetamol", "dafalgan codeine 1 tablet zo nodig max 4x/dag"), "paracetamol stands"),
    ],
)
def test_t36_a_substance_or_a_class_twice_is_refused(refused, lines, said):
    told = refused(*lines)

    assert said in told
    assert told.startswith("med 2: ")


def test_t36_the_same_substance_twice_passes_overridden_while_the_total_is_in_bounds(
    read, refused, ceilings
):
    lines = ("paracetamol 500 mg 4x/dag 3 dagen", "paracetamol 500 mg zo nodig max 4x/dag")
    facts = {"override": SOMEBODY, "held_against": ceilings}

    assert read(*lines, **facts).value.override == SOMEBODY
    assert "6 g" in refused(
        "paracetamol 1 g 4x/dag 3 dagen", "paracetamol 500 mg zo nodig max 4x/dag", **facts
    ).replace("6000 mg", "6 g")
    refused(*lines, held_against=ceilings)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("3x/dag ontbijt+avond 8 dagen", "2x/dag ontbijt+avond 8 dagen"),
        ("ontbijt+avond zo nodig max 2x/dag", "zo nodig max 2x/dag"),
        ("3x/dag zo nodig", "zo nodig max 3x/dag"),
        ("ontbijt+ontbijt 8 dagen", "ontbijt+avond 8 dagen"),
        ("na ontbijt zo nodig max 2x/dag", "bij het eten zo nodig max 2x/dag"),
    ],
)
def test_t37_moments_and_frequency_that_disagree_are_refused(bites, bad, good):
    bites(f"ibuprofen 600 mg {bad}", f"ibuprofen 600 mg {good}", "[A2]")


@pytest.mark.parametrize("medicine", ["paracetamol 1 g", "tramadol 50 mg", "clonidine 5 mg"])
def test_t38_as_needed_without_a_maximum_is_refused(read, refused, medicine):
    assert "no maximum in 24 hours" in refused(f"{medicine} zo nodig")
    assert "no maximum in 24 hours" in refused(f"{medicine} zo nodig om de 6 uur")
    assert read(f"{medicine} zo nodig max 2x/dag")


def test_t38_a_maximum_alone_does_not_make_it_as_needed(refused):
    assert "not that it is taken only when needed" in refused("paracetamol 1 g max 4x/dag")


@pytest.mark.parametrize("bad", ["-600", "0", "0,0", "NaN", "inf", "1e309", "+600", ">600", "~600"])
def test_t39_an_amount_that_is_no_number_above_zero_is_refused(bites, bad):
    bites(f"ibuprofen {bad} mg 3x/dag 8 dagen", "ibuprofen 600 mg 3x/dag 8 dagen")


def test_t39_tenths_add_up_exactly(read, refused, pharmacy_of, paracetamol):
    limits = replace(paracetamol.limits, per_day=replace(paracetamol.limits.single))
    tenths = pharmacy_of(replace(paracetamol, limits=limits, usual=None))
    thrice = replace(limits, per_day=replace(limits.per_day, value=limits.per_day.value * 3 / 10))
    exact = pharmacy_of(replace(paracetamol, limits=thrice, usual=None))

    assert read("paracetamol 0,1 g 3x/dag 3 dagen", held_against=tenths)
    assert read("paracetamol 0,1 g 3x/dag 3 dagen", held_against=exact)
    refused("paracetamol 0,11 g 3x/dag 3 dagen", held_against=exact)


def test_t41_a_tablet_that_is_not_scored_is_not_halved(refused, read, tablets):
    half = "ibuprofen een halve tablet van {} mg 3x/dag 8 dagen"

    assert "not scored" in refused(half.format(600), held_against=tablets)
    assert read(half.format(400), held_against=tablets).warnings == ()


def test_t41_a_tablet_of_which_nothing_is_stated_is_halved_with_a_warning(warned):
    assert "[N10]" in warned("ibuprofen een halve tablet van 600 mg 3x/dag 8 dagen")
    assert warned("ibuprofen 1 tablet van 600 mg 3x/dag 8 dagen") == ""


@pytest.mark.parametrize("half", ["een halve", "0,5", "1/2", "½", "halve"])
def test_t41_a_capsule_is_never_halved(refused, read, half):
    assert "[N10]" in refused(f"tramadol {half} capsule van 50 mg 2x/dag 3 dagen")
    assert read("tramadol 1 capsule van 50 mg 2x/dag 3 dagen").warnings == ()


@pytest.mark.parametrize("typed", ["ibuprofen retard 800 mg", "tramadol retard 100 mg"])
def test_t41_a_retard_product_is_not_taken_for_the_plain_one(refused, typed):
    assert "begins with 'r' is not understood" in refused(f"{typed} 1x/dag 8 dagen")


def test_t42_twelve_lines_stay_twelve_lines(read):
    lines = [f"stof{letter} buiten lijst 1 tablet ontbijt 3 dagen" for letter in "abcdefghijkl"]

    plan = read(*lines)

    assert [line.medicine for line in plan.value.lines] == [line.split()[0] for line in lines]


@pytest.mark.parametrize("typed", ["ibuprofeen", "ibuprofn", "Ibuporfen", "Ibuprofenn", "Bruffen"])
def test_t43_a_name_that_is_nearly_listed_is_refused_with_the_suggestion(bites, typed):
    meant = "brufen" if typed == "Bruffen" else "ibuprofen"
    regimen = "600 mg 3x/dag 8 dagen"
    bites(f"{typed} {regimen}", f"{meant} {regimen}", f"did you mean {meant}?")


@pytest.mark.parametrize("typed", ["generiek ibuprofen", "ibuprofen-lysine", "merk ibuprofeen"])
def test_t43_a_listed_name_among_other_words_is_no_way_round_its_limits(refused, typed):
    assert "ibuprofen" in refused(f"{typed} 900 mg ontbijt 3 dagen")


def test_t43_a_name_that_is_said_to_be_in_no_list_is_printed_as_typed_and_not_checked(read):
    plan = read("Quxorfant buiten lijst 75 mg ontbijt+avond 8 dagen")

    (line,) = plan.value.lines
    assert line.medicine == "Quxorfant"
    assert (line.checked, line.listed) == (False, False)
    assert "not checked" in str(plan.warnings[0])


@pytest.mark.parametrize("typed", ["trazodon", "tremazon buiten lijst"])
def test_a_look_alike_is_named_in_the_warning(warned, typed):
    assert "tramadol [N16]" in warned(f"{typed} 50 mg slapen 5 dagen")
    assert "[N16]" not in warned("pregabaline 50 mg slapen 5 dagen")


@pytest.mark.parametrize("name", ["APAP", "MS", "asa", "MTX", "MSO4"])
def test_a_shortened_drug_name_is_refused(refused, read, name):
    assert "[N13]" in refused(f"{name} 1 g zo nodig max 4x/dag")
    assert read("paracetamol 1 g zo nodig max 4x/dag")


@pytest.mark.parametrize(
    "bad", ["3dd1", "3 dd 1", "1-0-1", "zn", "z.n.", "q6h", "IM", "tid", "3x/d", "SC", "PRN", "co"]
)
def test_t44_shorthand_is_refused(bites, bad):
    regimen = "3x/dag 8 dagen"
    bites(f"ibuprofen 600 mg {bad} {regimen}", f"ibuprofen 600 mg {regimen}", "[N11]")


def test_t44_shorthand_in_the_reason_is_refused(warned, refused):
    regimen = "ibuprofen 600 mg 3x/dag 8 dagen tegen"

    assert "list of reasons" in refused(f"{regimen} pijn zn")
    assert warned(f"{regimen} pijn") == ""


def test_t45_an_override_that_nothing_needs_is_told_and_not_printed(read):
    plan = read("ibuprofen", override=SOMEBODY)

    assert plan.value.override is None
    assert [problem.where for problem in plan.warnings] == ["override"]


@pytest.mark.parametrize("override", [None, SOMEBODY])
@pytest.mark.parametrize("born", [date(2026, 11, 22), date(2010, 1, 1), date(2008, 11, 23)])
def test_t25_no_plan_is_made_for_a_minor_whoever_overrides_it(refused, ceilings, override, born):
    told = refused("paracetamol", born=born, override=override, held_against=ceilings)

    assert told.startswith("born: ")
    assert "under 18" in told
    assert "adults only" in told
    assert "override" not in told


@pytest.mark.parametrize("born", [None, date(2008, 11, 22), date(2004, 2, 29), date(1980, 5, 17)])
def test_t25_from_the_eighteenth_birthday_on_a_plan_is_an_adults(read, born):
    assert read("paracetamol", born=born).warnings == ()


def test_t25_what_is_wrong_with_a_line_is_told_beside_the_age(refused):
    told = refused("ibuprofen 900 mg 3x/dag 8 dagen", born=date(2020, 1, 1)).splitlines()

    assert {line.split(": ")[0] for line in told} == {"born", "med 1"}


def test_t46_the_limits_are_those_of_the_leaflet(read, refused, pharmacy_of, ibuprofen):
    lower = replace(ibuprofen, limits=replace(ibuprofen.limits, single=replace(ibuprofen.usual)))
    other = replace(lower, limits=replace(lower.limits, intakes=2, per_day=None))

    assert read("ibuprofen 600 mg 3x/dag 8 dagen")
    assert "2 intakes" in refused(
        "ibuprofen 600 mg 3x/dag 8 dagen", held_against=pharmacy_of(other)
    )


def test_t46_a_leaflet_without_limits_takes_no_plan(refused, pharmacy_of):
    assert "no limits" in refused("ibuprofen", held_against=pharmacy_of())


def test_an_anti_inflammatory_from_65_on_is_warned_of(warned):
    on_the_day, a_day_later = date(1961, 11, 22), date(1961, 11, 23)

    assert "65 or older" in warned("ibuprofen", born=on_the_day)
    assert warned("ibuprofen", born=a_day_later) == ""
    assert warned("paracetamol", born=on_the_day) == ""


def test_every_problem_of_every_line_is_told_at_once(refused):
    told = refused(
        "ibuprofen 1.000 mg 3x/dag 8 dagen",
        "paracetamol 1 g zo nodig",
        "tramadol 600 mg foo 3x/dag 3 dagen bar",
        "diclofenac 75 mg ontbijt+avond 5 dagen",
    ).splitlines()

    assert [line.split(": ")[0] for line in told] == ["med 1", "med 2", "med 3", "med 3", "med 4"]
    assert "begins with 'f'" in told[2]
    assert "begins with 'b'" in told[3]


def test_no_line_at_all_is_no_plan(pharmacy):
    with pytest.raises(DischargeError, match="is empty"):
        read_plan([], date(2026, 11, 22), pharmacy, None, None)


def test_t118_words_that_may_be_a_name_are_not_repeated(refused):
    told = refused("ibuprofen 600 mg An Peeters 3x/dag 8 dagen")
    assert "Peeters" not in told
    assert "2 words, the first of which begins with 'A'" in told


def test_t118_a_word_that_is_like_a_part_of_a_plan_is_repeated(refused):
    assert '"daggen" is not understood' in refused("ibuprofen 600 mg 3x/dag daggen")


@pytest.mark.parametrize(
    "reason",
    [
        "tegen pijn 2 tabletten per keer",
        "tegen pijn en 's nachts 2 g",
        "tegen de pijn. Verdubbel bij hevige pijn",
        "tegen pijn, samen met diclofenac",
        "tegen jicht (asaflow)",
    ],
)
def test_a_reason_that_would_be_a_second_instruction_is_refused(refused, reason):
    assert "the reason" in refused(f"paracetamol 1 g zo nodig max 4x/dag {reason}")


def test_t33_micrograms_of_a_medicine_with_limits_in_milligrams_are_refused(refused):
    assert "[A8]" in refused("tramadol 50 microgram 3x/dag 3 dagen")
