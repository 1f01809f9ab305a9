"""The shape of ``hospital.yaml``, and the hospital that it makes."""

from collections.abc import Mapping
from types import MappingProxyType

from leaflet.frozen import frozen
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.notation import Colour
from leaflet.manuscript.scalar import Answer, Line
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source


@frozen
class _HospitalShape:
    """Who the hospital is. What stays empty is not printed.

    Attributes:
        name: The name, at the head of the cover.
        department: The department, after the name.
        logo: An SVG file beside this one, printed instead of the name.
        editor: The responsible editor (V.U.), in the imprint.
        campuses: Each campus: a key of your own, which the phone book uses, and the name that is
            printed.
        accent: The colour of headings.
        alarm: The colour of the red flags.
        approved_only: yes if only texts that were approved as they stand may be printed.
    """

    name: Line | None = None
    department: Line | None = None
    logo: Line | None = None
    editor: Line | None = None
    campuses: Mapping[Line, Line] | None = None
    accent: Colour | None = None
    alarm: Colour | None = None
    approved_only: Answer | None = None


SHAPES = (_HospitalShape,)
"""Of schema 1."""


def read_hospital(source: Source) -> Hospital:
    """The hospital of one file.

    Raises:
        ContentError: With every key that is unknown or of another kind.
    """
    shape = fill(_HospitalShape, source)
    return Hospital(
        name=shape.name,
        department=shape.department,
        logo=shape.logo,
        editor=shape.editor,
        campuses=MappingProxyType(dict(shape.campuses or {})),
        accent=shape.accent,
        alarm=shape.alarm,
        approved_only=bool(shape.approved_only),
    )
