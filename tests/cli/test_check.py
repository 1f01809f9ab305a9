"""The reviewer: what ``leaflet check`` says of a text that could be printed as it is."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from leaflet.app.check import rehearse
from leaflet.content.site import open_library

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
TEXT = "lage-rugpijn/nl.yaml"
LONG = "Rustig bewegen helpt. "
HARD = "Multidisciplinaire revalidatieprogramma’s veronderstellen gespecialiseerde begeleiding. "


@pytest.fixture
def own(site, run):
    """The site with the leaflet adopted into it; its file."""
    assert run("--site", str(site), "adopt", TEXT).exit_code == 0
    return site / TEXT


@pytest.fixture
def check(site, run):
    """Check the site."""

    def check(*options):
        return run("check", "--site", str(site), *options)

    return check


@pytest.fixture
def findings(check):
    """What ``--json`` says is found: pairs of a line of the file and what is said there."""

    def findings(*options):
        told = json.loads(check("--json", *options).stdout)["findings"]
        return [(f["severity"], f["file"], f["line"], f["what"]) for f in told]

    return findings


def line_of(path, text):
    """The number of the only line that holds this."""
    (number,) = [n for n, line in enumerate(path.read_text("utf-8").split("\n"), 1) if text in line]
    return number


class TestReport:
    """What stands on standard output."""

    def test_two_lines_a_leaflet_are_enough_where_all_is_well(self, run):
        done = run("check")

        fits, reads, *others, total = done.stdout.splitlines()
        assert done.stderr == ""
        assert [line.partition(": ")[0] for line in others] == ["voorbeeld nl"] * 2
        assert fits == "lage-rugpijn nl: fits c 11, z 11, half 10, booklet 18, flat 18 pt"
        assert reads.startswith("lage-rugpijn nl: Flesch-Douma 7")
        assert 'hardest section "Wat is lage rugpijn?" 6' in reads
        assert total == "2 leaflets checked: no problems, no warnings."

    def test_the_folds_are_those_of_leaflet_folds(self, run):
        table = [line.split() for line in run("folds", "lage-rugpijn").stdout.splitlines()[1:]]
        said = ", ".join(f"{row[0]} {row[1]}" for row in table)

        assert f"fits {said} pt" in run("check").stdout

    def test_a_leaflet_that_is_named_has_its_sections_scored(self, run):
        lines = run("check", "lage-rugpijn").stdout.splitlines()

        assert "SECTION" in lines[2]
        rows = [line.split() for line in lines[3:-1]]
        assert ["lage-rugpijn", "nl", "Medicatie"] in [row[:3] for row in rows]
        assert [row[-1] for row in rows if "beter" in row] == ["-"], "too short to judge"

    def test_a_hard_section_is_scored_and_its_hardest_sentences_are_told(self, own, check, change):
        change(own, "Plotse rugklachten", f"{HARD * 2}Plotse rugklachten")
        done = check()

        assert done.exit_code == 0
        told = [line for line in done.stderr.splitlines() if "hardest sentences" in line]
        assert len(told) == 3
        first = line_of(own, "Multidisc")
        assert told[0].startswith(f"warning: {TEXT}:{first}:")
        assert "FLESCH-DOUMA" in done.stdout
        assert 'hardest section "Wat is lage rugpijn?"' in done.stdout

    def test_a_long_sentence_is_told_at_its_line(self, own, findings, change):
        long = ("rust en " * 13).strip()
        change(own, "Je kwam naar", f"Neem {long}. Je kwam naar")
        (told,) = findings()

        assert told == ("warning", TEXT, line_of(own, "Neem rust"), "this sentence has 27 words")

    def test_another_language_has_no_formula(self, site, own, check):
        text = own.read_text("utf-8").replace("language: nl", "language: fr", 1)
        (own.parent / "fr.yaml").write_text(text, "utf-8")
        words = open_library(None).find("words/nl.yaml").path.read_text("utf-8")
        (site / "words").mkdir()
        said = words.replace("language: nl", "language: fr", 1)
        (site / "words" / "fr.yaml").write_text(said, "utf-8")

        assert "lage-rugpijn fr: no score: there is no formula" in check().stdout


class TestLedger:
    """What `leaflet trace` reads is checked too."""

    def test_a_line_that_is_no_entry_is_a_problem(self, site, check):
        (site / "ledger.jsonl").write_text('{"id": "zz"}\n', "utf-8")
        done = check()
        assert done.exit_code == 3
        assert "error: ledger.jsonl:1:1: this line is no entry" in done.stderr


class TestParts:
    """What a patient should find in every leaflet, and what nobody should."""

    def test_parts_and_prompts_are_told_and_the_leaflet_can_be_made(
        self, own, findings, change, run, site
    ):
        change(own, "role: medication", "role: explanation")
        change(own, "- lang hurken", "- ‹nog iets›")
        told = findings()

        assert [each[:3] for each in told] == [
            ("warning", TEXT, line_of(own, "- id: wanneer-naar-spoed")),
            ("warning", TEXT, line_of(own, "‹nog iets›")),
        ]
        assert "what medicines to take (medication)" in told[0][3]
        assert run("make", "lage-rugpijn", "--pen", "--site", str(site)).exit_code == 0


class TestFolds:
    """Every fold is tried, with every campus."""

    def test_a_text_that_only_the_default_fold_does_not_hold_is_a_warning(
        self, own, check, findings, change
    ):
        old = "Meestal is er geen reden tot ongerustheid"
        change(own, old, f"{LONG * 40}{old}")
        done = check()

        assert done.exit_code == 0
        (told,) = [line for line in done.stderr.splitlines() if "too long" in line]
        assert told.startswith(f"warning: {TEXT}:")
        assert "with --fold c, at 10 pt the text is" in told
        assert "too long for panel 2 (flap)" in told
        assert "it fits with --fold booklet --size" in told
        assert "lage-rugpijn nl: fits booklet" in done.stdout
        assert findings()[-1][0] == "warning"

    def test_a_text_that_no_fold_holds_is_a_problem(self, own, check, change):
        change(own, "heading: Wat is lage rugpijn?", f"heading: {'Rug' * 60}?")
        done = check("--json")

        assert done.exit_code == 5
        document = json.loads(done.stdout)
        assert document["exit_code"] == 5
        (told,) = [f for f in document["findings"] if f["severity"] == "error"]
        assert (told["kind"], told["file"]) == ("fit", TEXT)
        assert set(document["leaflets"][0]["folds"].values()) == {None}

    def test_a_campus_whose_name_does_not_fit_is_found(self, site, check, change):
        name = "-".join(["Onuitsprekelijk"] * 6)
        text = (site / "hospital.yaml").read_text("utf-8")
        assert "bornem: Bornem" in text
        change(site / "hospital.yaml", "bornem: Bornem", f"bornem: {name}")
        done = check()

        assert done.exit_code == 5
        assert "error: " in done.stderr


class TestPhones:
    """Numbers that nobody reads."""

    EXTRA = "numbers:\n  rumst.onthaal:\n    number: 03 880 90 12\n"

    def test_a_number_that_no_leaflet_prints_is_told_at_its_place(self, site, findings, change):
        change(site / "phonebook.yaml", "\nnumbers:\n", f"\n{self.EXTRA}")
        (told,) = findings()

        assert told[:2] == ("warning", "phonebook.yaml")
        assert told[2] == line_of(site / "phonebook.yaml", "03 880 90 12")
        assert "`rumst.onthaal`" in told[3]

    def test_it_is_not_told_where_one_topic_is_named(self, site, findings, change):
        change(site / "phonebook.yaml", "\nnumbers:\n", f"\n{self.EXTRA}")

        assert findings("lage-rugpijn") == []

    def test_nothing_is_called_unused_while_a_leaflet_cannot_be_read(self, site, own, findings):
        own.write_text(own.read_text("utf-8").replace("language: nl", "language: n"), "utf-8")

        assert {each[0] for each in findings()} == {"error"}


class TestReview:
    """What keeps a text from paper though nothing is wrong with it."""

    NOT_APPROVED = "these words are not approved, and the colophon says so"

    def test_words_that_the_hospitals_own_rule_keeps_back_are_a_warning(
        self, site, check, change, run
    ):
        assert check("--strict").exit_code == 0, "a draft is nothing to warn of without the rule"
        change(site / "hospital.yaml", "approved_only:", "approved_only: yes")
        done = check()
        assert done.exit_code == run("check", "--json", "--site", str(site)).exit_code == 0
        told = f"warning: {TEXT}: {self.NOT_APPROVED}; hospital.yaml says approved_only"
        assert told in done.stderr
        assert "no problems, 1 warning." in done.stdout
        assert check("--strict").exit_code == 3
        assert run("make", "lage-rugpijn", "--pen", "--site", str(site)).exit_code == 3

    def test_approved_words_pass_the_rule(self, approved, check, change):
        change(approved / "hospital.yaml", "approved_only:", "approved_only: yes")
        assert check("--strict").exit_code == 0

    def test_a_review_date_that_has_passed_stops_only_with_strict(self, approved, run):
        asked, later = ("check", "--site", str(approved)), "1860000000"  # in December 2028
        done = run(*asked, SOURCE_DATE_EPOCH=later)
        assert done.exit_code == 0
        assert "the text had to be reviewed by 2028-11-22" in done.stderr
        assert run(*asked, "--strict", SOURCE_DATE_EPOCH=later).exit_code == 3

    def test_the_help_says_that_both_are_warnings(self, run):
        said = " ".join(run("check", "--help").stdout.split())
        assert "a text whose review date has passed" in said
        assert "words that are not approved where hospital.yaml says approved_only" in said


class TestForPrograms:
    """``--json`` and ``--strict``."""

    def test_one_document_stands_alone_on_standard_output(self, own, check, change):
        change(own, "- lang hurken", "- ‹nog iets›")
        done = check("--json")

        assert done.stderr == ""
        document = json.loads(done.stdout)
        assert set(document) == {"leaflets", "findings", "exit_code"}
        assert set(document["leaflets"][0]) == {
            *("topic", "language", "folds", "words", "flesch_douma", "sections")
        }
        assert document["leaflets"][0]["folds"]["c"] == 11.0
        assert document["leaflets"][0]["flesch_douma"] > 70
        section = document["leaflets"][0]["sections"][0]
        assert set(section) == {"heading", "file", "line", "words", "flesch_douma"}
        (finding,) = document["findings"]
        assert set(finding) == {*("severity", "kind", "file", "line", "column", "what", "remedy")}
        assert finding["severity"] == "warning"
        assert finding["kind"] == "content"
        assert finding["column"] == 13
        assert document["exit_code"] == done.exit_code == 0

    @pytest.mark.parametrize(
        ("name", "old", "new", "kind", "place"),
        [
            (TEXT, "Beste patiënt", "Beste 病", "glyph", True),
            ("words/nl.yaml", "title: Jouw medicatieplan", "title: 薬", "glyph", False),
            ("phonebook.yaml", "03 890 59 23", "03 890 59 2", "content", True),
        ],
    )
    def test_a_finding_names_its_file_whoever_found_it(
        self, site, run, check, change, name, old, new, kind, place
    ):
        if not (site / name).exists():
            assert run("--site", str(site), "adopt", name).exit_code == 0
        change(site / name, old, new)
        document = json.loads(check("--json").stdout)

        told = next(f for f in document["findings"] if f["severity"] == "error")
        assert (told["kind"], told["file"]) == (kind, name)
        assert (told["line"] is not None) is place
        assert document["exit_code"] == {"content": 3, "glyph": 6}[kind]

    def test_a_leaflet_that_cannot_be_read_is_in_the_document(self, own, check):
        own.write_text("schema: [", "utf-8")
        document = json.loads(check("--json").stdout)

        (leaflet,) = document["leaflets"]
        assert (leaflet["folds"], leaflet["flesch_douma"], leaflet["sections"]) == ({}, None, [])
        assert document["exit_code"] == 3

    def test_a_mistake_of_the_command_line_writes_no_document(self, check):
        done = check("--json", "lage-rugpin")

        assert done.exit_code == 2
        assert done.stdout == ""

    def test_strict_stops_at_a_warning_and_says_so(self, own, check, change):
        assert check("--strict").exit_code == 0
        change(own, "- lang hurken", "- ‹nog iets›")
        done = check("--strict")

        assert done.exit_code == 3
        assert "1 warning. With --strict, a warning stops." in done.stdout
        assert json.loads(check("--strict", "--json").stdout)["exit_code"] == 3

    def test_strict_keeps_the_code_of_an_error(self, own, check, change):
        change(own, "Beste patiënt", "Beste 病")
        change(own, "- lang hurken", "- ‹nog iets›")

        assert check("--strict").exit_code == 6

    def test_the_keys_are_told_in_the_help(self, run, check):
        said = run("check", "--help").stdout
        document = json.loads(check("--json").stdout)

        for key in (*document, *document["leaflets"][0]):
            assert key in said


class TestExamples:
    """What an administrator copies from ``docs/examples``."""

    def entry(self):
        config = yaml.safe_load((EXAMPLES / "pre-commit-config.yaml").read_text("utf-8"))
        (repository,) = config["repos"]
        (hook,) = repository["hooks"]
        assert repository["repo"] == "local"
        assert (hook["language"], hook["pass_filenames"]) == ("system", False)
        return hook["entry"], hook["files"]

    def test_the_hook_looks_at_what_the_site_consists_of(self, site, own):
        import re

        _, files = self.entry()
        names = [path.relative_to(site).as_posix() for path in site.rglob("*.yaml")]
        assert len(names) >= 3
        others = ("assets/figures/spine.svg", "left-out.txt", "approvals/lage-rugpijn.nl.3f9a.txt")
        assert all(re.search(files, name) for name in (*names, *others))
        assert not re.search(files, "README.md")

    def test_the_workflow_runs_the_same_command(self):
        workflow = yaml.load((EXAMPLES / "check.yml").read_text("utf-8"), yaml.BaseLoader)
        steps = workflow["jobs"]["check"]["steps"]
        assert self.entry()[0] in [step.get("run") for step in steps]
        assert set(workflow) == {"name", "on", "jobs"}

    def test_what_the_workflow_writes_down_is_kept_also_where_something_is_wrong(self):
        workflow = yaml.load((EXAMPLES / "check.yml").read_text("utf-8"), yaml.BaseLoader)
        steps = workflow["jobs"]["check"]["steps"]
        (writes,) = [step for step in steps if " > " in step.get("run", "")]
        (keeps,) = [step for step in steps if "upload-artifact" in step.get("uses", "")]
        assert keeps["with"]["path"] == writes["run"].rpartition(" > ")[2]
        assert writes["if"] == keeps["if"] == "always()"
        assert steps.index(writes) < steps.index(keeps)

    def test_the_examples_in_a_site_are_no_strays(self, site, check):
        shutil.copy(EXAMPLES / "pre-commit-config.yaml", site / ".pre-commit-config.yaml")
        (site / ".workflows").mkdir()
        shutil.copy(EXAMPLES / "check.yml", site / ".workflows" / "check.yml")

        assert check("--strict").exit_code == 0

    @pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
    def test_a_commit_with_a_wrong_number_is_stopped_and_a_good_one_passes(
        self, site, change, tmp_path
    ):
        tools = tmp_path / "tools"
        tools.mkdir()
        door = f'exec {shlex.quote(sys.executable)} {shlex.quote(str(ROOT / "cli.py"))} "$@"\n'
        (tools / "leaflet").write_text(f"#!/bin/sh\n{door}", "utf-8")
        (tools / "leaflet").chmod(0o755)
        who = {
            f"GIT_{role}_{what}": "x@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            **who,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }

        def git(*words):
            return subprocess.run(
                ["git", *words],
                cwd=site,
                env=environment,
                capture_output=True,
                check=False,
                encoding="utf-8",
            )

        assert git("init", "-q").returncode == 0
        hook = site / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nexec {self.entry()[0]}\n", "utf-8")
        hook.chmod(0o755)
        git("add", "-A")
        good = git("commit", "-q", "-m", "Our own numbers")
        assert good.returncode == 0, good.stderr

        change(site / "phonebook.yaml", "03 890 59 23", "03 890 59 2")
        stopped = git("commit", "-a", "-q", "-m", "A new number")
        assert stopped.returncode != 0
        assert "error: phonebook.yaml:" in stopped.stderr
        change(site / "phonebook.yaml", "number: 03 890 59 2\n", "number: 03 890 59 24\n")
        assert git("commit", "-a", "-q", "-m", "A new number").returncode == 0
        assert len(git("log", "--oneline").stdout.splitlines()) == 2


def test_what_check_lets_pass_can_be_made_in_every_fold_that_it_names(run, here):
    from datetime import date

    asked = ("lage-rugpijn",)
    (leaflet,) = rehearse(open_library(None), asked, date(2026, 11, 22)).leaflets
    for fold, size in leaflet.folds.items():
        done = run("make", "lage-rugpijn", "--pen", "--fold", fold, "--size", f"{size:g}")
        assert done.exit_code == 0, done.stderr
        (here / "lage-rugpijn.pdf").unlink()
