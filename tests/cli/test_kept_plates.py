"""A plate that was kept prints what a new one would print, or it is not used.

Every file that has a say is changed under a warm cache; each time the leaflet is the one that is
made without a cache, and once the change is taken back, the plate of before is used again.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from support.at_end import at_end

from leaflet.cli import main
from leaflet.cli.group import find_shelf
from leaflet.content.site import Library, open_library
from leaflet.paper.fold import MM, Flip
from leaflet.paper.folds import letter_fold
from leaflet.press import edition_cache as keys
from leaflet.press.edition import open_edition
from leaflet.press.edition_cache import EditionShelf, plate_key
from leaflet.typesetting.layout import Layout, Pages
from leaflet.typesetting.typeface import load_typeface

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="folders as POSIX has them")
AN = (
    *("--name", "An Peeters", "--born", "1980-05-17", "--date", "2026-11-22"),
    *("--med", "ibuprofen", "--med", "paracetamol 1 g zo nodig max 4x/dag"),
)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">'
    '<rect width="60" height="20" fill="#123456"/></svg>'
)
CONTENT = (
    *("lage-rugpijn/nl.yaml", "words/nl.yaml", "phonebook.yaml", "hospital.yaml"),
    *("formulary.yaml", "medicines.yaml"),
)
DRAWINGS = tuple(
    path.relative_to(ROOT / "assets").as_posix() for path in sorted(ROOT.glob("assets/*/*.svg"))
)
DATED = "schema: 1\nreview_by: 2026-12-31"
WEIGHTS = ("Regular", "SemiBold", "Bold")


@dataclass(frozen=True)
class Printed:
    """What came of a command; ``made`` counts the brochures that were set for it."""

    code: int
    said: str
    pdf: bytes
    made: int = field(compare=False)

    @property
    def text(self):
        pages = pypdf.PdfReader(_open(self.pdf)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


def _open(pdf):
    from io import BytesIO

    return BytesIO(pdf)


class House:
    """A program's files and a site's, which may be changed, and a cache that stays warm."""

    def __init__(self, folder):
        self.built_in, self.site = folder / "program", folder / "site"
        self.cache, self.no_cache = folder / "cache", folder / "no cache"
        self.no_cache.write_text("a file, where a folder would be")
        for name in ("content", "fonts", "assets"):
            shutil.copytree(ROOT / name, self.built_in / name)
        for name in CONTENT:
            (self.site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / "content" / name, self.site / name)
        shutil.copytree(ROOT / "assets", self.site / "assets")
        (self.site / "logo.svg").write_text(LOGO)
        hospital = self.site / "hospital.yaml"
        named = hospital.read_text("utf-8").replace("\nname:\n", "\nname: Sint-Elders\n")
        hospital.write_text(named.replace("\nlogo:\n", "\nlogo: logo.svg\n"), "utf-8")
        self.made = 0

    def make(self, *options, site=None, cache=None, **env):
        """Make the leaflet of An Peeters, or another one, as the command does."""
        return self.run("make", "lage-rugpijn", *(options or AN), "-o", "-", cache=cache, **env)

    def run(self, *args, cache=None, **env):
        before = self.made
        env = {"XDG_CACHE_HOME": str(cache or self.cache), **env}
        done = CliRunner().invoke(main, list(args), env=env)
        pdf = done.stdout_bytes if done.stdout_bytes.startswith(b"%PDF") else b""
        return Printed(done.exit_code, done.stderr, pdf, self.made - before)

    def of_site(self, *options, **said):
        return self.make(*(options or AN), "--site", str(self.site), **said)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    from leaflet.press import make_plate as making_ready

    house = House(tmp_path_factory.mktemp("house"))
    plain = making_ready.pull_proof

    def counted(*args):
        house.made += 1
        return plain(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making_ready, "pull_proof", counted)
        patch.setattr("leaflet.press.edition_cache._MOST", 1000)
        patch.setattr(
            "leaflet.content.site.open_library", lambda site: Library(site, house.built_in)
        )
        yield house


@contextmanager
def changed(path, change):
    """The file with other content, for a while."""
    before = path.read_bytes()
    after = change(before)
    assert after != before
    path.write_bytes(after)
    load_typeface.cache_clear()  # a process reads the fonts once
    try:
        yield
    finally:
        path.write_bytes(before)
        load_typeface.cache_clear()


def reword(old, new):
    def change(content):
        assert content.count(old.encode()) == 1
        return content.replace(old.encode(), new.encode())

    return change


def draw_more(content):
    assert content.count(b"</svg>") == 1
    return content.replace(b"</svg>", b'<rect width="3" height="3" fill="#00ff00"/></svg>')


def move_further(content):
    table = json.loads(content)
    for row in table["pairs"].values():
        row.update({key: 3 * move for key, move in row.items()})
    return json.dumps(table).encode()


def taken_from(path):
    return lambda _: path.read_bytes()


def last_byte(content):
    return content[:-1] + bytes([content[-1] ^ 1])


WORDING = {
    "lage-rugpijn/nl.yaml": (
        *("Na je bezoek aan de spoedafdeling", "Na je verblijf op de spoedafdeling"),
        *("Na je verblijf op", "Na je bezoek aan"),
    ),
    "words/nl.yaml": ("visited: Datum van je bezoek", "visited: Dag van je bezoek", "Dag van"),
    "phonebook.yaml": ("03 890 59 23", "03 890 59 24", "03 890 59 24", "03 890 59 23"),
    "hospital.yaml": ("bornem: Bornem", "bornem: Puurs", "Puurs", "Bornem"),
    "formulary.yaml": ("600 mg 3x/dag 8 dagen", "400 mg 3x/dag 5 dagen", "400 mg", "8 dagen 600"),
    "medicines.yaml": ("title: opioids", "title: the opioids", "An Peeters"),
}
# The id stands for what a hospital has in a register of its own, and not for the program's.
NOT_PRINTED = {"medicines.yaml"}
PRINTED = {"pictograms/handset.svg", "pictograms/cross.svg"} | {
    f"{folder}/{name}.svg"
    for folder, keys in (("figures", "illustration|figure"), ("pictograms", "pictogram"))
    for name in re.findall(
        rf"(?:{keys}): (\S+)", (ROOT / "content/lage-rugpijn/nl.yaml").read_text("utf-8")
    )
}


def hold_against(make, path, change, is_seen=True, is_found_again=True):
    """Change a file under a warm cache, and take it back; the leaflet with the change."""
    before = make()
    assert before.code == 0, before.said
    with changed(path, change):
        after = make()
        assert after.made == 1
        assert (after.pdf != before.pdf) is is_seen
    back = make()
    assert (back, back.made) == (before, 0 if is_found_again else 1)
    return after


@pytest.mark.parametrize("make", [House.make, House.of_site])
def test_a_warm_leaflet_is_a_cold_one(house, make):
    without = make(house, cache=house.no_cache)
    cold = make(house, cache=house.cache / "warm")
    warm = make(house, cache=house.cache / "warm")

    assert without == cold == warm
    assert (without.code, without.made, cold.made, warm.made) == (0, 1, 1, 0)


@pytest.mark.parametrize("name", CONTENT)
def test_a_changed_text_of_the_site_is_printed(house, name):
    old, new, told, *gone = WORDING[name]
    path, change = house.site / name, reword(old, new)

    after = hold_against(house.of_site, path, change)

    with changed(path, change):
        assert after == house.of_site(cache=house.no_cache)
        again = house.of_site()
        assert (again, again.made) == (after, 0)
    text = after.text
    assert told in text
    assert not any(each in text for each in gone)


@pytest.mark.parametrize("name", CONTENT)
def test_a_changed_text_of_the_program_is_printed(house, name):
    old, new, *_ = WORDING[name]

    path = house.built_in / "content" / name
    hold_against(house.make, path, reword(old, new), is_seen=name not in NOT_PRINTED)


def test_a_changed_word_of_the_program_under_those_of_the_site_is_printed(house):
    path = house.built_in / "content" / "words" / "nl.yaml"
    own = b"schema: 1\nfields:\n  visited: Wanneer\n"
    with changed(house.site / "words" / "nl.yaml", lambda _: own):
        after = hold_against(
            house.of_site, path, reword("born: Geboortedatum", "born: Ggboortedatum")
        )
    assert "Ggb" in after.text
    assert "Wanneer" in after.text


def test_a_changed_logo_is_printed(house):
    """Of plates that differ in the logo only, the last one is kept."""
    logo = house.site / "logo.svg"

    hold_against(house.of_site, logo, reword("#123456", "#654321"), is_found_again=False)


def test_a_logo_that_is_gone_is_missed_though_its_plate_is_kept(house):
    before = house.of_site()
    logo = house.site / "logo.svg"
    logo.rename(logo.with_suffix(".kept"))
    try:
        missed = house.of_site()
        assert missed.code == 3
        assert missed == house.of_site(cache=house.no_cache)
    finally:
        logo.with_suffix(".kept").rename(logo)
    back = house.of_site()
    assert (back, back.made) == (before, 0)


@pytest.mark.parametrize("step", ["pull_proof", "make_ready"])
def test_a_logo_that_changes_while_the_plate_is_made_is_kept_under_no_other(
    house, monkeypatch, step
):
    """Whether it is in the plate already or not."""
    from leaflet.press import make_plate as making_ready

    logo, cache, plain = house.site / "logo.svg", house.cache / step, getattr(making_ready, step)
    old = house.of_site(cache=house.no_cache)
    with changed(logo, reword("#123456", "#abcdef")):
        new = house.of_site(cache=house.no_cache)
    assert new.pdf != old.pdf

    def changing(*args):
        logo.write_text(LOGO.replace("#123456", "#abcdef"))
        return plain(*args)

    with monkeypatch.context() as patch:
        patch.setattr(making_ready, step, changing)
        assert house.of_site(cache=cache) == (new if step == "pull_proof" else old)
    try:
        assert house.of_site(cache=cache) == new
    finally:
        logo.write_text(LOGO)
    assert house.of_site(cache=cache) == old
    assert house.of_site(cache=cache).made == 0


@pytest.mark.parametrize("step", ["pull_proof", "make_ready"])
def test_a_logo_that_changed_while_the_plate_was_made_may_change_back(house, monkeypatch, step):
    from leaflet.press import make_plate as making_ready

    logo, plain = house.site / "logo.svg", getattr(making_ready, step)
    cache, old = house.cache / f"back {step}", house.of_site(cache=house.no_cache)

    def changing(*args):
        logo.write_text(LOGO.replace("#123456", "#abcdef"))
        return plain(*args)

    with monkeypatch.context() as patch:
        patch.setattr(making_ready, step, changing)
        house.of_site(cache=cache)
    logo.write_text(LOGO)

    assert house.of_site(cache=cache) == old


def test_a_drawing_that_changes_while_the_brochure_is_set_is_not_kept_under_the_other(
    house, monkeypatch
):
    from leaflet.press import make_plate as making_ready

    plain, cache = making_ready.make_ready, house.cache / "while it is drawn"
    before = house.make(cache=house.no_cache)
    with changed(house.built_in / "assets" / "figures" / "spine.svg", draw_more):
        after = house.make(cache=house.no_cache)
        path = house.built_in / "assets" / "figures" / "spine.svg"
        other = path.read_bytes()

        def changing(*args):
            path.write_bytes((ROOT / "assets" / "figures" / "spine.svg").read_bytes())
            return plain(*args)

        monkeypatch.setattr(making_ready, "make_ready", changing)
        assert house.make(cache=cache) == after
        monkeypatch.setattr(making_ready, "make_ready", plain)
        assert house.make(cache=cache) == before
        path.write_bytes(other)
        again = house.make(cache=cache)
        assert (again, again.made) == (after, 1)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_changed_drawing_of_the_program_is_printed(house, name):
    hold_against(house.make, house.built_in / "assets" / name, draw_more, is_seen=name in PRINTED)


@pytest.mark.parametrize("name", ["figures/spine.svg", "pictograms/alarm.svg"])
def test_a_changed_drawing_of_the_site_is_printed(house, name):
    hold_against(house.of_site, house.site / "assets" / name, draw_more)


def test_a_drawing_of_the_site_is_printed_until_it_is_taken_away(house):
    own = house.site / "assets" / "figures" / "spine.svg"
    with changed(own, draw_more):
        after = house.of_site()
        moved = own.rename(own.with_suffix(".kept"))
        without = house.of_site()
        assert without == house.of_site(cache=house.no_cache)
        moved.rename(own)
        assert house.of_site() == after != without


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_changed_font_is_printed(house, weight):
    fonts = house.built_in / "fonts"
    other = fonts / f"SourceSans3-{WEIGHTS[WEIGHTS.index(weight) - 1]}.ttf"

    hold_against(house.make, fonts / f"SourceSans3-{weight}.ttf", taken_from(other))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_changed_kerning_is_printed(house, weight):
    path = house.built_in / "fonts" / f"SourceSans3-{weight}.kerning.json"

    hold_against(house.make, path, move_further)


def test_a_changed_colour_profile_is_printed(house):
    hold_against(house.make, house.built_in / "assets" / "srgb.icc", last_byte)


@pytest.mark.parametrize("size", ["11", "10.5", "10"])
def test_a_size_that_is_asked_for_is_printed(house, size):
    before, options = house.make(), (*AN, "--size", size)

    after = house.make(*options)

    assert (after.code, after.made) == (0, 1)
    # 11 pt is what is found where no size is asked for.
    assert (after.pdf != before.pdf) is (size != "11")
    assert after == house.make(*options, cache=house.no_cache)
    again, back = house.make(*options), house.make()
    assert (again, again.made) == (after, 0)
    assert (back, back.made) == (before, 0)


def test_a_language_that_is_asked_for_is_printed(house):
    before = house.of_site()
    for name in ("lage-rugpijn", "words"):
        text = (house.site / name / "nl.yaml").read_text("utf-8")
        other = text.replace("language: nl\n", "language: en\n").replace("Na je bezoek", "After it")
        (house.site / name / "en.yaml").write_text(other, "utf-8")
    after = house.of_site(*AN, "--lang", "en")
    assert (after.code, after.made) == (0, 1), after.said
    assert "After it" in after.text
    again, back = house.of_site(*AN, "--lang", "en"), house.of_site()
    assert (again, again.made) == (after, 0)
    assert (back, back.made) == (before, 0)
    for name in ("lage-rugpijn", "words"):
        (house.site / name / "en.yaml").unlink()


# What a plate is known by.


@pytest.fixture
def key():
    """The key of the built-in leaflet, with other options if any are given."""
    library = open_library(None)
    snapshot = library.take_snapshot("lage-rugpijn", "nl")

    def key(**options):
        return plate_key(library, snapshot, Layout(**{"sizes": (11.0,), **options}))

    return key


def test_a_key_is_the_same_as_long_as_nothing_changes(key):
    assert key() == key()
    assert re.fullmatch("[0-9a-f]{64}", key())


def test_every_option_has_a_say(key):
    keys = {
        key(),
        key(folds=(letter_fold(2 * MM),)),
        key(sizes=(10.5,)),
        key(sizes=(11.0, 10.5)),
        key(sizes=(10.5, 11.0)),
        key(pages=Pages.PANELS),
        key(flip=Flip.LONG),
    }
    assert len(keys) == 7


def test_every_module_of_the_program_has_a_say():
    library = open_library(None)
    snapshot = library.take_snapshot("lage-rugpijn", "nl")
    parts = list(keys._key_parts(library, snapshot, Layout()))
    modules = [path for path in (ROOT / "leaflet").rglob("*.py") if path.is_file()]

    assert len(modules) > 180
    for path in modules:
        place = parts.index(os.fsencode(path.relative_to(ROOT / "leaflet")))
        assert parts[place + 1] == path.read_bytes()


def test_a_module_that_is_changed_added_moved_or_gone_has_a_say(key, tmp_path, monkeypatch):
    package = tmp_path / "leaflet"
    shutil.copytree(ROOT / "leaflet", package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(keys, "_PACKAGE", package)
    seen = [key()]
    for name in ("__init__.py", "press/imprint.py", "typesetting/matter.py"):
        with changed(package / name, lambda content: content + b"#"):
            seen.append(key())
    (package / "zoo.py").touch()
    seen.append(key())
    (package / "zoo.py").rename(package / "typesetting" / "zoo.py")
    seen.append(key())
    (package / "typesetting" / "zoo.py").rename(package / "zebra.py")
    seen.append(key())
    (package / "zebra.py").unlink()
    assert len(set(seen)) == 7
    assert key() == seen[0]


@pytest.mark.parametrize(
    "installed",
    [
        *("reportlab-99.0.dist-info", "pydantic-99.0.dist-info", "PyYAML-99.0.dist-info"),
        *("pyphen-99.0.dist-info", "svglib-99.0.dist-info", "lxml-99.0.dist-info"),
        *("pydantic_core-99.0.dist-info", "tinycss2-99.0.dist-info", "PyYAML-99.0.egg-info"),
        "cssselect2-99.0.dist-info",
    ],
)
def test_another_version_of_a_library_has_a_say(key, tmp_path, monkeypatch, installed):
    usual = key()
    (tmp_path / installed).mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert key() not in (usual, None)
    (tmp_path / installed).rmdir()
    assert key() == usual


def test_what_sets_no_plate_has_no_say(key, tmp_path, monkeypatch):
    usual = key()
    for name in ("click-99.0.dist-info", "pytest-99.0.dist-info", "reportlab", "reportlab.txt"):
        (tmp_path / name).mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.syspath_prepend(tmp_path / "not there")
    monkeypatch.syspath_prepend(ROOT / "README.md")
    assert key() == usual


def test_every_library_that_is_loaded_for_a_plate_has_a_say():
    script = (
        "import sys; bare = set(sys.modules)\n"
        "import leaflet.content.read, leaflet.press.make_plate, svglib.svglib\n"
        "import reportlab.graphics.renderPDF, leaflet.typesetting.breaking, pyphen\n"
        "from importlib.metadata import packages_distributions as owners\n"
        "loaded = {name.partition('.')[0] for name in set(sys.modules) - bare}\n"
        "known = owners()\n"
        "print(*sorted({owner.lower() for name in loaded for owner in known.get(name, ())}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    names = {name.replace("-", "_") for name in loaded.stdout.decode().split()}
    # These read no file of a leaflet and draw nothing of it.
    aside = {"annotated_types", "charset_normalizer", "chardet", "pillow", "typing_extensions"}
    aside |= {"typing_inspection", "webencodings", "hypothesis", "leaflet", "click"}

    assert {"reportlab", "svglib", "pydantic", "pyyaml", "pyphen", "lxml"} <= names
    assert names - aside <= set(keys._LIBRARIES)


def test_another_python_has_a_say(key, monkeypatch):
    usual = key()
    monkeypatch.setattr(sys, "version", f"{sys.version}+")
    assert key() != usual


def test_there_is_no_key_where_something_cannot_be_read(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    library = Library(None, tmp_path)
    snapshot = library.take_snapshot("lage-rugpijn", "nl")

    assert plate_key(library, snapshot, Layout()) is None


@POSIX
def test_a_drawing_may_have_any_name(house):
    before = house.of_site(cache=house.no_cache)
    name = os.fsdecode(b"caf\xe9.svg")
    path = house.site / "assets" / "figures" / name
    try:
        path.write_text(LOGO)
    except OSError:
        pytest.skip("this system knows no such name")
    try:
        after = house.of_site()
        again = house.of_site()
        assert (after, again, again.made) == (before, before, 0)
    finally:
        path.unlink()


def test_whose_a_file_is_has_a_say(house):
    """Messages name a file of the site otherwise than a built-in one."""
    site = house.site.with_name("other site")
    before = house.make()
    site.mkdir()
    shutil.copyfile(ROOT / "content" / "phonebook.yaml", site / "phonebook.yaml")

    after = house.make(*AN, "--site", str(site))

    assert (after.code, after.made) == (0, 1)
    assert after.pdf == before.pdf


# The program itself, in processes of its own.

ASK = at_end("print('loaded:', *sorted(sys.modules), file=sys.stderr)") + (
    "from leaflet.cli import main\nmain()"
)
DEAR = {"reportlab", "yaml", "pydantic", "pydantic_core", "pyphen", "pypdf", "svglib", "lxml"} | {
    *("difflib", "cssselect2", "tinycss2", "PIL", "pypdfium2", "fontTools"),
}


class Program:
    """A copy of the program, which may be changed."""

    def __init__(self, folder):
        self.root, self.folder = folder / "program", folder
        for name in ("leaflet", "content", "fonts", "assets"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self.root / name, ignore=ignored)

    def run(self, *args, **env):
        """What was printed, and the libraries that were loaded for it."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LEAFLET"))}
        places = {"XDG_CACHE_HOME": str(self.folder / "cache"), "PYTHONPATH": str(self.root)}
        places["PYTHONPYCACHEPREFIX"] = str(self.folder / "compiled")
        done = subprocess.run(
            [sys.executable, "-c", ASK, *args],
            check=False,
            capture_output=True,
            cwd=self.folder,
            env={**kept, **places, **env},
            timeout=60,
        )
        said, _, loaded = done.stderr.decode().partition("loaded:")
        libraries = {name.partition(".")[0] for name in loaded.split()}
        assert "leaflet" in libraries, "nothing was looked at"
        return Printed(done.returncode, said, done.stdout, 0), libraries

    def make(self, *options, **env):
        options = options or AN
        return self.run("make", "lage-rugpijn", *options, "--output", "-", **env)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return Program(tmp_path_factory.mktemp("program"))


@pytest.fixture(scope="module")
def cold(program):
    """The first leaflet that was made, and what was loaded for it."""
    return program.make()


@pytest.mark.usefixtures("cold")
@pytest.mark.parametrize(
    "options",
    [
        AN,
        ("--name", "Ngọc Nguyễn Thị Hương", *AN[2:], "--campus", "bornem"),
        (
            "--name",
            "Γιώργος Юлия Şahin",
            "--date",
            "2026-11-22",
            "--med",
            "tramadol 50 mg 3x/dag 5 dagen",
        ),
        ("--pen",),
    ],
    ids=["An", "Vietnamese", "Greek and Cyrillic", "pen"],
)
def test_a_warm_make_loads_nothing_that_makes_a_plate(program, options):
    done, loaded = program.make(*options)

    assert done.code == 0, done.said
    assert done.pdf.startswith(b"%PDF")
    assert loaded & DEAR == set()


def test_a_cold_make_does_load_it(cold):
    done, loaded = cold

    assert done.code == 0, done.said
    assert {"reportlab", "yaml", "pydantic", "pyphen", "svglib", "lxml"} <= loaded


def test_another_source_prints_another_leaflet_until_it_is_taken_back(program, cold):
    path = program.root / "leaflet" / "typesetting" / "look.py"
    state, before = path.stat(), cold[0]
    with changed(path, reword('INK = Colour.parse("#1A1F24")', 'INK = Colour.parse("#2B2F24"  )')):
        after, loaded = program.make()
        assert after.code == 0, after.said
        assert "reportlab" in loaded
        assert after.pdf != before.pdf
        again, loaded = program.make()
        assert again == after
        assert loaded & DEAR == set()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    back, loaded = program.make()
    assert back == before
    assert loaded & DEAR == set()


def test_another_version_of_a_library_makes_the_plate_anew(program, cold):
    place = program.root / "reportlab-99.0.dist-info"
    place.mkdir()
    after, loaded = program.make()
    assert "reportlab" in loaded
    place.rmdir()
    back, loaded = program.make()
    assert after == back == cold[0]
    assert loaded & DEAR == set()


def test_cold_and_warm_in_another_process_are_what_this_one_prints(house, cold, program):
    here = house.make(cache=house.no_cache)

    assert (cold[0].pdf, cold[0].said) == (here.pdf, here.said)


# One leaflet, however it comes about.

PEOPLE = {
    "An": ("An Peeters", "17/05/1980", "ibuprofen", "paracetamol 1 g zo nodig max 4x/dag"),
    "no plan": ("Ngọc D’Hondt – Łukasz", "", "", ""),
}


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_make_and_batch_print_the_same_with_and_without_a_cache(house, here, person):
    name, born, *med = person
    said = ["--name", name, "--born", born, "--date", "22/11/2026"]
    said += [each for one in med if one for each in ("--med", one)]
    table = ["naam;geboortedatum;datum;med 1;med 2", ";".join((name, born, "22/11/2026", *med))]
    (here / "list.csv").write_text("\n".join(table), "utf-8")
    pdfs, empty = [], house.cache / f"empty for {name}"

    for cache in (house.no_cache, empty):
        pdfs.append(house.make(*said, cache=cache).pdf)
        into = here / f"into {len(pdfs)}"
        done = house.run("batch", "lage-rugpijn", "list.csv", "--into", str(into), cache=cache)
        assert done.code == 0, done.said
        pdfs += [path.read_bytes() for path in into.iterdir()]

    assert len(pdfs) == 4
    assert pdfs[0].startswith(b"%PDF")
    assert len(set(pdfs)) == 1


@POSIX
@pytest.mark.parametrize(
    ("xdg", "home", "found"),
    [
        ("/a/cache", "/b", "/a/cache/leaflet/plates"),
        ("", "/b", "/b/.cache/leaflet/plates"),
        (None, "/b", "/b/.cache/leaflet/plates"),
        ("a/cache", "/b", "/b/.cache/leaflet/plates"),
        (None, "b", None),
        (None, None, None),
    ],
)
def test_the_cache_is_where_the_system_says(monkeypatch, xdg, home, found):
    import pwd

    monkeypatch.setattr(sys, "platform", "linux")
    place_folders(monkeypatch, xdg, home)
    shelf = find_shelf()
    assert shelf == (None if found is None else EditionShelf(Path(found)))
    monkeypatch.setattr(sys, "platform", "darwin")
    shelf = find_shelf()
    in_home = home if home and home.startswith("/") else None
    assert shelf == (in_home and EditionShelf(Path(in_home, "Library/Caches/leaflet/plates")))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: type("Entry", (), {"pw_dir": "/c"}))
    assert (find_shelf() is None) is (home == "b")


def place_folders(monkeypatch, xdg, home):
    import pwd

    for name, value in (("XDG_CACHE_HOME", xdg), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)

    def unknown(_):
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)


@POSIX
@pytest.mark.parametrize("home", [None, "relative", "/dev/null"])
def test_a_leaflet_is_made_where_there_is_no_cache_at_all(house, here, monkeypatch, home):
    before = house.make(cache=house.no_cache)
    place_folders(monkeypatch, None, home)

    for _ in range(2):
        done = house.make(XDG_CACHE_HOME=None)
        assert (done, done.made) == (before, 1)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(os.urandom(5000)),
        lambda path: path.chmod(0o000),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "cut", "random", "locked", "a folder"],
)
def test_a_broken_cache_costs_time_and_nothing_else(house, tmp_path, spoil):
    before = house.make(cache=tmp_path)
    (plate,) = (tmp_path / "leaflet" / "plates").iterdir()
    spoil(plate)

    done = house.make(cache=tmp_path)

    assert done == before


def test_the_plate_of_another_leaflet_under_this_key_is_not_printed(house, tmp_path):
    """Such as a tool that mends folders, or thinks that two files are one, may leave it."""
    with changed(house.built_in / "content" / "phonebook.yaml", reword("890 59 23", "890 59 24")):
        other = house.make(cache=tmp_path)
        (old,) = (tmp_path / "leaflet" / "plates").iterdir()
    before = house.make(cache=tmp_path)
    new = next(path for path in old.parent.iterdir() if path != old)
    shutil.copyfile(old, new)

    done = house.make(cache=tmp_path)

    assert done == before
    assert done.pdf != other.pdf


# Nothing of a patient.

SECRET = ("Xylofonia Quetzalkwast", "29/07/1903", "duimkneuzing", "Wolkenkrabber")
TRACES = ("xylofonia", "quetzalkwast", "1903", "duimkneuzing", "wolkenkrabber")


def traces_in(content):
    """Which of them stand in bytes: as they are, and in whatever of them can be inflated."""
    found, parts = set(), [content]
    for start in (n for n, byte in enumerate(content) if byte == 0x78):
        try:
            parts.append(zlib.decompressobj().decompress(content[start:]))
        except zlib.error:
            continue
    for part in parts:
        # Page code moves letters apart within a word; texts of a file may be in UTF-16.
        joined = re.sub(rb"\)\s*-?[\d.]+\s*\(|\0", b"", part).lower()
        found |= {trace for trace in TRACES if trace.encode() in joined}
    return found


def test_nothing_of_a_patient_is_in_the_cache(house, here, tmp_path):
    name, born, reason, prescriber = SECRET
    cache, med = tmp_path / "cache", f"paracetamol 1 g zo nodig max 5x/dag tegen {reason}"
    rows = [f"{name};{born};22/11/2026;{each}" for each in (med, med.replace("5x", "4x"))]
    (here / "list.csv").write_text("\n".join(["naam;geboortedatum;datum;med 1", *rows]), "utf-8")
    said = ("--name", name, "--born", born, "--date", "22/11/2026", "--med")
    allowed = ("--override", f"hevige {reason}", "--prescriber", f"dr. {prescriber}")
    found = set()

    with changed(house.site / "formulary.yaml", allow_more_paracetamol):
        for options in ((med,), (med, *allowed), (med, *allowed), (med.replace("5x", "4x"),)):
            found |= traces_in(house.of_site(*said, *options, cache=cache).pdf)
        for target in (("--into", "made"), ("-o", "all.pdf")):
            command = ("batch", "lage-rugpijn", "list.csv", *target, "--site", str(house.site))
            assert house.run(*command, cache=cache).code == 8

    (plate,) = (path for path in cache.rglob("*") if path.is_file())
    assert traces_in(plate.read_bytes()) == set()
    assert not traces_in(os.fsencode(plate))
    # They are found where they are.
    assert found == set(TRACES)


def allow_more_paracetamol(content):
    head, start, rest = content.partition(b"  paracetamol:\n")
    assert start
    ceiling = b"    ceiling: {intakes: 5, per_day: 5 g}\n"
    return head + start + rest.replace(b"    ceiling:\n", ceiling, 1)


# What is said about the content.

BEFORE, AFTER = datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2027, 1, 2, 12, tzinfo=UTC)


def at(moment):
    return {"SOURCE_DATE_EPOCH": str(int(moment.timestamp()))}


@pytest.fixture
def dated(house):
    """The site with a date for its review and two numbers that are the same."""
    with (
        changed(
            house.site / "lage-rugpijn" / "nl.yaml",
            reword("schema: 2", DATED),
        ),
        changed(house.site / "phonebook.yaml", reword("03 880 90 11", "03 890 59 23")),
    ):
        yield house


def warnings_of(printed):
    return [line for line in printed.said.splitlines() if line.startswith("warning")]


def test_what_is_said_about_the_content_is_said_each_time(dated):
    first = dated.of_site(**at(BEFORE))
    again = dated.of_site(**at(BEFORE))
    without = dated.of_site(cache=dated.no_cache, **at(BEFORE))

    assert (first.made, again.made) == (1, 0)
    assert first == again == without
    assert sum("phonebook.yaml" in line for line in warnings_of(first)) >= 1
    assert not any("to be reviewed" in line for line in warnings_of(first))


def test_the_day_of_the_review_passes_while_the_plate_is_kept(dated):
    before = dated.of_site(**at(BEFORE))

    after = dated.of_site(**at(AFTER))

    assert after.made == 0
    assert after == dated.of_site(cache=dated.no_cache, **at(AFTER))
    assert [line for line in warnings_of(after) if "reviewed by 2026-12-31" in line]
    back = dated.of_site(**at(BEFORE))
    assert (back, back.made) == (before, 0)


def test_a_plate_that_is_made_after_the_day_says_nothing_before_it(dated, tmp_path):
    after = dated.of_site(cache=tmp_path, **at(AFTER))
    before = dated.of_site(cache=tmp_path, **at(BEFORE))

    assert (after.made, before.made) == (1, 0)
    assert any("reviewed by" in line for line in warnings_of(after))
    assert before == dated.of_site(cache=dated.no_cache, **at(BEFORE))


def test_what_strict_refuses_it_refuses_warm_and_cold(dated, tmp_path):
    for moment in (BEFORE, AFTER):
        cold = dated.of_site(*AN, "--strict", cache=tmp_path / str(moment.year), **at(moment))
        warm = dated.of_site(*AN, "--strict", cache=tmp_path / str(moment.year), **at(moment))
        assert (cold.code, cold.made, warm.made) == (3, 1, 0)
        assert cold == warm


def test_batch_says_the_same_about_the_content(dated, here, tmp_path):
    (here / "list.csv").write_text("naam;datum\nAn Peeters;22/11/2026\n", "utf-8")
    command = ("batch", "lage-rugpijn", "list.csv", "--dry-run", "--site", str(dated.site))
    for moment in (BEFORE, AFTER):
        cold = dated.run(*command, cache=tmp_path / str(moment.year), **at(moment))
        warm = dated.run(*command, cache=tmp_path / str(moment.year), **at(moment))
        assert (cold.made, warm.made) == (1, 0)
        assert warnings_of(cold) == warnings_of(warm) != []
        assert any("reviewed by" in line for line in warnings_of(warm)) is (moment is AFTER)


def test_content_that_is_wrong_is_told_although_a_plate_of_it_is_kept(house):
    """Files that no leaflet reads, and drawings that are refused, are in no key."""
    before = house.of_site()
    stray = house.site / "phonebok.yaml"
    stray.write_text("schema: 1\n")
    told = house.of_site()
    stray.unlink()
    assert told.code == 3
    assert "phonebok.yaml" in told.said
    with changed(house.site / "assets" / "figures" / "spine.svg", lambda _: b"<!ENTITY a>"):
        told = house.of_site()
        assert told == house.of_site(cache=house.no_cache)
        assert told.code == 6
    back = house.of_site()
    assert (back, back.made) == (before, 0)


def test_an_edition_without_a_shelf_is_made_each_time(house):
    library = Library(None, house.built_in)
    before = house.made

    for _ in range(2):
        assert open_edition(library, "lage-rugpijn", "nl", Layout(sizes=(11.0,)), None)

    assert house.made == before + 2
