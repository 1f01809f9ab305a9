"""What a plan says, and what a prescriber's words mean, cannot be worded anew by a site."""

import re
from string import Formatter

import pytest

from leaflet.content.checks.dose_words import FIELDS
from leaflet.content.checks.fixed_words import FREE, REASONS
from leaflet.content.checks.spellings import MEASURES, PAIRS, PARTS, measure_of, typed_measure_of
from leaflet.content.model.medicines import Unit
from leaflet.content.model.words import Calendar, Grammar, PlanWords
from leaflet.content.schema.words import check_words
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError

NAME = "words/nl.yaml"

ATTACKS = {
    "decimal_sign": ['""', '"1"', '" "', '"·"', '",,"', '"٫"', "5"],
    "units": [
        *(f"{{mg: {{one: {word}}}}}" for word in ("g", "Mg", "MG", "microgram", "мг", "ons")),
        *("{g: {many: mg}}", "{microgram: {one: mg, many: mg}}", "{microgram: {one: µg}}"),
        *("{ml: {one: cl}}", "{ml: {one: milliliter, many: liter}}"),
        *("{tablet: {one: paar tabletten}}", "{tablet: {many: paar tabletten}}"),
        *("{tablet: {one: tabletten}}", "{tablet: {one: pil}}", "{tablet: {many: pillen}}"),
        *("{tablet: {one: pil, many: tabletjes}}", "{tablet: {one: strip, many: strips}}"),
        *("{tablet: {one: tablet 500 mg}}", "{tablet: {one: halve tablet}}"),
        *("{tablet: {many: dubbele tabletten}}", "{tablet: {one: zakje, many: zakjes}}"),
        *("{tablet: {one: capsule, many: capsules}}", "{drop: {one: lepel, many: lepels}}"),
        *("{drop: {one: tablet 's avonds}}", "{unit: {one: mg, many: mg}}"),
    ],
    "moments": [
        *("{lunch: nacht}", "{breakfast: avond}", "{breakfast: avond, dinner: ontbijt}"),
        *("{breakfast: voor de avond}", '{lunch: "\'s avonds"}', "{lunch: 14 uur}"),
        *("{lunch: middag twee keer}", "{bedtime: na het slapen}", "{waking: nuchter}"),
        *("{dinner: niet 's avonds}", "{dinner: avond\u200b}"),
    ],
    "meals": [
        *("{with: zonder eten}", "{before: na het eten}", "{with: 2 uur na het eten}"),
        *("{before: na het eten, after: voor het eten}", "{with: bij geen maaltijd}"),
        "{between: tussen de maaltijden}",
    ],
    "fractions": [
        *("{half: 'twee en een halve {unit}'}", "{half: 'een kwart {unit}'}"),
        *("{half: 'een {unit}'}", "{half: 'anderhalve {unit}'}", "{half: '½ {unit}'}"),
        *("{half: 'een halve'}", "{half: 'een halve {unit} {unit}'}"),
        *("{quarter: 'drie kwart {unit}'}", "{quarter: 'driekwart {unit}'}"),
        "{quarter: 'een halve {unit}'}",
    ],
    "calendar": [
        (
            "{months: [februari, maart, april, mei, juni, juli, augustus, september, oktober,"
            " november, december, januari]}"
        ),
        (
            "{months: [janvier, mars, février, avril, mai, juin, juillet, août, septembre, octobre,"
            " novembre, décembre]}"
        ),
        "{months: [jan, feb, mrt, apr, mei, jun, jul, aug, sep, okt, nov, dec]}",
        "{months: [januari]}",
        "{weekdays: [zondag, maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag]}",
        "{weekdays_short: [zo, ma, di, wo, do, vr, za]}",
        *("{time: '{hour:02}.{minute:02}'}", "{time: '{minute:02}.{hour:02} uur'}"),
        *("{time: 'niet om {hour:02}.{minute:02} uur'}", "{day: '{month} {year}'}"),
        *("{narrow_day: '{month:02}/{day:02}/{year}'}", "{narrow_day: '{day:,}/{month}/{year}'}"),
        "{near_day: 'de dag na {weekday} {day} {month}'}",
    ],
    "plan": [
        *("{scheduled: Alleen zo nodig, as_needed: Elke dag}", "{scheduled: Alleen zo nodig}"),
        *("{follow: Volg dit plan niet.}", "{none: Neem wat je thuis hebt.}"),
        *("{per_intake: '{dose} per kilo'}", "{per_intake: '{dose} per uur'}"),
        *("{per_intake: '{dose} mg per keer'}", "{per_intake: '{dose:>5} per keer'}"),
        *(
            "{most_intakes: 'minstens **{count} keer per dag**'}",
            "{most_both: '{count}, {amount}'}",
        ),
        *("{most_intakes: 'hoogstens **{count} keer per week**'}", "{pen_most: minstens}"),
        *("{most_amount: 'hoogstens **{amount} per uur**'}", "{pen_times: × per uur}"),
        *("{interval: 'hoogstens {hours} uur'}", "{interval: 'minstens {hours} minuten'}"),
        *("{course_span: '{last} tot en met {first}'}", "{course_span: 'niet {first}, {last}'}"),
        *(
            "{course: '{days} weken'}",
            "{course: 'hoogstens {days} dagen'}",
            "{course_one: 2 dagen}",
        ),
        *("{course_from: 'tot {first}'}", "{course_open: 'tot {first}'}"),
        *("{course_last: 'eerste dag:'}", "{strength: '{amount} van {form}'}"),
        *("{brand: '{medicine} forte ({brand})'}", "{brand: '{brand} ({medicine})'}"),
        *("{reason: 'niet bij {reason}'}", "{on_prescription: zonder voorschrift}"),
        *("{given_day: 'te nemen op {day} om {time}'}", "{next_day: 'tot {day} om {time}'}"),
        *("{priority: 'Niet van {prescriber}.'}", "{medicine: geneesmiddel forte}"),
        *("{pen_from: tot}", "{pen_last: eerste dag}", "{pen_dose: per kilo}"),
        *("{title: Neem alles 2x}", "{title: Neem dubbel}", "{date: 3 dagen}", "{name: '{dose}'}"),
    ],
    "grammar": [
        *("{most: [max, minstens]}", "{most: [minstens]}", "{most: []}", "{hours: [uur, minuten]}"),
        (
            "{numbers: {counts: [[een, één], [twee], [drie], [vier], [vijf], [zes], [zeven],"
            " [acht], [negen], [tien, elf]]}}"
        ),
        *("{numbers: {counts: [[een], [drie], [twee]]}}", "{numbers: {half: [een]}}"),
        *("{units: {g: [mg]}}", "{units: {mg: [mg, mcg]}}", "{units: {unit: [eenheid, u]}}"),
        *("{units: {tablet: [tablet, zakje]}}", "{informal_units: {mg: [mcg]}}"),
        *("{moments: {dinner: [avond, ontbijt]}}", "{meals: {before: [na]}}"),
        *("{days: [dagen, weken]}", "{weeks: [weken, dagen]}", "{months: []}"),
        *("{barred: []}", "{barred: [stop]}", "{allergies: []}", "{orders: []}"),
        *("{shorthand: xyz}", "{unclear_units: xyz}", "{every: [max]}", "{as_needed: [dagelijks]}"),
        *("{prescribed: [zonder voorschrift]}", "{unlisted: [van]}", "{day_before: [vandaag]}"),
        *("{rhythm: {words: []}}", "{join: [of]}", "{of: [van, plus]}", "{until: [vanaf]}"),
    ],
}

TAKEN = [
    *('decimal_sign: "."', 'decimal_sign: ","'),
    "units: {mg: {one: milligram, many: milligram}}",
    "units: {ml: {one: mL, many: mL}, g: {one: gram, many: gram}}",
    "units: {tablet: {one: pil, many: pillen}}",
    "units: {tablet: {one: comprimé, many: comprimés}}",
    "units: {tablet: {one: comprime\u0301, many: comprime\u0301s}}",
    "units: {drop: {one: druppel, many: druppels}, unit: {many: eenheden}}",
    *("moments: {dinner: avondeten}", 'moments: {breakfast: "\'s ochtends", dinner: avondmaal}'),
    *("moments: {lunch: ’s middags}", "moments: {bedtime: voor het slapen, waking: }"),
    *("meals: {with: tijdens het eten}", "meals: {before: voor de maaltijd}"),
    "fractions: {half: 'een half {unit}', quarter: 'kwart {unit}'}",
    "plan: {title: Mijn medicatieschema, name: Naam en voornaam, born: Geboortedatum, date: Dag}",
    "plan: {scheduled: ' Elke dag ', course: '{days} dagen', as_needed: }",
    *("fields: {name: Je naam}", "colophon: {editor: 'Uitgever: {editor}'}"),
    *("contacts: {campus: 'ziekenhuis {name}'}", "placeholders: [onbekend]"),
    "grammar: {most: [max, maximaal, hoogstens, maximum]}",
]


@pytest.fixture(scope="module")
def built_in(library):
    return read_source(library.find(NAME).path.read_bytes(), NAME)


@pytest.fixture(scope="module")
def told(built_in):
    """What is said of words that are laid over the program's, or that stand alone."""

    def told(written, name=NAME, under=built_in):
        return [str(each) for each in check_words(read_source(written.encode(), name), under)]

    return told


@pytest.fixture
def refusal(with_site):
    """What is said of a leaflet with words of the site's own; ``None`` where it can be made."""

    def refusal(written):
        (with_site.site / "words").mkdir(exist_ok=True)
        (with_site.site / NAME).write_text(f"schema: 1\n{written}\n", "utf-8")
        try:
            with_site.read()
        except ContentError as error:
            return str(error)
        return None

    return refusal


@pytest.mark.parametrize("written", [f"{key}: {each}" for key in ATTACKS for each in ATTACKS[key]])
def test_a_word_that_no_list_has_is_refused_with_its_line(told, written):
    said = told(f"schema: 1\n{written}")
    assert said
    assert all(re.match(rf"{NAME}:2:\d+: .+ — .+", line) for line in said)


@pytest.mark.parametrize("written", TAKEN)
def test_a_word_of_a_closed_list_or_of_no_dose_is_taken(refusal, written):
    assert refusal(written) is None


@pytest.mark.parametrize("group", ATTACKS)
def test_no_leaflet_is_made_with_a_word_that_no_list_has(refusal, group):
    assert refusal(f"{group}: {ATTACKS[group][0]}").startswith(f"{NAME}:2:")


def test_each_template_and_list_of_a_plan_is_fixed_to_the_letter(built_in, told):
    changed = 0
    for path, text in built_in.texts():
        if path[0] in REASONS and path not in FREE and "\n" not in text:
            written = f"'{text.replace(chr(39), chr(39) * 2)} iets'"
            for n, step in reversed(list(enumerate(path))):
                if isinstance(step, int):
                    items = ["x"] * len(built_in.items(path[:n]))
                    items[step] = written
                    written = f"[{', '.join(items)}]"
                else:
                    written = f"{{{step}: {written}}}"
            assert told(written), path
            changed += 1
    assert changed > 300


def test_the_message_names_the_key_the_reason_and_what_may_stand_there(told):
    assert told("schema: 1\nplan:\n  follow: Volg dit plan niet.") == [
        (
            f"{NAME}:3:11: the wording of `plan.follow` is fixed, because it says how a dose is"
            " taken — take it out"
        )
    ]
    (said,) = told("moments: {lunch: nacht}")
    assert said.endswith("take it out, or write `middag`, `middagmaal` or `'s middags`")
    (said,) = told("units: {capsule: {one: strip}}")
    assert said.endswith("or write `one: capsule` with `many: capsules`")


def test_a_file_that_repeats_the_program_s_words_is_taken(built_in, told, refusal, library):
    text = library.find(NAME).path.read_text("utf-8")
    assert told(text) == []
    assert refusal(text.replace("schema: 1\n", "", 1)) is None


def test_a_template_of_no_plan_is_still_compared_with_the_program_s(told):
    (said,) = told("fields: {sheet: 'blad {shet}'}")
    assert "nothing is filled in for {shet}" in said


def test_no_key_of_a_plan_is_left_out_of_the_program_s_words(built_in):
    for group, shape in (("calendar", Calendar), ("plan", PlanWords), ("grammar", Grammar)):
        assert set(built_in.keys((group,))) == set(shape.__match_args__)


def test_every_template_of_a_plan_is_known_with_its_fields(built_in):
    for path, text in built_in.texts():
        if path[0] in ("plan", "fractions"):
            used = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert used == set(FIELDS.get(path, ())), path


def test_the_other_words_for_a_unit_or_a_part_say_the_same(built_in):
    for pairs in PAIRS.values():
        assert set(pairs) == set(Unit)
        ones = [one for unit in pairs for one, _ in pairs[unit]]
        assert len(set(ones)) == len(ones)
        for unit in MEASURES:
            assert {measure_of(word) for pair in pairs[unit] for word in pair} == {unit}
    for unit, pairs in PAIRS["nl"].items():
        noun = built_in.find(("units", unit.value))
        assert pairs[0] == (noun["one"], noun["many"])
    assert all(text.count("{unit}") == 1 for part in PARTS["nl"].values() for text in part)


class TestLanguageOfItsOwn:
    """Where the program has no words to compare with, what is certain is looked at."""

    @pytest.fixture
    def changed(self, library, told):
        text = library.find(NAME).path.read_text("utf-8")

        def changed(*changes):
            written = text
            for old, new in changes:
                assert written.count(old) == 1, old
                written = written.replace(old, new)
            return told(written, "words/xx.yaml", None)

        return changed

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('decimal_sign: ","', 'decimal_sign: ""'),
            ("mg: {one: mg, many: mg}", "mg: {one: g, many: mg}"),
            ("tablet: {one: tablet,", "tablet: {one: zakje,"),
            ("tablet: {one: tablet,", "tablet: {one: twee tabletten,"),
            ("breakfast: ontbijt\n", "breakfast: middag\n"),
            ("breakfast: ontbijt\n", "breakfast: 8 uur\n"),
            ("with: bij het eten", "with: na het eten"),
            ("[januari, februari,", "[januari, januari,"),
            ("[januari, februari,", "[januari, maand 2,"),
            ("weekdays_short: [ma, di", "weekdays_short: [di, di"),
            ("quarter: een kwart {unit}", "quarter: een halve {unit}"),
            ("half: een halve {unit}", "half: een kwart {unit}"),
            ("half: een halve {unit}", "half: een {unit}"),
            ("half: een halve {unit}", "half: twee en een halve {unit}"),
            ("half: een halve {unit}", "half: een halve"),
            ("interval: minstens {hours} uur", "interval: minstens {days} uur"),
            ('per_intake: "{dose} per keer"', 'per_intake: "{dose} of {dose} per keer"'),
            ('per_intake: "{dose} per keer"', 'per_intake: "twee keer {dose}"'),
            ('per_intake: "{dose} per keer"', 'per_intake: "{dose}0 per keer"'),
            ('per_intake: "{dose} per keer"', 'per_intake: "{dose per keer"'),
            ('course_one: "1 dag"', 'course_one: "11 dagen"'),
            ('course_one: "1 dag"', 'course_one: "2 dagen"'),
            ("on_prescription: op voorschrift", "on_prescription: neem drie keer"),
            ('time: "{hour:02}.{minute:02} uur"', 'time: "{hour:02} uur"'),
            ('time: "{hour:02}.{minute:02} uur"', 'time: "{hour:02}{minute:02} uur"'),
            ('narrow_day: "{day:02}/{month:02}/{year}"', 'narrow_day: "{month}/{day}/{year}"'),
            ("g: [g, gram]", "g: [g, gram, mg]"),
            ("tablet: [tablet,", "tablet: [mg, tablet,"),
            ("sachet: [zakje,", "sachet: [tablet, zakje,"),
            ("dinner: [avond,", "dinner: [ontbijt, avond,"),
            ("[twee], [drie]", "[twee], [twee]"),
            ("hours: [uur, uren, u]\n  every", "hours: [uur, dagen]\n  every"),
            ("most: [max, maximaal", "most: [zo nodig, max, maximaal"),
        ],
    )
    def test_what_certainly_changes_a_dose_is_refused(self, changed, old, new):
        assert any(line.startswith("words/xx.yaml:") for line in changed((old, new)))

    def test_other_wording_is_the_hospital_s_to_approve(self, changed):
        assert changed() == []
        assert not changed(
            ("tablet: {one: tablet, many: tabletten}", "tablet: {one: dragee, many: dragees}"),
            ("breakfast: ontbijt\n", "breakfast: vroeg\n"),
            ("interval: minstens {hours} uur tussen innames", "interval: wacht {hours} uur"),
            ('course_one: "1 dag"', "course_one: één dag"),
            ('time: "{hour:02}.{minute:02} uur"', 'time: "{hour}:{minute:02} u"'),
            ("most: [max, maximaal", "most: [ten hoogste, max, maximaal"),
        )


def test_a_mistake_is_told_once(told):
    assert len(told('calendar: {narrow_day: "{day:,}/{month:02}/{year}"}')) == 1


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
