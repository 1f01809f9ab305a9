"""A file appears whole, private and only where it was asked for, or it does not appear at all."""

import errno
import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.problems import problem

from leaflet.errors import FitError, OutputError
from leaflet.press.files import Existing, write_file, write_stdout

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300
ROOT = Path(__file__).resolve().parents[2]
TAKEN = "is there already: it was not made now"
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")


@pytest.fixture(autouse=True, params=["nameless", "named"])
def draft(request, monkeypatch, tmp_path):
    """Both kinds of draft; which of them a disk has must make no difference."""
    if request.param == "named":
        monkeypatch.setattr("leaflet.press.files._UNNAMED", None)
        return request.param
    try:
        os.close(os.open(tmp_path, os.O_TMPFILE | os.O_RDWR))
    except (AttributeError, OSError):
        pytest.skip("no nameless files here")
    return request.param


def fail_with(number):
    def fail(*args, **kwargs):
        raise OSError(number, os.strerror(number), "/a/secret/path")

    return fail


def refusal(path, existing=Existing.REFUSE, content=PDF):
    with pytest.raises(OutputError) as caught:
        write_file(content, path, existing)
    (problem,) = caught.value.problems
    assert str(problem.where) == "output"
    assert str(problem.what)
    assert str(problem.remedy)
    assert "secret" not in str(problem)
    return str(problem.what)


def test_the_bytes_arrive_whole_from_one_piece_and_from_many(tmp_path):
    write_file(PDF, tmp_path / "one.pdf", Existing.REFUSE)
    pieces = (PDF[at : at + 100] for at in range(0, len(PDF), 100))
    write_file(pieces, tmp_path / "many.pdf", Existing.REFUSE)

    assert (tmp_path / "one.pdf").read_bytes() == PDF
    assert (tmp_path / "many.pdf").read_bytes() == PDF
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.pdf", "one.pdf"]


def test_t101_a_path_with_spaces_and_accents_is_written(tmp_path):
    folder = tmp_path / "Spoed Bornem – kopieën"
    folder.mkdir()
    write_file(PDF, folder / "lage rugpijn é.pdf", Existing.REFUSE)
    assert (folder / "lage rugpijn é.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "con.pdf",
        "NUL.pdf",
        "nul .pdf",
        "LPT1.pdf",
        "COM¹.tar.pdf",
        "an.pdf.",
        "an.pdf ",
        "..",
        "a\x00b.pdf",
        "a\x1bb.pdf",
        "a\nb.pdf",
        "C:\\x",
        "a|b.pdf",
        "x" * 300,
        "é" * 130,
    ],
)
def test_t91_a_name_that_some_system_cannot_hold_is_refused(tmp_path, name):
    assert "name" in refusal(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_t91_a_path_without_a_name_is_refused():
    assert refusal(Path("/")) == "has no name"


@pytest.mark.parametrize(
    "name",
    ["console.pdf", "null.pdf", "com.pdf", "COM10.pdf", ".an.pdf", "-an.pdf", "a.b.c", "x" * 255],
)
def test_t91_a_name_that_only_resembles_those_is_written(tmp_path, name):
    write_file(PDF, tmp_path / name, Existing.REFUSE)
    assert (tmp_path / name).read_bytes() == PDF


@POSIX
def test_t91_a_folder_that_no_system_can_hold_is_refused(tmp_path):
    assert refusal(tmp_path / "a\x00b" / "an.pdf") == "cannot be written"


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EFBIG, "the file would be larger than is allowed"),
        (errno.EIO, "cannot be written"),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_t92_a_disk_that_gives_out_leaves_nothing(tmp_path, monkeypatch, call, number, what):
    monkeypatch.setattr(os, call, fail_with(number))
    assert refusal(tmp_path / "an.pdf") == what
    assert list(tmp_path.iterdir()) == []


def test_t92_a_disk_that_gives_out_halfway_leaves_the_older_file_as_it_was(tmp_path, monkeypatch):
    target = tmp_path / "an.pdf"
    target.write_bytes(b"older")
    real, calls = os.write, []

    def half(descriptor, data):
        calls.append(len(data))
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, bytes(data)[:100])

    monkeypatch.setattr(os, "write", half)
    assert refusal(target, Existing.REPLACE) == "the disk is full"
    assert calls == [len(PDF), len(PDF) - 100], "the first write took only a part"
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


def test_t92_a_disk_that_takes_small_bites_still_gets_everything(tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data)[:1000]))
    write_file(PDF, tmp_path / "an.pdf", Existing.REFUSE)
    assert (tmp_path / "an.pdf").read_bytes() == PDF


@POSIX
def test_t92_a_real_limit_on_the_size_of_files_leaves_nothing(tmp_path):
    script = (
        "import resource, sys; from pathlib import Path;"
        "from leaflet.press.files import *; from leaflet.errors import OutputError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_file(b'x' * 5000, Path(sys.argv[1]), Existing.REFUSE)\n"
        "except OutputError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "an.pdf")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "larger than is allowed" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("existing", Existing)
@pytest.mark.parametrize("trouble", [KeyboardInterrupt, SystemExit, MemoryError])
def test_t93_an_interruption_anywhere_leaves_nothing(
    tmp_path, monkeypatch, trouble, existing, draft
):
    def stop(*args, **kwargs):
        raise trouble

    for call in ["write", "fsync", "link", "replace"]:
        if call == "replace" and existing is Existing.REFUSE:
            continue
        if call == "link" and existing is Existing.REPLACE and draft == "named":
            continue
        with monkeypatch.context() as patch:
            patch.setattr(os, call, stop)
            with pytest.raises(trouble):
                write_file(PDF, tmp_path / "an.pdf", existing)
        assert list(tmp_path.iterdir()) == [], call


def test_t93_an_error_of_the_chunks_passes_through_and_leaves_nothing(tmp_path):
    def chunks():
        yield PDF
        raise FitError(problem("flap", "too long", "shorten it"))

    with pytest.raises(FitError):
        write_file(chunks(), tmp_path / "an.pdf", Existing.REFUSE)
    assert list(tmp_path.iterdir()) == []


def test_t93_nothing_stands_under_the_final_name_before_all_of_it_does(tmp_path):
    target = tmp_path / "an.pdf"
    seen = []

    def chunks():
        for _ in range(3):
            seen.append(target.exists())
            yield PDF

    write_file(chunks(), target, Existing.REFUSE)
    assert seen == [False, False, False]
    assert target.read_bytes() == 3 * PDF


def test_t94_an_existing_file_is_replaced_only_when_asked(tmp_path):
    target = tmp_path / "an.pdf"
    target.write_bytes(b"older")

    assert refusal(target) == TAKEN
    assert target.read_bytes() == b"older"

    write_file(PDF, target, Existing.REPLACE)
    assert target.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [target]


@POSIX
@pytest.mark.parametrize("links", ["hard links", "no hard links"])
def test_t94_t95_a_file_that_appears_at_the_last_moment_is_not_touched(
    tmp_path, monkeypatch, links
):
    target = tmp_path / "an.pdf"
    if links == "no hard links":
        monkeypatch.setattr(os, "link", fail_with(errno.EPERM))

    def chunks():
        yield PDF
        target.write_bytes(b"of someone else")

    assert refusal(target, content=chunks()) == TAKEN
    assert target.read_bytes() == b"of someone else"
    assert list(tmp_path.iterdir()) == [target]


@POSIX
def test_t94_a_disk_without_hard_links_still_gets_a_whole_private_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", fail_with(errno.ENOTSUP))
    write_file(PDF, tmp_path / "an.pdf", Existing.REFUSE)
    assert (tmp_path / "an.pdf").read_bytes() == PDF
    assert stat.S_IMODE((tmp_path / "an.pdf").stat().st_mode) == 0o600

    monkeypatch.setattr(os, "replace", fail_with(errno.EIO))
    assert refusal(tmp_path / "other.pdf") == "cannot be written"
    assert [path.name for path in tmp_path.iterdir()] == ["an.pdf"], "no empty file is left"


@pytest.mark.parametrize("existing", Existing)
def test_t94_a_folder_is_never_replaced(tmp_path, existing):
    (tmp_path / "an.pdf").mkdir()
    assert refusal(tmp_path / "an.pdf", existing) == "is a folder"


@POSIX
@pytest.mark.parametrize("existing", Existing)
@pytest.mark.parametrize("aim", ["elsewhere.pdf", "nowhere.pdf", "."])
def test_t94_a_symbolic_link_is_neither_followed_nor_replaced(tmp_path, existing, aim):
    (tmp_path / "elsewhere.pdf").write_bytes(b"older")
    link = tmp_path / "an.pdf"
    link.symlink_to(tmp_path / aim)

    assert refusal(link, existing) == "is a symbolic link"
    assert link.is_symlink()
    assert (tmp_path / "elsewhere.pdf").read_bytes() == b"older"
    assert not (tmp_path / "nowhere.pdf").exists()


@POSIX
def test_t94_a_symbolic_link_that_appears_at_the_last_moment_is_not_followed(tmp_path):
    for existing in Existing:
        link = tmp_path / f"{existing.value}.pdf"

        def chunks(link=link):
            yield PDF
            link.symlink_to(tmp_path / "elsewhere.pdf")

        refusal(link, existing, chunks())
        assert not (tmp_path / "elsewhere.pdf").exists()


@POSIX
@pytest.mark.parametrize("existing", Existing)
def test_t94_a_pipe_or_a_device_is_refused(tmp_path, existing):
    os.mkfifo(tmp_path / "an.pdf")
    assert refusal(tmp_path / "an.pdf", existing) == "is not an ordinary file"
    assert refusal(Path("/dev/full"), existing) == "is not an ordinary file"


def test_t94_a_missing_folder_is_said_to_be_missing(tmp_path):
    assert refusal(tmp_path / "nowhere" / "an.pdf") == "the folder does not exist"
    (tmp_path / "file").write_bytes(b"")
    assert refusal(tmp_path / "file" / "an.pdf") == "the folder is a file"


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.EACCES, "may not be written"),
        (errno.EPERM, "may not be written"),
        (errno.EROFS, "the disk is read-only"),
    ],
)
def test_t94_a_read_only_folder_is_said_to_be_so(tmp_path, monkeypatch, number, what):
    monkeypatch.setattr(os, "open", fail_with(number))
    assert refusal(tmp_path / "an.pdf") == what


def test_t94_a_file_that_a_viewer_holds_open_on_windows_stays(tmp_path, monkeypatch):
    target = tmp_path / "an.pdf"
    target.write_bytes(b"older")
    monkeypatch.setattr(os, "replace", fail_with(errno.EACCES))
    assert refusal(target, Existing.REPLACE) == "may not be written"
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


@POSIX
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
@pytest.mark.parametrize("existing", Existing)
def test_t98_only_the_owner_may_read_it_whatever_the_umask(tmp_path, umask, existing, draft):
    target = tmp_path / "an.pdf"
    if existing is Existing.REPLACE:
        target.write_bytes(b"older")
        target.chmod(0o666)
    modes = []

    def chunks():
        drafts = [path for path in tmp_path.iterdir() if path != target]
        assert len(drafts) == (draft == "named")
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in drafts)
        yield PDF

    before = os.umask(umask)
    try:
        write_file(chunks(), target, existing)
    finally:
        os.umask(before)
    assert {*modes, stat.S_IMODE(target.stat().st_mode)} == {0o600}


@POSIX
def test_t98_a_plain_write_would_have_been_open_to_all(tmp_path):
    before = os.umask(0)
    try:
        (tmp_path / "an.pdf").write_bytes(PDF)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "an.pdf").stat().st_mode) == 0o666


def test_t102_the_draft_has_a_new_name_each_time_and_stands_beside_its_place(tmp_path, draft):
    names = set()

    def chunks():
        names.update(path.name for path in tmp_path.iterdir())
        yield PDF

    for _ in range(20):
        write_file(chunks(), tmp_path / "an.pdf", Existing.REPLACE)
    assert len(names - {"an.pdf"}) == (20 if draft == "named" else 0)


@POSIX
@pytest.mark.parametrize("trap", ["link", "file"])
@pytest.mark.parametrize("existing", Existing)
def test_t102_a_trap_under_the_name_of_the_draft_is_not_sprung(
    tmp_path, monkeypatch, trap, existing, draft
):
    monkeypatch.setattr(os, "urandom", bytes)
    write_file(PDF, tmp_path / "first.pdf", Existing.REFUSE)
    (tmp_path / "victim").write_bytes(b"older")
    mine = tmp_path / f".leaflet-{bytes(12).hex()}.part"
    if trap == "link":
        mine.symlink_to(tmp_path / "victim")
    else:
        mine.write_bytes(b"older")

    if draft == "nameless" and existing is Existing.REFUSE:
        write_file(PDF, tmp_path / "an.pdf", existing)
    else:
        with pytest.raises(OutputError):
            write_file(PDF, tmp_path / "an.pdf", existing)
        assert not (tmp_path / "an.pdf").exists()
    assert mine.read_bytes() == b"older"
    assert (tmp_path / "victim").read_bytes() == b"older"


def test_t116_the_name_that_was_asked_for_is_not_in_a_message_unless_it_is_known_to_be_safe(
    tmp_path,
):
    target = tmp_path / "An Peeters.pdf"
    target.write_bytes(b"older")
    with pytest.raises(OutputError) as caught:
        write_file(PDF, target, Existing.REFUSE)
    assert "Peeters" not in str(caught.value)
    with pytest.raises(OutputError, match=rf"lage-rugpijn\.pdf: {TAKEN}"):
        write_file(PDF, target, Existing.REFUSE, "lage-rugpijn.pdf")


def test_t96_standard_output_gets_the_bytes_and_nothing_else():
    stream = io.BytesIO()
    write_stdout(iter([PDF[:50], PDF[50:]]), stream)
    assert stream.getvalue() == PDF


def test_t96_a_terminal_is_no_place_for_a_pdf():
    class Terminal(io.BytesIO):
        def isatty(self):
            return True

    stream = Terminal()
    with pytest.raises(OutputError, match="is a terminal"):
        write_stdout(PDF, stream)
    assert stream.getvalue() == b""


_TO_STDOUT = (
    "import sys; from leaflet.press.files import write_stdout;"
    "from leaflet.errors import OutputError\n"
    "try: write_stdout([b'x' * 100_000] * 20, sys.stdout.buffer)\n"
    "except OutputError as error: print(error, file=sys.stderr); sys.exit(7)"
)


@POSIX
def test_t96_a_plain_write_to_a_reader_that_went_away_would_have_ended_in_a_traceback():
    reader, writer = os.pipe()
    os.close(reader)
    plain = "import sys; sys.stdout.buffer.write(b'x' * 100_000)"
    done = subprocess.run([sys.executable, "-c", plain], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert done.returncode != 7
    assert b"Traceback" in done.stderr


@POSIX
@pytest.mark.parametrize("flags", [[], ["-u"]])
def test_t96_a_reader_that_went_away_is_told_in_one_line(flags):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, *flags, "-c", _TO_STDOUT],
        cwd=ROOT,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writer)
    assert done.returncode == 7
    assert done.stderr.startswith("standard output: the program that reads it has stopped — ")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("size", ["100_000", "10"])
def test_t92_standard_output_on_a_full_disk_is_told_in_one_line(size):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", _TO_STDOUT.replace("100_000", size)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 7
    assert done.stderr.startswith("standard output: the disk is full — ")
    assert done.stderr.count("\n") == 1
