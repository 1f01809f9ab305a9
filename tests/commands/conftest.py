import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflet.commands import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """Each test has a current folder and an environment of its own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("LEAFLET_SITE", "LEAFLET_DEBUG", "SOURCE_DATE_EPOCH"):
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
            start = ["-c", f"{before}\nfrom leaflet.commands import main\nmain()"]
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
def site(tmp_path, run):
    """A site folder, just made."""
    folder = tmp_path / "site"
    assert run("init", str(folder)).exit_code == 0
    return folder


@pytest.fixture
def change():
    """Replace words that stand once in a file."""

    def change(path, old, new):
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        path.write_text(text.replace(old, new), "utf-8")

    return change
