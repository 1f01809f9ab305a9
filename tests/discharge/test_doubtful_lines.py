"""Lines that could be read in two ways, each beside a twin that can be read in one."""

from dataclasses import replace
from datetime import date

import pytest

from leaflet.content.model.content import Rules
from leaflet.content.model.medicines import Moment, Product
from leaflet.content.read import read_content
from leaflet.content.site import open_library
from leaflet.discharge.patient import Record
from leaflet.discharge.plan.rulebook import open_pharmacy
from leaflet.discharge.plan.second_order import check_prescriber
from leaflet.discharge.plan.summary import understood
from leaflet.discharge.validate import read_discharge
from leaflet.errors import DischargeError

B, L, D, S = Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER, Moment.BEDTIME


# Two words for one moment


@pytest.mark.parametrize(
    "moments",
    [
        "'s avonds voor het slapen",
        "'s avonds voor het slapengaan",
        "voor het slapen 's avonds",
        "'s avonds, voor het slapen",
        "2x/dag 's avonds voor het slapen",
        "1x/dag 's avonds voor het slapen",
        "'s morgens nuchter",
        "2x/dag 's morgens nuchter",
        "nuchter, ontbijt en avond",
        "3x/dag 's morgens nuchter 's avonds",
        "opstaan ontbijt",
        "'s avonds 2x/dag slapen",
        "'s middags middagmaal",
        "'s morgens na het ontbijt",
        "ontbijt middag avond",
        "ontbijt, middag avond",
        "ontbijt en middag avond",
        "nuchter + ontbijt",
        "2x/dag opstaan en ontbijt",
        "'s morgens en nuchter",
        "nuchter en voor ontbijt",
        "opstaan, voor het ontbijt en avond",
        "'s avonds en nuchter",
        "2x/dag nuchter en avond",
    ],
)
def test_two_words_that_may_be_one_moment_are_no_two_doses(refused, moments):
    assert "[A2]" in refused(f"clonidine 5 mg {moments} 5 dagen")


@pytest.mark.parametrize(
    ("moments", "meant"),
    [
        ("'s avonds en voor het slapen", [D, S]),
        ("avond+slapen", [D, S]),
        ("voor het slapen + 's avonds", [D, S]),
        ("opstaan + avond", [Moment.WAKING, D]),
        ("voor het ontbijt", [B]),
        ("'s avonds", [D]),
        ("1x/dag nuchter", [Moment.WAKING]),
        ("ontbijt, avond", [B, D]),
        ("ontbijt, middag, avond en slapen", [B, L, D, S]),
        ("3x/dag ontbijt middag avond", [B, L, D]),
        ("ontbijt middag avond 3x/dag", [B, L, D]),
        ("4x/dag ontbijt, middag, avond, slapen", [B, L, D, S]),
        ("4x/dag ontbijt middag avond slapen", [B, L, D, S]),
    ],
)
def test_moments_that_are_joined_or_counted_are_as_many_doses(read, moments, meant):
    (line,) = read(f"clonidine 5 mg {moments} 5 dagen").value.lines

    assert [intake.moment for intake in line.regimen.intakes] == meant


# Words that say not, and words of the grammar in a name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("stop Quxorfant", "stop"),
        ("STOP Quxorfant", "stop"),
        ("stop-Quxorfant", "stop"),
        ("Stopquxorfant", "stop"),
        ("Quxorfantgestopt", "gestopt"),
        ("Quxorfant (gestopt)", "gestopt"),
        ("geen Quxorfant", "geen"),
        ("Quxorfant niet", "niet"),
        ("niét Quxorfant", "niet"),
        ("Quxorfant of Vumoral", "of"),
        ("Quxorfant i.p.v. Vumoral", "ipv"),
        ("pauzeer Quxorfant", "pauzeer"),
        ("Quxorfant verder", "verder"),
        ("allergie Quxorfant", "allergie"),
        ("contra-indicatie Quxorfant", "contra indicatie"),
        ("Quxorfant misschien", "misschien"),
        ("Quxorfant avond", "avond"),
        ("Quxorfant tablet", "tablet"),
        ("Quxorfant-avond", "avond"),
        ("Quxorfanttabletten", "tabletten"),
        ("Quxorfant en Vumoral", "en"),
        ("neem Quxorfant", "neem"),
        ("Quxorfant zn", "zn"),
        ("Gestpt Quxorfant", "gestopt"),
    ],
)
@pytest.mark.parametrize("marker", ["", " buiten lijst"])
def test_a_word_that_means_something_is_no_part_of_a_name(refused, name, told, marker):
    said = refused(f"{name}{marker} 5 mg ontbijt 3 dagen")

    if marker or told not in ("avond", "tablet", "en", "zn"):
        assert f'"{told}"' in said


@pytest.mark.parametrize(
    "name", ["Quxorfant", "QUXORFANT", "quxorfant", "Quxo-rfant", "Quxorfént", "Stofvumoral"]
)
def test_any_other_name_is_read_if_the_line_says_that_no_list_has_it(read, refused, name):
    (line,) = read(f"{name} buiten lijst 5 mg ontbijt 3 dagen").value.lines

    assert str(understood(line)).startswith(f"not in any list: {name}: ")
    assert "in no list" in refused(f"{name} 5 mg ontbijt 3 dagen")


def test_a_name_that_no_list_has_is_not_repeated_where_it_is_refused(refused):
    told = refused("An Peeters 600 mg 3x/dag 8 dagen")

    assert "Peeters" not in told
    assert '"buiten lijst"' in told


@pytest.mark.parametrize(
    "rest",
    [
        "stop 600 mg 3x/dag 8 dagen",
        "600 mg 3x/dag niet 8 dagen",
        "600 mg 3x/dag 8 dagen, Gestopt",
        "600 mg 3x/dag 8 dagen allergie",
        "minder 600 mg 3x/dag 8 dagen",
        "600 mg 3x/dag 8 dagen schrap",
        "600 mg 3x/dag 8 dagen rash",
        "gestopt tegen de pijn",
    ],
)
def test_a_word_that_says_not_refuses_the_line_of_a_listed_medicine(refused, rest):
    assert "no word of a plan" in refused(f"ibuprofen {rest}")


# Names that hold, or nearly hold, a listed one


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("tramadolhydrochloride", "tramadol"),
        ("tramdolhydrochloride", "tramadol"),
        ("hydrotramadol", "tramadol"),
        ("Brufenforte", "brufen"),
        ("ibuprofen-lysine", "ibuprofen"),
        ("ibuprofenlysine", "ibuprofen"),
        ("ibu profen", "ibuprofen"),
        ("ibuprofne", "ibuprofen"),
        ("ibupropfen", "ibuprofen"),
        ("generiek ibuprofen", "ibuprofen"),
        ("parac", "paracetamol"),
        ("trama", "tramadol"),
        ("Voltarengel", "voltaren gel"),
    ],
)
def test_a_name_that_holds_or_resembles_a_listed_one_is_asked_about(refused, name, meant):
    assert f"did you mean {meant}?" in refused(f"{name} buiten lijst 5 mg ontbijt 3 dagen")


@pytest.mark.parametrize("name", ["ibuprofen", "Dafalgan Codeïne", "Brufen", "Brufen forte"])
def test_a_listed_name_is_never_outside_the_list(refused, name):
    assert "is in the list" in refused(f"{name} buiten lijst 5 mg ontbijt 3 dagen")


@pytest.mark.parametrize(
    "name",
    [
        "p\u0430racetamol",
        "Quxorf\u0430nt",
        "\u0399buprofen",
        "ibupr\u00f8fen",
        "\u0438\u0431\u0443\u043f\u0440\u043e\u0444\u0435\u043d",
        "Quxorfant\u0131ne",
        "\uff49buprofen",
        "ibu\u200bprofen",
        "ibu\u0336profen",
    ],
)
@pytest.mark.parametrize("marker", ["", " buiten lijst"])
def test_letters_that_only_look_like_those_of_a_name_are_refused(refused, name, marker):
    if name == "ibu\u200bprofen" and not marker:
        name = f"x{name}"  # what cannot be seen is left out, so that the name is the listed one
    assert refused(f"{name}{marker} 600 mg 3x/dag 8 dagen")


@pytest.mark.parametrize(
    "name",
    [
        *("Schrap Quxorfant", "Quxorfant tweemaal", "Tweemaal", "Quxorfantkeer", "Quxorfant Forte"),
        *("Quxorfant Jan Peeters", "Quxorfant B50", "B12", "ofQuxorfant", "Ofquxorfant"),
        *("Quxorfantminder", "Meerquxorfant", "QuxOrfant", "Quxorfant-meer", "stop-Quxorfant"),
        *("Thuis", "Idem", "Medicatie", "Antibiotica", "Onbekend", "Test", "Pijn", "Koorts"),
        *("Qux-vum", "Quxorfant.", "Herhaal", "Afgeraden", "Verlengen", "Rash", "Zeven"),
    ],
)
def test_the_name_that_no_list_has_is_one_word_that_is_no_other(read, refused, name):
    rest = "buiten lijst 5 mg ontbijt 3 dagen"

    assert refused(f"{name} {rest}").startswith("med 1: ")
    assert read(f"Quxorfant {rest}").value.lines


@pytest.mark.parametrize("name", ["MTX", "APAP", "Qux", "Quxorfant 500", "Quxorfant5mg", "Qux/Vum"])
def test_a_shortened_name_and_one_with_a_figure_or_a_sign_are_refused(refused, name):
    assert refused(f"{name} buiten lijst 5 mg ontbijt 3 dagen")


@pytest.mark.parametrize(
    "line",
    [
        "Quxorfant 5 mg buiten lijst ontbijt 3 dagen",
        "Quxorfant buiten lijst 5 mg ontbijt 3 dagen buiten lijst",
        "buiten lijst 5 mg ontbijt 3 dagen",
    ],
)
def test_that_no_list_has_it_is_said_directly_after_the_name(refused, line):
    assert refused(line)


# A second amount, and a handful


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("tramadol 50 mg 200 druppels", "tramadol 50 mg"),
        ("tramadol 200 druppels 50 mg", "tramadol 1 capsule van 50 mg"),
        ("paracetamol 500 mg 500 ml", "paracetamol 500 mg 1 tablet"),
        ("ibuprofen 400 mg 600 eenheden", "ibuprofen 400 mg 1 tablet van 400 mg"),
        ("paracetamol 500 mg 2 tabletten", "paracetamol 1 g 2 tabletten van 500 mg"),
    ],
)
def test_an_amount_beside_another_is_refused_unless_they_agree(read, refused, bad, good):
    assert "dose" in refused(f"{bad} 3x/dag 5 dagen")
    assert read(f"{good} 3x/dag 5 dagen")


@pytest.mark.parametrize("form", ["druppels", "ml", "eenheden", "mg", "gram", "mcg"])
@pytest.mark.parametrize("name", ["Quxorfant buiten lijst", "clonidine", "tramadol"])
def test_only_a_piece_has_a_strength_and_a_concentration_is_refused(read, refused, form, name):
    assert "concentration" in refused(f"{name} 2 {form} van 5 mg avond 3 dagen")
    (line,) = read(f"{name} 2 tabletten van 25 mg avond 3 dagen").value.lines
    assert "50 mg (2 tablets of 25 mg)" in str(understood(line))


@pytest.mark.parametrize("form", ["tabletten", "capsules", "zakjes"])
@pytest.mark.parametrize("name", ["Quxorfant buiten lijst", "clonidine"])
@pytest.mark.parametrize("strength", ["", " van 1 mg"])
def test_more_than_four_pieces_at_a_time_are_refused(read, refused, form, name, strength):
    assert "5 " in refused(f"{name} 5 {form}{strength} ontbijt 3 dagen")
    assert read(f"{name} 4 {form}{strength} ontbijt 3 dagen")


def test_pieces_are_not_filled_in_where_they_would_be_a_handful(read, tablets):
    def handled(dose):
        line = f"tramadol {dose} mg ontbijt 3 dagen"
        return read(line, held_against=tablets).value.lines[0].dose.handled

    assert handled(200).count == 4
    assert handled(250) is None


# Weeks, and what is not taken every day


@pytest.mark.parametrize(
    ("weeks", "days"),
    [
        ("1 week", 7),
        ("één week", 7),
        ("2 weken", 14),
        ("gedurende twee weken", 14),
        ("4 weken lang", 28),
        ("2weken", 14),
    ],
)
def test_a_week_is_seven_days_and_its_last_day_is_said(read, weeks, days):
    (line,) = read(f"clonidine 5 mg ontbijt {weeks}").value.lines

    assert line.regimen.days == days
    assert f"for {days} days, from Sunday 22 November 2026 up to and including Saturday" in (
        str(understood(line))
    )


RHYTHMS = [
    "1x per week",
    "1x/week",
    "1x/w",
    "1 keer per week",
    "wekelijks",
    "2-wekelijks",
    "tweewekelijks",
    "weekelijks",
    "elke week",
    "elke maandag",
    "elke ma",
    "op maandag en donderdag",
    "zaterdags",
    "maandelijks",
    "per maand",
    "1x/maand",
    "jaarlijks",
    "om de 2 dagen",
    "om de twee dagen",
    "elke 3 dagen",
    "om de dag",
    "om de andere dag",
    "om de 72 uur",
    "1x/14 dagen",
    "1x per 2 weken",
    "1x in 2 weken",
    "q7d",
    "eenmalig",
    "1x stat",
]


@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize("rest", ["", " ontbijt", " 4 weken", " 3x foo"])
@pytest.mark.parametrize("name", ["clonidine", "Quxorfant", "Quxorfant buiten lijst"])
def test_what_is_not_taken_every_day_is_refused_as_that(refused, words, name, rhythm, rest):
    told = refused(f"{name} 5 mg {rhythm}{rest}")

    assert "another rhythm" in told
    check_silent(told, words)


@pytest.mark.parametrize(
    "line",
    [
        "clonidine 5 mg 1x per weeek",
        "clonidine 5 mg 1x 2 weken",
        "clonidine 5 mg 4 weken",
        "clonidine 2 weken",
        "clonidine 5 mg max 1x 2 weken",
        "clonidine 5 mg 3x/d 2 weken",
        "clonidine 5 mg om de 6 uur 2 weken",
        "clonidine 5 mg opstaan ontbijt 2 weken",
        "clonidine 5 mg 1x per mand",
        "clonidine 5 mg 1x maandg",
    ],
)
def test_a_line_that_may_tell_of_weeks_is_never_told_a_rhythm_of_the_day(refused, words, line):
    check_silent(refused(line), words)


def check_silent(told, words):
    grammar = words.grammar
    a_day = f"{grammar.times[0]}{grammar.per[0]}{grammar.day[0]}"
    assert a_day not in told
    assert not any(form in told for form in grammar.daily)
    assert "ontbijt+" not in told


@pytest.mark.parametrize("length", ["3 maanden", "één maand", "1 jaar"])
def test_a_length_in_months_asks_for_the_last_day(refused, length):
    assert "tot en met" in refused(f"clonidine 5 mg ontbijt {length}")


# A reason and a prescriber that hold an order


@pytest.mark.parametrize(
    "reason",
    [
        "de pijn",
        "ontsteking",
        "een hevige ontsteking",
        "misselijkheid",
        "pijn en koorts",
        "pijn in het been",
        "pijn of koorts",
        "allergische reactie op een insectenbeet",
        "maagpijn na het eten",
        "Hevige tandpijn",
        "urineweginfectie",
        "maag-darmklachten",
        "spierkrampen",
        "slijmbeursontsteking",
        "allergie",
        "een allergische reactie",
        "jeuk en allergie",
    ],
)
def test_a_usual_reason_is_printed_and_said_back(read, reason):
    (line,) = read(f"clonidine 5 mg ontbijt 3 dagen tegen {reason}").value.lines

    assert line.reason == reason
    assert f'for: "{reason}"' in str(understood(line))


@pytest.mark.parametrize(
    "reason",
    [
        "pijn en 2 g extra",
        "pijn 2",
        "pijn ½",
        "pijn twee",
        "pijn een halve",
        "pijn, neem er meer",
        "pijn, ook tramadol",
        "pijn en ibuprofenlysine",
        "pijn en ibuprofeen",
        "pijn plus Quxorfant",
        "pijn tabletten",
        "pijn dagelijks",
        "pijn 's avonds",
        "pijn, koorts",
        "pijn; koorts",
        "pijn (hevig)",
        "pijn. koorts",
        "één pijn",
        "pijn na",
        "na het eten",
        "stoppijn",
        "tweepijn",
        "pijn niet",
        "pijn paracetamol",
        "Reactine",
        "koorts op dag drie",
        "de pijn in het been en de rug",
        "pijn vaker",
        "pijn, allergie penicilline",
        "allergie voor Quxorfant",
        "pijn zo nodig",
        "pijn wekelijks",
        "\u0440ijn",
    ],
)
def test_a_reason_that_holds_an_order_is_refused(refused, reason):
    assert refused(f"clonidine 5 mg ontbijt 3 dagen tegen {reason}")


@pytest.mark.parametrize(
    "prescriber",
    [
        "dr. A. Claes",
        "dr. Max Peeters",
        "G. van der Meer",
        "Zoë D'Hondt",
        "Иванов",
        "dr. Li-Geens",
        "prof. dr. J.-P. Özgür",
        "Jan d'Hoore",
        "dokter Peeters",
        "Mia van 't Hof",
    ],
)
def test_the_name_of_a_prescriber_is_a_name(pharmacy, prescriber):
    check_prescriber(prescriber, pharmacy)


@pytest.mark.parametrize(
    "prescriber",
    [
        "dr. Claes 2 g",
        "dr. Claes 12345678901",
        "dr. Claes, neem twee tabletten",
        "dr. Claes en ook ibuprofen",
        "dr. Claes ibuprofen",
        "dr. Claes, stop Brufen",
        "dr. Claes zo nodig",
        "dr. Claes een tablet",
        "dr. Claes driemaal per dag",
        "dr. Cl\u0430es",
        "dr. Claes, spoed",
        "dr. claes",
        "dr. Claes II",
        "dr. Claes IV",
        "dr. Claes Iv",
        "dr. Tramadool",
        "dr. Dafalgan",
        "Twee Tabletten",
        "Claes Dubbel Innemen",
        "Claes Stop",
        "Een Twee Drie Vier Vijf Zes Zeven",
        "Claes ½",
        "Claes Zo Nodig",
    ],
)
def test_the_name_of_a_prescriber_holds_no_order(pharmacy, prescriber):
    with pytest.raises(DischargeError, match="prescriber"):
        check_prescriber(prescriber, pharmacy)


def test_a_prescriber_is_checked_together_with_the_plan(pharmacy, words):
    rules = Rules(words, pharmacy.formulary, pharmacy.register, {}, True, "x")
    record = Record(
        name="An Peeters",
        med=("stop ibuprofen",),
        override="pijn",
        prescriber="dr. Claes 2 g",
    )

    with pytest.raises(DischargeError) as refused:
        read_discharge(record, rules, date(2026, 11, 22))

    assert {str(problem.where) for problem in refused.value.problems} == {"med 1", "prescriber"}


def test_a_reason_may_resemble_a_medicine_but_not_name_one(read, refused, built_in):
    line = "paracetamol 1 g zo nodig max 4x/dag tegen {}"

    assert read(line.format("allergische reactie"), held_against=built_in)
    for name in ("Reactine", "pijn Reactine", "insuline aspart", "ibuprofenpijn"):
        assert refused(line.format(name), held_against=built_in)


def test_no_more_of_a_word_of_a_reason_is_told_than_may_be_a_name(refused):
    line = "paracetamol 1 g zo nodig max 4x/dag tegen pijn van {}"

    assert 'words/nl.yaml): "P…"' in refused(line.format("Peeters"))
    for figure in ("17/05/1980", "x1980", "80.05.17-123.45"):
        assert "80" not in refused(line.format(figure))


def test_no_word_that_a_reason_is_made_of_is_an_order(words):
    grammar = words.grammar
    said = {form for forms in grammar.units.values() for form in forms}
    said |= {form for forms in grammar.numbers.counts for form in forms} | {*grammar.numbers.half}
    said |= {*grammar.day, *grammar.daily, *grammar.hours, *grammar.every, *grammar.most}
    said |= {*grammar.orders, *grammar.barred, *grammar.meals["before"]}
    own = {*grammar.reasons.words, *grammar.reasons.links}

    # Articles and links; "enkel" is an ankle as well.
    assert own & said <= {"een", "of", "enkel"}


# Where a medicine is not swallowed, and names that stand for what is not taken every day


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("Voltaren Emulgel 1 tablet ontbijt", "Voltaren Emulgel 2 g ontbijt"),
        ("Fucidin 1 capsule avond", "Fucidin 1 g avond"),
        ("Tobrex 1 tablet avond", "Tobrex 1 druppel avond"),
        ("Nasonex 1 zakje van 1 g avond", "Nasonex 50 microgram avond"),
        ("diclofenac gel een halve tablet avond", "Lamisil 1 tablet avond"),
        ("Diprosone 2 tabletten van 5 mg avond", "Diamox 1 tablet avond"),
    ],
)
def test_what_is_not_swallowed_is_refused_in_tablets(read, refused, built_in, bad, good):
    assert "not swallowed" in refused(f"{bad} 3 dagen", held_against=built_in)
    assert read(f"{good} 3 dagen", held_against=built_in)


@pytest.mark.parametrize(
    "name",
    [
        *("alendronaat", "alendronate", "risedronaat", "risedronate", "ibandronaat", "Fosavance"),
        *("Nordimet", "Bydureon", "Mounjaro", "Wegovy", "Humira", "Enbrel", "Zometa"),
        *("Vitamine D", "Vitamine D3", "D-Vital"),
    ],
)
def test_what_is_not_taken_every_day_is_known_by_its_other_names(refused, built_in, name):
    assert "which a plan cannot print yet" in refused(f"{name} 5 mg avond", held_against=built_in)


@pytest.mark.parametrize(
    "name", ["prednison", "nitrazepam", "linagliptine", "norfloxacine", "acetaminophene"]
)
def test_a_medicine_that_resembles_another_one_is_read_by_its_own_name(read, built_in, name):
    assert read(f"{name} 500 mg avond 3 dagen", held_against=built_in)


@pytest.mark.parametrize("name", ["Afebryl", "Codipar", "Combogesic"])
def test_a_combination_of_unknown_content_is_refused(refused, built_in, name):
    told = refused(f"{name} 1 tablet avond 3 dagen", held_against=built_in)

    assert f"one piece of {name} holds is not known" in told


# However many names there are


def test_a_name_that_ends_in_a_figure_ends_with_all_of_it(read, pharmacy):
    listed = Product("vitamine b1", "A11DA01", (), ())
    register = replace(pharmacy.register, products=(*pharmacy.register.products, listed))
    held = open_pharmacy(pharmacy.formulary, register, pharmacy.words)

    (line,) = read("vitamine B1 5 mg ontbijt 3 dagen", held_against=held).value.lines
    assert line.medicine == "vitamine b1"
    with pytest.raises(DischargeError):
        read("vitamine B12 mg ontbijt 3 dagen", held_against=held)


def test_the_words_that_refuse_a_line_are_data_of_the_language():
    grammar = read_content(open_library(None), "lage-rugpijn", "nl").value.words.grammar

    assert {"stop", "geen", "gestopt", "pauzeer", "of", "niet"} <= set(grammar.barred)
    assert "allergie" in grammar.allergies
