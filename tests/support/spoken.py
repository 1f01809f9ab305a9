"""Every message of the program, read from its source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "leaflet"
_FIELD = re.compile(r"\{([a-z_]+)(?::(?:long|,|\.[0-9]f))?\}")
_CODE = re.compile(r"[a-z]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")


@dataclass(frozen=True)
class Spoken:
    """One call of ``Message`` in the source."""

    place: str
    code: str
    template: str
    given: frozenset[str]

    @property
    def named(self) -> frozenset[str]:
        return frozenset(_FIELD.findall(self.template))


def read_messages(source: str, place: str) -> Iterator[Spoken | str]:
    """Each message of a module; a sentence about a call that cannot be read."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id != "Message":
            continue
        where = f"{place}:{node.lineno}"
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        if len(texts) != 2 or len(node.args) != 2 or None in [k.arg for k in node.keywords]:
            yield f"{where}: code, template and fields are not written out"
            continue
        code, template = texts
        if not _CODE.fullmatch(code):
            yield f"{where}: `{code}` is no code such as plan.no-last-day"
        yield Spoken(where, code, template, frozenset(k.arg or "" for k in node.keywords))


def all_messages(house: Path = HOUSE) -> list[Spoken | str]:
    """The messages of every module but ``messages/plain.py``, which makes them again."""
    return [
        each
        for path in sorted(house.rglob("*.py"))
        if path != house / "messages" / "plain.py"
        for each in read_messages(
            path.read_text("utf-8"), path.relative_to(house.parent).as_posix()
        )
    ]


def faults(messages: list[Spoken | str]) -> Iterator[str]:
    """What is wrong with them: one code for two templates, and fields that do not match."""
    first: dict[str, Spoken] = {}
    for each in messages:
        if isinstance(each, str):
            yield each
            continue
        if each.named != each.given:
            odd = ", ".join(sorted(each.named ^ each.given))
            yield f"{each.place}: {each.code} is written or given without {odd}"
        earlier = first.setdefault(each.code, each)
        if earlier.template != each.template:
            yield f"{each.place}: {each.code} has another text at {earlier.place}"
