"""However a run ends: a sentence, an exit code, and nothing of a patient in either."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.cli.group import read_clock
from leaflet.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
AN = ("make", "lage-rugpijn", "--name", "An Peeters", "--born", "1980-05-17")
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")

BUG = """
import leaflet.press.press
def spoilt(*args):
    patient = args
    raise {error}
leaflet.press.press.sheet_id = spoilt
"""
NAMED = "import leaflet.press.files\nleaflet.press.files._UNNAMED = None\n"
LATE = """
import os, signal
real = os.fsync
def stopped(descriptor):
    os.kill(os.getpid(), signal.{name})
    return real(descriptor)
os.fsync = stopped
"""


class TestUsage:
    """Click's complaints in this program's words, without what was typed."""

    @pytest.mark.parametrize(
        ("args", "says"),
        [
            (["make"], "error: TOPIC: is missing — see `leaflet make --help`"),
            (["mak"], "did you mean make?"),
            (["An Peeters"], "error: command line: there is no such command"),
            ([*AN, "--nmae", "x"], "did you mean --name?"),
            (["make", "lage-rugpijn", "--name", "An", "Peeters"], "put quotes around a text"),
            (["make", "lage-rugpijn", "--nameAn Peeters"], "there is no such option"),
            (["make", "lage-rugpijn", "--pen=Peeters"], "error: --pen: takes no value"),
            (["make", "lage-rugpijn", "--name"], "error: --name: has no value after it"),
            (["make", "lage-rugpijn", "--name", "--pen"], "error: --name: has no value after it"),
            (["make", "lage-rugpijn", "--size", "Peeters"], "error: --size: "),
            (["make", "lage-rugpijn", "--fold", "Peeters"], "error: --fold: "),
            (["make", "lage-rugpijn", "--pen", "--lang", "Peeters"], "error: --lang: "),
            (["make", "Peeters", "--pen"], "error: TOPIC: there is no leaflet of this name"),
            (["check", "Peeters"], "error: TOPIC: "),
            (["adopt"], "error: PATH...: is missing"),
            (["--sit", "Peeters", "list"], "did you mean --site?"),
            (["--site", "Peeters", "list"], "error: --site: there is no such folder"),
        ],
    )
    def test_t118_a_slip_is_told_without_repeating_it(self, run, args, says):
        done = run(*args)
        assert done.exit_code == ExitCode.USAGE
        assert says in done.stderr
        assert "Peeters" not in done.output
        assert done.stderr.count("\n") == 1

    def test_no_command_shows_the_help_on_standard_error(self, run):
        done = run()
        assert done.exit_code == ExitCode.USAGE
        assert "Exit codes:" in done.stderr
        assert done.stdout == ""


class TestBug:
    """A bug says that it is one, and where; never what it was about."""

    ERRORS = ('ValueError(f"cannot set {args}")', "KeyError('An Peeters')", "RecursionError()")

    @pytest.mark.parametrize("error", ERRORS)
    def test_t117_a_bug_is_one_sentence_without_a_trace(self, process, here, error):
        done = process(*AN, before=BUG.format(error=error))
        said = done.stderr.decode()
        assert done.returncode == ExitCode.BUG
        assert said.startswith("error: leaflet ")
        assert "this is a bug of the program" in said
        assert f"`{error.partition('(')[0]} at press.py:" in said
        assert said.count("\n") == 1
        assert "Peeters" not in said
        assert "Traceback" not in said
        assert list(here.iterdir()) == []

    @pytest.mark.parametrize("error", ERRORS)
    def test_t117_the_trace_that_can_be_asked_for_has_no_values(self, process, error):
        done = process(*AN, before=BUG.format(error=error), LEAFLET_DEBUG="1")
        said = done.stderr.decode()
        assert done.returncode == ExitCode.BUG
        assert "press" in said
        assert "line" in said
        for secret in ("An Peeters", "1980", "datetime.date("):
            assert secret not in said.replace("raise KeyError('An Peeters')", "")

    def test_t117_the_same_bug_without_this_guard_does_show_the_patient(self, process):
        direct = "import leaflet.cli.group as d\nd.finish = lambda run: run()\n"
        done = process(*AN, before=direct + BUG.format(error=self.ERRORS[0]))
        assert b"Traceback" in done.stderr
        assert b"An Peeters" in done.stderr

    @POSIX
    def test_what_the_system_refuses_is_told_without_its_path(self, run, monkeypatch):
        def refuse(*args):
            raise PermissionError(13, "Permission denied", "/home/An Peeters/content")

        monkeypatch.setattr("leaflet.content.site.Library.topics", refuse)
        done = run("list")
        assert done.exit_code == ExitCode.OUTPUT
        assert "(Permission denied)" in done.stderr
        assert "Peeters" not in done.stderr


@POSIX
class TestStopping:
    """Who is stopped leaves nothing half-written."""

    @pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
    @pytest.mark.parametrize("draft", ["", NAMED], ids=["nameless", "named"])
    def test_t93_a_stop_in_the_middle_of_writing_leaves_nothing(
        self, process, here, name, code, draft
    ):
        done = process(*AN, before=draft + LATE.format(name=name))
        assert done.returncode == code
        assert list(here.iterdir()) == []
        told = "error: stopped from outside — no file is left half-written\n"
        assert done.stderr.endswith(told.encode())
        assert b"Traceback" not in done.stderr

    def test_t93_ctrl_c_leaves_nothing_and_says_so(self, process, here):
        done = process(*AN, before=LATE.format(name="SIGINT"))
        assert done.returncode == 130
        assert done.stderr.endswith("error: stopped — no file is left half-written\n".encode())
        assert list(here.iterdir()) == []

    def test_t93_without_the_guard_a_draft_would_be_left(self, process, here):
        unguarded = (
            "import contextlib, leaflet.cli.group as d\nd.stoppable = contextlib.nullcontext\n"
        )
        done = process(*AN, before=unguarded + NAMED + LATE.format(name="SIGTERM"))
        assert done.returncode == -signal.SIGTERM
        assert [path.suffix for path in here.iterdir()] == [".part"]

    def test_signals_are_as_before_when_a_run_is_over(self, run):
        before = [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP)]
        run("list")
        assert [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP)] == before


@POSIX
class TestStreams:
    """Whatever stands at the other end of a pipe."""

    def pipe(self, *args, close):
        """Run with one stream going to a reader that has left; the exit code and the other."""
        gone, end = os.pipe()
        os.close(gone)
        other = "stderr" if close == "stdout" else "stdout"
        try:
            done = subprocess.run(
                [sys.executable, str(ROOT / "cli.py"), *args],
                **{close: end, other: subprocess.PIPE},
                stdin=subprocess.DEVNULL,
                check=False,
                timeout=60,
            )
        finally:
            os.close(end)
        return done.returncode, getattr(done, other)

    def test_t96_a_pdf_that_nobody_reads_is_an_error_and_no_crash(self):
        code, said = self.pipe(*AN, "-o", "-", close="stdout")
        assert code == ExitCode.OUTPUT
        assert b"error: standard output: the program that reads it has stopped" in said
        assert b"Exception" not in said

    @pytest.mark.parametrize("args", [["--help"], ["make", "--help"], ["list"], ["where"]])
    def test_t96_words_that_nobody_reads_end_quietly(self, args):
        assert self.pipe(*args, close="stdout") == (ExitCode.OUTPUT, b"")

    def test_t96_not_even_where_nothing_can_be_said(self):
        gone, end = os.pipe()
        os.close(gone)
        try:
            done = subprocess.run(
                ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", sys.executable, ROOT / "cli.py", "list"],
                stdout=end,
                check=False,
            )
        finally:
            os.close(end)
        assert done.returncode == ExitCode.OUTPUT

    def test_t96_the_leaflet_is_made_where_nobody_reads_the_messages(self, here):
        assert self.pipe(*AN, "--med", "ibuprofen", close="stderr") == (0, b"")
        assert [path.name for path in here.iterdir()] == ["lage-rugpijn.pdf"]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux")
    @pytest.mark.parametrize("args", [["list"], [*AN, "-o", "-"]])
    def test_t92_a_full_disk_behind_standard_output_is_told(self, args):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, str(ROOT / "cli.py"), *args],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == ExitCode.OUTPUT
        assert done.stderr.startswith(b"error: ") or b"\nerror: " in done.stderr
        assert b"Exception" not in done.stderr

    @pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
    def test_t96_no_console_is_too_poor_for_a_message(self, process, encoding):
        done = process("make", "lage-rugpijn", "--name", "محمد", PYTHONIOENCODING=encoding)
        assert done.returncode == ExitCode.GLYPH
        assert done.stderr.startswith(b"error: name: ")
        assert process("make", "--help", PYTHONIOENCODING=encoding).returncode == 0

    def test_t96_a_path_that_a_console_cannot_show_is_shown_as_far_as_it_can(self, process, here):
        (here / "Łódź ë").mkdir()
        poor = {"LEAFLET_SITE": "Łódź ë", "PYTHONIOENCODING": "cp1252"}
        done = process("where", **poor)
        assert done.returncode == 0
        assert "?ód? ë" in done.stdout.decode("cp1252")

        unguarded = "import leaflet.cli.group as d\nd.open_streams = lambda: None"
        assert process("where", before=unguarded, **poor).returncode == ExitCode.BUG

    def test_t09_no_message_steers_the_terminal(self, run, here):
        (here / "an.yaml").write_text('"\\e[2Jname": An\n', "utf-8")
        done = run("make", "lage-rugpijn", "--patient", "an.yaml")
        assert done.exit_code == ExitCode.DISCHARGE
        assert "\x1b" not in done.stderr

    def test_t09_a_control_character_would_otherwise_be_said(self, capsys):
        from leaflet.cli.console import show

        show("a\x1b[2Jb\x07", aside=True)
        assert capsys.readouterr().err == "a?[2Jb?\n"


class TestClock:
    """The day is that of Belgium, wherever the computer thinks it is."""

    @pytest.mark.parametrize(
        ("seconds", "day"),
        [
            ("1795388340", "2026-11-22"),  # 22 November, 23.59 in Brussels
            ("1795388460", "2026-11-23"),  # two minutes later
            ("1792879200", "2026-10-25"),  # 25 October, 0.00 summer time
            ("1792965540", "2026-10-25"),  # the same day, 22.59 winter time
        ],
    )
    def test_t26_the_day_changes_at_midnight_in_brussels(self, monkeypatch, seconds, day):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        assert read_clock().value.isoformat() == day

    @pytest.mark.parametrize("seconds", ["0", "-5", "soon", "9" * 30, "1e9"])
    def test_t99_a_clock_that_cannot_be_believed_is_refused(self, run, here, seconds):
        done = run(*AN, SOURCE_DATE_EPOCH=seconds)
        assert done.exit_code == ExitCode.USAGE
        assert done.stderr.startswith("error: SOURCE_DATE_EPOCH: ")
        assert list(here.iterdir()) == []

    def test_t99_a_day_that_the_environment_sets_is_not_printed_in_silence(self, run):
        told = "warning: SOURCE_DATE_EPOCH: and not the clock says that today is 2026-11-22"
        assert told in run(*AN, SOURCE_DATE_EPOCH="1795348800").stderr
        given = run(*AN, "--date", "2026-11-22", "--force", SOURCE_DATE_EPOCH="1795348800")
        assert given.exit_code == 0
        assert "SOURCE_DATE_EPOCH" not in given.stderr

    def test_the_clock_is_read_where_the_environment_says_nothing(self):
        read = read_clock()
        assert read.value.year >= 2026
        assert read.warnings == ()

    def test_a_computer_without_time_zones_is_told_what_to_install(self, run, monkeypatch):
        from zoneinfo import ZoneInfoNotFoundError

        def nothing(name):
            raise ZoneInfoNotFoundError(name)

        monkeypatch.setattr("leaflet.cli.group.ZoneInfo", nothing)
        done = run(*AN)
        assert done.exit_code == ExitCode.CONTENT
        assert "tzdata" in done.stderr
