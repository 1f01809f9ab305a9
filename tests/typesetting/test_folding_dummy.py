"""The folding dummy, folded: what is printed on it is read, obeyed and leafed through.

Numbers, lines and badges come from the file; the folding knows only paper.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from leaflet.errors import FitError
from leaflet.paper.folds import FOLDS
from leaflet.typesetting.sheets.folding_dummy import set_dummy

MM = 72 / 25.4
EVERY = [
    pytest.param(name, more, id=f"{name} {more + 1}")
    for name, row in FOLDS.items()
    for more in range(len(row))
]
STRIPS = ["c", "z", "half"]
CREASE, FOLIO = 0.75, 190


@dataclass(frozen=True)
class Printed:
    """A page as it is seen: its big numbers from the left, and its creases likewise."""

    numbers: tuple[int, ...]
    bends: tuple[str, ...]
    steps: tuple[int, ...]


def see(page) -> Printed:
    lines = defaultdict(list)
    for line in page.lines:
        if line["linewidth"] == pytest.approx(CREASE) and line["width"] < 0.1:
            lines[round(line["x0"], 1)].append(line)
    creases = sorted(lines)
    bends = tuple("valley" if len(lines[x]) == 1 else "mountain" for x in creases)
    white = [c for c in page.chars if c["non_stroking_color"] == (1, 1, 1)]
    steps = tuple(int(next(c["text"] for c in white if 0 < c["x0"] - x < 20 * MM)) for x in creases)
    edges = [0, *creases, float(page.width)]
    numbers = []
    for left, right in pairwise(edges):
        big = [c for c in page.chars if c["size"] > 100 and left < (c["x0"] + c["x1"]) / 2 < right]
        assert all(c["upright"] and left < c["x0"] < c["x1"] < right for c in big)
        assert all(c["size"] == pytest.approx(FOLIO) for c in big)
        numbers.append(int("".join(c["text"] for c in sorted(big, key=lambda c: c["x0"]))))
    return Printed(tuple(numbers), bends, steps)


class Paper:
    """A pile of sheets, fronts up: stacks of leaves side by side, each leaf with its two faces."""

    def __init__(self, pages):
        count = len(pages[0].numbers)
        self.stacks = [
            [
                (front.numbers[n], back.numbers[count - 1 - n])
                for front, back in zip(pages[::2], pages[1::2], strict=True)
            ]
            for n in range(count)
        ]
        self.slot = list(range(count))

    def fold(self, crease, bend):
        """Lay what is left of a crease over the rest (a valley), or under it."""
        at = min(self.slot[crease], self.slot[crease + 1])
        left, right = self.stacks[: at + 1], self.stacks[at + 1 :]
        for n, stack in enumerate(reversed(left)):
            turned = [(down, up) for up, down in reversed(stack)]
            if n == len(right):
                right.append([])
            right[n] = turned + right[n] if bend == "valley" else right[n] + turned
        self.slot = [at - s if s <= at else s - at - 1 for s in self.slot]
        self.stacks = right

    def seen(self, side):
        """What is seen from above (0) or from below (1)."""
        return {stack[0 if side == 0 else -1][side] for stack in self.stacks}


def folded(pages, count=None):
    """The paper after the first ``count`` folds, in the order in which the badges say."""
    front = pages[0]
    paper = Paper(pages)
    order = sorted(range(len(front.steps)), key=lambda n: front.steps[n])
    for crease in order[:count]:
        paper.fold(crease, front.bends[crease])
    return paper


def unfold(pages):
    """What is seen of a strip: folded, then each fold undone, last the other side."""
    count = len(pages[0].steps)
    yield folded(pages).seen(0)
    for done in range(count - 1, -1, -1):
        yield folded(pages, done).seen(1)
    yield folded(pages, 0).seen(0)


def leaf_through(pages):
    """What is seen of a booklet or a pile: its front, each opening, its back."""
    (stack,) = folded(pages).stacks
    faces = [face for leaf in stack for face in leaf]
    yield {faces[0]}
    for n in range(1, len(faces) - 1, 2):
        yield {faces[n], faces[n + 1]}
    yield {faces[-1]}


def ascends(views):
    """Whether what is new at each look comes after all that was seen before, and nothing lacks."""
    last, known = 0, set()
    for view in views:
        new = view - known
        if new and min(new) <= last:
            return False
        known |= new
        last = max(known)
    return known == set(range(1, last + 1))


@pytest.fixture
def seen(dummy_pdf, pages_of):
    return lambda name, more=0: tuple(map(see, pages_of(dummy_pdf(name, more))))


@pytest.mark.parametrize("name", STRIPS)
def test_whoever_folds_it_as_it_says_and_opens_it_meets_the_numbers_in_order(seen, name):
    pages = seen(name)
    views = list(unfold(pages))

    assert len(folded(pages).stacks) == 1
    assert views[0] == {1}
    assert ascends(views), views


@pytest.mark.parametrize(("name", "more"), [p for p in EVERY if p.values[0] not in ("c", "z")])
def test_whoever_leafs_through_the_pile_meets_the_numbers_in_order(seen, name, more):
    pages = seen(name, more)

    assert ascends(leaf_through(pages))
    assert len(pages) == 2 * FOLDS[name][more].sheets


@pytest.mark.parametrize("name", STRIPS)
def test_paper_that_is_folded_the_other_way_is_found(seen, name):
    other = {"valley": "mountain", "mountain": "valley"}
    pages = [replace(p, bends=tuple(other[bend] for bend in p.bends)) for p in seen(name)]

    assert not ascends(unfold(pages))


def test_the_folds_of_a_letter_in_the_wrong_order_are_found(seen):
    pages = [replace(page, steps=page.steps[::-1]) for page in seen("c")]

    assert not ascends(unfold(pages))


@pytest.mark.parametrize(("name", "more"), [("booklet", 0), ("flat", 1)])
def test_two_pages_that_are_swapped_are_found(seen, name, more):
    pages = list(seen(name, more))
    pages[0], pages[1] = pages[1], pages[0]

    assert not ascends(leaf_through(pages))


@pytest.mark.parametrize("name", FOLDS)
def test_the_other_side_says_the_same_of_each_crease_from_behind(seen, name):
    front, back = seen(name)[:2]
    other = {"valley": "mountain", "mountain": "valley"}

    assert back.bends[::-1] == tuple(other[bend] for bend in front.bends)
    assert back.steps[::-1] == front.steps


@pytest.mark.parametrize("name", FOLDS)
def test_it_says_in_words_what_its_lines_say(dummy_pdf, pages_of, seen, name):
    for page, printed in zip(pages_of(dummy_pdf(name)), seen(name), strict=True):
        text = page.extract_text()

        assert text.count("Volle lijn: naar je toe") == printed.bends.count("valley")
        assert text.count("Streepjeslijn: van je af") == printed.bends.count("mountain")
        assert text.count("Vouw hier") == len(printed.bends)


@pytest.mark.parametrize(
    ("name", "widths"),
    [
        ("c", ["97 mm", "100 mm", "100 mm"]),
        ("z", ["99 mm"] * 3),
        ("half", ["148,5 mm"] * 2),
        ("flat", ["210 mm"]),
    ],
)
def test_each_panel_says_how_wide_it_is(dummy_pdf, pages_of, name, widths):
    front, back = (page.extract_text() for page in pages_of(dummy_pdf(name)))

    assert [f"{w} breed" for w in widths] == sorted((f"{w} breed" for w in widths), key=front.index)
    for width in set(widths):
        assert front.count(f"{width} breed") == widths.count(width)
        assert back.count(f"{width} breed") == widths.count(width)


def test_each_panel_says_what_the_fold_makes_of_it(dummy_pdf, pages_of):
    outside, inside = (page.extract_text() for page in pages_of(dummy_pdf("c")))

    assert outside.splitlines()[0].startswith("Flap Omslag achteraan Omslag vooraan")
    assert inside.splitlines()[0] == "Binnenkant Binnenkant Binnenkant"
    assert "paneel 6 van 6 · voorkant van blad 1" in outside


@pytest.mark.parametrize(("name", "more"), EVERY)
def test_nothing_stands_in_the_dead_edge_and_no_text_at_an_edge_or_a_fold(
    dummy_pdf, pages_of, margins, name, more
):
    for number, page in enumerate(pages_of(dummy_pdf(name, more)), 1):
        edge, text, crease = margins(page, FOLDS[name][more].creases(number))

        assert edge >= 5 - 0.01
        assert text >= 7 - 0.01
        assert crease >= 5 - 0.01


def test_words_that_do_not_fit_are_refused_and_never_cut(bench):
    words = bench.words.dummy
    long = replace(words, how=replace(words.how, c=" ".join(["nog een zin"] * 60)))
    fold = FOLDS["c"][0]

    with pytest.raises(FitError, match="mm too long"):
        set_dummy(fold, fold.flip, replace(bench, words=replace(bench.words, dummy=long)))
