"""A file of the site is replaced whole or not at all, and only while it is what was read of it."""

import errno
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from leaflet.app import site_files as site_file
from leaflet.app.site_files import LOCK, backup_of, locked
from leaflet.app.timer import Timer
from leaflet.content.site import Library, open_library
from leaflet.errors import ExitCode, OutputError
from leaflet.press import files as draft_module

ROOT = Path(__file__).resolve().parents[2]
LABEL = "phonebook.yaml"
TIMER = Timer(time.monotonic, time.sleep)
OLD, NEW, OTHER = b"numbers: old\r\n", b"numbers: new\r\n", b"numbers: other\n"


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    file = folder / LABEL
    file.write_bytes(OLD)
    return file


@pytest.fixture(params=["without a name", "with a name"])
def drafts(request, monkeypatch):
    """Both kinds of drafts: files without a name, and where there are none, named ones."""
    if request.param == "with a name":
        monkeypatch.setattr(draft_module, "_UNNAMED", None)


def replace_file(path, label, before, after):
    site_file.replace_file(path, label, before, after, TIMER)


def refusal(path, before=OLD, after=NEW):
    with pytest.raises(OutputError) as refused:
        replace_file(path, LABEL, before, after)
    assert refused.value.exit_code == ExitCode.OUTPUT
    return str(refused.value)


def names(path):
    return sorted(each.name for each in path.parent.iterdir())


@pytest.mark.usefixtures("drafts")
class TestReplacing:
    """What is there afterwards."""

    def test_the_new_content_is_there_and_the_old_is_kept_beside_it(self, path):
        replace_file(path, LABEL, OLD, NEW)
        assert path.read_bytes() == NEW
        assert backup_of(path).read_bytes() == OLD
        assert names(path) == [LABEL, f"{LABEL}.bak"]

    def test_the_backup_is_what_stood_there_before_the_last_change(self, path):
        replace_file(path, LABEL, OLD, NEW)
        replace_file(path, LABEL, NEW, OTHER)
        replace_file(path, LABEL, OTHER, OTHER)
        assert (path.read_bytes(), backup_of(path).read_bytes()) == (OTHER, NEW)

    def test_the_backup_is_no_stray_file_of_the_site(self, path):
        replace_file(path, LABEL, OLD, NEW)
        library = Library(path.parent, open_library(None).built_in)
        assert library.find_strays() == []
        (path.parent / "phonebok.yaml").write_text("schema: 1\n")
        assert len(library.find_strays()) == 1

    def test_a_new_file_is_made_without_a_backup(self, path):
        new = path.with_name("approvals.yaml")
        replace_file(new, "approvals.yaml", None, NEW)
        assert new.read_bytes() == NEW
        assert names(path) == ["approvals.yaml", LABEL]

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
    @pytest.mark.parametrize("umask", [0o000, 0o077])
    def test_t98_rights_stay_as_they_were_whatever_the_umask(self, path, mode, umask):
        path.chmod(mode)
        before = os.umask(umask)
        try:
            replace_file(path, LABEL, OLD, NEW)
        finally:
            os.umask(before)
        assert stat.S_IMODE(path.stat().st_mode) == mode
        assert stat.S_IMODE(backup_of(path).stat().st_mode) == mode

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
    @pytest.mark.parametrize(("folder", "file"), [(0o755, 0o644), (0o700, 0o600), (0o770, 0o660)])
    def test_a_new_file_is_for_those_whose_the_folder_is(self, path, folder, file):
        path.parent.chmod(folder)
        new = path.with_name("approvals.yaml")
        replace_file(new, "approvals.yaml", None, NEW)
        assert stat.S_IMODE(new.stat().st_mode) == file

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
    def test_the_owner_stays_where_the_system_lets_it(self, path):
        os.chown(path, 12345, 23456)
        replace_file(path, LABEL, OLD, NEW)
        state = path.stat()
        assert (state.st_uid, state.st_gid) == (12345, 23456)

    def test_a_disk_that_lets_no_file_be_given_away_is_no_obstacle(self, path, monkeypatch):
        def refuse(*args):
            raise PermissionError(errno.EPERM, "no")

        monkeypatch.setattr(os, "fchown", refuse, raising=False)
        replace_file(path, LABEL, OLD, NEW)
        assert path.read_bytes() == NEW


class TestConflict:
    """One wins, one is told, and nobody's work is lost (T87)."""

    def test_t87_a_file_that_was_changed_since_it_was_read_is_left_alone(self, path):
        path.write_bytes(OTHER)
        assert "phonebook.yaml: has been changed" in refusal(path)
        assert path.read_bytes() == OTHER
        assert names(path) == [LABEL]

    @pytest.mark.parametrize("turn", [1, 2])
    @pytest.mark.parametrize("older", [b"numbers: older\n", None])
    def test_t87_a_change_at_the_last_moment_costs_neither_file_nor_backup(
        self, path, monkeypatch, turn, older
    ):
        if older is not None:
            backup_of(path).write_bytes(older)
        fill, calls = site_file._fill, []

        def fill_and_be_overtaken(*args):
            fill(*args)
            calls.append(args)
            if len(calls) == turn:
                path.write_bytes(OTHER)

        monkeypatch.setattr(site_file, "_fill", fill_and_be_overtaken)
        assert "has been changed" in refusal(path)
        assert len(calls) == 2
        assert path.read_bytes() == OTHER
        assert (backup_of(path).read_bytes() if backup_of(path).exists() else None) == older

    def test_a_file_that_is_gone_is_not_made_again(self, path):
        path.unlink()
        assert "changed, moved or removed" in refusal(path)
        assert names(path) == []

    def test_a_file_that_came_meanwhile_is_not_replaced(self, path):
        assert "is there by now" in refusal(path, before=None)
        assert path.read_bytes() == OLD

    def test_a_file_that_comes_at_the_last_moment_is_not_replaced(self, path, monkeypatch):
        path.unlink()
        fill = site_file._fill

        def fill_and_be_overtaken(*args):
            fill(*args)
            path.write_bytes(OTHER)

        monkeypatch.setattr(site_file, "_fill", fill_and_be_overtaken)
        assert "is there by now" in refusal(path, before=None)
        assert path.read_bytes() == OTHER

    def test_t87_of_many_at_once_one_wins_and_the_others_are_told(self, path):
        start = threading.Barrier(8)
        results = []

        def write(number):
            start.wait()
            try:
                replace_file(path, LABEL, OLD, b"%d" % number)
                results.append(number)
            except OutputError:
                results.append(None)

        threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (winner,) = [each for each in results if each is not None]
        assert path.read_bytes() == b"%d" % winner
        assert len(results) == 8
        assert backup_of(path).read_bytes() == OLD

    def test_t87_work_that_is_read_again_after_a_conflict_is_never_lost(self, path):
        path.write_bytes(b"")

        def add(number):
            while True:
                before = path.read_bytes()
                try:
                    replace_file(path, LABEL, before, before + b"%d\n" % number)
                except OutputError:
                    continue
                return

        threads = [threading.Thread(target=add, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(map(int, path.read_bytes().split())) == list(range(6))

    def test_who_cannot_get_the_lock_is_told_and_writes_nothing(self, path, monkeypatch):
        monkeypatch.setattr(site_file, "_PATIENCE", 0.05)
        with locked(path.parent, LABEL, TIMER):
            assert "changed by another program at this moment" in refusal(path)
        assert path.read_bytes() == OLD
        replace_file(path, LABEL, OLD, NEW)

    def test_a_lock_that_was_left_behind_blocks_nobody(self, path):
        (path.parent / LOCK).write_bytes(b"")
        replace_file(path, LABEL, OLD, NEW)
        assert path.read_bytes() == NEW
        assert LOCK not in names(path)


class TestRefusing:
    """What is not replaced, and what cannot be (T92, T94, T97)."""

    def test_t94_a_link_is_not_followed_and_not_replaced(self, path, tmp_path):
        outside = tmp_path / "outside.yaml"
        outside.write_bytes(OLD)
        path.unlink()
        path.symlink_to(outside)
        assert "is a symbolic link" in refusal(path)
        assert outside.read_bytes() == OLD
        assert path.is_symlink()

    def test_t94_a_dangling_link_is_no_free_name(self, path, tmp_path):
        path.unlink()
        path.symlink_to(tmp_path / "outside.yaml")
        assert "is a symbolic link" in refusal(path, before=None)
        assert not (tmp_path / "outside.yaml").exists()

    def test_t94_a_link_in_place_of_the_backup_is_not_followed(self, path, tmp_path):
        outside = tmp_path / "outside.yaml"
        outside.write_bytes(OTHER)
        backup_of(path).symlink_to(outside)
        assert "phonebook.yaml.bak: is a symbolic link" in refusal(path)
        assert (outside.read_bytes(), path.read_bytes()) == (OTHER, OLD)

    def test_t94_a_link_in_place_of_the_lock_is_not_followed(self, path, tmp_path):
        outside = tmp_path / "outside"
        (path.parent / LOCK).symlink_to(outside)
        assert "cannot be written" in refusal(path)
        assert not outside.exists()

    def test_t94_a_folder_is_refused(self, path):
        path.unlink()
        path.mkdir()
        assert "is a folder" in refusal(path)

    def test_t94_a_file_that_is_read_only_stays_as_it_is(self, path):
        path.chmod(0o444)
        assert "may not be written" in refusal(path)
        assert path.read_bytes() == OLD

    @pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
    @pytest.mark.parametrize("turn", [1, 2])
    @pytest.mark.usefixtures("drafts")
    def test_t92_a_disk_that_refuses_leaves_everything_as_it_was(
        self, path, monkeypatch, call, turn
    ):
        real, calls = getattr(os, call), []

        def refuse(*args, **options):
            calls.append(args)
            if len(calls) >= turn:
                raise OSError(errno.ENOSPC, "full")
            return real(*args, **options)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            told = refusal(path)
        assert "cannot be written (No space left on device)" in told
        assert str(path.parent) not in told
        assert path.read_bytes() == OLD
        assert set(names(path)) <= {LABEL, f"{LABEL}.bak", LOCK}
        assert (backup_of(path).read_bytes() if backup_of(path).exists() else OLD) == OLD

    @pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
    @pytest.mark.parametrize("older", [b"numbers: older\n", None])
    @pytest.mark.usefixtures("drafts")
    def test_t92_where_one_call_is_refused_the_backup_is_as_it_was_too(
        self, path, monkeypatch, call, older
    ):
        if older is not None:
            backup_of(path).write_bytes(older)
            backup_of(path).chmod(0o640)
        real, turn, refused = getattr(os, call), 0, 0

        def refuse(*args, **options):
            nonlocal calls
            calls += 1
            if calls == turn:
                raise OSError(errno.EIO, "broken")
            return real(*args, **options)

        while path.read_bytes() == OLD:
            turn, calls = turn + 1, 0
            with monkeypatch.context() as patch:
                patch.setattr(os, call, refuse)
                try:
                    replace_file(path, LABEL, OLD, NEW)
                except OutputError:
                    refused += 1
                    assert path.read_bytes() == OLD
                    kept = backup_of(path)
                    assert (kept.read_bytes() if kept.exists() else None) == older
                    assert older is None or stat.S_IMODE(kept.stat().st_mode) == 0o640
                    assert set(names(path)) <= {LABEL, f"{LABEL}.bak", LOCK}
        assert refused >= (1 if call == "open" else 2)
        assert backup_of(path).read_bytes() == OLD

    def test_a_backup_that_may_not_be_read_is_no_obstacle(self, path, monkeypatch):
        backup_of(path).write_bytes(b"somebody else's")
        real = os.open

        def refuse(name, *args, **options):
            if name == backup_of(path):
                raise PermissionError(errno.EACCES, "no")
            return real(name, *args, **options)

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", refuse)
            replace_file(path, LABEL, OLD, NEW)
        assert (path.read_bytes(), backup_of(path).read_bytes()) == (NEW, OLD)

    def test_t97_a_folder_that_is_gone_is_told(self, path):
        assert "cannot be written" in refusal(path.parent / "gone" / LABEL, before=None)


CRASH = '''
"""Dies at the n-th call, before it or after it, for each n there is; the parent looks each time."""
import os, shutil, signal, sys, time
from pathlib import Path
from leaflet.app.site_files import backup_of, replace_file
from leaflet.app.timer import Timer
from leaflet.press import files as draft

TIMER = Timer(time.monotonic, time.sleep)
OLD, NEW = b"old " * 50_000, b"new " * 60_000
CALLS = ("open", "write", "fsync", "fchmod", "link", "replace", "close", "unlink")
folder, when, kind, existing = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
if kind == "named":
    draft._UNNAMED = None
path = folder / "phonebook.yaml"
before = None if existing == "none" else OLD
older = b"older " * 40_000 if existing == "old and backup" else None


def arm(turn):
    """Let this process die at its call number ``turn``."""
    calls = 0

    def armed(real):
        def call(*args, **options):
            nonlocal calls
            calls += 1
            if calls == turn and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            if calls == turn and when == "halfway" and real is write:
                real(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return real(*args, **options)
            finally:
                if calls == turn:
                    os.kill(os.getpid(), signal.SIGKILL)
        return call

    write = os.write
    for name in CALLS:
        setattr(os, name, armed(getattr(os, name)))


found, turn = [], 0
while True:
    turn += 1
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if before is not None:
        path.write_bytes(before)
    if older is not None:
        backup_of(path).write_bytes(older)
    child = os.fork()
    if child == 0:
        arm(turn)
        replace_file(path, "phonebook.yaml", before, NEW, TIMER)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    content = path.read_bytes() if path.exists() else None
    assert content in (before, NEW), f"neither old nor new at call {turn}"
    kept = backup_of(path).read_bytes() if backup_of(path).exists() else None
    assert kept in (older, OLD), f"half a backup at call {turn}"
    assert content == before or before is None or kept == OLD, f"no backup at call {turn}"
    if not os.WIFSIGNALED(status):
        assert status == 0 and content == NEW
        break
    # What was left behind stops nobody.
    if content == before:
        replace_file(path, "phonebook.yaml", before, NEW, TIMER)
        assert path.read_bytes() == NEW
    found.append("new" if content == NEW else "old")
print(turn, *sorted(set(found)))
'''


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the test needs fork")
@pytest.mark.parametrize("existing", ["old", "none", "old and backup"])
@pytest.mark.parametrize("kind", ["unnamed", "named"])
@pytest.mark.parametrize("when", ["before", "halfway", "after"])
def test_t88_whatever_kills_the_program_the_old_file_or_the_new_one_is_whole(
    tmp_path, when, kind, existing
):
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(tmp_path / "site"), when, kind, existing],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    turns, *found = done.stdout.split()
    assert int(turns) > (8 if existing == "none" else 15)
    assert found == ["new", "old"]


def test_the_crash_test_bites_where_a_file_is_written_in_place(tmp_path):
    careless = CRASH.replace(
        'replace_file(path, "phonebook.yaml", before, NEW, TIMER)\n        os._exit',
        "d = os.open(path, os.O_WRONLY); os.write(d, NEW); os.close(d)\n        os._exit",
    )
    assert careless != CRASH
    done = subprocess.run(
        [sys.executable, "-c", careless, str(tmp_path / "site"), "halfway", "named", "old"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "neither old nor new" in done.stderr
