"""Approved words never move: a patient's facts stand in the fields kept for them, nowhere else."""

from dataclasses import replace

import pytest

from leaflet.errors import FitError
from leaflet.paper.fold import TEXT_TO_EDGE
from leaflet.typesetting.fields.model import NoPlan

PLAN = ("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag")
BORN = "1980-05-17"
# Names as they are registered, each a little longer than the one before.
GROWING = "Maria Magdalena Philomena Van den Eynde De Backer Vandenbroucke Wouters De Smedt Peeters"


def names():
    words = GROWING.split()
    return [" ".join(words[:count]) for count in range(2, len(words) + 1)]


def longest_name(make, *med, **said):
    """The longest of the growing names that fits, and whether a longer one was refused."""
    fitting = None
    for name in names():
        try:
            make(*med, name=name, born=BORN, **said)
        except FitError:
            return fitting, True
        fitting = name
    return fitting, False


def leaflets(make):
    """A leaflet for each state that the fields can be in."""
    longest, _ = longest_name(make)
    with_plan, _ = longest_name(make, *PLAN)
    with_grid, _ = longest_name(make, no_plan=NoPlan.PEN_GRID)
    return {
        "blank, in words": make(),
        "blank, for the pen": make(no_plan=NoPlan.PEN_GRID),
        "no plan": make(name="An Peeters", born=BORN),
        "no plan, for the pen": make(name="An Peeters", born=BORN, no_plan=NoPlan.PEN_GRID),
        "a plan": make(*PLAN, name="An Peeters", born=BORN),
        "instead of another sheet": make(name="An Peeters", born=BORN, replaces="MWMWMW"),
        "a plan of one": make("tramadol 50 mg zo nodig max 3x/dag", name="Bo", campus="rumst"),
        "the longest name": make(name=longest, born=BORN),
        "the longest name, for the pen": make(name=with_grid, born=BORN, no_plan=NoPlan.PEN_GRID),
        "the longest name, with a plan": make(*PLAN, name=with_plan, born=BORN),
        "signs that only this name has": make(name="Łukasz Şahin Dvořák Ngọc Øßþ", born=BORN),
    }


@pytest.fixture(scope="module")
def states(make):
    return leaflets(make)


def approved(paper, fields, reader):
    """Place and face of every word outside the fields, in the order of the file."""
    return [
        word.place
        for word in paper.words
        if not any(reader.lies_in(word, field) for field in fields)
    ]


def drawn(paper, fields):
    """Place of every line, rectangle and curve outside the fields."""
    found = []
    for number, page in enumerate(paper.pages):
        for kind in (page.lines, page.rects, page.curves):
            for item in kind:
                inside = any(
                    field.page - 1 == number
                    and field.left - 1 <= item["x0"]
                    and item["x1"] <= field.right + 1
                    and field.top - 1 <= item["top"]
                    and item["bottom"] <= field.bottom + 1
                    for field in fields
                )
                if not inside:
                    box = tuple(round(item[side], 1) for side in ("x0", "top", "x1", "bottom"))
                    found.append((number, item["object_type"], *box))
    return found


def test_every_word_outside_the_fields_stands_at_one_place_on_every_leaflet(states, fields, reader):
    wanted = approved(states["blank, in words"], fields.all(), reader)

    assert len(wanted) > 600
    for state, paper in states.items():
        assert approved(paper, fields.all(), reader) == wanted, state


def test_every_word_that_differs_lies_inside_the_fields(states, fields, reader):
    papers = list(states.values())
    for paper in papers[1:]:
        mine = {word.place: word for word in paper.words}
        other = {word.place: word for word in papers[0].words}
        differing = [mine[place] for place in mine.keys() - other.keys()]
        differing += [other[place] for place in other.keys() - mine.keys()]
        assert differing, "the two leaflets are not the same"
        for word in differing:
            assert any(reader.lies_in(word, field) for field in fields.all()), word


def test_every_line_and_figure_outside_the_fields_stands_at_one_place(states, fields):
    wanted = drawn(states["blank, in words"], fields.all())

    assert len(wanted) > 50
    for state, paper in states.items():
        assert drawn(paper, fields.all()) == wanted, state


def test_the_fields_lie_in_their_panels_and_hold_no_word_of_the_hospital(press, fields, fold):
    for field in fields.all():
        (panel,) = (panel for panel in fold.panels if panel.folio == field.folio)
        assert panel.page == field.page
        assert panel.left + TEXT_TO_EDGE <= field.left + 0.01
        assert field.right <= panel.right - TEXT_TO_EDGE + 0.01
    for made in press.brochure.panels:
        for field in fields.all():
            if field.folio == made.panel.folio:
                assert not [line for line in made.items if touches(line, field)]


def touches(item, field):
    """Whether a line of text reaches into a field."""
    return any(
        piece.x < field.right
        and field.left < piece.x + piece.width
        and field.top < item.y
        and item.y - 0.7 * piece.style.size < field.bottom
        for piece in getattr(item, "pieces", ())
    )


def test_a_field_that_is_not_declared_is_noticed(states, fields, reader):
    """The twin: with one field fewer, the words in it count as words that moved."""
    for missing in fields.all():
        others = [field for field in fields.all() if field is not missing]
        if any(lies_within(missing, other) for other in others):
            continue
        seen = {tuple(approved(paper, others, reader)) for paper in states.values()}
        assert len(seen) > 1, missing


def lies_within(inner, outer):
    return (
        inner.page == outer.page
        and outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
    )


def test_a_line_that_moves_by_half_a_millimetre_is_noticed(
    press, fields, reader, print_on, states, ready_from
):
    """The twin: the same words, one line of them lower."""
    panel = press.brochure.panels[2]
    (column,) = panel.columns
    items = (*column.items[:-1], column.items[-1].moved(0, 1.4))
    lowered = replace(panel, columns=(replace(column, items=items),))
    panels = tuple(lowered if made is panel else made for made in press.brochure.panels)
    brochure = replace(press.brochure, panels=panels)
    moved = ready_from(replace(press.proof, brochure=brochure))
    wanted = approved(states["blank, in words"], fields.all(), reader)

    found = approved(print_on(moved), fields.all(), reader)
    assert found != wanted
    assert [place[1] for place in found] == [place[1] for place in wanted]


def test_another_size_moves_the_words_and_not_the_law(
    content, library, fold, print_on, reader, make_ready
):
    small = make_ready(content, library, fold, (10.0,))
    fields = small.brochure.fields.all()
    without = approved(print_on(small), fields, reader)

    assert approved(print_on(small, *PLAN, name="An Peeters"), fields, reader) == without
    grid = print_on(small, name="An Peeters", no_plan=NoPlan.PEN_GRID)
    assert approved(grid, fields, reader) == without


def test_t10_the_longest_name_wraps_in_its_fields_and_a_longer_one_is_refused(make, fields, reader):
    longest, refused = longest_name(make)
    assert refused
    paper = make(name=longest, born=BORN)
    for field in (fields.cover, fields.plan):
        words = [word for word in paper.words if reader.lies_in(word, field)]
        texts = [word.text for word in words]
        at = texts.index(longest.split()[0])
        assert texts[at : at + len(longest.split())] == longest.split()
        lines = {round(word.baseline) for word in words[at : at + len(longest.split())]}
        assert len(lines) > 1
    longer = names()[names().index(longest) + 1]
    with pytest.raises(FitError) as error:
        make(name=longer, born=BORN)
    assert error.value.exit_code == 5
    assert error.value.problems[0].where == "name"
    assert longer.split()[-1] not in str(error.value), "no message repeats a name"
