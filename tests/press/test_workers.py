"""Processes that share work: in order, on all cores, and gone when nobody needs them."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.problems import problem

from leaflet.errors import BugElsewhere, FitError, GlyphError, OutputError
from leaflet.press import workers
from leaflet.press.workers import count_cores, work_in_order

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


@pytest.fixture(autouse=True)
def _nothing_left():
    """No test leaves a process, a descriptor, or a signal that is not heard."""
    before = descriptors(), signal.pthread_sigmask(signal.SIG_BLOCK, [])
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert (descriptors(), signal.pthread_sigmask(signal.SIG_BLOCK, [])) == before


def descriptors():
    here = Path("/proc/self/fd")
    return {path.name for path in here.iterdir()} if here.exists() else set()


def is_alive(process):
    """Whether a process runs; one that nobody asks for any more has ended too."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state != "Z"


def all_end(processes, seconds=3):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(map(is_alive, processes)):
            return True
        time.sleep(0.01)
    return False


@contextmanager
def at_most(seconds):
    """End what never ends."""

    def stop(*args):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def and_by_whom(portion):
    return portion, os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 3, 8])
@pytest.mark.parametrize("portions", [0, 1, 2, 50])
def test_every_portion_is_worked_on_once_and_in_order(processes, portions):
    assert list(work_in_order(lambda n: n * n, range(portions), processes)) == [
        n * n for n in range(portions)
    ]


def test_all_processes_work_and_none_of_them_is_this_one():
    by = {process for _, process in work_in_order(and_by_whom, range(30), 3)}
    assert len(by) == 3
    assert os.getpid() not in by


@pytest.mark.parametrize("portions", range(5))
def test_no_more_processes_begin_than_there_are_portions(monkeypatch, portions):
    real, begun = os.fork, []
    monkeypatch.setattr(os, "fork", lambda: begun.append(None) or real())
    list(work_in_order(and_by_whom, range(portions), 64))
    assert len(begun) == portions


def test_one_process_is_this_one():
    assert {process for _, process in work_in_order(and_by_whom, range(5), 1)} == {os.getpid()}


def test_the_cores_that_this_process_may_use_are_counted(monkeypatch):
    if hasattr(os, "sched_getaffinity"):
        assert count_cores() == len(os.sched_getaffinity(0))
        monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert count_cores() == 5
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert count_cores() == 1


@pytest.mark.parametrize("portions", [[], range(100)])
def test_portions_are_taken_only_as_they_are_needed(portions):
    taken = 0

    def counted():
        nonlocal taken
        for portion in portions:
            taken += 1
            yield portion

    for n, _ in enumerate(work_in_order(lambda n: n, counted(), 2)):
        assert taken <= n + 5


class TestRoom:
    """Where the system has no room for more processes, those that there are do the work."""

    def test_no_processes_at_all(self, monkeypatch):
        monkeypatch.delattr(os, "fork")
        assert list(work_in_order(and_by_whom, range(5), 4)) == [(n, os.getpid()) for n in range(5)]

    @pytest.mark.parametrize("call", ["pipe", "fork"])
    @pytest.mark.parametrize("room", range(5))
    def test_fewer_processes(self, monkeypatch, call, room):
        real, calls = getattr(os, call), []

        def tight():
            calls.append(call)
            if len(calls) > room:
                raise OSError(errno.EMFILE if call == "pipe" else errno.EAGAIN, "no more")
            return real()

        monkeypatch.setattr(os, call, tight)
        done = list(work_in_order(and_by_whom, range(12), 4))
        assert [portion for portion, _ in done] == list(range(12))
        hired = min(4, room // 2 if call == "pipe" else room)
        assert len({process for _, process in done}) == max(hired, 1)
        assert (os.getpid() in {process for _, process in done}) is (hired == 0)


class TestPipes:
    """Nobody waits for who waits for him."""

    @pytest.mark.parametrize("size", [10, 29_000, 31_000, 70_000, 400_000])
    def test_long_messages_both_ways(self, size):
        with at_most(20):
            portions = [bytes([n]) * size for n in range(12)]
            assert list(work_in_order(lambda b: b[::-1], portions, 2)) == portions

    def test_long_and_short_ones_mixed(self):
        with at_most(20):
            portions = [bytes([n]) * (100_000 if n % 3 == 0 else 10) for n in range(30)]
            assert list(work_in_order(lambda b: b * 2, portions, 3)) == [b * 2 for b in portions]

    @pytest.fixture
    def narrow(self, monkeypatch):
        """Pipes as small as those of a user who has too many of them."""
        fcntl = pytest.importorskip("fcntl")
        if not hasattr(fcntl, "F_SETPIPE_SZ"):
            pytest.skip("pipes have one size here")
        real = os.pipe

        def narrow():
            ends = real()
            fcntl.fcntl(ends[0], fcntl.F_SETPIPE_SZ, 4096)
            return ends

        monkeypatch.setattr(os, "pipe", narrow)

    def test_narrow_pipes(self, narrow):
        with at_most(20):
            portions = [bytes([n]) * 20_000 for n in range(12)]
            assert list(work_in_order(lambda b: b, portions, 2)) == portions

    def test_narrow_pipes_would_be_clogged_by_work_that_is_sent_ahead(self, narrow, monkeypatch):
        monkeypatch.setattr(workers, "_is_roomy", lambda pipe: True)
        with pytest.raises(TimeoutError), at_most(0.5):
            list(work_in_order(lambda b: b, [bytes(20_000)] * 12, 2))


class TestRaised:
    """What is raised in another process is raised here."""

    @pytest.mark.parametrize("kind", [OutputError, FitError, GlyphError])
    @pytest.mark.parametrize("processes", [1, 2])
    def test_a_refusal_is_the_same_one(self, kind, processes):
        problems = problem("--into", "the disk is full", "make room"), problem("a", "b", "c")

        def work(n):
            if n == 5:
                raise kind(*problems)
            return n

        done = work_in_order(work, range(100), processes)
        assert [next(done) for _ in range(5)] == list(range(5))
        with pytest.raises(kind) as caught:
            next(done)
        assert caught.value.problems == problems

    @pytest.mark.parametrize("number", [errno.EMFILE, errno.EIO, None])
    def test_what_the_system_refuses_is_told_without_a_path(self, number):
        def work(n):
            raise OSError(number, "no", "/home/An Peeters")

        with pytest.raises(OSError, match=os.strerror(number or 0)) as caught:
            list(work_in_order(work, [1], 2))
        assert caught.value.errno == number
        assert caught.value.filename is None
        assert "Peeters" not in str(caught.value)

    @pytest.mark.parametrize("kind", [ValueError, KeyError, RecursionError, MemoryError])
    def test_t117_a_bug_is_told_by_its_kind_and_place_and_nothing_else(self, kind):
        def work(patient):
            raise kind(patient)

        with pytest.raises(BugElsewhere) as caught:
            list(work_in_order(work, ["An Peeters"] * 9, 2))
        bug = caught.value.bug
        assert bug.kind == kind.__name__
        assert bug.place.startswith("workers.py:")
        assert "in work" in bug.trace
        for said in (str(caught.value), bug.place, bug.trace):
            assert "Peeters" not in said

    def test_what_cannot_be_sent_back_is_a_bug(self):
        with pytest.raises(BugElsewhere) as caught:
            list(work_in_order(lambda n: object(), [1], 2))
        assert caught.value.bug.kind == "ValueError"

    def test_what_is_wrong_with_the_portions_is_raised_as_it_is(self):
        def portions():
            yield from range(9)
            raise FitError(problem("a", "b", "c"))

        with pytest.raises(FitError):
            list(work_in_order(lambda n: n, portions(), 2))


class TestEnd:
    """Processes end: when the work is done, when nobody wants it, and when they are ended."""

    def test_who_stops_listening_ends_the_work(self):
        done = work_in_order(and_by_whom, range(1_000), 2)
        by = [next(done)[1] for _ in range(2)]
        assert all(map(is_alive, by))
        done.close()
        assert not any(map(is_alive, by))

    @pytest.mark.parametrize("at", [0, 7])
    def test_a_process_that_is_killed_is_told(self, at):
        def work(n):
            if n == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return n

        done = work_in_order(work, range(100), 2)
        assert [next(done) for _ in range(at)] == list(range(at))
        with pytest.raises(OutputError, match="one of its processes was stopped from outside"):
            next(done)

    def test_a_process_that_is_killed_while_it_waits_is_told_too(self):
        done = work_in_order(and_by_whom, range(100), 2)
        _, first = next(done)
        os.kill(first, signal.SIGKILL)
        assert all_end([first])
        with pytest.raises(OutputError, match="one of its processes was stopped from outside"):
            list(done)

    @pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
    def test_a_request_to_stop_is_left_to_the_parent(self, name):
        def work(n):
            os.kill(os.getpid(), getattr(signal, name))
            return n

        assert list(work_in_order(work, range(10), 2)) == list(range(10))

    def test_a_request_to_stop_while_one_begins_is_heard_when_it_can_be_ended(self, monkeypatch):
        real, begun = os.fork, []

        def stopped():
            process = real()
            if process:
                begun.append(process)
                signal.pthread_kill(threading.get_ident(), signal.SIGALRM)
            return process

        def stop(*args):
            raise TimeoutError

        monkeypatch.setattr(os, "fork", stopped)
        monkeypatch.setattr(workers, "_STOPS", (signal.SIGALRM,))
        before = signal.signal(signal.SIGALRM, stop)
        try:
            with pytest.raises(TimeoutError):
                list(work_in_order(and_by_whom, range(9), 2))
        finally:
            signal.signal(signal.SIGALRM, before)
        (process,) = begun
        assert not is_alive(process)

    @pytest.mark.parametrize("name", ["SIGTERM", "SIGUSR1"])
    def test_no_signal_is_held_back_in_a_process(self, name):
        def work(n):
            return getattr(signal, name) in signal.pthread_sigmask(signal.SIG_BLOCK, [])

        assert list(work_in_order(work, range(4), 2)) == [False] * 4

    def test_no_process_keeps_the_pipes_of_another_one(self):
        held = list(work_in_order(lambda n: len(descriptors()), range(4), 4))
        assert len(set(held)) == 1

    SCRIPT = """
import os, signal, sys, time
from leaflet.press.workers import work_in_order
def work(n):
    time.sleep({each})
    return os.getpid()
done = work_in_order(work, range(100_000), 3)
print(*(next(done) for _ in range(3)), flush=True)
{then}
"""

    @pytest.mark.parametrize("each", [0, 0.05])
    @pytest.mark.parametrize("then", ["time.sleep(60)", "list(done)", "os.kill(os.getpid(), 9)"])
    def test_t93_a_parent_that_is_killed_leaves_nobody(self, each, then):
        parent = subprocess.Popen(
            [sys.executable, "-c", self.SCRIPT.format(each=each, then=then)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        with parent:
            by = [int(word) for word in parent.stdout.readline().split()]
            assert len(set(by)) == 3
            parent.kill()
            parent.wait()
            assert all_end(by)
