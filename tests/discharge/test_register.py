"""The list of medicines that comes with the program: its names, groups, and what is not daily."""

import re
from itertools import chain

import pytest

from leaflet.content.model.medicines import Rhythm
from leaflet.discharge.plan.medicine_names import read_name
from leaflet.discharge.plan.model import Override
from leaflet.discharge.plan.spelling import casefold_plain

SOMEBODY = Override("dr. Maes")


@pytest.fixture(scope="session")
def products(content):
    return content.register.products


def names_of(product):
    return (product.name, *product.also, *product.brands)


def test_every_name_is_read_as_itself(built_in, products):
    names, phrases = built_in.names, built_in.phrases
    assert len(products) > 360
    for product in products:
        for name in names_of(product):
            for typed in (name, name.upper(), f"{name} 1 tablet 1x/dag", f"{name}, 5 mg"):
                named, end = read_name(typed, "med 1", names, phrases)
                assert (named.name, end) == (product.name, len(name)), typed
                brand = casefold_plain(name) if name in product.brands else None
                assert (named.brand and casefold_plain(named.brand)) == brand


def test_no_name_stands_for_two_medicines_whatever_its_accents(products):
    told = list(chain.from_iterable(map(casefold_plain, names_of(each)) for each in products))

    assert len(told) == len(set(told)) > 1000


def test_a_form_in_brackets_may_be_typed_without_them(built_in, products):
    forms = [each.name for each in products if "(" in each.name]
    for name in forms:
        typed = re.sub(r"[()]", "", name)
        named, end = read_name(typed, "med 1", built_in.names, built_in.phrases)
        assert (named.name, end) == (name, len(typed))
    assert len(forms) > 50


def test_what_one_piece_holds_is_a_mass_of_more_than_one_substance(products):
    combined = [each for each in products if each.per_piece]
    assert len(combined) > 6
    for product in combined:
        for piece in product.per_piece:
            assert set(piece.holds) == set(product.contains)
            assert len(piece.holds) > 1
            assert all(each.milligrams() is not None for each in piece.holds.values())


@pytest.mark.parametrize(
    ("group", "members", "strangers"),
    [
        (
            "nsaid",
            (
                "Brufen",
                "Ketesse",
                "Taradyl",
                "Arcoxia",
                "Aspegic",
                "Excedryn",
                "Migpriv",
                "Skudexa",
            ),
            ("Asaflow", "Voltaren gel", "Flector", "Novalgine", "Dicloabak", "Zaldiar"),
        ),
        (
            "opioid",
            (
                "Zaldiar",
                "Dafalgan Codeine",
                "codeïne",
                "methadon",
                "Durogesic",
                "Abstral",
                "Valtran",
            ),
            ("Panadol Plus", "loperamide", "naloxon", "Novalgine"),
        ),
        (
            "anticoagulant",
            ("Clexane", "Arixtra", "Xarelto", "Pradaxa", "Sintrom", "Fragmin"),
            ("Asaflow", "Plavix", "Exacyl"),
        ),
        (
            "serotonergic",
            ("Serlain", "Redomex", "Trazodone", "Imitrex", "Aurorix", "Efexor"),
            ("Lyrica", "Xanax", "Dominal"),
        ),
        ("topical_nsaid", ("Voltaren gel", "Flector", "Fastum"), ("Voltaren", "Emla", "Fucidin")),
    ],
)
def test_medicines_fall_in_the_groups_that_they_belong_to(
    content, built_in, group, members, strangers
):
    (found,) = (each for each in content.register.groups if each.key == group)
    atc = {name: named.atc for name, named in built_in.names.known.items()}

    assert [name for name in members if not found.holds(atc[casefold_plain(name)])] == []
    assert [
        name
        for name in strangers
        if casefold_plain(name) in atc and found.holds(atc[casefold_plain(name)])
    ] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pantomed 40 mg ontbijt 5 dagen", "pantoprazole 20 mg avond 5 dagen"),
        ("Zyrtec 10 mg avond 5 dagen", "cetirizine 10 mg ontbijt 5 dagen"),
        ("Targinact 10 mg avond 5 dagen", "OxyNorm 5 mg ontbijt 5 dagen"),
        ("Augmentin 875 mg avond 5 dagen", "amoxicilline 500 mg ontbijt 5 dagen"),
    ],
)
def test_one_substance_under_two_names_is_found(refused, read, built_in, one, other):
    assert "stands in med 1 as well" in refused(one, other, held_against=built_in)
    assert read(one, "Medrol 16 mg ontbijt 5 dagen", held_against=built_in)


def not_daily(products, *rhythms):
    return [name for each in products if each.taken in rhythms for name in names_of(each)]


REGIMENS = (
    *("1x/dag", "ontbijt 5 dagen", "1 tablet 1x/dag 4 dagen", "10 mg 1x per week ontbijt 4 weken"),
    *("15 mg 1x/week", "70 mg elke maandag", "1 stuk om de 3 dagen", "", "zo nodig max 1x/dag"),
)


@pytest.mark.parametrize("regimen", REGIMENS)
def test_what_is_not_taken_every_day_is_refused_whatever_its_line_says(
    refused, built_in, products, regimen
):
    rhythms = (Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.WEEKLY_OR_DAILY, Rhythm.PATCH)
    names = not_daily(products, *rhythms)
    assert {"methotrexaat", "Ledertrexate", "Fosamax", "Actonel", "D-Cure", "Bonviva"} <= {*names}
    assert {"fentanyl", "Durogesic", "buprenorfine", "Transtec", "Ozempic"} <= {*names}
    for name in (*names, "fentanyl pleister"):
        for override in (None, SOMEBODY):
            told = refused(f"{name} {regimen}", held_against=built_in, override=override)
            (line,) = told.splitlines()
            assert "which a plan cannot print yet" in line
            remedy = line.partition(" — ")[2]
            assert "by hand" in remedy
            assert not re.search(r"dag|x/|\d|every day", remedy), remedy


@pytest.mark.parametrize(
    "line",
    [
        "Temgesic 0,2 mg ontbijt+avond 3 dagen",
        "Versatis 700 mg ontbijt 5 dagen",
        "prednisolon 30 mg ontbijt 5 dagen",
        "Diafusor 5 mg ontbijt 5 dagen",
    ],
)
def test_what_is_taken_every_day_is_not_taken_for_what_is_not(read, built_in, line):
    assert read(line, held_against=built_in)


def test_what_is_withdrawn_is_refused_with_that_word(read, refused, built_in, products):
    names = [name for each in products if each.withdrawn for name in names_of(each)]
    assert {"ranitidine", "Zantac", "tetrazepam", "Myolastan"} <= {*names}
    for name in names:
        told = refused(f"{name} 150 mg ontbijt 5 dagen", held_against=built_in)
        assert f"{name} is withdrawn" in told
    assert read("Pantomed 40 mg ontbijt 5 dagen", held_against=built_in)


@pytest.mark.parametrize("name", ["Monuril", "ivermectine", "Norlevo", "EllaOne"])
def test_what_is_taken_once_passes_for_one_intake_only(read, refused, built_in, name):
    assert read(f"{name} 3 mg slapen 1 dag", held_against=built_in)
    for regimen in ("slapen 2 dagen", "ontbijt+avond 1 dag", "zo nodig max 1x/dag", "slapen"):
        assert "is taken once" in refused(f"{name} 3 mg {regimen}", held_against=built_in)


def test_an_injection_is_not_taken_in_tablets(read, refused, built_in, products):
    names = [each.name for each in products if each.injection and each.taken is None]
    assert "enoxaparine" in names
    for name in names:
        for dose in ("1 tablet", "2 capsules", "1 tablet van 40 mg"):
            told = refused(f"{name} {dose} ontbijt 5 dagen", held_against=built_in)
            assert "is an injection" in told
        assert read(f"{name} 40 mg ontbijt 5 dagen", held_against=built_in)


def test_a_medicine_of_both_lists_has_the_names_of_both_and_the_limits_of_the_formulary(
    read, refused, built_in
):
    for name in ("Perdofemina", "Advil", "ibuprofen"):
        assert read(f"{name} 400 mg 3x/dag 5 dagen", held_against=built_in).warnings == ()
        assert "limit" in refused(f"{name} 800 mg 3x/dag 5 dagen", held_against=built_in)
    (line,) = read("acetaminofen 1 g 3x/dag 5 dagen", held_against=built_in).value.lines
    assert (line.medicine, line.brand, line.checked) == ("paracetamol", None, True)
