"""Find and read the hospital's files: the site folder first, then the built-in files.

A site file replaces the whole built-in file; only ``words/`` is merged key by key. Files are named
by their path inside ``content/`` (``phonebook.yaml``, ``lage-rugpijn/nl.yaml``); a site has them at
that path, or in a ``content`` folder of its own. Once a site has had a file of its own, the
built-in one never takes its place in silence. Files that nothing reads, usually through a slip in a
name, are reported.

Only plain files inside these folders are opened, also for drawings, which are small SVG files that
refer to nothing else (``docs/rules.md`` T54). Begin with ``open_library``; ``Snapshot`` is the
bytes of all files at one moment.
"""

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from enum import Enum
from errno import EINVAL
from pathlib import Path
from types import MappingProxyType

from leaflet.content.suggest import enumerate_words, suggest
from leaflet.content.yaml import LARGEST_FILE
from leaflet.errors import ContentError, GlyphError, Place, Problem, UsageError, Warned
from leaflet.records import frozen

# Where a pipe takes the place of a file between a look at it and its opening, nobody waits for it.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BITE = 1 << 20
_KINDS = (
    (stat.S_ISDIR, "it is a folder, and should be a file"),
    (stat.S_ISFIFO, "it is a pipe, and should be a file"),
    (stat.S_ISSOCK, "it is a socket, and should be a file"),
)


def read_plain(path: Path, most: int) -> bytes:
    """What a plain file holds, to so many bytes.

    Raises:
        OSError: If it is none, or cannot be read; its ``strerror`` says why.
    """
    descriptor = os.open(path, _READ)
    try:
        _require_plain(os.fstat(descriptor))
        bites, left = [], most
        while left and (bite := os.read(descriptor, min(left, _BITE))):
            bites.append(bite)
            left -= len(bite)
        return b"".join(bites)
    finally:
        os.close(descriptor)


def is_plain_file(path: Path, root: Path) -> bool:
    """Whether the file is there; what is there, and is no plain file, is not passed over.

    Args:
        path: Of the file, or of a link to one.
        root: The folder below which it is looked for.

    Raises:
        OSError: If something else is there, or in the place of a folder on the way to it.
    """
    try:
        _require_plain(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise OSError(EINVAL, "it is a link to nothing") from None
        require_folders(path.parent, root)
        return False
    return True


def require_folders(folder: Path, root: Path) -> None:
    """Make sure that the folder, and each one above it up to the root, is a folder or not there.

    Raises:
        OSError: If one is anything else.
    """
    for each in (folder, *folder.parents):
        if os.path.lexists(each):
            if each.is_dir():
                return
            raise OSError(EINVAL, f"`{each.name}` is there, and is no folder")
        if each == root:
            return


def _require_plain(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        kinds = (said for is_kind, said in _KINDS if is_kind(state.st_mode))
        raise OSError(EINVAL, next(kinds, "it is a device, and should be a file"))


class Origin(Enum):
    """Who a file comes from."""

    SITE = "site"
    BUILT_IN = "built in"


@frozen
class ContentFile:
    """A file that was found: its short name, whose it is, and its path on this machine."""

    name: str
    origin: Origin
    path: Path


@frozen
class Snapshot:
    """The bytes of every file that one leaflet needs, each read once.

    Attributes:
        files: In a fixed order; words may stand twice, the built-in file before the site's.
    """

    topic: str
    language: str
    files: tuple[tuple[ContentFile, bytes], ...]


def locate(root: Path, name: str) -> Path | None:
    """The file of this name below the folder, ``None`` if there is none.

    Raises:
        ContentError: If the name, or a link that it leads through, leaves the folder, or if what
            is there is no plain file.
    """
    parts = Path(name).parts
    what, remedy = "this leads out of the content folder", "name a file inside it"
    if ".." in parts or Path(name).is_absolute() or "\\" in name or ":" in name:
        raise ContentError(Problem(Place(name), what, remedy))
    path = root / name
    try:
        found = is_plain_file(path, root)
    except OSError as error:
        raise _unreadable(name, error) from None
    if found and not path.resolve().is_relative_to(root.resolve()):
        raise ContentError(Problem(Place(name), what, remedy))
    return path if found else None


def read_bytes(file: ContentFile) -> bytes:
    """The content of the file; one that is too large is cut one byte past what may be read.

    Raises:
        ContentError: If it cannot be read.
    """
    try:
        return read_plain(file.path, LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(file.name, error) from None


def _unreadable(name: str, error: OSError) -> ContentError:
    what = f"the file cannot be read ({error.strerror})"
    remedy = "put the file itself there, and look at its permissions"
    return ContentError(Problem(Place(name), what, remedy))


HOSPITAL = "hospital.yaml"
PHONEBOOK = "phonebook.yaml"
FORMULARY = "formulary.yaml"
REGISTER = "medicines.yaml"
SHARED = (HOSPITAL, PHONEBOOK, FORMULARY, REGISTER)
"""The files that every leaflet reads."""

APPROVALS = "approvals.yaml"
LEDGER = "ledger.jsonl"
RECORDS = (APPROVALS, LEDGER)
"""What the program writes down in the site folder; nothing of it comes with the program."""

LEFT_OUT = "left-out.txt"
"""A list of the site: built-in leaflets that this hospital does not use, one a line."""

OWNED = "owned.txt"
"""A list of the site: its own files for which the program's may never stand in, one a line."""

EXAMPLE = "voorbeeld"
"""What a site leaves out that has no such list: sites are older than the list."""

WORDS = "words"
ASSETS = "assets/"
"""How the name of a drawing begins."""

TOPIC_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def topics_in(root: Path) -> list[str]:
    """The topics that have a folder in it, with files or without."""
    names = (folder.name for folder in _folders(root))
    return [name for name in names if name != WORDS and TOPIC_NAME.fullmatch(name)]


def languages_in(folder: Path) -> list[str]:
    """The languages that have a file in it."""
    return [path.stem for path in folder.glob("*.yaml") if LANGUAGE_TAG.fullmatch(path.stem)]


def read_left_out(site: Path) -> tuple[str, ...]:
    """The built-in topics that a site leaves out.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = _read_list(site, LEFT_OUT)
    return (EXAMPLE,) if listed is None else listed


_BUILT_IN = "built-in "
"""How a line of the list begins that says: the program's own file is meant, whatever was before."""


def read_owned(site: Path) -> tuple[str, ...] | None:
    """The names of the content and drawings that a site says it has; ``None`` without the list.

    Raises:
        ContentError: If the list is there, and cannot be read or names a file that there is not.
    """
    listed = _read_list(site, OWNED)
    if listed is None:
        return None
    names = [each.removeprefix(_BUILT_IN).strip().removeprefix("content/") for each in listed]
    for name in names:
        # Texts, words and drawings have a folder; a name without one is that of a shared file.
        if "/" not in name and name not in SHARED:
            remedy = suggest(name, SHARED, "take the line out")
            raise ContentError(Problem(Place(OWNED), "a line names no file of a site", remedy))
    pairs = zip(listed, names, strict=True)
    return tuple(name for line, name in pairs if not line.startswith(_BUILT_IN))


def _is_meant_built_in(site: Path, name: str) -> bool:
    """Whether the list says that the program's own file is meant."""
    listed = _read_list(site, OWNED) or ()
    return any(line.removeprefix(_BUILT_IN).strip() == name != line for line in listed)


def _read_list(site: Path, name: str) -> tuple[str, ...] | None:
    """The lines of a list of the site, each once; the text after a # is a remark."""
    path = site / name
    try:
        lines = read_plain(path, LARGEST_FILE).decode("utf-8", "replace").splitlines()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return None
        what = f"the file cannot be read ({error.strerror})"
        raise ContentError(Problem(Place(name), what, "look at its permissions")) from None
    names = (line.partition("#")[0].strip("\ufeff \t") for line in lines)
    return tuple(dict.fromkeys(each for each in names if each))


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from (path for path in root.iterdir() if path.is_dir())


_BACKUPS = (".bak", "~", ".orig", ".old")
"""What commands and editors add to the name of a file as it was before."""

_OURS = {
    PHONEBOOK: "numbers",
    FORMULARY: "limits",
    REGISTER: "medicines",
    HOSPITAL: "name and rules",
}
"""What is not the hospital's where the program's own file stands in."""

_TOLD_NUMBERS = re.compile(rb'"numbers": \{([^}]*)\}')
_TOLD_NUMBER = re.compile(r': "([^"]*)"')
"""The numbers that a line of the ledger tells of, by their keys, and each of them."""

_LARGEST_LEDGER = 64_000_000


def names_owned(site: Path, built_in: Path) -> tuple[str, ...]:
    """The files that the site has or had: as its list says, and as other files show.

    Args:
        site: The folder of the site.
        built_in: The folder of the program's own files.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = read_owned(site) or ()
    shown = (name for name in SHARED if name not in listed and is_owned(site, name, built_in))
    return (*listed, *shown)


def is_owned(site: Path, name: str, built_in: Path) -> bool:
    """Whether the site has or had a file of this name.

    Its list may say so, a backup beside the file, or a number in the ledger that the program's own
    phone book does not have.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    if name in (read_owned(site) or ()):
        return True
    if name not in SHARED or _is_meant_built_in(site, name):
        return False
    is_told = name == PHONEBOOK and _is_told(site, built_in)
    return is_told or _find_backup(site, name) is not None


def is_in_site(site: Path, name: str) -> bool:
    """Whether anything of this name is in the site, be it readable or not."""
    return any(os.path.lexists(path) for path in _places(site, name))


def find_missing(site: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Tell those of the files that are not in the site."""
    return (tell_missing(site, name) for name in names if not is_in_site(site, name))


def tell_missing(site: Path, name: str) -> Problem:
    """That a file of the site is gone, and how it comes back."""
    ours = _OURS.get(name, "words" if name.endswith(".yaml") else "drawings")
    what = f"the site's own file is missing, and the program's {ours} are not this hospital's"
    backup = _find_backup(site, name) or "a backup of the site folder"
    meant = f"take its line out of {OWNED}"
    if name in SHARED:
        meant = f"write the line `{_BUILT_IN}{name}` into {OWNED}, in the place of its own"
    return Problem(Place(name), what, f"put it back from {backup}; if it was meant, {meant}")


def _find_backup(site: Path, name: str) -> str | None:
    """The path of a backup inside the site; ``None`` if there is none."""
    for path in _places(site, name):
        for ending in _BACKUPS:
            if (backup := path.with_name(path.name + ending)).is_file():
                return backup.relative_to(site).as_posix()
    return None


def _is_told(site: Path, built_in: Path) -> bool:
    """Whether the ledger tells of a number that is not in the program's own phone book."""
    for path in _places(site, LEDGER):
        with suppress(OSError):
            told = set(_TOLD_NUMBERS.findall(read_plain(path, _LARGEST_LEDGER)))
            known = (built_in / "content" / PHONEBOOK).read_text("utf-8")
            return any(
                number.partition(" · ")[0] not in known
                for numbers in told
                for number in _TOLD_NUMBER.findall(numbers.decode("utf-8", "replace"))
            )
    return False


def _places(site: Path, name: str) -> tuple[Path, ...]:
    """Where the site would have the file."""
    if name.startswith(ASSETS):
        return (site / name,)
    return site / name, site / "content" / name


_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.I)


def find_left_out(names: Iterable[str], built_in: Collection[str]) -> Iterator[Problem]:
    """Lines of the list of what is left out that name no built-in topic."""
    for name in names:
        if name not in built_in:
            remedy = suggest(name, built_in, "take the line out")
            yield Problem(Place(LEFT_OUT), "a line names no built-in leaflet", remedy)


def find_files(roots: Iterable[Path]) -> Iterator[Problem]:
    """Files with the look of content that no leaflet reads.

    Args:
        roots: The site folder, and its folder ``content``.
    """
    for root in roots:
        for path in _yaml_files(root):
            if not (path.suffix == ".yaml" and _is_read(path, root)):
                what = "this file of the site folder is read by nothing"
                place = Place(path.relative_to(root).as_posix())
                yield Problem(place, what, _remedy(path, root))


def _is_read(path: Path, root: Path) -> bool:
    if path.parent == root:
        return path.name in (*SHARED, *RECORDS)
    named = LANGUAGE_TAG.fullmatch(path.stem) and TOPIC_NAME.fullmatch(path.parent.name)
    return path.parent.parent == root and bool(named)


def _remedy(path: Path, root: Path) -> str:
    known = [*SHARED, *RECORDS]
    if path.parent != root:
        known = [f"{stem}.yaml" for stem in languages_in(path.parent)] or ["nl.yaml"]
    if path.name in known or (path.parent == root and LANGUAGE_TAG.fullmatch(path.stem)):
        return "put it in the folder of its topic, or in `words`"
    return suggest(path.name, known, f"name it {enumerate_words(known)}")


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


LARGEST_DRAWING = 500_000
"""Bytes that a drawing may have; those of the program have some five thousand."""

_TRANSLUCENT = "has an `opacity`, which is not printed; `fill-opacity` is"
_FOLDERS = ("figures", "pictograms")
_DANGERS = (
    (re.compile(rb"<!ENTITY", re.I), "defines entities"),
    (re.compile(rb"<(?:image|script|foreignObject)\b", re.I), "holds a picture, script or page"),
    (re.compile(rb"<(?:\w+:)?text\b", re.I), "holds text, which would be set in another typeface"),
    (re.compile(rb"href\s*=\s*[\"'](?!#)", re.I), "points at another file or address"),
    (re.compile(rb"url\(\s*[\"']?(?!#)|@import", re.I), "points at another file or address"),
    (re.compile(rb"""(?<![\w-])opacity\s*[=:]\s*["']?(?!1(?:\.0*)?["';\s])"""), _TRANSLUCENT),
    (re.compile(rb"\x00"), "is not in UTF-8"),
)


def find_drawings(roots: Iterable[Path]) -> Mapping[str, Path]:
    """Every drawing of these folders by its name, such as ``figures/spine``; the last one wins.

    Raises:
        GlyphError: With every drawing that is refused.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for root, folder in _drawing_folders(roots):
        try:
            listed = _list_folder(root, folder)
        except OSError as error:
            what = f"this folder of drawings cannot be read ({error.strerror})"
            problems.append(Problem(f"assets/{folder}", what, "look at its permissions"))
            continue
        for name, path in listed:
            found[name] = path
            problems.extend(_check(path, root, f"assets/{name}.svg"))
    if problems:
        raise GlyphError(*problems)
    return MappingProxyType(found)


def name_drawings(roots: Iterable[Path]) -> tuple[str, ...]:
    """The names of the drawings of these folders, whether or not they may be opened."""
    names: dict[str, Path] = {}
    for root, folder in _drawing_folders(roots):
        with suppress(OSError):
            names.update(_list_folder(root, folder))
    return tuple(names)


def check_drawing(path: Path, root: Path, name: str) -> Path:
    """The path of a drawing that may be opened; ``name`` is what messages call it.

    Raises:
        GlyphError: If it is refused.
    """
    if problems := _check(path, root, name):
        raise GlyphError(*problems)
    return path


def _drawing_folders(roots: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for root in roots:
        yield from ((root, folder) for folder in _FOLDERS)


def _list_folder(root: Path, folder: str) -> list[tuple[str, Path]]:
    """The name and the path of each drawing of a folder; none where it is not there.

    Raises:
        OSError: If something else is in its place, or it may not be looked into.
    """
    place = root / folder
    try:
        files = sorted(place.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        require_folders(place, root.parent)
        return []
    return [(f"{folder}/{file.stem}", file) for file in files if file.suffix == ".svg"]


def _check(path: Path, root: Path, name: str) -> list[Problem]:
    what = None
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            what = "leads out of its folder"
        elif len(drawn := read_plain(path, LARGEST_DRAWING + 1)) > LARGEST_DRAWING:
            what = f"is larger than {LARGEST_DRAWING // 1000} kB"
        else:
            what = next((told for danger, told in _DANGERS if danger.search(drawn)), None)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, until Python 3.13
        what = f"cannot be read ({getattr(error, 'strerror', None) or 'it is a link to itself'})"
    return (
        [
            Problem(
                name,
                f"this drawing {what}",
                "use a plain small SVG file, its letters turned into outlines",
            )
        ]
        if what
        else []
    )


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
            what = "this file stands twice in the site folder, once in its folder `content`"
            raise ContentError(Problem(Place(name), what, "keep one of them"))
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
                    what, remedy = "there is no such file", "write it, or install leaflet again"
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
            remedy = "give --site DIR or set LEAFLET_SITE; `leaflet init DIR` makes one"
            raise UsageError(Problem("--site", "is not given", remedy))
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
            remedy = suggest(topic, topics, f"there is {enumerate_words(topics)}")
            if topic in self.left_out():
                remedy = f"take its line out of {LEFT_OUT} in the site folder"
            raise UsageError(Problem("TOPIC", "there is no leaflet of this name", remedy))
        languages = self.languages(topic)
        if language not in languages:
            what = f"there is no leaflet {topic} in this language"
            raise UsageError(Problem("--lang", what, f"there is {enumerate_words(languages)}"))


def open_library(site: Path | None) -> Library:
    """The library of an installation or a checkout, with a site folder or without.

    Raises:
        UsageError: If the site folder does not exist.
        ContentError: If what comes with the program is not there.
    """
    if site is not None and not site.is_dir():
        what, remedy = "there is no such folder", "make it with `leaflet init`, or mend the path"
        raise UsageError(Problem("--site", what, remedy))
    package = Path(__file__).resolve().parent.parent
    for built_in in (package / "_data", package.parent):
        if (built_in / "content").is_dir():
            return Library(site, built_in)
    raise ContentError(Problem("content", "the content is not there", "install leaflet again"))
