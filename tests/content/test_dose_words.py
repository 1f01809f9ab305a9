"""A site may word its plans anew, and none of its words changes what a patient takes."""

from string import Formatter

import pytest

from leaflet.content.checks.dose_words import FIELDS
from leaflet.content.checks.spellings import MEASURES, measure_of, typed_measure_of
from leaflet.content.model.medicines import Unit
from leaflet.content.schema.words import check_words
from leaflet.content.yaml.reader import read_source

NAME = "words/nl.yaml"

REFUSED = [
    # the decimal sign
    *(f"decimal_sign: {sign}" for sign in ('""', '"1"', '"0"', '" "', '"·"', '",,"', '"٫"')),
    # a measure
    *(f"units: {{mg: {{one: {word}}}}}" for word in ("g", "Mg", "MG", "microgram", "mg 3x", "ons")),
    "units: {g: {many: mg}}",
    "units: {microgram: {one: mg, many: mg}}",
    "units: {microgram: {one: µg}}",
    "units: {ml: {one: cl}}",
    # a piece
    "units: {tablet: {one: tablet 500 mg}}",
    "units: {tablet: {one: tablet mg}}",
    "units: {tablet: {many: '{unit}'}}",
    "units: {tablet: {one: halve tablet}}",
    "units: {tablet: {many: twee tabletten}}",
    "units: {tablet: {many: dubbele tabletten}}",
    "units: {tablet: {one: ½ tablet}}",
    "units: {tablet: {one: zakje}}",
    "units: {tablet: {one: zakje met tablet}}",
    "units: {tablet: {one: zakje, many: zakjes}, sachet: {one: tablet, many: tabletten}}",
    "units: {drop: {one: tablet 's avonds}}",
    "units: {capsule: {one: ''}}",
    # a moment, and a meal
    "moments: {breakfast: avond}",
    "moments: {breakfast: avond, dinner: ontbijt}",
    "moments: {breakfast: voor de avond}",
    'moments: {lunch: "\'s avonds"}',
    "moments: {lunch: 14 uur}",
    "moments: {lunch: middag 2 tabletten}",
    "moments: {lunch: middag twee keer}",
    "meals: {before: na het eten}",
    "meals: {before: na het eten, after: voor het eten}",
    "meals: {with: 2 uur na het eten}",
    # a part
    "fractions: {half: 'een kwart {unit}'}",
    "fractions: {half: 'een kwart {unit}', quarter: 'een halve {unit}'}",
    "fractions: {half: 'een {unit}'}",
    "fractions: {half: 'twee {unit}'}",
    "fractions: {half: '1/2 {unit}'}",
    "fractions: {half: 'een halve'}",
    "fractions: {half: 'een halve {unit} {unit}'}",
    "fractions: {quarter: 'een hele {unit}'}",
    # the words around a value
    "plan: {per_intake: '{dose} mg per keer'}",
    "plan: {per_intake: 'per keer'}",
    "plan: {per_intake: '{dose} of {dose} per keer'}",
    "plan: {per_intake: '1{dose} per keer'}",
    "plan: {per_intake: '{dose:>5} per keer'}",
    "plan: {per_intake: '{dose!r} per keer'}",
    "plan: {per_intake: '{dose'}",
    "plan: {strength: '{form} van 1{amount}'}",
    "plan: {strength: '{form}'}",
    "plan: {most_intakes: 'hoogstens {count}0 keer per dag'}",
    "plan: {most_intakes: 'hoogstens {count} tabletten per dag'}",
    "plan: {most_intakes: 'hoogstens {count} uur per dag'}",
    "plan: {most_amount: 'hoogstens twee keer {amount} per dag'}",
    "plan: {most_both: 'hoogstens {amount}, {count} uur per dag'}",
    "plan: {interval: 'minstens {hours} minuten'}",
    "plan: {interval: 'minstens {hours} dagen tussen innames'}",
    "plan: {course: '{days} weken'}",
    "plan: {course: '{days} uur'}",
    "plan: {course_one: 2 dagen}",
    "plan: {course_span: '{first} tot en met {first}'}",
    "plan: {given: 'gekregen om {time}, avond'}",
    "plan: {as_needed: 3x per dag}",
    "plan: {medicine: geneesmiddel mg}",
    # days and times
    "calendar: {time: '{hour:01}.{minute:03} uur'}",
    "calendar: {time: '{hour:02}.{minute} uur'}",
    "calendar: {time: '{hour:02}{minute:02} uur'}",
    "calendar: {time: '{minute:02}.{hour:02} uur'}",
    "calendar: {time: '1{hour:02}.{minute:02} uur'}",
    "calendar: {narrow_day: '{day:,}/{month:02}/{year}'}",
    "calendar: {narrow_day: '{month:02}/{day:02}/{year}'}",
    "calendar: {narrow_day: '{day:02}{month:02}{year}'}",
    "calendar: {day: '{month} {year}'}",
    "calendar: {day: '{day} {day} {month} {year}'}",
    "calendar: {months: [februari, januari, mrt, apr, mei, jun, jul, aug, sep, okt, nov, dec]}",
    "calendar: {months: [jan, jan, maart, april, mei, juni, juli, aug, sept, okt, nov, dec]}",
    "calendar: {months: [jan 2, feb, maart, april, mei, juni, juli, aug, sept, okt, nov, dec]}",
    "calendar: {weekdays: [zondag, maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag]}",
    "calendar: {weekdays_short: [m, d, w, d, v, z, z]}",
    # what is understood
    "grammar: {units: {g: [mg]}}",
    "grammar: {units: {g: [gram, MG]}}",
    "grammar: {units: {mg: [mg, mcg]}}",
    "grammar: {units: {mg: [mg, mgr]}}",
    "grammar: {units: {tablet: [tablet, zakje]}}",
    "grammar: {units: {tablet: [tablet, mg]}}",
    "grammar: {units: {unit: [eenheid, u]}}",
    "grammar: {units: {tablet: [2 tabletten]}}",
    "grammar: {informal_units: {milligram: [mcg]}}",
    "grammar: {informal_units: {mg: [mcg]}}",
    "grammar: {moments: {dinner: [avond, ontbijt]}}",
    "grammar: {meals: {before: [na]}}",
    "grammar: {numbers: {counts: [[een], [drie], [twee]]}}",
    "grammar: {numbers: {counts: [[een], [twee, een]]}}",
    "grammar: {numbers: {half: [een]}}",
    "grammar: {days: [dagen, uur]}",
    "grammar: {hours: [dagen]}",
]

ALLOWED = [
    'decimal_sign: "."',
    "units: {mg: {one: milligram, many: milligram}}",
    "units: {mg: {one: Milligram}}",
    "units: {ml: {one: mL, many: milliliter}}",
    "units: {tablet: {one: pil, many: pillen}}",
    "units: {tablet: {one: tablet, many: tablet(ten)}}",
    "units: {sachet: {one: zakje poeder, many: zakjes poeder}}",
    "moments: {waking: bij het opstaan}",
    'moments: {breakfast: "\'s ochtends", dinner: avondmaal}',
    "moments: {bedtime: voor het slapen}",
    "meals: {with: tijdens het eten}",
    "fractions: {half: 'halve {unit}', quarter: 'een vierde {unit}'}",
    "plan: {interval: 'wacht {hours} uur tussen innames'}",
    "plan: {most_intakes: 'niet vaker dan {count} keer op een dag'}",
    "plan: {course: 'gedurende {days} dagen', course_one: één dag}",
    "plan: {as_needed: Enkel zo nodig, none: Je krijgt een folder zonder medicatie.}",
    "calendar: {time: '{hour}:{minute:02} u', narrow_day: '{day}.{month}.{year}'}",
    "calendar: {narrow_day: '{year}-{month:02}-{day:02}'}",
    "calendar: {months: [jan, feb, mrt, apr, mei, jun, jul, aug, sep, okt, nov, dec]}",
    "grammar: {units: {mg: [mg, milligram, milligrammen], tablet: [tablet, tabletten, dragee]}}",
    "grammar: {moments: {breakfast: [ontbijt, ochtend, ochtendeten]}}",
    "grammar: {numbers: {counts: [[een, één, ene], [twee]]}}",
]


@pytest.fixture(scope="module")
def built_in(library):
    return read_source(library.find(NAME).path.read_bytes(), NAME)


@pytest.fixture(scope="module")
def told(built_in):
    """What is said of words that are laid over the program's."""

    def told(written, name=NAME, under=built_in):
        return [str(each) for each in check_words(read_source(written.encode(), name), under)]

    return told


def test_the_words_of_the_program_say_what_they_mean(built_in):
    assert list(check_words(built_in, None)) == []
    assert list(check_words(built_in, built_in)) == []


@pytest.mark.parametrize("written", REFUSED)
def test_a_word_that_changes_a_dose_is_refused_with_its_line(house_with, written):
    assert any(line.startswith(f"{NAME}:2:") for line in house_with(written))


@pytest.mark.parametrize("written", ALLOWED)
def test_a_word_that_changes_no_dose_is_taken(house_with, written):
    assert house_with(written) == []


@pytest.fixture
def house_with(with_site):
    """What is said of a leaflet with words of the site's own; nothing where it can be made."""
    from leaflet.errors import ContentError

    def house_with(written):
        (with_site.site / "words").mkdir()
        (with_site.site / NAME).write_text(f"schema: 1\n{written}\n", "utf-8")
        try:
            with_site.read()
        except ContentError as error:
            return [str(each) for each in error.problems]
        return []

    return house_with


def test_a_language_of_the_site_s_own_is_held_to_the_same(built_in, library, told):
    text = library.find(NAME).path.read_text("utf-8")
    name = "words/xx.yaml"
    assert told(text, name, None) == []
    for old, new in (
        ('decimal_sign: ","', 'decimal_sign: ""'),
        ("mg: {one: mg, many: mg}", "mg: {one: g, many: mg}"),
        ("breakfast: ontbijt\n", "breakfast: middag\n"),
        ("interval: minstens {hours} uur", "interval: minstens {hours} keer"),
        ("interval: minstens {hours} uur", "interval: minstens {days} uur"),
        ("quarter: een kwart {unit}", "quarter: een halve {unit}"),
        ("g: [g, gram]", "g: [g, gram, mg]"),
        ("[twee], [drie]", "[twee], [twee]"),
        ('time: "{hour:02}.{minute:02} uur"', 'time: "{hour:02} uur"'),
    ):
        assert text.count(old) == 1
        assert told(text.replace(old, new), name, None) != [], new


def test_a_mistake_is_told_once(told):
    assert len(told('calendar: {narrow_day: "{day:,}/{month:02}/{year}"}')) == 1


def test_every_template_of_a_plan_is_known_with_its_fields(built_in):
    for path, text in built_in.texts():
        if path[0] in ("plan", "fractions"):
            used = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert used == set(FIELDS.get(path, ())), path


def test_no_spelling_stands_for_two_measures():
    spellings = [word.casefold() for words in MEASURES.values() for word in words]
    assert len(set(spellings)) == len(spellings) - 1  # ml and mL are one


@pytest.mark.parametrize(
    ("word", "printed", "typed"),
    [
        ("mg", Unit.MILLIGRAM, Unit.MILLIGRAM),
        ("Mg", None, Unit.MILLIGRAM),
        ("Milligramm", Unit.MILLIGRAM, Unit.MILLIGRAM),
        ("µg", None, Unit.MICROGRAM),
        ("μg", None, Unit.MICROGRAM),
        ("mcg", None, Unit.MICROGRAM),
        ("mgr", None, None),
    ],
)
def test_what_may_be_typed_may_not_all_be_printed(word, printed, typed):
    assert (measure_of(word), typed_measure_of(word)) == (printed, typed)
