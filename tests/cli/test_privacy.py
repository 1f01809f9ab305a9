"""Nothing of a patient is left anywhere but on the paper (`docs/rules.md` 6.10)."""

import re
from pathlib import Path

import pypdf
import pytest

PEOPLE = (
    ("Zoë IJsewijn", "03/02/1951"),
    ("Łukasz Şahin", "29 februari 1988"),
    ("Anne-Sophie D'Hondt", "1987-12-31"),
    ("Ngọc Nguyễn", "17.05.1980"),
    ("Jan (de) Wit & Zn <b>", "01/10/1944"),
)
MEDICINE = "tramadol 50 mg zo nodig om de 6 uur max 4x/dag tegen hevige kniepijn"


def traces(name, born):
    """Forms in which a patient may be found: the name, its parts, the birth date."""
    year = re.search(r"\d{4}", born)[0]
    return {name, born, "kniepijn", year, *(part for part in name.split() if len(part) > 3)}


def hidden(path):
    """Everything in a file that is not painted: its structure, metadata and embedded files."""
    reader = pypdf.PdfReader(path)
    painted = {"/Contents", "/ToUnicode", "/FontFile2"}
    root, seen, found = reader.trailer, set(), []

    def walk(part, key):
        part = part.get_object()
        if id(part) in seen or key in painted:
            return
        seen.add(id(part))
        if isinstance(part, dict):
            for each, value in part.items():
                found.append(str(each))
                walk(value, each)
            if hasattr(part, "get_data"):
                found.append(part.get_data().decode("latin-1"))
        elif isinstance(part, list):
            for each in part:
                walk(each, key)
        else:
            found.append(str(part))

    walk(root, "")
    return "\n".join(found)


@pytest.mark.parametrize(("name", "born"), PEOPLE)
def test_t115_t118_a_patient_is_on_the_paper_and_nowhere_else(run, here, name, born):
    done = run(
        *("make", "lage-rugpijn", "--name", name, "--born", born, "--date", "2026-11-22"),
        *("--med", MEDICINE),
    )
    assert done.exit_code == 0, done.stderr
    (made,) = here.iterdir()
    # The reason is said back on the screen of who typed it, once, and nowhere else.
    screen = (done.stdout + done.stderr).replace('for: "hevige kniepijn"', "", 1)
    beside = hidden(made) + screen + made.name
    printed = " ".join(page.extract_text() for page in pypdf.PdfReader(made).pages)
    assert " ".join(name.split()) in " ".join(printed.split())
    for trace in traces(name, born):
        assert trace not in beside


def test_t115_the_search_does_find_what_is_hidden(run, here):
    assert run("make", "lage-rugpijn", "--name", "An Peeters").exit_code == 0
    writer = pypdf.PdfWriter(clone_from="lage-rugpijn.pdf")
    writer.add_metadata({"/Subject": "An Peeters"})
    writer.add_attachment("note.txt", "kniepijn")
    writer.write("spoilt.pdf")
    assert "An Peeters" in hidden("spoilt.pdf")
    assert "kniepijn" in hidden("spoilt.pdf")
    assert "Peeters" not in hidden("lage-rugpijn.pdf")


def test_t115_the_metadata_names_the_leaflet_and_no_user_host_or_day(run, here, monkeypatch):
    monkeypatch.setenv("USER", "dokter-janssens")
    assert run("make", "lage-rugpijn", "--name", "An Peeters").exit_code == 0
    info = pypdf.PdfReader("lage-rugpijn.pdf").metadata
    assert info.title == "Lage rugpijn"
    bare = Path("lage-rugpijn.pdf").read_bytes()
    for trace in (b"janssens", str(here).encode(), b"anonymous", b"untitled", b"Peeters"):
        assert trace not in bare
    assert "2026" not in str({key: info[key] for key in info if "Date" in key})


@pytest.mark.parametrize("asked", ["An Peeters.pdf", "nowhere/An Peeters.pdf", "An Peeters?.pdf"])
def test_t116_a_file_name_that_the_user_chose_is_not_repeated(run, asked):
    for _ in range(2):  # the second time, the first of them exists
        done = run("make", "lage-rugpijn", "--name", "An Peeters", "-o", asked)
        assert "Peeters" not in done.output


def test_t117_after_a_run_there_is_the_leaflet_and_no_other_file(process, here, tmp_path):
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    places = {
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
        "XDG_CACHE_HOME": str(tmp_path / "home" / "cache"),
    }
    done = process("make", "lage-rugpijn", "--name", "An Peeters", **places)
    assert done.returncode == 0
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    others = [path for path in left if path != here / "lage-rugpijn.pdf"]
    assert not any(b"Peeters" in path.read_bytes() for path in others)
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["--born", "17/05/80"],
        ["--campus", "Peeters"],
        ["--med", "Peeters 5 mg"],
        ["--date", "17/05/1080"],
        ["--prescriber", "dr. Kniepijn"],
        ["--override", "kniepijn"],
        ["--size", "14"],
    ],
)
def test_t118_no_error_repeats_a_fact_of_the_patient(run, wrong):
    done = run("make", "lage-rugpijn", "--name", "Zoë IJsewijn", *wrong)
    for trace in ("IJsewijn", "Zoë", "niepijn", "/80", "1080"):
        assert trace not in done.output


def test_t120_two_patients_in_one_process_share_nothing(run, process, here):
    first = ("--name", "Zoë IJsewijn", "--born", "03/02/1951", "--med", MEDICINE)
    second = ("--name", "An Peeters", "--date", "2026-11-22")
    assert run("make", "lage-rugpijn", *first, "-o", "first.pdf").exit_code == 0
    assert run("make", "lage-rugpijn", *second, "-o", "second.pdf").exit_code == 0
    assert process("make", "lage-rugpijn", *second, "-o", "alone.pdf").returncode == 0
    assert (here / "second.pdf").read_bytes() == (here / "alone.pdf").read_bytes()
    printed = " ".join(page.extract_text() for page in pypdf.PdfReader("second.pdf").pages)
    for trace in traces("Zoë IJsewijn", "03/02/1951"):
        assert trace not in printed
    assert "tramadol 50" not in printed


def test_t121_nothing_is_embedded_and_nothing_stands_after_the_end(run, here):
    run("make", "lage-rugpijn", "--name", "An Peeters")
    content = Path("lage-rugpijn.pdf").read_bytes()
    assert content.count(b"%%EOF") == 1
    assert content.rstrip().endswith(b"%%EOF")
    reader = pypdf.PdfReader("lage-rugpijn.pdf")
    assert not reader.attachments
    assert "/AcroForm" not in reader.trailer["/Root"]


BLOCKED = """
import socket
def refuse(*args, **kwargs):
    raise AssertionError("the network is asked")
class Blocked(socket.socket):
    __init__ = refuse
socket.socket = Blocked
socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.mark.parametrize("args", [("make", "lage-rugpijn", "--pen"), ("check",), ("list",)])
def test_t123_no_command_asks_the_network(process, args):
    assert process(*args, before=BLOCKED).returncode == 0


def test_t123_a_program_that_asks_the_network_is_caught(process):
    ask = "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')"
    done = process(before=BLOCKED + ask)
    assert done.returncode != 0
    assert b"the network is asked" in done.stderr
