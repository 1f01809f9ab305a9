"""The shelf gives back what was kept, whole and under its own key, or nothing at all."""

import errno
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.press.edition_cache import EditionShelf

ROOT = Path(__file__).resolve().parents[2]
KEY, OTHER = "a" * 64, "b" * 64
PLATE = bytes(range(256)) * 40
POSIX = pytest.mark.skipif(os.name == "nt", reason="owners, modes and pipes of POSIX")
NOBODY = 65534


@pytest.fixture
def shelf(tmp_path):
    return EditionShelf(tmp_path / "cache" / "leaflet" / "plates")


@pytest.fixture
def full(shelf):
    """A shelf with a plate under a key."""
    shelf.keep(KEY, PLATE)
    assert shelf.find(KEY) == PLATE
    return shelf


@pytest.fixture
def in_time():
    """Ends a test that waits for what never comes."""

    def stop(*_):
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(5)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@contextmanager
def masked(mask):
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode_of(path):
    return stat.S_IMODE(path.lstat().st_mode)


def everything_in(folder):
    """Names, kinds and contents of all that is in a folder."""
    return {
        path.name: (path.lstat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in folder.iterdir()
    }


@pytest.mark.parametrize("plate", [b"", b"a", PLATE, b"\0" * 300_000], ids=len)
def test_what_is_kept_is_found_under_its_key_and_no_other(shelf, plate):
    assert shelf.find(KEY) is None

    shelf.keep(KEY, plate)

    assert shelf.find(KEY) == plate
    assert shelf.find(OTHER) is None
    assert [path.name for path in shelf.folder.iterdir()] == [KEY]


def test_what_is_kept_last_is_found(full):
    full.keep(KEY, b"newer")
    full.keep(OTHER, b"other")

    assert (full.find(KEY), full.find(OTHER)) == (b"newer", b"other")


DAMAGES = {
    "empty": lambda kept: b"",
    "cut within the seal": lambda kept: kept[:-1],
    "cut to the seal": lambda kept: kept[-32:],
    "cut to less than a seal": lambda kept: kept[:31],
    "cut in half": lambda kept: kept[: len(kept) // 2],
    "without its seal": lambda kept: kept[:-32],
    "with a byte more": lambda kept: kept + b"\0",
    "with a byte before": lambda kept: b"\0" + kept,
    "zeros": lambda kept: bytes(len(kept)),
    "random": lambda kept: os.urandom(len(kept)),
    "another seal": lambda kept: kept[:-32] + os.urandom(32),
    "twice": lambda kept: kept + kept,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_not_found_until_it_is_kept_anew(full, damage):
    path = full.folder / KEY
    path.write_bytes(damage(path.read_bytes()))

    assert full.find(KEY) is None
    full.keep(KEY, PLATE)
    assert full.find(KEY) == PLATE


def test_no_changed_bit_and_no_cut_is_overlooked(full):
    path = full.folder / KEY
    kept = path.read_bytes()

    @settings(max_examples=150)
    @given(st.integers(0, len(kept) - 1), st.one_of(st.integers(1, 255), st.none()))
    def damaged(place, change):
        other = bytearray(kept)
        if change is None:
            del other[place:]
        else:
            other[place] ^= change
        path.write_bytes(other)
        assert full.find(KEY) is None

    damaged()
    path.write_bytes(kept)
    assert full.find(KEY) == PLATE


def test_the_plate_of_another_key_is_not_found_under_this_one(full):
    shutil.copyfile(full.folder / KEY, full.folder / OTHER)

    assert full.find(OTHER) is None
    assert full.find(KEY) == PLATE


def test_what_is_too_large_to_be_read_again_is_not_found(shelf, monkeypatch):
    monkeypatch.setattr("leaflet.press.edition_cache._LARGEST", 1000)

    shelf.keep(KEY, bytes(1001))

    assert shelf.find(KEY) is None


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_plate_and_every_folder_that_is_made_are_for_their_owner_only(shelf, tmp_path, mask):
    with masked(mask):
        shelf.keep(KEY, PLATE)

    assert shelf.find(KEY) == PLATE
    assert mode_of(shelf.folder / KEY) == 0o600
    made = [shelf.folder, *shelf.folder.parents]
    assert {mode_of(each) for each in made[: made.index(tmp_path)]} == {0o700}


@POSIX
def test_a_folder_that_is_there_keeps_its_mode(shelf):
    shelf.folder.mkdir(parents=True)
    shelf.folder.parent.chmod(0o755)
    shelf.folder.chmod(0o750)

    shelf.keep(KEY, PLATE)

    assert shelf.find(KEY) == PLATE
    assert (mode_of(shelf.folder.parent), mode_of(shelf.folder)) == (0o755, 0o750)


@POSIX
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777, 0o1777])
def test_a_folder_that_others_can_write_into_is_left_alone(full, mode):
    full.folder.chmod(mode)
    before = everything_in(full.folder)

    assert full.find(KEY) is None
    full.keep(OTHER, PLATE)
    assert everything_in(full.folder) == before

    full.folder.chmod(0o700)
    assert full.find(KEY) == PLATE


@POSIX
def test_a_folder_of_somebody_else_is_left_alone(full, monkeypatch):
    before = everything_in(full.folder)
    if os.getuid() == 0:
        os.chown(full.folder, NOBODY, -1)
    else:
        other = os.getuid() + 1
        monkeypatch.setattr(os, "getuid", lambda: other)

    assert full.find(KEY) is None
    full.keep(OTHER, PLATE)
    assert everything_in(full.folder) == before


def be_a_file(folder):
    folder.write_bytes(b"not a folder")


def be_a_link(folder):
    folder.symlink_to(folder.with_name("elsewhere"))


def be_a_link_to_nothing(folder):
    folder.symlink_to(folder.with_name("nowhere"))


def be_a_link_to_itself(folder):
    folder.symlink_to(folder)


def be_a_pipe(folder):
    os.mkfifo(folder)


@POSIX
@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize(
    "become", [be_a_file, be_a_link, be_a_link_to_nothing, be_a_link_to_itself, be_a_pipe]
)
@pytest.mark.parametrize("of", ["folder", "its parent"])
def test_what_is_no_folder_of_its_own_is_left_alone(full, become, of):
    folder = full.folder if of == "folder" else full.folder.parent
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    become(folder)
    before = folder.lstat()
    is_link_of_the_user = of == "its parent" and become is be_a_link

    assert (full.find(KEY) == PLATE) is is_link_of_the_user
    full.keep(OTHER, PLATE)
    assert (full.find(OTHER) == PLATE) is is_link_of_the_user
    assert (folder.lstat().st_ino, folder.lstat().st_mode) == (before.st_ino, before.st_mode)
    if of == "folder":
        assert list(everything_in(elsewhere)) == [KEY]


@pytest.fixture
def as_a_user():
    """Somebody whom modes of files hold back, which they do not if that is root."""
    folder = Path(tempfile.mkdtemp())

    @contextmanager
    def as_a_user():
        if os.getuid():
            yield folder
            return
        folder.chmod(0o755)
        os.chown(folder, NOBODY, -1)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield folder
        finally:
            os.setresuid(0, 0, 0)

    yield as_a_user
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(folder)


@POSIX
@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="modes do not hold back this user")
@pytest.mark.parametrize(
    ("locked", "mode", "is_found"),
    [
        ("plates", 0o000, False),
        ("plates", 0o300, True),
        ("plates", 0o500, True),
        ("plates", 0o600, False),
        (".", 0o000, False),
        (".", 0o500, True),
        (f"plates/{KEY}", 0o000, False),
    ],
)
def test_a_folder_that_cannot_be_used_is_passed_over(as_a_user, locked, mode, is_found):
    with as_a_user() as folder:
        shelf = EditionShelf(folder / "plates")
        shelf.keep(KEY, PLATE)
        assert shelf.find(KEY) == PLATE
        (folder / locked).chmod(mode)

        assert (shelf.find(KEY) == PLATE) is is_found
        shelf.keep(OTHER, PLATE)
        is_writable = locked == f"plates/{KEY}" or (locked, mode) == (".", 0o500)
        assert (shelf.find(OTHER) == PLATE) is is_writable


@POSIX
@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="modes do not hold back this user")
def test_a_folder_that_cannot_be_made_is_passed_over(as_a_user):
    with as_a_user() as folder:
        folder.chmod(0o500)
        shelf = EditionShelf(folder / "cache" / "plates")

        shelf.keep(KEY, PLATE)

        assert shelf.find(KEY) is None
        assert list(folder.iterdir()) == []


def a_folder(path):
    path.mkdir()
    (path / "inside").write_bytes(PLATE)


def a_link_to_a_plate(path):
    path.symlink_to(path.with_name(OTHER))


def a_link_to_itself(path):
    path.symlink_to(path)


def a_pipe(path):
    os.mkfifo(path)


def a_pipe_with_a_writer(path):
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    a_pipe_with_a_writer.held = reader, os.open(path, os.O_WRONLY)


def a_socket(path):
    here = Path.cwd()
    os.chdir(path.parent)  # the whole path is too long for a socket
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def a_link_to_a_device(path):
    path.symlink_to("/dev/zero")


@POSIX
@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize(
    "become",
    [
        *(a_folder, a_link_to_a_plate, a_link_to_itself, a_pipe, a_pipe_with_a_writer, a_socket),
        a_link_to_a_device,
    ],
)
def test_what_is_no_file_is_not_waited_for(full, become):
    path = full.folder / KEY
    path.rename(full.folder / OTHER)
    become(path)
    try:
        assert full.find(KEY) is None
        full.keep(KEY, b"newer")
        assert full.find(KEY) == (None if become is a_folder else b"newer")
    finally:
        if become is a_pipe_with_a_writer:
            for each in become.held:
                os.close(each)
    # What the link led to is as it was, and nothing was left beside it.
    assert set(everything_in(full.folder)) == {KEY, OTHER}
    shutil.copyfile(full.folder / OTHER, full.folder / "copy")
    if become is not a_folder:
        (full.folder / "copy").rename(path)
        assert full.find(KEY) == PLATE


class Full:
    """A file on a disk that is full after so many bytes."""

    def __init__(self, stream, number):
        self.stream, self.number = stream, number

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()

    def write(self, content):
        self.stream.write(content[: len(content) // 2])
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("where", ["mkdir", "open", "write", "replace"])
def test_a_full_disk_leaves_the_plate_of_before_and_nothing_else(full, monkeypatch, where, number):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    if where == "write":
        plain = os.fdopen
        monkeypatch.setattr(os, "fdopen", lambda *args: Full(plain(*args), number))
    else:
        monkeypatch.setattr(os, where, refuse)
    if where != "mkdir":  # nor is there one to be made
        full.keep(KEY, b"newer" * 1000)
        full.keep(OTHER, b"newer" * 1000)
    EditionShelf(full.folder / "new").keep(KEY, PLATE)
    monkeypatch.undo()

    assert full.find(KEY) == PLATE
    assert full.find(OTHER) is None
    assert set(everything_in(full.folder)) - {"new"} == {KEY}
    assert EditionShelf(full.folder / "new").find(KEY) is None
    full.keep(OTHER, PLATE)
    assert full.find(OTHER) == PLATE


@POSIX
def test_a_write_that_the_system_cuts_short_leaves_nothing(full):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        full.keep(OTHER, PLATE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert list(everything_in(full.folder)) == [KEY]


def key_of(number):
    return f"{number:064x}"


def grow_old(shelf):
    """Every file is as many seconds old as it is places from the end."""
    for place, path in enumerate(sorted(shelf.folder.iterdir())):
        os.utime(path, (1_000_000, 1_000_000 + place), follow_symlinks=False)


def test_plates_that_were_not_written_for_longest_make_room(shelf, monkeypatch):
    monkeypatch.setattr("leaflet.press.edition_cache._MOST", 5)
    for number in range(5):
        shelf.keep(key_of(number), PLATE)
    grow_old(shelf)

    shelf.keep(key_of(0), PLATE)  # the oldest is written anew: it makes room for itself
    shelf.keep(key_of(7), PLATE)

    kept = [number for number in range(9) if shelf.find(key_of(number)) == PLATE]
    assert kept == [0, 2, 3, 4, 7]


def test_a_folder_does_not_grow_for_ever(shelf):
    for number in range(60):
        shelf.keep(key_of(number), b"plate")

    assert len(list(shelf.folder.iterdir())) == 40
    assert shelf.find(key_of(59)) == b"plate"


def test_what_is_not_ours_is_neither_counted_nor_taken_away(shelf, monkeypatch):
    monkeypatch.setattr("leaflet.press.edition_cache._MOST", 2)
    shelf.folder.mkdir(parents=True)
    for name in ("holiday.jpg", "A" * 64, ".notes.part", f"{KEY}.bak"):
        (shelf.folder / name).write_bytes(b"mine")
    (shelf.folder / key_of(99)).mkdir()
    grow_old(shelf)

    for number in range(4):
        shelf.keep(key_of(number), PLATE)

    left = set(everything_in(shelf.folder))
    assert left >= {"holiday.jpg", "A" * 64, ".notes.part", f"{KEY}.bak", key_of(99), key_of(3)}
    assert shelf.find(key_of(3)) == PLATE


KILLED = """
import os, signal, sys
from pathlib import Path
from leaflet.press.edition_cache import EditionShelf
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
EditionShelf(Path(sys.argv[1])).keep("a" * 64, bytes(5000))
"""


@POSIX
def test_what_a_killed_writer_left_does_no_harm_and_goes_in_time(shelf, monkeypatch):
    monkeypatch.setattr("leaflet.press.edition_cache._MOST", 3)
    command = [sys.executable, "-c", KILLED, str(shelf.folder)]
    done = subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": "."})
    assert done.returncode == -signal.SIGKILL
    (draft,) = shelf.folder.iterdir()
    assert mode_of(draft) == 0o600
    assert shelf.find(KEY) is None
    shelf.keep(KEY, PLATE)
    assert shelf.find(KEY) == PLATE
    assert draft.exists()

    grow_old(shelf)
    for number in range(2):
        shelf.keep(key_of(number), PLATE)

    assert not draft.exists()


def test_two_writers_at_once_leave_a_whole_plate(shelf):
    plates = [bytes([n]) * 100_000 for n in range(4)]
    seen, is_done = set(), threading.Event()

    def look():
        while not is_done.is_set():
            seen.add(shelf.find(KEY))

    def write(plate):
        for _ in range(25):
            shelf.keep(KEY, plate)

    with ThreadPoolExecutor(len(plates) + 1) as crew:
        looking = crew.submit(look)
        for writing in [crew.submit(write, plate) for plate in plates]:
            writing.result()
        is_done.set()
        looking.result()

    assert seen - {None} <= set(plates)
    assert shelf.find(KEY) in plates
    assert list(everything_in(shelf.folder)) == [KEY]


def test_writers_that_take_away_each_others_plates_do_not_trip(shelf, monkeypatch):
    monkeypatch.setattr("leaflet.press.edition_cache._MOST", 2)
    plain = Path.iterdir

    def iterdir(folder):
        """As it is where another writer takes a plate away just after this one has looked."""
        for path in list(plain(folder)):
            yield path
            with suppress(OSError):
                path.unlink()

    for number in range(3):
        shelf.keep(key_of(number), PLATE)
    monkeypatch.setattr(Path, "iterdir", iterdir)

    shelf.keep(KEY, PLATE)

    monkeypatch.undo()
    assert shelf.find(KEY) == PLATE


def test_two_processes_may_use_one_folder(shelf):
    script = (
        "import sys; from pathlib import Path\n"
        "from leaflet.press.edition_cache import EditionShelf\n"
        "shelf = EditionShelf(Path(sys.argv[1]))\n"
        "for n in range(150): shelf.keep(f'{n % 60:064x}', bytes([n]) * 2000)\n"
    )
    crew = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(shelf.folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]

    assert [(each.communicate()[1], each.returncode) for each in crew] == [(b"", 0)] * 3
    names = {path.name for path in shelf.folder.iterdir()}
    assert not any(name.endswith(".part") for name in names)
    assert len(names) <= 42
    assert all(len(set(shelf.find(name))) == 1 for name in names)
