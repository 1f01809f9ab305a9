"""Broken content as whoever runs ``leaflet check`` and ``leaflet make`` meets it."""

import time

import pytest
from support.breaks import BROCHURE, FORMULARY, HOSPITAL, PHONEBOOK, REGISTER, SYNTAX, TEXT, spoil

from leaflet.content.site import open_library

LONGEST = 1.0
"""Seconds of the processor that ``make`` may take until it refuses."""

CHOICE = (*SYNTAX[:9:2], *SYNTAX[-3:], *BROCHURE[::5], *PHONEBOOK[::4], *HOSPITAL[::3])
CHOICE += (*FORMULARY[::5], *REGISTER[::3])


@pytest.fixture(scope="module")
def texts():
    content = open_library(None).built_in / "content"
    names = {each.file for each in (*SYNTAX, *BROCHURE, *PHONEBOOK, *FORMULARY, *REGISTER)}
    return {name: (content / name).read_text("utf-8") for name in sorted(names)}


@pytest.fixture
def broken(site, texts):
    """Break the files of the site; where that has to be told."""

    def broken(*breaks):
        changed, places = spoil(texts, breaks)
        for name, text in changed.items():
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_text(text, "utf-8")
        return [f"{file}:{line}:{column}: " for file, line, column in places]

    return broken


@pytest.mark.parametrize(
    "command", [("check",), ("make", "lage-rugpijn", "--name", "An")], ids=["check", "make"]
)
@pytest.mark.parametrize("each", CHOICE, ids=str)
def test_a_break_is_told_with_its_place_and_nothing_is_made(run, site, here, broken, each, command):
    [place] = broken(each)

    done = run("--site", str(site), *command)

    (told,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert done.exit_code == 3
    assert told.startswith(f"error: {place}")
    what, _, remedy = told.partition(" — ")
    assert str(each.what) in what
    assert str(each.remedy) in remedy
    assert "Traceback" not in done.stderr + done.stdout
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "command", [("check",), ("make", "lage-rugpijn", "--name", "An")], ids=["check", "make"]
)
def test_every_break_of_every_file_is_told_at_once(run, site, broken, command):
    breaks = (*BROCHURE[13:17], PHONEBOOK[0], *PHONEBOOK[7:10], *FORMULARY[:4], REGISTER[0])
    places = broken(*breaks)
    (site / "phonebok.yaml").write_text("schema: 1\n")

    done = run("--site", str(site), *command)

    told = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert done.exit_code == 3
    assert told[0].startswith("error: phonebok.yaml: ")
    assert len(told) == len(breaks) + 1
    for place, each in zip(places, breaks, strict=True):
        assert [
            line for line in told if line.startswith(f"error: {place}") and str(each.what) in line
        ]


BOMBS = {
    "brackets": "[" * 10_000,
    "dashes": "- " * 10_000,
    "long": "a: b\n" * 2_000_000,
    "many": "- a\n" * 200_000,
    "laughs": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{'*a, ' * 9}]\n" for n in range(9)),
    "quote": 'a: "' + "b\n" * 400_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("name", [TEXT, "phonebook.yaml", "words/nl.yaml"])
def test_t48_a_bomb_is_refused_within_a_second(run, site, here, name, bomb):
    run("--site", str(site), "make", "lage-rugpin")  # what is loaded once is loaded now
    path = site / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(BOMBS[bomb], "utf-8")

    begun = time.process_time()
    done = run("--site", str(site), "make", "lage-rugpijn", "--name", "An")
    spent = time.process_time() - begun

    assert done.exit_code == 3
    assert f"error: {name}" in done.stderr
    assert spent < LONGEST
    assert list(here.iterdir()) == []
