"""Leaflets as they come out of the press, read back by readers that know nothing of leaflet."""

import io
import re
import shutil
import signal
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

import pdfplumber
import pytest
from hypothesis import settings

from leaflet.content.model.brochure import Role
from leaflet.content.read import read_content
from leaflet.content.site import Library, open_library
from leaflet.discharge.patient import Record
from leaflet.discharge.validate import read_discharge
from leaflet.errors import Problem
from leaflet.paper.fold import Flip
from leaflet.paper.folds import FOLDS
from leaflet.press.make_plate import Proof, make_ready, pull_proof
from leaflet.press.press import LeafletPrinter
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.layout import Layout, Pages
from leaflet.typesetting.look import LADDER


def pytest_addoption(parser):
    what = "keep what is printed now as golden: for a change that means to print otherwise"
    parser.addoption("--renew-golden", action="store_true", help=what)


def pytest_configure():
    # A busy machine is slow, and not wrong.
    settings.register_profile("leaflet", deadline=None)
    settings.load_profile("leaflet")
    # Under nohup and in the background a signal comes ignored, and a process inherits that; one
    # that is caught is not inherited. So what the tests start hears it, as in a terminal.
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


MM = 72 / 25.4
TODAY = date(2026, 11, 22)

# Page and fold positions of the C-fold, in millimetres (`docs/rules.md` 4.2), in reading order.
PANELS = {
    "cover": (0, 197, 297),
    "flap": (0, 0, 97),
    "inside 1": (1, 0, 100),
    "inside 2": (1, 100, 200),
    "inside 3": (1, 200, 297),
    "back": (0, 97, 197),
}


def panels_of(fold, pages) -> dict:
    """The same of any fold on a number of pages, by folio (`docs/rules.md` 4.2 and 4.6)."""
    if fold == "c":
        return dict(enumerate(PANELS.values(), 1))
    if fold == "z":
        thirds = [(0, 198, 297), (1, 0, 99), (1, 99, 198), (1, 198, 297), (0, 0, 99), (0, 99, 198)]
        return dict(enumerate(thirds, 1))
    if fold == "flat":
        return {n + 1: (n, 0, 210) for n in range(pages)}
    last, places = 2 * pages, {}
    for sheet in range(pages // 2):
        front, back = 2 * sheet, 2 * sheet + 1
        places |= {last - front: (front, 0, 148.5), 1 + front: (front, 148.5, 297)}
        places |= {2 + front: (back, 0, 148.5), last - 1 - front: (back, 148.5, 297)}
    return dict(sorted(places.items()))


def panels_on_a_screen(panels) -> dict:
    """The same where each panel has a page of its own, as wide as it is."""
    return {folio: (folio - 1, 0, right - left) for folio, (_, left, right) in panels.items()}


# Every way to lay the brochure out that there is a file of its own for.
LAYOUTS = {
    "c 11": Layout(FOLDS["c"], (11.0,)),
    "z 11": Layout(FOLDS["z"], (11.0,)),
    "half": Layout(FOLDS["half"], LADDER),
    "half, abridged": Layout(FOLDS["half"], (11.0,)),
    "booklet 12": Layout(FOLDS["booklet"], (12.0,)),
    "booklet 14": Layout(FOLDS["booklet"], (14.0,)),
    "booklet 16": Layout(FOLDS["booklet"], (16.0,)),
    "flat 11": Layout(FOLDS["flat"], (11.0,)),
    "flat 12": Layout(FOLDS["flat"], (12.0,)),
    "flat 16": Layout(FOLDS["flat"], (16.0,)),
    "c 11, flipped": Layout(FOLDS["c"], (11.0,), flip=Flip.LONG),
    "booklet 14, flipped": Layout(FOLDS["booklet"], (14.0,), flip=Flip.LONG),
    "flat 16, flipped": Layout(FOLDS["flat"], (16.0,), flip=Flip.SHORT),
    "c 11, screen": Layout(FOLDS["c"], (11.0,), Pages.PANELS),
    "booklet 14, screen": Layout(FOLDS["booklet"], (14.0,), Pages.PANELS),
}
EXPLAINING = {Role.EXPLANATION, Role.DIAGNOSIS, Role.GENERAL_PRACTICE, Role.SELF_CARE}
MEDICINES = (
    "ibuprofen 600 mg 3x/dag 8 dagen",
    "paracetamol 1 g zo nodig max 4x/dag",
    "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
)
PLANS = {
    "no plan": ((), {"name": "An Peeters", "born": "1980-05-17"}),
    "three medicines": (
        MEDICINES,
        {"name": "An Peeters", "born": "1980-05-17", "campus": "bornem", "replaces": "QWMWMW"},
    ),
    "for the pen": ((), {"no_plan": NoPlan.PEN_GRID}),
}


@dataclass(frozen=True)
class Word:
    """A word as pdfplumber finds it; lengths in points from the top left of its page."""

    text: str
    page: int
    panel: str
    left: float
    right: float
    baseline: float
    size: float
    font: str

    @property
    def place(self):
        """What may not differ between two leaflets of one brochure."""
        return (
            self.page,
            self.text,
            round(self.left, 1),
            round(self.right, 1),
            round(self.baseline, 1),
            round(self.size, 1),
            self.font,
        )


@dataclass(frozen=True)
class Paper:
    """One leaflet, and what was said when it was made."""

    pdf: bytes
    sheet: str
    warnings: tuple[Problem, ...]
    places: tuple = tuple(PANELS.items())

    @cached_property
    def panels(self) -> dict:
        """Page and edges of every panel, in millimetres, in reading order."""
        return dict(self.places)

    @cached_property
    def _pages(self):
        # A page is read when it is first asked for; the bytes stay open in memory until then.
        return tuple(pdfplumber.open(io.BytesIO(self.pdf)).pages)

    @property
    def pages(self):
        return self._pages

    @cached_property
    def chars(self):
        """Every character but spaces, with its page and its baseline from the top."""
        return tuple(
            {**char, "page": number, "baseline": float(page.height) - char["matrix"][5]}
            for number, page in enumerate(self._pages)
            for char in page.chars
            if not char["text"].isspace()
        )

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word in the order of the file."""
        return tuple(word for page in range(len(self.pages)) for word in self.words_on(page))

    def words_on(self, page) -> tuple[Word, ...]:
        return _words_on(self, page)

    def words_of(self, panel) -> tuple[Word, ...]:
        return tuple(word for word in self.words_on(self.panels[panel][0]) if word.panel == panel)

    def lines_of(self, panel) -> tuple[tuple[Word, ...], ...]:
        """Words that follow each other on one baseline, in the order of the file."""
        lines: list[list[Word]] = []
        for word in self.words_of(panel):
            last = lines[-1][-1] if lines else None
            if last and abs(last.baseline - word.baseline) < 0.5 and word.left > last.left:
                lines[-1].append(word)
            else:
                lines.append([word])
        return tuple(map(tuple, lines))

    def text_of(self, panel, held=None) -> str:
        """The panel's words in the order of the file, divided words joined again.

        ``held`` leaves out the words for which it is false.
        """
        return self.text_from([panel], held)

    def text_from(self, panels, held=None) -> str:
        """The same of several panels, one after the other, as one text."""
        lines = [line for panel in panels for line in self.lines_of(panel)]
        kept = [[w for w in line if held is None or held(w)] for line in lines]
        return join_lines([" ".join(word.text for word in line) for line in kept if line])

    def is_folio(self, word) -> bool:
        """Whether it is the number of its panel, at the outer edge below the foot."""
        page, left, right = self.panels[word.panel]
        outer = right * MM - word.right if word.panel % 2 else word.left - left * MM
        below = float(self.pages[page].height) - word.baseline < 9 * MM
        return word.text == str(word.panel) and outer < 11 * MM and below

    def plan_text(self, fields) -> str:
        """What stands in the plan's field."""
        return self.text_of("inside 2", lambda word: lies_in(word, fields.plan))


@cache
def _words_on(paper, number) -> tuple[Word, ...]:
    page = paper.pages[number]
    found = []
    for word in page.extract_words(x_tolerance=1.5, use_text_flow=True, return_chars=True):
        char = word["chars"][0]
        found.append(
            Word(
                word["text"],
                number,
                panel_at(paper.panels, number, (word["x0"] + word["x1"]) / 2),
                word["x0"],
                word["x1"],
                float(page.height) - char["matrix"][5],
                char["size"],
                ", ".join({c["fontname"].partition("+")[2]: 0 for c in word["chars"]}),
            )
        )
    return tuple(found)


def panel_at(panels, page, x):
    (found,) = (
        name
        for name, (side, left, right) in panels.items()
        if side == page and left * MM <= x < right * MM
    )
    return found


def lies_in(word, field) -> bool:
    return (
        word.page == field.page - 1
        and field.left - 0.1 <= word.left
        and word.right <= field.right + 0.1
        and field.top <= word.baseline <= field.bottom
    )


def join_lines(lines) -> str:
    """One line of text: soft hyphens at line ends go, hyphens of a compound stay closed up."""
    text = "\n".join(lines).replace("\u00a0", " ")
    text = re.sub("\u00ad\n?", "", text)
    text = re.sub(r"(?<=\w)-\n(?!en\b|of\b)(?=\w)", "-", text)
    return " ".join(text.split())


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Nothing of a test goes into the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def library():
    return open_library(None)


@pytest.fixture(scope="session")
def content(library):
    return read_content(library, "lage-rugpijn", "nl").value


@pytest.fixture(scope="session")
def words(content):
    return content.words


@pytest.fixture(scope="session")
def fold():
    return FOLDS["c"][0]


@dataclass(frozen=True)
class Ready:
    """A press, and the proof of the brochure that its plate was made from."""

    proof: Proof
    press: LeafletPrinter

    def __getattr__(self, name):
        return getattr(self.proof if hasattr(self.proof, name) else self.press, name)


@pytest.fixture(scope="session", name="make_ready")
def make_ready_and_keep_the_proof():
    def ready(content, library, fold, sizes) -> Ready:
        proof = pull_proof(content, library, Layout((fold,), sizes))
        return Ready(proof, make_ready(proof, library))

    return ready


@pytest.fixture(scope="session")
def ready_from(library):
    """What makes a press ready from a proof that a test has changed."""
    return lambda proof: Ready(proof, make_ready(proof, library))


@pytest.fixture(scope="session")
def press(content, library, fold, make_ready) -> Ready:
    """The press made ready for the brochure on low back pain at 11 pt."""
    return make_ready(content, library, fold, (11.0,))


@pytest.fixture(scope="session")
def fields(press):
    return press.brochure.fields


@pytest.fixture(scope="session", params=LAYOUTS)
def every_layout(request):
    """The name of each layout in turn."""
    return request.param


@pytest.fixture(scope="session", params=[name for name in LAYOUTS if "flipped" not in name])
def layout(request):
    """The same of those whose pages are read as they lie."""
    return request.param


@pytest.fixture(scope="session", params=PLANS)
def plan(request):
    """The name of each plan in turn."""
    return request.param


@pytest.fixture(scope="session")
def laid_out(content, library):
    """A press for each way to lay a brochure out, by its name in ``LAYOUTS``; each made once.

    An abridged brochure, without what it explains, leaves room for a cover with nothing below it.
    """

    @cache
    def laid_out(kind, topic=None) -> Ready:
        layout, held = LAYOUTS[kind], content
        if topic is not None:
            held = read_content(library, topic, "nl").value
        if kind.endswith("abridged"):
            sections = held.brochure.sections
            kept = tuple(each for each in sections if each.role not in EXPLAINING)
            held = replace(held, brochure=replace(held.brochure, sections=kept))
        proof = pull_proof(held, library, layout)
        return Ready(proof, make_ready(proof, library))

    return laid_out


@pytest.fixture(scope="session")
def leaflet_in(laid_out, print_on):
    """A leaflet of a layout and a plan, by their names; each is made and read once.

    It is on low back pain where no topic is named.
    """

    @cache
    def leaflet_in(kind, plan="no plan", topic=None) -> Paper:
        press = laid_out(kind, topic)
        med, said = PLANS[plan]
        paper = print_on(press, *med, **said)
        fold, layout = press.brochure.fold, LAYOUTS[kind]
        panels = panels_of(fold.name, 2 * fold.sheets)
        if layout.pages is Pages.PANELS:
            panels = panels_on_a_screen(panels)
        return replace(paper, places=tuple(panels.items()))

    return leaflet_in


@pytest.fixture(scope="session")
def print_on():
    """Print the leaflet of one record on a press; nothing said of anybody is a stock leaflet."""

    def print_on(
        press,
        *med,
        name=None,
        born=None,
        visited=None,
        campus=None,
        override=None,
        prescriber=None,
        replaces=None,
        no_plan=NoPlan.IN_WORDS,
    ) -> Paper:
        if name is not None:
            visited = visited or "2026-11-22"
        record = Record(name, born, visited, campus, tuple(med), override, prescriber)
        discharge = read_discharge(record, press.content.rules, TODAY)
        printed = press.print(replace(discharge.value, replaces=replaces), no_plan)
        return Paper(printed.pdf, printed.sheet, discharge.warnings)

    return print_on


@pytest.fixture(scope="session")
def make(press, print_on):
    """The same on the session's press; each leaflet is made once."""

    @cache
    def make(*med, **said) -> Paper:
        return print_on(press, *med, **said)

    return make


@pytest.fixture(scope="session")
def blank(make):
    """A stock leaflet with the grid for the pen."""
    return make(no_plan=NoPlan.PEN_GRID)


@pytest.fixture(scope="session")
def an(make):
    """The leaflet of An Peeters with the plan that is prescribed most."""
    return make(
        "ibuprofen 600 mg 3x/dag 8 dagen",
        "paracetamol 1 g zo nodig max 4x/dag",
        name="An Peeters",
        born="1980-05-17",
    )


@pytest.fixture(scope="session")
def reword(library, tmp_path_factory):
    """A content of the same brochure in which other words stand, by file of the content."""

    @cache
    def reword(*changes) -> tuple:
        site = tmp_path_factory.mktemp("site")
        for file, old, new in changes:
            target = site / file
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(library.built_in / "content" / file, target)
            text = target.read_text("utf-8")
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
            target.write_text(text.replace(old, new), "utf-8")
        own = Library(site, library.built_in)
        return read_content(own, "lage-rugpijn", "nl").value, own

    return reword


@pytest.fixture(scope="session")
def reader():
    """The readers of this file, for bytes and words that a test has made itself."""
    return Reader()


class Reader:
    """Reads what is not the work of the session's press."""

    panels = PANELS
    mm = MM

    def paper(self, pdf) -> Paper:
        return Paper(pdf, "", ())

    def lies_in(self, word, field) -> bool:
        return lies_in(word, field)

    def join_lines(self, lines) -> str:
        return join_lines(lines)

    def second_opinion(self, pdf) -> dict[str, str]:
        """The text of each panel, line ends and all, as PDFium sees it."""
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        texts = {}
        try:
            for name, (side, left, right) in PANELS.items():
                page = document[side]
                height = page.get_height()
                text = page.get_textpage().get_text_bounded(left * MM, 0, right * MM, height)
                texts[name] = join_lines(re.split(r"\r?\n", re.sub("[\ufffe\x02]", "\u00ad", text)))
        finally:
            document.close()
        return texts

    def pictures(self, pdf, scale=2.0):
        """Both pages in grey, as rows of bytes, ``scale`` pixels a point."""
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        try:
            for page in document:
                bitmap = page.render(scale=scale, grayscale=True)
                yield bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
        finally:
            document.close()
