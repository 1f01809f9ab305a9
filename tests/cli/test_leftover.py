"""What an earlier run left where a batch prints: nobody may hand it to the wrong patient."""

import pytest

MONDAY = "naam;med 1\nAn Peeters;paracetamol\nBo Maes;paracetamol\nCas Claes;paracetamol\n"
TUESDAY = "naam;med 1\nDirk Jacobs;paracetamol\n"
REFUSED = "naam;med 1\nDirk Jacobs;paracetamol 90 g\n"


@pytest.fixture
def batch(run, here):
    def batch(content, *options):
        (here / "list.csv").write_text(content, encoding="utf-8")
        return run("batch", "lage-rugpijn", "list.csv", *options)

    return batch


def test_parts_of_an_earlier_run_are_refused_before_a_part_is_made(batch, here):
    (here / "ward-002.pdf").write_bytes(b"of before")

    done = batch(MONDAY, "-o", "ward.pdf", "--per-file", "1")

    assert done.exit_code == 7
    assert "--output, part 2: is there already, and is not these patients'" in done.stderr
    assert not (here / "ward-001.pdf").exists()


def test_a_file_that_is_named_after_a_day_or_a_year_is_no_part(batch, here):
    for name in ("ward-20261123.pdf", "ward-2026.pdf", "ward-1001.pdf"):
        (here / name).write_bytes(b"of somebody else")

    done = batch(MONDAY, "-o", "ward.pdf", "--per-file", "1")

    assert done.exit_code == 0
    assert "earlier" not in done.stderr
    (here / "ward-999.pdf").write_bytes(b"of before")
    (here / "ward-1000.pdf").write_bytes(b"of before")
    assert (
        "3 parts from number 999 on"
        in batch(MONDAY, "-o", "ward.pdf", "--per-file", "1", "--force").stderr
    )


def test_parts_that_a_shorter_list_leaves_standing_are_told(batch):
    assert batch(MONDAY, "-o", "ward.pdf", "--per-file", "1").exit_code == 0

    done = batch(TUESDAY, "-o", "ward.pdf", "--per-file", "1", "--force")

    assert done.exit_code == 0
    assert "2 parts from number 2 on are of an earlier run" in done.stderr


def test_a_list_of_as_many_parts_leaves_nothing_to_be_told(batch):
    batch(MONDAY, "-o", "ward.pdf", "--per-file", "1")

    assert "earlier" not in batch(MONDAY, "-o", "ward.pdf", "--per-file", "1", "--force").stderr


def test_a_print_file_that_stays_because_no_row_is_good_is_told(batch, here):
    batch(TUESDAY, "-o", "ward.pdf")
    before = (here / "ward.pdf").read_bytes()

    done = batch(REFUSED, "-o", "ward.pdf", "--force")

    assert done.exit_code == 8
    assert "is still the file of an earlier run" in done.stderr
    assert (here / "ward.pdf").read_bytes() == before


def test_leaflets_of_another_list_in_the_folder_are_told(batch, here):
    assert "did not make" not in batch(MONDAY, "--into", "ward").stderr
    (here / "ward" / "letter.pdf").write_bytes(b"no leaflet")

    assert "did not make" not in batch(MONDAY, "--into", "ward").stderr
    done = batch(TUESDAY, "--into", "ward")

    assert "holds 3 leaflets that this run did not make" in done.stderr


def test_a_file_without_its_end_is_made_again(batch, here):
    batch(MONDAY, "--into", "ward")
    whole = sorted((here / "ward").iterdir())
    wanted = [path.read_bytes() for path in whole]
    whole[1].write_bytes(wanted[1][:20_000])

    done = batch(MONDAY, "--into", "ward", "--resume")

    assert done.exit_code == 0
    assert [path.read_bytes() for path in sorted((here / "ward").iterdir())] == wanted


def test_a_row_that_says_what_an_earlier_row_says_is_told(batch):
    done = batch(MONDAY + "An Peeters;paracetamol\n", "--dry-run")

    assert "row 5: row: is the same leaflet as row 2" in done.stderr
    assert "same leaflet" not in batch(MONDAY, "--dry-run").stderr


def test_strict_says_that_nothing_is_made(batch, here):
    done = batch(MONDAY + REFUSED.partition("\n")[2], "-o", "ward.pdf", "--strict")

    assert done.exit_code == 8
    assert "nothing is made, because of --strict" in done.stderr
    assert not (here / "ward.pdf").exists()


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (["-o", "ward.pdf"], "--output: is still the file of an earlier run"),
        (["-o", "ward.pdf", "--per-file", "1"], "3 parts from number 1 on are of an earlier run"),
        (["--into", "ward"], "--into: holds 3 leaflets that this run did not make"),
    ],
)
def test_what_stays_because_of_strict_is_told(batch, here, way, says):
    force = [] if "--into" in way else ["--force"]
    assert says not in batch(MONDAY, *way, "--strict").stderr

    assert says in batch(REFUSED, *way, "--strict", *force).stderr


def test_topic_and_list_in_the_wrong_order_are_told(run, here):
    (here / "list.csv").write_text(TUESDAY, encoding="utf-8")

    done = run("batch", "list.csv", "lage-rugpijn")

    assert done.exit_code == 2
    assert "write the topic first, then the list" in done.stderr
