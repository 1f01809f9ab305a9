import os
import shutil

import pytest

from leaflet.content.files import Origin, locate, read_plain, reason_of
from leaflet.content.site import open_library
from leaflet.content.yaml import LARGEST_FILE
from leaflet.errors import ContentError, ExitCode, GlyphError, UsageError
from leaflet.messages.message import NO_REASON, Foreign, Message

TOPIC = "lage-rugpijn"


def test_the_checkout_has_its_topic_and_language():
    library = open_library(None)

    assert TOPIC in library.topics()
    assert "nl" in library.languages(TOPIC)


def test_a_topic_that_is_not_there_is_refused_with_the_nearest_one(house):
    with pytest.raises(UsageError) as refused:
        house.read(topic="lage-rugpyn")

    assert refused.value.exit_code is ExitCode.USAGE
    assert "did you mean lage-rugpijn?" in str(refused.value)


def test_a_language_that_is_not_there_is_refused_with_those_that_are(house):
    with pytest.raises(UsageError, match="there is nl"):
        house.read(language="fr")


@pytest.mark.parametrize(
    "topic", ["../../etc", "/etc", "..", ".", "", "words", "lage-rugpijn/../words", "a\\b", "C:"]
)
def test_t54_a_topic_never_leaves_the_content_folder(house, topic):
    with pytest.raises(UsageError):
        house.read(topic=topic)


@pytest.mark.parametrize("language", ["../words/nl", "/etc/passwd", "", "nl/..", "hospital"])
def test_t54_a_language_never_leaves_its_topic(house, language):
    with pytest.raises(UsageError):
        house.read(language=language)


@pytest.mark.parametrize("name", ["../secret.yaml", "/etc/passwd", "a/../../b", "a\\..\\b", "C:x"])
def test_t54_no_name_leads_out_of_a_folder(tmp_path, name):
    (tmp_path / "secret.yaml").write_text("x")
    (tmp_path / "root").mkdir()

    with pytest.raises(ContentError, match="leads out"):
        locate(tmp_path / "root", name)


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_t54_a_link_out_of_the_content_folder_is_refused(house, tmp_path):
    outside = tmp_path / "outside.yaml"
    shutil.move(house.path("phonebook.yaml"), outside)
    house.path("phonebook.yaml").symlink_to(outside)

    assert "phonebook.yaml: this leads out" in str(house.refusal())


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_t54_a_link_within_the_content_folder_is_followed(house):
    shutil.move(house.path("phonebook.yaml"), house.path("numbers.txt"))
    house.path("phonebook.yaml").symlink_to("numbers.txt")

    assert house.read().value.phonebook.keys()


@pytest.mark.parametrize(
    ("drawn", "reason"),
    [
        (b'<!DOCTYPE s [<!ENTITY a "aa">]><svg/>', "entities"),
        (b'<svg><image href="x.png"/></svg>', "picture"),
        (b"<svg><script>x</script></svg>", "picture, script"),
        (b"<svg><text x='1'>AZ</text></svg>", "holds text"),
        (b'<svg><use xlink:href="file:///etc/passwd"/></svg>', "another file"),
        (b'<svg><path style="fill: url(http://a.example/x)"/></svg>', "another file"),
        ("<svg/>".encode("utf-16"), "UTF-8"),
        (b"<svg>" + b" " * 500_000 + b"</svg>", "larger"),
    ],
)
def test_t54_a_drawing_that_grows_or_points_elsewhere_is_refused(house, drawn, reason):
    (house.root / "assets/figures/spine.svg").write_bytes(drawn)

    with pytest.raises(GlyphError, match=r"assets/figures/spine\.svg") as refused:
        house.read()
    assert reason in str(refused.value)


def test_t54_a_drawing_that_points_into_itself_is_read(house):
    drawn = b'<svg><path id="a"/><use href="#a"/><g fill="url(#a)"/></svg>'
    (house.root / "assets/figures/spine.svg").write_bytes(drawn)

    assert house.read()


@pytest.mark.parametrize("name", ["../logo.svg", "/etc/logo.svg"])
def test_t54_a_logo_never_leaves_its_folder(house, name):
    (house.root / "logo.svg").write_text("<svg/>")
    house.change("hospital.yaml", "logo:\n", f"logo: {name}\n")

    told = str(house.refusal())

    assert told.startswith("hospital.yaml:")
    assert "leads out" in told


def test_a_logo_is_looked_for_beside_the_hospital(house):
    house.change("hospital.yaml", "logo:\n", "logo: logo.svg\n")
    assert "there is no such file" in str(house.refusal())

    house.path("logo.svg").write_text("<svg/>")
    assert house.read().value.hospital.logo == "logo.svg"
    assert house.library.find_logo("logo.svg") == house.path("logo.svg")


@pytest.mark.parametrize("folder", ["", "content/"])
def test_a_site_file_replaces_the_whole_built_in_file(with_site, folder):
    site = with_site.site
    (site / folder).mkdir(exist_ok=True)
    (site / folder / "hospital.yaml").write_text(
        "schema: 1\nname: Ons Ziekenhuis\ncampuses: {bornem: B, rumst: R}\n"
    )

    read = with_site.read().value

    assert read.hospital.name == "Ons Ziekenhuis"
    assert dict(read.hospital.campuses) == {"bornem": "B", "rumst": "R"}
    assert with_site.library.find("hospital.yaml").origin is Origin.SITE
    assert with_site.library.find("phonebook.yaml").origin is Origin.BUILT_IN


def test_a_site_file_that_leaves_a_key_out_does_not_borrow_it(with_site):
    (with_site.site / "hospital.yaml").write_text("schema: 1\nname: Ons Ziekenhuis\n")

    assert "campus `bornem`" in str(with_site.refusal())


def test_a_file_that_stands_twice_in_the_site_is_refused(with_site):
    (with_site.site / "content").mkdir()
    for folder in ("", "content/"):
        shutil.copy(with_site.path("phonebook.yaml"), with_site.site / folder)

    assert "stands twice" in str(with_site.refusal())


@pytest.mark.parametrize(
    ("stray", "meant"),
    [
        ("phonebok.yaml", "did you mean phonebook.yaml?"),
        ("phonebook.yml", "did you mean phonebook.yaml?"),
        ("content/Phonebook.yaml", "did you mean phonebook.yaml?"),
        ("words/nl.yml", "did you mean nl.yaml?"),
        ("lage-rugpijn/Nederlands.yaml", "nl.yaml"),
    ],
)
def test_a_site_file_that_nothing_reads_is_told_and_not_passed_over(with_site, stray, meant):
    path = with_site.site / stray
    path.parent.mkdir(exist_ok=True)
    path.write_text("schema: 1\n")

    told = str(with_site.refusal())

    assert "read by nothing" in told
    assert meant in told


@pytest.mark.parametrize("kept", [".github/ci.yml", ".hidden.yaml", "notes.txt", "content/x.txt"])
def test_hidden_and_other_files_of_the_site_are_left_alone(with_site, kept):
    path = with_site.site / kept
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")

    assert with_site.read()


def test_the_inventory_says_whose_each_file_is(with_site):
    (with_site.site / "words").mkdir()
    shutil.copy(with_site.path("words/nl.yaml"), with_site.site / "words")
    shutil.copy(with_site.path("phonebook.yaml"), with_site.site)

    assert [(file.name, file.origin.value) for file in with_site.library.inventory()] == [
        ("hospital.yaml", "built in"),
        ("phonebook.yaml", "site"),
        ("formulary.yaml", "built in"),
        ("medicines.yaml", "built in"),
        ("words/nl.yaml", "built in"),
        ("words/nl.yaml", "site"),
        *((f"{topic}/nl.yaml", "built in") for topic in with_site.library.topics()),
    ]


def test_words_of_the_site_fall_back_key_by_key(with_site):
    (with_site.site / "words").mkdir()
    (with_site.site / "words/nl.yaml").write_text(
        "schema: 1\nfields:\n  name: Je naam\n  born:\nmoments: {dinner: avondeten}\n"
    )

    words = with_site.read().value.words

    assert words.fields.name == "Je naam"
    assert words.fields.born == "Geboortedatum"
    assert words.moments["dinner"] == "avondeten"
    assert words.moments["lunch"] == "middag"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("fields: {naam: x}", "unknown key `naam`"),
        ("fields: {sheet: 'blad {shet}'}", "{shet}"),
        ("fields: {sheet: 'blad {sheet'}", "is not closed"),
        ("calendar: {months: [jan]}", "12 months"),
        ("moments: {noon: x}", "unknown key `noon`"),
    ],
)
def test_words_of_the_site_are_held_against_the_built_in_ones(with_site, written, reason):
    (with_site.site / "words").mkdir()
    (with_site.site / "words/nl.yaml").write_text(f"schema: 1\n{written}\n")

    told = str(with_site.refusal())

    assert told.startswith("words/nl.yaml:")
    assert reason in told


def test_a_drawing_of_the_site_replaces_the_built_in_one(with_site):
    figures = with_site.site / "assets/figures"
    figures.mkdir(parents=True)
    (figures / "spine.svg").write_text("<svg/>")

    drawings = with_site.library.assets()

    assert drawings["figures/spine"] == figures / "spine.svg"
    assert drawings["pictograms/alarm"].is_relative_to(with_site.root)


def test_a_topic_of_the_site_is_a_topic(with_site):
    (with_site.site / "enkel").mkdir()
    shutil.copy(with_site.path(f"{TOPIC}/nl.yaml"), with_site.site / "enkel/nl.yaml")

    assert with_site.library.topics() == ("enkel", TOPIC)
    assert with_site.read(topic="enkel").value.brochure.topic == "enkel"


def test_a_missing_file_is_told_by_name(house):
    house.path("formulary.yaml").unlink()

    assert "formulary.yaml: there is no such file" in str(house.refusal())


def test_why_a_file_cannot_be_read_is_told_in_our_words_or_in_those_of_the_system(tmp_path):
    with pytest.raises(OSError, match="it is a folder") as ours:
        read_plain(tmp_path, 1)
    with pytest.raises(FileNotFoundError) as theirs:
        read_plain(tmp_path / "gone", 1)

    assert reason_of(ours.value) == Message("plain.folder", "it is a folder, and should be a file")
    assert reason_of(theirs.value) == Foreign("No such file or directory")
    assert type(reason_of(theirs.value)) is Foreign
    assert reason_of(OSError()) is NO_REASON


def test_t48_a_content_file_of_ten_megabytes_is_not_read_whole(house):
    house.path("phonebook.yaml").write_bytes(b"a" * 10_000_000)

    snapshot = house.library.take_snapshot(TOPIC, "nl")

    assert max(len(content) for _, content in snapshot.files) == LARGEST_FILE + 1
    assert "phonebook.yaml: the file is larger than 1 MB" in str(house.refusal())


def test_t87_a_snapshot_is_not_touched_by_a_later_edit(house):
    from leaflet.content.read import read_snapshot

    snapshot = house.library.take_snapshot(TOPIC, "nl")
    house.change("phonebook.yaml", "03 890 59 23", "03 890 59 99")

    read = read_snapshot(house.library, snapshot).value
    assert read.phonebook.find("bornem.pijnkliniek").number == "03 890 59 23"
    assert house.read().value.phonebook.find("bornem.pijnkliniek").number == "03 890 59 99"


def test_a_site_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="there is no such folder"):
        open_library(tmp_path / "nowhere")
    assert open_library(tmp_path).site == tmp_path


class TestLeftOut:
    """Built-in leaflets that a hospital does not use."""

    def test_what_the_site_leaves_out_is_not_there(self, with_site):
        (with_site.site / "left-out.txt").write_text("# ours\nlage-rugpijn  # not used\n", "utf-8")
        assert TOPIC not in with_site.library.topics()
        with pytest.raises(UsageError, match="take its line out of left-out"):
            with_site.read()

    def test_a_text_of_the_site_s_own_is_not_left_out(self, with_site):
        (with_site.site / "left-out.txt").write_text(f"{TOPIC}\n", "utf-8")
        (with_site.site / TOPIC).mkdir(exist_ok=True)
        text = with_site.path(f"{TOPIC}/nl.yaml").read_bytes()
        (with_site.site / TOPIC / "nl.yaml").write_bytes(text)
        assert TOPIC in with_site.library.topics()

    def test_a_site_without_the_list_leaves_out_the_example(self, with_site):
        assert (with_site.site / "left-out.txt").exists() is False
        assert with_site.library.topics() == (TOPIC,)
        (with_site.site / "left-out.txt").write_text("", "utf-8")
        assert with_site.library.topics() == (TOPIC, "voorbeeld")

    def test_a_line_that_names_nothing_is_told(self, with_site):
        (with_site.site / "left-out.txt").write_text("lage-rugpin\n", "utf-8")
        assert "left-out.txt: a line names no built-in leaflet — did you mean lage-rugpijn?" in str(
            with_site.refusal()
        )
