"""The printed leaflet, held against every fact of the hospital's own list, F01 to F104.

The text is read from the PDF by readers that know nothing of leaflet, panel by panel, each panel
cut out by the positions of the folds. The facts stand here in the order in which they are read.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

from leaflet.errors import ContentError


@dataclass(frozen=True)
class Fact:
    """One fact: the panel it stands in, and what has to be read there, each part once."""

    id: str
    panel: str
    parts: tuple[str, ...]


def fact(number, panel, *parts):
    return Fact(f"F{number:02}", panel, parts)


RED_FLAG_1 = r"1 Uitstralende pijn samen met krachtverlies in je voeten of benen"

FACTS = [
    # A. The reader and the purpose.
    fact(1, "cover", r"Beste patiënt"),
    fact(2, "cover", r"met ernstige lage rugpijn"),
    fact(3, "cover", r"verontrusten"),
    fact(4, "cover", r"wat er aan de hand is en wat je de komende dagen mag verwachten"),
    # E. The red flags, on the flap.
    fact(28, "flap", r"^Wanneer kom je naar spoed met rugpijn\?"),
    fact(29, "flap", r"\béén van deze symptomen\b"),
    fact(30, "flap", RED_FLAG_1 + r", ook als de pijn vermindert\b"),
    fact(31, "flap", r"– je kan je voet niet meer goed op- en neerbewegen"),
    fact(32, "flap", r"– je kan niet meer op je hielen of tenen staan"),
    fact(33, "flap", r"– je zakt telkens door je knie\b"),
    fact(34, "flap", r"2 Een doof of veranderd gevoel in je zitvlak, je anus of je geslachtsdelen"),
    fact(35, "flap", r"3 Problemen met plassen of stoelgang"),
    fact(36, "flap", r"4 Erectiestoornissen"),
    # D. The general practitioner first.
    fact(18, "flap", r"Ernstige rugpijn\? Ga naar de huisarts\b"),
    fact(19, "flap", r"Meestal is er geen reden tot ongerustheid, ook al is de pijn hevig"),
    fact(
        20, "flap", r"kans is groot dat je rug vanzelf betert\. Blijvende schade is er meestal niet"
    ),
    fact(
        21,
        "flap",
        r"De arts onderzoekt je grondig en zoekt naar tekenen van een ernstige ziekte, "
        r"zoals een tumor, of van een botbreuk",
    ),
    fact(22, "flap", r"\(RX, CT, MRI\) tonen bij acute lage rugpijn vaak niet wat het probleem"),
    fact(23, "flap", r"hoeft dus niet meteen naar de spoedafdeling te komen"),
    fact(24, "flap", r"huisarts is je eerste aanspreekpunt bij plotse, ernstige rugklachten"),
    fact(25, "flap", r"na één week nog altijd hardnekkig\? Ga naar je huisarts"),
    fact(26, "flap", r"Ga ook als je zenuwwortelpijn hebt"),
    fact(
        27, "flap", r": stekende, schietende of snijdende pijn van je rug naar één of beide benen"
    ),
    # B. What it is.
    fact(5, "inside 1", r"^Wat is lage rugpijn\?"),
    fact(
        6, "inside 1", r"rugklachten zijn lastig en wegen soms zwaar op je dagelijkse activiteiten"
    ),
    fact(7, "inside 1", r"Je voelt vooral:"),
    fact(8, "inside 1", r"• hevige pijn in de onderrug"),
    fact(9, "inside 1", r"• mogelijk uitstraling naar je been en/of bil"),
    fact(10, "inside 1", r"• soms tintelingen of gevoelloosheid in je been"),
    fact(
        11,
        "inside 1",
        r"De arts let ook op [^.]*vermagering",
        r"De arts let ook op [^.]*koorts",
        r"De arts let ook op [^.]*ziek gevoel",
        r"De arts let ook op [^.]*hevige pijn ’s nachts",
    ),
    fact(
        12,
        "inside 1",
        r"alarmsignalen van een mogelijke ernstige ziekte word je snel doorverwezen",
    ),
    # C. The diagnosis.
    fact(13, "inside 1", r"Aspecifieke lage rugpijn"),
    fact(14, "inside 1", r"bij jou geen ernstige oorzaak gevonden, ook al is de pijn hevig"),
    fact(15, "inside 1", r"‘niet-specifieke mechanische lage rugpijn’"),
    fact(
        16,
        "inside 1",
        r"Waarschijnlijk zijn gewrichten, ligamenten en/of spieren van je rug overbelast",
    ),
    fact(17, "inside 1", r"Ook hier kan pijn uitstralen naar je bil of been"),
    # F. What the patient can do.
    fact(37, "inside 1", r"Wat kan je zelf doen\?"),
    fact(38, "inside 1", r"Waarschijnlijk betert je rug vanzelf binnen enkele dagen tot één week"),
    fact(
        39,
        "inside 1",
        r"Blijf actief: dat helpt je herstel",
        r"Luister naar je lichaam en blijf onder je pijngrens",
    ),
    fact(40, "inside 1", r"tips zijn een eerste stap naar vlot herstel"),
    fact(41, "inside 1", r"• Geen enkele houding of activiteit is verboden"),
    fact(42, "inside 1", r"• Wandel en verander regelmatig van houding"),
    fact(
        43,
        "inside 1",
        r"• Hevige pijn\? Dan kan je even op je rug liggen, "
        r"met je heupen en knieën in een hoek van 90 graden",
    ),
    fact(44, "inside 1", r"• Lang in bed rusten is nadelig"),
    fact(45, "inside 1", r"• Draag platte schoenen"),
    fact(46, "inside 1", r"• Stress kan rugpijn verergeren\. Ontspan nu en dan"),
    fact(47, "inside 1", r"• Warmte op je onderrug kan deugd doen"),
    # I. What not to do.
    fact(68, "inside 1", r"Wat doe je beter niet\?"),
    fact(69, "inside 1", r"niet\? lang zitten"),
    fact(70, "inside 1", r"zitten lang voorover staan"),
    fact(71, "inside 1", r"staan lang hurken"),
    fact(72, "inside 1", r"hurken lang je rug draaien"),
    fact(73, "inside 1", r"draaien lang in bed liggen"),
    fact(74, "inside 1", r"liggen een korset dragen"),
    # G. The medicines.
    fact(59, "inside 2", r"Neem medicatie alleen na overleg met een arts"),
    fact(48, "inside 2", r"In de beginfase kan een ontstekingsremmer nuttig zijn"),
    fact(49, "inside 2", r"ontstekingsremmer [^.]*bijvoorbeeld ibuprofen\b", r"ibuprofen 600 mg\b"),
    fact(53, "inside 2", r"(?:Indien|Zo) nodig kan je ook paracetamol en/of tramadol nemen"),
    fact(50, "inside 2", r"ibuprofen 600 mg hoogstens 3 keer per dag\b"),
    fact(51, "inside 2", r"ibuprofen 600 mg hoogstens 3 keer per dag bij het eten\b"),
    fact(52, "inside 2", r"per dag bij het eten, 8 dagen lang paracetamol\b"),
    fact(54, "inside 2", r"paracetamol indien nodig hoogstens 4 keer per dag 1 gram per inname\b"),
    fact(55, "inside 2", r"paracetamol indien nodig hoogstens 4 keer per dag\b"),
    fact(56, "inside 2", r"tramadol op voorschrift\b"),
    fact(57, "inside 2", r"tramadol op voorschrift hoogstens 400 mg per dag\b"),
    fact(58, "inside 2", r"400 mg per dag minstens 4 uur tussen twee innames\b"),
    fact(
        60,
        "inside 2",
        r"langer dan 8 dagen pijnstillers nodig\? Neem dan contact op met je huisarts",
    ),
    fact(61, "inside 2", r"Langdurig gebruik kan schadelijk zijn"),
    fact(
        62,
        "inside 2",
        r"Met pijnstillers doe je makkelijker wat je elke dag doet",
        r"Blijf je inspanningen wel goed verdelen: ga niet over je grenzen",
    ),
    # H. Back to normal.
    fact(
        63,
        "inside 3",
        r"• Herneem je dagelijkse activiteiten zo snel mogelijk, met respect voor je lichaam",
    ),
    fact(64, "inside 3", r"• Ga weer werken zodra het haalbaar is"),
    fact(65, "inside 3", r"• Heb geduld: de kans is groot dat je rug vanzelf betert"),
    fact(
        66, "inside 3", r"Onderzoek toont dat emoties zoals somberheid of angst je herstel kunnen"
    ),
    fact(67, "inside 3", r"Merk je dat\? Bespreek het met je huisarts"),
    # J. The exercises.
    fact(75, "inside 3", r"Welke oefeningen kan je (?:zelf )?doen\?"),
    fact(76, "inside 3", r"Oefeningen versnellen je herstel niet\."),
    fact(77, "inside 3", r"kunnen wel je spieren helpen ontspannen en versterken"),
    fact(78, "inside 3", r"elke oefening 5 tot 10 keer na elkaar"),
    fact(79, "inside 3", r"bijvoorbeeld één keer ’s morgens en één keer ’s avonds"),
    fact(80, "inside 3", r"’s avonds\. Rekoefeningen Knieën"),
    fact(81, "inside 3", r"Knieën optrekken Lig op je rug, benen gebogen, voeten plat\."),
    fact(82, "inside 3", r"één knie traag naar je borst\. Houd 30 seconden vast"),
    fact(83, "inside 3", r"seconden vast\. Wissel van been"),
    fact(
        84,
        "inside 3",
        r"Rug hol maken Maak je rug zo hol mogelijk: buik vooruit, billen achteruit",
    ),
    fact(
        85,
        "inside 3",
        r"Maak je rug dan weer recht: trek je buik in en span je billen licht aan",
    ),
    fact(86, "inside 3", r"liggend, zittend, staand of op handen en knieën"),
    fact(87, "inside 3", r"Onderkant van de rug draaien Lig op je rug, benen gebogen, voeten plat"),
    fact(88, "inside 3", r"beide knieën traag naar links en dan naar rechts"),
    fact(89, "inside 3", r"naar rechts\. Houd je schouders op de grond"),
    fact(90, "back", r"^Spierversterkende oefeningen\b"),
    fact(91, "back", r"^Spierversterkende oefeningen Begin hier pas mee na 6 weken\b"),
    fact(92, "back", r"Buikspieren Lig op je rug, benen gebogen, voeten plat\."),
    fact(93, "back", r"Hef je bovenlichaam op en raak met je vingers je knieën aan"),
    fact(94, "back", r"vingers je knieën aan\. Houd zo lang mogelijk vol\."),
    fact(95, "back", r"zo lang mogelijk vol\. Rust 1 minuut en herhaal"),
    fact(96, "back", r"Rugspieren Lig op je buik, benen gestrekt, armen naar voren"),
    fact(97, "back", r"Hef je armen en benen op"),
    fact(98, "back", r"armen en benen op\. Houd vol, rust 1 minuut en herhaal"),
    # K. Afterwards.
    fact(99, "back", r"Nog steeds lage rugpijn na 6 weken\?"),
    fact(
        100,
        "back",
        r"huisarts\. Die kan je doorverwijzen naar onze pijnkliniek of naar gespecialiseerde hulp",
    ),
    fact(101, "back", r"Vaak zijn dan bijkomende maatregelen nodig"),
    fact(102, "back", r"Een afspraak maak je via deze nummers:"),
    fact(103, "back", r"campus Bornem 03 890 59 23\b"),
    fact(104, "back", r"campus Rumst 03 880 90 11\b"),
]


def says(fact, text):
    """Whether all of the fact stands in a panel's text."""
    return all(re.search(part, text) for part in fact.parts)


def lacking(panels):
    """The facts that cannot be read in these texts of panels."""
    return [fact.id for fact in FACTS if not says(fact, panels[fact.panel])]


def places_of(fact, text):
    """Where each part of the fact stands in a text that does not end with the panels of a C-fold.

    A part that begins a panel there stands anywhere else here.
    """
    for part in fact.parts:
        yield [found.start() for found in re.finditer(part.removeprefix("^"), text)]


def lost_or_doubled(text):
    """The facts that are not read exactly once from cover to back."""
    return [fact.id for fact in FACTS if any(len(at) != 1 for at in places_of(fact, text))]


@pytest.fixture(scope="module")
def panels(blank, fields, reader):
    """The hospital's words, panel by panel, without those of the patient's fields."""

    def of_the_hospital(word):
        return not any(reader.lies_in(word, field) for field in fields.all())

    return {name: blank.text_of(name, of_the_hospital) for name in reader.panels}


@pytest.fixture(scope="module")
def leafed(leaflet_in, laid_out, reader):
    """The hospital's words from cover to back, in some layout and with some plan."""

    def leafed(layout, plan, panels=None):
        paper, fields = leaflet_in(layout, plan), laid_out(layout).plate.form.fields.all()

        def of_the_hospital(word):
            return not (
                paper.is_folio(word) or any(reader.lies_in(word, field) for field in fields)
            )

        return paper.text_from(panels or paper.panels, of_the_hospital)

    return leafed


WHOLE = [
    *("c 11", "z 11", "half", "booklet 12", "booklet 14", "booklet 16"),
    *("flat 11", "flat 12", "flat 16", "c 11, screen", "booklet 14, screen"),
]


@pytest.mark.parametrize("whole", WHOLE)
def test_t112_every_fact_is_printed_once_in_every_layout(whole, plan, leafed):
    assert lost_or_doubled(leafed(whole, plan)) == []


@pytest.mark.parametrize("whole", WHOLE)
def test_t112_facts_that_belong_together_are_read_in_their_order_in_every_layout(whole, leafed):
    """Those of one panel of a C-fold; and all of them where the flap is read before the inside."""
    text = leafed(whole, "no plan")
    at = {fact: next(places_of(fact, text))[0] for fact in FACTS}
    groups = [*{fact.panel: 0 for fact in FACTS}]
    for group in groups:
        own = [place for fact, place in at.items() if fact.panel == group]
        assert own == sorted(own)
    if whole != "z 11":
        assert [*at.values()] == sorted(at.values())


@pytest.mark.parametrize("whole", WHOLE)
def test_t112_a_panel_that_is_left_out_or_doubled_is_noticed(whole, leafed, leaflet_in):
    panels = [*leaflet_in(whole, "no plan").panels]
    for panel in panels:
        own = leafed(whole, "no plan", [panel])
        others = leafed(whole, "no plan", [each for each in panels if each != panel])
        if own:
            assert lost_or_doubled(others)
            assert lost_or_doubled(f"{others} {own} {own}")


def test_t112_an_abridged_brochure_is_noticed(leafed):
    assert set(lost_or_doubled(leafed("half, abridged", "no plan"))) > {"F05", "F13", "F18", "F37"}


def test_the_table_holds_every_fact_once():
    assert sorted(fact.id for fact in FACTS) == sorted(f"F{n:02}" for n in range(1, 105))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_the_fact_is_printed_in_its_panel(panels, fact):
    for part in fact.parts:
        assert re.search(part, panels[fact.panel]), part


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_second_reader_finds_the_same_fact(blank, reader, fact):
    assert says(fact, second_opinion(blank, reader)[fact.panel])


def second_opinion(paper, reader, _seen={}):  # noqa: B006 - one leaflet, read once
    if paper.pdf not in _seen:
        _seen[paper.pdf] = reader.second_opinion(paper.pdf)
    return _seen[paper.pdf]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_the_assertion_fails_once_any_of_its_words_is_gone(panels, fact):
    """Each word of the printed passage is needed: without it the fact is no longer found."""
    for part in fact.parts:
        text = panels[fact.panel]
        found = re.search(part, text)
        for word in re.finditer(r"[\w’‘-]+", found[0]):
            if word[0] not in part:
                continue  # it stands where the pattern leaves room for other words
            start, end = found.start() + word.start(), found.start() + word.end()
            spoilt = text[:start] + text[end:]
            assert not re.search(part, spoilt), f"{part} is found without {word[0]!r}"


def test_the_facts_are_read_in_order(panels):
    order = list(panels)
    before = (0, 0)
    for fact in FACTS:
        here = (order.index(fact.panel), re.search(fact.parts[0], panels[fact.panel]).start())
        assert here >= before, fact.id
        before = here


def test_t111_the_suspended_hyphen_of_op_en_neer_survives(panels, blank):
    assert "op- en neerbewegen" in panels["flap"]
    words = [word.text for word in blank.words_of("flap")]
    at = words.index("op-")
    assert words[at : at + 3] == ["op-", "en", "neerbewegen"]


def test_the_three_examples_stand_a_level_deeper_under_the_first_red_flag(blank):
    lines = blank.lines_of("flap")
    firsts = [line[0] for line in lines]
    numbers = [n for n, word in enumerate(firsts) if re.fullmatch(r"[1-4]", word.text)]
    dashes = [n for n, word in enumerate(firsts) if word.text == "–"]

    assert [firsts[n].text for n in numbers] == ["1", "2", "3", "4"]
    assert len(dashes) == 3
    assert numbers[0] < dashes[0] < dashes[-1] < numbers[1]
    texts = {round(lines[n][1].left, 1) for n in numbers}
    examples = {round(lines[n][1].left, 1) for n in dashes}
    assert len(texts) == len(examples) == 1
    assert min(firsts[n].left for n in dashes) >= max(texts) - 0.1
    assert min(examples) > max(texts) + 5


def test_the_condition_stands_between_its_heading_and_the_first_strengthening_exercise(panels):
    back = panels["back"]
    heading, condition, first, second = (
        back.index(words)
        for words in ("Spierversterkende", "na 6 weken", "Buikspieren", "Rugspieren")
    )
    assert heading < condition < first < second
    assert not any("spieren Lig" in text for name, text in panels.items() if name != "back")


def test_the_exercises_come_in_their_order(panels):
    read = " ".join(panels.values())
    titles = [
        "Welke oefeningen",
        "Rekoefeningen",
        "Knieën optrekken",
        "Rug hol maken",
        "Onderkant van de rug draaien",
        "Spierversterkende oefeningen",
        "Begin hier pas mee na 6 weken",
        "Buikspieren",
        "Rugspieren",
    ]
    places = [read.index(title) for title in titles]
    assert places == sorted(places)


@pytest.mark.parametrize("number", ["03 890 59 23", "03 880 90 11"])
def test_f103_f104_number_and_campus_stand_between_the_same_two_rules(blank, number):
    campus = {"03 890 59 23": "Bornem", "03 880 90 11": "Rumst"}[number]
    words = blank.words_of("back")
    texts = [word.text for word in words]
    name = words[texts.index(campus)]
    digits = next(
        words[n : n + 4] for n in range(len(words)) if " ".join(texts[n : n + 4]) == number
    )
    assert len({round(word.baseline, 1) for word in digits}) == 1, "a number is never broken"
    rules = sorted(
        line["top"]
        for line in blank.pages[0].lines
        if 97 * 72 / 25.4 < line["x0"] < 197 * 72 / 25.4
    )

    def between(word):
        return sum(rule < word.baseline for rule in rules)

    assert {between(word) for word in digits} == {between(name)}


MEDICINES = {
    "ibuprofen": ("600 mg", "3 keer per dag", "bij het eten", "8 dagen"),
    "paracetamol": ("indien nodig", "4 keer per dag", "1 gram per inname"),
    "tramadol": ("op voorschrift", "400 mg per dag", "4 uur tussen twee innames"),
}


@pytest.fixture(scope="module")
def rows(blank, reader):
    """The words of each row of the medicine table, by the medicine that heads it."""
    return rows_of_table(blank, reader)


def rows_of_table(paper, reader):
    left, right = (x * reader.mm for x in reader.panels["inside 2"][1:])
    rules = sorted(
        {
            round(line["top"], 1)
            for line in paper.pages[1].lines
            if left < line["x0"] and line["x1"] < right and line["x1"] - line["x0"] > 80 * reader.mm
        }
    )
    words = paper.words_of("inside 2")
    found = {}
    for top, bottom in pairwise(rules):
        row = [word for word in words if top < word.baseline < bottom]
        if row and row[0].text in MEDICINES and row[0].text not in found:
            found[row[0].text] = " ".join(word.text for word in row)
    return found


@pytest.mark.parametrize("medicine", MEDICINES)
def test_the_figures_of_a_medicine_stand_in_its_own_row_of_the_table(rows, medicine):
    for figure in MEDICINES[medicine]:
        assert figure in rows[medicine]
    for other in set(MEDICINES) - {medicine}:
        assert other not in rows[medicine]


# Every figure of the brochure with the word after it, and how often it stands there.
FIGURES = Counter(
    {
        "90 graden": 1,
        "600 mg": 1,
        "3 keer": 1,
        "8 dagen": 2,
        "4 keer": 1,
        "1 gram": 1,
        "400 mg": 1,
        "4 uur": 1,
        "5 tot": 1,
        "10 keer": 1,
        "30 seconden": 1,
        "6 weken": 2,
        "1 minuut": 2,
    }
)
NUMBER_WORDS = Counter(
    {
        "één van": 1,
        "één week": 2,
        "één of": 1,
        "één keer": 2,
        "één knie": 1,
        "twee innames": 1,
        "eerste aanspreekpunt": 1,
        "eerste stap": 1,
    }
)
COUNTS = (
    r"nul|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dozijn|halve|kwart|dubbele|"
    r"eerste|tweede|derde|vierde|honderd|duizend|eenmaal|tweemaal|driemaal"
)


def figures(panels, phones):
    """Every figure, with the word after it; phone numbers and red flags' own numbers set apart."""
    text = " ".join(panels[name] for name in ("cover", "inside 1", "inside 2", "inside 3", "back"))
    text = re.sub(r"lage-rugpijn · nl · [0-9a-f]{6}-[0-9a-f]{6}", "", text)
    for number in phones:
        text = text.replace(number, "")
    flap = re.sub(r"\b([1-4]) (?=Uitstralende|Een doof|Problemen|Erectie)", "", panels["flap"])
    return Counter(re.findall(r"\d[\d.,/:-]*(?: \w+)?", f"{text} {flap}"))


def test_no_other_figure_is_printed(panels, content):
    phones = [entry.number for entry in content.phonebook.numbers]
    assert figures(panels, phones) == FIGURES


def test_no_other_number_is_printed_in_words(panels):
    text = " ".join(panels.values()).casefold()
    found = re.findall(rf"\b(?:{COUNTS}) \w+", text)
    assert Counter(found) == NUMBER_WORDS


def test_every_row_of_digits_that_could_be_dialled_is_in_the_phone_book(panels, content):
    book = {entry.number for entry in content.phonebook.numbers}
    text = " ".join(panels.values())
    dialled = set(re.findall(r"\b0\d(?:[ ./]?\d){6,}\b", text))
    assert dialled == book
    assert not re.search(r"\b(?:112|1733|100|101)\b", text), "no number that nobody has given"


FORBIDDEN = {
    "a soft hyphen inside a line": r"\u00ad",
    "op- and neer run together": r"op-\s?neer|opneer|op-en",
    "a trailing zero": r"\d[.,]\d*0 ?(?:mg|g|gram|ml)\b",
    "a naked decimal": r"(?<![\d])[.,]\d",
    "a placeholder": r"\{\{|\}\}|\{|\}|TODO|\bXX+\b|lorem|<|>|\*\*",
    "a ligature that no search finds": r"[\ufb00-\ufb06]",
    "a character that no font had": r"[\ufffd\x00-\x1f]",
    "shouting": r"!",
    "an abbreviation of a prescriber": r"\b(?:dd|z\.?n|max|tabl?|R/)\b\.?",
    # Pain "with less force"; "disturbed", of a mind; "stretch", which hollows a back; "dosing",
    # of medicines; and "break", which is a slipped disc too.
    "a word that is understood otherwise": r"(?i)minder kracht|gestoord|\bstrek\b|doseren|\bbreuk",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_must_not_appear_does_not(panels, what):
    text = " ".join(panels.values())
    assert not re.search(FORBIDDEN[what], text)


@pytest.mark.parametrize(
    ("what", "spoilt"),
    [
        ("a soft hyphen inside a line", "zenuw\u00adwortel"),
        ("op- and neer run together", "op- neer"),
        ("a trailing zero", "1,0 g"),
        ("a trailing zero", "2.50 mg"),
        ("a naked decimal", "neem ,5 g"),
        ("a placeholder", "Beste {{naam}}"),
        ("a placeholder", "TODO"),
        ("a placeholder", "**vet**"),
        ("a ligature that no search finds", "speci\ufb01eke"),
        ("a character that no font had", "rug\ufffdpijn"),
        ("shouting", "Nu!"),
        ("an abbreviation of a prescriber", "3 dd"),
        ("a word that is understood otherwise", "Strek dan je rug"),
        ("a word that is understood otherwise", "een gestoord gevoel"),
    ],
)
def test_what_must_not_appear_would_be_found(what, spoilt):
    assert re.search(FORBIDDEN[what], spoilt)


def test_a_word_is_divided_only_at_the_end_of_a_line(blank, reader):
    for name in reader.panels:
        for line in blank.lines_of(name):
            assert not any("\u00ad" in word.text for word in line[:-1])
            assert "\u00ad" not in line[-1].text[:-1]


def test_no_word_is_divided_where_a_poor_reader_needs_it_whole(blank, fields, reader):
    divided = [word for word in blank.words if word.text.endswith("\u00ad")]
    assert not [word for word in divided if word.panel == "flap" and word.baseline < 300]
    assert not [word for word in divided if reader.lies_in(word, fields.plan)]
    assert not [word for word in divided if word.size > 11.1 or word.size < 10]
    assert not [word for word in divided if "Bold" in word.font and "Semi" not in word.font]


BROCHURE = "lage-rugpijn/nl.yaml"
SPOILT = [
    ((BROCHURE, "bij jou geen ernstige", "bij jou een ernstige"), {"F14"}),
    ((BROCHURE, "dus niet meteen", "dus meteen"), {"F23"}),
    ((BROCHURE, "**na één week**", "**na twee weken**"), {"F25"}),
    ((BROCHURE, "**ook als de pijn vermindert**", "**niet als de pijn vermindert**"), {"F30"}),
    ((BROCHURE, "samen met krachtverlies", "zonder krachtverlies"), {"F30"}),
    ((BROCHURE, "doof of veranderd gevoel", "gevoel"), {"F34"}),
    ((BROCHURE, "zoals een tumor, of van een", "zoals een"), {"F21"}),
    ((BROCHURE, "een mogelijke ernstige", "een ernstige"), {"F12"}),
    ((BROCHURE, "nodig kan je ook", "nodig neem je ook"), {"F53"}),
    ((BROCHURE, "dan weer recht:", "dan weer bol:"), {"F85"}),
    ((BROCHURE, "niet meer op je hielen", "meer op je hielen"), {"F32"}),
    ((BROCHURE, "Waarschijnlijk betert", "Zeker betert"), {"F38"}),
    ((BROCHURE, "Dan kan je even op je rug", "Ga even op je rug"), {"F43"}),
    ((BROCHURE, "van 90 graden", "van 80 graden"), {"F43"}),
    ((BROCHURE, "bij het eten, 8 dagen lang", "8 dagen lang"), {"F51", "F52"}),
    ((BROCHURE, "note: op voorschrift", "note: zonder voorschrift"), {"F56", "F57"}),
    ((BROCHURE, "langer dan 8 dagen", "minstens 8 dagen"), {"F60"}),
    ((BROCHURE, "**5 tot 10 keer**", "**5 of 10 keer**"), {"F78"}),
    ((BROCHURE, "30 seconden", "20 seconden"), {"F82"}),
    ((BROCHURE, "pas mee na 6 weken", "mee na 6 dagen"), {"F91"}),
    ((BROCHURE, "vol. Rust 1 minuut", "vol. Rust 2 minuten"), {"F95"}),
    ((BROCHURE, "**Erectiestoornissen**", "**Stoornissen**"), {"F36"}),
    (("phonebook.yaml", "03 890 59 23", "03 890 59 32"), {"F103"}),
    (("phonebook.yaml", "03 880 90 11", "03 890 90 11"), {"F104"}),
]


def printed(change, reword, print_on, fold, reader, make_ready):
    content, own = reword(change)
    paper = print_on(make_ready(content, own, fold, (11.0, 10.5, 10.0)))
    return {name: paper.text_of(name) for name in reader.panels}


def name(value):
    """The same in each process: the order of a set is not."""
    return " ".join(sorted(value)) if isinstance(value, set) else str(value)[:40]


@pytest.mark.parametrize(("change", "lost"), SPOILT, ids=name)
def test_one_changed_word_of_the_content_is_noticed(
    change, lost, reword, print_on, fold, reader, make_ready
):
    found = printed(change, reword, print_on, fold, reader, make_ready)
    assert set(lacking(found)) == lost


def test_unchanged_content_lacks_nothing_on_any_leaflet(an, blank, make, reader):
    for paper in (an, blank, make()):
        assert lacking({name: paper.text_of(name) for name in reader.panels}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoogstens **3 keer per dag**", "hoogstens **4 keer per dag**"),
        ("hoogstens **400 mg per dag**", "hoogstens **500 mg per dag**"),
        ("minstens 4 uur tussen", "minstens 3 uur tussen"),
        ("detail: 1 gram per inname", "detail: 2 gram per inname"),
        ("langer dan 8 dagen pijnstillers", "langer dan 18 dagen pijnstillers"),
    ],
)
def test_a_figure_that_contradicts_the_formulary_does_not_even_reach_the_press(reword, old, new):
    with pytest.raises(ContentError, match="formulary"):
        reword((BROCHURE, old, new))


def test_a_figure_too_many_is_noticed(panels, content):
    phones = [entry.number for entry in content.phonebook.numbers]
    spoilt = {**panels, "inside 2": panels["inside 2"] + " Neem er 2 samen."}
    assert figures(spoilt, phones) - FIGURES == Counter({"2 samen": 1})


HOLLOW_BACK = Path(__file__).parents[1] / "assets" / "figures" / "hollow-back.svg"
ARCHED = ("L8.06 9.42 ", "C4.9 8.4 6.5 8.4 8.06 9.42 ")


def backs(drawing):
    """The upper edge of both backs, from shoulder to hip, in mm below the top of the drawing."""
    scale = 20  # pixels to a millimetre
    file = io.BytesIO(renderPDF.drawToString(svg2rlg(io.StringIO(drawing))))
    page = pypdfium2.PdfDocument(file)[0]
    picture = page.render(scale=scale * 25.4 / 72).to_pil().convert("RGB")

    def top(x):
        """Of what moves: the arrows are darker and the limbs paler than the back."""
        rows = (picture.getpixel((round(x * scale), y)) for y in range(picture.height))
        return next(y for y, (red, _, blue) in enumerate(rows) if red < 16 and blue > 80) / scale

    return [[top(shoulder + n * 0.25) for n in range(20)] for shoulder in (4.4, 18.8)]


def is_level(back):
    return max(back) - min(back) < 0.15


def test_f84_f85_the_back_is_drawn_hollow_and_then_level_never_arched():
    drawing = HOLLOW_BACK.read_text(encoding="utf-8")
    hollow, level = backs(drawing)
    assert max(hollow[5:15]) > max(hollow[0], hollow[-1]) + 0.4
    assert is_level(level)

    assert drawing.count(ARCHED[0]) == 1
    assert not is_level(backs(drawing.replace(*ARCHED))[1])
