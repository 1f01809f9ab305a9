"""One patient's part as finished page code: standing matter, and the patient's own."""

from collections.abc import Hashable, Mapping, Sequence
from threading import Lock

from leaflet.press.pdf.fonts import Letter, Named
from leaflet.press.pdf.objects import deflate
from leaflet.press.pdf.page_code import Drawn, Ink, draw
from leaflet.press.plate import Plate
from leaflet.records import frozen
from leaflet.typesetting.fields.model import SetImprint, Spot, Standing

_LEVEL = 6
_MOST_KEPT = 500


@frozen
class Imprint:
    """What one patient adds to the plate.

    Attributes:
        sheet: The sheet's id.
        drawn: By spot, what stands in its fields: standing matter, then the patient's own.
        code: The page code, deflated: for each page what is standing, then what is own.
        letters: The letters that are not in the base blocks.
        structure: What its logical structure depends on: two imprints of one plate in which this
            is equal have the same structure.
    """

    sheet: str
    drawn: Mapping[Spot, Sequence[Drawn]]
    code: tuple[bytes, ...]
    letters: frozenset[Letter]
    structure: Hashable

    @property
    def blocks(self) -> tuple[Named, ...]:
        """The font blocks that it needs besides the base blocks, in a fixed order."""
        named = {(weight, block) for weight, block, _ in self.letters}
        return tuple(sorted(named, key=lambda each: (each[1], each[0].name)))


class Inker:
    """Draws what was set for patients of one plate; standing matter is drawn once and kept."""

    def __init__(self, plate: Plate, ink: Ink) -> None:
        self._plate = plate
        self._ink = ink
        self._pages = {field.spot: field.page for field in plate.form.fields.all()}
        self._kept: dict[object, Drawn] = {}
        self._deflated: dict[bytes, bytes] = {}
        self._changing = Lock()  # see ``Compositor``

    def draw(self, made: SetImprint) -> Imprint:
        """Draw an imprint; its marks are numbered on from the plate's."""
        drawn: dict[Spot, list[Drawn]] = {spot: [] for spot in sorted(made.own)}
        code: list[bytes] = []
        for page in self._plate.paging.pages:
            mark = self._plate.marks[page]
            spots = [spot for spot in drawn if self._pages[spot] == page]
            standing, own = b"", b""
            for spot in spots:
                if spot in made.standing:
                    each = self._keep(made.standing[spot], mark)
                    drawn[spot].append(each)
                    standing, mark = standing + each.code, each.end
            for spot in spots:
                each = draw(made.own[spot], self._ink, mark)
                drawn[spot].append(each)
                own, mark = own + each.code, each.end
            code += [self._deflate(standing), deflate(own, _LEVEL)]
        letters = frozenset().union(*(each.letters for row in drawn.values() for each in row))
        structure = tuple(
            (made.standing.get(spot), tuple(mark.element for mark in row[-1].marks))
            for spot, row in drawn.items()
        )
        return Imprint(made.sheet, drawn, tuple(code), letters, structure)

    def _keep(self, standing: Standing, mark: int) -> Drawn:
        drawn = self._kept.get((standing, mark))
        if drawn is None:
            drawn = draw(standing.items, self._ink, mark)
            with self._changing:
                drawn = self._kept.setdefault((standing, mark), drawn)
                if len(self._kept) > _MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
        return drawn

    def _deflate(self, code: bytes) -> bytes:
        deflated = self._deflated.get(code)
        if deflated is None:
            deflated = deflate(code)
            with self._changing:
                self._deflated[code] = deflated
                if len(self._deflated) > _MOST_KEPT:
                    del self._deflated[next(iter(self._deflated))]
        return deflated
