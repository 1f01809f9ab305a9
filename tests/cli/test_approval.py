"""Approval bound to the words: what is printed is known to be what was approved, or not to be."""

import json
import re
import time
import unicodedata

import pypdf
import pytest

AN = ("make", "lage-rugpijn", "--name", "An Peeters", "--date", "2026-11-23", "--force")
ASKED = ("--by", "dr. Els Claes", "--review-by", "2028-11-22")
AFTER = {"SOURCE_DATE_EPOCH": "1860000000"}  # in December 2028
NOON = {"SOURCE_DATE_EPOCH": "1795431600"}  # 23 November 2026
TEXT = "lage-rugpijn/nl.yaml"
OWN = (
    *("assets/figures/spine.svg", "assets/pictograms/tick-disc.svg", "assets/pictograms/cross.svg"),
    *("formulary.yaml", "medicines.yaml"),
)
SPLIT = '          - "**Problemen'
CONCEPT = "Concept – niet goedgekeurd"
NOT_APPROVED = "these words are not approved"
EDITED = "the words have changed since they were approved by dr. Els Claes on 2026-11-23"


@pytest.fixture
def own(site, run):
    """A site with a text of its own, and commands that use it."""

    def own(*args, **env):
        return run("--site", str(site), *args, **NOON, **env)

    assert own("adopt", TEXT, *OWN).exit_code == 0
    own.text, own.site = site / TEXT, site
    return own


@pytest.fixture
def approve(own):
    def approve(*changed):
        done = own("approve", "lage-rugpijn", *(changed or ASKED))
        assert done.exit_code == 0, done.stderr
        return done

    return approve


@pytest.fixture
def imprint(own, here):
    """The words of the leaflet as it is printed now, and what was said."""

    def imprint(*args):
        done = own(*AN, *args, "-o", "an.pdf")
        assert done.exit_code == 0, done.stderr
        pages = pypdf.PdfReader(here / "an.pdf").pages
        return " ".join(" ".join(page.extract_text() for page in pages).split()), done.stderr

    return imprint


def replace(path, old, new):
    content = path.read_bytes()
    assert content.count(old.encode()) >= 1
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))


def put(path, old, new):
    """Replace words of a file; where there are none to replace, write it anew."""
    if old:
        replace(path, old, new)
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(new, "utf-8")


class TestImprint:
    """What the paper says."""

    def test_an_unapproved_text_is_a_concept_and_warns(self, imprint):
        printed, said = imprint()
        assert CONCEPT in printed
        assert f"warning: {TEXT}: {NOT_APPROVED}" in said

    def test_an_approved_text_is_none_and_says_until_when(self, imprint, approve):
        approve()
        printed, said = imprint()
        assert CONCEPT not in printed
        assert "na te kijken voor 22 november 2028" in printed
        assert "warning" not in said.replace("warning: SOURCE_DATE_EPOCH", "")

    def test_one_word_edited_is_a_concept_again_and_undone_approved_again(
        self, imprint, approve, own
    ):
        approve()
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        printed, said = imprint()
        assert CONCEPT in printed
        assert "na te kijken" not in printed
        assert EDITED in said

        replace(own.text, "Draag liefst platte schoenen", "Draag platte schoenen")
        printed, said = imprint()
        assert CONCEPT not in printed
        assert EDITED not in said

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("phonebook.yaml", "03 890 59 23", "03 890 59 24"),
            ("phonebook.yaml", "hours:", "hours: van 9 tot 12 uur"),
            ("hospital.yaml", "name:", "name: Ons Ziekenhuis"),
            ("hospital.yaml", "accent:", 'accent: "#00566B"'),
            (TEXT, "role: when_to_return", "role: when_to_return\n    parent:"),
            ("assets/figures/spine.svg", "<svg ", "<!-- ours --><svg   "),
            (TEXT, "version:", 'version: "2.0"'),
            (TEXT, "- lang zitten", "- 'lang zitten' # een opmerking"),
            (TEXT, "    Lage\n    rugpijn", "    Lage rugpijn"),
        ],
    )
    def test_what_is_not_clinical_may_change(self, imprint, approve, own, name, old, new):
        approve()
        put(own.site / name, old, new)
        printed, said = imprint()
        assert CONCEPT not in printed
        assert EDITED not in said

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            (TEXT, "- lang zitten", "- lang staan"),
            (TEXT, SPLIT, f"      - steps:\n{SPLIT}"),
            (TEXT, "- exercise: Rugspieren", "- exercise: Rugspieren Lig"),
            (TEXT, "**na één week**", "na één week"),
            ("formulary.yaml", "waking_hours: 16", "waking_hours: 15"),
            ("formulary.yaml", "per_day: 4 g", "per_day: 3 g"),
            ("formulary.yaml", "brands: [Brufen,", "brands: [Bruphen,"),
            ("assets/figures/spine.svg", "<svg ", "<svg id='other' "),
            ("assets/pictograms/tick-disc.svg", "<svg ", "<svg id='other' "),
            ("assets/pictograms/cross.svg", "<svg ", "<svg id='other' "),
            ("medicines.yaml", "  ketoprofen: {", "  ketoprofen novo: {"),
            ("medicines.yaml", "verdict: refuse", "verdict: warn"),
            ("words/nl.yaml", "", "schema: 1\nplan: {title: Mijn medicatieplan}\n"),
            ("words/nl.yaml", "", "schema: 1\nfields: {name: Je naam}\n"),
            ("words/nl.yaml", "", "schema: 1\ncontacts: {campus: 'Bel later naar {name}'}\n"),
            ("words/nl.yaml", "", "schema: 1\nimprint: {editor: 'Uitgever: {editor}'}\n"),
        ],
    )
    def test_what_is_clinical_may_not(self, imprint, approve, own, name, old, new):
        approve()
        put(own.site / name, old, new)
        printed, said = imprint()
        assert CONCEPT in printed
        assert EDITED in said

    def test_an_approval_is_seen_under_a_warm_cache(self, imprint, approve):
        assert CONCEPT in imprint()[0]
        assert CONCEPT in imprint()[0]
        approve()
        assert CONCEPT not in imprint()[0]

    def test_the_words_of_an_earlier_approval_are_not_approved_by_it(self, imprint, approve, own):
        approve()
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        approve()
        replace(own.text, "Draag liefst platte schoenen", "Draag platte schoenen")
        assert CONCEPT in imprint()[0]


class TestMark:
    """A concept is called one, whatever a site's own words say."""

    @pytest.mark.parametrize(
        ("draft", "note"), [("Goedgekeurd", "door de hoofdarts"), ("Klaar", ""), ("\u00a0", " ")]
    )
    def test_it_cannot_be_worded_away(self, own, here, draft, note):
        (own.site / "words").mkdir()
        words = f"schema: 1\nimprint: {{draft: '{draft}', draft_note: '{note}'}}\n"
        (own.site / "words/nl.yaml").write_text(words, "utf-8")
        done = own(*AN, "-o", "an.pdf")
        if done.exit_code == 0:
            text = " ".join(pypdf.PdfReader(here / "an.pdf").pages[0].extract_text().split())
            assert CONCEPT in text
            assert "Goedgekeurd" not in text
        else:
            assert done.exit_code == 3
            assert "error: words/nl.yaml:2:" in done.stderr

    @pytest.mark.parametrize("blank", ['""', '" "', '"\\u00ad\\u200b"'])
    def test_a_word_that_cannot_be_seen_is_refused(self, own, blank):
        (own.site / "words").mkdir()
        words = f"schema: 1\nunits: {{mg: {{one: {blank}, many: mg}}}}\n"
        (own.site / "words/nl.yaml").write_text(words, "utf-8")
        done = own("check")
        assert done.exit_code == 3
        assert "error: words/nl.yaml:2:19: nothing that can be seen" in done.stderr


class TestSkeleton:
    """T57: what is left to be written is not printed in numbers."""

    def test_stock_and_batch_refuse_it_and_one_leaflet_warns(self, own, here):
        assert own("new", "enkel").exit_code == 0
        (here / "list.csv").write_text("naam\nAn Peeters\n", "utf-8")
        for args in (("stock", "enkel"), ("batch", "enkel", "list.csv")):
            done = own(*args, "-o", "out.pdf")
            assert done.exit_code == 3, done.stderr
            assert "prompts are left in the text" in done.stderr
            assert not (here / "out.pdf").exists()
        one = own("make", "enkel", "--pen")
        assert one.exit_code == 0
        assert "warning: enkel/nl.yaml: 2" in one.stderr


class TestApprovedOnly:
    """Nothing else leaves the printer, where the option or the hospital says so."""

    @pytest.mark.parametrize("command", [AN, ("stock", "lage-rugpijn"), ("batch", "lage-rugpijn")])
    @pytest.mark.parametrize("ruled", ["option", "hospital"])
    def test_it_refuses_what_is_not_approved_and_lets_pass_what_is(
        self, own, approve, here, command, ruled
    ):
        (here / "list.csv").write_text("naam\nAn Peeters\n", "utf-8")
        asked = [*command, *(["list.csv"] if command[0] == "batch" else []), "-o", "out.pdf"]
        if ruled == "option":
            asked.append("--approved-only")
        else:
            replace(own.site / "hospital.yaml", "approved_only:", "approved_only: yes")
        refused = own(*asked)
        assert refused.exit_code == 3
        assert f"error: {TEXT}: {NOT_APPROVED}" in refused.stderr
        assert ("hospital.yaml says approved_only" in refused.stderr) is (ruled == "hospital")
        assert not (here / "out.pdf").exists()
        approve()
        assert own(*asked).exit_code == 0

    def test_a_draft_can_still_be_looked_at(self, own, here):
        replace(own.site / "hospital.yaml", "approved_only:", "approved_only: yes")
        done = own("preview", "lage-rugpijn", "--dpi", "30", "-o", "draft.png")
        assert done.exit_code == 0, done.stderr
        assert NOT_APPROVED not in done.stderr


class TestReviewDate:
    """T56: after the day, one leaflet warns and stock is refused."""

    def test_one_leaflet_warns_and_stock_is_refused(self, site, run, approve):
        approve()
        one = run("--site", str(site), *AN, "-o", "an.pdf", **AFTER)
        stock = run("--site", str(site), "stock", "lage-rugpijn", **AFTER)
        assert one.exit_code == 0
        assert "approvals.yaml:11:16: the text had to be reviewed by 2028-11-22" in one.stderr
        assert stock.exit_code == 3
        assert "the text had to be reviewed by 2028-11-22" in stock.stderr

    def test_an_edit_is_no_way_round_it(self, site, run, approve, own):
        approve()
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        assert run("--site", str(site), "stock", "lage-rugpijn", **AFTER).exit_code == 3

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("2026-11-23", "is not after today"),
            ("22/11/2025", "is not after today"),
            ("2040-01-01", "more than 10 years"),
            ("31/02/2028", "does not exist"),
            ("morgen", "--review-by"),
        ],
    )
    def test_a_day_that_cannot_be_meant_is_refused(self, own, typed, told):
        done = own("approve", "lage-rugpijn", "--by", "dr. Els Claes", "--review-by", typed)
        assert done.exit_code == 2
        assert told in done.stderr
        assert not (own.site / "approvals.yaml").exists()

    def test_a_day_in_the_distance_is_noticed(self, approve):
        assert "more than 3 years" in approve(*ASKED[:-1], "2030-12-01").stderr
        assert "more than 3 years" not in approve(*ASKED[:-1], "2029-11-23").stderr


class TestRecord:
    """What is written down, and that it is never written over."""

    def test_without_a_site_it_says_how_to_make_one(self, run):
        done = run("approve", "lage-rugpijn", *ASKED)
        assert done.exit_code == 2
        assert "leaflet init" in done.stderr

    def test_a_text_with_a_problem_cannot_be_approved(self, own):
        replace(own.text, "bornem.pijnkliniek", "bornem.pijnklinik")
        assert own("approve", "lage-rugpijn", *ASKED).exit_code == 3
        assert not (own.site / "approvals.yaml").exists()

    def test_the_words_are_kept_and_their_hash_is_the_fingerprint(self, own, approve):
        from hashlib import sha256

        approve()
        (kept,) = (own.site / "approvals").glob("*.txt")
        fingerprint = sha256(kept.read_bytes()).hexdigest()
        assert f"words: {fingerprint}" in (own.site / "approvals.yaml").read_text("utf-8")
        assert "step 3: **Problemen met plassen of stoelgang**" in kept.read_text("utf-8")
        assert "03 890" not in kept.read_text("utf-8")

    @pytest.mark.parametrize("name", ["dr.  Els Claes", "-", "Zoe\u0308 Maes", "yes", "a: b # c"])
    def test_any_name_is_kept_as_it_reads(self, own, approve, name):
        approve("--by", name, "--review-by", "2028-11-22")
        shown = " ".join(unicodedata.normalize("NFC", name).split())
        assert f"by {shown} on 2026-11-23" in own("status").stdout

    def test_a_text_that_no_font_can_print_is_not_approved(self, own):
        replace(own.text, "Beste patiënt", "Beste 病人")
        assert own("approve", "lage-rugpijn", *ASKED).exit_code == 6
        assert not (own.site / "approvals.yaml").exists()

    def test_a_skeleton_with_prompts_is_not_approved(self, own):
        assert own("new", "enkel").exit_code == 0
        done = own("approve", "enkel", *ASKED)
        assert done.exit_code == 3
        assert "the prompt `‹" in done.stderr

    def test_earlier_entries_stay_byte_for_byte(self, own, approve):
        approve()
        first = (own.site / "approvals.yaml").read_bytes()
        approve("--by", 'dr. "Jan" Maes: 2', "--review-by", "2027-11-22")
        assert (own.site / "approvals.yaml").read_bytes().startswith(first)
        assert 'by dr. "Jan" Maes: 2 on 2026-11-23' in own("status").stdout

    def test_a_record_that_was_laid_out_otherwise_is_not_spoiled(self, own, approve):
        approve()
        record = own.site / "approvals.yaml"
        record.write_bytes(b"schema: 1\napprovals: []\n")
        done = own("approve", "lage-rugpijn", *ASKED)
        assert done.exit_code == 7
        assert "nothing can be added at its end" in done.stderr
        assert record.read_bytes() == b"schema: 1\napprovals: []\n"


class TestStatus:
    """The list of everything."""

    def row(self, own, **env):
        (line,) = [x for x in own("status", **env).stdout.splitlines() if "lage-rugpijn " in x]
        return line

    def test_it_follows_a_text_from_draft_to_overdue(self, own, approve, run):
        assert "never" in self.row(own)
        assert "approve it" in self.row(own)
        approve()
        assert "by dr. Els Claes on 2026-11-23  2028-11-22" in self.row(own)
        assert self.row(own).endswith(" -")
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        assert "edited since: see `leaflet diff`" in self.row(own)
        later = run("--site", str(own.site), "status", SOURCE_DATE_EPOCH="1860000000").stdout
        assert "review it: the day has passed" in later

    @pytest.mark.parametrize("fault", ["gone", "changed"])
    def test_approved_words_that_are_not_kept_are_named(self, own, approve, fault):
        approve()
        (kept,) = (own.site / "approvals").glob("*.txt")
        if fault == "gone":
            kept.unlink()
        else:
            replace(kept, "lang zitten", "lang staan")
        assert f"approvals/{kept.name}: " in self.row(own)

    def test_sixty_days_before_the_day_it_is_named(self, own, approve):
        approve(*ASKED[:-1], "2027-01-22")
        assert "review it: 60 days left" in self.row(own)
        approve(*ASKED[:-1], "2027-01-23")
        assert "days left" not in self.row(own)

    def test_numbers_that_nobody_called_for_a_year_are_named(self, own):
        book = own.site / "phonebook.yaml"
        replace(book, "checked_on:", "checked_on: 2025-11-22")
        shown = own("status").stdout
        assert re.search(r"bornem.pijnkliniek +03 890 59 23 +2025-11-22", shown)
        assert re.search(r"rumst.pijnkliniek +03 880 90 11 +\(unchecked\)", shown)
        replace(book, "checked_on: 2025-11-22", "checked_on: 2025-11-23")
        assert "bornem.pijnkliniek" not in own("status").stdout

    def test_a_broken_text_hides_no_other(self, own):
        (own.site / "enkel").mkdir()
        (own.site / "enkel/nl.yaml").write_text("schema: [", "utf-8")
        assert "broken: see `leaflet check`" in own("status").stdout
        assert "approve it" in self.row(own)


class TestDiff:
    """What changed since, in words."""

    def test_it_names_what_was_and_what_is_under_its_heading(self, own, approve):
        approve()
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        replace(own.text, "          - lang hurken\n", "")
        replace(own.site / "formulary.yaml", "per_day: 4 g", "per_day: 3 g")
        shown = own("diff", "lage-rugpijn")
        assert shown.exit_code == 0
        text = " ".join(shown.stdout.split())
        assert "approved by dr. Els Claes on 2026-11-23: 3 changes since" in text
        line = own.text.read_text("utf-8").partition("Draag liefst")[0].count("\n") + 1
        assert f"Wat kan je zelf doen? {TEXT}:{line}:13 was bullet: Draag platte" in text
        assert "now bullet: Draag liefst platte schoenen." in text
        assert "Wat doe je beter niet? taken out was cross: lang hurken" in text
        assert "was limit per_day: 4 g now limit per_day: 3 g" in text

    def test_of_a_long_paragraph_only_the_words_around_a_change_are_shown(self, own, approve):
        approve()
        replace(own.text, "De kans is groot", "De kans is heel groot")
        shown = own("diff", "lage-rugpijn").stdout.splitlines()
        assert [line.strip() for line in shown[-2:]] == [
            "was  paragraph: … de pijn hevig. De kans is groot dat je rug vanzelf betert. …",
            "now  paragraph: … de pijn hevig. De kans is heel groot dat je rug vanzelf betert. …",
        ]

    def test_without_a_change_it_says_so(self, own, approve):
        approve()
        replace(own.site / "phonebook.yaml", "03 890 59 23", "03 890 59 24")
        assert "the same words" in own("diff", "lage-rugpijn").stdout

    def test_a_text_that_was_never_approved_has_none(self, own):
        assert own("diff", "lage-rugpijn").exit_code == 2

    @pytest.mark.parametrize("fault", ["gone", "changed"])
    def test_kept_words_that_are_gone_or_were_changed_are_not_believed(self, own, approve, fault):
        approve()
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        (kept,) = (own.site / "approvals").glob("*.txt")
        if fault == "gone":
            kept.unlink()
        else:
            replace(kept, "lang zitten", "lang staan")
        done = own("diff", "lage-rugpijn")
        assert done.exit_code == 3
        assert "error: approvals/lage-rugpijn.nl." in done.stderr


class TestLedger:
    """What is written down of what was printed."""

    def lines(self, own):
        ledger = own.site / "ledger.jsonl"
        return [json.loads(line) for line in ledger.read_text("utf-8").splitlines()]

    def test_stock_is_written_down_once(self, own, here):
        for name in ("a.pdf", "b.pdf"):
            assert own("stock", "lage-rugpijn", "-o", name).exit_code == 0
        (line,) = self.lines(own)
        assert (line["event"], line["on"], line["approved"]) == ("stock", "2026-11-23", None)
        assert line["numbers"]["bornem.pijnkliniek"] == "03 890 59 23"
        assert own("trace", line["id"]).exit_code == 0

    def test_stock_of_an_edited_text_is_known_after_the_next_edit(self, own, here):
        assert own("stock", "lage-rugpijn").exit_code == 0
        (line,) = self.lines(own)
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        assert "of before: not approved; recorded" in own("trace", line["id"]).stdout

    def test_one_leaflet_writes_nothing_into_the_site(self, own, here):
        before = {path: path.stat().st_mtime_ns for path in own.site.rglob("*")}
        assert own(*AN, "-o", "an.pdf").exit_code == 0
        assert before == {path: path.stat().st_mtime_ns for path in own.site.rglob("*")}

    def test_without_a_site_stock_is_written_down_nowhere(self, run, here):
        assert run("stock", "lage-rugpijn").exit_code == 0
        assert [path.name for path in here.glob("**/ledger*")] == []

    def test_a_ledger_that_cannot_be_read_stops_no_approval_and_no_number(self, own, approve):
        ledger = own.site / "ledger.jsonl"
        ledger.write_text("{}\n", "utf-8")
        assert "ledger.jsonl:1:1: this line is no entry" in approve().stderr
        done = own("phones", "set", "bornem.pijnkliniek", "03 890 59 24")
        assert done.exit_code == 0
        assert "`leaflet trace` will not know it" in done.stderr
        assert ledger.read_text("utf-8") == "{}\n"

    def test_a_ledger_of_ten_thousand_lines_holds_nothing_up(self, own, approve):
        approve()
        ledger = own.site / "ledger.jsonl"
        ledger.write_bytes(ledger.read_bytes() * 5000)
        started = time.process_time()
        assert own("phones", "set", "bornem.pijnkliniek", "03 890 59 24").exit_code == 0
        assert time.process_time() - started < 2
        assert self.lines(own)[-1]["event"] == "phones set bornem.pijnkliniek"

    def test_keys_of_a_newer_program_are_passed_over(self, own, approve):
        approve()
        ledger = own.site / "ledger.jsonl"
        replace(ledger, '"id"', '"colour": "red", "id"')
        assert own("trace", self.lines(own)[0]["id"]).exit_code == 0


class TestTrace:
    """What an id in small print stands for."""

    def id_of(self, printed):
        return re.search(r"lage-rugpijn · nl · ([0-9a-f]{6}-[0-9a-f]{6})", printed)[1]

    def test_the_id_of_now_is_known_as_such(self, own, imprint):
        shown = own("trace", self.id_of(imprint()[0]))
        assert shown.exit_code == 0
        assert "This is what is printed now." in shown.stdout
        assert "words    those of now: not approved" in shown.stdout

    def test_a_sheet_from_before_the_approval_is_told_from_one_after_it(
        self, own, imprint, approve
    ):
        before = self.id_of(imprint()[0])
        approve()
        after = self.id_of(imprint()[0])
        assert before != after
        told = own("trace", before).stdout
        assert "not approved; recorded on 2026-11-23 (before approve)" in told
        assert f"It says what is printed now ({after}); only its approval" in told
        assert "approved by dr. Els Claes on 2026-11-23" in own("trace", after).stdout

    def test_only_the_half_of_what_changed_changes(self, own, imprint, approve):
        approve()
        words, numbers = self.id_of(imprint()[0]).split("-")
        replace(own.site / "phonebook.yaml", "03 890 59 23", "03 890 59 24")
        assert self.id_of(imprint()[0]).split("-")[0] == words
        replace(own.site / "phonebook.yaml", "03 890 59 24", "03 890 59 23")
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        assert self.id_of(imprint()[0]).split("-")[1] == numbers

    def test_what_stands_around_the_words_is_told_apart_from_them(self, own, imprint, approve):
        approve()
        before = self.id_of(imprint()[0])
        replace(own.site / "hospital.yaml", "name:", "name: Ons Ziekenhuis")
        told = own("trace", before).stdout
        assert "those of now, with something else around them" in told
        assert "It says what is printed now" in told
        replace(own.text, "Draag platte schoenen", "Draag liefst platte schoenen")
        assert "Do not hand it out any more" in own("trace", before).stdout

    def test_what_is_not_printed_does_not_change_the_id(self, own, imprint):
        before = self.id_of(imprint()[0])
        replace(own.site / "phonebook.yaml", "checked_on:", "checked_on: 2026-11-22 # gebeld")
        replace(own.text, "- lang zitten", "- lang zitten # een opmerking")
        assert self.id_of(imprint()[0]) == before

    def test_the_second_half_shows_which_numbers_it_printed(self, own, imprint, approve):
        approve()
        before = self.id_of(imprint()[0])
        replace(own.site / "phonebook.yaml", "03 890 59 23", "03 890 59 24")
        told = own("trace", before).stdout
        assert "numbers  of before: recorded on 2026-11-23 (approve)" in told
        assert re.search(r"bornem.pijnkliniek +03 890 59 23 +now 03 890 59 24", told)

    def test_it_is_read_as_a_tired_eye_types_it(self, own, imprint):
        printed = self.id_of(imprint()[0])
        typed = printed.upper().replace("0", "O").replace("1", "l").replace("-", "")
        assert own("trace", typed).stdout == own("trace", printed).stdout

    def test_it_may_be_typed_as_it_stands_on_the_paper(self, own, imprint):
        printed = self.id_of(imprint()[0])
        assert own("trace", f"lage-rugpijn · nl · {printed}").exit_code == 0

    @pytest.mark.parametrize("typed", ["", "3f9a27", "3f9a27-c191bg", "An Peeters"])
    def test_what_is_no_id_is_refused_and_not_repeated(self, own, typed):
        done = own("trace", typed)
        assert done.exit_code == 2
        assert "is not the id of a leaflet" in done.stderr
        assert "Peeters" not in done.stderr

    def test_an_id_that_nobody_knows_is_told_as_such(self, own):
        done = own("trace", "000000-000000")
        assert done.exit_code == 2
        assert "is on no leaflet of now, and not in the ledger" in done.stderr
