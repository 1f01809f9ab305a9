"""What an administrator does: look, check, make a folder of one's own, and change one file."""

import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.content.site import open_library

ROOT = Path(__file__).resolve().parents[2]
TOPICS = {*open_library(None).topics()}


@pytest.fixture
def own(site, run):
    """The site with files adopted into it."""

    def own(*names):
        assert run("--site", str(site), "adopt", *names).exit_code == 0
        return site

    return own


class TestCheck:
    """Every problem at once, and an exit code that says of what kind."""

    def test_the_content_that_comes_with_the_program_has_no_problem(self, run):
        done = run("check")
        assert done.exit_code == 0, done.stderr
        assert done.stderr == ""
        assert "lage-rugpijn nl: fits c 11," in done.stdout
        assert "checked: no problems, no warnings." in done.stdout

    def test_problems_of_two_files_are_told_at_once(self, run, own, change):
        site = own("lage-rugpijn/nl.yaml")
        change(site / "phonebook.yaml", "03 890 59 23", "03 890 59 2")
        change(site / "lage-rugpijn/nl.yaml", "role: when_to_return", "role: when_to_retur")
        done = run("check", "--site", str(site))
        assert done.exit_code == 3
        assert "error: phonebook.yaml:" in done.stderr
        assert "error: lage-rugpijn/nl.yaml:" in done.stderr
        assert "1 leaflet checked: 2 problems" in done.stdout

    def test_a_topic_can_be_named(self, run):
        assert run("check", "lage-rugpijn").exit_code == 0
        assert run("check", "lage-rugpin").exit_code == 2

    @pytest.mark.parametrize(
        "regimen", ["600 mg 4x/dag 8 dagen", "600 mg 3x/day 8 dagen", "3x/dag 8 dagen"]
    )
    def test_a_default_regimen_that_make_would_refuse_is_a_problem(self, run, own, change, regimen):
        site = own("formulary.yaml")
        change(
            site / "formulary.yaml",
            "default_regimen: 600 mg 3x/dag 8 dagen",
            f"default_regimen: {regimen}",
        )
        done = run("check", "--site", str(site))
        assert done.exit_code == 3
        assert "error: formulary.yaml:" in done.stderr
        assert "default_regimen: " in done.stderr
        at = ("make", "lage-rugpijn", "--name", "An", "--med", "ibuprofen", "--site", str(site))
        assert run(*at).exit_code == 4

    def test_a_text_that_does_not_fit_is_a_problem_of_its_own_kind(self, run, own, change):
        site = own("lage-rugpijn/nl.yaml")
        heading = f"heading: {'Rug' * 60}?"
        change(site / "lage-rugpijn/nl.yaml", "heading: Wat is lage rugpijn?", heading)
        done = run("check", "--site", str(site))
        assert done.exit_code == 5
        assert "a word of 181 characters is wider than" in done.stderr
        assert "lage-rugpijn nl: fits" not in done.stdout

    @pytest.mark.parametrize(
        ("name", "old", "new", "where"),
        [
            ("lage-rugpijn/nl.yaml", "Beste patiënt", "Beste 病人", "lage-rugpijn/nl.yaml:"),
            ("words/nl.yaml", "title: Jouw medicatieplan", "title: 薬", "words/nl.yaml: plan"),
        ],
    )
    def test_t03_a_character_that_no_font_draws_is_a_problem_of_its_own_kind(
        self, run, own, change, name, old, new, where
    ):
        site = own(name)
        change(site / name, old, new)
        done = run("check", "--site", str(site))
        assert done.exit_code == 6, done.stderr
        assert f"error: {where}" in done.stderr
        assert "U+" in done.stderr


class TestList:
    """What there is, also where something is broken."""

    def test_each_leaflet_has_a_line(self, run):
        done = run("list")
        assert done.exit_code == 0
        heading, *lines = done.stdout.splitlines()
        assert heading.split() == ["TOPIC", "LANGUAGE", "VERSION", "REVIEW", "BY", "STATE"]
        assert ["lage-rugpijn", "nl", "-", "-", "draft"] in [line.split() for line in lines]

    def test_version_and_review_date_are_shown(self, run, own, change):
        site = own("lage-rugpijn/nl.yaml")
        change(site / "lage-rugpijn/nl.yaml", "version:", 'version: "3.1"')
        change(site / "lage-rugpijn/nl.yaml", "schema: 2", "schema: 1\nreview_by: 2026-01-31")
        shown = run("list", "--site", str(site), SOURCE_DATE_EPOCH="1795348800").stdout
        assert "3.1      2026-01-31 (passed)" in shown

    def test_a_broken_leaflet_does_not_hide_the_others(self, run, site):
        (site / "enkel").mkdir()
        (site / "enkel" / "nl.yaml").write_text("schema: [", "utf-8")
        done = run("list", "--site", str(site))
        assert done.exit_code == 0
        assert "broken: see `leaflet check`" in done.stdout
        assert "draft" in done.stdout


class TestWhere:
    """Which files are used, and whose."""

    def test_built_in_files_are_named_with_their_owner(self, run):
        shown = run("where").stdout
        for name in ("hospital.yaml", "formulary.yaml", "words/nl.yaml", "lage-rugpijn/nl.yaml"):
            (line,) = [each for each in shown.splitlines() if each.startswith(f"{name} ")]
            assert "built in" in line
        assert str(open_library(None).fonts) in shown

    def test_files_of_the_site_are_named_as_such(self, run, own):
        site = own("assets/figures/spine.svg", "words/nl.yaml")
        shown = run("where", LEAFLET_SITE=str(site)).stdout.splitlines()
        lines = [line for line in shown if str(site) in line]
        assert all(" site " in line for line in lines)
        named = {line.split()[0] for line in lines}
        assert {"phonebook.yaml", "words/nl.yaml", "assets/figures/spine.svg"} <= named

    def test_under_a_file_of_the_site_stands_what_it_replaces(self, run, own):
        site = own("assets/figures/spine.svg", "words/nl.yaml")
        shown = run("where", LEAFLET_SITE=str(site)).stdout.splitlines()
        content = open_library(None).built_in / "content"
        for name, goes, path in (
            ("phonebook.yaml", "instead of", content / "phonebook.yaml"),
            ("words/nl.yaml", "laid over", content / "words/nl.yaml"),
            ("assets/figures/spine.svg", "instead of", content.parent / "assets/figures/spine.svg"),
        ):
            (at,) = [n for n, line in enumerate(shown) if line.startswith(f"{name} ")]
            assert shown[at].split()[1:] == ["site", str(site / name)]
            assert shown[at + 1].split(maxsplit=2) == [*goes.split(), str(path)]
        assert sum("instead of" in line or "laid over" in line for line in shown) == 4

    def test_the_option_goes_before_the_environment(self, run, site, tmp_path):
        done = run("--site", str(site), "where", LEAFLET_SITE=str(tmp_path / "nowhere"))
        assert str(site) in done.stdout

    def test_a_site_that_is_not_there_is_refused(self, run, tmp_path):
        assert run("where", LEAFLET_SITE=str(tmp_path / "nowhere")).exit_code == 2


class TestInit:
    """A folder of one's own, and nothing of somebody else's replaced."""

    def test_the_folder_has_what_a_hospital_fills_in(self, site, run):
        names = {path.name for path in site.iterdir()}
        own = {"hospital.yaml", "phonebook.yaml", "README.md", "left-out.txt", "owned.txt"}
        assert names == own | {".gitignore", ".schemas"}
        assert run("check", "--site", str(site)).exit_code == 0

    def test_a_leaflet_from_the_site_has_the_words_of_the_site(self, site, run, change, here):
        import pypdf

        change(site / "phonebook.yaml", "03 890 59 23", "03 890 59 24")
        assert run("make", "lage-rugpijn", "--pen", "--site", str(site)).exit_code == 0
        pages = pypdf.PdfReader("lage-rugpijn.pdf").pages
        printed = " ".join(page.extract_text() for page in pages)
        assert "03 890 59 24" in printed
        assert "03 890 59 23" not in printed

    def test_a_file_that_is_there_is_not_replaced_and_nothing_is_made(self, run, tmp_path):
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "phonebook.yaml").write_text("mine", "utf-8")
        done = run("init", str(tmp_path / "own"))
        assert done.exit_code == 7
        assert "error: phonebook.yaml: is there already" in done.stderr
        assert [path.name for path in (tmp_path / "own").iterdir()] == ["phonebook.yaml"]
        assert (tmp_path / "own" / "phonebook.yaml").read_text("utf-8") == "mine"

    def test_a_folder_that_cannot_be_made_is_told(self, run, here):
        (here / "file").write_text("", "utf-8")
        done = run("init", str(here / "file" / "site"))
        assert done.exit_code == 7
        assert "cannot be written" in done.stderr

    def test_a_disk_that_gives_out_leaves_nothing(self, run, here, monkeypatch):
        real, calls = Path.open, []

        def fail(path, mode="r", *args, **kwargs):
            if mode == "xb":
                calls.append(path.name)
                if len(calls) == 2:
                    raise OSError(28, "No space left on device")
            return real(path, mode, *args, **kwargs)

        monkeypatch.setattr(Path, "open", fail)
        assert run("init", "own").exit_code == 7
        assert len(calls) == 2
        assert list(here.iterdir()) == []


class TestAdopt:
    """A built-in file becomes the hospital's own."""

    @pytest.mark.parametrize(
        ("asked", "made"),
        [
            ("lage-rugpijn/nl.yaml", "lage-rugpijn/nl.yaml"),
            ("content/lage-rugpijn/nl.yaml", "lage-rugpijn/nl.yaml"),
            ("./content/formulary.yaml", "formulary.yaml"),
            ("content\\words\\nl.yaml", "words/nl.yaml"),
            ("assets/figures/spine.svg", "assets/figures/spine.svg"),
        ],
    )
    def test_it_is_copied_as_it_is(self, run, site, asked, made):
        assert run("--site", str(site), "adopt", asked).exit_code == 0
        built_in = open_library(None).built_in
        folder = built_in if made.startswith("assets/") else built_in / "content"
        first = b"# yaml-language-server: " if made.endswith(".yaml") else b""
        copied = (site / made).read_bytes()
        assert copied.startswith(first)
        rest = copied.partition(b"\n")[2] if first else copied
        assert rest == (folder / made).read_bytes()
        assert run("--site", str(site), "check").exit_code == 0

    def test_a_file_of_the_site_is_not_replaced(self, run, site):
        done = run("--site", str(site), "adopt", "formulary.yaml", "phonebook.yaml")
        assert done.exit_code == 7
        assert "error: phonebook.yaml: is in the site folder already" in done.stderr
        assert not (site / "formulary.yaml").exists()

    def test_a_folder_content_of_the_site_is_kept_to(self, run, site):
        (site / "content").mkdir()
        assert run("--site", str(site), "adopt", "formulary.yaml").exit_code == 0
        assert (site / "content" / "formulary.yaml").exists()
        assert run("--site", str(site), "adopt", "formulary.yaml").exit_code == 7

    @pytest.mark.parametrize(
        "asked", ["lage-rugpijn/n.yaml", "../cli.py", "/etc/passwd", "leaflet/errors.py", ""]
    )
    def test_t54_only_files_of_the_content_are_copied(self, run, site, asked):
        before = sorted(site.rglob("*"))
        assert run("--site", str(site), "adopt", asked).exit_code == 2
        assert sorted(site.rglob("*")) == before

    def test_a_slip_gets_a_suggestion(self, run, site):
        done = run("--site", str(site), "adopt", "lage-rugpin/nl.yaml")
        assert "did you mean lage-rugpijn/nl.yaml?" in done.stderr

    def test_without_a_site_it_says_how_to_make_one(self, run):
        done = run("adopt", "formulary.yaml")
        assert done.exit_code == 2
        assert "leaflet init DIR" in done.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ("adopt", "formulary.yaml"),
        ("new", "enkel-verstuikt"),
        ("phones", "set", "bornem.pijnkliniek", "03 890 59 24"),
        ("approve", "lage-rugpijn", "--by", "dr. Els Claes", "--review-by", "2028-11-22"),
        ("diff", "lage-rugpijn"),
    ],
)
def test_every_command_that_needs_a_site_says_in_the_same_words_how_to_get_one(run, asked):
    done = run(*asked, SOURCE_DATE_EPOCH="1795431600")
    assert done.exit_code == 2
    said = done.stderr.splitlines()[-1]
    remedy = "give --site DIR or set LEAFLET_SITE; `leaflet init DIR` makes one"
    assert said == f"error: --site: is not given — {remedy}"


class TestHelp:
    """The help answers without the heavy libraries, and shows how."""

    COMMANDS = (
        *("make", "preview", "dummy", "testsheet", "folds", "check", "list"),
        *("printers", "where", "init", "adopt", "new", "schema"),
    )

    def test_every_command_has_an_example(self, run):
        for command in ([], *([name] for name in self.COMMANDS)):
            shown = run(*command, "--help")
            assert shown.exit_code == 0
            examples = shown.stdout.split("Examples:")[1].splitlines()
            assert any({"leaflet", *command} <= set(line.split()) for line in examples)

    def test_every_exit_code_stands_in_the_help(self, run):
        from leaflet.errors import ExitCode

        told = run("--help").stdout
        for code in ExitCode:
            assert f" {int(code)}  " in told

    def test_the_version_is_told(self, run):
        from leaflet import __version__

        assert run("--version").stdout == f"leaflet {__version__}\n"

    def imported(self, *args):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", str(ROOT / "cli.py"), *args],
            capture_output=True,
            text=True,
            check=False,
        )
        return {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}

    HEAVY = frozenset(
        {"yaml", "pydantic", "reportlab", "pyphen", "svglib", "pypdf", "pypdfium2", "PIL"}
    )

    @pytest.mark.parametrize(
        "args",
        [
            ["--help"],
            ["--version"],
            *([name, "--help"] for name in ("make", "preview", "stock")),
            ["mak"],
        ],
    )
    def test_help_loads_no_heavy_library(self, args):
        assert not self.HEAVY & self.imported(*args)

    def test_the_list_loads_no_typesetter(self):
        assert not {"reportlab", "pyphen", "svglib"} & self.imported("list")

    def test_a_heavy_library_would_be_noticed(self):
        assert {"reportlab", "yaml"} <= self.imported("check")


class TestCompletion:
    """The Tab key offers what there is."""

    def offered(self, process, typed, **env):
        done = process(
            _LEAFLET_COMPLETE="bash_complete",
            COMP_WORDS=f"leaflet {typed}",
            COMP_CWORD=str(len(f"leaflet {typed}".split(" ")) - 1),
            **env,
        )
        return {line.partition(",")[2] for line in done.stdout.decode().splitlines() if line}

    def test_it_offers_every_command(self, process):
        assert self.offered(process, "") == {
            *("make", "preview", "stock", "batch", "folds"),
            *("dummy", "testsheet"),
            *("check", "approve", "status", "diff", "trace"),
            *("list", "phones", "printers", "where", "init", "adopt", "new", "schema"),
        }

    @pytest.mark.parametrize(
        ("typed", "offers"),
        [
            ("make ", TOPICS),
            ("stock ", TOPICS),
            ("stock lage-rugpijn --campus ", {"bornem", "rumst"}),
            ("make lage", {"lage-rugpijn"}),
            ("phones where bor", {"bornem.pijnkliniek"}),
            ("make lage-rugpijn --campus ", {"bornem", "rumst"}),
            ("make lage-rugpijn --campus b", {"bornem"}),
            ("make lage-rugpijn --fold ", {"c", "z", "half", "booklet", "flat"}),
            ("make lage-rugpijn --lang ", {"nl"}),
            ("check ", TOPICS),
            ("dummy --fold ", {"c", "z", "half", "booklet", "flat"}),
            ("testsheet --lang ", {"nl"}),
            ("adopt form", {"formulary.yaml"}),
            ("schema ho", {"hospital"}),
        ],
    )
    def test_it_completes_from_the_data(self, process, typed, offers):
        assert self.offered(process, typed) == offers

    def test_campuses_of_the_site_are_offered(self, process, site, change):
        change(site / "hospital.yaml", "bornem: Bornem", "mechelen: Mechelen")
        typed = "make lage-rugpijn --campus m"
        assert self.offered(process, typed, LEAFLET_SITE=str(site)) == {"mechelen"}

    def test_a_broken_site_offers_nothing_and_says_nothing(self, process, tmp_path):
        missing = str(tmp_path / "nowhere")
        assert self.offered(process, "make ", LEAFLET_SITE=missing) == set()
