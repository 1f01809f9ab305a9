"""One value of a YAML file changes, and every other byte stays as its writer left it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaflet.content.yaml.editor import add_entry, remove_entry, set_values
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError

FILE = "phonebook.yaml"
ORDER = ("number", "hours", "checked_on", "checked_by")
BOOK = """\
# Our numbers
schema: 1

numbers:
  bornem.pijnkliniek:
    number:   03 890 59 23    # the desk
    hours:
    checked_on: '2025-01-31'\t# after the move
    checked_by: "An \\"Ann\\" Peeters"
    # asked twice

  # the other campus
  rumst.pijnkliniek:
    number: 03 880 90 11
    hours:
    checked_on:
    checked_by:
"""
BORNEM = ("numbers", "bornem.pijnkliniek")
RUMST = ("numbers", "rumst.pijnkliniek")


def set_in(text, path=BORNEM, **values):
    return set_values(text.encode(), FILE, path, values, ORDER).decode()


def refusal(act, *args, **options):
    with pytest.raises(ContentError) as refused:
        act(*args, **options)
    return str(refused.value)


def held(text):
    return read_source(text.encode(), FILE).value


class TestSetting:
    """A value in its own quotes, and nothing else."""

    def test_quotes_spacing_and_comments_stay(self):
        changed = set_in(BOOK, number="03 890 59 24", checked_on="2026-11-23", checked_by="Jan")
        assert changed == BOOK.replace(
            "number:   03 890 59 23    #", "number:   03 890 59 24    #"
        ).replace("'2025-01-31'\t#", "'2026-11-23'\t#").replace('"An \\"Ann\\" Peeters"', '"Jan"')

    def test_an_empty_value_is_written_after_its_colon(self):
        changed = set_in(BOOK, RUMST, checked_on="2026-11-23")
        assert changed == "2026-11-23".join(
            [BOOK[: BOOK.rindex("checked_on:") + 11] + " ", BOOK[BOOK.rindex("checked_on:") + 11 :]]
        )

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    @pytest.mark.parametrize("end", ["", "\n"])
    def test_line_ends_byte_order_mark_and_last_newline_stay(self, newline, mark, end):
        text = mark + (BOOK.rstrip("\n") + end).replace("\n", newline)
        changed = set_in(text, number="03 890 59 24")
        assert changed == text.replace("03 890 59 23", "03 890 59 24")
        changed = set_in(text, RUMST, checked_by="Jan")
        assert changed.rstrip("\r\n") == text.rstrip("\r\n") + " Jan"
        assert changed.endswith(newline) == (end == "\n")

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_a_key_that_is_not_there_gets_a_line_like_its_neighbours(self, newline):
        text = BOOK.replace("    checked_on: '2025-01-31'\t# after the move\n", "")
        text = text.replace("\n", newline)
        changed = set_in(text, number="03 890 59 24", checked_on="2026-11-23")
        lines, before = changed.split(newline), text.split(newline)
        assert lines[7] == "    checked_on: 2026-11-23"
        assert lines[:5] + lines[6:7] + lines[8:] == before[:5] + before[6:]

    def test_such_a_line_keeps_the_column_of_aligned_values(self):
        text = "numbers:\n  a.b:\n    number:       03 890 59 23"
        changed = set_in(text, ("numbers", "a.b"), checked_on="2026-11-23")
        assert changed == f"{text}\n    checked_on:   2026-11-23"

    @pytest.mark.parametrize(
        ("entry", "changed"),
        [
            ("{number: 03, checked_on: }", "{number: 04, checked_on: 2026-11-23 }"),
            ("{number: 03, checked_on: 1}", "{number: 04, checked_on: 2026-11-23}"),
            ("{ number: '03' } # c", "{ number: '04', checked_on: '2026-11-23' } # c"),
            ('{"number": "03"}', '{"number": "04", "checked_on": "2026-11-23"}'),
            (
                "{number: 03, # c\n    hours: x }",
                "{number: 04, # c\n    hours: x, checked_on: 2026-11-23 }",
            ),
        ],
    )
    def test_braces_stay_braces(self, entry, changed):
        text = f"numbers:\n  a.b: {entry}\n  c.d: {{number: 05}}\n"
        got = set_in(text, ("numbers", "a.b"), number="04", checked_on="2026-11-23")
        assert got == text.replace(entry, changed)

    def test_a_file_in_json_stays_in_json(self):
        import json

        text = '{"numbers": {"a.b": {"number": "03", "checked_on": null}}}'
        changed = set_in(text, ("numbers", "a.b"), number="04", checked_on="2026-11-23")
        assert json.loads(changed)["numbers"]["a.b"] == {
            "number": "04",
            "checked_on": "2026-11-23",
        }

    @pytest.mark.parametrize(
        ("value", "written"),
        [
            ("Jan", "Jan"),
            ("O'Neill", '"O\'Neill"'),
            ("Jan: desk", '"Jan: desk"'),
            ("Jan #2", '"Jan #2"'),
            ('a "b" \\', '"a \\"b\\" \\\\"'),
            ("- x", '"- x"'),
            ("*x", '"*x"'),
            ("Žofie Ärmel", "Žofie Ärmel"),
            ("+31 20 123 45 67", "+31 20 123 45 67"),
        ],
    )
    def test_a_plain_value_gets_quotes_only_where_it_needs_them(self, value, written):
        changed = set_in(BOOK, RUMST, checked_by=value)
        assert changed == BOOK.rstrip("\n") + f" {written}\n"
        assert held(changed)["numbers"]["rumst.pijnkliniek"]["checked_by"] == value


class TestRefusing:
    """What cannot be changed alone is refused, with its line and what to do."""

    @pytest.mark.parametrize(
        ("entry", "reason"),
        [
            ("number: >-\n      03 890 59 23", "3:13: this value is written after > or |"),
            ("number: 03 890\n      59 23", "on several lines"),
            ('number: "03 890\n      59 23"', "on several lines"),
            ("number: *desk", "3:13: this value is written as a reference (*)"),
            ("number: &x 03 890 59 23", "this value is written with a mark (&)"),
        ],
    )
    def test_a_value_that_is_not_a_line_of_its_own(self, entry, reason):
        text = f"numbers:\n  a.b:\n    {entry}\nx: &desk y\n"
        if "*" in entry:
            text = f"x: &desk y\n{text.removesuffix(f'x: &desk y{chr(10)}')}"
            reason = f"4{reason[1:]}"
        told = refusal(set_in, text, ("numbers", "a.b"), number="04")
        assert reason in told
        assert "with an editor" in told

    def test_an_entry_that_another_refers_to_is_not_changed_for_both(self):
        text = "numbers:\n  a.b: &x\n    number: 03\n  c.d: *x\n"
        assert "something else" in refusal(set_in, text, ("numbers", "a.b"), number="04")
        assert "reference" in refusal(set_in, text, ("numbers", "c.d"), number="04")
        assert "something else" in refusal(remove_entry, text.encode(), FILE, ("numbers", "a.b"))

    def test_a_key_that_is_a_reference_is_followed(self):
        text = "x: &k a.b\nnumbers:\n  *k :\n    number: 03 890 59 23\n"
        assert set_in(text, ("numbers", "a.b"), number="04") == text.replace("03 890 59 23", "04")

    @pytest.mark.parametrize(
        ("entry", "reason"),
        [
            ("", "2:7: nothing is written where `key: value` should stand"),
            (" {}", "2:8: nothing is written where `key: value` should stand"),
            (" [x]", "2:8: a list stands where `key: value` should"),
            ("\n    - x", "3:5: a list stands where `key: value` should"),
            (" 03 890 59 23", "2:8: a text stands where `key: value` should"),
            (' "03 890 59 23"', "2:8: a text stands where `key: value` should"),
            (" >-\n    03 890 59 23", "2:8: a text stands where `key: value` should"),
        ],
    )
    def test_an_entry_without_keys_is_called_what_it_is(self, entry, reason):
        text = f"numbers:\n  a.b:{entry}\n  c.d:\n    number: 1\n"
        told = refusal(set_in, text, ("numbers", "a.b"), number="04")
        assert told.startswith(f"{FILE}:{reason}")
        assert "with an editor" in told
        assert "reference" not in told

    def test_what_is_not_there_is_called_missing_and_no_reference(self):
        assert "there is no `numbers` here" in refusal(set_in, "x: y\n", BORNEM, number="04")
        told = refusal(set_in, "numbers:\n  a.b:\n    number: 1\n", BORNEM, number="04")
        assert "there is no `bornem.pijnkliniek` here" in told
        told = refusal(set_in, "x: &n\n  a.b: {number: 1}\nnumbers: *n\n", BORNEM, number="04")
        assert "3:10: this is a reference (*)" in told

    @pytest.mark.parametrize(
        "entry",
        ["\n    number: 03\n    ? hours", "\n    ? hours\n    ? number", " {number: 1, hours}"],
    )
    @pytest.mark.parametrize("end", ["", "\n", "\n# a: comment\n", "\n  c.d: {number: 1}\n"])
    def test_a_key_without_a_colon_gets_no_value(self, entry, end):
        text = f"numbers:\n  a.b:{entry}{end}"
        told = refusal(set_in, text, ("numbers", "a.b"), hours="9-17")
        assert "this value is written as a key without a colon" in told

    def test_a_key_without_a_colon_is_no_obstacle_to_another(self):
        text = "numbers:\n  a.b: {number: 1, hours}\n  c.d:\n    number: 2\n    ? hours"
        changed = set_in(text, ("numbers", "a.b"), number="04", checked_on="2026-11-23")
        written = "{number: 04, hours, checked_on: 2026-11-23}"
        assert changed == text.replace("{number: 1, hours}", written)
        assert set_in(text, ("numbers", "c.d"), number="4") == text.replace("2\n", "4\n")

    def test_a_colon_may_come_after_a_comment_that_has_one_too(self):
        text = "numbers:\n  a.b:\n    ? hours # a: b\n    # c: d\n    :\n    number: 1\n"
        changed = set_in(text, ("numbers", "a.b"), hours="9-17")
        assert changed == text.replace("    :\n", "    : 9-17\n")

    def test_a_file_that_is_not_yaml_is_told_as_always(self):
        assert "phonebook.yaml:1:1" in refusal(set_in, "[", BORNEM, number="04")


class TestAdding:
    """An entry at the end, written like the one before it."""

    def add(self, text, **values):
        values = {"number": "112", "hours": None, "checked_on": "2026-11-23"} | values
        return add_entry(text.encode(), FILE, ("numbers",), "rumst.spoed", values).decode()

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize("end", ["", "\n", "\n\n# the end\n"])
    def test_it_stands_after_the_last_entry_in_the_same_manner(self, newline, end):
        text = (BOOK.rstrip("\n") + end).replace("\n", newline)
        changed = self.add(text)
        # The comment of the last entry parts it from the one before, and no empty line does.
        lines = ["  rumst.spoed:", "    number: 112", "    hours:", "    checked_on: 2026-11-23"]
        body = BOOK.rstrip("\n").replace("\n", newline)
        assert changed == newline.join([body, *lines]) + end.replace("\n", newline)

    def test_empty_lines_between_entries_and_other_indents_are_kept_up(self):
        text = "numbers:\n   a.b:\n      number: '1'\n      # own\n\n   c.d:\n      number: '2'\n"
        changed = self.add(text + "      # own\nx: y\n")
        new = "\n   rumst.spoed:\n      number: '112'\n      hours:\n      checked_on: 2026-11-23\n"
        assert changed == f"{text}      # own\n{new}x: y\n"

    def test_braces_are_kept_up(self):
        changed = self.add("numbers:\n  a.b: {number: 1}\n")
        line = "  rumst.spoed: {number: 112, checked_on: 2026-11-23}\n"
        assert changed == "numbers:\n  a.b: {number: 1}\n" + line

    def test_a_list_that_is_not_one_entry_a_line_is_refused(self):
        told = refusal(self.add, "numbers: {a.b: {number: 1}}\n")
        assert "do not stand one a line" in told

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("x: y\n", "there is no `numbers` here"),
            ("hallo\n", "there is no `numbers` here"),
            ("- x\n", "there is no `numbers` here"),
            ("numbers:\n", "nothing is written"),
            ("numbers: {}\n", "nothing is written"),
            ("numbers: x\n", "a text stands"),
            ("numbers: [x]\n", "a list stands"),
            ("numbers:\n  a.b: c\n", "2:8: a text stands"),
            ("numbers:\n  a.b: [c]\n", "2:8: a list stands"),
            ("numbers:\n  a.b:\n", "2:7: nothing is written"),
            ("numbers:\n  a.b: {}\n", "2:8: nothing is written"),
            ("x: &n {number: 1}\nnumbers:\n  a.b: *n\n", "3:8: this is a reference (*)"),
            ("x: &n {a.b: {number: 1}}\nnumbers: *n\n", "this is a reference (*)"),
        ],
    )
    def test_where_there_are_no_entries_it_is_said_what_is_there(self, text, reason):
        told = refusal(self.add, text)
        assert reason in told
        assert "with an editor" in told


class TestRemoving:
    """The lines of an entry go, and nothing else."""

    def test_the_lines_and_comments_of_an_entry_go(self):
        changed = remove_entry(BOOK.encode(), FILE, BORNEM).decode()
        start, end = BOOK.index("  bornem."), BOOK.index("\n  # the other")
        assert changed == BOOK[:start] + BOOK[end:]

    def test_the_last_entry_can_go(self):
        changed = remove_entry(BOOK.rstrip("\n").encode(), FILE, RUMST).decode()
        assert changed == BOOK[: BOOK.index("  rumst.")]

    def test_the_only_entry_stays(self):
        told = refusal(remove_entry, b"numbers:\n  a.b:\n    number: 1\n", FILE, ("numbers", "a.b"))
        assert "may not be empty" in told


GAP = st.sampled_from([" ", "  ", "      "])
COMMENT = st.sampled_from(["", " # c", "   # 'it''s: {x}", "\t# tab", " # é 😀"])
QUOTE = st.sampled_from(["{}", "'{}'", '"{}"'])
NEWLINE = st.sampled_from(["\n", "\r\n", "\r"])
WORD = st.from_regex(r"\A[a-zà-ÿ0-9][a-zà-ÿ0-9 ./-]{0,12}[a-z0-9]\Z")
TEXT = st.text(st.characters(blacklist_categories=["C", "Z"]) | st.just(" "), min_size=1)


@st.composite
def books(draw):
    """A book with any spacing, quotes and comments, as lines; and which line holds what."""
    indent, deeper = " " * draw(st.integers(1, 4)), " " * draw(st.integers(1, 5))
    lines, places = ["numbers:" + draw(COMMENT)], {}
    for number in range(draw(st.integers(1, 4))):
        key = f"c{number}.x"
        lines.append(f"{indent}{key}:{draw(COMMENT)}")
        given = draw(st.permutations(ORDER[1:]))[: draw(st.integers(0, 3))]
        for each in draw(st.permutations(["number", *given])):
            value = draw(QUOTE).format(draw(WORD))
            if each != "number" and draw(st.booleans()):
                value = ""
            places[key, each] = len(lines)
            gap = draw(GAP) if value else ""
            lines.append(f"{indent}{deeper}{each}:{gap}{value}{draw(COMMENT)}")
        lines.extend(draw(st.lists(st.sampled_from(["", "# c", f"{indent}# c"]), max_size=2)))
    return lines, places


@given(books(), NEWLINE, st.booleans(), TEXT.filter(lambda text: text == text.strip()), st.data())
def test_whatever_the_book_looks_like_one_value_is_one_line(book, newline, mark, value, data):
    lines, places = book
    text = "\ufeff" * mark + newline.join(lines) + newline * data.draw(st.integers(0, 2))
    before = held(text)
    (key, name), place = data.draw(st.sampled_from(sorted(places.items())))
    changed = set_values(text.encode(), FILE, ("numbers", key), {name: value}, ORDER).decode()

    assert held(changed)["numbers"][key][name] == value
    was, now = re.split(r"\r\n|\r|\n", text), re.split(r"\r\n|\r|\n", changed)
    assert [n for n, (old, new) in enumerate(zip(was, now, strict=True)) if old != new] in (
        [place],
        [],
    )
    assert re.findall(r"\r\n|\r|\n", changed) == re.findall(r"\r\n|\r|\n", text)
    tail = re.search(r"[ \t]*(#.*)?\Z", was[place])[0]
    assert now[place].endswith(tail)
    expected = {k: dict(v) for k, v in before["numbers"].items()}
    expected[key][name] = value
    assert held(changed)["numbers"] == expected


@given(books(), NEWLINE, st.booleans(), st.data())
@example((["numbers:", " c0.x:", "  number: 1"], {}), "\n", False, None)
def test_what_is_added_and_removed_again_leaves_the_file_as_it_was(book, newline, end, data):
    lines, _ = book
    text = newline.join(lines) + newline * end
    values = {"number": "112", "checked_on": "2026-11-23", "checked_by": None}
    added = add_entry(text.encode(), FILE, ("numbers",), "new.x", values)
    assert held(added.decode())["numbers"]["new.x"] == values
    removed = remove_entry(added, FILE, ("numbers", "new.x")).decode()
    assert held(removed) == held(text)
    kept = [line for line in removed.split(newline) if line]
    assert kept == [line for line in lines if line]


STRANGE = """\
numbers:
  a.b: &x
    number: &n '1'  # c
    ? hours
    : >-
      text
      more
    checked_on: *n
  c.d: {number: "2", "hours": , checked_by: [x, {y: z}]}
  e.f: *x
  "g.h":
    number: 3
     4
  i.j: {number: 5, hours}
  k.l: {}
  m.n: [x]
  o.p:
  q.r:
    number: 6
    ? hours
"""
SLIP = st.tuples(
    st.integers(0, 300), st.integers(0, 3), st.text("ab1:,-?&*'\"{}[]#|> \n\t.", max_size=3)
)


@given(st.lists(SLIP, max_size=4), st.sampled_from([BOOK, STRANGE]), st.data())
def test_a_file_however_strange_is_changed_as_meant_or_refused(slips, text, data):
    for place, length, between in slips:
        text = text[:place] + between + text[place + length :]
    try:
        numbers = held(text)["numbers"]
        keys = sorted(key for key, entry in numbers.items() if isinstance(entry, dict))
    except (ContentError, KeyError, TypeError, AttributeError):
        return
    for key in keys:
        path = ("numbers", key)
        values = {"number": "112", "checked_on": "2026-11-23"}
        for act, meant in (
            (lambda p=path, v=values: set_values(text.encode(), FILE, p, v, ORDER), "set"),
            (lambda p=path: remove_entry(text.encode(), FILE, p), "removed"),
            (lambda v=values: add_entry(text.encode(), FILE, ("numbers",), "new.x", v), "added"),
        ):
            expected = dict(numbers)
            if meant == "removed":
                del expected[key]
            elif meant == "set":
                expected[key] = {**numbers[key], **values}
            else:
                expected["new.x"] = values
            try:
                changed = act().decode()
            except ContentError:
                continue
            assert held(changed)["numbers"] == expected
