"""docs/api.md: every example is run, in the order of the page, as a program of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import leaflet

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [body for kind, name, body in FENCE.findall(PAGE) if kind == "python" and not name]


@pytest.fixture
def page(tmp_path, run):
    """A folder with the files that the page shows, and a hospital."""
    for _, name, body in FENCE.findall(PAGE):
        if name:
            Path(name).write_text(body, encoding="utf-8")
    assert run("init", "hospital").exit_code == 0
    return Path.cwd()


def made_in(folder):
    return sorted(path.name for path in folder.glob("*.pdf"))


def test_every_example_does_what_the_page_says(page):
    told = []
    for example in EXAMPLES:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", example],
            capture_output=True,
            check=False,
            cwd=page,
            encoding="utf-8",
            env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        )
        assert done.returncode == 0, f"{example}\n{done.stderr}"
        told.append(done.stdout)

    assert told[0].startswith("ibuprofen: 600 mg at breakfast, lunch and dinner")
    assert told[1].startswith("row 3: med 1: the name is in no list")
    first, *listed = sorted(made_in(page), key=lambda name: "-" in name)
    assert re.fullmatch(r"[0-9A-Z]{6}\.pdf", first)
    assert [name[:2] for name in listed] == ["2-", "4-"]
    assert all((page / name).read_bytes().startswith(b"%PDF") for name in (first, *listed))


def test_a_leaflet_and_a_list_take_ten_lines_each():
    for example in EXAMPLES[:2]:
        lines = [each for each in example.splitlines() if each.strip()]
        assert len(lines) <= 10


def test_the_page_names_every_public_name_and_no_other():
    stays = PAGE.rpartition("These names stay: ")[2].partition(". All else")[0]
    assert set(re.findall(r"`(\w+)`", stays)) == set(leaflet.__all__)


def test_the_page_names_every_field_and_every_argument():
    fields = (*leaflet.Patient.__match_args__, *leaflet.Layout.__match_args__)
    fields += (*leaflet.Made.__match_args__, *leaflet.PlanReading.__match_args__)
    assert [each for each in fields if f"`{each}`" not in PAGE] == []
    functions = [leaflet.open_site, leaflet.Site.prepare, leaflet.Site.read_plan]
    functions += [getattr(leaflet.PreparedText, f"make{end}") for end in ("", "_many", "_stock")]
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    for function, row in zip(
        [functions[0], functions[1], *functions[3:], functions[2]], rows, strict=True
    ):
        code = function.__code__
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        call = row.partition(" | ")[0]
        assert function.__name__ in call
        assert [each for each in names if each != "self" and each not in call] == []


def test_the_page_is_found_from_the_first_one():
    assert "](docs/api.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
