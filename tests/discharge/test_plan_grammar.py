"""The grammar of plan lines by its properties, and the wordings that it understands or refuses."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.model.medicines import HANDLED, Amount, Unit
from leaflet.discharge.plan.model import AsNeeded, Pieces, Scheduled
from leaflet.discharge.plan.read import read_plan
from leaflet.errors import DischargeError

SUNDAY = date(2026, 11, 22)
VALUES = st.builds(
    lambda whole, hundredths: Decimal(whole) + Decimal(hundredths) / 100,
    st.integers(1, 9999),
    st.integers(0, 99),
)
COUNTS = st.builds(Decimal, st.integers(1, 4))
DROPS = st.builds(Decimal, st.integers(1, 9999))
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def amounts(*units):
    pieces = [unit for unit in units if unit in HANDLED or unit is Unit.DROP]
    others = [unit for unit in units if unit not in pieces]
    ways = [st.builds(Amount, VALUES, st.sampled_from(others))] if others else []
    for unit in pieces:
        counts = COUNTS if unit in HANDLED else DROPS
        ways.append(st.builds(Amount, counts, st.just(unit)))
    return st.one_of(ways)


@given(amounts(*Unit))
def test_every_amount_that_is_printed_is_read_back(pharmacy, words, amount):
    line = f"clonidine {words.write_amount(amount)} ontbijt 3 dagen"

    dose = read_plan([line], SUNDAY, pharmacy, None, None).value.lines[0].dose

    if amount.unit in HANDLED:
        assert dose.handled == Pieces(amount.value, amount.unit, None)
    else:
        assert (dose.amount, dose.handled) == (amount, None)


@given(st.integers(1, 4), VALUES, st.sampled_from(sorted(HANDLED)))
def test_pieces_of_a_strength_hold_exactly_their_product(pharmacy, words, count, value, form):
    strength = Amount(value, Unit.MILLIGRAM)
    pieces = words.write_amount(Amount(Decimal(count), form))
    line = f"clonidine {pieces} van {words.write_amount(strength)} ontbijt 3 dagen"

    dose = read_plan([line], SUNDAY, pharmacy, None, None).value.lines[0].dose

    assert dose.amount == Amount(value * count, Unit.MILLIGRAM)
    assert dose.handled == Pieces(Decimal(count), form, strength)


@given(DAYS, st.integers(1, 366))
def test_t27_a_course_of_n_days_ends_n_minus_one_days_after_its_first(pharmacy, visited, days):
    line = f"clonidine 5 mg ontbijt {days} {'dag' if days == 1 else 'dagen'}"

    regimen = read_plan([line], visited, pharmacy, None, None).value.lines[0].regimen

    assert isinstance(regimen, Scheduled)
    assert regimen.first == visited
    assert regimen.last == visited + timedelta(days=days - 1)
    assert regimen.days == days


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 22), date(2026, 11, 29)),
        (date(2026, 12, 25), date(2027, 1, 1)),
        (date(2028, 2, 22), date(2028, 2, 29)),
        (date(2026, 10, 22), date(2026, 10, 29)),
        (date(2027, 3, 24), date(2027, 3, 31)),
    ],
)
def test_t26_t27_eight_days_over_a_year_a_leap_day_or_a_change_of_clocks(read, first, last):
    assert read("ibuprofen", visited=first).value.lines[0].regimen.last == last


@given(DAYS, st.integers(0, 7), st.sampled_from(["iso", "narrow", "long", "weekday", "short"]))
def test_a_last_day_is_the_day_that_is_written(pharmacy, words, visited, later, form):
    calendar, last = words.calendar, visited + timedelta(days=later)
    write = {
        "iso": date.isoformat,
        "narrow": calendar.write_narrow_day,
        "long": calendar.write_day,
        "weekday": calendar.write_weekday_day,
        "short": calendar.write_narrow_weekday_day,
    }[form]
    line = f"ibuprofen 600 mg 3x/dag tot en met {write(last)}"

    regimen = read_plan([line], visited, pharmacy, None, None).value.lines[0].regimen

    assert regimen.last == last


@given(st.integers(1, 24), st.integers(1, 24))
def test_a_cap_and_an_interval_agree_or_the_line_is_refused(pharmacy, times, hours):
    line = f"clonidine 5 mg zo nodig om de {hours} uur max {times}x/dag"

    if times * hours > 24:
        with pytest.raises(DischargeError, match="A4"):
            read_plan([line], SUNDAY, pharmacy, None, None)
    else:
        regimen = read_plan([line], SUNDAY, pharmacy, None, None).value.lines[0].regimen
        assert regimen == AsNeeded(times, None, hours, SUNDAY, None)


@given(st.integers(1, 24), st.integers(1, 24), st.sampled_from([25, 50, 100]))
def test_tramadol_passes_exactly_where_the_brochure_allows_it(pharmacy, times, hours, dose):
    line = f"tramadol {dose} mg zo nodig om de {hours} uur max {times}x/dag"
    allowed = hours >= 4 and times * hours <= 24 and times * dose <= 400

    try:
        plan = read_plan([line], SUNDAY, pharmacy, None, None)
    except DischargeError:
        assert not allowed
    else:
        assert allowed
        assert plan.warnings == ()


@given(st.integers(1, 40), st.integers(1, 12))
def test_a_maximum_amount_is_counted_in_doses_or_refused(pharmacy, most, dose):
    line = f"clonidine {dose} mg zo nodig max {most} mg/dag"

    if most % dose:
        with pytest.raises(DischargeError):
            read_plan([line], SUNDAY, pharmacy, None, None)
    else:
        regimen = read_plan([line], SUNDAY, pharmacy, None, None).value.lines[0].regimen
        assert (regimen.intakes, regimen.per_day.value) == (most // dose, most)


@pytest.mark.parametrize("glue", [" ", ", ", ",", "  ", "; ", "\u00a0"])
@pytest.mark.parametrize("parts", list(permutations(["600 mg", "3x/dag", "8 dagen"])))
def test_the_parts_stand_in_any_order(read, parts, glue):
    plain = read("ibuprofen 600 mg 3x/dag 8 dagen")

    assert read(glue.join(["ibuprofen", *parts])) == plain


@pytest.mark.parametrize(
    "frequency",
    ["3x/dag", "3 x/dag", "3X / DAG", "3 keer per dag", "3 maal per dag", "driemaal daags"],
)
def test_a_frequency_may_be_worded_in_many_ways(read, frequency):
    plain = read("ibuprofen 600 mg 3x/dag 8 dagen")

    assert read(f"ibuprofen 600 mg {frequency} 8 dagen") == plain
    assert read(f"ibuprofen 600 mg {frequency} acht dagen") == plain


@pytest.mark.parametrize(
    "maximum",
    ["max 4x/dag", "max. 4x/dag", "maximaal 4 keer per dag", "hoogstens viermaal daags"],
)
def test_a_maximum_may_be_worded_in_many_ways(read, maximum):
    plain = read("paracetamol 1 g zo nodig max 4x/dag")

    assert read(f"paracetamol 1 g indien nodig {maximum}") == plain
    assert read(f"paracetamol {maximum} zo nodig 1 g") == plain


@pytest.mark.parametrize(
    "moments",
    [
        "ontbijt+middag+avond",
        "ontbijt + middag + avond",
        "ontbijt, middag, avond",
        "ontbijt, middag en avond",
        "avond+middag+ontbijt",
        "'s morgens, 's middags en ’s avonds",
    ],
)
def test_moments_are_named_in_many_ways_and_kept_in_the_order_of_the_day(read, moments):
    plain = read("ibuprofen 600 mg 3x/dag 8 dagen")

    assert read(f"ibuprofen 600 mg {moments} 8 dagen") == plain


@pytest.mark.parametrize("meal", ["voor", "na"])
def test_a_relation_to_food_is_kept_for_each_meal(read, meal):
    line = f"tramadol 50 mg {meal} ontbijt+{meal} avond+slapen 3 dagen"

    kept = [intake.meal for intake in read(line).value.lines[0].regimen.intakes]

    assert kept == [kept[0], kept[0], None]
    assert kept[0] is not None
    assert read(f"tramadol 50 mg ontbijt+avond+slapen {meal} het eten 3 dagen") == read(line)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("ibuprofen 600 mg voor ontbijt 3 dagen", "[F51]"),
        ("ibuprofen 600 mg opstaan 3 dagen", "[F51]"),
        ("tramadol 50 mg na ontbijt+avond 3 dagen", "each meal"),
        ("tramadol 50 mg na slapen 3 dagen", "no meal"),
        ("tramadol 50 mg slapen bij het eten 3 dagen", "which meals"),
        ("tramadol 50 mg na ontbijt bij het eten 3 dagen", "which meals"),
    ],
)
def test_a_relation_to_food_that_cannot_be_meant_is_refused(refused, bad, said):
    assert said in refused(bad)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("ibuprofen 600 mg 3x/dag 8 dage", "has no known unit"),
        ("ibuprofen 600 mg 3x/dag 8 dagen zonodigg", '"zonodigg" is not understood'),
        ("ibuprofen 600 mg 3x/dag 8 dagen foo", "begins with 'f' is not understood"),
        ("ibuprofen foo 600 mg 3x/dag 8 dagen", "begins with 'f' is not understood"),
        ("ibuprofen 600 mg/dag 8 dagen", "not complete"),
        ("ibuprofen 600 mg 3x 8 dagen", "not complete"),
        ("ibuprofen 600 mg 3x/dag tot 29/11/2026", "not complete"),
        ("ibuprofen 600 mg 3x/dag tot en met 29/11/26", "four digits"),
        ("ibuprofen 600 mg 3x/dag tot en met 11/29/2026", "day first"),
        ("ibuprofen 600 mg 3x/dag tot en met 31/11/2026", "does not exist"),
        ("ibuprofen 600 mg 3x/dag tot en met maandag 29/11/2026", "weekday"),
        ("ibuprofen 600 mg 3x/dag tot en met 21/11/2026", "before"),
        ("ibuprofen 600 mg 3x/dag 8 dagen t/m 28/11/2026", "disagree"),
        ("ibuprofen 600 mg 3x/dag 0 dagen", "[A6]"),
        ("ibuprofen 600 mg 3x/dag 08 dagen", "[N2]"),
        ("ibuprofen 600 mg 3x/dag 8 dagen 8 dagen", "twice"),
        ("ibuprofen 600 mg 400 mg 3x/dag 8 dagen", "more than one dose"),
        ("ibuprofen 600 mg 3x/dag 2x/dag 8 dagen", "twice"),
        ("ibuprofen 600 mg 3x/dag", "no last day"),
        ("ibuprofen 600 mg 8 dagen", "how often"),
        ("ibuprofen 3x/dag 8 dagen", "no dose"),
        ("tramadol", "no regimen"),
        ("600 mg ibuprofen 3x/dag 8 dagen", "name of a medicine"),
        ("", "name of a medicine"),
        ("paracetamol 1 g zo nodig max 4", "not complete"),
        ("paracetamol 1 g zo nodig max 4x/dag al gekregen", "not complete"),
        ("paracetamol 1 g zo nodig max 4x/dag al gekregen 24.00", "[N15]"),
        ("paracetamol 1 g zo nodig max 4x/dag al gekregen 14.60", "[N15]"),
        ("paracetamol 1 g zo nodig max 4x/dag tegen", "not complete"),
        ("paracetamol 1 g zo nodig tegen pijn max 4x/dag", "write it last"),
        ("paracetamol 1-2 g zo nodig max 4x/dag", "range"),
        ("paracetamol 1 g zo nodig max 4x/dag max 3 g/dag", "disagree"),
        ("paracetamol 1 g zo nodig max 500 mg/dag", "less than one dose"),
        ("paracetamol 1 g zo nodig max 3 zakjes/dag", "cannot be compared"),
        ("paracetamol 1 tablet zo nodig max 4x/dag", "[A1]"),
        ("paracetamol 2 tabletten 1 g zo nodig max 4x/dag", "[A1]"),
        ("paracetamol 1 g 2 tabletten van 400 mg zo nodig max 4x/dag", "[A1]"),
        ("tramadol 20 druppels zo nodig max 4x/dag", "cannot be held against"),
        ("tramadol 50 mg om de 6 uur 3 dagen", "interval"),
        ("clonidine 5 mg 2x/dag 3 dagen", "no moments"),
        ("clonidine,5 mg ontbijt 3 dagen", "[N2]"),
        ("clonidine zonodigg 5 mg max 2x/dag", '"zonodigg" is not understood'),
    ],
)
def test_what_is_missing_or_not_understood_is_told(refused, bad, said):
    assert said in refused(bad)


@pytest.mark.parametrize(
    "unknown",
    [
        "dertien keer per dag",
        "nacht",
        "voormiddag",
        "dage",
        "uurtje",
        "drieenhalf",
        "zonodigg",
        "halven",
        "ontbjt",
        "eten",
        "3x",
        "3x/d",
        "max 4",
        "om de",
        "elke",
        "tot",
        "600",
        "8 dage",
        "3dd1",
        "II",
        "@",
    ],
)
def test_what_is_not_understood_is_never_told_another_dose(refused, words, unknown):
    grammar = words.grammar
    told = refused(f"ibuprofen 600 mg 3x/dag 8 dagen {unknown}")
    remedies = " ".join(line.split(" — ")[1] for line in told.splitlines())
    units = {form for forms in grammar.units.values() for form in forms}
    proposed = set(re.findall(r"[^\W\d_]+", remedies)) - units

    said = (
        *(form for forms in grammar.numbers.counts for form in forms),
        *(form for forms in grammar.moments.values() for form in forms),
        *(*grammar.numbers.half, *grammar.day, *grammar.days, *grammar.weeks, *grammar.hours),
        *(*grammar.as_needed, *grammar.times, *grammar.every, *grammar.most, *grammar.food),
    )
    assert not proposed & set(said) - {"a"}
    assert not re.search(r"did you mean|leave out|lower|[0-9]", remedies)


@pytest.mark.parametrize(
    ("stressed", "plain"),
    [
        ("vóór het ontbijt", "voor het ontbijt"),
        ("ná het ontbijt", "na het ontbijt"),
        ("vóór het slapengaan", "voor het slapengaan"),
        ("éénmaal per dag 's avonds", "eenmaal per dag 's avonds"),
    ],
)
def test_a_stressed_word_is_the_same_word(read, refused, stressed, plain):
    line = "tramadol 50 mg {} 3 dagen"

    assert read(line.format(stressed)) == read(line.format(plain))
    assert refused(line.format("vóór"))


@pytest.mark.parametrize(
    "line",
    [
        "ibuprofen,600 mg,3x/dag,8 dagen",
        "tramadol50mg zo nodig max 4x/dag",
        "Zaldiar,een tablet,ontbijt,3 dagen",
    ],
)
def test_a_name_may_be_followed_by_a_comma_or_a_figure(read, line):
    assert read(line).value.lines


def test_one_tablet_and_its_strength_need_no_word_between(read):
    written = read("ibuprofen 1 tablet 600 mg 3x/dag 8 dagen")

    assert written == read("ibuprofen 1 tablet van 600 mg 3x/dag 8 dagen")


def test_tablets_are_held_against_the_limit_by_their_mass(read, refused):
    regimen = "zo nodig max 4x/dag"
    by_strength = read(f"tramadol 2 tabletten van 50 mg {regimen}").value.lines[0].dose

    assert by_strength.amount == Amount(Decimal(100), Unit.MILLIGRAM)
    assert "above the limit" in refused(f"tramadol 3 tabletten van 50 mg {regimen}")


def test_the_longest_listed_name_is_the_one_that_is_meant(read):
    (line,) = read("Voltaren gel 2 g ontbijt 5 dagen").value.lines

    assert (line.medicine, line.brand) == ("diclofenac gel", "Voltaren gel")
    (line,) = read("dafalgan codeïne 1 tablet zo nodig max 4x/dag").value.lines
    assert line.medicine == "paracetamol + codeïne"


def test_a_problem_names_neither_the_reason_nor_a_date(refused):
    told = refused("ibuprofen 17/05/1980 600 3x/dag 8 dagen tegen de pijn van An Peeters")

    assert "Peeters" not in told
    assert "1980" not in told


WORDS_OF_A_LINE = """
    ibuprofen paracetamol tramadol clonidine Zaldiar 600 mg 1 g 50 2,5 0,5 .5 1.000 3x/dag 2 keer
    per dag ontbijt + middag avond voor na bij het eten slapen 8 dagen t/m 29/11/2026 zo nodig
    max 4x/dag 400 mg/dag om de 6 uur al gekregen 14.10 tegen pijn tablet tabletten van een halve
    20 druppels op voorschrift , foo zn 1-0-1 ½ O µg
"""
TOKENS = st.sampled_from(WORDS_OF_A_LINE.split())
SOUP = st.lists(TOKENS, max_size=14).map(" ".join)
LIKELY = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["clonidine", "clonidine", "paracetamol", "ibuprofen", "tramadol"]),
        st.sampled_from(["0,5 g", "50 mg", "400 mg", "1 tablet van 400 mg", "20 druppels"]),
        st.sampled_from(["ontbijt+avond", "zo nodig max 4x/dag", "zo nodig max 2 g/dag"]),
        st.sampled_from(["8 dagen", "3 dagen", "t/m 29/11/2026"]),
        st.just("") | TOKENS | SOUP,
    ),
)
STATED = {Decimal(number) for number in ("600", "3", "8", "1", "4", "0.5")}


def numbers_of(line):
    """Every number that the plan would print."""
    dose, regimen = line.dose, line.regimen
    found = [amount.value for amount in (dose.amount,) if amount]
    if dose.handled:
        found += [dose.handled.count]
        found += [dose.handled.strength.value] if dose.handled.strength else []
    if isinstance(regimen, AsNeeded):
        found += [Decimal(each) for each in (regimen.intakes, regimen.interval) if each]
        found += [regimen.per_day.value] if regimen.per_day else []
    return found


def read_or_refuse(text, pharmacy):
    try:
        return read_plan([text], SUNDAY, pharmacy, None, None).value.lines, ()
    except DischargeError as refused:
        return (), refused.problems


def check_that_nothing_is_made_up(text, pharmacy):
    lines, problems = read_or_refuse(text, pharmacy)
    assert bool(lines) != bool(problems)
    assert all(problem.where == "med 1" for problem in problems)
    written = {Decimal(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", text)}
    known = written | STATED
    known |= {one * other for one in known for other in known}
    known |= {one / other for one in known for other in known if other}
    mass = {each * 1000 for each in known} | {each / 1000 for each in known}
    for line in lines:
        assert set(numbers_of(line)) <= known | mass
    return bool(lines)


@given(st.text(max_size=80))
def test_random_text_is_refused_or_read_but_never_breaks(pharmacy, text):
    check_that_nothing_is_made_up(text, pharmacy)


@given(SOUP)
def test_a_soup_of_words_yields_no_number_that_nobody_wrote(pharmacy, text):
    check_that_nothing_is_made_up(text, pharmacy)


@given(LIKELY)
def test_a_likely_line_yields_no_number_that_nobody_wrote(pharmacy, text):
    check_that_nothing_is_made_up(text, pharmacy)


def test_the_check_on_made_up_numbers_does_read_plans(pharmacy):
    assert check_that_nothing_is_made_up("ibuprofen 600 mg 3x/dag 8 dagen", pharmacy)


@given(st.sampled_from(["ibuprofen 600 mg 3x/dag 8 dagen"]), st.data())
def test_a_character_more_or_less_never_changes_the_plan_unseen(pharmacy, line, data):
    """A slip is refused, or reads as what now stands there."""
    at = data.draw(st.integers(0, len(line) - 1))
    typed = line[:at] + data.draw(st.sampled_from(["", *"0123456789.,/+-xO "])) + line[at + 1 :]

    check_that_nothing_is_made_up(typed, pharmacy)
