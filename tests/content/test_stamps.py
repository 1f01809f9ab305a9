"""A save is seen from outside: which files a leaflet is set from, and when one is another."""

import os
import shutil

import pytest

from leaflet.content.site import Library, open_library
from leaflet.content.stamps import stamp_file, take_stamps

BROCHURE = "lage-rugpijn/nl.yaml"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def own(site):
    return open_library(site)


@pytest.fixture
def changed(own):
    """The names whose stamps are others after something was done."""

    def changed(do):
        before = take_stamps(own, "lage-rugpijn", "nl")
        do()
        after = take_stamps(own, "lage-rugpijn", "nl")
        return {n for n in {*before, *after} if before.get(n) != after.get(n)}

    return changed


def put(path, text="a"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_every_file_that_a_leaflet_reads_has_a_stamp(own):
    stamps = take_stamps(own, "lage-rugpijn", "nl")
    read = {file.name for file, _ in own.take_snapshot("lage-rugpijn", "nl").files}
    drawn = {f"assets/{name}.svg" for name in own.assets()}

    assert set(stamps) == read | drawn
    assert all(len(found) == 1 for found in stamps.values())


def test_a_file_of_the_site_stands_beside_the_built_in_one(own, site):
    put(site / "content" / "phonebook.yaml")
    first, second = take_stamps(own, "lage-rugpijn", "nl")["phonebook.yaml"]

    assert first.path == own.built_in / "content" / "phonebook.yaml"
    assert second.path == site / "content" / "phonebook.yaml"


@pytest.mark.parametrize(
    "name",
    [
        *(BROCHURE, "words/nl.yaml", "hospital.yaml", "phonebook.yaml", "formulary.yaml"),
        *("medicines.yaml", "content/phonebook.yaml", "logo.svg", "content/pictures/logo.svg"),
        *("assets/figures/spine.svg", "assets/pictograms/alarm.svg"),
    ],
)
def test_a_save_in_the_site_is_seen_however_it_comes_about(changed, site, name):
    path, told = site / name, name if name.endswith(".svg") else name.removeprefix("content/")
    spare = site / ".spare"

    def by_renaming():
        put(spare, "b")
        stat = path.stat()
        os.utime(spare, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        spare.replace(path)

    assert changed(lambda: put(path)) == {told}
    assert changed(lambda: put(path, "longer")) == {told}
    assert changed(lambda: put(path, "c")) == {told}
    assert changed(by_renaming) == {told}
    assert changed(path.unlink) == {told}


def test_a_built_in_file_is_looked_at_too(tmp_path):
    shutil.copytree(open_library(None).built_in / "content", tmp_path / "content")
    library = Library(None, tmp_path)
    before = take_stamps(library, "lage-rugpijn", "nl")
    put(tmp_path / "content" / "formulary.yaml")

    assert before != take_stamps(library, "lage-rugpijn", "nl")


@pytest.mark.parametrize(
    "name",
    [
        *("enkel/nl.yaml", "lage-rugpijn/fr.yaml", "words/fr.yaml", ".git/logo.svg"),
        *("lage-rugpijn/.nl.yaml.swp", "lage-rugpijn/nl.yaml~", "notes.txt", ".hidden.svg"),
        "one/two/three/four/logo.svg",
    ],
)
def test_what_the_leaflet_does_not_read_changes_nothing(changed, site, name):
    assert changed(lambda: put(site / name)) == set()


def test_a_misspelt_file_is_seen_as_it_stops_the_leaflet(changed, site):
    assert changed(lambda: put(site / "phonebok.yaml")) == {"phonebok.yaml"}
    assert changed(lambda: put(site / "phonebok.yaml", "other")) == set()
    assert changed((site / "phonebok.yaml").unlink) == {"phonebok.yaml"}


def test_a_site_that_goes_away_takes_its_files_along(changed, site):
    put(site / "phonebook.yaml")

    assert changed(lambda: shutil.rmtree(site)) == {"phonebook.yaml"}


def test_one_file_alone_has_a_stamp_or_none(tmp_path):
    path = tmp_path / "an.yaml"
    assert stamp_file(path) == ()
    put(path)
    (stamp,) = stamp_file(path)
    assert (stamp.path, stamp.size) == (path, 1)
    assert stamp_file(tmp_path / "a\0b") == ()
