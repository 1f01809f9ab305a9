"""A number changes on Monday: by noon every leaflet with it is right, and nothing else moved."""

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pypdf
import pytest
from click.shell_completion import ShellComplete
from support.at_end import at_end

from leaflet.app import phone_changes
from leaflet.app.phones import show_check
from leaflet.cli import main
from leaflet.content.model.hospital import PhoneNumber
from leaflet.errors import ExitCode, Place

EPOCH = "1795345200"  # 22 November 2026, at noon
TODAY = "2026-11-22"
KEY = "bornem.pijnkliniek"
ODD_BOOK = """\
# Onze nummers: "pas op", niet veranderen!\r
schema: 1\r
\r
numbers:\r
  bornem.pijnkliniek:     # de balie\r
    number:    '03 890 59 23'\t# zie: intranet\r
    hours:     "ma-vr: 9 tot 17 uur"\r
    checked_on: "2025-01-31"   # na de verhuizing\r
    checked_by:\r
\r
  rumst.pijnkliniek:  {number: 03 880 90 11, checked_on: }  # één regel"""
ANKLE = """\
schema: 2
language: nl
title: Enkel
cover:
  title: Enkel
  kicker: Na je bezoek
  question: Wat nu?
  salutation: Beste patiënt
  greeting:
    - paragraph: Je kwam naar de spoedafdeling met een pijnlijke enkel.
sections:
  - id: terug
    role: when_to_return
    panel: flap
    heading: Wanneer kom je terug?
    blocks:
      - paragraph: >-
          Kom terug als de pijn erger wordt.
          Bel eerst naar {phone:rumst.pijnkliniek}.
  - id: uitleg
    role: explanation
    panel: inside
    heading: Wat is er aan de hand?
    blocks:
      - paragraph: Je enkel is verstuikt.
      - plan: foot
  - id: verder
    role: follow_up
    panel: back
    heading: En daarna?
    blocks:
      - paragraph: Ga naar je huisarts.
"""


@pytest.fixture
def book(site):
    path = site / "phonebook.yaml"
    path.write_bytes(ODD_BOOK.encode())
    return path


@pytest.fixture
def phones(run, site):
    """Run a command on the phone book of the site."""

    def phones(*args, **env):
        return run("phones", *args, "--site", str(site), SOURCE_DATE_EPOCH=EPOCH, **env)

    return phones


@pytest.fixture
def ankle(site):
    """A second leaflet, which prints one of the two numbers."""
    (site / "enkel").mkdir()
    (site / "enkel" / "nl.yaml").write_text(ANKLE, "utf-8")
    return site / "enkel" / "nl.yaml"


def table(text):
    return [re.split(r"\s{2,}", line) for line in text.splitlines()]


def errors(done):
    return [line for line in done.stderr.splitlines() if line.startswith("error: ")]


BOTH = "lage-rugpijn/nl, voorbeeld/nl"


class TestList:
    """What there is, when it was checked, and who prints it."""

    def test_built_in_numbers_are_listed_without_a_site(self, run):
        done = run("phones")
        assert done.exit_code == 0
        assert table(done.stdout) == [
            ["KEY", "CAMPUS", "PURPOSE", "NUMBER", "CHECKED ON", "USED BY"],
            [KEY, "Bornem", "pijnkliniek", "03 890 59 23", "(unchecked)", BOTH],
            [
                *("rumst.pijnkliniek", "Rumst", "pijnkliniek", "03 880 90 11"),
                *("(unchecked)", BOTH),
            ],
        ]
        assert done.stdout == run("phones", "list").stdout

    def test_an_old_check_and_all_users_are_said(self, phones, book, ankle):
        (_, bornem, rumst) = table(phones("list").stdout)
        assert bornem[4:] == ["2025-01-31 (over a year ago)", "lage-rugpijn/nl"]
        assert rumst[4:] == ["(unchecked)", "enkel/nl, lage-rugpijn/nl"]

    def test_a_number_that_nothing_prints_has_a_hyphen(self, phones):
        assert phones("add", "bornem.spoed", "112").exit_code == 0
        assert table(phones().stdout)[-1] == ["bornem.spoed", "Bornem", "spoed", "112", TODAY, "-"]

    def test_t90_a_campus_that_the_hospital_does_not_name_is_said(self, phones, site, change):
        change(site / "hospital.yaml", "  rumst: Rumst\n", "")
        assert "(not in hospital.yaml)" in phones().stdout

    def test_a_phone_book_that_is_wrong_is_refused(self, phones, site, change):
        change(site / "phonebook.yaml", "03 890 59 23", "03 890 59 2")
        done = phones()
        assert done.exit_code == ExitCode.CONTENT
        assert "phonebook.yaml:13:13: 8 digits are too few" in done.stderr

    @pytest.mark.parametrize(
        ("on", "shown"),
        [
            (None, "(unchecked)"),
            ("2026-11-22", "2026-11-22"),
            ("2025-11-22", "2025-11-22"),
            ("2025-11-21", "2025-11-21 (over a year ago)"),
            ("2026-11-23", "2026-11-23 (in the future)"),
        ],
    )
    def test_a_year_has_365_days(self, on, shown):
        day = None if on is None else date.fromisoformat(on)
        number = PhoneNumber(Place("phonebook.yaml"), KEY, "112", None, day, None)
        today = date(2026, 11, 22)
        assert str(show_check(number, today)) == shown
        assert number.is_unchecked(today) == ("(" in shown)

    @pytest.mark.parametrize("on", ["", "2026-11-22", "2025-11-22", "2025-11-21", "2026-11-23"])
    def test_status_names_the_numbers_that_are_marked_here(self, phones, run, book, on):
        book.write_text(ODD_BOOK.replace("checked_on: }", f"checked_on: {on}}}"), "utf-8")
        (_, bornem, rumst) = table(phones().stdout)
        status = run("status", "--site", str(book.parent), SOURCE_DATE_EPOCH=EPOCH).stdout
        told = {row[1]: row[3] for row in table(status) if row[0] == "" and len(row) > 3}
        marked = {row[0]: row[4] for row in (bornem, rumst) if "(" in row[4]}
        assert told == marked
        assert KEY in told


class TestWhere:
    """Topic, language, panel, section and line."""

    def test_every_place_is_named(self, phones, ankle):
        done = phones("where", "rumst.pijnkliniek")
        assert done.exit_code == 0
        _, first, second = table(done.stdout)
        assert first == ["enkel", "nl", "flap", "Wanneer kom je terug?", "enkel/nl.yaml:19:26"]
        assert second[:3] == ["lage-rugpijn", "nl", "back"]
        line = int(second[4].split(":")[1])
        assert "rumst.pijnkliniek" in ANKLE.splitlines()[18]
        assert line > 200

    def test_a_number_that_nothing_prints(self, phones, site, change):
        phones("add", "bornem.spoed", "112")
        done = phones("where", "bornem.spoed")
        assert (done.exit_code, done.stdout) == (0, "")
        assert "no leaflet prints this number" in done.stderr

    def test_an_unknown_key_is_refused_with_the_one_that_was_meant(self, phones):
        done = phones("where", "bornem.pijnklinik")
        assert done.exit_code == ExitCode.USAGE
        assert f"did you mean {KEY}?" in done.stderr


@pytest.mark.parametrize("text", [f"{ANKLE}? extra", "hallo {phone:rumst.pijnkliniek}\n"])
def test_a_strange_leaflet_stands_in_the_way_of_no_number(phones, book, ankle, text):
    ankle.write_text(text, "utf-8")
    (_, _, rumst) = table(phones().stdout)
    assert "enkel/nl" in rumst[5]
    assert table(phones("where", "rumst.pijnkliniek").stdout)[1][:2] == ["enkel", "nl"]
    done = phones("set", KEY, "03 890 59 24")
    assert done.exit_code == 0, done.stderr
    refused = phones("remove", "rumst.pijnkliniek")
    assert refused.exit_code == ExitCode.CONTENT
    assert "`None`" not in refused.stderr


class TestSet:
    """One value and its day, and no other byte."""

    def test_only_the_number_and_its_day_change(self, phones, book):
        done = phones("set", KEY, "03/890.59.24")
        assert done.exit_code == 0, done.stderr
        expected = ODD_BOOK.replace("03 890 59 23", "03 890 59 24").replace("2025-01-31", TODAY)
        assert book.read_bytes() == expected.encode()
        assert (book.parent / "phonebook.yaml.bak").read_bytes() == ODD_BOOK.encode()
        assert done.stdout == f"{KEY}: 03 890 59 24 (before: 03 890 59 23), checked on {TODAY}\n"
        assert "lage-rugpijn nl prints it in 1 place: stock" in done.stderr

    @pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
    def test_git_sees_one_file_and_two_lines(self, phones, book, site):
        def git(*args):
            identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
            raw = ("-c", "core.autocrlf=false")
            done = subprocess.run(
                ["git", *identity, *raw, *args], cwd=site, capture_output=True, check=True
            )
            return done.stdout.decode()

        git("init", "-q")
        git("add", ".")
        git("commit", "-qm", "before")
        assert phones("set", KEY, "03 890 59 24").exit_code == 0
        assert git("diff", "--numstat").split() == ["2", "2", "phonebook.yaml"]
        git("commit", "-qam", "set")
        assert phones("set", "rumst.pijnkliniek", "03 880 90 12").exit_code == 0
        assert git("diff", "--numstat").split() == ["1", "1", "phonebook.yaml"]

    def test_the_same_number_only_renews_the_day(self, phones, book, site, change):
        text = ODD_BOOK.replace("03 890 59 23", "+32 (0)3/890.59.23")
        book.write_bytes(text.encode())
        done = phones("set", KEY, "03", "890", "59", "23")
        assert book.read_bytes() == text.replace("2025-01-31", TODAY).encode()
        assert f"03 890 59 23 (as before), checked on {TODAY}" in done.stdout
        assert "what is printed stays right" in done.stderr
        assert "stale" not in done.stderr

    def test_who_checked_is_written_where_it_is_said(self, phones, book):
        phones("set", KEY, "03 890 59 23", "--checked-by", "de balie: An")
        expected = ODD_BOOK.replace("2025-01-31", TODAY)
        written = expected.replace("checked_by:", 'checked_by: "de balie: An"', 1)
        assert book.read_bytes() == written.encode()
        done = phones("set", KEY, "03 890 59 24")
        assert "checked_by stays as it was" in done.stderr
        assert "An" not in done.stderr.replace("--checked-by NAME", "")

    def test_a_dry_run_shows_the_lines_and_writes_nothing(self, phones, book):
        before = sorted(path.name for path in book.parent.iterdir())
        done = phones("set", KEY, "03 890 59 24", "--dry-run")
        assert done.exit_code == 0
        changed = [line for line in done.stdout.splitlines() if re.match(r"[-+][^-+]", line)]
        assert [re.sub(r"\s+", " ", line) for line in changed] == [
            "- number: '03 890 59 23' # zie: intranet",
            "+ number: '03 890 59 24' # zie: intranet",
            '- checked_on: "2025-01-31" # na de verhuizing',
            f'+ checked_on: "{TODAY}" # na de verhuizing',
        ]
        assert "nothing is written" in done.stderr
        assert book.read_bytes() == ODD_BOOK.encode()
        assert sorted(path.name for path in book.parent.iterdir()) == before

    @pytest.mark.parametrize(
        ("typed", "reason"),
        [
            ("03 890 59 2", "8 digits are too few"),
            ("O3 890 59 23", "a letter O stands in place of a zero"),
            ("03 89O 59 23", "a letter O stands in place of a zero"),
            ("3 890 59 23", "the leading zero is missing"),
            ("٠٣ ٨٩٠ ٥٩ ٢٣", "the digits are not those of 0 to 9"),
            ("03 890 59 23/24", "there are too many digits for one number"),
            ("05 123 45 67", "05 is no zone"),
        ],
    )
    def test_t83_what_cannot_be_dialled_is_refused_and_nothing_is_written(
        self, phones, book, typed, reason
    ):
        done = phones("set", KEY, typed)
        assert done.exit_code == ExitCode.CONTENT
        assert f"error: NUMBER: {reason}" in done.stderr
        assert book.read_bytes() == ODD_BOOK.encode()

    @pytest.mark.parametrize("typed", ["112", "1733"])
    def test_t84_short_numbers_can_be_set(self, phones, book, typed):
        assert phones("set", KEY, typed).exit_code == 0
        assert f"'{typed}'".encode() in book.read_bytes()

    @pytest.mark.parametrize("typed", ["+32 3 890 59 24", "0032 3 890 59 24", "+32 (0)3/890.59.24"])
    def test_t85_every_spelling_is_written_nationally(self, phones, book, typed):
        assert phones("set", KEY, typed).exit_code == 0
        assert b"'03 890 59 24'" in book.read_bytes()

    @pytest.mark.parametrize(
        ("typed", "reason"),
        [
            ("+31 20 123 45 67", "not Belgian"),
            ("0900 12 345", "costs the caller extra"),
            ("fax 03 890 59 24", "fax"),
            ("03 880 90 11", "is the number of `rumst.pijnkliniek` too"),
        ],
    )
    def test_t86_what_is_unusual_is_written_with_a_warning(self, phones, book, typed, reason):
        done = phones("set", KEY, typed)
        assert done.exit_code == 0
        assert "warning: NUMBER: " in done.stderr
        assert reason in done.stderr

    def test_another_zone_than_the_campus_has_is_said(self, phones, book):
        phones("add", "bornem.spoed", "03 890 59 25")
        done = phones("add", "bornem.balie", "014 22 44 55")
        assert "the zone is 014, and the other numbers of bornem have 03" in done.stderr

    @pytest.mark.parametrize(
        ("typed", "now"),
        [("02 555 55 55", "in the zone 02"), ("0470123456", "no number of a zone")],
    )
    def test_another_zone_than_before_is_said(self, phones, book, typed, now):
        done = phones("set", KEY, typed)
        assert done.exit_code == 0
        assert f"this is {now}, and the number before it is in 03" in done.stderr

    def test_a_wrong_number_in_the_file_can_be_put_right(self, phones, book):
        book.write_bytes(ODD_BOOK.replace("03 890 59 23", "03 890 59 2").encode())
        done = phones("set", KEY, "03 890 59 23")
        assert done.exit_code == 0
        assert "before: not a number" in done.stdout
        assert book.read_bytes() == ODD_BOOK.replace("2025-01-31", TODAY).encode()

    def test_without_a_site_nothing_is_written(self, run):
        done = run("phones", "set", KEY, "03 890 59 24")
        assert done.exit_code == ExitCode.USAGE
        assert "give --site DIR or set LEAFLET_SITE; `leaflet init DIR` makes one" in done.stderr

    def test_a_site_without_a_phone_book_is_told_how_to_get_one(self, phones, site):
        (site / "phonebook.yaml").unlink()
        (site / "owned.txt").write_text("hospital.yaml\n", "utf-8")
        done = phones("set", KEY, "03 890 59 24")
        assert done.exit_code == ExitCode.USAGE
        assert "leaflet adopt phonebook.yaml" in done.stderr

    def test_a_phone_book_in_the_folder_content_is_found(self, phones, book, site):
        (site / "content").mkdir()
        moved = book.rename(site / "content" / "phonebook.yaml")
        assert phones("set", KEY, "03 890 59 24").exit_code == 0
        assert b"03 890 59 24" in moved.read_bytes()
        assert not book.exists()

    def test_t94_a_phone_book_that_is_a_link_is_refused(self, phones, book, site):
        (site / "real.txt").write_bytes(book.read_bytes())
        book.unlink()
        book.symlink_to(site / "real.txt")
        done = phones("set", KEY, "03 890 59 24")
        assert done.exit_code == ExitCode.OUTPUT
        assert "symbolic link" in done.stderr
        assert (site / "real.txt").read_bytes() == ODD_BOOK.encode()

    def test_the_site_may_stand_before_between_or_after(self, run, site, book):
        for args in (
            ("--site", str(site), "phones", "set", KEY, "03 890 59 24"),
            ("phones", "--site", str(site), "set", KEY, "03 890 59 25"),
            ("phones", "set", KEY, "03 890 59 26", "--site", str(site)),
        ):
            assert run(*args).exit_code == 0
        assert b"03 890 59 26" in book.read_bytes()
        assert run("phones", "set", KEY, "03 890 59 27", LEAFLET_SITE=str(site)).exit_code == 0


class TestConflict:
    """Two administrators at once: no update is lost, and the loser is told."""

    def test_t87_a_change_between_reading_and_writing_is_kept(self, phones, book, monkeypatch):
        real = phone_changes.replace_file

        def overtaken(path, *args):
            path.write_bytes(b"# somebody else\n")
            real(path, *args)

        monkeypatch.setattr(phone_changes, "replace_file", overtaken)
        done = phones("set", KEY, "03 890 59 24")
        assert done.exit_code == ExitCode.OUTPUT
        assert "phonebook.yaml: has been changed" in done.stderr
        assert "try again" in done.stderr
        assert done.stdout == ""
        assert book.read_bytes() == b"# somebody else\n"

    def test_t87_many_at_once_lose_nothing(self, process, phones, book, site):
        keys = [f"bornem.nr{n}" for n in range(4)]

        def add(key):
            while True:
                done = process("phones", "add", key, "112", "--site", str(site))
                if done.returncode != ExitCode.OUTPUT:
                    return done.returncode
                assert b"try again" in done.stderr

        # The last entry of this book stands between braces, and so do the new ones.
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(add, keys)) == [0] * 4
        listed = phones().stdout
        assert all(key in listed for key in keys)
        assert book.read_bytes().startswith(ODD_BOOK.encode())


class TestAddAndRemove:
    """A number comes and goes without a trace."""

    def test_a_number_is_added_like_the_others_and_removed_again(self, phones, site):
        book = site / "phonebook.yaml"
        before = book.read_bytes()
        done = phones("add", "bornem.spoed", "03", "890", "59", "25", "--hours", "dag en nacht")
        assert done.exit_code == 0, done.stderr
        assert f"bornem.spoed: 03 890 59 25, checked on {TODAY}\n" == done.stdout
        assert "{phone:bornem.spoed}" in done.stderr
        assert book.read_bytes() == before + (
            b"  bornem.spoed:\n    number: 03 890 59 25\n    hours: dag en nacht\n"
            b"    checked_on: " + TODAY.encode() + b"\n    checked_by:\n"
        )
        assert phones("remove", "bornem.spoed", "--dry-run").exit_code == 0
        assert b"bornem.spoed" in book.read_bytes()
        assert phones("remove", "bornem.spoed").exit_code == 0
        assert book.read_bytes() == before

    @pytest.mark.parametrize(
        ("key", "reason"),
        [
            ("gent.spoed", "hospital.yaml names no such campus"),
            ("borneem.spoed", "did you mean bornem?"),
            ("bornem", "is not campus.purpose"),
            ("Bornem.Spoed", "is not campus.purpose"),
            (KEY, "is there already"),
        ],
    )
    def test_t90_a_key_that_cannot_be_added_is_refused(self, phones, book, key, reason):
        done = phones("add", key, "112")
        assert done.exit_code == ExitCode.USAGE
        assert reason in done.stderr
        assert book.read_bytes() == ODD_BOOK.encode()

    @pytest.mark.parametrize("dry", [(), ("--dry-run",)])
    def test_a_number_that_a_text_waits_for_makes_no_stock_stale(self, phones, book, ankle, dry):
        ankle.write_text(ANKLE.replace("{phone:rumst.", "{phone:bornem.spoed}, {phone:rumst."))
        done = phones("add", "bornem.spoed", "03 890 59 25", *dry)
        assert done.exit_code == 0
        assert "enkel nl names it in 1 place: it is printed from this change on" in done.stderr
        assert "stale" not in done.stderr

    def test_a_leaflet_that_cannot_be_read_is_told_with_a_number_that_is_added(self, phones, ankle):
        ankle.write_text("schema: [", "utf-8")
        assert "warning: enkel/nl.yaml:1:9: " in phones("add", "bornem.spoed", "112").stderr

    def test_a_number_that_a_leaflet_prints_is_not_removed(self, phones, book, ankle):
        done = phones("remove", "rumst.pijnkliniek")
        assert done.exit_code == ExitCode.CONTENT
        first, second = errors(done)
        assert first.startswith("error: enkel/nl.yaml:19:26: enkel nl prints this number")
        assert second.startswith("error: lage-rugpijn/nl.yaml:")
        assert book.read_bytes() == ODD_BOOK.encode()

    def test_nothing_is_removed_while_a_leaflet_cannot_be_read(self, phones, ankle):
        phones("add", "bornem.spoed", "112")
        ankle.write_text("schema: [", "utf-8")
        done = phones("remove", "bornem.spoed")
        assert done.exit_code == ExitCode.CONTENT
        assert "nobody knows which numbers enkel/nl.yaml prints" in done.stderr


def texts_of(pdf):
    """Each page's words; ids, which tell any two versions of the content apart, left out."""
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    return [
        [word for word in page.replace("\u00a0", " ").split() if not re.fullmatch(ID, word)]
        for page in pages
    ]


ID = r"[0-9a-f]{4,6}-[0-9a-f]{4,6}[.,;]?|[A-Z0-9]{6}[.,;]?"


def test_exactly_the_leaflets_of_where_change_and_only_in_that_number(run, phones, ankle, here):
    def make(topic):
        file = here / f"{topic}.pdf"
        options = ("--date", TODAY, "--force", "-o", str(file), "--site", str(ankle.parents[1]))
        done = run("make", topic, "--name", "An Peeters", *options)
        assert done.exit_code == 0, done.stderr
        return texts_of(file.read_bytes())

    topics = ("enkel", "lage-rugpijn")
    # Twice, so that plates of the old content lie on the shelf, warm.
    before = [{topic: make(topic) for topic in topics} for _ in range(2)][-1]

    for key, old, new in (
        (KEY, "03 890 59 23", "03 890 59 24"),
        ("rumst.pijnkliniek", "03 880 90 11", "0470 12 34 56"),
    ):
        named = {row[0] for row in table(phones("where", key).stdout)[1:]}
        done = phones("set", key, new)
        told = {line.split()[0] for line in done.stderr.splitlines() if "stale" in line}
        after = {topic: make(topic) for topic in topics}
        assert {topic for topic in topics if after[topic] != before[topic]} == named == told
        for topic in topics:
            for was, now in zip(before[topic], after[topic], strict=True):
                assert " ".join(was).replace(old, new) == " ".join(now)
            assert old not in " ".join(" ".join(page) for page in after[topic])
        before = after
    assert named == set(topics)


def test_no_command_but_those_that_enter_a_number_loads_the_numbering_plans(process, site):
    look = at_end("print('phonenumbers' in sys.modules)")
    for args, loaded in (
        (("phones",), "False"),
        (("phones", "where", KEY), "False"),
        (("phones", "remove", "x.y"), "False"),
        (("phones", "set", KEY, "112", "--dry-run"), "True"),
    ):
        done = process(*args, "--site", str(site), before=look)
        assert done.stdout.decode().splitlines()[-1] == loaded


def test_the_tab_key_offers_the_keys_of_the_site(site, phones):
    phones("add", "bornem.spoed", "112")
    complete = ShellComplete(main, {}, "leaflet", "_LEAFLET_COMPLETE")
    for command in ("set", "where", "remove"):
        offered = complete.get_completions(["--site", str(site), "phones", command], "bornem.")
        assert [item.value for item in offered] == [KEY, "bornem.spoed"]
    offered = complete.get_completions(["--site", str(site), "phones", "add"], "")
    assert [item.value for item in offered] == ["bornem.", "rumst."]
    assert [item.value for item in complete.get_completions(["phones"], "re")] == ["remove"]


def test_the_help_names_all_that_a_change_changes(run):
    said = " ".join(run("phones", "--help").stdout.split())
    assert "the one number, the day on which it was checked and, where you say it, by whom" in said
    assert "Who called it." in run("phones", "set", "--help").stdout


def test_a_slip_in_the_name_of_a_command_is_named(run):
    done = run("phones", "sett")
    assert done.exit_code == ExitCode.USAGE
    assert "did you mean set?" in done.stderr
