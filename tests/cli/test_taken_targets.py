"""A file that is there is not this patient's: nothing is said to be made before it is refused."""

import pytest
from support.sham_cups import Answer, ShamCups

LIST = "naam;geboortedatum;datum;campus;med 1\nAn Peeters;17/05/1980;22/11/2026;;ibuprofen\n"
AN = ("make", "lage-rugpijn", "--name", "An Peeters", "--med", "ibuprofen 600 mg 3x/dag 8 dagen")
BATCH = ("batch", "lage-rugpijn", "list.csv")
WAYS = {
    "make": (*AN, "-o", "a.pdf"),
    "make by topic": AN,
    "make without a plan": ("make", "lage-rugpijn", "--name", "An Peeters", "-o", "a.pdf"),
    "make for the pen": ("make", "lage-rugpijn", "--pen", "-o", "a.pdf"),
    "make and print": (*AN, "--print", "-o", "a.pdf"),
    "batch": (*BATCH, "-o", "a.pdf"),
    "batch in parts": (*BATCH, "-o", "a.pdf", "--per-file", "2"),
    "batch if all are good": (*BATCH, "-o", "a.pdf", "--strict"),
    "batch and print": (*BATCH, "-o", "a.pdf", "--print"),
    "stock": ("stock", "lage-rugpijn", "-o", "a.pdf"),
    "stock of many": ("stock", "lage-rugpijn", "--copies", "3", "-o", "a.pdf"),
    "preview": ("preview", "lage-rugpijn", "-o", "a.pdf"),
    "dummy": ("dummy", "-o", "a.pdf"),
    "testsheet": ("testsheet", "-o", "a.pdf"),
}
NAMES = {"make by topic": "lage-rugpijn.pdf", "batch in parts": "a-001.pdf"}
PATIENTS = {
    **dict.fromkeys((way for way in WAYS if way.startswith("make")), ", and is not this patient's"),
    **dict.fromkeys(
        (way for way in WAYS if way.startswith("batch")), ", and is not these patients'"
    ),
    "make for the pen": ": it was not made now",
}


def meant(way=""):
    """What is said of a file that is there; a patient is spoken of only where there is one."""
    return f"is there already{PATIENTS.get(way, ': it was not made now')} — choose another name"


@pytest.fixture(autouse=True)
def cups(tmp_path, monkeypatch, here):
    sham = ShamCups(tmp_path / "cups")
    monkeypatch.setenv("PATH", sham.path)
    (here / "list.csv").write_text(LIST, encoding="utf-8")
    return sham


def assert_only_refused(done, way=""):
    """Exit code 7, one error, and no word that reads as if anything had been made."""
    assert done.exit_code == 7, done.stderr
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("warning: ")]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("error: ")
    assert meant(way) in lines[0]
    for word in ("ibuprofen", "breakfast", "made,", "no medicine", "understood"):
        assert word not in done.stderr


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_is_there_is_refused_and_nothing_else_is_said(run, here, cups, way):
    there = here / NAMES.get(way, "a.pdf")
    there.write_bytes(b"of somebody else")

    assert_only_refused(run(*WAYS[way]), way)
    assert there.read_bytes() == b"of somebody else"
    assert not [call for call in cups.calls if call.startswith("lp ")]


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_appears_meanwhile_is_refused_and_nothing_else_is_said(
    run, here, cups, way, monkeypatch
):
    import leaflet.app.delivery as delivery

    there, write = here / NAMES.get(way, "a.pdf"), delivery.write_file

    def late(*args, **options):
        there.write_bytes(b"of somebody else")
        write(*args, **options)

    monkeypatch.setattr(delivery, "write_file", late)
    done = run(*WAYS[way])
    if way == "batch if all are good":
        # That all are good was found out before, and is no word on a file.
        assert "made," not in done.stderr
    assert_only_refused(done, way)
    assert there.read_bytes() == b"of somebody else"
    assert not [call for call in cups.calls if call.startswith("lp ")]


@pytest.mark.parametrize("way", WAYS)
def test_with_force_it_is_replaced_and_that_is_said(run, here, way):
    there = here / NAMES.get(way, "a.pdf")
    there.write_bytes(b"of somebody else")

    done = run(*WAYS[way], "--force")

    assert done.exit_code == 0, done.stderr
    assert there.read_bytes() != b"of somebody else"
    assert "made" in done.stderr.splitlines()[-1] or "printed" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("option", [["--dry-run"], ["--into", "leaflets"], ["-o", "a.pdf"]])
def test_a_report_that_is_there_is_refused_before_any_leaflet(run, here, option):
    (here / "wrong.csv").write_bytes(b"of another list")

    assert_only_refused(run(*BATCH, *option, "--report", "wrong.csv"))
    assert sorted(path.name for path in here.iterdir()) == ["list.csv", "wrong.csv"]
    assert run(*BATCH, *option, "--report", "other.csv").exit_code == 0


def test_a_plan_that_is_wrong_is_told_whether_or_not_a_file_is_there(run, here):
    (here / "a.pdf").write_bytes(b"of somebody else")

    done = run(*AN, "--med", "ibuprofen", "-o", "a.pdf")

    assert done.exit_code == 4
    assert "ibuprofen stands in med 1 as well" in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"error: --output: {meant('make')}")
    assert (here / "a.pdf").read_bytes() == b"of somebody else"


def test_a_file_that_is_made_and_that_no_printer_takes_is_told_with_the_refusal(run, here, cups):
    cups.says("lp *", Answer(complaint="lp: no", code=1))

    done = run(*AN, "--print", "-o", "a.pdf")

    assert done.exit_code == 7
    first, second = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert "a.pdf" not in first
    assert second == (
        "error: --output: is made, and not printed — print that file, or make it again with --force"
    )
    assert (here / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_where_no_file_was_asked_for_none_is_spoken_of_when_no_printer_takes_it(run, cups):
    cups.says("lp *", Answer(complaint="lp: no", code=1))

    done = run(*AN, "--print")

    assert done.exit_code == 7
    assert "is made" not in done.stderr
    assert "breakfast" not in done.stderr


@pytest.mark.parametrize("is_there", [True, False])
def test_what_strict_refuses_is_told_with_the_file_that_is_there(run, here, is_there):
    if is_there:
        (here / "a.pdf").write_bytes(b"of somebody else")

    done = run("make", "voorbeeld", "--name", "An Peeters", "--strict", "-o", "a.pdf")

    told = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert done.exit_code == 3
    assert told[0].startswith("error: --strict: the content has warnings")
    assert [meant("make") in line for line in told[1:]] == [True] * is_there
    assert (here / "a.pdf").exists() is is_there


def test_a_leaflet_for_the_pen_with_a_name_on_it_is_a_patient_s(run, here):
    (here / "a.pdf").write_bytes(b"of somebody else")

    done = run("make", "lage-rugpijn", "--pen", "--name", "An Peeters", "-o", "a.pdf")

    assert meant("make") in done.stderr
