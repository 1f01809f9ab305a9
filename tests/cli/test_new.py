"""A new leaflet: it can be set before a word is filled in, and its examples can be used."""

import re

import pypdf
import pytest
from jsonschema import Draft202012Validator

from leaflet.content.model.brochure import TOLD_BY, Component
from leaflet.content.schema.brochure import read_brochure
from leaflet.content.schema.json_schema import SCHEMAS
from leaflet.content.site import open_library
from leaflet.content.yaml.reader import read_source

SKELETON = open_library(None).built_in / "assets" / "skeleton" / "nl.yaml"
KINDS = (
    *("paragraph", "bullets", "crosses", "steps", "callout"),
    *("medicines", "exercise", "contacts", "plan"),
)


@pytest.fixture
def begun(run, site):
    """The file of a leaflet that was just begun."""
    done = run("--site", str(site), "new", "enkel-verstuikt")
    assert done.exit_code == 0
    assert done.stdout.startswith("enkel-verstuikt/nl.yaml is made\n")
    assert done.stderr == ""
    return site / "enkel-verstuikt" / "nl.yaml"


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())


def with_examples(text):
    """The text with every example line in use: after `# ` stands a dash, a key, or more space."""
    head, start, rest = text.partition("schema: 2\n")
    used = re.sub(r"(?m)^( *)# (?=- |[a-z_]+: | {2,}\S)", r"\1", rest)
    assert used.count("\n") == rest.count("\n")
    return head + start + used


@pytest.mark.parametrize("how", [("--pen",), ("--name", "An Peeters", "--med", "paracetamol")])
def test_it_is_set_in_the_c_fold_without_any_edit(run, site, begun, how):
    done = run("--site", str(site), "make", "enkel-verstuikt", *how, "-o", "made.pdf")
    assert done.exit_code == 0
    assert len(pypdf.PdfReader("made.pdf").pages) == 2
    printed = words_of("made.pdf")
    assert "Enkel verstuikt" in printed
    assert "‹Schrijf hier in twee zinnen wat er aan de hand is.›" in printed


def test_check_has_no_problem_with_it(run, site, begun):
    done = run("--site", str(site), "check", "enkel-verstuikt")
    assert done.exit_code == 0
    assert "error" not in done.stderr


def test_it_fits_every_fold(run, site, begun):
    shown = run("--site", str(site), "folds", "enkel-verstuikt")
    assert shown.exit_code == 0
    for fold in ("c", "z", "half", "booklet", "flat"):
        assert any(line.startswith(f"{fold} ") for line in shown.stdout.splitlines())


def test_its_sections_tell_every_part_of_good_instructions(begun):
    brochure = read_brochure(read_source(begun.read_bytes(), "x/nl.yaml"), "x")
    roles = {section.role for section in brochure.sections}
    assert all(roles & TOLD_BY[component] for component in Component)


def test_a_plan_has_room_for_the_pen_in_whatever_panel_it_comes_to_stand(run, site, begun):
    # Without the sections before it, it stands in the first inner panel; as it is, in the last one.
    text = begun.read_text("utf-8")
    first, last = text.index("  # DIAGNOSE."), text.index("  # MEDICATIE.")
    for written in (text, text[:first] + text[last:]):
        begun.write_text(written, "utf-8")
        made = run(
            "--site", str(site), "make", "enkel-verstuikt", "--pen", "-o", "made.pdf", "--force"
        )
        assert made.exit_code == 0, made.stderr


def test_every_kind_of_block_and_every_role_is_shown(begun):
    from leaflet.content.model.brochure import Role

    text = begun.read_text("utf-8")
    for kind in KINDS:
        assert re.search(rf"(?m)^ +(?:# +)?- {kind}:", text), kind
    for role in Role:
        assert f"role: {role}\n" in text


def test_its_examples_can_be_used_as_they_stand(run, site):
    # A short title: beside a drawing there is less room for it.
    assert run("--site", str(site), "new", "enkel").exit_code == 0
    begun = site / "enkel" / "nl.yaml"
    begun.write_text(with_examples(begun.read_text("utf-8")), "utf-8")
    brochure = read_brochure(read_source(begun.read_bytes(), "x/nl.yaml"), "x")
    blocks = {type(block).__name__ for block in brochure.blocks()}
    assert {"LimitTable", "Exercise", "Contacts", "Callout", "PlanField"} <= blocks
    assert brochure.omits
    assert brochure.cover.illustration == "spine"
    assert brochure.sections[-1].parent == "naar-de-huisarts"
    assert run("--site", str(site), "check", "enkel").exit_code == 0


def test_its_words_keep_to_lines_of_a_hundred(begun):
    assert max(map(len, begun.read_text("utf-8").splitlines())) <= 100


def test_an_editor_finds_no_fault_in_it(begun):
    first = begun.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../.schemas/brochure.json"
    source = read_source(begun.read_bytes(), "x/nl.yaml")
    assert Draft202012Validator(SCHEMAS["brochure"]()).is_valid(source.value)


def test_commands_in_it_name_the_leaflet(begun):
    assert "leaflet check enkel-verstuikt" in begun.read_text("utf-8")


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("112", "112"),
        ("no", "No"),
        ("hoofd-hals-pijn", "Hoofd hals pijn"),
        ("a", "A"),
    ],
)
def test_its_title_is_made_of_its_name(run, site, topic, title):
    assert run("--site", str(site), "new", topic).exit_code == 0
    source = read_source((site / topic / "nl.yaml").read_bytes(), "x/nl.yaml")
    assert source.value["title"] == title
    assert run("--site", str(site), "make", topic, "--pen", "-o", "made.pdf").exit_code == 0
    assert title in words_of("made.pdf")


@pytest.mark.parametrize(
    "topic",
    [
        *(
            "Enkel",
            "enkel_verstuikt",
            "enkel verstuikt",
            "-enkel",
            "enkel-",
            "enkel--pijn",
            "",
            "é",
        ),
        *("../enkel", "a/b", "a\\b", "a.b", "enkel\n", "a" * 61),
        *("words", "assets", "content", "approvals"),
        *("con", "prn", "aux", "nul", "com1", "lpt9"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(run, site, topic):
    before = sorted(site.rglob("*"))
    done = run("--site", str(site), "new", "--", topic)
    assert done.exit_code == 2
    assert done.stderr.startswith("error: TOPIC: ")
    assert sorted(site.rglob("*")) == before


def test_a_name_that_nothing_else_uses_is_free(run, site):
    assert run("--site", str(site), "new", "history").exit_code == 0
    assert (site / "history" / "nl.yaml").exists()


def test_a_built_in_leaflet_is_not_begun_anew_but_adopted(run, site):
    done = run("--site", str(site), "new", "lage-rugpijn")
    assert done.exit_code == 2
    assert "`leaflet adopt lage-rugpijn/nl.yaml`" in done.stderr
    assert not (site / "lage-rugpijn").exists()


def test_a_leaflet_of_the_site_is_never_replaced(run, site, begun):
    begun.write_text("mine", "utf-8")
    done = run("--site", str(site), "new", "enkel-verstuikt")
    assert done.exit_code == 2
    assert "change enkel-verstuikt/nl.yaml in the site folder" in done.stderr
    assert begun.read_text("utf-8") == "mine"


def test_a_language_without_a_skeleton_is_refused(run, site):
    done = run("--site", str(site), "new", "enkel-verstuikt", "--lang", "fr")
    assert done.exit_code == 2
    assert "there is one in nl" in done.stderr


def test_without_a_site_it_says_how_to_make_one(run):
    done = run("new", "enkel-verstuikt")
    assert done.exit_code == 2
    assert "give --site DIR or set LEAFLET_SITE; `leaflet init DIR` makes one" in done.stderr


def test_a_site_with_a_folder_content_gets_it_there(run, site):
    (site / "content").mkdir()
    assert run("--site", str(site), "new", "enkel-verstuikt").exit_code == 0
    first = (site / "content" / "enkel-verstuikt" / "nl.yaml").read_text("utf-8").splitlines()[0]
    assert first.endswith("$schema=../../.schemas/brochure.json")
    assert run("--site", str(site), "check", "enkel-verstuikt").exit_code == 0
