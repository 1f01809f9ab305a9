"""The plan on paper: what was prescribed is what is read, row by row and column by column."""

from dataclasses import dataclass
from itertools import combinations

import pytest

from leaflet.discharge.plan.model import MedicationPlan, Override
from leaflet.errors import FitError
from leaflet.typesetting.fields.model import NoPlan

MM = 72 / 25.4
MOMENTS = ("opstaan", "ontbijt", "middag", "avond", "slapen")
SCHEDULED, AS_NEEDED = "Elke dag", "Alleen zo nodig"
PEN = NoPlan.PEN_GRID


@dataclass(frozen=True)
class Row:
    """One medicine: the dose under each moment, and all else that its row says, line by line."""

    cells: dict[str, str]
    text: str


class Plan:
    """The plan's field, read from the page by the positions of its words."""

    def __init__(self, paper, field, reader):
        self.paper = paper
        self.field = field
        self.words = [w for w in paper.words_on(field.page - 1) if reader.lies_in(w, field)]
        self.text = self._written(self.words)

    def _written(self, words):
        lines = {}
        for word in words:
            lines.setdefault(round(word.baseline), []).append(word)
        rows = [sorted(lines[y], key=lambda word: word.left) for y in sorted(lines)]
        return " ".join(word.text for row in rows for word in row).replace("\u00a0", " ")

    @property
    def moments(self):
        """The heading of each column with its middle, from left to right."""
        labels = [w for w in self.words if w.text in MOMENTS and round(w.size) == 9]
        if not labels:
            return {}
        top = min(word.baseline for word in labels)
        row = sorted((w for w in labels if abs(w.baseline - top) < 1), key=lambda w: w.left)
        return {word.text: (word.left + word.right) / 2 for word in row}

    def row(self, medicine):
        """What stands from one medicine's name down to the next."""
        names = [
            word
            for word in self.words
            if word.font == "SourceSans3-Bold"
            and round(word.size) == 11
            and word.left < self.field.left + 3 * MM
        ]
        (name,) = (word for word in names if word.text == medicine)
        labels = [
            word.baseline - 3 * MM
            for word in self.words
            if word.font == "SourceSans3-SemiBold" and round(word.size) == 9
        ]
        starts = [word.baseline - 4.5 * MM for word in names] + labels
        start = name.baseline - 4.5 * MM
        end = min((y for y in starts if y > start + 1), default=self.field.bottom)
        words = [word for word in self.words if start < word.baseline < end]
        inside = [word for word in words if self._in_a_cell(word)]
        cells = {}
        for moment, middle in self.moments.items():
            cell = [w for w in inside if abs((w.left + w.right) / 2 - middle) < 6 * MM]
            cell.sort(key=lambda word: (round(word.baseline), word.left))
            if cell:
                cells[moment] = " ".join(word.text for word in cell)
        return Row(cells, self._written([word for word in words if word not in inside]))

    @property
    def uprights(self):
        page = self.paper.pages[self.field.page - 1]
        return [
            line
            for line in page.lines
            if abs(line["x0"] - line["x1"]) < 0.01
            and self.field.left < line["x0"] < self.field.right
        ]

    def _in_a_cell(self, word):
        """Whether an upright stands at its left on its own height, below the names of moments."""
        return word.text not in MOMENTS and any(
            line["x0"] < word.left and line["top"] < word.baseline < line["bottom"] + 0.5
            for line in self.uprights
        )

    def collisions(self):
        """Pairs of words that lie over each other, and words that an upright line cuts."""
        found = [
            (a.text, b.text)
            for a, b in combinations(self.words, 2)
            if a.left < b.right - 0.3
            and b.left < a.right - 0.3
            and a.baseline > b.baseline - 0.7 * b.size
            and b.baseline > a.baseline - 0.7 * a.size
        ]
        for line in self.uprights:
            found += [
                (word.text, "|")
                for word in self.words
                if word.left < line["x0"] - 0.3
                and word.right > line["x0"] + 0.3
                and line["top"] < word.baseline - 0.3 * word.size < line["bottom"]
            ]
        return found


@pytest.fixture(scope="module")
def plan_of(make, fields, reader):
    def plan_of(*med, name="An Peeters", born="1980-05-17", **said):
        paper = make(*med, name=name, born=born, **said)
        return Plan(paper, fields.plan, reader)

    return plan_of


FOLLOW = "Volg dit plan, ook als er elders in deze folder iets anders staat."


def daily(dose, *moments):
    return dict.fromkeys(moments, dose)


FIRST, LAST = "zondag 22 november 2026", "zondag 29 november 2026"
THREE = ("ontbijt", "middag", "avond")
EIGHT_DAYS = ("8 dagen", f"vanaf {FIRST}", f"laatste dag: {LAST}")

# What is typed; the medicine; its doses by moment, or none where it is taken as needed; the rest.
USUAL = [
    ("ibuprofen", "ibuprofen", daily("600 mg", *THREE), ("bij het eten", *EIGHT_DAYS)),
    ("ibuprofen 600 mg 3x/dag 8 dagen", "ibuprofen", daily("600 mg", *THREE), EIGHT_DAYS),
    (
        "ibuprofen 400 mg 3x/dag 5 dagen",
        "ibuprofen",
        daily("400 mg", *THREE),
        ("bij het eten", "5 dagen", "laatste dag: donderdag 26 november 2026"),
    ),
    (
        "ibuprofen 600mg 2x/dag 3 dagen",
        "ibuprofen",
        daily("600 mg", "ontbijt", "avond"),
        ("3 dagen", "laatste dag: dinsdag 24 november 2026"),
    ),
    (
        "ibuprofen 400 mg na ontbijt+na avond 8 dagen",
        "ibuprofen",
        daily("400 mg", "ontbijt", "avond"),
        ("na het eten", *EIGHT_DAYS),
    ),
    (
        "ibuprofen 600 mg 3x/dag t/m 2026-11-26",
        "ibuprofen",
        daily("600 mg", *THREE),
        ("5 dagen", "laatste dag: donderdag 26 november 2026"),
    ),
    (
        "ibuprofen 1 tablet van 600 mg 3x/dag 8 dagen",
        "ibuprofen",
        daily("1 tablet", *THREE),
        ("tablet van 600 mg", "bij het eten", *EIGHT_DAYS),
    ),
    (
        "ibuprofen 600 mg zo nodig max 3x/dag 5 dagen",
        "ibuprofen",
        None,
        ("600 mg per keer", "hoogstens 3 keer per dag", "bij het eten", "do 26/11/2026"),
    ),
    (
        "Brufen 600 mg 3x/dag 8 dagen",
        "ibuprofen",
        daily("600 mg", *THREE),
        ("ibuprofen (Brufen)", *EIGHT_DAYS),
    ),
    (
        "ibuprofen 600 mg 3x/dag 8 dagen tegen de pijn bij bewegen",
        "ibuprofen",
        daily("600 mg", *THREE),
        ("tegen de pijn bij bewegen", *EIGHT_DAYS),
    ),
    (
        "ibuprofen 600 mg 1x/dag 1 dag",
        "ibuprofen",
        daily("600 mg", "ontbijt"),
        ("1 dag", f"laatste dag: {FIRST}"),
    ),
    ("paracetamol", "paracetamol", None, ("1 g per keer", "hoogstens 4 keer per dag")),
    (
        "paracetamol 1 g zo nodig max 4 g/dag",
        "paracetamol",
        None,
        ("1 g per keer", "hoogstens 4 keer per dag (4 g)"),
    ),
    (
        "paracetamol 500 mg zo nodig max 4x/dag",
        "paracetamol",
        None,
        ("500 mg per keer", "hoogstens 4 keer per dag"),
    ),
    (
        "paracetamol 1000 mg zo nodig max 4x/dag om de 6 uur",
        "paracetamol",
        None,
        ("1000 mg per keer", "hoogstens 4 keer per dag", "minstens 6 uur tussen"),
    ),
    (
        "paracetamol 2 tabletten van 500 mg zo nodig max 4x/dag",
        "paracetamol",
        None,
        ("tablet van 500 mg", "2 tabletten", "per keer", "hoogstens 4 keer per dag"),
    ),
    (
        "paracetamol 1 g 3x/dag 5 dagen",
        "paracetamol",
        daily("1 g", *THREE),
        ("5 dagen", "laatste dag: donderdag 26 november 2026"),
    ),
    (
        "paracetamol 1 g 4x/dag 3 dagen",
        "paracetamol",
        daily("1 g", *THREE, "slapen"),
        ("3 dagen", "laatste dag: dinsdag 24 november 2026"),
    ),
    (
        "paracetamol 500 mg 4 keer per dag 7 dagen tegen koorts",
        "paracetamol",
        daily("500 mg", *THREE, "slapen"),
        ("7 dagen", "laatste dag: zaterdag 28 november 2026", "tegen koorts"),
    ),
    (
        "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
        "tramadol",
        None,
        ("50 mg per keer", "hoogstens 4 keer per dag", "minstens 6 uur tussen", "op voorschrift"),
    ),
    (
        "tramadol 50 mg zo nodig max 3x/dag",
        "tramadol",
        None,
        ("50 mg per keer", "hoogstens 3 keer per dag", "minstens 4 uur tussen", "op voorschrift"),
    ),
    (
        "tramadol 100 mg zo nodig om de 6 uur max 400 mg/dag",
        "tramadol",
        None,
        ("100 mg per keer", "(400 mg)", "minstens 6 uur tussen", "op voorschrift"),
    ),
    (
        "tramadol 50 mg zo nodig max 4x/dag al gekregen 14.10 tegen hevige pijn",
        "tramadol",
        None,
        ("50 mg per keer", "om 14.10 uur", "18.10 uur", "tegen hevige pijn", "op voorschrift"),
    ),
    (
        "tramadol 50 mg voor het slapengaan 3 dagen",
        "tramadol",
        daily("50 mg", "slapen"),
        ("3 dagen", "laatste dag: dinsdag 24 november 2026", "op voorschrift"),
    ),
    (
        "tramadol 50 mg 2x/dag 5 dagen",
        "tramadol",
        daily("50 mg", "ontbijt", "avond"),
        ("5 dagen", "laatste dag: donderdag 26 november 2026", "op voorschrift"),
    ),
]


@pytest.mark.parametrize(("typed", "medicine", "cells", "said"), USUAL, ids=lambda v: str(v)[:60])
def test_a_usual_plan_is_on_the_paper_as_it_was_meant(plan_of, typed, medicine, cells, said):
    plan = plan_of(typed)

    assert plan.paper.warnings == ()
    row = plan.row(medicine)
    assert row.cells == (cells or {})
    for words in said:
        assert words in row.text
    assert list(plan.moments) == [moment for moment in MOMENTS if moment in (cells or {})]
    assert (SCHEDULED in plan.text) is (cells is not None)
    assert (AS_NEEDED in plan.text) is (cells is None)
    assert plan.collisions() == []


@pytest.mark.parametrize(("typed", "medicine", "cells", "said"), USUAL, ids=lambda v: str(v)[:60])
def test_a_usual_plan_says_nothing_that_was_not_meant(plan_of, typed, medicine, cells, said):
    text = plan_of(typed).row(medicine).text
    for words, reason in {
        "op voorschrift": medicine == "tramadol",
        "per keer": cells is None,
        "hoogstens": cells is None,
        "niet gecontroleerd": False,
        "tegen": "tegen" in typed,
        "gekregen": "gekregen" in typed,
        "voor het eten": False,
    }.items():
        assert (words in text) is reason, words
    assert ("eten" in text) is (medicine == "ibuprofen")


def test_name_and_dates_stand_on_the_panel_of_the_plan(plan_of):
    for plan in (plan_of("ibuprofen"), plan_of(), plan_of(no_plan=PEN)):
        assert plan.text.startswith("Jouw medicatieplan")
        assert "An Peeters" in plan.text
        assert "17/05/1980" in plan.text
        assert "22/11/2026" in plan.text


THREE_MEDICINES = (
    "ibuprofen 600 mg 3x/dag 8 dagen",
    "paracetamol 1 g zo nodig max 4x/dag",
    "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
)
COMBINED = [
    THREE_MEDICINES,
    (*THREE_MEDICINES[:2], THREE_MEDICINES[2] + " al gekregen 14.10 tegen hevige pijn"),
    ("ibuprofen 400 mg 3x/dag 5 dagen", "paracetamol 1 g 4x/dag 5 dagen"),
    (
        "ibuprofen 400 mg 3x/dag 5 dagen",
        "paracetamol 1 g 4x/dag 5 dagen",
        "tramadol 50 mg 2x/dag 5 dagen",
    ),
    ("paracetamol 1 g 4x/dag 3 dagen", "tramadol 50 mg zo nodig max 3x/dag"),
    ("Brufen 600 mg 3x/dag 8 dagen", "Dafalgan 1 g zo nodig max 4x/dag"),
    tuple(text + " tegen de pijn" for text in THREE_MEDICINES),
]


@pytest.mark.parametrize("lines", COMBINED, ids=lambda lines: " + ".join(lines)[:70])
def test_three_medicines_fit_at_body_size_each_in_its_own_row(plan_of, lines):
    plan = plan_of(*lines)
    for typed in lines:
        medicine = {"Brufen": "ibuprofen", "Dafalgan": "paracetamol"}.get(
            typed.split()[0], typed.split()[0]
        )
        row = plan.row(medicine)
        amount = " ".join(typed.split()[1:3])
        assert ("per keer" in row.text) is ("zo nodig" in typed)
        if "zo nodig" in typed:
            assert f"{amount} per keer" in row.text
            assert row.cells == {}
        else:
            assert set(row.cells.values()) == {amount}
        assert ("op voorschrift" in row.text) is (medicine == "tramadol")
        assert ("bij het eten" in row.text) is (medicine == "ibuprofen")
    assert plan.collisions() == []
    assert {round(word.size) for word in plan.words} <= {9, 11, 13}


@pytest.mark.parametrize("lines", COMBINED, ids=lambda lines: " + ".join(lines)[:70])
def test_the_last_day_of_every_course_is_on_the_paper(plan_of, lines):
    text = plan_of(*lines).text
    for typed in lines:
        if "8 dagen" in typed:
            assert "8 dagen" in text
            assert LAST in text or "zo 29/11/2026" in text
        if "5 dagen" in typed:
            assert "donderdag 26 november 2026" in text or "do 26/11/2026" in text
        if "3 dagen" in typed:
            assert "dinsdag 24 november 2026" in text or "di 24/11/2026" in text


def test_only_the_moments_in_use_have_a_column(plan_of):
    both = plan_of("ibuprofen 400 mg ontbijt+avond 8 dagen", "paracetamol 1 g 4x/dag 3 dagen")
    assert list(both.moments) == ["ontbijt", "middag", "avond", "slapen"]
    assert both.row("ibuprofen").cells == daily("400 mg", "ontbijt", "avond")
    assert both.row("paracetamol").cells == daily("1 g", *THREE, "slapen")


DOSES = {
    "2 tabletten van 500 mg": "2 tabletten",
    "1 capsule van 500 mg": "1 capsule",
    "1 zakje van 500 mg": "1 zakje",
    "een halve tablet van 20 mg": "een halve tablet",
    "20 druppels": "20 druppels",
    "100 microgram": "100 microgram",
    "1000 mg": "1000 mg",
    "2,5 mg": "2,5 mg",
    "12,5 ml": "12,5 ml",
}


@pytest.mark.parametrize("dose", DOSES)
@pytest.mark.parametrize("count", [1, 3, 4])
def test_every_kind_of_dose_stands_in_its_column_without_touching_its_neighbour(
    plan_of, dose, count
):
    """Checked with a medicine for which no limit is stated, so that every dose is possible."""
    # Waking and breakfast never stand in one line.
    moments = (MOMENTS[0], *MOMENTS[2:])[:count]
    plan = plan_of(f"pantoprazol {dose} {'+'.join(moments)} 5 dagen")

    assert plan.collisions() == []
    assert plan.row("pantoprazol").cells == dict.fromkeys(moments, DOSES[dose])


def test_that_a_medicine_is_unchecked_is_told_to_the_prescriber_and_not_to_the_patient(plan_of):
    plan = plan_of("pantoprazol 20 mg opstaan 5 dagen")
    assert plan.row("pantoprazol").cells == {"opstaan": "20 mg"}
    assert "gecontroleerd" not in plan.text
    (warning,) = plan.paper.warnings
    assert "it is not checked" in str(warning.what)


def test_without_a_plan_the_field_says_so_in_words(plan_of):
    plan = plan_of()
    assert "Bij dit bezoek is geen medicatie voorgeschreven." in plan.text
    assert plan.moments == {}
    assert AS_NEEDED not in plan.text


def test_for_the_pen_the_field_is_an_empty_grid(plan_of, make, fields, reader):
    for plan in (
        plan_of(no_plan=PEN),
        Plan(make(no_plan=PEN), fields.plan, reader),
    ):
        assert list(plan.moments) == list(MOMENTS)
        assert SCHEDULED in plan.text
        assert AS_NEEDED in plan.text
        assert "geen medicatie" not in plan.text
        for medicine in ("ibuprofen", "paracetamol", "tramadol", " mg"):
            assert medicine not in plan.text
        assert plan.collisions() == []


@pytest.mark.parametrize(
    "name", ["An Peeters", "Maria Magdalena Van den Eynde", "Maria Van den Eynde De Backer Wouters"]
)
def test_rows_for_the_pen_are_eight_millimetres_high_whatever_the_name(make, fields, reader, name):
    plan = Plan(make(name=name, born="1980-05-17", no_plan=PEN), fields.plan, reader)
    page = plan.paper.pages[1]
    field = fields.plan
    ys = sorted(
        {
            round(line["top"], 1)
            for line in page.lines
            if abs(line["top"] - line["bottom"]) < 0.01
            and line["linewidth"] == 0.5
            and field.left - 1 < line["x0"]
            and line["x1"] < field.right + 1
        }
    )
    label = next(w.baseline for w in plan.words if w.text == "Elke")
    rows = [b - a for a, b in zip(ys, [*ys[1:], field.bottom], strict=True) if a > label]
    heights = [height / MM for height in rows if height / MM > 5.1]
    assert len(heights) >= 6
    assert min(heights) >= 8


def test_t42_four_usual_medicines_fit_or_are_refused_and_never_dropped(plan_of):
    lines = (
        "ibuprofen 400 mg ontbijt+avond 5 dagen",
        "paracetamol 1 g 4x/dag 5 dagen",
        "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
        "pantoprazol 20 mg opstaan 5 dagen",
    )
    try:
        plan = plan_of(*lines)
    except FitError:
        return
    for typed in lines:
        assert plan.row(typed.split()[0])
    assert plan.collisions() == []


MANY = (
    "ibuprofen 600 mg 3x/dag 8 dagen tegen de ontsteking",
    "paracetamol 1 g 4x/dag 5 dagen tegen de pijn",
    "pantoprazol 20 mg opstaan 6 dagen tegen maaglast",
    "lisinopril 20 mg ontbijt 7 dagen tegen hoge bloeddruk",
    "simvastatine 20 mg avond 3 dagen tegen hoge cholesterol",
    "metformine 500 mg ontbijt+avond 4 dagen tegen diabetes",
)


def test_t42_more_medicines_than_the_field_holds_are_an_error_that_says_so(plan_of):
    with pytest.raises(FitError) as error:
        plan_of(*MANY)
    (problem,) = error.value.problems
    assert error.value.exit_code == 5
    assert problem.where == "plan"
    assert "6 medicines need" in str(problem.what)
    assert "mm more than the plan's field has" in str(problem.what)
    assert str(problem.remedy)
    assert "Peeters" not in str(error.value)
    assert "ontsteking" not in str(error.value), "no message repeats free text"


def test_t42_one_row_more_at_a_time_is_either_whole_or_refused(plan_of):
    for count in range(1, len(MANY) + 1):
        try:
            plan = plan_of(*MANY[:count])
        except FitError:
            assert count > 3 or count == 3
            continue
        bottom = max(word.baseline for word in plan.words)
        assert bottom <= plan.field.bottom - 1
        for typed in MANY[:count]:
            assert plan.row(typed.split()[0]).cells
            assert typed.partition(" tegen ")[2] in plan.text


def test_t45_an_override_prints_who_prescribes_and_that_the_plan_has_priority(
    ceiling_press, print_on, reader
):
    paper = print_on(
        ceiling_press,
        "ibuprofen 600 mg 3x/dag 10 dagen",
        name="An Peeters",
        override="chronische ontsteking",
        prescriber="dr. Fatima Özgür",
    )
    plan = Plan(paper, ceiling_press.brochure.fields.plan, reader)
    assert f"Voorgeschreven door dr. Fatima Özgür. {FOLLOW}" in plan.text
    assert "10 dagen" in plan.text
    assert "chronische" not in plan.text
    assert b"chronische" not in paper.pdf
    assert "chronische" not in " ".join(reader.second_opinion(paper.pdf).values())


def test_t45_a_plan_within_its_limits_names_no_prescriber(plan_of):
    plan = plan_of("ibuprofen")
    assert "Voorgeschreven door" not in plan.text
    assert FOLLOW in plan.text


def test_every_plan_ends_with_the_words_that_it_goes_before(plan_of):
    """Also one that is filled in by hand; where there is no plan, there is nothing to follow."""
    for plan in (*(plan_of(*lines) for lines in COMBINED), plan_of(no_plan=PEN)):
        assert plan.text.endswith(FOLLOW)
        assert plan.collisions() == []
        lowest = max(word.baseline for word in plan.words)
        assert lowest <= plan.field.bottom - 1
    assert FOLLOW not in plan_of().text


def test_the_last_row_is_set_at_body_size_where_the_field_has_the_room(plan_of):
    def size_of_last(plan):
        return next(round(word.size) for word in plan.words if word.text == "Volg")

    assert size_of_last(plan_of("ibuprofen")) == 11
    assert size_of_last(plan_of(*THREE_MEDICINES)) == 9


def test_a_plan_for_the_pen_and_one_of_nothing_are_not_one_sheet(plan_of, make):
    assert plan_of().paper.sheet != plan_of(no_plan=PEN).paper.sheet
    assert plan_of("ibuprofen").paper.sheet != plan_of().paper.sheet
    assert make(no_plan=PEN).sheet == make(no_plan=PEN, name=None).sheet


def test_t124_nothing_of_an_override_is_kept_but_who_prescribes():
    """The reason is asked for and then gone: a plan has no field that could keep it."""
    assert set(MedicationPlan.__dataclass_fields__) == {"lines", "override"}
    assert set(Override.__dataclass_fields__) == {"prescriber"}


def test_a_next_dose_after_midnight_is_given_with_its_day(plan_of):
    late = plan_of("tramadol 50 mg zo nodig om de 4 uur max 4x/dag al gekregen 23.30")
    assert "gekregen op zo 22/11/2026 om 23.30 uur," in late.text
    assert "volgende vanaf ma 23/11/2026 om 03.30 uur" in late.text


def test_a_dose_that_was_given_is_given_with_its_day(plan_of):
    """Read on Tuesday, a time alone would be a rule for every day."""
    today = plan_of("tramadol 50 mg zo nodig om de 4 uur max 4x/dag al gekregen 14.10")
    assert "gekregen op zondag 22 november om 14.10 uur," in today.text
    assert "volgende vanaf zondag 22 november om 18.10 uur" in today.text
    before = plan_of("ibuprofen 600 mg 3x/dag 8 dagen al gekregen gisteren 23.30")
    assert "gekregen op zaterdag 21 november om 23.30 uur" in before.text
    assert "volgende" not in before.text


def test_a_day_in_full_gives_way_where_it_takes_another_line(plan_of):
    plan = plan_of("tramadol 50 mg zo nodig om de 6 uur max 4x/dag al gekregen 22.30")
    lines = sorted({round(w.baseline) for w in plan.words if w.text in ("gekregen", "volgende")})
    assert len(lines) == 2
    assert "maandag" not in plan.text


@pytest.fixture(scope="module")
def ceiling_press(reword, fold, make_ready):

    formulary = "formulary.yaml"
    old = "      days: 8 # F52\n    ceiling:\n"
    new = "      days: 8 # F52\n    ceiling:\n      days: 14\n"
    content, own = reword((formulary, old, new))
    return make_ready(content, own, fold, (11.0,))


def test_no_word_of_the_plan_is_divided_and_no_date_is_broken(plan_of):
    for lines in COMBINED:
        plan = plan_of(*lines)
        assert not any("\u00ad" in word.text for word in plan.words)
        for end in plan.words:
            if end.text in ("november", "zondag", "zo", "do", "di"):
                after = plan.words[plan.words.index(end) + 1]
                assert abs(after.baseline - end.baseline) < 0.5


def test_what_is_read_by_position_would_notice_a_dose_in_the_wrong_column(plan_of):
    """The twin: the reader of these tests tells columns and rows apart."""
    morning = plan_of("pantoprazol 20 mg opstaan 5 dagen").row("pantoprazol")
    evening = plan_of("pantoprazol 20 mg avond 5 dagen").row("pantoprazol")
    assert morning.cells == {"opstaan": "20 mg"}
    assert evening.cells == {"avond": "20 mg"}


def test_a_word_over_another_would_be_noticed(plan_of):
    from dataclasses import replace

    plan = plan_of("ibuprofen")
    word = next(word for word in plan.words if round(word.size) == 13)
    plan.words = [*plan.words, replace(word, text="000", left=word.left - 2)]
    assert (word.text, "000") in plan.collisions()


@pytest.mark.parametrize(
    "typed",
    [
        (
            "ibuprofen 600 mg 3x/dag 8 dagen",
            "paracetamol 1 g 4x/dag 8 dagen",
            "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
            "clonazepam 1 mg slapen 8 dagen",
        ),
        (
            "ibuprofen 600 mg 3x/dag 8 dagen",
            "paracetamol 1 g zo nodig max 4x/dag",
            "tramadol 50 mg zo nodig max 4x/dag",
            "clonazepam 1 mg zo nodig max 1x/dag",
        ),
    ],
)
def test_four_medicines_fit_at_body_size_where_their_notes_are_short(plan_of, typed):
    plan = plan_of(*typed)
    for line in typed:
        assert line.split()[0] in plan.text
    assert plan.collisions() == []
    assert max(word.baseline for word in plan.words) <= plan.field.bottom
