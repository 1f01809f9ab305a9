"""A leaflet that takes the place of another says which one, on both of its sides."""

import pypdf
import pytest

AN = ("make", "lage-rugpijn", "--name", "An Peeters", "--date", "2026-11-22")
PLAN = ("--med", "paracetamol 1 g zo nodig max 4x/dag")


def texts(path):
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def sheet_of(done):
    return done.stderr.partition("sheet ")[2][:6]


@pytest.mark.parametrize("plan", [(), PLAN, ("--pen",)])
def test_the_older_sheet_stands_beside_the_new_one_on_both_sides(run, plan):
    done = run(*AN, *plan, "--replaces", "k7m2qx")
    assert done.exit_code == 0, done.stderr
    for side, text in enumerate(texts("lage-rugpijn.pdf"), start=1):
        assert f"blad {sheet_of(done)} · {side}/2 vervangt blad K7M2QX" in text


def test_the_user_is_told_what_to_do_with_the_older_sheet(run):
    done = run(*AN, "--replaces", "K7M2QX")
    assert done.stderr.splitlines()[-1] == (
        "it replaces sheet K7M2QX: take that one back from the patient, and destroy it"
    )


def test_a_leaflet_that_replaces_another_is_another_leaflet(run):
    sheets = {
        sheet_of(run(*AN, *said, "--force"))
        for said in ((), ("--replaces", "K7M2QX"), ("--replaces", "K7M2QY"))
    }
    assert len(sheets) == 3


def test_without_it_nothing_is_said_of_another_sheet(run):
    done = run(*AN)
    assert "replaces" not in done.stderr
    assert "vervangt" not in "".join(texts("lage-rugpijn.pdf"))


@pytest.mark.parametrize("typed", ["", "K7M2Q", "K7M2QU", "An Peeters", "blad K7M2QX"])
def test_what_is_no_id_is_refused_before_anything_is_made(run, here, typed):
    done = run(*AN, "--replaces", typed)
    assert done.exit_code == 2
    assert done.stderr == (
        "error: --replaces: is not the id of a sheet"
        " — give the six letters and digits that stand on it before 1/2 or 2/2\n"
    )
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_a_leaflet_does_not_replace_itself(run, here, case):
    own = sheet_of(run(*AN, *PLAN))
    done = run(*AN, *PLAN, "--replaces", case(own), "-o", "again.pdf")
    assert done.exit_code == 2
    assert "error: --replaces: is the id of this leaflet itself" in done.stderr
    assert not (here / "again.pdf").exists()


def test_a_changed_plan_replaces_the_leaflet_of_before(run):
    before = sheet_of(run(*AN, *PLAN))
    done = run(*AN, "--med", "ibuprofen", "--replaces", before, "-o", "new.pdf")
    assert done.exit_code == 0, done.stderr
    assert f"vervangt blad {before}" in texts("new.pdf")[1]


def test_a_leaflet_for_nobody_replaces_nobodys(run, here):
    done = run("make", "lage-rugpijn", "--pen", "--replaces", "K7M2QX")
    assert done.exit_code == 2
    assert "error: --replaces: replaces a patient's sheet" in done.stderr
    assert list(here.iterdir()) == []


def test_the_words_are_those_of_the_site(run, site):
    (site / "words").mkdir(exist_ok=True)
    text = "schema: 1\nlanguage: nl\nfields:\n  replaces: in plaats van {sheet}\n"
    (site / "words" / "nl.yaml").write_text(text, "utf-8")
    done = run(*AN, "--replaces", "K7M2QX", "--site", str(site))
    assert done.exit_code == 0, done.stderr
    assert all("in plaats van K7M2QX" in text for text in texts("lage-rugpijn.pdf"))


def test_words_that_are_too_long_for_their_place_are_refused(run, site, here):
    (site / "words").mkdir(exist_ok=True)
    text = "schema: 1\nlanguage: nl\nfields:\n  replaces: komt in de plaats van blad {sheet}\n"
    (site / "words" / "nl.yaml").write_text(text, "utf-8")
    assert run(*AN, "--site", str(site), "-o", "plain.pdf").exit_code == 0
    assert run(*AN, "--replaces", "K7M2QX", "--site", str(site)).exit_code == 5
    assert [path.name for path in here.iterdir()] == ["plain.pdf"]


def test_on_a_leaflet_without_a_plan_it_stands_beside_the_id(run, site, change):
    run("--site", str(site), "adopt", "lage-rugpijn/nl.yaml")
    file = site / "lage-rugpijn" / "nl.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "plan_field" not in line and "- plan" not in line]
    assert len(kept) < len(lines)
    file.write_text("".join(kept), "utf-8")
    done = run(*AN, "--replaces", "MWMWMW", "--site", str(site))
    assert done.exit_code == 0, done.stderr
    inside = pypdf.PdfReader("lage-rugpijn.pdf").pages[1]
    heights = {}
    inside.extract_text(
        visitor_text=lambda text, cm, tm, font, size: heights.update({text.strip(): tm[5]})
    )
    (own,) = (y for text, y in heights.items() if text.startswith("blad"))
    (other,) = (y for text, y in heights.items() if text.startswith("vervangt"))
    assert own == other
