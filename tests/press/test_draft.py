"""A file in the making: nobody meets it, and whatever ends the program, nothing of it is left."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.press import files as draft
from leaflet.press.files import open_draft

ROOT = Path(__file__).resolve().parents[2]
WAYS = ("publish", "replace")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and signals of POSIX")


@pytest.fixture(autouse=True)
def _no_descriptor_is_left():
    before = sorted(path.name for path in Path("/dev/fd/").iterdir())
    yield
    assert sorted(path.name for path in Path("/dev/fd/").iterdir()) == before


@pytest.fixture
def nameless(tmp_path):
    """Skip where the disk has no files without a name."""
    try:
        os.close(os.open(tmp_path, os.O_TMPFILE | os.O_RDWR))
    except (AttributeError, OSError):
        pytest.skip("no nameless files here")


def write(path, way, content=b"%PDF"):
    with open_draft(path.parent) as made:
        made.write(bytes(content))
        made.settle()
        getattr(made, way)(path)


def refuse(number):
    def fail(*args, **kwargs):
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.usefixtures("nameless")
@pytest.mark.parametrize("way", WAYS)
def test_t93_where_the_disk_can_a_draft_has_no_name(tmp_path, way):
    with open_draft(tmp_path) as made:
        made.write(b"%PDF")
        assert list(tmp_path.iterdir()) == []
        getattr(made, way)(tmp_path / "an.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["an.pdf"]
    assert (tmp_path / "an.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "an.pdf").stat().st_nlink == 1


@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.EPERM])
@pytest.mark.parametrize("way", WAYS)
def test_t93_elsewhere_it_has_one_that_cannot_be_guessed(tmp_path, monkeypatch, number, way):
    real = os.open

    def without(path, flags, *args, **kwargs):
        if flags & getattr(os, "O_TMPFILE", 0) == getattr(os, "O_TMPFILE", -1):
            raise OSError(number, os.strerror(number))
        return real(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", without)
    with open_draft(tmp_path) as made:
        made.write(b"%PDF")
        (name,) = (path.name for path in tmp_path.iterdir())
        assert len(name) == len(".leaflet-.part") + 24
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        getattr(made, way)(tmp_path / "an.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["an.pdf"]


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EPERM, errno.EXDEV, errno.ENOSYS])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("links", ["hard links", "no hard links"])
def test_where_proc_is_missing_or_denied_it_is_copied(tmp_path, monkeypatch, number, way, links):
    real = os.link

    def link(source, *args, **kwargs):
        if str(source).startswith("/proc") or links == "no hard links":
            raise OSError(number if links == "hard links" else errno.EPERM, "no")
        real(source, *args, **kwargs)

    monkeypatch.setattr(os, "link", link)
    content = bytes(range(256)) * 20_000
    before = os.umask(0)
    try:
        write(tmp_path / "an.pdf", way, content)
    finally:
        os.umask(before)
    assert [path.name for path in tmp_path.iterdir()] == ["an.pdf"]
    assert (tmp_path / "an.pdf").read_bytes() == content
    assert stat.S_IMODE((tmp_path / "an.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("call", ["write", "lseek", "fsync"])
def test_a_copy_that_fails_leaves_nothing(tmp_path, monkeypatch, way, call):
    def link(*args, **kwargs):
        monkeypatch.setattr(os, call, refuse(errno.ENOSPC))
        raise OSError(errno.ENOENT, "there is no /proc")

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write(tmp_path / "an.pdf", way)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("unnamed", [True, False])
def test_a_name_that_is_taken_is_left_alone_and_nothing_else_is_left(
    tmp_path, monkeypatch, unnamed
):
    if not unnamed:
        monkeypatch.setattr(draft, "_UNNAMED", None)
    for taken in ("file", "link"):
        if taken == "file":
            (tmp_path / taken).write_bytes(b"older")
        else:
            (tmp_path / taken).symlink_to("nowhere")
        with pytest.raises(FileExistsError):
            write(tmp_path / taken, "publish")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]
    assert (tmp_path / "file").read_bytes() == b"older"


@pytest.mark.parametrize("unnamed", [True, False])
@pytest.mark.parametrize("call", ["link", "replace"])
def test_a_name_that_is_not_given_leaves_nothing(tmp_path, monkeypatch, unnamed, call):
    if not unnamed:
        monkeypatch.setattr(draft, "_UNNAMED", None)
    monkeypatch.setattr(os, call, refuse(errno.EACCES))
    with pytest.raises(PermissionError):
        write(tmp_path / "an.pdf", "publish" if call == "link" else "replace")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("unnamed", [True, False])
def test_a_folder_that_goes_away_takes_the_draft_with_it(tmp_path, monkeypatch, way, unnamed):
    if not unnamed:
        monkeypatch.setattr(draft, "_UNNAMED", None)
    folder = tmp_path / "folder"
    folder.mkdir()

    class Content:
        """While it is written, the folder goes away."""

        def __bytes__(self):
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
            return b"%PDF"

    with pytest.raises(FileNotFoundError):
        write(folder / "an.pdf", way, Content())
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from leaflet.press import files as draft
from leaflet.press.files import Existing, write_file
if {named}:
    draft._UNNAMED = None
def chunks():
    yield b"An Peeters" * 10_000
    os.kill(os.getpid(), signal.SIGKILL)
write_file(chunks(), Path(sys.argv[1]), Existing.{existing})
"""


@pytest.mark.usefixtures("nameless")
@pytest.mark.parametrize("existing", ["REFUSE", "REPLACE"])
@pytest.mark.parametrize("named", [False, True])
def test_t93_t117_not_even_a_kill_leaves_a_piece_of_it(tmp_path, existing, named):
    script = KILLED.format(named=named, existing=existing)
    run = [sys.executable, "-c", script, str(tmp_path / "an.pdf")]
    assert subprocess.run(run, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    left = [path.suffix for path in tmp_path.iterdir()]
    assert left == ([".part"] if named else []), "with a name, there would have been one"
