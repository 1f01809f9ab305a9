"""Cache of editions: a ready edition as a file in the user's own folder.

The key is a hash over every byte that matters: program, libraries, fonts, content, options. The
file holds plain data of known classes, and nothing that runs; a damaged one is made anew. Of the
typeface only the characters of the base block are kept; names with others need the font files.
Begin with ``EditionShelf``.
"""

import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, overload

from leaflet.content.drawings import LARGEST_DRAWING
from leaflet.content.files import Snapshot, read_plain
from leaflet.content.model import medicines as formulary
from leaflet.content.model import words
from leaflet.content.model.content import Rules
from leaflet.content.model.medicines import Product
from leaflet.content.model.review import Approval, ApprovalState, Review
from leaflet.content.site import Library
from leaflet.errors import LeafletError, Place, Problem
from leaflet.messages.message import Message, Name
from leaflet.messages.plain import from_plain, to_plain
from leaflet.paper.fold import Flip
from leaflet.press.plate import Metadata, Paging, Plate, Tagged
from leaflet.press.press import Edition, open_press
from leaflet.records import frozen
from leaflet.typesetting.fields.model import Field, Fields, PatientForm, Turn
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.look import Colour, Measures, Palette
from leaflet.typesetting.typeface import Face, FontWeight, Typeface, known_face

_SIZE = 8
_TROUBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a class raises that is given what it is not made for."""


class Damaged(ValueError):
    """The bytes are not a parcel, or not one of these classes."""


def wrap(value: object) -> bytes:
    """The value as bytes; the same value gives the same bytes.

    Raises:
        TypeError: If it holds something that is no plain data.
    """
    blobs: list[bytes] = []
    text = json.dumps(_plain(value, blobs), ensure_ascii=False, separators=(",", ":"))
    parts = [text.encode("utf-8", "surrogatepass"), *blobs]
    head = b"".join(size.to_bytes(_SIZE, "big") for size in (len(parts), *map(len, parts)))
    return b"".join((head, *parts))


def unwrap(content: bytes, classes: Iterable[type]) -> Any:
    """The value again.

    Args:
        content: What ``wrap`` gave.
        classes: Every class whose instances may be in it.

    Raises:
        Damaged: If it is anything else.
    """
    try:
        parts = _parts(memoryview(content))
        opener = _Opener(parts[1:], classes)
        return opener.open(json.loads(bytes(parts[0])))
    except _TROUBLES as trouble:
        raise Damaged(type(trouble).__name__) from None


def _plain(value: object, blobs: list[bytes]) -> Any:
    """The value in terms of JSON; a list stands for a tuple, an object for anything else."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, Enum):
        return {type(value).__name__: value.name}
    if type(value) is tuple:
        return [_plain(each, blobs) for each in value]
    if type(value) is bytes:
        blobs.append(value)
        return {"bytes": len(blobs) - 1}
    if type(value) is Decimal:
        return {"Decimal": str(value)}
    if type(value) is date:
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        if all(type(key) is str for key in value):
            return {"names": {key: _plain(each, blobs) for key, each in value.items()}}
        return {"map": [[_plain(key, blobs), _plain(each, blobs)] for key, each in value.items()]}
    if isinstance(value, Message | Name):
        return {"said": to_plain(value)}
    if is_dataclass(value) and not isinstance(value, type):
        kept = [_plain(getattr(value, f.name), blobs) for f in fields(value) if f.init]
        return {type(value).__name__: kept}
    raise TypeError(f"{type(value).__name__} is no plain data")


def _parts(content: memoryview) -> list[memoryview]:
    def number(place: int) -> int:
        return int.from_bytes(content[place * _SIZE : (place + 1) * _SIZE], "big")

    count = number(0)
    start = (count + 1) * _SIZE
    if not count or len(content) < start:
        raise ValueError("no parcel")
    parts = []
    for size in map(number, range(1, count + 1)):
        parts.append(content[start : start + size])
        start += size
    if start != len(content):
        raise ValueError("cut off")
    return parts


class _Opener:
    """Makes values of what JSON says, from the classes that are allowed."""

    def __init__(self, blobs: list[memoryview], classes: Iterable[type]) -> None:
        # Each is taken once: a few bytes that name one again and again could fill the memory.
        self._blobs = dict(enumerate(blobs))
        self._classes = {each.__name__: each for each in classes}

    def open(self, plain: Any) -> Any:
        if isinstance(plain, list):
            return tuple([self.open(each) for each in plain])
        if not isinstance(plain, dict):
            return plain
        ((kind, inside),) = plain.items()
        match kind:
            case "bytes":
                return bytes(self._blobs.pop(inside))
            case "Decimal":
                return Decimal(inside)
            case "date":
                return date.fromisoformat(inside)
            case "said":
                return from_plain(inside)
            case "names":
                return MappingProxyType({key: self.open(each) for key, each in inside.items()})
            case "map":
                pairs = {self.open(key): self.open(each) for key, each in inside}
                return MappingProxyType(pairs)
        made: Any = self._classes[kind]
        if issubclass(made, Enum):
            return made[inside]
        if not isinstance(inside, list) or len(inside) != len(made.__match_args__):
            raise ValueError("other fields")
        return made(*map(self.open, inside))


@frozen
class KeptFace:
    """What is kept of one weight: characters, their advance widths, and the pairs that move."""

    characters: str
    advances: tuple[int, ...]
    moves: Mapping[str, int]


@frozen
class KeptEdition:
    """An edition without what the program itself has or can read again.

    Attributes:
        rules: Without the products of its register.
        products: These, as a parcel of their own: only a plan needs them.
        logo: The path of the hospital's logo and the hash of its file, or ``None``.
    """

    rules: Rules
    products: bytes
    review: Review
    warnings: tuple[Problem, ...]
    look: Measures
    fields: Fields
    faces: Mapping[FontWeight, KeptFace]
    setting: str
    base: str
    paging: Paging
    marks: Mapping[int, int]
    body: bytes
    rows: bytes
    fonts: str
    states: str
    metadata: Metadata
    tagged: Tagged
    logo: tuple[str, str] | None


def pack(edition: Edition, logo: tuple[str, str] | None) -> bytes:
    """The edition as bytes; ``logo`` is the path of the hospital's logo and its file's hash."""
    plate = edition.press.plate
    form = plate.form
    wanted = {*map(chr, range(32, 127)), *plate.base}
    kept = KeptEdition(
        rules=_with_products(edition.rules, ()),
        products=wrap(tuple(edition.rules.register.products)),
        review=edition.review,
        warnings=edition.warnings,
        look=form.look,
        fields=form.fields,
        faces={weight: _keep_face(form.typeface[weight], wanted) for weight in FontWeight},
        setting=plate.setting,
        base=plate.base,
        paging=plate.paging,
        marks=plate.marks,
        body=plate.body,
        rows=plate.rows,
        fonts=plate.fonts,
        states=plate.states,
        metadata=plate.metadata,
        tagged=plate.tagged,
        logo=logo,
    )
    return wrap(kept)


def unpack(content: bytes, fonts: Path) -> tuple[Edition, tuple[str, str] | None]:
    """The edition again, and the path and hash of the logo that its plate was made with.

    Args:
        content: What ``pack`` gave.
        fonts: The folder of the font files.

    Raises:
        Damaged: If it is anything else.
    """
    kept: KeptEdition = unwrap(content, _CLASSES)
    try:
        return _open(kept, fonts), kept.logo
    except (AttributeError, LookupError, TypeError, ValueError):
        raise Damaged("no edition") from None


def _open(kept: KeptEdition, fonts: Path) -> Edition:
    rules = _with_products(kept.rules, _LaterProducts(kept.products))
    typeface = Typeface(
        {
            weight: known_face(
                fonts / f"{weight.value}.ttf",
                dict(zip(face.characters, face.advances, strict=True)),
                face.moves,
            )
            for weight, face in kept.faces.items()
        }
    )
    plate = Plate(
        form=PatientForm(kept.look, kept.fields, typeface, rules.words, rules.campuses),
        content_id=rules.content_id,
        setting=kept.setting,
        base=kept.base,
        paging=kept.paging,
        marks=kept.marks,
        body=kept.body,
        rows=kept.rows,
        fonts=kept.fonts,
        states=kept.states,
        metadata=kept.metadata,
        tagged=kept.tagged,
    )
    return Edition(rules, kept.review, kept.warnings, open_press(plate, fonts))


def _with_products(rules: Rules, products: Sequence[Product]) -> Rules:
    return replace(rules, register=replace(rules.register, products=products))


class _LaterProducts(Sequence[Product]):
    """The products of a register, opened when the first of them is asked for.

    There are hundreds, and a leaflet without a plan needs none of them.
    """

    __slots__ = ("_content", "_opened")

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._opened: tuple[Product, ...] | None = None

    def _open(self) -> tuple[Product, ...]:
        if self._opened is None:
            self._opened = unwrap(self._content, _CLASSES)
        return self._opened

    def __len__(self) -> int:
        return len(self._open())

    @overload
    def __getitem__(self, place: int) -> Product: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Product, ...]: ...
    def __getitem__(self, place: int | slice) -> Product | tuple[Product, ...]:
        return self._open()[place]

    def __iter__(self) -> Iterator[Product]:
        return iter(self._open())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._open() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._content)


def _keep_face(face: Face, wanted: set[str]) -> KeptFace:
    # One that the typeface does not have would be taken for one that it has.
    known = "".join(sorted(wanted & face.advances.keys()))
    advances = tuple(face.advances[each] for each in known)
    return KeptFace(known, advances, face.kerning.moves_among(known))


_CLASSES = (
    *(
        each
        for module in (formulary, words)
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__
    ),
    *(
        Colour,
        Field,
        Fields,
        Flip,
        KeptEdition,
        KeptFace,
        Measures,
        Metadata,
        Paging,
        Palette,
    ),
    *(Approval, Place, Problem, Review, Rules, ApprovalState, Tagged, Turn, FontWeight),
)
"""Every class of what is kept."""


_FORMAT = b"leaflet plate 1"
_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = (
    *("cssselect2", "lxml", "pydantic", "pydantic_core", "pyphen", "pyyaml", "reportlab"),
    *("svglib", "tinycss2"),
)
_INSTALLED = (".dist-info", ".egg-info")


def plate_key(library: Library, snapshot: Snapshot, layout: Layout) -> str | None:
    """Sixty-four hexadecimal digits; ``None`` where something of it cannot be read.

    Args:
        library: Where drawings and fonts are.
        snapshot: The content, read.
        layout: How the leaflet is set.
    """
    digest = sha256(_FORMAT)
    try:
        for part in _key_parts(library, snapshot, layout):
            digest.update(b"%d:" % len(part))
            digest.update(part)
    except (OSError, LeafletError):
        return None
    return digest.hexdigest()


def _key_parts(library: Library, snapshot: Snapshot, layout: Layout) -> Iterator[bytes]:
    yield f"{snapshot.topic} {snapshot.language} {layout!r}".encode()
    yield f"{sys.version} {' '.join(_versions())}".encode()
    for file, content in snapshot.files:
        # Places in messages name the site's files otherwise than built-in ones.
        yield f"{file.name} {file.origin.value}".encode()
        yield content
    for name, path in sorted(library.assets().items()):
        yield os.fsencode(name)
        yield read_plain(path, LARGEST_DRAWING + 1)
    fonts = (path for path in library.fonts.iterdir() if path.suffix in (".ttf", ".json"))
    for path in (*sorted(fonts), library.colour_profile):
        yield os.fsencode(path.name)
        yield path.read_bytes()
    for path in sorted(_PACKAGE.rglob("*.py")):
        yield os.fsencode(path.relative_to(_PACKAGE))
        yield path.read_bytes()


def _versions() -> Iterable[str]:
    """The libraries that set a plate, each with its version, as they are installed.

    An installed library has a folder such as ``reportlab-5.1.0.dist-info``; to list those takes a
    hundredth of the time of asking each for its version.
    """
    for place in sys.path:
        with suppress(OSError):
            names = (path.name.lower() for path in Path(place or ".").iterdir())
            yield from sorted(
                name
                for name in names
                if name.endswith(_INSTALLED) and name.partition("-")[0] in _LIBRARIES
            )


_MOST = 40
"""Plates that are kept; one takes some 150 kB."""

_LARGEST = 20_000_000
_SEAL = 32
_OURS = re.compile(r"[0-9a-f]{64}|\.[0-9a-f]{24}\.part")


@frozen
class EditionShelf:
    """A folder for plates; it need not exist."""

    folder: Path

    def find(self, key: str) -> bytes | None:
        """What was kept under the key, unharmed; ``None`` where nothing is."""
        try:
            if not self._is_ours():
                return None
            content = self._read(self.folder / key)
        except OSError:
            return None
        kept, seal = content[:-_SEAL], content[-_SEAL:]
        return kept if _seal(key, kept) == seal else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep the content under the key, for its owner only; whole, or not at all."""
        with suppress(OSError):
            _make_folder(self.folder)
            if not self._is_ours():
                return
            self._make_room()
            draft = self.folder / f".{os.urandom(12).hex()}.part"
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            try:
                with os.fdopen(os.open(draft, flags, 0o600), "wb") as stream:
                    stream.write(content + _seal(key, content))
                os.replace(draft, self.folder / key)  # noqa: PTH105
            finally:
                with suppress(OSError):
                    draft.unlink()

    def _is_ours(self) -> bool:
        """Whether the folder is the user's, and nobody else can put anything into it."""
        state = self.folder.lstat()
        if not stat.S_ISDIR(state.st_mode):
            return False
        return not hasattr(os, "getuid") or (
            state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        )

    def _read(self, path: Path) -> bytes:
        # A pipe or a device of this name would be waited for.
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        with path.open("rb") as stream:
            return stream.read(_LARGEST)

    def _make_room(self) -> None:
        """Take away the plates that have not been written for longest, and what was never done."""
        kept = [path for path in self.folder.iterdir() if _OURS.fullmatch(path.name)]
        kept.sort(key=_written)
        for path in kept[: max(0, len(kept) - _MOST + 1)]:
            with suppress(OSError):
                path.unlink()


def _seal(key: str, content: bytes) -> bytes:
    """What shows that the content is whole, and was kept under this key."""
    return sha256(key.encode() + content).digest()


def _make_folder(folder: Path) -> None:
    """Make the folder and those above it, each for its owner only where it is not there."""
    absent = [each for each in (folder, *folder.parents) if not each.is_dir()]
    for each in reversed(absent):
        each.mkdir(mode=0o700, exist_ok=True)


def _written(path: Path) -> float:
    """When the file was written last; another process may have taken it away."""
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0
