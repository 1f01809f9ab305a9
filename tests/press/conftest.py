"""Leaflets of every kind, and a reader that takes a tagged file as a screen reader does.

It knows ISO 32000-1 and nothing of leaflet: what belongs to which element is read from the marks
in the page code and from the structure tree, and what a code means from ``ToUnicode``.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import pikepdf
import pytest

from leaflet.errors import FitError
from leaflet.typesetting.fields.model import NoPlan

IBUPROFEN = "ibuprofen 600 mg 3x/dag 8 dagen"
PARACETAMOL = "paracetamol 1 g zo nodig max 4x/dag"
TRAMADOL = "tramadol 50 mg zo nodig om de 6 uur max 4x/dag"
AN = {"name": "An Peeters", "born": "1980-05-17"}
MARIA = "Maria Magdalena Philomena Van den Eynde De Backer Vandenbroucke Lo{}ck"
PEN = {"no_plan": NoPlan.PEN_GRID}
KINDS = {
    "no plan": ((), AN),
    "one medicine": ((IBUPROFEN,), AN),
    "two medicines": ((IBUPROFEN, PARACETAMOL), AN),
    "three medicines": ((IBUPROFEN, PARACETAMOL, TRAMADOL), AN),
    "the longest name": ((IBUPROFEN, PARACETAMOL), {"name": MARIA, "campus": "bornem"}),
    "Vietnamese": ((IBUPROFEN,), {"name": "Ngọc Nguyễn Thị Hương", "born": "1980-05-17"}),
    "Greek": ((IBUPROFEN,), {"name": "Γιώργος Παπαδόπουλος", "born": "1980-05-17"}),
    "Cyrillic": ((IBUPROFEN,), {"name": "Юлия Щербакова", "born": "1980-05-17"}),
    "in stock": ((), {}),
    "for the pen": ((), PEN),
    "for the pen, with a name": ((), {**AN, **PEN}),
}


@pytest.fixture(scope="session")
def leaflet_of(make):
    """A leaflet of each kind."""

    def leaflet_of(kind):
        med, said = KINDS[kind]
        if said.get("name") != MARIA:
            return make(*med, **said)
        longest = None
        for length in range(40):
            try:
                longest = make(*med, **{**said, "name": MARIA.format(length * "e")})
            except FitError:
                break
        return longest

    return leaflet_of


@pytest.fixture(scope="session", params=KINDS)
def leaflet(request, leaflet_of):
    """Each leaflet in turn."""
    return leaflet_of(request.param)


@pytest.fixture(scope="session")
def read_tagged():
    """What reads a tagged file; each is read once."""
    return cache(Tagged)


@pytest.fixture(scope="session")
def spoil():
    """What writes a file anew after ``change`` has spoilt it."""

    def spoil(pdf, change) -> bytes:
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as document:
            change(document)
            document.save(target)
        return target.getvalue()

    return spoil


@pytest.fixture(scope="session")
def elements_of():
    """The dictionaries of all elements of a type, in the order of reading."""

    def below(element):
        yield element
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    def elements_of(document, tag):
        every = below(document.Root.StructTreeRoot.K)
        return [each for each in every if str(each.S)[1:] == tag]

    return elements_of


Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Content:
    """What stands between two marks, or outside of all.

    Attributes:
        page: Which page, from 0.
        tag: What its mark says; empty outside of all marks.
        mcid: Its number; ``None`` where it has none.
        depth: In how many marks it stands.
        text: Every character that is shown.
        boxes: What is shown and what is painted: left, bottom, right and top.
    """

    page: int
    tag: str
    mcid: int | None
    depth: int
    text: str = ""
    boxes: tuple[Box, ...] = ()

    @property
    def box(self) -> Box:
        left, bottom, right, top = zip(*self.boxes, strict=True)
        return min(left), min(bottom), max(right), max(top)


@dataclass
class Node:
    """An element of the structure.

    Attributes:
        object: Its dictionary.
        above: The element above it.
        kids: Nodes and contents, in the order of reading.
        marks: Page and number of its own contents.
        links: Its own references to annotations: the annotation, and a page.
    """

    object: pikepdf.Object
    above: "Node | None"
    kids: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    links: list = field(default_factory=list)

    @property
    def tag(self) -> str:
        return str(self.object.S)[1:]

    @property
    def nodes(self) -> list["Node"]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def attribute(self, owner, name):
        attributes = self.object.get("/A", {})
        return attributes.get(f"/{name}") if attributes.get("/O") == f"/{owner}" else None

    def all(self) -> Iterator["Node"]:
        yield self
        for kid in self.nodes:
            yield from kid.all()

    def find(self, *tags) -> list["Node"]:
        return [node for node in self.all() if node.tag in tags]

    def contents(self) -> Iterator[Content]:
        for kid in self.kids:
            yield from kid.contents() if isinstance(kid, Node) else (kid,)

    @property
    def text(self) -> str:
        """Its text as it is heard: undivided, with simple spaces."""
        text = "".join(content.text for content in self.contents())
        return " ".join(text.replace("\u00ad", "").replace("\u00a0", " ").split())


class Tagged:
    """A tagged file.

    Attributes:
        document: The file.
        pages: What each page shows, in the order of its code.
    """

    def __init__(self, pdf: bytes) -> None:
        self.document = pikepdf.open(io.BytesIO(pdf))
        self.pages = [_Page(page, n).read() for n, page in enumerate(self.document.pages)]
        self._by_object = {page.objgen: n for n, page in enumerate(self.document.pages)}

    @cached_property
    def root(self) -> Node:
        """The highest element."""
        return self._grow(self.document.Root.StructTreeRoot.K, None)

    @cached_property
    def parents(self) -> dict[int, pikepdf.Object]:
        """What the parent tree says of each key."""
        return dict(_numbers(self.document.Root.StructTreeRoot.get("/ParentTree", {})))

    @cached_property
    def bookmarks(self) -> list[tuple[pikepdf.Object, int]]:
        """Every bookmark with its level, in the order in which a viewer lists them."""

        def below(first, level):
            while first is not None:
                yield first, level
                yield from below(first.get("/First"), level + 1)
                first = first.get("/Next")

        return [*below(self.document.Root.Outlines.First, 2)]

    def number_of(self, page) -> int:
        return self._by_object[page.objgen]

    def _grow(self, element, above) -> Node:
        node, home = Node(element, above), element.get("/Pg")
        for kid in _kids(element):
            if isinstance(kid, int):
                self._fill(node, home, kid)
            elif kid.get("/Type") == "/MCR":
                self._fill(node, kid.get("/Pg", home), int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                node.links.append((kid.Obj, kid.get("/Pg", home)))
            else:
                node.kids.append(self._grow(kid, node))
        return node

    def _fill(self, node, page, mcid) -> None:
        number = self.number_of(page)
        node.marks.append((number, mcid))
        node.kids += [content for content in self.pages[number] if content.mcid == mcid]


def _kids(element) -> list:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _numbers(tree) -> Iterator[tuple[int, pikepdf.Object]]:
    """The keys and values of a number tree."""
    row = list(tree.get("/Nums", []))
    yield from zip(map(int, row[::2]), row[1::2], strict=True)
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


class _Font:
    """A font with codes of one byte: what they mean, and how wide they are."""

    def __init__(self, font) -> None:
        first = int(font.FirstChar)
        self.widths = {first + n: float(width) / 1000 for n, width in enumerate(font.Widths)}
        self.meanings: dict[int, str] = {}
        for kind, rows in _SECTION.findall(font.ToUnicode.read_bytes()):
            values = [bytes.fromhex(value.decode()) for value in _HEX.findall(rows)]
            size = 3 if kind == b"range" else 2
            for n in range(0, len(values), size):
                (first,), (last,) = values[n], values[n + size - 2]
                *start, end = values[n + size - 1]
                for code in range(first, last + 1):
                    said = bytes((*start, end + code - first)).decode("utf-16-be")
                    self.meanings[code] = said


_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_PAINTS = {*_STROKES, "f", "F", "f*"}
_ELSEWHERE = {"rg", "RG", "g", "G", "d", "J", "j", "M", "gs", "h", "BT", "ET", "W", "W*"}
"""Operators that neither show anything nor say where."""


@dataclass
class _State:
    """What ``q`` keeps and ``Q`` brings back, as far as it says where something stands."""

    matrix: tuple = _IDENTITY
    font: _Font | None = None
    size: float = 0.0
    tracking: float = 0.0
    line: float = 1.0


class _Page:
    """Walks through the code of a page, and notes what is shown under which mark."""

    def __init__(self, page, number) -> None:
        self.page, self.number = page, number
        self.fonts = {name: _Font(font) for name, font in page.Resources.Font.items()}
        self.state, self.kept = _State(), []
        self.text_matrix = _IDENTITY
        self.marks, self.path, self.text, self.boxes = [], [], [], []
        self.found: list[Content] = []

    def read(self) -> list[Content]:
        for operands, operator in pikepdf.parse_content_stream(self.page):
            self._obey(str(operator), operands)
        self._end_content()
        assert not self.marks
        assert not self.kept
        return self.found

    def _obey(self, operator, operands) -> None:
        state = self.state
        match operator:
            case "BMC" | "BDC":
                self._end_content()
                entries = operands[1] if operator == "BDC" else {}
                self.marks.append((str(operands[0])[1:], entries.get("/MCID")))
            case "EMC":
                self._end_content()
                self.marks.pop()
            case "q":
                self.kept.append(replace(state))
            case "Q":
                self.state = self.kept.pop()
            case "cm":
                state.matrix = _times(map(float, operands), state.matrix)
            case "w":
                state.line = float(operands[0])
            case "Tf":
                state.font, state.size = self.fonts[str(operands[0])], float(operands[1])
            case "Tc":
                state.tracking = float(operands[0])
            case "Tm":
                self.text_matrix = tuple(map(float, operands))
            case "Tj":
                self._show(operands)
            case "TJ":
                self._show(operands[0])
            case "m" | "l" | "c" | "v" | "y":
                numbers = [*map(float, operands)]
                self.path += zip(numbers[::2], numbers[1::2], strict=True)
            case "re":
                x, y, width, height = map(float, operands)
                self.path += [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
            case "n":
                self.path = []
            case _ if operator in _PAINTS:
                self._paint(state.line / 2 if operator in _STROKES else 0.0)
            case _:
                assert operator in _ELSEWHERE, operator

    def _show(self, row) -> None:
        state, wide = self.state, 0.0
        for each in row:
            if isinstance(each, pikepdf.String):
                for code in bytes(each):
                    self.text.append(state.font.meanings[code])
                    wide += state.font.widths[code] * state.size + state.tracking
            else:
                wide -= float(each) / 1000 * state.size
        *_, x, y = _times(self.text_matrix, state.matrix)
        self.boxes.append((x, y, x + wide, y + 0.66 * state.size))
        self.text_matrix = _times((1, 0, 0, 1, wide, 0), self.text_matrix)

    def _paint(self, rim) -> None:
        a, b, c, d, e, f = self.state.matrix
        across = [a * x + c * y + e for x, y in self.path]
        up = [b * x + d * y + f for x, y in self.path]
        rim *= max(abs(a), abs(b), abs(c), abs(d))
        box = (min(across) - rim, min(up) - rim, max(across) + rim, max(up) + rim)
        self.boxes.append(box)
        self.path = []

    def _end_content(self) -> None:
        if self.text or self.boxes or self.marks:
            tag, mcid = self.marks[-1] if self.marks else ("", None)
            mcid = None if mcid is None else int(mcid)
            text, boxes = "".join(self.text), tuple(self.boxes)
            self.found.append(Content(self.number, tag, mcid, len(self.marks), text, boxes))
        self.text, self.boxes = [], []


def _times(one, other):
    a, b, c, d, e, f = one
    u, v, w, x, y, z = other
    moved = (e * u + f * w + y, e * v + f * x + z)
    return (a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, *moved)
