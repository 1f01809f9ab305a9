import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflet.content.read import read_content
from leaflet.content.site import Library, open_library
from leaflet.errors import ContentError


@dataclass(frozen=True)
class House:
    """A copy of the built-in content and drawings that a test may spoil."""

    root: Path
    site: Path | None = None

    @property
    def library(self):
        return Library(self.site, self.root)

    def path(self, name):
        return self.root / "content" / name

    def change(self, name, old, new):
        text = self.path(name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.path(name).write_text(text.replace(old, new), "utf-8")

    def read(self, topic="lage-rugpijn", language="nl", today=None):
        return read_content(self.library, topic, language, today)

    def refusal(self, **asked):
        with pytest.raises(ContentError) as refused:
            self.read(**asked)
        return refused.value


@pytest.fixture
def house(tmp_path):
    built_in = open_library(None).built_in
    for folder in ("content", "assets"):
        shutil.copytree(built_in / folder, tmp_path / "house" / folder)
    return House(tmp_path / "house")


@pytest.fixture
def with_site(house, tmp_path):
    (tmp_path / "site").mkdir()
    return House(house.root, tmp_path / "site")
