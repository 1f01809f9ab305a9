"""Too much text is an error that says what, where and how much; nothing is cut or shrunk."""

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from leaflet.cli import main
from leaflet.content.model.brochure import Steps
from leaflet.errors import FitError
from leaflet.paper.folds import FOLDS
from leaflet.press.make_plate import pull_proof
from leaflet.typesetting import flow
from leaflet.typesetting.compose import compose
from leaflet.typesetting.fit import set_brochure
from leaflet.typesetting.flow import Overflow
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.look import LADDER, PROFILES
from leaflet.typesetting.proof import proofread

BROCHURE = "lage-rugpijn/nl.yaml"
FILLER = "Rugklachten verdwijnen meestal binnen enkele weken zonder bijkomende behandeling. "

# A sentence of a section for each stream, before which more can be said; the panel that overflows.
STREAMS = {
    "flap": ("Is de pijn **na één week**", "panel 2 (flap)"),
    "inside": ("Merk je dat?", "panel 5 (inside)"),
    "inside before the plan": ("Deze tips", "panel 4 (inside)"),
    "back": ("Neem contact op met je huisarts. Die", "panel 6 (back)"),
}


def longer(words, before):
    """The change that says ``words`` more words before a sentence of the brochure."""
    said = (FILLER * words).split()[:words]
    return (BROCHURE, before, " ".join([*said, before]))


def refusal(content, library, fold, sizes):
    with pytest.raises(FitError) as error:
        pull_proof(content, library, Layout((fold,), sizes))
    assert error.value.exit_code == 5
    (problem,) = error.value.problems
    return problem


def sections_of(content, panel):
    return [section for section in content.brochure.sections if section.panel == panel]


@pytest.mark.parametrize("panel", STREAMS)
def test_t103_text_that_is_too_long_tells_block_panel_millimetres_lines_and_words(
    reword, fold, panel
):
    before, named = STREAMS[panel]
    content, own = reword(longer(90, before))
    problem = refusal(content, own, fold, (11.0,))

    assert problem.where.file == BROCHURE
    first = min(section.place.line for section in sections_of(content, panel.split()[0]))
    assert problem.where.line >= first
    measured = re.search(
        r"at 11 pt the text is (\d+\.\d) mm \((\d+) lines?\) too long", str(problem.what)
    )
    millimetres, lines = float(measured[1]), int(measured[2])
    assert named in str(problem.what)
    assert millimetres > 0
    assert (lines - 1) * 5 < millimetres <= lines * 5 + 0.1
    words = int(re.search(r"cut about (\d+) words", str(problem.remedy))[1])
    assert 3 * lines <= words <= 15 * lines
    assert panel.split()[0] in str(problem.remedy)


@pytest.mark.parametrize("panel", STREAMS)
def test_t103_who_cuts_what_the_error_says_soon_gets_a_leaflet(reword, fold, panel):
    before, _ = STREAMS[panel]
    more = 90
    for _ in range(5):
        content, own = reword(longer(more, before))
        try:
            pull_proof(content, own, Layout((fold,), (11.0,)))
        except FitError as error:
            more -= int(re.search(r"cut about (\d+) words", str(error))[1])
        else:
            break
    else:
        pytest.fail(f"still too long with {more} of 90 words")
    assert more >= 0


def test_t103_five_percent_too_long_names_a_smaller_size_that_does_hold_it(reword, fold):
    content, own = reword(longer(20, STREAMS["inside before the plan"][0]))
    problem = refusal(content, own, fold, (11.0,))
    size = float(re.search(r"it fits with --fold c --size ([\d.]+)", str(problem.remedy))[1])

    assert 10 <= size < 11
    proof = pull_proof(content, own, Layout((fold,), (size,)))
    assert proof.brochure.look.size == size


def test_t103_fifty_percent_too_long_names_the_folds_that_do_hold_it(reword, fold):
    changes = [longer(170, before) for before, _ in STREAMS.values()]
    content, own = reword(*changes)
    for sizes in ((11.0,), LADDER):
        problem = refusal(content, own, fold, sizes)
        assert " mm (" in str(problem.what)
        assert "it fits with --fold" in str(problem.remedy)
        others = re.findall(r"--fold (\w+) --size ([\d.]+)", str(problem.remedy))
        assert {name for name, _ in others} == {"booklet", "flat"}
        for name, size in others:
            proof = pull_proof(content, own, Layout(FOLDS[name], (float(size),)))
            assert proof.brochure.fold.name == name


def test_t103_what_no_fold_holds_at_any_size_is_said_to_be_so(reword, fold):
    flag = '- "**Erectiestoornissen**"'
    more = "\n          ".join(f'- "**Een ander teken van ernst, nummer {n}**"' for n in range(90))
    content, own = reword((BROCHURE, flag, f"{flag}\n          {more}"))
    problem = refusal(content, own, fold, LADDER)
    assert "no size down to 10 pt and no other fold holds it" in str(problem.remedy)


def test_t103_of_several_sizes_the_largest_that_holds_everything_is_taken(reword, fold, content):
    longer_text, own = reword(longer(20, STREAMS["inside before the plan"][0]))
    proof = pull_proof(longer_text, own, Layout((fold,), LADDER))

    assert 10 <= proof.brochure.look.size < 11
    larger = [size for size in LADDER if size > proof.brochure.look.size]
    for size in larger:
        refusal(longer_text, own, fold, (size,))


def test_t103_the_brochure_itself_fits_at_eleven_points(press, content, library, fold):
    assert press.brochure.look.size == 11
    assert all(panel.spare >= 0 for panel in press.brochure.panels)


def test_one_size_holds_for_all_panels_of_a_smaller_leaflet(
    reword, fold, print_on, reader, ready_from
):
    content, own = reword(longer(20, STREAMS["inside before the plan"][0]))
    proof = pull_proof(content, own, Layout((fold,), LADDER))
    paper = print_on(ready_from(proof))
    fields = proof.brochure.fields.all()
    sizes = {
        round(word.size, 1)
        for word in paper.words
        if word.font == "SourceSans3-Regular"
        and 9.5 < word.size < 12.5
        and not any(reader.lies_in(word, field) for field in fields)
    }
    assert sizes == {proof.brochure.look.size}


def test_t104_red_flags_that_need_more_than_the_flap_are_refused_and_not_split(reword, fold):
    flag = '- "**Erectiestoornissen**"'
    more = "\n          ".join(f'- "**Een ander teken van ernst, nummer {n}**"' for n in range(20))
    content, own = reword((BROCHURE, flag, f"{flag}\n          {more}"))
    problem = refusal(content, own, fold, (11.0,))

    assert problem.where.file == BROCHURE
    assert "panel 2 (flap)" in str(problem.what)


def test_t104_a_red_flag_more_stays_whole_on_the_flap_where_there_is_room(
    reword, fold, print_on, reader, ready_from
):
    gone = "Blijvende schade is er meestal niet. De arts onderzoekt je\n"
    flag = '- "**Erectiestoornissen**"'
    content, own = reword(
        (BROCHURE, flag, f'{flag}\n          - "**Een vijfde teken**"'),
        (BROCHURE, gone, "De arts onderzoekt je\n"),
    )
    proof = pull_proof(content, own, Layout((fold,), (11.0, 10.5)))
    text = print_on(ready_from(proof)).text_of("flap")
    steps = next(block for block in content.brochure.blocks() if isinstance(block, Steps))
    assert len(steps.items) == 5
    assert re.search(r"4 Erectiestoornissen 5 Een vijfde teken Ernstige rugpijn", text)


def test_a_greeting_that_runs_into_the_fields_is_refused(reword, fold):
    content, own = reword((BROCHURE, "Dat kan je verontrusten.", FILLER * 12))
    problem = refusal(content, own, fold, (11.0,))
    assert "too long for the cover" in str(problem.what)
    assert problem.where.file == BROCHURE


@pytest.mark.parametrize("panel", STREAMS)
def test_a_word_wider_than_its_column_is_refused_by_file_and_line(reword, fold, panel):
    before, _ = STREAMS[panel]
    content, own = reword((BROCHURE, before, f"{'a1b2c3d4' * 9} {before}"))
    problem = refusal(content, own, fold, (11.0,))
    assert problem.where.file == BROCHURE
    assert problem.where.line is not None
    assert "wider than the" in str(problem.what)


def test_shorter_text_leaves_white_at_the_foot_and_moves_no_field(reword, fold, press):
    content, own = reword(
        (BROCHURE, "Deze tips\n          zijn een eerste stap naar vlot herstel.", "Kort.")
    )
    short = pull_proof(content, own, Layout((fold,), (11.0,)))
    assert short.brochure.fields == press.brochure.fields
    assert short.brochure.look.size == press.brochure.look.size
    proofread(content, set_brochure(content, (fold,), (11.0,), short.case))


def test_red_flags_with_a_heading_too_deep_for_its_band_are_refused(reword, fold):
    old = "      Wanneer kom je naar\n      spoed met rugpijn?\n"
    new = "      Wanneer kom je\n      naar spoed\n      met rugpijn?\n"
    problem = refusal(*reword((BROCHURE, old, new)), fold, LADDER)

    assert str(problem.what) == "the heading needs 3 lines, its band has 2"
    assert problem.where.file == BROCHURE


@pytest.mark.parametrize(
    "typed",
    [
        ("--fold", "z", "--size", "12"),
        ("--size", "14"),
        ("--large-print", "--fold", "half"),
        ("--fold", "c", "--size", "18"),
    ],
)
def test_whoever_follows_the_advice_of_a_refusal_gets_a_leaflet(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, ["make", "lage-rugpijn", "--pen", *typed])
    assert refused.exit_code == 5
    advised = re.findall(r"--fold (\w+) --size ([\d.]+)", refused.stderr)
    assert advised
    for n, (fold, size) in enumerate(advised):
        large = ["--large-print"] if "--large-print" in typed else []
        options = [*large, "--fold", fold, "--size", size, "-o", f"{n}.pdf"]
        made = CliRunner().invoke(main, ["make", "lage-rugpijn", "--pen", *options])
        assert made.exit_code == 0, made.stderr


def test_what_cannot_fit_fails_without_a_search(content, press, monkeypatch):
    searched = []
    best = flow._Stream._best
    monkeypatch.setattr(flow._Stream, "_best", lambda *a: searched.append(a) or best(*a))
    section = content.brochure.sections[2]
    sections = tuple(replace(section, id=f"{section.id}-{n}") for n in range(60))
    held = replace(content, brochure=replace(content.brochure, sections=sections))
    (fold,) = FOLDS["c"]
    with pytest.raises(Overflow):
        compose(held, fold, PROFILES["c"][0], 11, press.case)
    # The flow of the flap has nothing in it, and is searched; that of the inside is not.
    assert {len(each[0]._columns) for each in searched} <= {1}
