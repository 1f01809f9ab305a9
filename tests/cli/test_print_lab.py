"""Paper, through a real queue of CUPS to a real IPP printer, all on this computer."""

import io
import os
import re
import signal
import time

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from support.print_lab import PrintLab, missing_programs, until

from leaflet.paper.fold import Flip
from leaflet.press.printing.cups import PrintSystem, send

MM = 72 / 25.4
AN = ("make", "lage-rugpijn", "--name", "An Peeters", "--med", "ibuprofen", "--date", "22/11/2026")
PEN = ("make", "lage-rugpijn", "--pen")
STOCK = ("stock", "lage-rugpijn")
BATCH = ("batch", "lage-rugpijn")
SHEET = re.compile(r"blad([0-9A-Z]{6})·([12])/2")
# Of all that a queue can prefer: two pages a side, one side, other paper, a cover sheet, copies,
# some of the pages, another order, a mirror.
STUBBORN = (
    "number-up-default=2",
    "sides-default=one-sided",
    "PageSize=Letter",
    "job-sheets-default=standard,standard",
    "copies-default=4",
    "print-scaling-default=fit",
    "page-ranges-default=1",
    "page-set-default=odd",
    "outputorder-default=reverse",
    "mirror-default=true",
    "booklet-default=true",
    "page-border-default=single",
)
# What CUPS does with the jobs of a printer that fails, by the name of the queue.
POLICIES = {"broken": "abort-job", "stopping": "stop-printer", "trying": "retry-job"}


@pytest.fixture(scope="module")
def whole_lab():
    """The lab; without its programs there is none, but with them it has to start."""
    missing = missing_programs()
    if missing:
        why = f"no real queue to print on: {', '.join(missing)} not installed"
        if os.environ.get("LEAFLET_NEEDS_CUPS"):
            pytest.fail(why)
        pytest.skip(f"{why}; apt-get install cups cups-client cups-ipp-utils cups-filters dbus")
    with PrintLab() as lab:
        lab.add_queue("stubborn", "ward", *[w for each in STUBBORN for w in ("-o", each)])
        lab.add_queue("held", "ward", "-o", "job-hold-until-default=indefinite")
        lab.add_raw_queue("raw", "ward")
        lab.add_dead_queue("dead")
        for name, policy in POLICIES.items():
            lab.add_failing_queue(name, policy)
        yield lab


@pytest.fixture
def lab(whole_lab, monkeypatch):
    """The lab as if nothing had ever been printed there."""
    whole_lab.clear()
    for name, value in whole_lab.variables.items():
        monkeypatch.setenv(name, value)
    # Nothing that a person keeps for the own CUPS of this computer has a say.
    monkeypatch.setenv("HOME", str(whole_lab.root / "nobody"))
    yield whole_lab
    whole_lab.clear()


@pytest.fixture
def ward_tray(lab):
    return lab.trays["ward"]


def letters(pdf):
    """Every character: which it is, its page, its size, and the point where it stands."""
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return [
            (char["text"], number, char["matrix"])
            for number, page in enumerate(file.pages)
            for char in page.chars
            if not char["text"].isspace()
        ]


def texts(pdf):
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def sheets(pdf):
    """The sheet and the side that stand on each page."""
    return [SHEET.search(re.sub(r"\s", "", text)).groups() for text in texts(pdf)]


def pairs(pdf):
    """The sheets of which front and back follow each other on one leaf."""
    found = sheets(pdf)
    assert len(found) % 2 == 0
    fronts, backs = found[::2], found[1::2]
    assert [side for _, side in fronts] == ["1"] * len(fronts)
    assert backs == [(sheet, "2") for sheet, _ in fronts]
    return [sheet for sheet, _ in fronts]


def said_of(done, code=7):
    assert done.exit_code == code, done.stderr
    return done.stderr.splitlines()[-1]


def arrival(run, tray, *args):
    """What arrives of one command that prints on the ward's queue."""
    before = len(tray.arrivals)
    done = run(*args, "--queue", "ward")
    assert done.exit_code == 0, done.stderr
    (arrived,) = tray.arrivals[before:]
    return arrived


class TestEdges:
    """The edge that the fold asks for, or the only one that the printer knows."""

    def test_a_leaflet_that_is_not_folded_is_turned_on_its_long_edge(self, run, ward_tray):
        arrived = arrival(run, ward_tray, *PEN, "--fold", "flat")
        assert arrived.job["IPP_SIDES"] == "two-sided-long-edge"
        for page in pikepdf.open(io.BytesIO(arrived.pdf)).pages:
            assert page.get("/Rotate", 0) == 0

    def test_a_booklet_is_one_job_of_whole_sheets_in_their_order(self, run, ward_tray):
        arrived = arrival(run, ward_tray, *PEN, "--fold", "booklet", "--size", "14")
        assert arrived.job["IPP_SIDES"] == "two-sided-short-edge"
        text = texts(arrived.pdf)
        found = [re.findall(r"blad\w{6}·(\d/\d)", re.sub(r"\s", "", each)) for each in text]
        assert found == [["1/4"], ["2/4"], ["3/4"], ["4/4"]]

    def test_where_a_printer_flips_on_the_long_edge_every_back_arrives_upside_down(
        self, run, ward_tray
    ):
        short = arrival(run, ward_tray, *PEN)
        long = arrival(run, ward_tray, *PEN, "--flip", "long")
        assert long.job["IPP_SIDES"] == "two-sided-long-edge"
        wide, high = 210 * MM, 297 * MM
        upright, turned = letters(short.pdf), letters(long.pdf)
        assert {page for _, page, _ in turned} == {0, 1}
        for (char, page, (a, b, c, d, e, f)), there in zip(upright, turned, strict=True):
            expected = (-a, -b, -c, -d, wide - e, high - f) if page else (a, b, c, d, e, f)
            assert there[:2] == (char, page)
            assert there[2] == pytest.approx(expected, abs=0.02)

    def test_a_list_of_leaflets_that_are_not_folded_is_turned_as_they_are(
        self, run, ward_tray, here
    ):
        (here / "list.csv").write_text("topic;fold\nlage-rugpijn;flat\n", "utf-8")
        arrived = arrival(run, ward_tray, "stock", "--list", "list.csv")
        assert arrived.job["IPP_SIDES"] == "two-sided-long-edge"

    def test_what_is_for_the_screen_is_not_printed(self, run, lab, ward_tray):
        done = run(*PEN, "--screen", "--queue", "ward")
        assert "error: --screen: is to be read on a screen" in said_of(done, 2)
        assert ward_tray.arrivals == []


@pytest.mark.parametrize("queue", ["ward", "stubborn"])
class TestArrival:
    """What comes out of the printer, whatever the queue prefers."""

    def test_it_is_one_sheet_of_a4_turned_on_its_short_edge(self, run, lab, queue, ward_tray):
        assert run(*AN, "--queue", queue).exit_code == 0
        (arrived,) = ward_tray.arrivals
        assert arrived.job["IPP_SIDES"] == "two-sided-short-edge"
        assert "x-dimension=21000 y-dimension=29700" in arrived.job["IPP_MEDIA_COL"]
        assert arrived.job.get("IPP_COPIES", "1") == "1"
        assert arrived.job["IPP_JOB_NAME"] == "leaflet"
        assert len(pairs(arrived.pdf)) == 1

    def test_it_has_its_true_size(self, run, lab, queue, ward_tray, here):
        assert run(*AN, "--queue", queue, "-o", "an.pdf").exit_code == 0
        (arrived,) = ward_tray.arrivals
        pages = pikepdf.open(io.BytesIO(arrived.pdf)).pages
        for page in pages:
            assert [float(length) for length in page.mediabox] == pytest.approx(
                [0, 0, 210 * MM, 297 * MM], abs=0.01
            )
        made, printed = letters((here / "an.pdf").read_bytes()), letters(arrived.pdf)
        assert [each[:2] for each in printed] == [each[:2] for each in made]
        # A landscape page on upright paper: turned by a quarter, both sides the same way.
        assert all(
            there[2] == pytest.approx((b, -a, d, -c, f, 297 * MM - e), abs=0.02)
            for (_, _, (a, b, c, d, e, f)), there in zip(made, printed, strict=True)
        )

    def test_copies_are_made_by_the_printer(self, run, lab, queue, ward_tray):
        assert run(*STOCK, "--copies", "3", "--queue", queue).exit_code == 0
        (arrived,) = ward_tray.arrivals
        assert arrived.job["IPP_COPIES"] == "3"
        assert arrived.job["IPP_MULTIPLE_DOCUMENT_HANDLING"].endswith("-collated-copies")
        assert len(pairs(arrived.pdf)) == 1

    def test_copies_that_are_pages_are_not_made_twice(self, run, lab, queue, ward_tray):
        done = run(*STOCK, "--copies", "3", "--queue", queue, "-o", "shelf.pdf")
        assert done.exit_code == 0
        (arrived,) = ward_tray.arrivals
        assert arrived.job.get("IPP_COPIES", "1") == "1"
        assert len(pairs(arrived.pdf)) == 3

    def test_no_back_is_on_the_front_of_another(self, run, lab, queue, ward_tray, ward, here):
        listed = ward(7, {4: "Jan;31/02/1990;;;;;"})
        assert run(*BATCH, listed, "--queue", queue, "-o", "ward.pdf").exit_code == 8
        (arrived,) = ward_tray.arrivals
        assert len(set(pairs(arrived.pdf))) == 6
        assert pairs(arrived.pdf) == pairs((here / "ward.pdf").read_bytes())


def test_parts_are_jobs_of_their_own(run, lab, ward_tray, ward):
    assert run(*BATCH, ward(3), "--queue", "ward", "--per-file", "2").exit_code == 0
    assert [len(pairs(each.pdf)) for each in ward_tray.arrivals] == [2, 1]


def test_the_stubborn_queue_is_stubborn(run, lab, ward_tray):
    assert run(*STOCK, "-o", "shelf.pdf").exit_code == 0
    lab.call("lp", "-d", "stubborn", "-t", "as the queue likes it", "shelf.pdf")
    until(lambda: ward_tray.arrivals)
    arrived = ward_tray.arrivals[0]
    assert arrived.job.get("IPP_SIDES") != "two-sided-short-edge"
    assert "x-dimension=21000 y-dimension=29700" not in arrived.job.get("IPP_MEDIA_COL", "")


class TestLeftBehind:
    """What there is afterwards besides paper."""

    def test_no_file_and_no_name(self, run, lab, ward_tray, here, tmp_path, monkeypatch):
        before = tmp_path / "temporary"
        before.mkdir()
        monkeypatch.setenv("TMPDIR", str(before))
        done = run(*AN, "--queue", "ward")
        assert done.exit_code == 0
        assert list(here.iterdir()) == list(before.iterdir()) == []
        assert "Peeters" not in "".join(f"{ward_tray.arrivals[0].job}")
        history = "".join(
            path.read_text(errors="replace")
            for path in [*(lab.root / "spool").glob("c*"), *(lab.root / "log").iterdir()]
        )
        assert "leaflet" in history
        assert "Peeters" not in history

    def test_a_batch_that_is_stopped_half_way_is_not_printed(self, lab, ward_tray):
        def half():
            yield bytes(3 << 20)
            # What has come through the pipe is in the spool by then.
            until(lambda: lab.waiting("ward"))
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            send(PrintSystem(os.environ), "ward", half(), Flip.SHORT, 1)
        until(lambda: lab.spool == [])
        time.sleep(0.5)
        assert ward_tray.arrivals == []

    def test_ctrl_c_leaves_the_job_and_says_so(self, start, lab, ward_tray):
        ward_tray.let("wait")
        process = start(*PEN, "--queue", "ward")
        until(lambda: lab.waiting("ward"))
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 130
        (number,) = re.findall(rb"job ward-(\d+) was already sent \S+ `cancel \1`", said)
        assert lab.waiting("ward") == [f"ward-{number.decode()}"]


class TestTrouble:
    """What goes wrong, each with its sentence."""

    def test_a_printer_for_one_side_is_refused(self, run, lab):
        said = said_of(run(*AN, "--queue", "desk"))
        assert said.startswith("error: queue desk: prints on one side only, and a leaflet has two")
        assert lab.trays["desk"].arrivals == []

    def test_a_queue_without_a_driver_is_refused(self, run, lab):
        assert "does not say whether it prints on both sides" in said_of(
            run(*PEN, "--queue", "raw")
        )

    def test_a_queue_that_is_not_there_is_refused(self, run, lab):
        said = said_of(run(*PEN, "--queue", "An"))
        assert said.startswith("error: --queue: there is no such queue — there is ")
        assert "ward" in said

    def test_without_a_default_a_queue_has_to_be_named(self, run, lab):
        assert "there is no default one — give --queue NAME" in said_of(run(*PEN, "--print"))

    def test_the_default_may_come_from_the_environment(self, run, lab, ward_tray):
        assert said_of(run(*PEN, "--print", LPDEST="ward"), 0).endswith("queue ward")
        assert len(ward_tray.arrivals) == 1

    def test_a_printer_that_fails_is_noticed(self, run, lab):
        said = said_of(run(*AN, "--queue", "broken"))
        assert re.fullmatch(
            r'error: queue broken: job broken-\d+ failed \("Drum is worn out"\)'
            " — look at the printer, and print it again",
            said,
        )
        assert lab.waiting("broken") == []

    def test_a_queue_that_stops_is_noticed(self, run, lab):
        try:
            said = said_of(run(*AN, "--queue", "stopping"))
        finally:
            lab.call("cupsenable", "stopping")
        assert "error: queue stopping: the queue is stopped, and job stopping-" in said
        assert "Drum is worn out" in said

    def test_a_queue_that_tries_again_and_again_is_not_waited_for(self, run, lab):
        said = said_of(run(*AN, "--queue", "trying", "--wait", "1"))
        assert "is not printed after" in said
        assert "Drum is worn out" in said
        assert lab.waiting("trying")

    def test_a_printer_without_paper_is_named_and_prints_later(self, run, lab, ward_tray):
        ward_tray.let("empty")
        said = said_of(run(*AN, "--queue", "ward", "--wait", "1"))
        assert "it waits for the printer (no paper)" in said
        assert lab.waiting("ward")
        (ward_tray.folder / "empty").unlink()
        until(lambda: ward_tray.arrivals)

    def test_a_job_that_is_held_is_not_called_printed(self, run, lab):
        said = said_of(run(*AN, "--queue", "held"))
        (number,) = re.findall(r"job held-(\d+) is held and not printed", said)
        assert lab.waiting("held") == [f"held-{number}"]
        lab.call("cancel", number)
        assert lab.waiting("held") == []

    def test_a_job_that_somebody_cancels_is_not_called_printed(self, start, lab, ward_tray):
        ward_tray.let("wait")
        process = start(*PEN, "--queue", "ward")
        until(lambda: lab.waiting("ward"))
        lab.call("cancel", lab.waiting("ward")[0])
        _, said = process.communicate(timeout=20)
        assert process.returncode == 7
        assert b" was cancelled" in said

    def test_a_printer_that_is_switched_off_is_not_waited_for_without_end(self, run, lab):
        begun = time.monotonic()
        said = said_of(run(*PEN, "--queue", "dead", "--wait", "1"))
        assert "unavailable" in said
        assert time.monotonic() - begun < 10

    def test_a_queue_that_is_stopped_or_closed_is_refused(self, run, lab):
        lab.call("cupsdisable", "ward")
        try:
            assert "queue ward: is stopped" in said_of(run(*PEN, "--queue", "ward"))
        finally:
            lab.call("cupsenable", "ward")
        lab.call("cupsreject", "ward")
        try:
            assert "queue ward: does not accept jobs" in said_of(run(*PEN, "--queue", "ward"))
        finally:
            lab.call("cupsaccept", "ward")

    def test_a_document_that_cannot_be_read_is_not_called_printed(self, run, lab, monkeypatch):
        monkeypatch.setattr("leaflet.press.press.PrintedLeaflet.pdf", b"%PDF-1.7 nonsense")
        said = said_of(run(*PEN, "--queue", "ward"))
        assert re.search(r"job ward-\d+ (failed|was cancelled|has ended, but not well)", said)
        assert lab.waiting("ward") == []

    def test_no_service_is_not_called_a_fault_of_the_queue(self, run, lab, monkeypatch):
        monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
        assert "printing: CUPS is not running" in said_of(run(*PEN, "--queue", "ward"))
        assert "printing: CUPS is not running" in said_of(run("printers"))


def test_printers_shows_what_every_queue_can(run, lab):
    lab.call("cupsdisable", "dead")
    try:
        done = run("printers", LPDEST="ward")
    finally:
        lab.call("cupsenable", "dead")
    assert done.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()[1:]}
    assert rows.pop("dead")[:4] == ["-", "yes", "yes", "stopped:"]
    assert rows == {
        "ward": ["yes", "yes", "yes", "idle"],
        "desk": ["-", "no", "yes", "idle"],
        "held": ["-", "yes", "yes", "idle"],
        "raw": ["-", "unknown", "unknown", "idle"],
        "stubborn": ["-", "yes", "yes", "idle"],
        **{name: ["-", "yes", "yes", "idle"] for name in POLICIES},
    }
