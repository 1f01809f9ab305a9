"""What the formulary states of its medicines in figures, as far as it can be read.

A figure that its shape refuses is ``None`` here, so that the others of the same file can still be
held against each other, the brochure and the register.
"""

from collections.abc import Iterator

from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Limits
from leaflet.manuscript.scalar import perhaps_amount, perhaps_line, perhaps_whole
from leaflet.manuscript.source import Source
from leaflet.manuscript.value import Path


@frozen
class StatedFigures:
    """One medicine.

    Attributes:
        path: Where it stands in its file.
        key: Its name, as it is printed.
        usual: The usual single dose.
        limits: The refusal line.
        ceiling: What an override may not pass.
        amounts: All of them, with the strengths of its presentations; ``None`` where one of them
            cannot be read, so that nobody knows which amounts are stated.
    """

    path: Path
    key: str
    usual: Amount | None
    limits: Limits
    ceiling: Limits
    amounts: tuple[Amount, ...] | None


def read_stated_figures(source: Source) -> tuple[StatedFigures, ...]:
    """The medicines of a formulary, in the order of the file."""
    return tuple(_statements(source))


def _statements(source: Source) -> Iterator[StatedFigures]:
    for written in source.keys(("medicines",)):
        path: Path = ("medicines", written)
        key = perhaps_line(written)
        if key is None:
            continue
        yield StatedFigures(
            path=path,
            key=key,
            usual=perhaps_amount(source.find((*path, "usual"))),
            limits=_limits(source, (*path, "limits")),
            ceiling=_limits(source, (*path, "ceiling")),
            amounts=_amounts(source, path),
        )


def _amounts(source: Source, medicine: Path) -> tuple[Amount, ...] | None:
    forms = range(len(source.items((*medicine, "presentations"))))
    written = [
        source.find((*medicine, *path))
        for path in (
            ("usual",),
            ("limits", "single"),
            ("limits", "per_day"),
            *(("presentations", n, "strength") for n in forms),
        )
    ]
    amounts = [perhaps_amount(value) for value in written if value is not None]
    read = tuple(amount for amount in amounts if amount is not None)
    return read if len(read) == len(amounts) else None


def _limits(source: Source, path: Path) -> Limits:
    return Limits(
        single=perhaps_amount(source.find((*path, "single"))),
        per_day=perhaps_amount(source.find((*path, "per_day"))),
        intakes=perhaps_whole(source.find((*path, "intakes"))),
        interval=perhaps_whole(source.find((*path, "interval"))),
        days=perhaps_whole(source.find((*path, "days"))),
    )
