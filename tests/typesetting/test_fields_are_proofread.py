"""What is printed in a patient's fields is proofread as the brochure is."""

from dataclasses import replace

import pytest

from leaflet.errors import FitError, GlyphError

PLAN = ("ibuprofen 600 mg 3x/dag 8 dagen",)


@pytest.fixture(scope="module")
def press_with(library, content, fold, make_ready):
    """A press whose words were changed behind the back of every other check."""

    def ready(**changes):
        words = replace(content.words, **changes)
        return make_ready(replace(content, words=words), library, fold, (11.0,))

    return ready


def test_a_label_too_long_for_its_column_is_refused_and_not_printed_over_another(
    press_with, print_on, words
):
    press = press_with(moments={**words.moments, "breakfast": "bij het vroege ochtendontbijt"})
    with pytest.raises(FitError, match="fields"):
        print_on(press, *PLAN, name="An Peeters")


def test_labels_as_they_are_are_printed(press, print_on):
    assert print_on(press, *PLAN, name="An Peeters").pdf


def test_law_3_a_word_of_the_program_that_no_font_can_draw_is_refused(press_with, print_on, words):
    press = press_with(plan=replace(words.plan, none="\u7528\u836f geen"))
    with pytest.raises(GlyphError, match=r"U\+7528"):
        print_on(press, name="An Peeters")


def test_law_3_the_hours_of_a_phone_number_are_checked_for_their_glyphs(reword, fold, make_ready):
    book = "phonebook.yaml"
    old = "number: 03 890 59 23\n    hours:"
    content, own = reword((book, old, "number: 03 890 59 23\n    hours: 9\u201317 u \u7528"))
    with pytest.raises(GlyphError, match=r"U\+7528"):
        make_ready(content, own, fold, (11.0,))


def test_hours_too_long_for_their_line_are_refused_by_file_and_line(reword, fold, make_ready):
    book = "phonebook.yaml"
    old = "number: 03 890 59 23\n    hours:"
    hours = "maandag tot en met vrijdag van 9 tot 12 en van 13 tot 17 uur"
    content, own = reword((book, old, f"{old} {hours}"))
    with pytest.raises(FitError, match=r"phonebook.yaml:\d+:\d+: campus and hours are too long"):
        make_ready(content, own, fold, (11.0,))
