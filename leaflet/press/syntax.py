"""The syntax of PDF as far as a leaflet needs it: numbers, texts, streams (ISO 32000-1, 7)."""

import zlib
from collections.abc import Sequence

_ESCAPED = {ord(sign): f"\\{sign}" for sign in "()\\"}
_LEVEL = 9


def write_number(value: float) -> str:
    """A length in points with three decimals, less than a micrometre; no exponent."""
    written = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def write_text(text: str) -> str:
    """A text string of a dictionary: plain where it is printable ASCII, else UTF-16 in hexadecimal.

    In a plain one, CR is read as LF, and other control codes stand for accents (annex D.3).
    """
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def deflate(content: bytes, level: int = _LEVEL) -> bytes:
    """The content as ``FlateDecode`` reads it."""
    return zlib.compress(content, level)


def write_stream(number: int, content: bytes, entries: str = "/Filter/FlateDecode") -> bytes:
    """Object ``number``, a stream; ``content`` is as its filter wants it, ``entries`` says which.

    The line end before ``endstream`` (ISO 19005-2, 6.1.7.1) is one of two bytes: content that ends
    with CR would lose it to a single LF.
    """
    head = f"{number} 0 obj\n<<{entries}/Length {len(content)}>>\nstream\n"
    return b"%b%b\r\nendstream\nendobj\n" % (head.encode("ascii"), content)


def write_references(numbers: Sequence[int]) -> str:
    """An array of references."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"
