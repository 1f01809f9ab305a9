"""Every rule that the code or a message cites by its mark is explained in docs/rules.md."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "docs" / "rules.md"

MARK = re.compile(r"\b([NATF])(\d{1,3})\b(?:(?: to |-|–)\1(\d{1,3})\b)?")
# What follows the name of the page, up to the end of the sentence or of the docstring.
SENTENCE = re.compile(r"rules\.md\b(.*?)(?:\.\s|\n\n|\"\"\"|\Z)", re.DOTALL)
CHAPTER = re.compile(r"(?<![\d.])\d\.\d{1,2}\b(?!\.\d| mm| pt| %)")
BEFORE_OR_IN_A_MESSAGE = re.compile(r"\b(\d\.\d{1,2}) of\s+`+docs/rules\.md|\[(\d\.\d{1,2})\]")
LAW = re.compile(r"\blaw (\d+)\b")


def cited(text: str) -> Iterator[str]:
    """Marks, chapters and laws that a text cites; each one of a range such as ``N1 to N11``."""
    for letter, first, last in MARK.findall(text):
        for number in range(int(first), int(last or first) + 1):
            yield f"{letter}{number:02}" if letter in "TF" else f"{letter}{number}"
    for sentence in SENTENCE.findall(text):
        yield from CHAPTER.findall(sentence)
    yield from (before or alone for before, alone in BEFORE_OR_IN_A_MESSAGE.findall(text))
    yield from (f"law {number}" for number in LAW.findall(text))


def explained(rules: str, laws: str) -> set[str]:
    """Marks and chapters with a row or a heading of their own, and the numbered laws."""
    rows = re.findall(r"^\| ([NATF]\d+|\d\.\d+) \| [^|]{5,}\|", rules, re.MULTILINE)
    headings = re.findall(r"^### (\d\.\d+) \S", rules, re.MULTILINE)
    numbered = re.findall(r"^(\d+)\. \*\*", laws.partition("\n## Laws\n")[2], re.MULTILINE)
    return {*rows, *headings, *(f"law {number}" for number in numbered)}


def unexplained(sources: Mapping[str, str], known: set[str]) -> list[str]:
    return sorted(
        f"{mark} in {name}"
        for name, text in sources.items()
        for mark in set(cited(text))
        if mark not in known
    )


@pytest.fixture(scope="module")
def known() -> set[str]:
    laws = ROOT / "docs" / "architecture.md"
    return explained(RULES.read_text(encoding="utf-8"), laws.read_text(encoding="utf-8"))


def sources() -> dict[str, str]:
    files = [
        *(ROOT / "leaflet").rglob("*.py"),
        *(ROOT / "content").glob("*.yaml"),
        *(path for path in (ROOT / "docs").glob("*.md") if path != RULES),
        ROOT / "README.md",
    ]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}


def test_every_mark_that_code_or_page_cites_is_explained(known):
    assert unexplained(sources(), known) == []


def test_marks_are_looked_for_where_they_are(known):
    found = {mark for text in sources().values() for mark in cited(text)}

    assert {"N4", "A6", "T54", "F60", "2.5", "2.6", "4.6", "law 5"} <= found


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ('what = f"{name} is too much [A9]"', ["A9"]),
        ("refused, since they are misread (N8, N17).", ["N17"]),
        ("All of them, N15 to N18.", ["N17", "N18"]),
        ("Written in one step (T101-T126).", ["T125", "T126"]),
        ('Problem(where, "is not done [2.9]")', ["2.9"]),
        ("Sources: ``docs/rules.md`` 2.1 and 7.1.", ["7.1"]),
        ("``docs/rules.md`` 2.3 (N13), 2.5 and 8.5. Else 9.9.", ["8.5"]),
        ("One more than there are (4.9 of\n    ``docs/rules.md``).", ["4.9"]),
        ("nothing is left behind (law 12)", ["law 12"]),
    ],
)
def test_a_mark_that_no_page_explains_is_found(known, text, missing):
    assert unexplained({"made_up.py": text}, known) == [f"{mark} in made_up.py" for mark in missing]


@pytest.mark.parametrize(
    "text",
    [
        "on both sides of A4, as ISO 32000-1, 9.10.3 has it",
        "(A1, N1 to N11 of ``docs/rules.md``)",
        "WCAG 2.1, 1.4.6; ``docs/rules.md`` 3.2",
        "(``docs/rules.md`` 4.3: office lasers 9.2 mm). Version 7.4 is later.",
    ],
)
def test_a_mark_that_is_explained_and_a_number_that_is_none_are_left_alone(known, text):
    assert unexplained({"made_up.py": text}, known) == []


def test_a_mark_without_an_explanation_counts_as_none():
    assert explained("| N4 | |\n| N5 | Every dose has a unit. | S |\n### 2.5 Together\n", "") == {
        "N5",
        "2.5",
    }


def test_no_mark_is_explained_twice():
    rows = re.findall(r"^\| ([NATF]\d+) \|", RULES.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(set(rows)) == sorted(rows)
