"""Paper, as far as CUPS can be played: what is asked of it, and what its answers become."""

import io
import os
import signal
import time

import pikepdf
import pytest
from click.shell_completion import ShellComplete
from support.at_end import at_end
from support.sham_cups import ABLE, ONE_SIDED, SENT, Answer, ShamCups, condition, job

from leaflet.cli import main
from leaflet.errors import OutputError
from leaflet.paper.fold import Flip
from leaflet.press.printing.cups import PrintSystem, send
from leaflet.press.printing.queue import describe

PEN = ("make", "lage-rugpijn", "--pen")
AN = ("make", "lage-rugpijn", "--name", "An Peeters", "--med", "ibuprofen", "--date", "22/11/2026")
STOCK = ("stock", "lage-rugpijn")
BATCH = ("batch", "lage-rugpijn")
OLD = "processing-to-stop-point"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr("leaflet.app.printing._PAUSE", 0.01)


@pytest.fixture
def cups(tmp_path, monkeypatch):
    sham = ShamCups(tmp_path / "cups")
    monkeypatch.setenv("PATH", sham.path)
    return sham


def sent(cups):
    """The calls of `lp`."""
    return [call for call in cups.calls if call.startswith("lp ")]


def refused(done, code=7):
    """The one sentence with which a run ended."""
    assert done.exit_code == code, done.stderr
    (said,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    return said.removeprefix("error: ")


class TestJob:
    """What is sent, and what is left behind."""

    def test_everything_that_decides_on_the_paper_is_said(self, run, cups):
        assert run(*PEN, "--print").exit_code == 0
        (said,) = sent(cups)
        assert said == (
            "lp -d ward -t leaflet -n 1 -o media=A4 -o print-scaling=none -o number-up=1"
            " -o job-sheets=none -o collate=true -o page-set=all -o page-ranges=1-65535"
            " -o outputorder=normal -o mirror=false -o booklet=off -o page-border=none"
            " -o sides=two-sided-short-edge -"
        )

    def test_a_leaflet_that_is_turned_on_the_long_edge_is_sent_so(self, cups):
        send(PrintSystem(os.environ), "ward", b"%PDF-", Flip.LONG, 1)
        assert "-o sides=two-sided-long-edge" in sent(cups)[0]

    def test_what_is_sent_is_what_the_file_would_be_and_there_is_none(self, run, cups, here):
        assert run(*AN, "--print").exit_code == 0
        assert list(here.iterdir()) == []
        assert run(*AN, "-o", "an.pdf").exit_code == 0
        assert cups.taken == (here / "an.pdf").read_bytes()

    def test_with_an_output_the_file_is_kept(self, run, cups, here):
        done = run(*AN, "--queue", "ward", "-o", "an.pdf")
        assert done.exit_code == 0
        assert cups.taken == (here / "an.pdf").read_bytes()
        assert done.stderr.splitlines()[-2].startswith("--output: made, sheet ")
        assert done.stderr.splitlines()[-1].startswith("printed: sheet ")

    def test_a_print_file_is_kept_too(self, run, cups, here, ward):
        assert run(*BATCH, ward(5), "--print", "-o", "ward.pdf").exit_code == 0
        assert cups.taken == (here / "ward.pdf").read_bytes()
        assert len(pikepdf.open(here / "ward.pdf").pages) == 10

    def test_a_file_that_is_there_is_refused_before_anything_is_printed(self, run, cups, here):
        (here / "an.pdf").touch()
        assert refused(run(*AN, "--print", "-o", "an.pdf")).startswith(
            "--output: is there already, "
        )
        assert sent(cups) == []

    def test_nobody_is_named_to_cups(self, run, cups, here):
        assert run(*AN, "--print", "-o", "An Peeters.pdf").exit_code == 0
        assert "Peeters" not in "".join(cups.calls)

    def test_no_temporary_file_is_made(self, run, cups, here, tmp_path, monkeypatch):
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o500)
        monkeypatch.setenv("TMPDIR", str(closed))
        cups.says("lp *", Answer(SENT, seconds=0.1))
        assert run(*AN, "--print").exit_code == 0
        assert list(closed.iterdir()) == list(here.iterdir()) == []

    def test_cups_is_asked_to_forget_a_job_that_has_ended_and_not_before(self, run, cups):
        cups.says("lpstat -l -W not-completed *", job("job-printing"), "")
        assert run(*PEN, "--print").exit_code == 0
        assert cups.calls.count("cancel -x 7") == 1
        ended = cups.calls.index("lpstat -l -W completed -o ward")
        assert cups.calls.index("cancel -x 7") > ended

    def test_that_cups_does_not_forget_it_changes_nothing(self, run, cups):
        cups.says("cancel *", Answer(complaint="cancel: forbidden", code=1))
        assert run(*PEN, "--print").exit_code == 0

    def test_what_is_said_names_sheet_and_queue(self, run, cups):
        done = run(*PEN, "--queue", "ward")
        last = done.stderr.splitlines()[-1]
        assert last.startswith("printed: sheet ")
        assert last.endswith(", queue ward")
        assert "flip on the short edge" not in done.stderr

    def test_other_programs_speak_english(self, run, cups, monkeypatch):
        monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
        program = cups.folder / "bin" / "lpoptions"
        program.write_text(f'#!/bin/sh\n[ "$LC_ALL" = C ] && echo "{ABLE}"\n')
        assert run(*PEN, "--print").exit_code == 0


class TestMany:
    """Copies, lists and batches."""

    def test_copies_of_one_leaflet_are_the_printers_work(self, run, cups):
        done = run(*STOCK, "--copies", "50", "--print")
        assert done.exit_code == 0
        assert " -n 50 " in sent(cups)[0]
        assert len(read(cups.taken).pages) == 2
        assert done.stderr.splitlines()[-1] == "printed: 50 leaflets, queue ward"

    def test_the_pick_list_is_still_the_answer(self, run, cups):
        assert "lage-rugpijn" in run(*STOCK, "--print").stdout

    @pytest.mark.parametrize("more", [("--copies", "100"), ("--copies", "3", "-o", "shelf.pdf")])
    def test_where_a_printer_may_not_make_them_they_are_pages(self, run, cups, more):
        assert run(*STOCK, *more, "--print").exit_code == 0
        assert " -n 1 " in sent(cups)[0]
        assert len(read(cups.taken).pages) == 2 * int(more[1])

    def test_a_list_is_one_job(self, run, cups, here):
        (here / "shelf.csv").write_text("topic;size;copies\nlage-rugpijn;;2\nlage-rugpijn;10;3\n")
        assert run("stock", "--list", "shelf.csv", "--print").exit_code == 0
        assert len(sent(cups)) == 1
        assert " -n 1 " in sent(cups)[0]
        assert len(read(cups.taken).pages) == 10

    def test_a_batch_is_one_job_and_no_file(self, run, cups, here, ward):
        done = run(*BATCH, ward(3), "--print")
        assert done.exit_code == 0
        assert len(sent(cups)) == 1
        assert len(read(cups.taken).pages) == 6
        assert [path.name for path in here.iterdir()] == ["ward.csv"]
        assert done.stderr.splitlines()[-1] == "printed: 3 leaflets, queue ward"

    def test_parts_are_jobs(self, run, cups, ward):
        cups.says("lp *", SENT, SENT.replace("-7", "-8"))
        both = job("job-completed-successfully") + job("job-completed-successfully", number=8)
        cups.says("lpstat -l -W completed *", both)
        assert run(*BATCH, ward(3), "--print", "--per-file", "2").exit_code == 0
        assert len(sent(cups)) == 2
        assert len(read(cups.taken).pages) == 2
        assert {"cancel -x 7", "cancel -x 8"} <= set(cups.calls)

    def test_rows_that_are_wrong_do_not_keep_the_others_from_paper(self, run, cups, ward):
        done = run(*BATCH, ward(3, {3: ";;;;;;"}), "--print")
        assert done.exit_code == 0  # an empty row is nobody
        done = run(*BATCH, ward(3, {3: "Jan;31/02/1990;;;;;"}), "--print")
        assert done.exit_code == 8
        assert "printed: 2 leaflets, queue ward" in done.stderr

    def test_that_it_is_not_printed_is_worse_than_a_row_that_is_wrong(self, run, cups, here, ward):
        cups.says("lpstat -l -W completed *", job("aborted-by-system"))
        listed = ward(3, {3: "Jan;31/02/1990;;;;;"})
        done = run(*BATCH, listed, "--print", "--report", "wrong.csv")
        assert done.exit_code == 7
        assert "job ward-7 failed" in done.stderr
        assert "error: row 3: " in done.stderr
        assert (here / "wrong.csv").exists()

    def test_nothing_is_sent_where_nothing_is_made(self, run, cups, ward):
        everyone = {2: "Jan;31/02/1990;;;;;"}
        assert run(*BATCH, ward(1, everyone), "--print").exit_code == 8
        assert run(*BATCH, ward(2, everyone), "--print", "--strict").exit_code == 8
        assert run(*BATCH, ward(2), "--print", "--dry-run").exit_code == 0
        assert sent(cups) == []

    def test_a_large_batch_passes_through(self, run, cups, ward, crew):
        assert run(*BATCH, ward(40), "--print", "--per-file", "39").exit_code == 0
        assert len(sent(cups)) == 2


def read(pdf):
    return pikepdf.open(io.BytesIO(pdf))


class TestFate:
    """What becomes of a job, and what is said of it."""

    @pytest.fixture
    def fate(self, run, cups):
        """Print, and say what the last answers about the job are."""

        def fate(waiting=(), ended="", end="", wait="1"):
            cups.says("lpstat -l -W not-completed *", *waiting, *([""] if ended else []))
            cups.says("lpstat -l -W completed *", ended)
            cups.says("cancel 7", Answer(complaint=f"cancel: cancel-job failed: {end}", code=1))
            return run(*PEN, "--print", "--wait", wait)

        return fate

    @pytest.mark.parametrize("status", ["", "Print file sent.", "Printing page 2, 100% complete."])
    @pytest.mark.parametrize(
        ("reasons", "end"),
        [
            ("job-completed-successfully", ""),
            (OLD, "Job #7 is already completed - can't cancel."),
        ],
    )
    def test_done(self, fate, status, reasons, end):
        waiting = (job("none"), job("job-printing", "Printing."))
        assert fate(waiting, job(reasons, status), end).exit_code == 0

    @pytest.mark.parametrize(
        ("reasons", "end", "said"),
        [
            ("job-canceled-by-user", "", "was cancelled"),
            ("canceled-at-device", "", "was cancelled"),
            ("aborted-by-system", "", "failed"),
            ("job-completed-with-errors", "", "has ended, but not well"),
            (OLD, "Job #7 is already canceled - can't cancel.", "was cancelled"),
            (OLD, "Job #7 is already aborted - can't cancel.", "failed"),
            (OLD, "not authorized", "has gone, and CUPS does not say whether it was printed"),
        ],
    )
    def test_not_done(self, fate, reasons, end, said):
        told = refused(fate((), job(reasons, "Kapot!"), end))
        assert told.startswith(f"queue ward: job ward-7 {said} (")
        assert '"Kapot!"' in told
        assert OLD not in told

    @pytest.mark.parametrize(
        "status",
        [
            "Unable to add document to print job.",
            "Unsupported sides value bogus, using sides=one-sided!",
        ],
    )
    def test_done_is_not_believed_if_the_printer_says_otherwise(self, fate, status):
        told = refused(fate((), job("job-completed-successfully", status)))
        assert told == (
            f'queue ward: job ward-7 has ended, but not well ("{status}",'
            " job-completed-successfully)"
            " — look what came out of the printer before you hand it out"
        )

    def test_held(self, fate):
        told = refused(fate((job("job-hold-until-specified"),)))
        assert "job ward-7 is held and not printed (job-hold-until-specified)" in told
        assert told.endswith("`lp -i 7 -H resume` releases it, `cancel 7` takes it back")

    def test_stopped_meanwhile(self, fate, cups):
        stopped = condition("disabled since", "toner op", "paused")
        cups.says("lpstat -l -p ward", condition(), stopped)
        told = refused(fate((job("none"),)))
        assert 'the queue is stopped, and job ward-7 is not printed ("toner op", paused)' in told
        assert told.endswith("`cancel 7` takes it back")

    def test_a_filter_that_failed_is_not_waited_for(self, fate, cups):
        told = refused(fate((job("job-completed-with-errors", "trailer missing"),), wait="60"))
        assert 'job ward-7 failed ("trailer missing", job-completed-with-errors)' in told
        assert "cancel -x 7" in cups.calls

    def test_gone_without_a_trace(self, fate):
        told = refused(fate((), "\n"))
        assert "job ward-7 has gone, and CUPS does not say whether it was printed" in told

    def test_no_paper_is_said_and_not_waited_for_without_end(self, fate, cups, monkeypatch):
        monkeypatch.setattr("leaflet.app.printing._QUIET", 0.1)
        empty = condition("now printing ward-7.", "Printing.", "media-empty-warning")
        cups.says("lpstat -l -p ward", condition(), empty)
        done = fate((job("job-printing", "Printing."),))
        assert refused(done) == (
            "queue ward: job ward-7 is not printed after 1 s: it waits for the printer (no paper),"
            ' and the printer says "Printing."'
            " — it stays in the queue, and comes out once the printer goes on;"
            " `cancel 7` takes it back"
        )
        meanwhile = "queue ward: job ward-7 waits for the printer (no paper) (Ctrl-C: stop waiting)"
        assert done.stderr.splitlines().count(meanwhile) == 1

    def test_a_printer_that_does_not_answer_gets_no_more_time(self, fate):
        begun = time.monotonic()
        gone = "The printer may not exist or is unavailable at this time."
        told = refused(fate((job("job-printing", gone),)))
        assert f"it waits for the printer ({gone})" in told
        assert time.monotonic() - begun < 4

    def test_jobs_of_others_come_first(self, fate):
        told = refused(fate((job("none", number=6) + job("none"),)))
        assert "it comes after 1 other job" in told

    def test_a_printer_at_work_gets_the_time_of_its_sheets(self, run, cups, monkeypatch, ward):
        monkeypatch.setattr("leaflet.app.printing._PER_SHEET", 0.5)
        cups.says("lpstat -l -W not-completed *", job("job-printing"))
        begun = time.monotonic()
        done = run(*BATCH, ward(4), "--print", "--wait", "1")
        assert 3 <= time.monotonic() - begun < 6
        assert "is not printed after 3 s: it is being printed" in refused(done)

    def test_progress_begins_the_wait_anew(self, fate):
        pages = [job("none", f"page {number}") for number in range(60)]
        begun = time.monotonic()
        assert fate(pages, job("job-completed-successfully")).exit_code == 0
        assert time.monotonic() - begun > 1

    def test_words_of_a_printer_cannot_steer_a_terminal(self, fate):
        done = fate((), job("aborted-by-system", "\x1b[2Jkapot\x07"))
        assert '"?[2Jkapot?"' in refused(done)

    def test_who_waits_for_one_job_in_vain_does_not_wait_for_the_next(self, run, cups, ward):
        cups.says("lp *", SENT, SENT.replace("-7", "-8"))
        cups.says("lpstat -l -W not-completed *", job("none") + job("none", number=8))
        begun = time.monotonic()
        done = run(*BATCH, ward(2), "--print", "--per-file", "1", "--wait", "1")
        assert done.exit_code == 7
        assert "job ward-7 is not printed after 1 s" in done.stderr
        assert "job ward-8 is not printed after 0 s" in done.stderr
        assert time.monotonic() - begun < 3

    def test_where_one_job_fails_the_next_is_waited_for(self, run, cups, ward):
        cups.says("lp *", SENT, SENT.replace("-7", "-8"))
        later = job("job-printing", number=8)
        cups.says("lpstat -l -W not-completed *", later, later, later, "")
        ended = job("aborted-by-system") + job("job-completed-successfully", number=8)
        cups.says("lpstat -l -W completed *", ended)
        done = run(*BATCH, ward(2), "--print", "--per-file", "1")
        assert refused(done).startswith("queue ward: job ward-7 failed")

    def test_ctrl_c_says_what_was_sent(self, start, cups):
        cups.says("lpstat -l -W not-completed *", job("none"))
        process = start(*PEN, "--print")
        while not any("not-completed" in call for call in cups.calls):
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 130
        assert b"queue ward: job ward-7 was already sent" in said
        assert b"`cancel 7` takes it back" in said


class TestQueue:
    """Which queue, and whether it can."""

    @pytest.mark.parametrize("args", [PEN, STOCK, (*BATCH, "no such list")])
    def test_a_simplex_queue_is_refused_before_any_work(self, run, cups, here, args):
        cups.says("lpoptions -p ward", ONE_SIDED)
        assert refused(run(*args, "--print")) == (
            "queue ward: prints on one side only, and a leaflet has two"
            " — choose another one: `leaflet printers` shows them"
        )
        assert sent(cups) == list(here.iterdir()) == []

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ("", "does not say whether it prints on both sides"),
            ("\n", "does not say whether it prints on both sides"),
            ("printer-type=x", "does not say whether it prints on both sides"),
            (
                f"printer-make-and-model='Local Raw Printer' {ABLE}",
                "does not say whether it prints on both sides",
            ),
            (ABLE.replace("jobs=true", "jobs=false"), "does not accept jobs"),
            (f"printer-info='old printer-type=4180' {ONE_SIDED}", "prints on one side only"),
        ],
    )
    def test_a_queue_that_is_not_fit_is_refused(self, run, cups, told, said):
        cups.says("lpoptions -p ward", told)
        assert refused(run(*PEN, "--print")).startswith(f"queue ward: {said}")
        assert sent(cups) == []

    def test_a_queue_that_is_stopped_is_refused(self, run, cups):
        cups.says("lpstat -l -p ward", condition("disabled since", "toner op"))
        assert "queue ward: is stopped (toner op)" in refused(run(*PEN, "--print"))
        assert sent(cups) == []

    @pytest.mark.parametrize("papers", ["PageSize/Media Size: *Letter A5 A40", "media/Media: w288"])
    def test_a_queue_without_a4_is_refused(self, run, cups, papers):
        cups.says("lpoptions -p ward -l", papers)
        assert "queue ward: has no A4 paper" in refused(run(*PEN, "--print"))

    @pytest.mark.parametrize("papers", ["PageSize/Media: *A4 A5", "media/M: iso_a4_210x297mm", ""])
    def test_a4_has_several_names_and_may_go_without_saying(self, run, cups, papers):
        cups.says("lpoptions -p ward -l", papers)
        assert run(*PEN, "--print").exit_code == 0

    def test_an_unknown_queue_is_refused_and_not_repeated(self, run, cups):
        said = refused(run(*PEN, "--queue", "An Peeters"))
        assert said == "--queue: there is no such queue — there is ward"
        assert refused(run(*PEN, "--queue", "wrad")).endswith("did you mean ward?")
        assert sent(cups) == []

    def test_the_default_queue_is_taken(self, run, cups):
        cups.says("lpstat -p", "printer ward is idle.\nprinter desk is idle.\n")
        assert run(*PEN, "--print").exit_code == 0
        assert sent(cups)[0].startswith("lp -d ward ")

    @pytest.mark.parametrize("told", ["no system default destination\n", ""])
    def test_without_a_default_the_queues_are_named(self, run, cups, told):
        cups.says("lpstat -d", told)
        assert refused(run(*PEN, "--print")) == (
            "--print: no queue is named, and there is no default one"
            " — give --queue NAME: there is ward"
        )

    def test_without_any_queue_that_is_said(self, run, cups):
        cups.says("lpstat -d", "")
        cups.says("lpstat -e", "")
        cups.says("lpstat -p", Answer(complaint="lpstat: No destinations added.", code=1))
        assert refused(run(*PEN, "--print")).endswith("give --queue NAME: no queue is set up here")
        done = run("printers")
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == "no print queue is set up here\n"

    def test_a_queue_that_refuses_the_job_says_why(self, run, cups):
        cups.says("lp *", Answer(complaint="lp: Too many active jobs.\n", code=1))
        said = refused(run(*PEN, "--print"))
        assert said.startswith("queue ward: does not take the job: Too many active jobs. — ")

    def test_a_job_without_a_number_is_not_believed(self, run, cups):
        cups.says("lp *", "all is well")
        assert refused(run(*PEN, "--print")).startswith("queue ward: does not take the job — ")

    def test_the_tab_key_offers_the_queues(self, cups):
        def offered(typed):
            completion = ShellComplete(main, {}, "leaflet", "_LEAFLET_COMPLETE")
            found = completion.get_completions(["make", "lage-rugpijn", "--queue"], typed)
            return [item.value for item in found]

        assert offered("") == ["ward"]
        assert offered("x") == []
        (cups.folder / "bin" / "lpstat").unlink()
        assert offered("") == []


class TestOptions:
    """What cannot go together."""

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            ((*PEN, "--print", "-o", "-"), "--print: stands beside standard output"),
            ((*STOCK, "--queue", "ward", "-o", "-"), "--print: stands beside standard output"),
            ((*BATCH, "x.csv", "--print", "--into", "x"), "--into: makes a file a patient"),
            ((*PEN, "--wait", "5"), "--wait: waits for a printer, and nothing is printed"),
            ((*PEN, "--print", "--open"), "--open: has no file to show"),
            ((*PEN, "--queue", "--force"), "--queue: has no value after it"),
            ((*PEN, "--print", "--wait", "0"), "--wait: is not a number"),
        ],
    )
    def test_is_refused(self, run, cups, here, args, said):
        assert refused(run(*args), 2).startswith(said)
        assert sent(cups) == list(here.iterdir()) == []


class TestNoCups:
    """Where there is no CUPS, or none that answers."""

    @pytest.mark.parametrize("args", [(*PEN, "--print"), ("printers",), (*PEN, "--queue", "x")])
    def test_not_installed(self, run, tmp_path, monkeypatch, args):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert refused(run(*args)).startswith(
            "printing: CUPS is not installed here: there is no `lpstat` — install cups-client,"
        )

    @pytest.mark.parametrize("args", [(*PEN, "--print"), ("printers",)])
    def test_not_running(self, run, cups, args):
        cups.says("lpstat *", Answer(complaint="lpstat: Scheduler is not running.\n", code=1))
        assert refused(run(*args)).startswith("printing: CUPS is not running — ")

    def test_not_on_windows(self, run, monkeypatch):
        monkeypatch.setattr("leaflet.press.printing.cups._WINDOWS", True)
        said = refused(run("printers"))
        assert said.startswith("printing: works through CUPS, which Windows does not have — write")

    def test_it_may_answer_too_late(self, run, cups, monkeypatch):
        monkeypatch.setattr("leaflet.press.printing.cups._PATIENCE", 0.2)
        cups.says("lpstat -p", Answer(seconds=5))
        begun = time.monotonic()
        assert refused(run("printers")).startswith("printing: CUPS does not answer (`lpstat`) — ")
        assert time.monotonic() - begun < 3

    def test_it_may_stop_while_a_job_is_waited_for(self, run, cups):
        complaint = Answer(complaint="lpstat: Connection refused\n", code=1)
        cups.says("lpstat -l -W *", job("job-printing"), complaint)
        assert refused(run(*PEN, "--print")) == (
            "queue ward: job ward-7 was sent, and CUPS does not say what became of it"
            " (Connection refused) — look at the printer, and with `lpstat -o ward`;"
            " `cancel 7` takes it back"
        )

    @pytest.mark.parametrize("noise", [b"\xff\xfe\x00", b"", b"\n\n\t\n", b"printer\nprinter \n-7"])
    @pytest.mark.parametrize("call", ["lpstat -l -p ward", "lpstat -l -W *", "lp *", "lpoptions *"])
    def test_what_is_not_understood_is_no_success_and_no_bug(self, run, cups, call, noise):
        cups.says(call, noise)
        if call == "lpstat -l -p ward":
            assert run(*PEN, "--print").exit_code == 0
        else:
            assert run(*PEN, "--print").exit_code == 7


class TestPipe:
    """A document goes to `lp` whole, or not at all."""

    @pytest.fixture
    def eager(self, cups):
        """An `lp` that leaves a mark if it was given an end of file."""
        program = cups.folder / "bin" / "lp"
        program.write_text(
            f"#!/bin/sh\ncat > {cups.folder}/taken\ntouch {cups.folder}/ended\nprintf '{SENT}'\n"
        )
        return cups

    def test_what_breaks_off_is_not_printed(self, eager):
        def broken():
            yield b"%PDF-1.7 the first of two patients"
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            send(PrintSystem(os.environ), "ward", broken(), Flip.SHORT, 1)
        time.sleep(0.2)
        assert not (eager.folder / "ended").exists()

    def test_a_large_document_is_not_held_in_memory(self, eager):
        def chunks():
            for _ in range(64):
                yield bytes(1 << 20)

        send(PrintSystem(os.environ), "ward", chunks(), Flip.SHORT, 1)
        assert len(eager.taken) == 64 << 20

    def test_a_fork_does_not_hide_the_end(self, eager, monkeypatch):
        monkeypatch.setattr("leaflet.press.printing.cups._PATIENCE", 3)
        children = []

        def forking():
            yield b"%PDF-"
            child = os.fork()
            if child == 0:
                time.sleep(20)
                os._exit(0)
            children.append(child)
            yield b"1.7"

        try:
            send(PrintSystem(os.environ), "ward", forking(), Flip.SHORT, 1)
        finally:
            for child in children:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        assert eager.taken == b"%PDF-1.7"

    def test_ctrl_c_in_the_terminal_does_not_reach_a_program(self, cups):
        program = cups.folder / "bin" / "lpstat"
        program.write_text("#!/bin/sh\nexec cut -d ' ' -f 5,6 /proc/self/stat\n")
        group, session = PrintSystem(os.environ).ask("lpstat").told.split()
        assert int(group) != os.getpgrp()
        assert int(session) != os.getsid(0)

    def test_who_reads_nothing_is_not_waited_for(self, cups, monkeypatch):
        monkeypatch.setattr("leaflet.press.printing.cups._PATIENCE", 0.2)
        (cups.folder / "bin" / "lp").write_text("#!/bin/sh\nexec sleep 20\n")
        with pytest.raises(OutputError, match="CUPS does not answer"):
            send(PrintSystem(os.environ), "ward", bytes(1 << 20), Flip.SHORT, 1)

    def test_who_reads_nothing_and_ends_says_why(self, cups):
        program = cups.folder / "bin" / "lp"
        program.write_text("#!/bin/sh\necho 'lp: nee' >&2\nexit 1\n")
        with pytest.raises(OutputError, match="does not take the job: nee"):
            send(PrintSystem(os.environ), "ward", bytes(1 << 22), Flip.SHORT, 1)


class TestPrinters:
    """`leaflet printers`."""

    def test_every_queue_is_a_row(self, run, cups):
        cups.says("lpstat -e", "ward\ndesk\nold\n")
        cups.says("lpoptions -p desk", ONE_SIDED.replace("jobs=true", "jobs=false"))
        cups.says("lpoptions -p old", "\n")
        cups.says("lpstat -l -p desk", condition("disabled since", "dicht").replace("ward", "desk"))
        done = run("printers")
        assert done.exit_code == 0
        assert done.stdout.splitlines() == [
            "QUEUE  DEFAULT  BOTH SIDES  A4       STATE",
            "ward   yes      yes         yes      idle",
            "desk   -        no          unknown  stopped, does not accept jobs: dicht",
            "old    -        unknown     unknown  unknown",
        ]

    def test_what_a_printer_lacks_is_said_in_words(self, run, cups):
        state = condition("now printing ward-3.", "Bezig", "media-empty-error,toner-low-warning")
        cups.says("lpstat -l -p ward", state)
        assert run("printers").stdout.splitlines()[1].endswith("printing: no paper")

    @pytest.mark.parametrize(
        ("reasons", "said"),
        [
            (("media-empty-error", "media-empty"), "no paper"),
            (("media-jam", "cover-open-warning"), "paper jam, a cover is open"),
            (("toner-low-report", "none", "cups-waiting-for-job-completed"), ""),
            (("com.vendor-thing-error",), "com.vendor-thing"),
            (("com.vendor-thing-warning",), ""),
        ],
    )
    def test_reasons_in_words(self, reasons, said):
        assert ", ".join(map(str, describe(reasons))) == said


def test_without_print_cups_is_left_alone(run, cups, here):
    assert run(*PEN).exit_code == 0
    assert cups.calls == []


def test_a_leaflet_that_is_not_printed_loads_nothing_for_it(process):
    idle = {"subprocess", "select", "leaflet.app.printing", "leaflet.press.printing.queue"}
    done = process(*PEN, before=at_end(f"print(sorted({idle} & set(sys.modules)))"))
    assert done.stdout.decode().splitlines()[-1] == "[]"
