"""What a hospital has of its own is used or missed; the program's own never stands in for it."""

import os
import shutil
from pathlib import Path

import pytest

from leaflet.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
BOOK, LIMITS = "phonebook.yaml", "formulary.yaml"
MAKE = ("make", "lage-rugpijn", "--pen", "-o", "-")
NOT_OURS = f"error: {BOOK}: the site's own file is missing, and the program's numbers are not"

ODD = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda path: path.symlink_to("nowhere.yaml"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a device": lambda path: path.symlink_to("/dev/null"),
    "an empty file": lambda path: path.write_bytes(b""),
}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and links are not to be had")


@pytest.fixture
def own(run, site):
    """Run a command on the site."""

    def own(*args):
        return run("--site", str(site), *args)

    return own


@pytest.fixture
def old(site):
    """A site from before there was a list of its own files."""
    (site / "owned.txt").unlink()
    return site


class TestMissing:
    """A file that was there and is gone."""

    @pytest.mark.parametrize(
        "args", [MAKE, ("check",), ("status",), ("phones", "list"), ("stock", "lage-rugpijn")]
    )
    def test_every_command_names_a_phone_book_that_is_gone(self, own, site, args):
        (site / BOOK).unlink()
        done = own(*args)
        assert done.exit_code == ExitCode.CONTENT
        assert NOT_OURS in done.stderr
        assert "`built-in phonebook.yaml` into owned.txt" in done.stderr

    def test_a_kept_leaflet_is_not_made_either(self, own, site):
        assert own(*MAKE).exit_code == own(*MAKE).exit_code == 0
        (site / BOOK).rename(site / "elsewhere.txt")
        assert own(*MAKE).exit_code == ExitCode.CONTENT
        (site / "elsewhere.txt").rename(site / BOOK)
        assert own(*MAKE).exit_code == 0

    def test_a_backup_is_named_where_there_is_one(self, own, site):
        assert own("phones", "set", "bornem.pijnkliniek", "03 890 59 24").exit_code == 0
        (site / BOOK).unlink()
        assert "put it back from phonebook.yaml.bak;" in own(*MAKE).stderr

    def test_where_tells_it_from_what_is_built_in(self, own, site):
        (site / BOOK).unlink()
        rows = {line.split()[0]: line.split()[1:3] for line in own("where").stdout.splitlines()}
        assert rows[BOOK][0] == "missing"
        assert rows[LIMITS] == ["built", "in"]

    def test_what_was_adopted_may_not_go_either(self, own, site):
        figure = "assets/figures/spine.svg"
        assert own("adopt", LIMITS, figure, "lage-rugpijn/nl.yaml").exit_code == 0
        for name, exit_code in ((LIMITS, 3), ("lage-rugpijn/nl.yaml", 3), (figure, 6)):
            (site / name).rename(site / "kept.txt")
            done = own(*MAKE)
            assert done.exit_code == exit_code
            assert f"error: {name}: the site's own file is missing" in done.stderr
            (site / "kept.txt").rename(site / name)
        assert own(*MAKE).exit_code == 0

    def test_a_line_that_says_so_is_needed_for_the_file_of_the_program(self, own, site):
        assert own("phones", "set", "bornem.pijnkliniek", "03 890 59 24").exit_code == 0
        (site / BOOK).unlink()
        for listed in ("", f"{BOOK}\n", "hospital.yaml\n"):
            (site / "owned.txt").write_text(listed, "utf-8")
            assert own(*MAKE).exit_code == ExitCode.CONTENT
        (site / "owned.txt").write_text(f"hospital.yaml\nbuilt-in {BOOK}\n", "utf-8")
        assert own(*MAKE).exit_code == 0

    @pytest.mark.parametrize("name", ["phonebok.yaml", "PhoneBook.yaml", "built-in phonebok.yaml"])
    def test_a_line_that_names_no_file_is_told(self, own, site, name):
        (site / "owned.txt").write_text(f"{name}\n", "utf-8")
        done = own(*MAKE)
        assert done.exit_code == ExitCode.CONTENT
        assert f"owned.txt: a line names no file of a site — did you mean {BOOK}?" in done.stderr

    def test_a_site_without_a_phone_book_of_its_own_uses_the_program_s(self, run, tmp_path):
        (tmp_path / "bare").mkdir()
        assert run("--site", str(tmp_path / "bare"), *MAKE).exit_code == 0

    def test_a_file_that_moved_into_the_folder_content_is_there(self, own, site):
        (site / "content").mkdir()
        shutil.move(site / BOOK, site / "content" / BOOK)
        assert own(*MAKE).exit_code == 0


class TestOlderSites:
    """Without a list, what changes left behind tells what there was."""

    @pytest.mark.parametrize("ending", [".bak", "~", ".orig", ".old"])
    def test_a_backup_is_proof(self, own, old, ending):
        (old / BOOK).rename(old / f"{BOOK}{ending}")
        done = own(*MAKE)
        assert done.exit_code == ExitCode.CONTENT
        assert f"put it back from {BOOK}{ending}; if it was meant, write the line" in done.stderr

    def test_a_line_of_the_ledger_is_proof(self, own, site):
        assert own("phones", "set", "bornem.pijnkliniek", "03 890 59 24").exit_code == 0
        for name in ("owned.txt", BOOK, f"{BOOK}.bak"):
            (site / name).unlink()
        assert own(*MAKE).exit_code == ExitCode.CONTENT
        (site / "ledger.jsonl").write_text("", "utf-8")
        assert own(*MAKE).exit_code == 0

    @pytest.mark.parametrize("own_number", [True, False])
    def test_any_line_of_the_ledger_with_a_number_of_the_site_is_proof(
        self, own, old, change, own_number
    ):
        if own_number:
            change(old / BOOK, "03 890 59 23", "03 890 59 24")
        assert own("stock", "lage-rugpijn").exit_code == 0
        for name in ("owned.txt", BOOK):
            (old / name).unlink(missing_ok=True)
        assert own(*MAKE).exit_code == (ExitCode.CONTENT if own_number else 0)

    def test_a_formulary_put_in_by_hand_is_known_once_a_command_writes(self, own, site):
        shutil.copy(ROOT / "content" / LIMITS, site / LIMITS)
        assert own("stock", "lage-rugpijn").exit_code == 0
        (site / LIMITS).unlink()
        assert own(*MAKE).exit_code == ExitCode.CONTENT

    @pytest.mark.parametrize(
        "args",
        [("phones", "set", "bornem.pijnkliniek", "03 890 59 24"), ("adopt", "medicines.yaml")],
    )
    def test_a_command_that_writes_into_it_makes_the_list(self, own, old, args):
        assert own(*args).exit_code == 0
        named = (old / "owned.txt").read_text("utf-8").splitlines()
        assert {"hospital.yaml", BOOK} <= set(named)
        assert ("medicines.yaml" in named) == (args[0] == "adopt")

    def test_a_command_that_reads_writes_nothing(self, own, old):
        before = sorted(path.name for path in old.rglob("*"))
        for args in (MAKE, ("check",), ("status",), ("where",), ("phones",), ("list",)):
            assert own(*args).exit_code == 0
        assert sorted(path.name for path in old.rglob("*")) == before


class TestOddFiles:
    """What is there and is no plain file: named, and neither waited for nor passed over."""

    @pytest.mark.parametrize("odd", ODD)
    @pytest.mark.parametrize(
        "name",
        [BOOK, LIMITS, "medicines.yaml", "hospital.yaml", "words/nl.yaml", "lage-rugpijn/nl.yaml"],
    )
    def test_content_is_named(self, own, site, name, odd):
        path = site / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        ODD[odd](path)
        for args in (MAKE, ("check",)):
            done = own(*args)
            assert done.exit_code == ExitCode.CONTENT
            assert f"error: {name}:" in done.stderr

    @pytest.mark.parametrize("folder", ["words", "lage-rugpijn", "content"])
    @pytest.mark.parametrize("odd", ["a pipe", "a link to nowhere", "an empty file"])
    def test_what_should_be_a_folder_is_named(self, own, site, folder, odd):
        ODD[odd](site / folder)
        done = own(*MAKE)
        assert done.exit_code == ExitCode.CONTENT
        assert f"`{folder}` is there, and is no folder" in done.stderr

    @pytest.mark.parametrize("odd", [each for each in ODD if each != "an empty file"])
    @pytest.mark.parametrize("name", ["assets/figures/spine.svg", "assets/figures/mine.svg"])
    def test_a_drawing_is_named(self, own, site, name, odd):
        (site / name).parent.mkdir(parents=True)
        ODD[odd](site / name)
        done = own(*MAKE)
        assert done.exit_code == ExitCode.GLYPH
        assert f"error: {name}: this drawing" in done.stderr

    @pytest.mark.parametrize("odd", ["a pipe", "a link to nowhere"])
    def test_a_folder_of_drawings_that_is_none_is_named(self, own, site, odd):
        (site / "assets").mkdir()
        ODD[odd](site / "assets/figures")
        done = own(*MAKE)
        assert done.exit_code == ExitCode.GLYPH
        assert "error: assets/figures: this folder of drawings cannot be read" in done.stderr

    @pytest.mark.parametrize("odd", ["a folder", "a pipe", "a link to nowhere", "a link to itself"])
    @pytest.mark.parametrize("name", ["owned.txt", "left-out.txt"])
    def test_a_list_of_the_site_is_named(self, own, site, name, odd):
        (site / name).unlink()
        ODD[odd](site / name)
        done = own(*MAKE)
        assert done.exit_code == ExitCode.CONTENT
        assert f"error: {name}: the file cannot be read" in done.stderr

    @pytest.mark.parametrize("odd", ["a folder", "a pipe", "a link to nowhere"])
    @pytest.mark.parametrize("name", ["approvals.yaml", "ledger.jsonl"])
    def test_a_record_is_named(self, own, site, name, odd):
        ODD[odd](site / name)
        done = own("check")
        assert done.exit_code == ExitCode.CONTENT
        assert f"error: {name}: the file cannot be read" in done.stderr

    def test_a_link_to_a_file_of_the_site_is_a_file(self, own, site):
        (site / BOOK).rename(site / "numbers.txt")
        (site / BOOK).symlink_to("numbers.txt")
        assert own(*MAKE).exit_code == 0
