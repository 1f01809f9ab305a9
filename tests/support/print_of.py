"""What of a PDF may not change unnoticed: page code, placed characters, and the structure tree.

Each is reduced to one SHA-256. Compression, object numbers and the order of objects in the file are
left out, since they may change without a change on paper or to a screen reader.
"""

import ctypes
import hashlib
import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


def print_of(pdf: bytes) -> dict[str, str]:
    """The three hashes, and the number of pages."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
        code = _hash(_page_code(document))
        tree = _hash(_structure(document))
    return {"pages": str(pages), "code": code, "characters": _hash(_characters(pdf)), "tree": tree}


def _hash(parts: Iterator[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _page_code(document: pikepdf.Pdf) -> Iterator[str]:
    for page in document.pages:
        yield "page " + " ".join(f"{float(side):.3f}" for side in page.mediabox)
        contents = page.obj.get("/Contents")
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        for stream in streams:
            yield hashlib.sha256(stream.read_bytes()).hexdigest()


def _characters(pdf: bytes) -> Iterator[str]:
    """Every character with its origin in hundredths of a point, its size and its font."""
    document = pypdfium2.PdfDocument(pdf)
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    x, y = ctypes.c_double(), ctypes.c_double()
    for number, page in enumerate(document):
        text = page.get_textpage()
        for each in range(text.count_chars()):
            pdfium.FPDFText_GetCharOrigin(text, each, x, y)
            pdfium.FPDFText_GetFontInfo(text, each, name, 200, flags)
            font = name.value.decode("ascii").rpartition("+")[2]
            size = pdfium.FPDFText_GetFontSize(text, each)
            sign = pdfium.FPDFText_GetUnicode(text, each)
            yield f"{number} {sign:x} {x.value:.2f} {y.value:.2f} {size:.2f} {font}"
        text.close()
        page.close()
    document.close()


def _structure(document: pikepdf.Pdf) -> Iterator[str]:
    """The tree from its root: tags, alternative texts, attributes, and marks by page."""
    if "/StructTreeRoot" not in document.Root:
        yield "untagged"
        return
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    yield from _element(document.Root.StructTreeRoot, pages, 0, None)


def _element(
    element: pikepdf.Object, pages: dict[tuple[int, int], int], depth: int, page: int | None
) -> Iterator[str]:
    if "/Pg" in element:
        page = pages[element.Pg.objgen]
    said = (str(element.get(key, "")) for key in ("/S", "/Alt", "/ActualText", "/E", "/Lang"))
    yield f"{depth} {'|'.join(said)} {_attributes(element)}"
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            yield f"{depth + 1} mark {page} {kid}"
        elif kid.get("/Type") == "/OBJR":
            yield f"{depth + 1} link"
        elif kid.get("/Type") == "/MCR":
            yield f"{depth + 1} mark {pages[kid.Pg.objgen] if '/Pg' in kid else page} {kid.MCID}"
        else:
            yield from _element(kid, pages, depth + 1, page)


def _attributes(element: pikepdf.Object) -> str:
    found = element.get("/A", pikepdf.Array())
    owners = found if isinstance(found, pikepdf.Array) else [found]
    return " ".join(
        f"{key}={_written(value)}" for owner in owners for key, value in sorted(owner.items())
    )


def _written(value: object) -> str:
    whole = isinstance(value, pikepdf.Object)
    return value.unparse(resolved=True).decode("latin-1") if whole else str(value)
