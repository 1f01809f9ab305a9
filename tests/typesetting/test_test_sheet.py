"""The test sheet measures right: every gauge is read from the file, where it says what it says."""

import io
import re

import pikepdf
import pytest

from leaflet.paper.folds import FOLDS
from leaflet.typesetting.look import INK, OWN, Colour

MM = 72 / 25.4
SHEETS = [(name, flip) for name in FOLDS for flip in ("short", "long")]
TICK, FRAME, CREASE, MARK = 0.5, 0.5, 0.75, 0.25
UNPRINTABLE, DEAD = 4.2, 5.0


def close(colour, shown):
    return shown is not None and shown == pytest.approx(
        (colour.red, colour.green, colour.blue), abs=0.002
    )


def upright(line):
    return line["width"] < 0.01


def lines(page, thickness):
    return [line for line in page.lines if line["linewidth"] == pytest.approx(thickness)]


def frames(page):
    large = [r for r in page.rects if r["stroke"] and r["width"] > 150 * MM]
    return sorted(large, key=lambda r: r["x0"])


def is_unprintable_frame(box):
    return box["stroke"] and abs((box["x0"] - box["linewidth"] / 2) / MM - UNPRINTABLE) < 0.01


@pytest.fixture(params=SHEETS, ids=lambda each: " ".join(each))
def asked(request):
    return request.param


@pytest.fixture
def sheet(asked, sheet_pdf, pages_of):
    return pages_of(sheet_pdf(*asked))


def text_of(page):
    return " ".join(page.extract_text(use_text_flow=True).split())


@pytest.fixture
def unturned(asked, sheet_pdf, pages_of):
    """The pages as they are drawn, before a viewer turns a back."""
    with pikepdf.open(io.BytesIO(sheet_pdf(*asked))) as pdf:
        for page in pdf.pages:
            if "/Rotate" in page:
                del page["/Rotate"]
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return pages_of(target.getvalue())


def test_the_paper_is_a4_and_nothing_is_scaled(asked, sheet_pdf):
    name, flip = asked
    sheet = FOLDS[name][0].sheet
    with pikepdf.open(io.BytesIO(sheet_pdf(name, flip))) as pdf:
        preferences = pdf.Root.ViewerPreferences

        assert preferences.PrintScaling == "/None"
        assert preferences.Duplex == f"/DuplexFlip{flip.capitalize()}Edge"
        for page in pdf.pages:
            assert [float(x) for x in page.MediaBox] == pytest.approx(
                [0, 0, sheet.width, sheet.height], abs=0.001
            )


def test_a_back_is_turned_as_that_of_a_leaflet(asked, sheet_pdf):
    name, flip = asked
    own = FOLDS[name][0].flip.value
    with pikepdf.open(io.BytesIO(sheet_pdf(name, flip))) as pdf:
        turned = [int(page.get("/Rotate", 0)) for page in pdf.pages]

    assert turned == [0, 0 if flip == own else 180]


def test_the_bar_is_100_mm_long(sheet):
    (bar,) = (r for r in sheet[0].rects if not r["stroke"] and r["width"] > 50 * MM)

    def below_it(char):
        return 0 < char["top"] - bar["bottom"] < 10 and 18 * MM < char["x0"] < 125 * MM

    assert bar["width"] / MM == pytest.approx(100.0, abs=0.005)
    assert close(OWN.accent, bar["non_stroking_color"])
    below = numbers(sheet[0], below_it)
    for value, chars in below:
        middle = (chars[0]["x0"] + chars[-1]["x1"]) / 2 - bar["x0"]
        assert middle / MM == pytest.approx(value, abs=0.1)
    assert [value for value, _ in below] == [0, 50, 100]
    assert text_of(sheet[0]).count("Deze balk is precies 100 mm lang") == 1


def numbers(page, inside):
    """The numbers of a scale, each with its characters."""
    found = []
    for char in (c for c in page.chars if c["size"] == pytest.approx(8) and inside(c)):
        last = found[-1][-1] if found else None
        if last and abs(char["x0"] - last["x1"]) < 1 and abs(char["top"] - last["top"]) < 0.1:
            found[-1].append(char)
        else:
            found.append([char])
    return [(int("".join(c["text"] for c in each)), each) for each in found]


def test_the_scale_at_the_head_is_in_millimetres_from_the_left_edge(asked, unturned):
    fold = FOLDS[asked[0]][0]
    for number, page in enumerate(unturned, 1):
        ticks = [ln["x0"] / MM for ln in lines(page, TICK) if upright(ln) and ln["top"] < 5.1 * MM]
        creases = [x / MM for x in fold.creases(number)]
        last = int(fold.sheet.width / MM - 5)
        expected = [n for n in range(6, last) if all(abs(n - x) > 1.5 for x in creases)]
        shown = numbers(page, lambda c: c["bottom"] < 12 * MM and c["x0"] > 15 * MM)

        assert sorted(ticks) == pytest.approx(expected, abs=0.002)
        assert len(shown) > 14
        for value, chars in shown:
            assert (chars[0]["x0"] + chars[-1]["x1"]) / 2 / MM == pytest.approx(value, abs=0.1)


def test_the_scale_at_the_side_is_in_millimetres_from_the_upper_edge(asked, unturned):
    height = FOLDS[asked[0]][0].sheet.height / MM
    for page in unturned:
        ticks = [
            ln["top"] / MM for ln in lines(page, TICK) if not upright(ln) and ln["x0"] < 5.1 * MM
        ]
        shown = numbers(page, lambda c: c["x1"] < 14 * MM and c["top"] > 15 * MM)

        assert sorted(ticks) == pytest.approx(range(6, int(height - 5)), abs=0.002)
        assert [value for value, _ in shown] == list(range(20, int(height - 7), 10))
        for value, chars in shown:
            middle = float(page.height) - chars[0]["matrix"][5] - 0.33 * 8
            assert middle / MM == pytest.approx(value, abs=0.1)


def creases(page):
    """Each crease of a page, and whether its line is solid."""
    found = {}
    for line in lines(page, CREASE):
        if upright(line):
            found.setdefault(round(line["x0"] / MM, 2), []).append(line)
    return {x: len(parts) == 1 for x, parts in sorted(found.items())}


def test_the_creases_of_the_back_are_those_of_the_front_mirrored(asked, unturned):
    fold = FOLDS[asked[0]][0]
    front, back = map(creases, unturned)
    width = fold.sheet.width / MM

    assert list(front) == pytest.approx([x / MM for x in fold.creases(1)], abs=0.01)
    assert [width - x for x in reversed(back)] == pytest.approx(list(front), abs=0.02)
    assert [not solid for solid in reversed(back.values())] == list(front.values())


def test_t107_both_sides_have_the_marks_of_the_leaflet_at_every_crease(asked, unturned):
    fold = FOLDS[asked[0]][0]
    for number, page in enumerate(unturned, 1):
        marks = [ln for ln in lines(page, MARK) if upright(ln)]
        places = sorted(ln["x0"] for ln in marks)

        assert places == pytest.approx(sorted(2 * list(fold.creases(number))), abs=0.01)
        for mark in marks:
            assert mark["height"] / MM == pytest.approx(3, abs=0.01)
            assert mark["top"] / MM >= 5
            assert (float(page.height) - mark["bottom"]) / MM >= 5


def test_the_frames_are_at_the_unprintable_and_at_the_dead_edge(sheet):
    for page in sheet:
        found = frames(page)
        for box, inset in zip(found, (UNPRINTABLE, DEAD), strict=True):
            half = box["linewidth"] / 2
            sides = (box["x0"], page.width - box["x1"], box["top"], page.height - box["bottom"])

            assert [(float(side) - half) / MM for side in sides] == pytest.approx(
                [inset] * 4, abs=0.01
            )
            assert close(INK, box["stroking_color"])


def targets(page):
    """The middle and half the side of each square of the targets, in millimetres."""
    small = [r for r in page.rects if r["stroke"] and r["width"] < 8 * MM]
    return [
        ((r["x0"] + r["x1"]) / 2 / MM, (r["top"] + r["bottom"]) / 2 / MM, r["width"] / 2 / MM)
        for r in small
    ]


def crosses(page):
    strokes = [ln for ln in page.lines if ln["linewidth"] == pytest.approx(1.0)]
    level = [ln for ln in strokes if not upright(ln)]
    return [
        ((ln["x0"] + ln["x1"]) / 2 / MM, ln["top"] / MM)
        for ln in level
        if any(
            upright(other)
            and other["x0"] == pytest.approx((ln["x0"] + ln["x1"]) / 2, abs=0.01)
            and (other["top"] + other["bottom"]) / 2 == pytest.approx(ln["top"], abs=0.01)
            for other in strokes
        )
    ]


def test_each_cross_of_the_back_lies_in_the_middle_of_squares_of_the_front(asked, unturned):
    front, back = unturned
    width = FOLDS[asked[0]][0].sheet.width / MM
    squares = targets(front)
    middles = sorted({(round(x, 2), round(y, 2)) for x, y, _ in squares})
    behind = sorted((round(width - x, 2), round(y, 2)) for x, y in crosses(back))

    assert len(middles) == 2
    assert [value for pair in middles for value in pair] == pytest.approx(
        [value for pair in behind for value in pair], abs=0.02
    )
    for x, y in middles:
        sizes = [half for a, b, half in squares if (round(a, 2), round(b, 2)) == (x, y)]
        assert sorted(sizes) == pytest.approx([1, 2, 3], abs=0.002)


def test_both_sides_say_which_they_are_beside_an_arrow_that_points_up(unturned):
    for page, side in zip(unturned, ("Voorkant", "Achterkant"), strict=True):
        (word,) = [w for w in page.extract_words(extra_attrs=["size"]) if w["text"] == side]
        curves = [c for c in page.curves if c["fill"]]
        (arrow,) = [c for c in curves if c["height"] > 40 * MM]
        middle = (arrow["x0"] + arrow["x1"]) / 2
        tips = [x for x, y in arrow["pts"] if y < arrow["top"] + 1]

        assert word["size"] == pytest.approx(22)
        assert [x for x in tips if abs(x - middle) > 1] == []
        assert word["upright"]
        assert arrow["x1"] < word["x0"]


WORDS = (
    ("Papier: A4", "100 % of ‘ware grootte’, niet ‘aanpassen aan pagina’", "Dubbelzijdig: aan"),
    ("Je ziet", "Dan", "Doe", "De balk is korter dan 100 mm, meestal 96 of 97 mm."),
)


def test_it_says_in_words_how_to_print_it_and_what_each_wrong_look_means(asked, unturned):
    flip = asked[1]
    edge, other = ("korte", "lange") if flip == "short" else ("lange", "korte")
    front, back = map(text_of, unturned)

    for page, words in zip((front, back), WORDS, strict=True):
        for word in words:
            assert word in page
    assert f"Omdraaien: langs de {edge} zijde" in front
    assert f"omdraaien langs de {edge} zijde" in back
    assert f"{other} zijde" not in front + back
    assert f"--flip {'long' if flip == 'short' else 'short'}" in back
    assert not re.search(r"[{}]", front + back)


def test_paper_that_is_not_folded_is_not_asked_to_be(sheet_pdf, pages_of):
    assert "Vouw het blad" not in text_of(pages_of(sheet_pdf("flat"))[0])
    assert "Vouw het blad" in text_of(pages_of(sheet_pdf("half"))[0])


def test_nothing_but_the_outer_frame_stands_in_the_dead_edge(asked, unturned, margins):
    for number, page in enumerate(unturned, 1):
        folds = FOLDS[asked[0]][0].creases(number)
        edge, text, crease = margins(page, folds, is_unprintable_frame)

        assert edge >= 5 - 0.01
        assert text >= 7 - 0.01
        assert crease >= 5 - 0.01
        assert margins(page, folds)[0] == pytest.approx(UNPRINTABLE, abs=0.01)


def test_every_text_can_be_read_in_grey(sheet):
    for page in sheet:
        for char in page.chars:
            colour = Colour(*char["non_stroking_color"])
            ground = OWN.accent if colour == Colour(1, 1, 1) else Colour(1, 1, 1)

            assert colour.grey().contrast(ground.grey()) >= 7


def test_the_same_sheet_is_the_same_file_and_another_has_another_id(sheet_pdf):
    made = sheet_pdf.__wrapped__
    ids = set()
    for name, flip in SHEETS:
        assert made(name, flip) == sheet_pdf(name, flip)
        with pikepdf.open(io.BytesIO(sheet_pdf(name, flip))) as pdf:
            ids.add(bytes(pdf.trailer.ID[0]))

    # A booklet is folded as half a sheet is, and its test sheet says another name.
    assert len(ids) == len(SHEETS)
