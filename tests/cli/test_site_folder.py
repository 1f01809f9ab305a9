"""A site folder: what is in a new one, what editors find in it, and what an update leaves alone."""

import json
import os
import subprocess

import pytest

from leaflet.content.schema.json_schema import SCHEMAS, write_schema
from leaflet.content.site import open_library

CONTENT = open_library(None).built_in / "content"


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git/" not in path.as_posix()
    }


class TestInit:
    """What `leaflet init` makes."""

    def test_each_file_is_the_built_in_one_after_a_line_for_editors(self, site):
        for name in ("hospital", "phonebook"):
            written = (site / f"{name}.yaml").read_bytes()
            first, _, rest = written.partition(b"\n")
            assert first.decode() == f"# yaml-language-server: $schema=.schemas/{name}.json"
            assert rest == (CONTENT / f"{name}.yaml").read_bytes()

    def test_every_schema_is_there(self, site):
        made = {path.name: path.read_text("utf-8") for path in (site / ".schemas").iterdir()}
        assert made == {f"{name}.json": write_schema(name) for name in SCHEMAS}

    def test_a_folder_that_is_there_is_filled(self, run, tmp_path):
        (tmp_path / "own").mkdir()
        assert run("init", str(tmp_path / "own")).exit_code == 0
        assert (tmp_path / "own" / "phonebook.yaml").exists()

    def test_a_git_repository_becomes_a_site_and_keeps_what_counts(self, run, tmp_path):
        own = tmp_path / "own"
        git = ["git", "-C", str(own)]
        subprocess.run(["git", "init", "-q", str(own)], check=True)
        (own / "notes.txt").write_text("ours", "utf-8")
        assert run("init", str(own)).exit_code == 0
        leftover = ["phonebook.yaml.bak", ".leaflet-0a.part", ".leaflet.lock", "lage-rugpijn.pdf"]
        kept = ["approvals.yaml", "lage-rugpijn/nl.yaml", "assets/figures/spine.svg"]
        for name in (*leftover, *kept):
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_text("", "utf-8")
        subprocess.run([*git, "add", "-A"], check=True)
        listed = subprocess.run([*git, "ls-files"], check=True, capture_output=True, text=True)
        named = set(listed.stdout.split())
        assert {"hospital.yaml", "phonebook.yaml", "README.md", "notes.txt", *kept} <= named
        assert ".schemas/phonebook.json" in named
        assert not named & set(leftover)

    @pytest.mark.parametrize("name", ["hospital.yaml", "left-out.txt", ".schemas/words.json"])
    def test_whatever_is_there_is_never_replaced(self, run, tmp_path, name):
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True)
        path.write_text("mine", "utf-8")
        assert run("init", str(tmp_path / "own")).exit_code == 7
        assert contents(tmp_path / "own") == {name: b"mine"}

    @pytest.mark.parametrize("name", ["README.md", ".gitignore"])
    def test_what_a_repository_has_of_its_own_stays(self, run, tmp_path, name):
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True)
        path.write_text("mine", "utf-8")
        done = run("init", str(tmp_path / "own"))
        assert done.exit_code == 0
        assert path.read_text("utf-8") == "mine"
        assert f"{name} is made" not in done.stdout
        assert (tmp_path / "own" / "phonebook.yaml").exists()

    def test_an_empty_name_is_none(self, run, here):
        assert run("init", "").exit_code == 2
        assert list(here.iterdir()) == []

    def test_its_readme_names_commands_that_there_are(self, site, run):
        from leaflet.cli import _COMMANDS

        told = (site / "README.md").read_text("utf-8")
        named = {line.split()[1] for line in told.splitlines() if line.startswith("    leaflet ")}
        assert {"adopt", "check", "new", "where", "phones", "approve", "trace"} <= named
        assert named - {"COMMAND"} <= set(_COMMANDS)

    def test_its_readme_tells_which_files_lead_an_editor(self, site, approved, run):
        told = " ".join((site / "README.md").read_text("utf-8").split())
        assert run("--site", str(site), "adopt", "lage-rugpijn/nl.yaml").exit_code == 0
        led = {
            name
            for name, content in contents(site).items()
            if content.startswith(b"# yaml-language-server: ") and not name.endswith(".bak")
        }
        assert "approvals.yaml" in led
        assert led == {name for name in contents(site) if name.endswith(".yaml")}
        assert "Every YAML file begins with a line that leads an editor" in told


class TestAdopt:
    """What `leaflet adopt` puts before a file."""

    @pytest.mark.parametrize(
        ("name", "leads"),
        [
            ("formulary.yaml", ".schemas/formulary.json"),
            ("medicines.yaml", ".schemas/medicines.json"),
            ("words/nl.yaml", "../.schemas/words.json"),
            ("lage-rugpijn/nl.yaml", "../.schemas/brochure.json"),
        ],
    )
    @pytest.mark.parametrize("below", ["", "content/"])
    def test_its_first_line_leads_to_the_schema(self, run, site, name, leads, below):
        if below:
            (site / "content").mkdir()
            leads = f"../{leads}"
        done = run("--site", str(site), "adopt", name)
        assert done.exit_code == 0
        assert done.stdout == (
            f"{below}{name} is copied into the site folder: "
            "from now on an update does not change it\n"
        )
        assert done.stderr == ""
        path = site / below / name
        first = path.read_text("utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema={leads}"
        assert json.loads((path.parent / leads).read_text("utf-8"))["title"].startswith("leaflet: ")

    def test_a_site_without_schemas_is_told_how_to_get_them(self, run, old_site):
        done = run("--site", str(old_site), "adopt", "formulary.yaml")
        assert done.exit_code == 0
        assert "warning: .schemas: editors look here" in done.stderr
        assert not (old_site / ".schemas").exists()


class TestSchema:
    """`leaflet schema` tells editors what may stand in a file."""

    def test_without_a_name_it_lists_them(self, run):
        assert run("schema").stdout.split() == list(SCHEMAS)

    def test_one_of_them_is_shown_whole(self, run):
        assert run("schema", "phonebook").stdout == write_schema("phonebook")

    def test_one_that_there_is_not_is_refused(self, run):
        done = run("schema", "phonbook")
        assert done.exit_code == 2
        assert "did you mean phonebook?" in done.stderr

    def test_all_are_written_and_older_ones_renewed_with_force(self, run, here):
        old = here / ".schemas" / "words.json"
        old.parent.mkdir()
        old.write_text("{}", "utf-8")
        done = run("schema", "--into", ".schemas", "--force")
        assert done.exit_code == 0
        written = {name: made.decode() for name, made in contents(here).items()}
        assert written == {f".schemas/{name}.json": write_schema(name) for name in SCHEMAS}
        assert done.stdout.count(" is made\n") == len(SCHEMAS)
        for option in ([], ["--force"]):
            again = run("schema", "--into", ".schemas", *option)
            assert (again.exit_code, again.stdout) == (0, "")

    def test_files_that_say_something_else_are_all_told_and_nothing_is_written(self, run, here):
        for name in ("words", "phonebook"):
            (here / f"{name}.json").write_text("{}", "utf-8")
        done = run("schema", "--into", ".")
        assert (done.exit_code, done.stdout) == (7, "")
        told = "is there already: it was not made now — choose another name, or replace it"
        for name in ("words", "phonebook"):
            assert f"error: {name}.json: {told}" in done.stderr
        assert contents(here) == {"words.json": b"{}", "phonebook.json": b"{}"}

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
    def test_a_link_in_the_place_of_one_is_not_replaced(self, run, here):
        (here / "words.json").symlink_to("elsewhere.json")
        assert run("schema", "words", "--into", ".", "--force").exit_code == 7
        assert (here / "words.json").is_symlink()

    def test_one_can_be_written_alone(self, run, here):
        assert run("schema", "words", "--into", "new/folder").exit_code == 0
        assert list(contents(here)) == ["new/folder/words.json"]

    def test_whoever_may_read_the_folder_may_read_them(self, run, here):
        assert run("schema", "words", "--into", "made").exit_code == 0
        probe = here / "probe"
        probe.write_text("", "utf-8")
        assert (here / "made" / "words.json").stat().st_mode == probe.stat().st_mode

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
    def test_they_may_be_read_by_a_group_also_where_new_files_are_for_their_owner(self, run, here):
        (here / "made").mkdir()
        (here / "made").chmod(0o2750)
        before = os.umask(0o077)
        try:
            assert run("schema", "words", "--into", "made").exit_code == 0
        finally:
            os.umask(before)
        assert (here / "made" / "words.json").stat().st_mode & 0o777 == 0o640

    def test_a_folder_that_cannot_be_written_is_told(self, run, here):
        (here / "file").write_text("", "utf-8")
        done = run("schema", "--into", "file/schemas")
        assert done.exit_code == 7
        assert "error: --into: cannot be written" in done.stderr

    @pytest.mark.parametrize("step", ["write", "fsync", "replace"])
    def test_a_disk_that_gives_out_leaves_the_old_one(self, run, here, monkeypatch, step):
        (here / "words.json").write_text("old", "utf-8")

        def fail(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(f"leaflet.press.files.os.{step}", fail)
        assert run("schema", "words", "--into", ".", "--force").exit_code == 7
        assert contents(here) == {"words.json": b"old"}


OLD_WORDS = """\
schema: 1
fields:
  name: Naam van de patiënt
imprint:
  draft: Ontwerp.
plan:
  title: Jouw geneesmiddelen
"""


@pytest.fixture
def old_site(tmp_path):
    """A site as the first version made it, with a text of schema 1 and words of its own."""
    site = tmp_path / "old"
    (site / "lage-rugpijn").mkdir(parents=True)
    (site / "words").mkdir()
    hospital = (CONTENT / "hospital.yaml").read_text("utf-8")
    before = hospital.partition("\n# yes: only a text")[0]
    assert before != hospital
    (site / "hospital.yaml").write_text(before, "utf-8")
    (site / "phonebook.yaml").write_bytes((CONTENT / "phonebook.yaml").read_bytes())
    (site / "README.md").write_text("# The hospital's own files for leaflet\n", "utf-8")
    text = (CONTENT / "lage-rugpijn" / "nl.yaml").read_text("utf-8")
    older = text.replace("schema: 2", "schema: 1", 1).replace(
        "version:\n", "version: 3\nreview_by: 22/11/2099\nstate: approved\n", 1
    )
    (site / "lage-rugpijn" / "nl.yaml").write_text(older, "utf-8")
    (site / "words" / "nl.yaml").write_text(OLD_WORDS, "utf-8")
    return site


@pytest.fixture
def old_words(old_site):
    """The same with words adopted in full, from which newer keys are missing."""
    words = (CONTENT / "words" / "nl.yaml").read_text("utf-8")
    before, _, sheets_and_on = words.partition("# What stands on the folding dummy")
    after = sheets_and_on.partition("# What a prescriber types after --med.")[2]
    kept = before + "#" + after
    assert "sheets:" not in kept
    assert "grammar:" in kept
    (old_site / "words" / "nl.yaml").write_text(
        kept.replace("  pen_times: × per dag\n", ""), "utf-8"
    )
    return old_site


class TestUpdate:
    """A newer program reads an older site, and changes nothing in it."""

    LOOKING = (
        ("check",),
        ("list",),
        ("where",),
        ("phones", "list"),
        ("status",),
        ("folds", "lage-rugpijn"),
        ("make", "lage-rugpijn", "--pen", "-o", "made.pdf"),
        ("make", "lage-rugpijn", "--name", "An Peeters", "--med", "ibuprofen", "-o", "an.pdf"),
        ("preview", "lage-rugpijn", "-o", "made.png"),
        ("dummy", "-o", "dummy.pdf"),
        ("testsheet", "-o", "sheet.pdf"),
    )

    @pytest.mark.parametrize("which", ["old_site", "old_words"])
    def test_everything_is_read_and_nothing_is_changed(self, run, request, which):
        site = request.getfixturevalue(which)
        before = contents(site)
        for command in self.LOOKING:
            done = run("--site", str(site), *command)
            assert done.exit_code == 0, (command, done.stderr)
        assert contents(site) == before

    def test_check_has_no_problem(self, run, old_site):
        done = run("--site", str(old_site), "check")
        assert done.exit_code == 0
        assert "error" not in done.stderr

    def test_words_of_the_site_are_laid_over_newer_ones(self, run, old_site):
        import pypdf

        assert run("--site", str(old_site), "make", "lage-rugpijn", "--pen").exit_code == 0
        pages = pypdf.PdfReader("lage-rugpijn.pdf").pages
        printed = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert "Naam van de patiënt" in printed
        assert "Jouw geneesmiddelen" in printed
        assert "Geboortedatum" in printed

    @pytest.mark.parametrize(
        ("name", "newest"),
        [
            ("lage-rugpijn/nl.yaml", 2),
            ("phonebook.yaml", 1),
            ("hospital.yaml", 1),
            ("words/nl.yaml", 1),
        ],
    )
    def test_a_file_of_a_newer_program_asks_for_that_program(
        self, run, old_site, change, name, newest
    ):
        change(old_site / name, "schema: 1\n", f"schema: {newest + 1}\n")
        done = run("--site", str(old_site), "check", "lage-rugpijn")
        assert done.exit_code == 3
        assert f"{name}:" in done.stderr
        assert "written for a newer" in done.stderr
        assert "update" in done.stderr

    @pytest.mark.parametrize("written", ["two", "0", "-1", "1.0", "[1]"])
    def test_a_schema_that_is_none_says_what_to_write(self, run, old_site, change, written):
        change(old_site / "phonebook.yaml", "schema: 1\n", f"schema: {written}\n")
        done = run("--site", str(old_site), "check", "lage-rugpijn")
        assert done.exit_code == 3
        assert "phonebook.yaml:3:9: " in done.stderr
        assert "write `schema: 1`" in done.stderr
