"""Bookmarks of any levels are a tree in which every reader finds its way."""

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.press.pdf.document import Bookmark, write_outline

LEVELS = st.lists(st.integers(0, 4), max_size=25)


class Outline:
    """The objects of an outline, whose references are followed by number."""

    def __init__(self, levels, first):
        bookmarks = [
            Bookmark(f"Kop {n}", level, 3, 10.0, 700.0 - n) for n, level in enumerate(levels)
        ]
        self.first = first
        self.objects = {
            number: pikepdf.Object.parse(each.replace(" 0 R", "").encode())
            for number, each in enumerate(write_outline(bookmarks, first), first)
        }

    def kids(self, number):
        """The kids of an item, from its first to its last, each tied to the one before."""
        kid, before, kids = self.objects[number].get("/First"), None, []
        while kid is not None:
            item = self.objects[kid]
            assert item.Parent == number
            assert item.get("/Prev") == before
            kids.append(kid)
            before, kid = kid, item.get("/Next")
        assert self.objects[number].get("/Last") == before
        return kids

    def walk(self, number, depth=0):
        """Every item below, with its depth; each counts all that are below it."""
        found = []
        for kid in self.kids(number):
            found += [(kid, depth), *self.walk(kid, depth + 1)]
        assert int(self.objects[number].get("/Count", 0)) == len(found)
        return found


@settings(max_examples=200)
@given(LEVELS, st.integers(1, 500))
def test_every_bookmark_is_found_once_and_in_order(levels, first):
    outline = Outline(levels, first)
    found = outline.walk(first)

    assert [number for number, _ in found] == [*range(first + 1, first + 1 + len(levels))]
    assert outline.objects[first].Type == "/Outlines"
    assert "/Parent" not in outline.objects[first]


@settings(max_examples=200)
@given(LEVELS)
def test_a_bookmark_stands_under_the_last_one_of_a_higher_level(levels):
    outline, above = Outline(levels, 1), []
    for n, level in enumerate(levels):
        above = [each for each in above if levels[each] < level]
        parent = outline.objects[n + 2].Parent
        assert parent == (above[-1] + 2 if above else 1)
        above.append(n)


def test_a_bookmark_says_its_words_and_its_place():
    bookmark = Bookmark("Wat (nu)? één", 0, 3, 283.4646, 571.869)
    _, written = write_outline([bookmark], 20)
    item = pikepdf.Object.parse(written.replace(" 0 R", "").encode())

    assert str(item.Title) == "Wat (nu)? één"
    assert [str(each) for each in item.Dest] == ["3", "/XYZ", "283.465", "571.869", "None"]
