"""README.md and the pages of its three readers: every command is run, in the order of the page.

Each page has a folder of its own. A fenced block that names a file after its kind is that file, and
is there before the first command. Where a page shows the id of a leaflet, the id that the program
told last is taken in its place.
"""

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner
from support.sham_cups import ShamCups

from leaflet.cli import main
from leaflet.errors import ExitCode

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/physician.md", "docs/nurse.md", "docs/administrator.md")
TEXTS = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
README = TEXTS["README.md"]
FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEAFLET_ID = re.compile(r"\b[0-9a-f]{6}-[0-9a-f]{6}\b")
MAKE = """make lage-rugpijn --name "An Peeters" --born 1980-05-17 --date 2026-11-22 \
--med "ibuprofen 600 mg 3x/dag 8 dagen" --med "paracetamol 1 g zo nodig max 4x/dag" -o an.pdf"""


@dataclass(frozen=True)
class Line:
    """One command: its name, its arguments, and what is piped into it."""

    name: str
    arguments: tuple[str, ...]
    said: str

    @property
    def output(self) -> str | None:
        return self.arguments[self.arguments.index("-o") + 1] if "-o" in self.arguments else None


def blocks(text: str, kind: str) -> list[str]:
    """The blocks of a kind that are no file."""
    return [body for found, name, body in FENCE.findall(text) if found == kind and not name]


def files(text: str) -> dict[str, str]:
    return {name: body for _, name, body in FENCE.findall(text) if name}


def shell_lines(text: str = README) -> list[str]:
    joined = "".join(blocks(text, "sh")).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip()]


def commands(text: str) -> list[Line]:
    found = []
    for line in shell_lines(text):
        words = shlex.split(line, comments=True)
        said = ""
        if "|" in words and words[0] == "echo":
            pipe = words.index("|")
            said, words = " ".join(words[1:pipe]) + "\n", words[pipe + 1 :]
        if words[0] in ("leaflet", "git"):
            found.append(Line(words[0], tuple(words[1:]), said))
    return found


@pytest.fixture
def in_a_folder(tmp_path, monkeypatch):
    """A folder for one page, at noon on 22 November 2026, with a printer called `ward`."""
    folder = tmp_path / "page"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795345200")
    monkeypatch.delenv("LEAFLET_SITE", raising=False)
    monkeypatch.setenv("PATH", ShamCups(tmp_path / "cups").path)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "An Peeters")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "an@example.org")
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_every_command_does_what_its_page_says(in_a_folder, page):
    for name, content in files(TEXTS[page]).items():
        (in_a_folder / name).write_text(content, encoding="utf-8")
    lines = commands(TEXTS[page])
    assert lines

    told = ""
    for line in lines:
        if line.name == "git":
            if shutil.which("git"):
                subprocess.run(["git", *line.arguments], check=True, capture_output=True)
            continue
        ids = LEAFLET_ID.findall(told)
        arguments = [ids[-1] if LEAFLET_ID.fullmatch(each) else each for each in line.arguments]
        run = CliRunner().invoke(main, arguments, input=line.said)
        told += run.stdout

        assert run.exit_code == 0, f"leaflet {shlex.join(arguments)}\n{run.output}"
        if line.output:
            begin = b"\x89PNG" if line.output.endswith(".png") else b"%PDF-"
            assert (in_a_folder / line.output).read_bytes().startswith(begin), line


def test_the_pages_together_show_every_command_that_there_is():
    there_are = set(main.list_commands(Context(main)))
    lines = [line for text in TEXTS.values() for line in commands(text)]
    shown = {
        word for line in lines for word in line.arguments if line.name == "leaflet"
    } & there_are

    assert shown == there_are


@pytest.mark.parametrize("page", PAGES)
def test_no_file_is_written_twice_on_a_page(page):
    """A second `-o` of one name would be refused, and a page would end there."""
    outputs = [line.output for line in commands(TEXTS[page]) if line.output]

    assert len(outputs) == len(set(outputs))


def test_the_first_command_reads_as_the_script_of_the_project_runs_it():
    first = shell_lines()[0]

    assert first == (
        "python3 -m venv --without-pip .venv"
        " && python3 -m pip --python .venv install -q -c constraints.txt ."
        f" && .venv/bin/leaflet {MAKE}"
    )


def test_windows_gets_the_same_commands():
    expected = [
        line.replace("python3", "py")
        .replace(".venv/bin/", ".venv\\Scripts\\")
        .replace(" && ", "; ")
        for line in shell_lines()[:2]
    ]

    assert blocks(README, "powershell")[0].splitlines() == expected


def test_the_guard_runs_both_commands_as_they_stand():
    guard = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -E '([^']+)' README\.md", guard)
    assert pattern
    found = [line for line in README.splitlines() if re.search(pattern[1], line)]

    assert found == shell_lines()[:2]
    assert 'bash -euo pipefail -c "$command"' in guard
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


def test_what_is_not_run_here_is_known():
    lines = [line for text in TEXTS.values() for line in shell_lines(text)]
    run = ("leaflet", "git")
    others = [line for line in lines if line.split("|")[-1].split()[0] not in run]
    starts = sorted({line.split()[0].partition("=")[0] for line in others})

    assert starts == ["_LEAFLET_COMPLETE", "eval", "python3"]


def test_every_exit_code_is_explained():
    table = README.partition("## Exit codes")[2].partition("##")[0]
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]

    assert told == [code.value for code in ExitCode]


def test_the_first_screen_shows_the_leaflet_and_how_to_print_it():
    screen = README.partition("\n## ")[0]

    assert "docs/leaflet.png" in screen
    assert "Print on both sides, flip on the short edge, 100 %" in screen


@pytest.mark.parametrize("page", PAGES[1:])
def test_each_reader_has_a_page_that_is_found_from_the_first_one(page):
    assert f"]({page})" in README
    assert "](../README.md)" in TEXTS[page]
    assert len(README) < 8_000, "what is long stands on the pages"


LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]+))?\)")
LINKS = [(page, *link) for page, text in TEXTS.items() for link in LINK.findall(text)]


def anchors(text: str) -> set[str]:
    """What a heading is linked by: its words in small letters, with hyphens between them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize(("page", "target", "anchor"), LINKS)
def test_what_a_page_points_to_is_there(page, target, anchor):
    path = (ROOT / page).parent / target if target else ROOT / page
    assert path.is_file()
    assert not anchor or anchor in anchors(path.read_text(encoding="utf-8"))
