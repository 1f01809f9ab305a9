"""README.md as its reader uses it: every command is run, in the order in which it stands there."""

import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner
from sham_cups import ShamCups

from leaflet.commands import main
from leaflet.errors import ExitCode

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKE = """make lage-rugpijn --name "An Peeters" --born 1980-05-17 --date 2026-11-22 \
--med "ibuprofen 600 mg 3x/dag 8 dagen" --med "paracetamol 1 g zo nodig max 4x/dag" -o an.pdf"""


@dataclass(frozen=True)
class Line:
    """One command: what is piped into it, and its arguments."""

    arguments: tuple[str, ...]
    said: str

    @property
    def output(self) -> str | None:
        return self.arguments[self.arguments.index("-o") + 1] if "-o" in self.arguments else None


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def shell_lines() -> list[str]:
    joined = "".join(blocks("sh")).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip()]


def commands() -> list[Line]:
    found = []
    for line in shell_lines():
        words = shlex.split(line, comments=True)
        said = ""
        if "|" in words and words[0] == "echo":
            pipe = words.index("|")
            said, words = " ".join(words[1:pipe]) + "\n", words[pipe + 1 :]
        if words[0] == "leaflet":
            found.append(Line(tuple(words[1:]), said))
    return found


def test_every_command_of_the_readme_does_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795345200")  # 22 November 2026, at noon
    monkeypatch.delenv("LEAFLET_SITE", raising=False)
    monkeypatch.setenv("PATH", ShamCups(tmp_path / "cups").path)
    (tmp_path / "an.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    for name, content in zip(("shelf.csv", "patients.csv"), blocks("csv"), strict=True):
        (tmp_path / name).write_text(content, encoding="utf-8")

    for line in commands():
        run = CliRunner().invoke(main, line.arguments, input=line.said)

        assert run.exit_code == 0, f"leaflet {shlex.join(line.arguments)}\n{run.output}"
        if line.output:
            begin = b"\x89PNG" if line.output.endswith(".png") else b"%PDF-"
            assert (tmp_path / line.output).read_bytes().startswith(begin), line


def test_the_readme_shows_every_command_that_there_is():
    there_are = set(main.list_commands(Context(main)))
    shown = {word for line in commands() for word in line.arguments if word in there_are}

    assert shown == there_are


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

    assert blocks("powershell")[0].splitlines() == expected


def test_the_guard_runs_both_commands_as_they_stand():
    guard = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -E '([^']+)' README\.md", guard)
    assert pattern
    found = [line for line in README.splitlines() if re.search(pattern[1], line)]

    assert found == shell_lines()[:2]
    assert 'bash -euo pipefail -c "$command"' in guard
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


def test_what_is_not_run_here_is_known():
    others = [line for line in shell_lines() if "leaflet" not in line.split("|")[-1].split()[:1]]
    starts = sorted({line.split()[0].partition("=")[0] for line in others})

    assert starts == ["_LEAFLET_COMPLETE", "eval", "python3"]


def test_every_exit_code_is_explained():
    table = README.partition("### Exit codes")[2].partition("###")[0]
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]

    assert told == [code.value for code in ExitCode]


def test_the_first_screen_shows_the_leaflet_and_how_to_print_it():
    screen = README.partition("\n## ")[0]

    assert "docs/leaflet.png" in screen
    assert "Print on both sides, flip on the short edge, 100 %" in screen


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_what_the_readme_points_to_is_there(target):
    assert (ROOT / target).is_file()
