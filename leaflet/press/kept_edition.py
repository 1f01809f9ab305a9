"""An edition as it is kept on the shelf, and the same edition again: ready, without being made.

Of the typeface only the characters of the base block are kept; a name with others reads the fonts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from leaflet.errors import Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript import formulary, words
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.approval import ApprovalState
from leaflet.manuscript.formulary import Product
from leaflet.manuscript.review import Review
from leaflet.manuscript.rules import Rules
from leaflet.paper.sheet import Flip
from leaflet.press.edition import Edition
from leaflet.press.job import open_press
from leaflet.press.metadata import Metadata
from leaflet.press.parcel import Damaged, unwrap, wrap
from leaflet.press.plate import Paging, Plate, Tagged
from leaflet.typesetting.face import Face, Typeface, Weight, known_face
from leaflet.typesetting.field import Field, Fields, Turn
from leaflet.typesetting.form import Form
from leaflet.typesetting.measures import Measures
from leaflet.typesetting.palette import Colour, Palette


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
    faces: Mapping[Weight, KeptFace]
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
        faces={weight: _keep_face(form.typeface[weight], wanted) for weight in Weight},
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
        form=Form(kept.look, kept.fields, typeface, rules.words, rules.campuses),
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
        Amount,
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
    *(Place, Problem, Review, Rules, ApprovalState, Tagged, Turn, Unit, Weight),
)
"""Every class of what is kept."""
