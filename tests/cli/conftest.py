import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflet.cli import main

ROOT = Path(__file__).resolve().parents[2]
CUPS_VARIABLES = ("CUPS_SERVER", "LPDEST", "PRINTER")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """Each test has a current folder and an environment of its own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    # What the computer of the tests has to say of printers is nobody's business here.
    for name in ("LEAFLET_SITE", "LEAFLET_DEBUG", "SOURCE_DATE_EPOCH", *CUPS_VARIABLES):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def here():
    return Path.cwd()


@pytest.fixture
def run():
    """Run a command in this process; the result has exit_code, stdout and stderr."""

    def run(*args, stdin=None, **env):
        return CliRunner().invoke(main, list(args), input=stdin, env=env)

    return run


@pytest.fixture
def process():
    """Run a command as a process of its own, through the door of the checkout."""

    def process(*args, stdin=b"", before="", timeout=60, **env):
        if before:
            start = ["-c", f"{before}\nfrom leaflet.cli import main\nmain()"]
        else:
            start = [str(ROOT / "cli.py")]
        return subprocess.run(
            [sys.executable, *start, *args],
            input=stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        )

    return process


@pytest.fixture
def start():
    """Begin a command as a process of its own, at the head of a group; it ends with the test."""
    begun = []

    def start(*args, before="", **options):
        script = f"{before}\nfrom leaflet.cli import main\nmain()"
        process = subprocess.Popen(
            [sys.executable, "-c", script, *args],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )
        begun.append(process)
        return process

    yield start
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.communicate()


HEADER = "naam;geboortedatum;datum;campus;med 1;med 2;med 3"
PLANS = ("ibuprofen 600 mg 3x/dag 8 dagen;;paracetamol", "ibuprofen;;", ";;", "paracetamol;;")


@pytest.fixture
def ward(here):
    """Write a list of so many patients, some rows of it as given; its path.

    Rows are numbered as a spreadsheet counts, so the first patient is in row 2. Nobody is called
    as anybody else of the first 17,576.
    """

    def ward(patients, rows=None, name="ward.csv", header=HEADER, plans=PLANS):
        letters = [f"{chr(65 + n // 676 % 26)}{chr(97 + n // 26 % 26)}" for n in range(patients)]
        lines = [
            f"Jan {two}{chr(97 + n % 26)}s;{1 + n % 28:02}/05/{1970 + n % 30};22/11/2026;;"
            f"{plans[n % len(plans)]}"
            for n, two in enumerate(letters)
        ]
        table = [header, *lines]
        for number, row in (rows or {}).items():
            table[number - 1] = row
        path = here / name
        path.write_text("\n".join(table) + "\n", "utf-8")
        return str(path)

    return ward


CREW = """
import leaflet.app.batch, leaflet.press.batch
leaflet.press.batch._PAYS, leaflet.press.batch._PORTION = 4, 3
leaflet.app.batch.count_cores = lambda: {processes}
"""


@pytest.fixture(params=[1, 2], ids=["one process", "two processes"])
def crew(request, monkeypatch):
    """Work with one process and with several on short lists too; the same for ``before``."""
    monkeypatch.setattr("leaflet.app.batch.count_cores", lambda: request.param)
    monkeypatch.setattr("leaflet.press.batch._PAYS", 4)
    monkeypatch.setattr("leaflet.press.batch._PORTION", 3)
    return CREW.format(processes=request.param)


@pytest.fixture
def site(tmp_path, run):
    """A site folder, just made."""
    folder = tmp_path / "site"
    assert run("init", str(folder)).exit_code == 0
    return folder


@pytest.fixture
def approved(site, run):
    """The same, with the words of the leaflet on low back pain approved."""
    asked = ("--by", "dr. Els Claes", "--review-by", "2028-11-22")
    done = run("--site", str(site), "approve", "lage-rugpijn", *asked)
    assert done.exit_code == 0, done.stderr
    return site


@pytest.fixture
def change():
    """Replace words that stand once in a file."""

    def change(path, old, new):
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        path.write_text(text.replace(old, new), "utf-8")

    return change
