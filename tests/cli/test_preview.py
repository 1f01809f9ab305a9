"""A leaflet as one picture, and another at each save."""

import io
import os
import shutil
import signal
import stat
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from leaflet.cli import preview as command

ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n"
SMALL = ("preview", "lage-rugpijn", "--dpi", "30")
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and signals of POSIX")


@pytest.fixture
def site(here):
    """A site folder with a brochure and a phone book of its own."""
    folder = here / "site"
    for name in ("lage-rugpijn/nl.yaml", "phonebook.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "content" / name, folder / name)
    return folder


def size_of(png):
    with Image.open(io.BytesIO(png)) as image:
        assert image.info == {}
        return image.size


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


class TestOnce:
    """One picture."""

    def test_without_anything_it_shows_the_leaflet_for_the_pen(self, run, here):
        done = run("preview", "lage-rugpijn")
        (made,) = here.iterdir()

        assert done.exit_code == 0
        assert done.stderr == "lage-rugpijn.png: made, 3708 × 2362 pixels\n"
        assert (made.name, size_of(made.read_bytes())) == ("lage-rugpijn.png", (3708, 2362))
        assert run("preview", "lage-rugpijn", "--pen", "-o", "pen.png").exit_code == 0
        assert (here / "pen.png").read_bytes() == made.read_bytes()

    def test_a_plan_is_on_the_picture(self, run, here):
        assert run(*SMALL, "-o", "pen.png").exit_code == 0
        done = run(*SMALL, "--name", "An Peeters", "--med", "ibuprofen", "-o", "an.png")
        assert done.exit_code == 0
        assert (here / "an.png").read_bytes() != (here / "pen.png").read_bytes()

    def test_a_plan_for_nobody_is_refused(self, run, here):
        done = run(*SMALL, "--med", "ibuprofen")
        assert done.exit_code == 2
        assert done.stderr.startswith("error: --name: is missing, and a medicine is given — ")
        assert list(here.iterdir()) == []

    def test_the_picture_alone_goes_to_standard_output(self, process, here):
        done = process(*SMALL, "-o", "-")
        assert done.returncode == 0
        assert size_of(done.stdout) == (772, 492)
        assert list(here.iterdir()) == []

    def test_the_same_leaflet_is_the_same_picture(self, process, here):
        one = process(*SMALL, "-o", "-", PYTHONHASHSEED="1")
        same = process(*SMALL, "-o", "-", PYTHONHASHSEED="2", TZ="Asia/Tokyo")
        assert one.stdout == same.stdout
        assert one.stdout.startswith(PNG)

    def test_a_file_that_is_there_is_replaced_only_with_force(self, run, here):
        path = here / "lage-rugpijn.png"
        path.write_bytes(b"older")
        done = run(*SMALL)
        assert (done.exit_code, path.read_bytes()) == (7, b"older")
        assert "lage-rugpijn.png: is there already: " in done.stderr
        assert run(*SMALL, "--force").exit_code == 0
        assert path.read_bytes().startswith(PNG)

    @POSIX
    def test_nothing_of_a_patient_is_beside_the_pixels(self, run, here):
        done = run(*SMALL, "--name", "Zoë IJsewijn", "--born", "03/02/1951", "-o", "a.png")
        (made,) = here.iterdir()
        assert done.exit_code == 0
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        assert size_of(made.read_bytes())
        for trace in ("IJsewijn", "1951"):
            assert trace not in done.stderr
            assert trace.encode() not in made.read_bytes()

    @pytest.mark.parametrize("typed", ["29", "151", "many", "-5", "1e2", "9" * 400])
    def test_a_resolution_that_is_none_is_refused(self, run, here, typed):
        done = run("preview", "lage-rugpijn", f"--dpi={typed}")
        assert done.exit_code == 2
        assert done.stderr.startswith("error: --dpi: is not a number from 30 to 150 — ")
        assert list(here.iterdir()) == []

    def test_even_the_sharpest_is_not_wider_than_four_thousand_pixels(self, run, here):
        assert run("preview", "lage-rugpijn", "--dpi", "150").exit_code == 0
        assert 3800 < size_of((here / "lage-rugpijn.png").read_bytes())[0] <= 4000

    @pytest.mark.parametrize(
        ("args", "code", "told"),
        [
            (["preview", "lage-rugpin"], 2, "did you mean lage-rugpijn?"),
            ([*SMALL, "--fold", "half", "--size", "12"], 5, "too long for panel"),
            ([*SMALL, "--name", "An 😀"], 6, "error: name"),
            ([*SMALL, "-o", "nowhere/a.png"], 7, "the folder does not exist"),
            ([*SMALL, "-o", "-", "--open"], 2, "--open: has no use for standard output"),
            ([*SMALL, "-o", "-", "--watch"], 2, "--watch: has no use for standard output"),
            ([*SMALL, "--patient", "-", "--watch"], 2, "--watch: can read standard input only"),
            ([*SMALL, "--patient", "an.yaml"], 2, "patient file: cannot be read"),
        ],
    )
    def test_what_is_wrong_has_its_exit_code_and_makes_no_picture(
        self, run, here, args, code, told
    ):
        done = run(*args)
        assert done.exit_code == code
        assert told in done.stderr
        assert list(here.iterdir()) == []

    def test_a_mistake_of_the_content_is_told_with_its_line(self, run, site):
        change(site / "lage-rugpijn" / "nl.yaml", "role: when_to_return", "role: when_to_retrun")
        done = run("--site", "site", *SMALL)
        assert done.exit_code == 3
        assert "error: lage-rugpijn/nl.yaml:23:11: unknown value `when_to_retrun`" in done.stderr

    def test_strict_refuses_what_is_only_warned_of(self, run, site, here):
        said = ("--name", "An Peeters", "--born", "1901-01-01", "--date", "2026-11-22")
        told = run(*SMALL, *said, "-o", "a.png")
        assert told.stderr.startswith("warning: ")
        assert run(*SMALL, *said, "-o", "b.png", "--strict").exit_code == 4
        assert not (here / "b.png").exists()

    @pytest.mark.parametrize("library", ["pypdfium2", "PIL"])
    def test_without_its_libraries_only_the_picture_is_missing(self, process, here, library):
        assert process("make", "lage-rugpijn", "--pen").returncode == 0
        without = f"import sys; sys.modules['{library}'] = None"
        done = process(*SMALL, before=without)
        assert done.returncode == 7
        assert done.stderr.decode() == (
            "error: preview: the libraries that draw it, pypdfium2 and Pillow, cannot be loaded"
            " — install leaflet again, or do without: `make` needs neither\n"
        )
        made = process("make", "lage-rugpijn", "--pen", "--force", before=without)
        assert made.returncode == 0

    def test_open_shows_the_picture(self, run, here, monkeypatch):
        shown = []
        monkeypatch.setattr("click.launch", lambda path: shown.append(Path(path)) or 0)
        assert run(*SMALL, "--open").exit_code == 0
        assert shown == [here / "lage-rugpijn.png"]


class Script:
    """A timer whose every waiting does the next thing, and then presses Ctrl-C."""

    def __init__(self, *deeds):
        self.deeds, self.waited = [*deeds], []

    def read(self):
        return 0.0

    def wait(self, seconds):
        self.waited.append(seconds)
        # Between two things there is time for a save to settle.
        if len(self.waited) % 3 == 1:
            if not self.deeds:
                raise KeyboardInterrupt
            self.deeds.pop(0)()


@pytest.fixture
def watch(run, monkeypatch):
    """Watch while things are done one after the other; what was said, without the first line."""

    def watch(*deeds, args=("--site", "site", *SMALL)):
        script = Script(*deeds)
        monkeypatch.setattr(command, "find_timer", lambda: script)
        done = run(*args, "--watch")
        *lines, empty, last = done.stderr.splitlines()
        assert (done.exit_code, done.stdout) == (130, "")
        assert empty == ""
        assert last == "error: stopped — no file is left half-written"
        assert script.deeds == []
        assert min(script.waited) >= 0.05
        return lines

    return watch


MADE = "lage-rugpijn.png: made in 0.00 s — "
LEFT = "lage-rugpijn.png: left as it was, after 0.00 s — "
FIRST = f"{MADE}saves are seen, Ctrl-C stops"


class TestWatch:
    """Another picture at each save."""

    def test_each_save_is_drawn_a_broken_file_is_told_and_a_mended_one_drawn(
        self, watch, site, here
    ):
        brochure, picture, seen = site / "lage-rugpijn" / "nl.yaml", here / "lage-rugpijn.png", []

        def look():
            seen.append(picture.read_bytes())

        def save(old, new):
            return lambda: (look(), change(brochure, old, new))

        lines = watch(
            save("Wat is lage rugpijn?", "Wat is rugpijn?"),
            save("role: when_to_return", "role: when_to_retrun"),
            save("role: when_to_retrun", "role: when_to_return"),
            look,
        )

        assert lines == [
            FIRST,
            f"{MADE}changed: lage-rugpijn/nl.yaml",
            (
                "error: lage-rugpijn/nl.yaml:23:11: unknown value `when_to_retrun`"
                " — did you mean when_to_return?"
            ),
            f"{LEFT}changed: lage-rugpijn/nl.yaml",
            f"{MADE}changed: lage-rugpijn/nl.yaml",
        ]
        first, changed, broken, mended = seen
        assert first != changed
        assert broken == changed
        assert mended == changed

    def test_a_save_by_renaming_is_seen_and_the_picture_never_half_written(self, watch, site, here):
        kept = []

        def rename():
            kept.append((here / "lage-rugpijn.png").open("rb"))
            spare = site / ".spare"
            shutil.copyfile(site / "phonebook.yaml", spare)
            change(spare, "03 890 59 23", "03 890 59 24")
            spare.replace(site / "phonebook.yaml")

        assert watch(rename) == [FIRST, f"{MADE}changed: phonebook.yaml"]
        (stream,) = kept
        with stream:
            old = stream.read()
        # Who has the old picture open still reads all of it.
        assert size_of(old) == (772, 492)
        assert old != (here / "lage-rugpijn.png").read_bytes()

    def test_a_site_file_that_appears_or_goes_is_seen(self, watch, site):
        path = site / "hospital.yaml"
        lines = watch(
            lambda: shutil.copyfile(ROOT / "content" / "hospital.yaml", path),
            path.unlink,
            (site / "hospitl.yaml").touch,
            (site / "hospitl.yaml").unlink,
        )
        assert [line for line in lines if not line.startswith("error")] == [
            FIRST,
            f"{MADE}changed: hospital.yaml",
            f"{MADE}changed: hospital.yaml",
            f"{LEFT}changed: hospitl.yaml",
            f"{MADE}changed: hospitl.yaml",
        ]

    def test_what_is_saved_during_a_round_is_drawn_in_the_next(self, watch, site, monkeypatch):
        draw, brochure = command.draw_preview, site / "lage-rugpijn" / "nl.yaml"

        def draw_slowly(*args):
            monkeypatch.setattr(command, "draw_preview", draw)
            change(brochure, "Wat is lage rugpijn?", "Wat is rugpijn?")
            return draw(*args)

        monkeypatch.setattr(command, "draw_preview", draw_slowly)
        assert watch(lambda: None) == [FIRST, f"{MADE}changed: lage-rugpijn/nl.yaml"]

    def test_nothing_is_drawn_where_nothing_was_saved(self, watch, site):
        assert watch(lambda: None, (site / "notes.txt").touch, lambda: None) == [FIRST]

    def test_the_patient_file_is_watched_and_never_named(self, watch, here, site):
        file = here / "peeters.yaml"
        file.write_text("name: An Peeters\nmed: [ibuprofen]\n", "utf-8")
        lines = watch(
            lambda: change(file, "ibuprofen", "ibuprofn"),
            lambda: change(file, "ibuprofn", "paracetamol"),
            args=(*SMALL, "--patient", str(file)),
        )
        assert [line for line in lines if not line.startswith("error: med 1")] == [
            FIRST,
            f"{LEFT}changed: patient file",
            f"{MADE}changed: patient file",
        ]

    def test_it_begins_also_where_the_content_is_broken(self, watch, site, here):
        brochure = site / "lage-rugpijn" / "nl.yaml"
        change(brochure, "role: when_to_return", "role: when_to_retrun")
        lines = watch(lambda: change(brochure, "role: when_to_retrun", "role: when_to_return"))
        assert lines[0].startswith("error: lage-rugpijn/nl.yaml:23:11: ")
        assert lines[1:] == [
            f"{LEFT}saves are seen, Ctrl-C stops",
            f"{MADE}changed: lage-rugpijn/nl.yaml",
        ]

    @pytest.mark.parametrize(
        ("args", "code"),
        [
            (("preview", "lage-rugpin"), 2),
            (("preview", "lage-rugpijn", "-o", "no/a.png"), 7),
            (("--site", "nowhere", *SMALL), 2),
        ],
    )
    def test_what_no_save_mends_ends_it(self, run, monkeypatch, args, code):
        monkeypatch.setattr(command, "find_timer", Script)
        assert run(*args, "--watch").exit_code == code

    def test_editions_of_a_day_of_edits_do_not_fill_the_shelf(self, watch, site, monkeypatch, here):
        monkeypatch.setenv("XDG_CACHE_HOME", str(here / "cache"))
        brochure = site / "lage-rugpijn" / "nl.yaml"
        lines = watch(
            lambda: change(brochure, "Wat is lage rugpijn?", "Wat is rugpijn?"),
            lambda: change(brochure, "Wat is rugpijn?", "Wat is pijn?"),
        )
        assert len(lines) == 3
        assert len([*(here / "cache").rglob("*")]) == 3  # two folders, one edition

    def test_the_viewer_is_opened_once(self, watch, site, monkeypatch):
        shown = []
        monkeypatch.setattr("click.launch", lambda path: shown.append(path) or 0)
        watch((site / "hospital.yaml").touch, args=("--site", "site", *SMALL, "--open"))
        assert len(shown) == 1

    @POSIX
    def test_a_real_watch_draws_until_it_is_stopped_and_leaves_nothing(self, start, site, here):
        before = {*Path(tempfile.gettempdir()).glob("*")}
        process = start("--site", "site", *SMALL, "--watch")
        assert b"made in " in process.stderr.readline()
        first = (here / "lage-rugpijn.png").read_bytes()
        change(site / "lage-rugpijn" / "nl.yaml", "Wat is lage rugpijn?", "Wat is rugpijn?")
        line = process.stderr.readline().decode()
        assert line.endswith(" s — changed: lage-rugpijn/nl.yaml\n")
        assert (here / "lage-rugpijn.png").read_bytes() != first
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert (
            process.stderr.read().decode().strip()
            == "error: stopped — no file is left half-written"
        )
        assert {path.name for path in here.iterdir()} == {"site", "lage-rugpijn.png"}
        assert {*Path(tempfile.gettempdir()).glob("*leaflet*")} <= before
