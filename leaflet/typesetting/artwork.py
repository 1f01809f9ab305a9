"""Drawings of ``assets/``, read once from SVG; set at the size that layout gives them."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from leaflet.errors import GlyphError, Problem
from leaflet.frozen import frozen


@frozen
class Artwork:
    """One drawing: ReportLab's shapes, and the width and height they were drawn for, in points."""

    shapes: Any
    width: float
    height: float

    @property
    def ratio(self) -> float:
        """Height over width."""
        return self.height / self.width


def read_artwork(files: Mapping[str, Path]) -> Mapping[str, Artwork]:
    """Read drawings; ``files`` gives for each name, such as ``figures/spine``, its SVG file.

    Raises:
        GlyphError: If a file is missing or is not a drawing.
    """
    return MappingProxyType({name: _read(name, file) for name, file in files.items()})


def _read(name: str, file: Path) -> Artwork:
    from svglib.svglib import svg2rlg  # 80 ms: only when a plate is really made

    shapes = svg2rlg(str(file)) if file.is_file() else None
    if shapes is None or shapes.width <= 0 or shapes.height <= 0:
        raise GlyphError(
            Problem(f"assets/{name}.svg", "this drawing cannot be read", "install leaflet again")
        )
    return Artwork(shapes, shapes.width, shapes.height)
