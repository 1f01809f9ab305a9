"""Write ``srgb.icc`` beside this file: the colours of sRGB, for the output intent of a PDF/A.

usage: python assets/srgb_profile.py        needs: Python alone

Every number is computed here from what IEC 61966-2-1 states of sRGB: its primaries, its white and
its curve. The layout is that of a display profile of ICC.1:2001-04 (version 2), which every reader
and printer of PDF knows. The same program writes the same bytes.
"""

import zlib
from collections.abc import Sequence
from pathlib import Path
from struct import pack

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
"""Chromaticities x and y of red, green and blue."""

WHITE = (0.3127, 0.3290)
"""Chromaticity of D65, the white of sRGB."""

D50 = (0.9642, 1.0, 0.8249)
"""XYZ of the white in which profiles are connected."""

BRADFORD: Matrix = (
    (0.8951, 0.2664, -0.1614),
    (-0.7502, 1.7135, 0.0367),
    (0.0389, -0.0685, 1.0296),
)
"""From XYZ to the responses of a cone, in which one white is adapted to another."""

POINTS = 52
"""How many points the curve has: one for every fifth value of a byte. Between them it is straight,
and nowhere more than a sixth of such a value away from sRGB."""

DESCRIPTION = b"sRGB"
RIGHTS = b"No copyright, use freely"


def cross(a: Vector, b: Vector) -> Vector:
    """The cross product of two vectors."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def invert(m: Matrix) -> Matrix:
    """The inverse of a matrix."""
    columns = cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1])
    whole = sum(x * y for x, y in zip(m[0], columns[0], strict=True))
    a, b, c = ((p / whole, q / whole, r / whole) for p, q, r in zip(*columns, strict=True))
    return a, b, c


def apply(m: Matrix, v: Sequence[float]) -> Vector:
    """The product of a matrix and a column."""
    a, b, c = (sum(x * y for x, y in zip(row, v, strict=True)) for row in m)
    return a, b, c


def xyz(chromaticity: tuple[float, float]) -> Vector:
    """XYZ of a colour whose Y is 1."""
    x, y = chromaticity
    return x / y, 1.0, (1 - x - y) / y


def colorants() -> tuple[Vector, ...]:
    """XYZ of full red, green and blue, seen under D50; together they are its white."""
    columns = [xyz(primary) for primary in PRIMARIES]
    a, b, c = zip(*columns, strict=True)
    white = xyz(WHITE)
    shares = apply(invert((a, b, c)), white)
    cones = apply(BRADFORD, white), apply(BRADFORD, D50)
    back = invert(BRADFORD)
    adapted = []
    for column, share in zip(columns, shares, strict=True):
        response = apply(BRADFORD, [share * value for value in column])
        moved = [r * to / of for r, of, to in zip(response, *cones, strict=True)]
        adapted.append(apply(back, moved))
    return tuple(adapted)


def light(value: float) -> float:
    """How much light a value between 0 and 1 stands for (IEC 61966-2-1, 5.2)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def fixed(value: float) -> int:
    """A number with 16 bits after the point."""
    return round(value * 65536)


def write_xyz(numbers: Sequence[int]) -> bytes:
    """A tag of type XYZ."""
    return b"XYZ \0\0\0\0" + pack(">3i", *numbers)


def write_colorants() -> list[bytes]:
    """Tags of red, green and blue, rounded so that their sum is the white to the last bit."""
    rows: list[list[int]] = [[], [], []]
    for axis, whole in enumerate(D50):
        rest = fixed(whole)
        for row, colorant in zip(rows[1:], colorants()[1:], strict=True):
            row.append(fixed(colorant[axis]))
            rest -= row[-1]
        rows[0].append(rest)
    return [write_xyz(row) for row in rows]


def profile() -> bytes:
    """The profile as bytes."""
    white = pack(">3i", *map(fixed, D50))
    red, green, blue = write_colorants()
    steps = [round(65535 * light(n / (POINTS - 1))) for n in range(POINTS)]
    curve = b"curv\0\0\0\0" + pack(f">I{POINTS}H", POINTS, *steps)
    name = DESCRIPTION + b"\0"
    # The same name in other scripts, which this one does not have, takes 78 bytes all the same.
    description = b"desc\0\0\0\0" + pack(">I", len(name)) + name + bytes(78)
    tags = {
        b"desc": description,
        b"cprt": b"text\0\0\0\0" + RIGHTS + b"\0",
        b"wtpt": b"XYZ \0\0\0\0" + white,
        b"rXYZ": red,
        b"gXYZ": green,
        b"bXYZ": blue,
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    directory, bodies = pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for tag, body in tags.items():
        if body not in places:
            places[body] = start + len(bodies)
            bodies += body + bytes(-len(body) % 4)
        directory += tag + pack(">2I", places[body], len(body))
    return _header(start + len(bodies), white) + directory + bodies


def _header(size: int, white: bytes) -> bytes:
    """The 128 bytes at its head; what is not stated is 0."""
    head = pack(">I4xI", size, 0x02100000) + b"mntrRGB XYZ "
    head += pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp"
    return (head + bytes(28) + white).ljust(128, b"\0")


def main() -> None:
    """Write the profile."""
    target = Path(__file__).with_name("srgb.icc")
    content = profile()
    target.write_bytes(content)
    print(f"{target.name}: {len(content)} bytes, {len(zlib.compress(content, 9))} deflated")


if __name__ == "__main__":
    main()
