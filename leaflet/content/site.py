"""Find and read the hospital's files: the site folder first, then the built-in files.

A site file replaces the whole built-in file; only ``words/`` is merged key by key. Files that
nothing reads, usually through a slip in a name, are reported. Begin with ``open_library``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from leaflet.content.drawings import check_drawing, find_drawings, name_drawings
from leaflet.content.files import (
    APPROVALS,
    ASSETS,
    LANGUAGE_TAG,
    LEFT_OUT,
    RECORDS,
    SHARED,
    TOPIC_NAME,
    WORDS,
    ContentFile,
    Origin,
    Snapshot,
    languages_in,
    locate,
    read_bytes,
    topics_in,
)
from leaflet.content.ownership import (
    find_missing,
    is_owned,
    names_owned,
    read_left_out,
    read_owned,
    tell_missing,
)
from leaflet.content.suggest import suggest
from leaflet.errors import ContentError, GlyphError, Place, Problem, UsageError, Warned
from leaflet.messages.message import File, Message, Name, Option, any_of
from leaflet.messages.phrases import INSTALL_AGAIN, there_is
from leaflet.records import frozen

_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.I)


def find_left_out(names: Iterable[str], built_in: Collection[str]) -> Iterator[Problem]:
    """Lines of the list of what is left out that name no built-in topic."""
    for name in names:
        if name not in built_in:
            what = Message("site.left-out-nothing", "a line names no built-in leaflet")
            remedy = suggest(name, built_in, Message("all.take-line-out", "take the line out"))
            yield Problem(Place(LEFT_OUT), what, remedy)


def find_files(roots: Iterable[Path]) -> Iterator[Problem]:
    """Files with the look of content that no leaflet reads.

    Args:
        roots: The site folder, and its folder ``content``.
    """
    for root in roots:
        for path in _yaml_files(root):
            if not (path.suffix == ".yaml" and _is_read(path, root)):
                what = Message("site.stray", "this file of the site folder is read by nothing")
                place = Place(path.relative_to(root).as_posix())
                yield Problem(place, what, _remedy(path, root))


def _is_read(path: Path, root: Path) -> bool:
    if path.parent == root:
        return path.name in (*SHARED, *RECORDS)
    named = LANGUAGE_TAG.fullmatch(path.stem) and TOPIC_NAME.fullmatch(path.parent.name)
    return path.parent.parent == root and bool(named)


def _remedy(path: Path, root: Path) -> Message:
    known = [*SHARED, *RECORDS]
    if path.parent != root:
        known = [f"{stem}.yaml" for stem in languages_in(path.parent)] or ["nl.yaml"]
    if path.name in known or (path.parent == root and LANGUAGE_TAG.fullmatch(path.stem)):
        return Message("site.put-in-folder", "put it in the folder of its topic, or in `words`")
    otherwise = Message("site.name-it", "name it {names}", names=any_of(known))
    return suggest(path.name, known, otherwise)


def _yaml_files(root: Path) -> Iterator[Path]:
    """YAML files in the folder and below it, none hidden; ``content`` is its own root.

    Neither drawings nor approved words are content. An editor may have added ``.txt`` to a name.
    """
    for pattern in ("*", "*/*", "*/*/*"):
        for path in sorted(root.glob(pattern)):
            folder, *deeper = parts = path.relative_to(root).parts
            hidden = any(part.startswith(".") for part in parts)
            other = bool(deeper) and folder in ("content", "assets", "approvals")
            if not hidden and not other and _YAML.search(path.name):
                yield path


@frozen
class Library:
    """The folders that are looked in; ``built_in`` holds ``content``, ``fonts`` and ``assets``."""

    site: Path | None
    built_in: Path

    @property
    def fonts(self) -> Path:
        """The folder of the typeface, which comes with the program."""
        return self.built_in / "fonts"

    @property
    def colour_profile(self) -> Path:
        """What the colours of a leaflet are measured by: sRGB."""
        return self.built_in / "assets" / "srgb.icc"

    def find(self, name: str) -> ContentFile | None:
        """The file that is used under this name, or ``None``.

        Raises:
            ContentError: If it leads out of its folder, or stands twice in the site.
        """
        found = self.find_all(name)
        return found[-1] if found else None

    def find_all(self, name: str) -> tuple[ContentFile, ...]:
        """The built-in file and the site's, those that there are; the last one is used.

        Raises:
            ContentError: If one leads out of its folder or is no plain file, if it stands twice in
                the site, or if the site had one of its own that is gone.
        """
        built_in = locate(self.built_in / "content", name)
        found = [ContentFile(name, Origin.BUILT_IN, built_in)] if built_in else []
        sites = [path for root in self._site_roots() if (path := locate(root, name))]
        if len(sites) > 1:
            what = Message(
                "site.twice",
                "this file stands twice in the site folder, once in its folder `content`",
            )
            remedy = Message("all.keep-one", "keep one of them")
            raise ContentError(Problem(Place(name), what, remedy))
        if self.site and not sites and is_owned(self.site, name, self.built_in):
            raise ContentError(tell_missing(self.site, name))
        return (*found, *(ContentFile(name, Origin.SITE, path) for path in sites))

    def inventory(self) -> tuple[ContentFile, ...]:
        """Every file that some leaflet reads, as it is used; of words, both files.

        Raises:
            ContentError: See :meth:`find_all`.
        """
        return tuple(
            file
            for name in self.names()
            for file in self.find_all(name)[0 if name.startswith(f"{WORDS}/") else -1 :]
        )

    def names(self) -> tuple[str, ...]:
        """The name of every file of the content that some leaflet reads, or could."""
        folders = (WORDS, *self.topics())
        names = [f"{folder}/{stem}.yaml" for folder in folders for stem in self.languages(folder)]
        return (*SHARED, *RECORDS, *names)

    def find_missing(self) -> tuple[Problem, ...]:
        """What the site had of its own, and has no more.

        Raises:
            ContentError: If the list of it cannot be read.
        """
        site = self.site
        return tuple(find_missing(site, names_owned(site, self.built_in))) if site else ()

    def topics(self) -> tuple[str, ...]:
        """Every topic that has a brochure, in the order of the alphabet.

        What the site leaves out is among them only if it has files of its own on it.
        """
        own = {name for root in self._site_roots() for name in topics_in(root)}
        built_in = set(topics_in(self.built_in / "content")) - set(self.left_out())
        return tuple(sorted(name for name in own | built_in if self.languages(name)))

    def left_out(self) -> tuple[str, ...]:
        """The built-in topics that the site leaves out."""
        return read_left_out(self.site) if self.site else ()

    def languages(self, topic: str) -> tuple[str, ...]:
        """The languages of a topic's brochures, in the order of the alphabet."""
        roots = (self.built_in / "content", *self._site_roots())
        return tuple(sorted({stem for root in roots for stem in languages_in(root / topic)}))

    def take_snapshot(self, topic: str, language: str) -> Snapshot:
        """Read every file that a leaflet on this topic needs, each once.

        Raises:
            UsageError: If there is no such topic, or it is not there in this language.
            ContentError: If a file is missing or too large, cannot be read, or leads out of its
                folder, or if the site holds a file that no leaflet reads.
        """
        taken = self.gather(topic, language)
        if taken.warnings:
            raise ContentError(*taken.warnings)
        return taken.value

    def gather(self, topic: str, language: str) -> Warned[Snapshot]:
        """The same with its problems beside it, so that they hide none of the files' own.

        Raises:
            UsageError: If there is no such topic, or it is not there in this language.
        """
        self._check_request(topic, language)
        problems = self.find_strays()
        files: list[tuple[ContentFile, bytes]] = []
        words = f"{WORDS}/{language}.yaml"
        for name in (f"{topic}/{language}.yaml", words, *SHARED, APPROVALS):
            try:
                found = self.find_all(name)
                if not found and name != APPROVALS:
                    what = Message("all.no-such-file", "there is no such file")
                    remedy = Message("all.write-or-install", "write it, or install leaflet again")
                    raise ContentError(Problem(Place(name), what, remedy))
                used = found if name == words else found[-1:]
                files.extend((file, read_bytes(file)) for file in used)
            except ContentError as error:
                problems.extend(error.problems)
        return Warned(Snapshot(topic, language, tuple(files)), tuple(problems))

    def require_site(self) -> Path:
        """The site folder, for what writes into it.

        Raises:
            UsageError: If there is none.
        """
        if self.site is None:
            what = Message("site.none", "is not given")
            remedy = Message(
                "site.give", "give --site DIR or set LEAFLET_SITE; `leaflet init DIR` makes one"
            )
            raise UsageError(Problem(Option("--site"), what, remedy))
        return self.site

    def own_path(self, name: str) -> Path:
        """Where the site has the file of this name, or would have it.

        Raises:
            UsageError: If there is no site.
            ContentError: If it leads out of its folder, or stands twice in the site.
        """
        site = self.require_site()
        found = self.find(name)
        if found and found.origin is Origin.SITE:
            return found.path
        folder = site / "content"
        return (folder if folder.is_dir() else site) / name

    def find_strays(self) -> list[Problem]:
        """What of the site folder no leaflet reads: ``phonebok.yaml``, ``words/nl.yml``."""
        built_in = topics_in(self.built_in / "content")
        return [
            *find_left_out(self.left_out(), built_in),
            *find_files(self._site_roots()),
        ]

    def assets(self) -> Mapping[str, Path]:
        """Every drawing by its name, such as ``figures/spine``, and its file; the site's first.

        Raises:
            GlyphError: With every drawing that is too large, points elsewhere, is no plain file, or
                was one of the site's own and is gone.
        """
        roots = (self.built_in, self.site) if self.site else (self.built_in,)
        if self.site:
            owned = [each for each in read_owned(self.site) or () if each.startswith(ASSETS)]
            if gone := tuple(find_missing(self.site, owned)):
                raise GlyphError(*gone)
        return find_drawings(root / "assets" for root in roots)

    def drawings(self) -> Collection[str]:
        """The names of all drawings, also of those that are refused."""
        roots = (self.built_in, self.site) if self.site else (self.built_in,)
        return name_drawings(root / "assets" for root in roots)

    def find_logo(self, name: str) -> Path | None:
        """The logo's file, by its path inside the site folder or ``content/``; ``None`` if none.

        Raises:
            ContentError: If it leads out of these folders.
            GlyphError: If it is too large or points elsewhere.
        """
        for root in (*self._site_roots(), self.built_in / "content"):
            if path := locate(root, name):
                return check_drawing(path, root, name)
        return None

    def _site_roots(self) -> tuple[Path, ...]:
        return (self.site, self.site / "content") if self.site else ()

    def _check_request(self, topic: str, language: str) -> None:
        topics = self.topics()
        if topic not in topics:
            remedy = suggest(topic, topics, there_is(topics))
            if topic in self.left_out():
                remedy = Message(
                    "site.use-again", "take its line out of left-out.txt in the site folder"
                )
            what = Message("topic.none", "there is no leaflet of this name")
            raise UsageError(Problem(Option("TOPIC"), what, remedy))
        languages = self.languages(topic)
        if language not in languages:
            what = Message(
                "content.no-language",
                "there is no leaflet {topic} in this language",
                topic=Name(topic),
            )
            remedy = there_is(languages)
            raise UsageError(Problem(Option("--lang"), what, remedy))


def open_library(site: Path | None) -> Library:
    """The library of an installation or a checkout, with a site folder or without.

    Raises:
        UsageError: If the site folder does not exist.
        ContentError: If what comes with the program is not there.
    """
    if site is not None and not site.is_dir():
        what = Message("all.no-such-folder", "there is no such folder")
        remedy = Message("site.make", "make it with `leaflet init`, or mend the path")
        raise UsageError(Problem(Option("--site"), what, remedy))
    package = Path(__file__).resolve().parent.parent
    for built_in in (package / "_data", package.parent):
        if (built_in / "content").is_dir():
            return Library(site, built_in)
    what = Message("content.gone", "the content is not there")
    raise ContentError(Problem(File("content"), what, INSTALL_AGAIN))
