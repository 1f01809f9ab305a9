"""The law of the house, as docs/architecture.md has it, held against what the modules import."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "leaflet"
ROOMS = (
    *("records", "messages", "errors", "content", "discharge", "paper", "typesetting", "press"),
    *("app", "cli"),
)

# What only some rooms may use: a module of a library, or ``.name`` for an attribute or a call.
FENCES: Mapping[str, frozenset[str]] = {
    "yaml": frozenset({"content"}),
    "pydantic": frozenset({"content"}),
    "pydantic_core": frozenset({"content"}),
    "phonenumbers": frozenset({"content"}),
    "reportlab": frozenset({"press"}),
    "pypdfium2": frozenset({"press"}),
    "PIL": frozenset({"press"}),
    "pyphen": frozenset({"typesetting"}),
    "svglib": frozenset({"typesetting"}),
    "click": frozenset({"cli"}),
    "time": frozenset({"cli"}),
    "getpass": frozenset({"cli"}),
    "gc": frozenset({"cli"}),
    "logging": frozenset(),
    "asyncio": frozenset(),
    "urllib3": frozenset(),
    ".home": frozenset({"cli"}),
    ".now": frozenset({"cli"}),
    ".utcnow": frozenset({"cli"}),
    ".today": frozenset({"cli"}),
    ".environ": frozenset({"cli"}),
    ".environb": frozenset({"cli"}),
    ".getenv": frozenset({"cli"}),
    ".expanduser": frozenset({"cli"}),
    ".expandvars": frozenset({"cli"}),
    ".stdin": frozenset({"cli", "press"}),  # that of a program of CUPS
    ".stdout": frozenset({"cli"}),
    ".stderr": frozenset({"cli"}),
    "subprocess": frozenset({"press"}),
    "socket": frozenset(),
    "ssl": frozenset(),
    "http": frozenset(),
    "urllib.request": frozenset(),
    "requests": frozenset(),
    "pickle": frozenset(),
    "shelve": frozenset(),
}


@dataclass(frozen=True)
class Module:
    """One module of the house, and every module that it imports, at its head or in a function."""

    name: str
    tree: ast.Module
    imports: tuple[str, ...]

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""


def read_house(house: Path) -> dict[str, Module]:
    """Every module below a folder named ``leaflet``, by its full name."""
    files = {_name(path, house): path for path in house.rglob("*.py")}
    return {
        name: Module(name, tree, tuple(_imports(name, path, tree, files)))
        for name, path in files.items()
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
    }


def _name(path: Path, house: Path) -> str:
    parts = path.relative_to(house.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(name: str, path: Path, tree: ast.Module, known: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                full = f"{base}.{alias.name}"
                library = not base.startswith("leaflet")
                yield full if full in known or library else base
        elif isinstance(node, ast.Call) and _called(node.func) in {"import_module", "__import__"}:
            # A module named at run time counts as well, where its name is written out.
            yield from (a.value for a in node.args if isinstance(a, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            module = node.value.partition(":")[0]
            if module in known and module.count(".") > 1:
                yield module


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def rooms_entered(house: Mapping[str, Module]) -> dict[str, set[str]]:
    """For each room, the other rooms that its modules import from."""
    entered: dict[str, set[str]] = {}
    for module in house.values():
        targets = {name.split(".")[1] for name in module.imports if name.startswith("leaflet.")}
        entered.setdefault(module.room, set()).update(targets - {module.room})
    return entered


def breaches_of_order(house: Mapping[str, Module]) -> list[str]:
    """Imports from a room that stands further down, or from no room at all."""
    return [
        f"{module.name} imports {name}"
        for module in house.values()
        for name in module.imports
        if name.startswith("leaflet.") and module.room
        if name.split(".")[1] not in ROOMS[: ROOMS.index(module.room) + 1]
    ]


def circle(house: Mapping[str, Module]) -> list[str]:
    """Modules that import each other in a circle, or nothing."""
    # The package itself only names what is public, and loads it when it is asked for.
    graph = {
        name: {each for each in module.imports if each in house and each != name}
        for name, module in house.items()
        if name != "leaflet"
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        return list(error.args[1])
    return []


def breaches_of_fences(house: Mapping[str, Module]) -> list[str]:
    """Uses of what is fenced in, from outside the fence."""
    return [
        f"{module.name} uses {used}"
        for module in house.values()
        for used in _uses(module)
        for fence, allowed in FENCES.items()
        if (used == fence or used.startswith(f"{fence}.")) and module.room not in allowed
    ]


def _uses(module: Module) -> Iterator[str]:
    yield from module.imports
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            yield f".{node.attr}"
        elif isinstance(node, ast.ImportFrom):
            yield from (f".{alias.name}" for alias in node.names)


@pytest.fixture(scope="module")
def house() -> dict[str, Module]:
    return read_house(HOUSE)


@pytest.fixture
def build(tmp_path):
    """Write a made-up house: its modules, such as ``press.pdf``, and their source."""

    def written(sources: Mapping[str, str]) -> dict[str, Module]:
        for name, source in sources.items():
            path = tmp_path / "leaflet" / f"{name.replace('.', '/')}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            (path.parent / "__init__.py").touch()
            path.write_text(source, encoding="utf-8")
        return read_house(tmp_path / "leaflet")

    return written


def test_the_house_has_these_rooms_and_no_other(house):
    rooms = {module.room for module in house.values()} - {"", "__main__"}

    assert rooms == set(ROOMS)


def test_a_room_imports_only_from_rooms_above_it(house):
    assert breaches_of_order(house) == []


@pytest.mark.parametrize(
    "source",
    [
        "from leaflet.press.job import Press",
        "from leaflet.press import job",
        "from leaflet import press",
        "import leaflet.press.job",
        "from ..press import job",
        "def late():\n    from leaflet.press.job import Press",
        "from importlib import import_module\nimport_module('leaflet.press.job')",
        "from leaflet.cellar.wine import Bottle",
    ],
)
def test_an_import_from_a_room_below_is_found(build, source):
    house = build({"discharge.patient": source, "press.job": ""})

    assert set(breaches_of_order(house)) & {
        "leaflet.discharge.patient imports leaflet.press",
        "leaflet.discharge.patient imports leaflet.press.job",
        "leaflet.discharge.patient imports leaflet.cellar.wine",
    }


def test_the_application_that_calls_the_command_line_is_found(build):
    house = build({"app.phones": "def late():\n    from leaflet.cli.console import say"})
    twin = build({"app.phones": "", "cli.phones": "from leaflet.app import phones"})

    assert breaches_of_order(house) == ["leaflet.app.phones imports leaflet.cli.console"]
    assert breaches_of_order(twin) == []


def foreign_to(module: Module) -> list[str]:
    """What a module imports that comes neither from the house nor with Python."""
    known = {"leaflet", *sys.stdlib_module_names}
    return [name for name in module.imports if name.partition(".")[0] not in known]


def test_the_first_rooms_need_nothing_but_python_and_each_other(house):
    records, errors = house["leaflet.records"], house["leaflet.errors"]

    assert foreign_to(records) == foreign_to(errors) == []
    assert [name for name in records.imports if name.startswith("leaflet")] == []
    assert {name for name in errors.imports if name.startswith("leaflet")} == {
        "leaflet.records",
        "leaflet.messages.message",
    }


@pytest.mark.parametrize("source", ["import click", "def late():\n    from yaml import load"])
def test_a_library_in_a_first_room_is_found(build, source):
    assert foreign_to(build({"records": source})["leaflet.records"])


def test_no_modules_import_each_other_in_a_circle(house):
    assert circle(house) == []


def test_a_circle_is_found_also_when_a_function_hides_it(build):
    house = build(
        {
            "paper.fold": "from leaflet.paper.sheet import MM",
            "paper.sheet": "def late():\n    from leaflet.paper import fold",
        }
    )

    assert set(circle(house)) == {"leaflet.paper.fold", "leaflet.paper.sheet"}


def test_libraries_clock_and_environment_stay_behind_their_fences(house):
    assert breaches_of_fences(house) == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("discharge", "import yaml"),
        ("paper", "from pydantic import BaseModel"),
        ("content", "def late():\n    from reportlab.pdfgen import canvas"),
        ("press", "import click"),
        ("cli", "def late():\n    import phonenumbers"),
        ("cli", "def late():\n    from PIL import Image"),
        ("typesetting", "import pypdfium2"),
        ("discharge", "from pyphen import Pyphen"),
        ("cli", "from svglib.svglib import svg2rlg"),
        ("press", "import datetime\nTODAY = datetime.date.today()"),
        ("discharge", "from datetime import datetime\nread = datetime.now"),
        ("typesetting", "import time\nSTART = time.time()"),
        ("typesetting", "from time import perf_counter"),
        ("content", "import os\nSITE = os.environ['LEAFLET_SITE']"),
        ("content", "from os import environ"),
        ("content", "import os\nSITE = os.getenv('LEAFLET_SITE')"),
        ("app", "import click"),
        ("app", "def late():\n    import time"),
        ("app", "from datetime import date\nTODAY = date.today()"),
        ("app", "import os\nread = os.environ.get"),
        ("app", "import sys\nsys.stdout.write('made')"),
        ("app", "from sys import stderr"),
        ("cli", "import urllib.request"),
        ("cli", "from urllib import request"),
        ("cli", "import socket"),
        ("press", "import pickle"),
    ],
)
def test_a_breach_of_a_fence_is_found(build, room, source):
    assert breaches_of_fences(build({f"{room}.made_up": source}))


def test_what_makes_pixels_is_loaded_for_a_preview_alone(house):
    pixels = {"pypdfium2", "pypdfium2_raw", "PIL"}
    using = {
        module.name
        for module in house.values()
        if pixels & {name.partition(".")[0] for name in module.imports}
    }
    raster = "leaflet.press.preview.raster"
    using_it = {module.name for module in house.values() if raster in module.imports}

    assert using == {"leaflet.press.preview.raster"}
    assert using_it == {"leaflet.press.preview.render"}


def test_what_knows_all_numbering_plans_is_loaded_where_a_number_is_entered_alone(house):
    using = {
        module.name
        for module in house.values()
        if "phonenumbers" in {name.partition(".")[0] for name in module.imports}
    }
    dialling = "leaflet.content.phones.dialling"
    judges = {module.name for module in house.values() if dialling in module.imports}

    assert using == {"leaflet.content.phones.dialling"}
    assert judges == {"leaflet.app.phone_changes"}


def test_what_is_inside_its_fence_is_left_alone(build):
    house = build(
        {
            "content.yaml.reader": "import yaml",
            "press.pdf": "from reportlab.pdfgen.canvas import Canvas",
            "cli.group": "from datetime import datetime\nread = datetime.now",
            "cli.console": "import click\nimport sys\nimport time\nsys.stdout.write('made')",
            "discharge.day": "from datetime import date, time\nNOON = time(12)",
        }
    )

    assert breaches_of_fences(house) == []


def test_the_door_of_a_checkout_opens_only_on_the_commands():
    door = ast.parse((ROOT / "cli.py").read_text(encoding="utf-8"))
    imported = list(_imports("cli", ROOT / "cli.py", door, {}))

    assert {".".join(name.split(".")[:2]) for name in imported} <= {"leaflet.cli", "sys.exit"}
    assert any(name.startswith("leaflet.cli") for name in imported)


def rooms_of_the_document(text: str) -> dict[str, set[str]]:
    """The table of rooms: name, and the rooms it imports from."""
    rows = re.findall(r"^\| `(\w+)(?:\.py|/)` \|.*\| ([^|]*) \|$", text, re.MULTILINE)
    return {room: set(re.findall(r"`(\w+)`", entered)) for room, entered in rows}


def test_the_document_names_the_rooms_in_order_and_what_each_imports(house):
    document = rooms_of_the_document(
        (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    )
    entered = rooms_entered(house)

    assert tuple(document) == ROOMS
    assert document == {room: entered[room] for room in ROOMS}


def test_every_module_that_the_document_names_is_there():
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w/]+\.py)`", document))

    assert named
    assert [name for name in sorted(named) if not (HOUSE / name).is_file()] == []


def strangers_in(text: str) -> list[str]:
    """Names that a page says are in a module, and that the module does not define or use."""
    found = re.findall(r"((?:`\w+`(?:, | and )?)+) in `([\w/]+\.py)`", text)
    return [
        f"{name} in {path}"
        for names, path in found
        for name in re.findall(r"\w+", names.replace(" and ", " "))
        for module in [next((at for at in (HOUSE / path, ROOT / path) if at.is_file()), None)]
        if module is None or not re.search(rf"\b{name}\b", module.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_name_that_a_page_places_in_a_module_is_in_it(page):
    assert strangers_in((ROOT / page).read_text(encoding="utf-8")) == []


def test_a_name_that_is_not_in_its_module_is_found():
    text = "`FOLDS` and `_HINGES` in `paper/folds.py`, `FOLDS` in `paper/barn.py`"

    assert strangers_in(text) == ["_HINGES in paper/folds.py", "FOLDS in paper/barn.py"]


def test_every_path_that_contributing_names_is_there():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w.]+/[\w/.-]+)`", page))

    assert "content/formulary.yaml" in named
    made_up = {"content/NAME/nl.yaml", "content/words/LANG.yaml", "content/TOPIC/LANG.yaml"}
    there = (HOUSE, ROOT, HOUSE / "discharge" / "plan")
    missing = {name for name in named if not any((at / name).exists() for at in there)}
    assert missing == made_up


def test_a_commit_is_asked_what_every_change_is_asked():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^ +entry: (.+)$", hooks, re.MULTILINE)
    guard = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^\.venv/bin/(.+?)(?: \.)?$", guard, re.MULTILINE)

    assert commands == entries != []


def test_every_fence_of_the_document_is_guarded():
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    fences = document.partition("## Fences")[2].partition("\n## ")[0]
    libraries = set(re.findall(r"^\| `(\w+)`", fences, re.MULTILINE))

    assert libraries
    assert libraries <= set(FENCES)
