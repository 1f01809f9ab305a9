import pytest
from click.testing import CliRunner

import leaflet
from leaflet.cli import main

NOON = {"SOURCE_DATE_EPOCH": "1795345200"}
"""Noon of 22 November 2026 in Belgium."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """Each test has a current folder and an environment of its own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("LEAFLET_SITE", "LEAFLET_DEBUG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run():
    """Run a command at noon of 22 November 2026."""

    def run(*args, **env):
        return CliRunner().invoke(main, list(args), env={**NOON, **env})

    return run


@pytest.fixture
def folder(tmp_path, run):
    """A site folder, just made."""
    made = tmp_path / "site"
    assert run("init", str(made)).exit_code == 0
    return made


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """Texts that were set once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def site(cache):
    """What comes with the program."""
    return leaflet.open_site(cache=cache)


@pytest.fixture
def text(site):
    return site.prepare("lage-rugpijn")
