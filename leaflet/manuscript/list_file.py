"""The shapes of the lists in ``content/TOPIC/LANG.yaml``, and the blocks that they make.

An item is a text, or a mapping with ``text`` and, one level deeper, ``items``.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from leaflet.frozen import frozen
from leaflet.manuscript.brochure import Bullets, Item, Mark, Steps
from leaflet.manuscript.scalar import Running
from leaflet.manuscript.scalar_schema import RUNNING
from leaflet.manuscript.source import Source
from leaflet.manuscript.value import Path


@frozen
class _ItemShape:
    """An item with a list of its own.

    Attributes:
        text: What the item says.
        items: Its own list, one level deeper: texts.
    """

    text: Running
    items: tuple[Running, ...] = ()


def _spell_out(value: object) -> object:
    return value if isinstance(value, dict) else {"text": value}


class _OrText:
    """To an editor, an item is its text alone, or the mapping."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [RUNNING, handler(core)]}


_Item = Annotated[_ItemShape, BeforeValidator(_spell_out), _OrText()]
_Items = Annotated[tuple[_Item, ...], Field(min_length=1)]


def _items(shapes: tuple[_ItemShape, ...], source: Source, path: Path) -> tuple[Item, ...]:
    return tuple(
        Item(
            source.place((*path, n)),
            shape.text,
            tuple(
                Item(source.place((*path, n, "items", m)), text)
                for m, text in enumerate(shape.items)
            ),
        )
        for n, shape in enumerate(shapes)
    )


@frozen
class BulletsShape:
    """``bullets: [item, ...]``.

    Attributes:
        bullets: A list in which order does not count; each item is a text, or `text:` with
            `items:`.
    """

    bullets: _Items

    def make(self, source: Source, path: Path) -> Bullets:
        """The block at this path of the file."""
        items = _items(self.bullets, source, (*path, "bullets"))
        return Bullets(source.place(path), items, Mark.BULLET)


@frozen
class CrossesShape:
    """``crosses: [item, ...]``, each with a cross before it.

    Attributes:
        crosses: What is better not done; each item is a text, or `text:` with `items:`.
    """

    crosses: _Items

    def make(self, source: Source, path: Path) -> Bullets:
        """The block at this path of the file."""
        items = _items(self.crosses, source, (*path, "crosses"))
        return Bullets(source.place(path), items, Mark.CROSS)


@frozen
class StepsShape:
    """``steps: [item, ...]``, numbered.

    Attributes:
        steps: A numbered list; each item is a text, or `text:` with `items:`.
    """

    steps: _Items

    def make(self, source: Source, path: Path) -> Steps:
        """The block at this path of the file."""
        return Steps(source.place(path), _items(self.steps, source, (*path, "steps")))
