"""What is handed out: wheel, sdist and editable install carry everything and need no network.

The wheel is built from the sdist, so that what the sdist forgets is missed here too.
"""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[1]
DATA = ("assets", "content", "fonts")
TOPICS = sorted(
    path.name for path in (ROOT / "content").iterdir() if path.is_dir() and path.name != "words"
)
AT_LEAST = {
    "content/lage-rugpijn/nl.yaml",
    "content/voorbeeld/nl.yaml",
    "content/words/nl.yaml",
    "content/hospital.yaml",
    "content/phonebook.yaml",
    "content/formulary.yaml",
    "content/medicines.yaml",
    "fonts/OFL.txt",
    "fonts/SourceSans3-Regular.ttf",
    "fonts/SourceSans3-SemiBold.ttf",
    "fonts/SourceSans3-Bold.ttf",
    "assets/figures/spine.svg",
    "assets/skeleton/nl.yaml",
}

# Any use of a socket ends the process at once, with a code of its own.
NO_NETWORK = """
import os, sys

def _guard(event, arguments):
    if event.startswith("socket."):
        os.write(2, b"the network was used: " + event.encode() + b"\\n")
        os._exit(97)

sys.addaudithook(_guard)
"""
WHERE = """
import leaflet
from leaflet.content.site import open_library
library = open_library(None)
print(leaflet.__file__, library.built_in, *library.topics(), sep="\\n")
"""


def files_below(*folders: str) -> set[str]:
    """Every file of the checkout in these folders, except what tools leave behind."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run in a bare environment: nothing that is set here leads to the checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    environment = {**kept, "HOME": str(cwd), "XDG_CACHE_HOME": str(cwd / "cache"), **more}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(
        *(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT), cwd=folder
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built) -> Path:
    (found,) = built.glob("leaflet-*.whl")
    return found


@pytest.fixture(scope="module")
def sdist(built) -> Path:
    (found,) = built.glob("leaflet-*.tar.gz")
    return found


class Environment:
    """An empty environment that has the libraries, but neither leaflet nor a network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        asking = "import sysconfig; print(sysconfig.get_path('purelib'))"
        asked = run(self.python, "-c", asking, cwd=folder)
        self.packages = Path(asked.stdout.strip())
        # A path from a .pth file: its own .pth files, such as an editable leaflet's, do not count.
        libraries = [entry for entry in sys.path if entry.endswith("-packages")]
        (self.packages / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")

    def install(self, *what: str | Path) -> None:
        done = run(
            *(sys.executable, "-m", "pip", "--python", self.folder, "install", "-q"),
            *("--no-index", "--no-deps", "--no-build-isolation", *what),
            cwd=self.folder,
        )
        assert done.returncode == 0, done.stderr
        # Not sitecustomize.py: some systems have one of their own, which goes before it.
        (self.packages / "no_network.py").write_text(NO_NETWORK, encoding="utf-8")
        (self.packages / "no_network.pth").write_text("import no_network\n", encoding="utf-8")


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Environment:
    environment = Environment(tmp_path_factory.mktemp("environment"))
    environment.install(wheel)
    return environment


def test_the_wheel_carries_exactly_the_data_of_the_checkout(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    data = {name.removeprefix("leaflet/_data/") for name in names if "/_data/" in name}

    assert data == files_below(*DATA)
    assert data >= AT_LEAST
    assert names - {f"leaflet/_data/{name}" for name in data} == files_below("leaflet") | {
        name for name in names if name.startswith("leaflet-") and ".dist-info/" in name
    }


def test_the_wheel_carries_both_licences(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name.partition(".dist-info/licenses/")[2] for name in archive.namelist()}

    assert {"LICENSE", "fonts/OFL.txt"} <= names


def test_the_sdist_carries_everything_that_the_tests_and_the_readme_need(sdist):
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers()}
    pages = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"}
    single = {".pre-commit-config.yaml", "cli.py", "constraints.txt", "pyproject.toml", *pages}
    folders = files_below(*DATA, "leaflet", "tests", "docs", "benchmarks", ".ci")

    assert names == single | folders | {".gitignore", "PKG-INFO"}


def test_an_installed_leaflet_is_made_elsewhere_and_without_a_network(installed, tmp_path):
    made = run(
        *(installed.scripts / "leaflet", "make", "lage-rugpijn"),
        *("--name", "An Peeters", "--born", "1980-05-17", "--date", "2026-11-22"),
        *("--med", "ibuprofen 600 mg 3x/dag 8 dagen"),
        *("--med", "paracetamol 1 g zo nodig max 4x/dag", "-o", "an.pdf"),
        cwd=tmp_path,
    )

    assert made.returncode == 0, made.stderr
    reader = PdfReader(tmp_path / "an.pdf")
    assert len(reader.pages) == 2
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "An Peeters" in text
    assert "laatste dag: zondag 29 november 2026" in text


def test_an_installed_leaflet_uses_its_own_files(installed, tmp_path):
    code, data, *topics = run(installed.python, "-c", WHERE, cwd=tmp_path).stdout.splitlines()

    assert Path(code).is_relative_to(installed.folder)
    assert Path(data).is_relative_to(installed.folder)
    assert topics == TOPICS


def test_the_guard_against_the_network_bites(installed, tmp_path):
    used = run(installed.python, "-c", "import socket; socket.socket()", cwd=tmp_path)

    assert used.returncode == 97


def test_an_editable_install_uses_the_files_of_the_checkout(tmp_path):
    environment = Environment(tmp_path / "environment")
    environment.install("-e", ROOT)

    code, data, *topics = run(environment.python, "-c", WHERE, cwd=tmp_path).stdout.splitlines()

    assert Path(code) == ROOT / "leaflet" / "__init__.py"
    assert Path(data) == ROOT
    assert topics == TOPICS


def test_an_unpacked_sdist_finds_its_files(sdist, tmp_path):
    # In a process of its own: Python 3.11.2 and 3.14 want other arguments for the same thing.
    assert run(sys.executable, "-m", "tarfile", "-e", sdist, tmp_path, cwd=tmp_path).returncode == 0
    (unpacked,) = tmp_path.iterdir()

    _, data, *topics = run(sys.executable, "-c", WHERE, cwd=unpacked).stdout.splitlines()

    assert Path(data) == unpacked
    assert topics == TOPICS


def test_the_tested_versions_are_pinned_without_addresses():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]

    assert pins
    assert [pin for pin in pins if pin.count("==") != 1 or "@" in pin or "/" in pin] == []
