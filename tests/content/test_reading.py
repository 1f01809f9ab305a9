from datetime import date

import pytest

from leaflet.content.checks.references import find_misprints
from leaflet.content.checks.translation import check_everything
from leaflet.content.schema.hospital import read_phonebook
from leaflet.content.yaml.reader import scan_source
from leaflet.errors import ContentError

TEXT = "lage-rugpijn/nl.yaml"


def lines(error):
    return str(error).splitlines()


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "told"),
    [
        ("phonebook.yaml", "schema: 1", "schema: 2", "phonebook.yaml:3:9", "update the program"),
        ("phonebook.yaml", "schema: 1\n", "", "phonebook.yaml:", "add|begin it with `schema: 1`"),
        (TEXT, "schema: 2", "schema: 1\nstat: draft", f"{TEXT}:2:1", "did you mean state?"),
        (TEXT, "schema: 2", "schema: 1\nstate: drafts", f"{TEXT}:2:8", "did you mean draft?"),
        (TEXT, "schema: 2", "schema: 1\nstate:", f"{TEXT}:2:7", "nothing is written"),
        (TEXT, "schema: 2", "schema: 1\nstate: [draft]", f"{TEXT}:2:8", "a list stands"),
        (TEXT, "title: Lage rugpijn", "title: [Lage]", f"{TEXT}:3:8", "a list stands"),
        (TEXT, "title: Lage rugpijn", "title: {a: b}", f"{TEXT}:3:8", "double quotes"),
        (TEXT, "role: when_to_return", "role: wanneer", f"{TEXT}:", "use explanation, diagnosis"),
        (TEXT, "role: when_to_return", "role: when_return", f"{TEXT}:", "did you mean when_to_"),
        (TEXT, "panel: flap\n    pictogram", "panel: flab\n    pictogram", f"{TEXT}:", "flap?"),
        (TEXT, "- callout: Begin", "- calout: Begin", f"{TEXT}:", "did you mean callout?"),
        (TEXT, "- callout: Begin", "  callout: Begin", f"{TEXT}:", ""),
        (TEXT, "figure: abdominals", "figur: abdominals", f"{TEXT}:", "did you mean figure?"),
        (TEXT, "plan: foot", "plan: food", f"{TEXT}:", "did you mean foot?"),
        ("formulary.yaml", "interval: 4 # F58", "interval: 4,5", "formulary.yaml:", "whole number"),
        ("formulary.yaml", "usual: 1 g", "usual: 1,0 g", "formulary.yaml:", "an amount"),
        ("formulary.yaml", "usual: 1 g", "usual: 1.000 mg", "formulary.yaml:", "an amount"),
        ("formulary.yaml", "usual: 1 g", "usual: 1 gram", "formulary.yaml:", "unit"),
        ("formulary.yaml", "with_food: yes", "with_food: ja", "formulary.yaml:", "yes or no"),
        ("formulary.yaml", "atc: M01AE01", "atc: M01AE1", "formulary.yaml:", "ATC code"),
        ("formulary.yaml", "1: [breakfast]", "1: [brekfast]", "formulary.yaml:", "breakfast?"),
        ("medicines.yaml", "atc: [M02AA]", "atc: [M2AA]", "medicines.yaml:", "ATC code"),
        ("hospital.yaml", "accent:", "accent: blue", "hospital.yaml:", "a colour"),
        ("hospital.yaml", "campuses:", "campusses:", "hospital.yaml:", "did you mean campuses?"),
        ("words/nl.yaml", "decimal_sign", "decimal_sing", "words/nl.yaml:", "decimal_sign?"),
    ],
)
def test_t52_what_does_not_fit_the_shape_is_told_at_its_line(house, name, old, new, place, told):
    house.change(name, old, new)

    found = lines(house.refusal())

    assert any(line.startswith(place) for line in found), found
    assert any(option in line for line in found for option in told.split("|")), found


def test_t52_all_problems_of_all_files_are_told_at_once(house):
    house.change("phonebook.yaml", "03 890 59 23", "03 890 59 2")
    house.change("phonebook.yaml", "03 880 90 11", "O3 880 90 11")
    house.change("hospital.yaml", "accent:", "acent:")
    house.change("formulary.yaml", "longest_course: 8", "longest_course: acht")
    house.change(TEXT, "schema: 2", "schema: 1\nstate: drafts")
    house.change(TEXT, "panel: flap\n    pictogram", "panel: flab\n    pictogram")
    house.change("medicines.yaml", "verdict: refuse\n    reason: two opioids", "verdict: no")

    found = lines(house.refusal())

    files = [line.partition(":")[0] for line in found]
    assert {file: files.count(file) for file in files} == {
        TEXT: 2,
        "hospital.yaml": 1,
        "phonebook.yaml": 2,
        "formulary.yaml": 1,
        "medicines.yaml": 2,
    }


def test_t52_a_broken_file_does_not_hide_the_problems_of_another(house):
    house.change("hospital.yaml", "name:", "\tname:")
    house.change("phonebook.yaml", "03 890 59 23", "03 890 59 2")

    found = lines(house.refusal())

    assert [line.partition(":")[0] for line in found] == ["hospital.yaml", "phonebook.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "parent: oefeningen\n    heading: Rek",
            "parent: oefening\n    heading: Rek",
            "oefeningen?",
        ),
        ("id: wat-is-het", "id: diagnose", "stands twice"),
        ("[bornem.pijnkliniek, r", "[bornem.pijnklinik, r", "did you mean bornem.pijnkliniek?"),
        ("via deze nummers:", "via {phone:rumst.pijn}", "did you mean rumst.pijnkliniek?"),
        ("- medicine: tramadol", "- medicine: tramadal", "did you mean tramadol?"),
        ("- medicine: tramadol", "- medicine: paracetamol", "stands twice"),
        ("figure: abdominals", "figure: abdominal", "did you mean abdominals?"),
        ("illustration: spine", "illustration: spin", "did you mean spine?"),
        ("pictogram: alarm", "pictogram: alarms", "did you mean alarm?"),
        ("- plan: foot", "- plan: foot\n      - plan: foot", "a second field"),
        ("language: nl", "language: fr", "the name of the file says `nl`"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_with_the_nearest_name(house, old, new, told):
    house.change(TEXT, old, new)

    found = str(house.refusal())

    assert found.startswith(f"{TEXT}:")
    assert told in found


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\secret", "../x"])
@pytest.mark.parametrize("key", ["figure: abdominals", "illustration: spine", "pictogram: alarm"])
def test_t54_a_drawing_is_named_not_reached_by_path(house, key, name):
    kind = key.partition(":")[0]
    house.change(TEXT, key, f"{kind}: {name}")

    assert "leads out of assets" in str(house.refusal())


def test_t55_a_leaflet_without_red_flags_is_refused(house):
    house.change(TEXT, "role: when_to_return", "role: explanation")

    assert "no section says when to come back" in str(house.refusal())


def test_t55_a_section_without_blocks_and_a_list_without_items_are_refused(house):
    house.change(TEXT, "contacts: [bornem.pijnkliniek, rumst.pijnkliniek]", "contacts: []")

    assert "this list is empty" in str(house.refusal())


def test_t56_a_review_date_that_has_passed_is_a_warning(house):
    house.change(TEXT, "schema: 2", "schema: 1\nreview_by: 2027-01-31")

    warned = house.read(today=date(2027, 2, 1)).warnings

    assert len(warned) == 1
    assert str(warned[0]).startswith(f"{TEXT}:2:12: the text had to be reviewed by 2027-01-31")
    assert house.read(today=date(2027, 1, 31)).warnings == ()
    assert house.read().warnings == ()


@pytest.mark.parametrize("written", ["31/01/2027", "31-01-2027", "31.1.2027", "2027-01-31"])
def test_a_day_of_a_content_file_is_iso_or_day_first(house, written):
    house.change(TEXT, "schema: 2", f"schema: 1\nreview_by: {written}")

    assert house.read().value.brochure.review_by == date(2027, 1, 31)


@pytest.mark.parametrize(
    "written", ["2027-02-30", "01/31/2027", "31/01/27", "31 januari", "0026-01-01"]
)
def test_a_day_that_is_none_is_refused(house, written):
    house.change(TEXT, "schema: 2", f"schema: 1\nreview_by: {written}")

    assert str(house.refusal()).startswith(f"{TEXT}:2:12: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Beste {{naam}}", "{{"),
        ("Beste {naam}", "{ or }"),
        ("TODO: aanvullen", "TODO"),
        ("Bel XX", "XX"),
        ("versie xxx", "xxx"),
        ("neem 1,0 g", "zero after the comma"),
        ("neem 2.50 mg", "zero after the comma"),
        ("neem ,5 g", "begins with a comma"),
        ("neem .5 mg", "begins with a comma"),
        ("bel 03 890 59 23", "written out"),
        ("bel +32 3 890 59 23.", "written out"),
        ("bel 0470/12.34.56", "written out"),
    ],
)
def test_t57_what_may_not_reach_paper_is_refused(house, text, told):
    house.change(TEXT, "callout: Begin hier pas mee na 6 weken", f'callout: "{text}"')

    assert told in str(house.refusal())


@pytest.mark.parametrize(
    "text",
    [
        "Neem 600 mg, 1 g of 2,5 mg.",
        "na 1.000 stappen",
        "op- en neerbewegen (RX, CT, MRI)",
        "van 22/11/2026 tot en met 29/11/2026",
        "bel {phone:bornem.pijnkliniek} of 112",
        "om 18.00 uur, 10 x per dag",
    ],
)
def test_t57_ordinary_text_is_let_through(text):
    assert list(find_misprints(text)) == []


def test_markup_where_none_is_read_is_refused(house):
    house.change(TEXT, "title: Lage rugpijn", 'title: "**Lage** rugpijn"')

    assert str(house.refusal()).startswith(f"{TEXT}:3:8: ** or {{")


def test_a_bold_word_that_is_not_closed_is_refused_at_its_line(house):
    house.change(TEXT, "callout: Begin hier pas", "callout: Begin **hier pas")

    assert "never closed" in str(house.refusal())


def test_t90_a_number_of_a_campus_without_a_name_is_refused(house):
    house.change("hospital.yaml", "  rumst: Rumst\n", "")

    told = str(house.refusal())
    assert told.startswith("phonebook.yaml:")
    assert "no campus `rumst`" in told


def test_t90_a_phone_key_that_was_renamed_is_refused_where_it_is_used(house):
    house.change("phonebook.yaml", "  rumst.pijnkliniek:", "  rumst.pijncentrum:")

    assert str(house.refusal()).startswith(f"{TEXT}:")


@pytest.mark.parametrize("key", ["pijnkliniek", "Rumst.pijn", "rumst.pijn.kliniek", "rumst. pijn"])
def test_a_phone_key_is_campus_and_purpose(house, key):
    house.change("phonebook.yaml", "  rumst.pijnkliniek:", f"  {key}:")

    assert "is not campus.purpose" in str(house.refusal())


def test_a_phone_key_that_another_one_repeats_but_for_its_spaces_is_refused(house):
    house.change("phonebook.yaml", "  rumst.pijnkliniek:", '  "bornem.pijnkliniek ":')

    found = scan_source(house.path("phonebook.yaml").read_bytes(), "phonebook.yaml").value
    with pytest.raises(ContentError) as refused:
        read_phonebook(found)
    (problem,) = refused.value.problems
    assert str(problem) == (
        "phonebook.yaml:16:3: this key stands twice, but for spaces; the first is on line 11"
        " — keep one of them"
    )
    assert "phonebook.yaml:16:3: a key begins or ends with a space" in str(house.refusal())


def test_t83_a_wrong_number_is_told_at_its_line_and_column(house):
    house.change("phonebook.yaml", "03 890 59 23", "O3 890 59 23")

    assert str(house.refusal()).startswith("phonebook.yaml:12:13: a letter O")


def test_t86_an_unusual_number_is_a_warning_of_the_content(house):
    house.change("phonebook.yaml", "03 890 59 23", "+31 20 123 45 67")

    read = house.read()
    assert read.value.phonebook.find("bornem.pijnkliniek").number == "+31 20 123 45 67"
    assert ["not Belgian" in str(warning) for warning in read.warnings] == [True]


def test_two_campuses_with_one_number_are_a_warning(house):
    house.change("phonebook.yaml", "03 880 90 11", "03 890 59 23")

    assert "have one number" in str(house.read().warnings[0])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("note: 600 mg", "note: 800 mg", "`800 mg`"),
        ("hoogstens **3 keer per dag**", "hoogstens **4 keer per dag**", "`4 keer`"),
        ("8 dagen lang", "10 dagen lang", "`10 dagen"),
        ("1 gram per inname", "2 gram per inname", "`2 gram`"),
        ("minstens 4 uur", "minstens 6 uur", "`6 uur`"),
        ("hoogstens **400 mg per dag**", "hoogstens **500 mg per 24 uur**", "`500 mg`"),
    ],
)
def test_a_maximum_on_the_leaflet_that_is_not_the_formularys_is_refused(house, old, new, told):
    house.change(TEXT, old, new)

    found = str(house.refusal())
    assert found.startswith(f"{TEXT}:")
    assert told in found
    assert len(lines(found)) == 1


def test_a_maximum_that_the_formulary_does_not_state_is_a_warning(house):
    house.change(TEXT, "detail: 1 gram per inname", "detail: 1 gram, minstens 4 uur ertussen")

    warned = house.read().warnings
    assert len(warned) == 1
    assert "states no interval for paracetamol" in str(warned[0])


def test_a_day_called_24_hours_is_no_interval(house):
    house.change(TEXT, "**400 mg per dag**", "**400 mg in 24 uur**")

    assert house.read().warnings == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "formulary.yaml",
            "per_day: 400 mg",
            "single: 500 mg\n      per_day: 400 mg",
            "stands twice",
        ),
        ("formulary.yaml", "single: 1 g", "single: 5 g", "more than a day"),
        ("formulary.yaml", "  tramadol:", "  Tramadol:", "has a capital"),
        ("formulary.yaml", "usual: 600 mg", "usual: 800 mg", "above the limit of one intake"),
        (
            "formulary.yaml",
            "brands: [Brufen, Nurofen, Spidifen, Perdophen, Ibumed]",
            "brands: [Dafalgan]",
            "stands for",
        ),
        (
            "formulary.yaml",
            "brands: [Brufen, Nurofen, Spidifen, Perdophen, Ibumed]",
            "brands: [Voltaren]",
            "stands for",
        ),
        ("formulary.yaml", "2: [breakfast, dinner]", "2: [breakfast]", "fall on 1 moments"),
        ("formulary.yaml", "2: [breakfast, dinner]", "2: [dinner, dinner]", "fall on 1 moments"),
        (
            "medicines.yaml",
            "between: [nsaid, nsaid]",
            "between: [nsaid, nsaids]",
            "mean nsaid?",
        ),
        ("medicines.yaml", "between: [nsaid, nsaid]", "between: [nsaid]", "medicines.yaml:"),
        (
            "medicines.yaml",
            "  ibuprofen:\n    atc: M01AE01",
            "  ibuprofen:\n    atc: M01AE02",
            "and M01AE01 in formulary.yaml",
        ),
        ("medicines.yaml", "also: [naproxene]", "also: [Rofenid]", "stands for naproxen as well"),
        ("medicines.yaml", "also: [naproxene]", "also: [Brufen]", "stands for ibuprofen as well"),
        ("medicines.yaml", "      Skudexa: {", "      Skudex: {", "did you mean Skudexa?"),
        (
            "medicines.yaml",
            "contains: [oxycodon, naloxon]",
            "contains: [oxycodon, paracetamole]",
            "did you mean paracetamol?",
        ),
        (
            "medicines.yaml",
            "per_piece:\n      Excedryn: {paracetamol: 250 mg",
            "per_piece:\n      Excedryn: {paracetmol: 250 mg",
            "did you mean paracetamol?",
        ),
        (
            "medicines.yaml",
            "brands: [Migpriv]",
            "brands: [Migpriv]\n    contains: [metoclopramide, aspirine]",
            "does not contain `acetylsalicylzuur`",
        ),
        (
            *("medicines.yaml", "[Bonviva]\n    taken: monthly", "[Bonviva]\n    taken: montly"),
            "did you mean monthly?",
        ),
    ],
)
def test_a_slip_in_the_pharmacys_lists_is_refused(house, name, old, new, told):
    house.change(name, old, new)

    assert told in str(house.refusal())


def test_a_ceiling_below_its_limit_is_refused_and_one_above_is_read(house):
    house.change("formulary.yaml", "days: 8 # F52\n    ceiling:", "days: 8\n    ceiling: {days: 7}")
    assert "the ceiling of `days` is stricter" in str(house.refusal())

    house.change("formulary.yaml", "ceiling: {days: 7}", "ceiling: {days: 14, per_day: 2400 mg}")
    ceiling = house.read().value.formulary.medicines[0].ceiling
    assert (ceiling.days, str(ceiling.per_day.value)) == (14, "2400")


def test_intakes_and_interval_that_do_not_fit_a_day_are_refused(house):
    house.change(
        "formulary.yaml", "intakes: 4 # F55\n      interval:", "intakes: 4\n      interval: 7"
    )

    assert "4 intakes with 7 hours between take 28 hours" in str(house.refusal())


def test_the_example_of_a_presentation_in_the_comment_can_be_used(house):
    house.change(
        "formulary.yaml",
        "dagen\n    presentations:",
        "dagen\n    presentations:\n      - {form: tablet, strength: 600 mg, scored: no}",
    )

    (tablet,) = house.read().value.formulary.medicines[0].presentations
    assert (tablet.form.value, str(tablet.strength.value), tablet.scored) == (
        "tablet",
        "600",
        False,
    )


def test_moments_of_a_medicine_replace_those_of_the_formulary(house):
    house.change(
        "formulary.yaml",
        "    default_regimen: 600 mg",
        "    moments: {1: [dinner]}\n    default_regimen: 600 mg",
    )

    ibuprofen, paracetamol, _ = house.read().value.formulary.medicines
    assert [moment.value for moment in ibuprofen.moments[1]] == ["dinner"]
    assert [moment.value for moment in paracetamol.moments[1]] == ["breakfast"]
    assert ibuprofen.moments[3] == paracetamol.moments[3]


def _translate(house, *changes):
    text = house.path(TEXT).read_text("utf-8").replace("language: nl", "language: fr", 1)
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    house.path("lage-rugpijn/fr.yaml").write_text(text, "utf-8")
    words = house.path("words/nl.yaml").read_text("utf-8")
    house.path("words/fr.yaml").write_text(
        words.replace("language: nl", "language: fr", 1), "utf-8"
    )
    return check_everything(house.library)


def test_a_faithful_translation_passes(house):
    found = _translate(house, ("title: Lage rugpijn", "title: Mal de dos"))

    assert (found.problems, found.warnings) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('          - "**Erectiestoornissen**"\n', "", "other items"),
        ("- id: wat-is-het", "- id: description", "`wat-is-het` is missing"),
        ("na 6 weken\n", "na 5 weken\n", "other figures"),
        ("figure: abdominals", "figure: back-muscles-2", "no drawing"),
        ("figure: abdominals", "figure: hollow-back", "drawings"),
        ("[bornem.pijnkliniek, rumst.pijnkliniek]", "[bornem.pijnkliniek]", "numbers"),
        ("      - callout: Begin hier pas mee na 6 weken\n", "", "other blocks"),
    ],
)
def test_t55_a_translation_that_lost_something_is_told(house, old, new, told):
    if old == "na 6 weken\n":
        old, new = f"mee {old}", f"mee {new}"

    found = _translate(house, (old, new))

    assert any(told in str(problem) for problem in found.problems), found.problems
    assert all(str(problem).startswith("lage-rugpijn/fr.yaml") for problem in found.problems)


def test_check_tells_the_problems_of_every_topic_once(house):
    (house.root / "content/enkel").mkdir()
    text = house.path(TEXT).read_text("utf-8")
    house.path("enkel/nl.yaml").write_text(text.replace("schema: 2", "schema: x"), "utf-8")
    house.change("phonebook.yaml", "03 890 59 23", "03 890 59 2")

    found = check_everything(house.library)

    assert [str(problem).partition(":")[0] for problem in found.problems] == [
        "enkel/nl.yaml",
        "phonebook.yaml",
    ]
    assert len(check_everything(house.library, ("lage-rugpijn",)).problems) == 1


def test_a_translation_without_words_is_told(house):
    text = house.path(TEXT).read_text("utf-8")
    house.path("lage-rugpijn/fr.yaml").write_text(text.replace("language: nl", "language: fr"))

    with pytest.raises(ContentError, match=r"words/fr\.yaml: there is no such file"):
        house.read(language="fr")


OLD_REGISTER = """
schema: 1
groups:
  opioid: {title: opioids, atc: [N02A]}
conflicts:
  - {between: [opioid, opioid], verdict: refuse, reason: two opioids}
products:
  naproxen: {atc: M01AE02, brands: [Apranax]}
  tramadol met paracetamol: {atc: N02AJ13, brands: [Zaldiar], contains: [tramadol, paracetamol]}
abbreviations: [APAP]
lookalikes:
  - [tramadol, trazodon]
"""


def test_a_list_of_medicines_without_the_later_keys_is_read_as_ever(with_site):
    (with_site.site / "medicines.yaml").write_text(OLD_REGISTER, "utf-8")

    naproxen, combined = with_site.read().value.register.products

    assert (naproxen.name, naproxen.brands) == ("naproxen", ("Apranax",))
    assert combined.contains == ("tramadol", "paracetamol")
    for each in (naproxen, combined):
        assert (each.also, each.per_piece, each.taken) == ((), (), None)
        assert not each.injection
        assert not each.withdrawn


def test_a_formulary_of_the_sites_own_may_name_what_the_list_names(with_site):
    added = (
        "  {name}:\n    atc: A02BC05\n    brands: [Nexiam]\n    limits: {{per_day: 80 mg}}\n"
        "    with_food: no\n    on_prescription: no\n"
    )
    formulary, own = with_site.path("formulary.yaml").read_text("utf-8"), with_site.site
    for name in ("esomeprazol", "esomeprazole", "esomeprazolum"):
        (own / "formulary.yaml").write_text(formulary + added.format(name=name), "utf-8")
        assert with_site.read().value.formulary.medicines[-1].key == name

    (own / "formulary.yaml").write_text(formulary + added.format(name="omeprazol"), "utf-8")
    assert "omeprazol has the ATC code A02BC01, and A02BC05 in" in str(with_site.refusal())
