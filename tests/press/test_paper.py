"""The sheet as it leaves the press: measured in the PDF and on its picture, not in the layout."""

from dataclasses import replace
from itertools import pairwise

import pytest

from leaflet.paper.folds import FOLDS
from leaflet.typesetting.fields.model import NoPlan

MM = 72 / 25.4
HEIGHT, WIDTH = 210 * MM, 297 * MM
FOLD_LINES = {0: (97, 197), 1: (100, 200)}
PLANS = {
    "for the pen": {"no_plan": NoPlan.PEN_GRID},
    "in words": {"name": "An Peeters", "born": "1980-05-17"},
    "instead of another sheet": {"name": "An Peeters", "replaces": "QWMWMW"},
    "for the pen, with a long name": {
        "name": "Maria Magdalena Van den Eynde De Backer",
        "born": "1980-05-17",
        "no_plan": NoPlan.PEN_GRID,
        "campus": "bornem",
    },
}
MEDICINES = (
    "ibuprofen 600 mg 3x/dag 8 dagen",
    "paracetamol 1 g zo nodig max 4x/dag",
    "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
)


@pytest.fixture(scope="module", params=[*PLANS, "with three medicines"])
def paper(request, make):
    if request.param in PLANS:
        return make(**PLANS[request.param])
    return make(*MEDICINES, name="An Peeters", born="1980-05-17")


def outside_the_safe_area(chars):
    """Characters nearer than 7 mm to the trim edge or than 5 mm to a fold."""
    found = []
    for char in chars:
        left, right = char["x0"], char["x1"]
        top = char["baseline"] - 0.72 * char["size"]
        bottom = char["baseline"] + (0.21 * char["size"] if char["text"] in "gjpqyQ,;/()" else 0)
        safe = top >= 7 * MM - 0.1 and bottom <= HEIGHT - 7 * MM + 0.1
        safe = safe and left >= 7 * MM - 0.1 and right <= WIDTH - 7 * MM + 0.1
        for fold in FOLD_LINES[char["page"]]:
            safe = safe and (right <= (fold - 5) * MM or left >= (fold + 5) * MM)
        if not safe:
            found.append(char)
    return found


def test_t106_every_character_keeps_seven_millimetres_from_the_edge_and_five_from_a_fold(paper):
    assert len(paper.chars) > 3000
    assert outside_the_safe_area(paper.chars) == []


def test_t106_a_character_on_a_fold_or_an_edge_would_be_noticed(paper):
    char = paper.chars[0]
    for x in (97 * MM, 101.9 * MM, 6 * MM, 290 * MM):
        moved = {**char, "page": 0, "x0": x, "x1": x + 5}
        assert outside_the_safe_area([moved])
    for baseline in (8 * MM, 204 * MM):
        assert outside_the_safe_area([{**char, "baseline": baseline}])


def test_t106_nothing_but_white_stands_within_five_millimetres_of_the_edge(paper, reader):
    for width, height, stride, pixels in reader.pictures(paper.pdf):
        margin = int(5 * MM * 2) - 1
        rows = [pixels[y * stride : y * stride + width] for y in range(height)]
        for row in (*rows[:margin], *rows[-margin:]):
            assert set(row) == {255}
        for row in rows:
            assert set(row[:margin] + row[-margin:]) == {255}


def test_t106_nothing_but_fold_marks_stands_within_five_millimetres_of_a_fold(paper, reader):
    for page, (width, height, stride, pixels) in enumerate(reader.pictures(paper.pdf)):
        rows = [pixels[y * stride : y * stride + width] for y in range(height)]
        for fold in FOLD_LINES[page]:
            left, right = int((fold - 5) * MM * 2) + 1, int((fold + 5) * MM * 2) - 1
            inked = [y for y, row in enumerate(rows) if set(row[left:right]) != {255}]
            marked = [y for y in inked if not 8.5 * MM * 2 < y < 201.5 * MM * 2]
            assert inked == marked, "only marks, and those at head and foot"
            assert bool(marked) is (page == 0)


def marks_of(paper, page):
    """Thin upright lines that stand on no panel's text column."""
    return [
        line
        for line in paper.pages[page].lines
        if abs(line["x0"] - line["x1"]) < 0.01 and line["linewidth"] == 0.25
    ]


def test_t107_fold_marks_stand_on_the_folds_of_the_outside_and_nowhere_else(paper):
    marks = marks_of(paper, 0)
    assert sorted({round(mark["x0"] / MM, 2) for mark in marks}) == [97, 197]
    assert len(marks) == 4
    assert marks_of(paper, 1) == []
    for mark in marks:
        assert (mark["bottom"] - mark["top"]) / MM == pytest.approx(3, abs=0.01)
        assert mark["top"] >= 5 * MM
        assert mark["bottom"] <= HEIGHT - 5 * MM
        assert mark["top"] < 10 * MM or mark["bottom"] > 200 * MM
        assert mark["stroking_color"] == pytest.approx((0x8A / 255,) * 3, abs=0.002)


def test_t107_the_folds_of_the_inside_mirror_those_of_the_outside():
    assert [297 - x for x in reversed(FOLD_LINES[0])] == list(FOLD_LINES[1])
    (fold,) = FOLDS["c"]
    creases = {page - 1: fold.creases(page) for page in fold.pages}
    for page, lines in FOLD_LINES.items():
        assert [x / MM for x in creases[page]] == pytest.approx(lines)


def test_t108_every_leaflet_is_two_pages_of_landscape_a4_and_neither_is_blank(paper):
    assert [(round(float(p.width), 1), round(float(p.height), 1)) for p in paper.pages] == [
        (841.9, 595.3),
        (841.9, 595.3),
    ]
    for page in paper.pages:
        assert page.rotation == 0
        assert len(page.chars) > 1000


FIRST_WORDS = {
    "cover": "Na je bezoek",
    "flap": "Wanneer kom je naar spoed",
    "inside 1": "Wat is lage rugpijn",
    "inside 2": "Medicatie",
    "inside 3": "Weer aan de slag",
    "back": "Spierversterkende oefeningen",
}


def swapped(first_words, reader, pdf):
    opinion = reader.second_opinion(pdf)
    return [name for name, words in first_words.items() if not opinion[name].startswith(words)]


def test_t109_each_panel_lies_where_the_fold_puts_it(paper, reader):
    assert swapped(FIRST_WORDS, reader, paper.pdf) == []


def test_t109_swapped_panels_would_be_noticed(paper, reader):
    spoilt = {**FIRST_WORDS, "back": FIRST_WORDS["cover"], "cover": FIRST_WORDS["back"]}
    assert swapped(spoilt, reader, paper.pdf) == ["cover", "back"]


def test_the_file_holds_the_brochure_panel_by_panel_and_then_the_fields(paper, fields, reader):
    for kept in fields.all(), ():
        words = [w for w in paper.words if not any(reader.lies_in(w, field) for field in kept)]
        order = list(dict.fromkeys(word.panel for word in words))
        assert order == ["cover", "flap", "back", "inside 1", "inside 2", "inside 3"]
        if kept:
            changes = sum(a.panel != b.panel for a, b in pairwise(words))
            assert changes == 5, "a panel is finished before the next one begins"


def test_both_sides_of_a_sheet_carry_its_id_and_their_number(paper):
    for side, words in ((1, paper.words), (2, paper.words)):
        page = [word.text for word in words if word.page == side - 1]
        assert page.count(paper.sheet) == 1
        assert f"{side}/2" in page


def test_the_back_stands_upright(paper):
    for char in paper.chars:
        assert char["upright"]
        assert char["matrix"][:4] == (1, 0, 0, 1)


FIRST_BASELINE, STEP = 13.4 * MM, 5 * MM


def running_text(paper, fields, reader):
    """The hospital's words at body size and weight; field by field filled words stand apart."""
    return [
        word
        for word in paper.words
        if word.font == "SourceSans3-Regular"
        and abs(word.size - 11) < 0.01
        and not any(reader.lies_in(word, field) for field in fields.all())
    ]


def off_grid(words, paper):
    """Words on no baseline of the grid; in a closed block half a step is allowed."""
    found = []
    for word in words:
        off = ((word.baseline - FIRST_BASELINE) / STEP) % 1
        on_grid = min(off, 1 - off) < 0.02
        if not (on_grid or (is_closed(word, paper) and abs(off - 0.5) < 0.02) or is_campus(word)):
            found.append(word)
    return found


def test_lines_of_running_text_stand_on_one_grid_in_all_panels(blank, fields, reader):
    words = running_text(blank, fields, reader)
    assert len(words) > 500
    assert off_grid(words, blank) == []


def test_a_line_half_a_millimetre_off_the_grid_would_be_noticed(blank, fields, reader):
    for word in running_text(blank, fields, reader):
        if not is_campus(word):
            assert off_grid([replace(word, baseline=word.baseline + 0.5 * MM)], blank)


def is_closed(word, paper):
    """In the frame of the red flags, or between the rules of the medicine table."""
    if word.panel == "flap":
        frame = max(
            (r for r in paper.pages[0].rects if r["x1"] < 97 * MM), key=lambda r: r["height"]
        )
        return word.baseline < frame["bottom"]
    return word.panel == "inside 2"


def is_campus(word):
    return word.panel == "back" and word.text in ("campus", "Bornem", "Rumst")


def test_lines_stand_level_across_the_folds(blank, fields, reader):
    level = {}
    for word in running_text(blank, fields, reader):
        line = (word.baseline - FIRST_BASELINE) / STEP
        if abs(line - round(line)) < 0.05:
            level.setdefault((word.page, round(line)), {})[word.panel] = word.baseline
    shared = [heights.values() for heights in level.values() if len(heights) > 1]
    assert len(shared) > 20
    assert all(max(heights) - min(heights) < 0.05 for heights in shared)


def test_running_text_has_one_size_and_nothing_but_labels_is_smaller(blank, fields, reader):
    sizes = {
        round(word.size, 2)
        for word in blank.words
        if not any(reader.lies_in(word, field) for field in fields.all())
    }
    assert sizes <= {9, 11, 13, 14, 15, 22, 44}
    small = {
        word.panel
        for word in blank.words
        if word.size < 11 and not any(reader.lies_in(word, field) for field in fields.all())
    }
    assert small <= {"back"}, "only the imprint"


def test_red_flags_are_not_smaller_than_running_text(blank):
    assert min(word.size for word in blank.words_of("flap")) >= 11


def test_t104_the_red_flags_stand_whole_inside_their_frame_on_the_flap(blank):
    frame = max((r for r in blank.pages[0].rects if r["x1"] < 97 * MM), key=lambda r: r["height"])
    words = blank.words_of("flap")
    texts = [word.text for word in words]
    end = texts.index("Erectiestoornissen") + 1
    assert frame["top"] < 8 * MM
    for word in words[:end]:
        assert frame["x0"] + 5 < word.left
        assert word.right < frame["x1"] - 5
        assert frame["top"] < word.baseline < frame["bottom"] - 3
    for word in words[end:]:
        assert word.baseline > frame["bottom"]
    numbers = [w for w in words[:end] if w.text in "1234"]
    assert [word.text for word in numbers] == ["1", "2", "3", "4"]
    assert {word.font for word in numbers} == {"SourceSans3-Bold"}
