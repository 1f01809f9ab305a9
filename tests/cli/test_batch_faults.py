"""A batch that meets a fault ends in order: whole files, nothing beside them, a sentence."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypdf
import pytest
from support.said import apart_from_approval

ROOT = Path(__file__).resolve().parents[2]
WARD = ("batch", "lage-rugpijn")
WAYS = {
    "together": ("-o", "out/ward.pdf"),
    "in parts": ("-o", "out/ward.pdf", "--per-file", "5"),
    "into": ("--into", "out"),
}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes and signals of POSIX")

TWO = """
import leaflet.app.batch, leaflet.press.batch
leaflet.press.batch._PAYS, leaflet.press.batch._PORTION = 4, 3
leaflet.app.batch.count_cores = lambda: 2
"""
NAMED = "import leaflet.press.files\nleaflet.press.files._UNNAMED = None\n"
SLOW = """
import time, leaflet.press.batch
write = leaflet.press.batch.write_file
def slowly(*args):
    time.sleep(0.01)
    write(*args)
leaflet.press.batch.write_file = slowly
"""


@pytest.fixture
def out(here):
    folder = here / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def whole(run, here, out):
    """What a list makes where nothing goes wrong, by name."""

    def whole(made, way):
        run(*WARD, made, *way)
        files = {path.name: path.read_bytes() for path in out.iterdir()}
        shutil.rmtree(out)
        out.mkdir()
        return files

    return whole


def in_order(out, files):
    """Whether everything in the folder is a file as it should be; how many there are."""
    found = {path.name: path.read_bytes() for path in out.iterdir()}
    assert found.items() <= files.items()
    return len(found)


def sentence(done):
    """The one line that says why nothing more was made."""
    (line,) = (line for line in said(done).splitlines() if line.startswith("error: "))
    assert line.count(" — ") == 1
    return line


def said(done):
    return done.stderr.decode() if isinstance(done.stderr, bytes) else done.stderr


def fail_at(number, when):
    """An ``os.write`` to a disk that gives out after so many bytes of leaflets."""
    real, room = os.write, [when]

    def write(descriptor, data):
        room[0] -= len(data)
        if room[0] >= 0:
            return real(descriptor, data)
        if room[0] + len(data) > 0:
            return real(descriptor, bytes(data)[: room[0] + len(data)])
        raise OSError(number, os.strerror(number), "/home/An Peeters")

    return write


def few_open_files(spare):
    """A run for which the system has no more than so many descriptors besides those in use."""
    import resource

    from leaflet.press.batch import print_all

    def tight(*args):
        highest = max(int(path.name) for path in Path("/dev/fd/").iterdir())
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest + spare, before[1]))
        try:
            yield from print_all(*args)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)

    return tight


class TestDisk:
    """A disk that is full, closed, or gone."""

    @each_way
    @pytest.mark.parametrize("when", [0, 100, 20_000, 40_000])
    def test_t92_a_disk_that_gives_out_leaves_whole_files_only(
        self, run, ward, out, whole, monkeypatch, crew, way, when
    ):
        made = ward(12)
        files = whole(made, way)
        monkeypatch.setattr(os, "write", fail_at(errno.ENOSPC, when))
        done = run(*WARD, made, *way)
        assert done.exit_code == 7
        assert "the disk is full — make room, or write elsewhere" in sentence(done)
        assert in_order(out, files) < len(files)

    @pytest.mark.parametrize(
        ("number", "says"),
        [
            (errno.EDQUOT, "the disk quota is used up"),
            (errno.EIO, "cannot be written"),
            (errno.EROFS, "the disk is read-only"),
        ],
    )
    @each_way
    def test_t92_each_reason_has_its_words(self, run, ward, out, monkeypatch, number, says, way):
        monkeypatch.setattr(os, "write", fail_at(number, 1_000))
        done = run(*WARD, ward(3), *way)
        assert done.exit_code == 7
        assert says in sentence(done)
        assert list(out.iterdir()) == []

    @each_way
    @pytest.mark.parametrize("limit", [1_000, 60_000])
    def test_t92_a_real_limit_on_the_size_of_files(
        self, process, ward, out, whole, way, limit, crew
    ):
        made = ward(12)
        files = whole(made, way)
        limited = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
        done = process(*WARD, made, *way, before=crew + limited)
        if all(len(content) <= limit for content in files.values()):
            assert done.returncode == 0
            assert in_order(out, files) == len(files)
        else:
            assert done.returncode == 7
            assert "would be larger than is allowed" in sentence(done)
            assert in_order(out, files) < len(files)

    @each_way
    @pytest.mark.parametrize("spare", [0, 1, 2, 3, 4, 6, 8, 12])
    def test_t92_few_open_files_are_enough_or_it_is_told(
        self, run, ward, out, whole, monkeypatch, way, spare, crew
    ):
        made = ward(12)
        files = whole(made, way)
        monkeypatch.setattr("leaflet.app.batch.print_all", few_open_files(spare))
        done = run(*WARD, made, *way)
        found = in_order(out, files)
        if done.exit_code == 0:
            assert found == len(files)
        else:
            assert done.exit_code == 7
            assert spare < 12
            assert re.search("opened beside so many|Too many open files", sentence(done))

    @each_way
    def test_t94_a_folder_that_may_not_be_written_is_told(
        self, run, ward, out, monkeypatch, way, crew
    ):
        real = os.open

        def read_only(path, flags, *args, **kwargs):
            if flags & (os.O_WRONLY | os.O_RDWR):
                raise PermissionError(errno.EACCES, "Permission denied", "/home/An Peeters")
            return real(path, flags, *args, **kwargs)

        made = ward(9)
        monkeypatch.setattr(os, "open", read_only)
        done = run(*WARD, made, *way)
        assert done.exit_code == 7
        assert "may not be written" in sentence(done)
        assert list(out.iterdir()) == []

    def test_t94_a_folder_that_goes_away_in_the_middle_is_told(
        self, run, ward, out, monkeypatch, crew
    ):
        from leaflet.press import batch as station

        real, calls = station.write_file, []

        def write(*args):
            calls.append(args)
            if len(calls) == 3:
                shutil.rmtree(out, ignore_errors=True)
            real(*args)

        monkeypatch.setattr(station, "write_file", write)
        done = run(*WARD, ward(12), "--into", "out")
        assert done.exit_code == 7
        assert "error: --into: the folder does not exist" in sentence(done)

    @pytest.mark.parametrize("named", [False, True])
    def test_t94_a_folder_that_goes_away_under_a_print_file_is_told(
        self, run, ward, out, monkeypatch, crew, named
    ):
        from leaflet.press.print_file import PrintFile

        real = PrintFile.end

        def end(self):
            shutil.rmtree(out)
            return real(self)

        if named:
            monkeypatch.setattr("leaflet.press.files._UNNAMED", None)
        monkeypatch.setattr(PrintFile, "end", end)
        done = run(*WARD, ward(6), "-o", "out/ward.pdf")
        assert done.exit_code == 7
        assert "error: --output: the folder does not exist" in sentence(done)
        assert not out.exists()

    @pytest.mark.parametrize("option", [[], ["--force"]])
    @pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
    @pytest.mark.parametrize("target", ["--output", "--output, part 2", "--report"])
    def test_t94_what_is_no_file_is_never_replaced(self, run, ward, out, option, kind, target):
        name = "ward-002.pdf" if "part" in target else "ward.pdf"
        if kind == "folder":
            (out / name).mkdir()
        elif kind == "link":
            (out / name).symlink_to(out / "elsewhere")
        else:
            os.mkfifo(out / name)
        way = {
            "--output": ["-o", "out/ward.pdf"],
            "--output, part 2": ["-o", "out/ward.pdf", "--per-file", "2"],
            "--report": ["--dry-run", "--report", "out/ward.pdf"],
        }[target]
        done = run(*WARD, ward(3), *way, *option)
        assert done.exit_code == 7
        assert sentence(done).startswith(f"error: {target}: ")
        assert not (out / "elsewhere").exists()
        left = {path.name for path in out.iterdir()}
        # Without --force, no part is made where one is in the way.
        before = {"ward-001.pdf"} if "part" in target and option else set()
        assert left == {name} | before


class TestReport:
    """The report is the last thing that is written, and the leaflets do not depend on it."""

    def full_for_tables(self):
        real = os.write

        def write(descriptor, data):
            if bytes(data[:3]) == b"\xef\xbb\xbf":
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(descriptor, data)

        return write

    @each_way
    def test_a_report_that_cannot_be_written_leaves_the_leaflets(
        self, run, ward, here, out, whole, monkeypatch, way
    ):
        made = ward(6, {4: ";;;;ibuprofen;;"})
        files = whole(made, way)
        monkeypatch.setattr(os, "write", self.full_for_tables())
        done = run(*WARD, made, *way, "--report", "wrong.csv")
        assert done.exit_code == 7
        assert in_order(out, files) == len(files)
        beside = ("warning: ", "understood: ")
        lines = [line for line in done.stderr.splitlines() if not line.startswith(beside)]
        assert lines[0].startswith("error: row 4: name: is missing")
        assert lines[1].startswith("5 leaflets made, 1 failed, 5 sheets, ")
        assert lines[2].startswith("error: --report: the disk is full — ")
        assert not (here / "wrong.csv").exists()

    def test_a_table_that_nobody_reads_leaves_the_leaflets(self, start, ward, out):
        gone, end = os.pipe()
        os.close(gone)
        process = start(*WARD, ward(3), "-o", "out/ward.pdf", "--report", "-", stdout=end)
        os.close(end)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 7
        assert told.decode().splitlines()[-1].startswith("error: standard output: the program ")
        assert len(pypdf.PdfReader(out / "ward.pdf").pages) == 6


class TestStreams:
    """Whatever stands at the other end of a pipe, and where nothing stands."""

    def test_t96_leaflets_that_nobody_reads_any_more(self, start, ward, crew):
        process = start(*WARD, ward(300), "-o", "-", before=crew)
        assert process.stdout.read(5) == b"%PDF-"
        process.stdout.close()
        told = apart_from_approval(process.stderr.read().decode())
        assert process.wait(60) == 7
        assert told.startswith("error: standard output: the program that reads it has stopped — ")
        assert told.count("\n") == 1

    def shut(self, args, *closed):
        """Run with some of the three streams closed; the exit code and what came out."""
        redirections = " ".join(f"{n}<&-" if n == 0 else f"{n}>&-" for n in closed)
        return subprocess.run(
            ["/bin/sh", "-c", f'exec "$@" {redirections}', "sh", sys.executable, *args],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
            timeout=60,
        )

    @pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1), (0, 1, 2)])
    @pytest.mark.parametrize("way", [WAYS["together"], WAYS["into"]], ids=["together", "into"])
    def test_t96_closed_streams_do_no_harm_to_files(self, ward, out, whole, closed, way):
        made = ward(12)
        files = whole(made, way)
        script = f"{TWO}\nfrom leaflet.cli import main\nmain()"
        done = self.shut(["-c", script, *WARD, made, *way], *closed)
        assert done.returncode == 0
        assert in_order(out, files) == len(files)
        assert done.stdout == b""
        if 2 not in closed:
            assert b"12 leaflets made" in done.stderr

    @pytest.mark.parametrize("closed", [(1,), (0, 1), (1, 2)])
    def test_t96_a_closed_standard_output_is_told(self, ward, here, closed):
        done = self.shut([str(ROOT / "cli.py"), *WARD, ward(2), "-o", "-"], *closed)
        assert done.returncode == 7
        if 2 not in closed:
            assert b"error: standard output: is closed" in done.stderr

    def test_t96_a_closed_standard_input_is_told(self, here):
        done = self.shut([str(ROOT / "cli.py"), *WARD, "-"], 0)
        assert done.returncode == 2
        assert b"error: standard input: cannot be read" in done.stderr

    def test_t96_the_leaflets_are_made_where_nobody_reads_the_messages(self, start, ward, out):
        gone, end = os.pipe()
        os.close(gone)
        made = ward(9, {3: ";;;;ibuprofen;;"})
        process = start(*WARD, made, "-o", "out/ward.pdf", stderr=end)
        os.close(end)
        assert process.wait(60) == 8
        assert len(pypdf.PdfReader(out / "ward.pdf").pages) == 16


class TestWorkers:
    """A process that ends, and one that has a bug."""

    @pytest.fixture
    def fault(self, monkeypatch):
        """Let something go wrong at a row, with two processes at work."""
        monkeypatch.setattr("leaflet.app.batch.count_cores", lambda: 2)
        monkeypatch.setattr("leaflet.press.batch._PAYS", 4)
        monkeypatch.setattr("leaflet.press.batch._PORTION", 3)

        def fault(row, go_wrong):
            from leaflet.press import batch as station

            real = station.read_discharge
            patient = f"Jan Aa{chr(97 + row - 2)}s"

            def admit(record, *args):
                if record.name == patient:
                    go_wrong(record)
                return real(record, *args)

            monkeypatch.setattr(station, "read_discharge", admit)

        return fault

    @each_way
    @pytest.mark.parametrize("row", [2, 12, 25])
    def test_t93_a_process_that_is_killed_is_told(self, run, ward, out, whole, fault, way, row):
        made = ward(24)
        files = whole(made, way)
        fault(row, lambda record: os.kill(os.getpid(), signal.SIGKILL))
        done = run(*WARD, made, *way)
        assert done.exit_code == 7
        assert sentence(done).startswith(
            "error: batch: one of its processes was stopped from outside — run it again"
        )
        assert in_order(out, files) < len(files)

    @each_way
    @pytest.mark.parametrize("kind", [ValueError, KeyError, RecursionError])
    def test_t117_a_bug_is_one_sentence_without_a_name(
        self, run, ward, out, whole, fault, way, kind
    ):
        def go_wrong(record):
            raise kind(record)

        made = ward(24)
        files = whole(made, way)
        fault(12, go_wrong)
        done = run(*WARD, made, *way)
        assert done.exit_code == 1
        assert f"this is a bug of the program, not of what you typed — report `{kind.__name__} at "
        assert re.search(rf"`{kind.__name__} at batch\.py:\d+`", sentence(done))
        assert "Jan" not in done.output
        assert in_order(out, files) < len(files)

    def test_t117_the_trace_that_can_be_asked_for_has_no_values(self, run, ward, out, fault):
        def go_wrong(record):
            raise ValueError(record)

        fault(12, go_wrong)
        done = run(*WARD, ward(24), "--into", "out", LEAFLET_DEBUG="1")
        assert done.exit_code == 1
        assert "in go_wrong" in done.stderr
        assert done.stderr.endswith("ValueError\n")
        assert "Jan" not in done.stderr

    def test_a_font_that_goes_away_is_no_bug(self, run, ward, out, monkeypatch, crew):
        def refuse(*args):
            raise OSError(errno.EMFILE, "Too many open files", "/home/An Peeters")

        monkeypatch.setattr("leaflet.press.press.LeafletPrinter.imprint", refuse)
        monkeypatch.setattr("leaflet.press.press.LeafletPrinter.print", refuse)
        done = run(*WARD, ward(12), "--into", "out")
        assert done.exit_code == 7
        assert "(Too many open files)" in sentence(done)
        assert "Peeters" not in done.output


def children_of(process):
    """The processes that it has started, and that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(") ")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == process and state != "Z":
            found.append(int(path.parent.name))
    return found


def is_alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def wait_for(happens, seconds=30):
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.005)


STOPS = {
    "SIGTERM": (signal.SIGTERM, 143),
    "Ctrl-C": (signal.SIGINT, 130),
    "SIGHUP": (signal.SIGHUP, 129),
    "SIGKILL": (signal.SIGKILL, -9),
}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
class TestKilled:
    """A run that is stopped in the middle, and taken up again."""

    each_stop = pytest.mark.parametrize(("stop", "code"), STOPS.values(), ids=STOPS)

    def stop(self, process, stop, code):
        """Stop it as Ctrl-C or somebody else does; what it said, when all of it has ended."""
        children = children_of(process.pid)
        assert len(children) == 2
        if stop is signal.SIGINT:
            os.killpg(process.pid, stop)
        else:
            process.send_signal(stop)
        told = process.communicate(timeout=60)[1].decode()
        assert process.returncode == code
        wait_for(lambda: not any(map(is_alive, children)), 3)
        assert "Traceback" not in told
        if stop is signal.SIGINT:
            assert told.endswith("error: stopped — no file is left half-written\n")
        elif stop is not signal.SIGKILL:
            assert (
                apart_from_approval(told)
                == "error: stopped from outside — no file is left half-written\n"
            )
        return told

    @each_stop
    @pytest.mark.parametrize("draft", ["", NAMED], ids=["nameless", "named"])
    def test_t93_whole_files_only_and_resume_makes_the_rest(
        self, start, run, ward, out, whole, stop, code, draft
    ):
        made = ward(120, {40: ";;;;ibuprofen;;"})
        files = whole(made, ["--into", "out"])
        process = start(*WARD, made, "--into", "out", before=TWO + draft + SLOW)
        wait_for(lambda: len(list(out.glob("*.pdf"))) > 10)
        self.stop(process, stop, code)
        if draft and stop is signal.SIGKILL:
            for path in out.glob(".leaflet-*.part"):
                path.unlink()
        there = in_order(out, files)
        assert 10 < there < 119

        done = run(*WARD, made, "--into", "out", "--resume")
        assert done.exit_code == 8
        made = 119 - there
        assert f"made, {there} there already, 1 failed, {made} sheet" in done.stderr
        assert in_order(out, files) == 119

    MIDDLE = """
import pathlib, time

from leaflet.press.print_file import PrintFile
add = PrintFile.add
def wait(self, *args):
    if self.leaflets == 3 and len(list(pathlib.Path("out").iterdir())) == {parts}:
        pathlib.Path("middle").touch()
        for _ in range(6_000):  # a signal just before a long sleep would be heard after it
            time.sleep(0.01)
    return add(self, *args)
PrintFile.add = wait
"""

    @each_stop
    def test_t93_of_a_print_file_nothing_is_left(self, start, ward, here, out, stop, code):
        before = TWO + self.MIDDLE.format(parts=0)
        process = start(*WARD, ward(120), "-o", "out/ward.pdf", before=before)
        wait_for((here / "middle").exists)
        self.stop(process, stop, code)
        assert list(out.iterdir()) == []

    @each_stop
    def test_t93_earlier_parts_are_whole(self, start, ward, here, out, whole, stop, code):
        made, way = ward(60), ["-o", "out/ward.pdf", "--per-file", "4"]
        files = whole(made, way)
        before = TWO + self.MIDDLE.format(parts=2)
        process = start(*WARD, made, *way, before=before)
        wait_for((here / "middle").exists)
        self.stop(process, stop, code)
        assert in_order(out, files) == 2


class TestTogether:
    """Several runs into one folder, and content that changes meanwhile."""

    def test_t95_two_runs_of_one_list(self, start, ward, out, whole):
        made = ward(60)
        files = whole(made, ["--into", "out"])
        runs = [start(*WARD, made, "--into", "out", before=SLOW) for _ in range(3)]
        for process in runs:
            _, told = process.communicate(timeout=60)
            assert process.returncode == 0, told
            # What another run was first to write is there already, and not made.
            made_or_there = re.search(
                rb"(\d+) leaflets? made(?:, (\d+) there already)?, 0 failed", told
            )
            assert sum(int(number or 0) for number in made_or_there.groups()) == 60
        assert in_order(out, files) == 60

    def test_t95_two_runs_of_two_lists(self, start, ward, out, whole):
        lists = [ward(40), ward(40, {2 + n: f"An Bee;;;;;;;{''}" for n in range(40)}, "other.csv")]
        files = {}
        for made in lists:
            files |= whole(made, ["--into", "out"])
        assert len(files) == 80
        runs = [start(*WARD, made, "--into", "out", before=SLOW) for made in lists]
        for process in runs:
            _, told = process.communicate(timeout=60)
            assert process.returncode == 0, told
        assert in_order(out, files) == 80

    @pytest.mark.parametrize("named", [False, True])
    @pytest.mark.parametrize("same", [True, False])
    def test_t95_a_file_that_appears_at_the_last_moment(
        self, run, ward, out, monkeypatch, named, same
    ):
        from leaflet.press import batch as station

        real = station.write_file

        def late(content, path, *args):
            path.write_bytes(content if same else b"of someone else")
            real(content, path, *args)

        if named:
            monkeypatch.setattr("leaflet.press.files._UNNAMED", None)
        monkeypatch.setattr(station, "write_file", late)
        done = run(*WARD, ward(4), "--into", "out")
        assert done.exit_code == (0 if same else 8)
        if not same:
            assert done.stderr.count("another file of this row and sheet is there") == 4
        assert len(list(out.iterdir())) == 4

    OLD, NEW = "03 890 59 23", "03 890 59 24"

    @each_way
    def test_content_that_changes_in_the_middle_changes_nothing(
        self, run, site, change, ward, out, monkeypatch, crew, way
    ):
        from leaflet.app import batch as print_run

        book = site / "phonebook.yaml"
        real, changed = print_run.print_all, []

        def print_all(*args):
            for outcome in real(*args):
                if not changed:
                    changed.append(book.read_text("utf-8").replace(self.OLD, self.NEW))
                    book.write_text(changed[0], "utf-8")
                yield outcome

        monkeypatch.setattr(print_run, "print_all", print_all)
        done = run(*WARD, ward(6), *way, "--site", str(site))
        assert done.exit_code == 0, done.stderr
        assert self.NEW in changed[0]
        old, new = self.numbers(out)
        assert (old, new) == (6, 0)

        done = run(*WARD, ward(6), *way, "--site", str(site), "--force")
        assert done.exit_code == 0, done.stderr
        if way != WAYS["into"]:
            assert self.numbers(out) == (0, 6)

    def numbers(self, out):
        """How many leaflets have the old number, and how many the new one."""
        texts = []
        for path in out.iterdir():
            pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
            texts += [f"{a} {b}" for a, b in zip(pages[::2], pages[1::2], strict=True)]
        return sum(self.OLD in text for text in texts), sum(self.NEW in text for text in texts)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read in /proc")
class TestMemory:
    """However long the list is, the memory of every process stays the same."""

    MEASURED = """
import os
from pathlib import Path
end = os._exit
def measure():
    (peak,) = (line for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))
    with open("peak", "a") as file:
        file.write(peak.split()[1] + " ")
def leave(code):
    measure()
    end(code)
os._exit = leave
import leaflet.app.batch
leaflet.app.batch.count_cores = lambda: 2
"""

    def peaks(self, start, here, made):
        """The most kilobytes that the parent and its workers had at any time."""
        options = {"before": self.MEASURED, "stdout": subprocess.DEVNULL}
        process = start(*WARD, made, "-o", "-", **options)
        _, told = process.communicate(timeout=100)
        assert process.returncode == 0, told
        *workers, parent = map(int, (here / "peak").read_text().split()[-3:])
        return parent, max(workers)

    def test_five_times_as_many_leaflets_take_no_more_memory(self, start, ward, here):
        # The first time, a brochure is set; that takes more than any list.
        self.peaks(start, here, ward(200))
        warned = ("ibuprofen;;", "pantoprazol 20 mg opstaan 5 dagen;;")
        short = self.peaks(start, here, ward(1_000, plans=warned))
        long = self.peaks(start, here, ward(6_000, plans=warned))
        for less, more in zip(short, long, strict=True):
            assert more - less < 2_000, "0.4 kilobytes a leaflet"
