"""Every fold as it leaves the press: measured in the PDF and on its picture, not in the layout.

Where the paper folds and ends is taken from the sheets of ``docs/rules.md`` 4.2 and 4.6, in
millimetres; nothing here asks the program where it has put something.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass

import pikepdf
import pytest

MM = 72 / 25.4
SCALE = 2.0
"""Pixels a point of the pictures."""


@dataclass(frozen=True)
class Expected:
    """What a layout has to be: its paper in millimetres, body size and figure; marks on page 1."""

    paper: tuple[float, float]
    body: float
    figure: float
    marks: tuple[float, ...] = ()
    duplex: str | None = "/DuplexFlipShortEdge"


LANDSCAPE, PORTRAIT = (297, 210), (210, 297)
LONG = "/DuplexFlipLongEdge"
ON_PAPER = {
    "c 11": Expected(LANDSCAPE, 11, 28, (97, 197)),
    "z 11": Expected(LANDSCAPE, 11, 28, (99, 198)),
    "half": Expected(LANDSCAPE, 10, 28, (148.5,)),
    "half, abridged": Expected(LANDSCAPE, 11, 36, (148.5,)),
    "booklet 12": Expected(LANDSCAPE, 12, 42, (148.5,)),
    "booklet 14": Expected(LANDSCAPE, 14, 42, (148.5,)),
    "booklet 16": Expected(LANDSCAPE, 16, 42, (148.5,)),
    "flat 11": Expected(PORTRAIT, 11, 28, duplex=LONG),
    "flat 12": Expected(PORTRAIT, 12, 28, duplex=LONG),
    "flat 16": Expected(PORTRAIT, 16, 45, duplex=LONG),
}
LARGE = [name for name, expected in ON_PAPER.items() if expected.body >= 16]
SCREENS = {"c 11, screen": "c 11", "booklet 14, screen": "booklet 14"}
FLIPPED = {
    "c 11, flipped": ("c 11", LONG),
    "booklet 14, flipped": ("booklet 14", LONG),
    "flat 16, flipped": ("flat 16", "/DuplexFlipShortEdge"),
}


@pytest.fixture(scope="module")
def paper(layout, plan, leaflet_in):
    return leaflet_in(layout, plan)


@pytest.fixture(scope="module", params=ON_PAPER)
def on_paper(request):
    return request.param


@pytest.fixture(scope="module")
def sheets(on_paper, plan, leaflet_in):
    """A leaflet that is printed and folded."""
    return leaflet_in(on_paper, plan)


def edges_on(paper, page):
    """Where panels of a page meet, in millimetres; on paper it folds there."""
    panels = [(left, right) for side, left, right in paper.panels.values() if side == page]
    return sorted({right for _, right in panels} - {max(right for _, right in panels)})


def outside_the_safe_area(paper, chars):
    """Characters nearer than 7 mm to the trim edge or than 5 mm to a fold."""
    sizes = [(float(page.width), float(page.height)) for page in paper.pages]
    folds = [edges_on(paper, page) for page in range(len(paper.pages))]
    found = []
    for char in chars:
        (width, height), left, right = sizes[char["page"]], char["x0"], char["x1"]
        top = char["baseline"] - 0.72 * char["size"]
        bottom = char["baseline"] + (0.21 * char["size"] if char["text"] in "gjpqyQ,;/()" else 0)
        safe = top >= 7 * MM - 0.1 and bottom <= height - 7 * MM + 0.1
        safe = safe and left >= 7 * MM - 0.1 and right <= width - 7 * MM + 0.1
        for fold in folds[char["page"]]:
            safe = safe and (right <= (fold - 5) * MM + 0.1 or left >= (fold + 5) * MM - 0.1)
        if not safe:
            found.append(char)
    return found


def test_t106_every_character_keeps_seven_millimetres_from_the_edge_and_five_from_a_fold(paper):
    assert len(paper.chars) > 2500
    assert outside_the_safe_area(paper, paper.chars) == []


@pytest.mark.parametrize("layout", ON_PAPER)
def test_t106_a_character_on_an_edge_or_a_fold_would_be_noticed(layout, leaflet_in):
    paper = leaflet_in(layout)
    page = paper.pages[-1]
    char = {**paper.chars[0], "page": len(paper.pages) - 1, "x0": 30 * MM, "x1": 30 * MM + 5}
    assert not outside_the_safe_area(paper, [char])
    folds = [fold * MM for fold in edges_on(paper, len(paper.pages) - 1)]
    near = [6 * MM, float(page.width) - 9 * MM, *folds, *(fold + 4.5 * MM for fold in folds)]
    for x in near:
        assert outside_the_safe_area(paper, [{**char, "x0": x, "x1": x + 7}])
    for baseline in (8 * MM, float(page.height) - 6.9 * MM):
        assert outside_the_safe_area(paper, [{**char, "baseline": baseline}])


@pytest.fixture(scope="module")
def pictures(paper, reader):
    """Every page in grey: its rows of pixels."""
    return [
        [pixels[y * stride : y * stride + width] for y in range(height)]
        for width, height, stride, pixels in reader.pictures(paper.pdf, SCALE)
    ]


def inked_at_an_edge(rows):
    """Whether something but white stands within five millimetres of the edge."""
    margin = int(5 * MM * SCALE) - 1
    white = bytes([255])
    across = b"".join((*rows[:margin], *rows[-margin:]))
    along = b"".join(row[:margin] + row[-margin:] for row in rows)
    return bool((across + along).strip(white))


def test_t106_nothing_but_white_stands_within_five_millimetres_of_the_edge(pictures):
    assert not any(map(inked_at_an_edge, pictures))


def test_t106_a_speck_at_the_edge_would_be_noticed(leaflet_in, reader):
    width, height, stride, pixels = next(reader.pictures(leaflet_in("c 11").pdf, SCALE))
    rows = [pixels[y * stride : y * stride + width] for y in range(height)]
    for y, x in ((300, 2), (300, width - 20), (3, 700), (height - 20, 700)):
        spoilt = list(rows)
        spoilt[y] = rows[y][:x] + b"\x80" + rows[y][x + 1 :]
        assert inked_at_an_edge(spoilt)


def test_t106_nothing_but_fold_marks_stands_within_five_millimetres_of_a_fold(
    paper, pictures, layout
):
    for page, rows in enumerate(pictures):
        for fold in edges_on(paper, page):
            left, right = int((fold - 5) * MM * SCALE) + 1, int((fold + 5) * MM * SCALE) - 1
            white = bytes([255]) * (right - left)
            inked = [y / SCALE / MM for y, row in enumerate(rows) if row[left:right] != white]
            assert all(y < 8.5 or y > 201.5 for y in inked), "only marks, at head and foot"
            assert bool(inked) is (page == 0 and layout in ON_PAPER)


def marks_of(paper, page):
    """Thin upright lines in grey that stand on a panel's edge or in no panel's text column."""
    return [
        line
        for line in paper.pages[page].lines
        if abs(line["x0"] - line["x1"]) < 0.01 and line["linewidth"] == 0.25
    ]


def test_t107_fold_marks_stand_on_the_folds_of_the_first_page_and_nowhere_else(sheets, on_paper):
    expected, height = ON_PAPER[on_paper], float(sheets.pages[0].height)
    marks = marks_of(sheets, 0)
    assert sorted(round(mark["x0"] / MM, 2) for mark in marks) == sorted(2 * expected.marks)
    assert not any(marks_of(sheets, page) for page in range(1, len(sheets.pages)))
    for mark in marks:
        assert (mark["bottom"] - mark["top"]) / MM == pytest.approx(3, abs=0.01)
        assert mark["top"] >= 5 * MM
        assert mark["bottom"] <= height - 5 * MM
        assert mark["bottom"] < 10 * MM or mark["top"] > height - 10 * MM
        assert mark["stroking_color"] == pytest.approx((0x8A / 255,) * 3, abs=0.002)


@pytest.mark.parametrize("screen", SCREENS)
def test_t107_a_leaflet_for_the_screen_has_no_fold_marks(screen, plan, leaflet_in):
    paper = leaflet_in(screen, plan)
    assert not any(marks_of(paper, page) for page in range(len(paper.pages)))


def millimetres(box):
    return [round(float(edge) / MM, 2) for edge in box]


def test_t108_paper_has_an_even_number_of_pages_of_true_size(sheets, on_paper):
    with pikepdf.open(io.BytesIO(sheets.pdf)) as document:
        assert len(document.pages) % 2 == 0
        assert {tuple(millimetres(page.MediaBox)) for page in document.pages} == {
            (0, 0, *ON_PAPER[on_paper].paper)
        }
        for page in document.pages:
            assert "/Rotate" not in page
            assert set(map(str, page.keys())) & {"/CropBox", "/UserUnit", "/TrimBox"} == set()


def test_t108_only_the_inner_pages_of_a_booklet_may_have_an_empty_panel(sheets, on_paper):
    """A page for the printer is never blank; a booklet's blanks stand just before its back."""
    assert all(len(page.chars) > 20 for page in sheets.pages)
    running = ["blad", sheets.sheet, "·"]
    folios = [
        folio
        for folio in sheets.panels
        if all(
            word.text in running or re.fullmatch(r"\d+/\d+", word.text) or sheets.is_folio(word)
            for word in sheets.words_of(folio)
        )
    ]
    last = max(sheets.panels)
    assert folios == [*range(last - len(folios), last)]
    assert len(folios) <= (2 if on_paper.startswith("booklet") else 0)


@pytest.mark.parametrize(("screen", "on_a_sheet"), SCREENS.items())
def test_a_page_for_the_screen_is_as_large_as_its_panel(screen, on_a_sheet, leaflet_in):
    sheet = leaflet_in(on_a_sheet)
    with pikepdf.open(io.BytesIO(leaflet_in(screen).pdf)) as document:
        assert [millimetres(page.MediaBox) for page in document.pages] == [
            [0, 0, right - left, 210] for _, left, right in sheet.panels.values()
        ]


def preferences(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {key: str(value) for key, value in document.Root.ViewerPreferences.items()}


def asked(duplex):
    shown = {"/PrintScaling": "/None", "/DisplayDocTitle": "True"}
    return {**shown, "/Duplex": duplex} if duplex else shown


def test_the_file_asks_for_true_size_and_the_edge_about_which_its_paper_turns(sheets, on_paper):
    assert preferences(sheets.pdf) == asked(ON_PAPER[on_paper].duplex)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_is_never_printed_asks_for_no_edge(screen, leaflet_in):
    assert preferences(leaflet_in(screen).pdf) == asked(None)


@pytest.mark.parametrize("flipped", FLIPPED)
def test_for_a_printer_of_the_other_edge_only_the_backs_are_turned(flipped, plan, leaflet_in):
    upright, duplex = FLIPPED[flipped]
    turned, paper = leaflet_in(flipped, plan), leaflet_in(upright, plan)
    assert preferences(turned.pdf) == asked(duplex)
    with (
        pikepdf.open(io.BytesIO(turned.pdf)) as one,
        pikepdf.open(io.BytesIO(paper.pdf)) as other,
    ):
        assert len(one.pages) == len(other.pages)
        assert [page.get("/Rotate", 0) for page in one.pages] == [0, 180] * (len(one.pages) // 2)
        for page, same in zip(one.pages, other.pages, strict=True):
            codes = [[part.read_bytes() for part in each.Contents] for each in (page, same)]
            assert codes[0] == codes[1], "not a letter moves"
            assert page.MediaBox == same.MediaBox


def shades_of(rows, size=6):
    """How dark each square of a picture is, ``size`` millimetres wide, from its top left corner."""
    step = int(size * MM * SCALE)
    return [
        sum(255 * step - sum(row[x : x + step]) for row in rows[y : y + step : 4])
        for y in range(0, len(rows) - step, step)
        for x in range(0, len(rows[0]) - step, step)
    ]


def alike(rows, others):
    """Whether two pictures show the same, but for the smoothing of their edges."""
    shades, other_shades = shades_of(rows), shades_of(others)
    near = [
        abs(a - b) < 0.08 * max(other_shades) for a, b in zip(shades, other_shades, strict=True)
    ]
    return sum(near) > 0.97 * len(near)


@pytest.mark.parametrize("flipped", FLIPPED)
def test_a_back_for_the_other_edge_is_seen_upside_down(flipped, leaflet_in, reader):
    def pictures_of(kind):
        return [
            [pixels[y * stride : y * stride + width] for y in range(height)]
            for width, height, stride, pixels in reader.pictures(leaflet_in(kind).pdf, SCALE)
        ]

    upright = pictures_of(FLIPPED[flipped][0])
    for page, (rows, others) in enumerate(zip(pictures_of(flipped), upright, strict=True)):
        upside_down = [row[::-1] for row in reversed(rows)]
        assert alike(upside_down if page % 2 else rows, others)
        assert not alike(rows if page % 2 else upside_down, others)


def test_the_sheet_id_stands_once_on_every_page_with_its_number_and_how_many_there_are(sheets):
    count = len(sheets.pages)
    for page in range(count):
        texts = [word.text for word in sheets.words_on(page)]
        assert texts.count(sheets.sheet) == 1
        at = texts.index(sheets.sheet)
        assert texts[at - 1 : at + 3] == ["blad", sheets.sheet, "·", f"{page + 1}/{count}"]


def ids_of(paper):
    """The number of its page that each sheet id states, with the folio of its panel."""
    found = {}
    for folio in paper.panels:
        texts = [word.text for word in paper.words_of(folio)]
        if paper.sheet in texts:
            found[folio] = texts[texts.index(paper.sheet) + 2]
    return found


@pytest.mark.parametrize(("screen", "on_a_sheet"), SCREENS.items())
def test_on_a_screen_the_sheet_id_says_what_it_says_on_paper(screen, on_a_sheet, leaflet_in):
    assert ids_of(leaflet_in(screen)) == ids_of(leaflet_in(on_a_sheet))


def places_on(paper, folio):
    """Every word of a panel, measured from the panel's own left edge."""
    _, left, _ = paper.panels[folio]
    return Counter(
        (w.text, round(w.left - left * MM, 1), round(w.baseline, 1), round(w.size, 2), w.font)
        for w in paper.words_of(folio)
    )


def apart(one, other):
    """Words that stand in one only, but those that a tenth of a point of rounding has moved."""
    left = []
    for word, count in (one - other).items():
        text, x, *others = word
        near = [(text, round(x + step, 1), *others) for step in (-0.1, 0.1)]
        if sum(other[each] for each in near) < count:
            left.append(word)
    return left


@pytest.mark.parametrize(("screen", "on_a_sheet"), SCREENS.items())
def test_a_panel_on_a_screen_is_the_same_text_at_the_same_place(
    screen, on_a_sheet, plan, leaflet_in
):
    shown, printed = leaflet_in(screen, plan), leaflet_in(on_a_sheet, plan)
    assert shown.panels.keys() == printed.panels.keys()
    for folio in printed.panels:
        one, other = places_on(shown, folio), places_on(printed, folio)
        assert apart(one, other) == apart(other, one) == []


@pytest.mark.parametrize(("screen", "on_a_sheet"), SCREENS.items())
def test_a_word_that_moves_by_half_a_point_on_a_screen_would_be_noticed(
    screen, on_a_sheet, leaflet_in
):
    one = places_on(leaflet_in(screen), 3)
    moved = Counter({(text, x + 0.5, *others): n for (text, x, *others), n in one.items()})
    assert apart(moved, places_on(leaflet_in(on_a_sheet), 3))


def test_figures_are_as_wide_as_the_fold_has_them(layout, leaflet_in, read_tagged):
    """The box that a figure states, and its ink, which leaves a hair of white at its sides."""
    expected = ON_PAPER[SCREENS.get(layout, layout)].figure
    figures = read_tagged(leaflet_in(layout).pdf).root.find("Figure")
    assert len(figures) == 5
    for figure in figures:
        left, bottom, right, top = map(float, figure.attribute("Layout", "BBox"))
        width = (right - left) / MM
        assert width == pytest.approx(expected, abs=0.01)
        (ink,) = figure.contents()
        assert left <= ink.box[0] < ink.box[2] <= right
        assert bottom <= ink.box[1] < ink.box[3] <= top
        assert 0.96 * width < (ink.box[2] - ink.box[0]) / MM <= width


def sizes_of(paper):
    """Every size of type of a leaflet, in points, and the words that are set in it."""
    sizes = {}
    for word in paper.words:
        sizes.setdefault(round(word.size, 2), []).append(word)
    return sizes


def too_small(paper, body):
    """Words below body size that are no number of a page, of the imprint, or of a sheet id."""
    small = [word for size, words in sizes_of(paper).items() if size < body for word in words]
    of_id = {"blad", paper.sheet, "·", "vervangt", "QWMWMW"}
    last = max(paper.panels)
    rules = [
        line["top"]
        for line in paper.pages[paper.panels[last][0]].lines
        if paper.panels[last][1] * MM < line["x0"] and line["x1"] < paper.panels[last][2] * MM
    ]
    return [
        word
        for word in small
        if not (word.panel == last and word.baseline > max(rules))
        and not (word.text in of_id or re.fullmatch(r"\d+/\d+", word.text))
        and not paper.is_folio(word)
    ]


@pytest.mark.parametrize("large", LARGE)
@pytest.mark.parametrize("filled", ["no plan", "three medicines"])
def test_large_print_has_nothing_smaller_than_its_body_but_the_imprint(large, filled, leaflet_in):
    paper, body = leaflet_in(large, filled), ON_PAPER[large].body
    assert too_small(paper, body) == []
    sizes = sizes_of(paper)
    assert min(sizes) >= 12
    assert len(sizes[body]) > 800
    smaller = [size for size in sizes if size < body]
    assert smaller == [12], "imprint, id of the sheet, number of the page"


@pytest.mark.parametrize("layout", [name for name in ON_PAPER if name.startswith("booklet")])
def test_the_pages_of_a_booklet_are_numbered_but_its_cover(layout, leaflet_in):
    paper = leaflet_in(layout)
    numbered = [word.panel for word in paper.words if paper.is_folio(word)]
    assert sorted(numbered) == [*range(2, max(paper.panels) + 1)]


@pytest.mark.parametrize("layout", [name for name in ON_PAPER if "booklet" not in name])
def test_pages_that_nobody_turns_in_order_are_not_numbered(layout, leaflet_in):
    paper = leaflet_in(layout)
    assert not any(paper.is_folio(word) for word in paper.words)


def test_large_print_numbers_its_pages_in_the_size_of_its_body(leaflet_in):
    paper = leaflet_in("booklet 16")
    assert {round(word.size, 2) for word in paper.words if paper.is_folio(word)} == {16}


def test_large_print_for_the_pen_has_no_small_labels_where_the_grid_has_room_for_them(leaflet_in):
    paper = leaflet_in("flat 16", "for the pen")
    assert too_small(paper, 16) == []


def test_the_labels_of_a_narrower_grid_leave_the_pen_its_room_and_are_still_larger(leaflet_in):
    paper = leaflet_in("booklet 16", "for the pen")
    labels = {word.text for word in too_small(paper, 16)}
    assert labels >= {"geneesmiddel", "opstaan", "hoogstens"}
    assert not labels & {"Naam", "Geboren", "Datum", "Jouw", "tramadol"}
    assert too_small(paper, 13.4) == []


@pytest.mark.parametrize("large", LARGE)
def test_a_small_word_in_large_print_would_be_noticed(large, leaflet_in):
    paper = leaflet_in(large)
    assert {word.text for word in too_small(paper, 16.1)} >= {"Naam", "tramadol", "rugpijn"}


def test_the_body_has_the_size_that_was_asked_for(sheets, on_paper):
    sizes = Counter(round(char["size"], 2) for char in sheets.chars)
    ((most, _),) = sizes.most_common(1)
    assert most == ON_PAPER[on_paper].body
    assert min(sizes) >= 9


def test_a_plan_says_in_every_fold_and_size_that_it_goes_before(layout, plan, leaflet_in):
    """Its last words, once; also for the pen, and not where there is no plan."""
    text = " ".join(word.text for word in leaflet_in(layout, plan).words).replace("\u00a0", " ")
    said = text.count("Volg dit plan, ook als er elders in deze folder iets anders staat.")
    assert said == (0 if plan == "no plan" else 1)
