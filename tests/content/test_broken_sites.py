"""What lies wrong in a site folder is told, and hides nothing of what is wrong in its files."""

import os

import pytest
from support.breaks import CARET, TEXT

from leaflet.content.checks.translation import check_everything
from leaflet.errors import ContentError, GlyphError, LeafletError, Place

SHORT = "schema: 1\nnumbers:\n  bornem.pijnkliniek:\n    number: ‸03 890 59 2\n"


def place_of(file, written):
    before = written.partition(CARET)[0]
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def write(house, name, written):
    path = house.site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written.replace(CARET, ""), "utf-8")
    return path


@pytest.fixture
def short(with_site):
    """A site whose phone book has a number that is too short; the place of it."""
    write(with_site, "phonebook.yaml", SHORT)
    return place_of("phonebook.yaml", SHORT)


def refusal(house):
    with pytest.raises(LeafletError) as refused:
        house.read()
    return refused.value


STRAYS = [
    ("phonebok.yaml", "did you mean phonebook.yaml?"),
    ("hospital.yml", "did you mean hospital.yaml?"),
    ("formulary.YAML", "did you mean formulary.yaml?"),
    ("formulary.yaml.txt", "did you mean formulary.yaml?"),
    ("nl.yaml", "put it in the folder of its topic, or in `words`"),
    ("words/nl.yml", "did you mean nl.yaml?"),
    ("words/formulary.yaml", "name it nl.yaml"),
    ("lage-rugpijn/tekst/nl.yaml", "put it in the folder of its topic"),
    ("Lage Rugpijn/nl.yaml", "in the folder of its topic"),
]


@pytest.mark.parametrize(("name", "remedy"), STRAYS)
def test_a_file_in_the_wrong_place_hides_nothing_of_the_others(with_site, short, name, remedy):
    write(with_site, name, "schema: 1\n")

    stray, reference, number = refusal(with_site).problems

    assert stray.where == Place(name)
    assert "is read by nothing" in str(stray.what)
    assert remedy in str(stray.remedy)
    assert number.where == short
    # The phone book of the site has one number, and the leaflet names two.
    assert reference.where.file == TEXT


def test_a_file_that_stands_twice_hides_nothing_of_the_others(with_site, short):
    for folder in ("", "content/"):
        write(with_site, f"{folder}hospital.yaml", "schema: 1\n")

    twice, _, number = refusal(with_site).problems

    assert twice.where == Place("hospital.yaml")
    assert "stands twice" in str(twice.what)
    assert "keep one of them" in str(twice.remedy)
    assert number.where == short


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_t54_a_link_that_leads_out_hides_nothing_of_the_others(with_site, short, tmp_path):
    (tmp_path / "secret").write_text("schema: 1\n")
    (with_site.site / "hospital.yaml").symlink_to(tmp_path / "secret")

    link, _, number = refusal(with_site).problems

    assert link.where == Place("hospital.yaml")
    assert "leads out of the content folder" in str(link.what)
    assert "name a file inside it" in str(link.remedy)
    assert number.where == short


def test_words_that_are_missing_hide_nothing_of_the_text(with_site):
    text = with_site.path(TEXT).read_text("utf-8").replace("panel: back", "panel: bach", 1)
    write(with_site, "lage-rugpijn/fr.yaml", text.replace("language: nl", "language: fr"))

    with pytest.raises(ContentError) as refused:
        with_site.read(language="fr")

    assert [problem.where.file for problem in refused.value.problems] == [
        "words/fr.yaml",
        "lage-rugpijn/fr.yaml",
    ]


BOMB = '<!DOCTYPE s [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'


def test_t54_a_drawing_that_grows_hides_nothing_of_the_files(with_site, short):
    write(with_site, "assets/figures/spine.svg", BOMB)

    reference, number, drawing = refusal(with_site).problems

    assert number.where == short
    assert reference.where.file == TEXT
    assert drawing.where == "assets/figures/spine.svg"
    assert "defines entities" in str(drawing.what)
    assert "use a plain small SVG file" in str(drawing.remedy)


def test_t54_a_drawing_that_grows_is_refused_as_a_drawing_where_all_else_is_right(with_site):
    write(with_site, "assets/figures/spine.svg", BOMB)

    assert isinstance(refusal(with_site), GlyphError)


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        (
            "fields:\n  sheet: ‸blad {shet}\n",
            "nothing is filled in for {shet}",
            "did you mean sheet?",
        ),
        ("fields:\n  sheet: ‸'blad {sheet'\n", "a { is not closed", "compare it with the built-in"),
        (
            "fields:\n  sheet: ‸'blad {sheet:02}'\n",
            "the field {sheet} is written in a form",
            "write {sheet}",
        ),
        ("fields:\n  sheet: ‸'blad {sheet!r}'\n", "written in a form", "write {sheet}"),
        ("plan:\n  follow: ‸Volg dit plan niet.\n", "`plan.follow` is fixed", "take it out"),
        ("fields:\n  sheet: ‸'blad {}'\n", "nothing is filled in for {}", "take it out"),
        ("plan:\n  ‸coarse: x\n", "unknown key `coarse`", "did you mean course?"),
        ("plan:\n  course: ‸[x]\n", "text should stand here", "write one text"),
        ("plan: ‸x\n", "`key: value` lines should stand here", "see the file"),
        ("units:\n  mg: {one: mg, ‸mani: mg}\n", "unknown key `mani`", "did you mean many?"),
    ],
)
def test_words_of_the_site_that_do_not_fit_are_told_once_beside_the_rest(
    with_site, short, written, what, remedy
):
    written = f"schema: 1\n{written}"
    write(with_site, "words/nl.yaml", written)

    told = refusal(with_site).problems

    (own,) = [problem for problem in told if problem.where.file == "words/nl.yaml"]
    assert own.where == place_of("words/nl.yaml", written)
    assert what in str(own.what)
    assert remedy in str(own.remedy)
    assert short in [problem.where for problem in told]


def test_two_slips_in_the_words_of_the_site_are_told_at_once(with_site):
    write(with_site, "words/nl.yaml", "plan: {course: '{dagen} dagen', coarse: x}\nfields: []\n")

    told = [str(problem.where) for problem in refusal(with_site).problems]

    assert told == ["words/nl.yaml:1:16", "words/nl.yaml:1:33", "words/nl.yaml:2:9"]


def test_words_of_the_site_that_are_no_yaml_hide_nothing_of_the_text(with_site):
    write(with_site, "words/nl.yaml", "plan:\n\tcourse: x\n")
    text = with_site.path(TEXT).read_text("utf-8").replace("400 mg per dag", "500 mg per dag")
    write(with_site, TEXT, text)

    told = refusal(with_site).problems

    assert {problem.where.file for problem in told} == {"words/nl.yaml", TEXT}
    assert len(told) == 2


def test_check_tells_all_of_it_once(with_site, short):
    write(with_site, "phonebok.yaml", "schema: 1\n")
    write(with_site, "assets/figures/spine.svg", BOMB)
    write(with_site, "hospital.yaml", "schema: 1\ncampuses: {bornem: Bornem, rumst: [x]}\n")

    told = check_everything(with_site.library, ("lage-rugpijn",)).problems

    assert len(told) == len(set(told)) == 5
    assert [str(problem.where).partition(":")[0] for problem in told] == [
        "phonebok.yaml",
        TEXT,
        "hospital.yaml",
        "phonebook.yaml",
        "assets/figures/spine.svg",
    ]
