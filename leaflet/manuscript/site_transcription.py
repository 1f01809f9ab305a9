"""The part of a transcript that only a site has: labels of its own, and its own register.

The program's own labels and register are not approved text by text, so that an update of the
program leaves approvals alone. What a hospital words itself is approved like any other word.
"""

from collections.abc import Iterator

from leaflet.manuscript.formulary import Product, Register
from leaflet.manuscript.source import Source
from leaflet.manuscript.transcript import Statement, flatten

_LABELS = {("fields",), ("imprint",), ("contacts",)}
"""Groups of ``words/`` that are printed on every leaflet, and are no part of a plan."""


def transcribe_labels(own: Source, built_in: Source | None) -> Iterator[Statement]:
    """The labels that a site words otherwise than the program, or for a language of its own.

    Args:
        own: The site's words.
        built_in: The program's in the same language; ``None`` where there are none.
    """
    known = {} if built_in is None else dict(built_in.texts())
    for path, text in own.texts():
        if path[:1] in _LABELS and known.get(path, "").strip() != text.strip():
            kind = ".".join(map(str, path))
            yield Statement(f"label {kind}", flatten(text.strip()), own.place(path))


def transcribe_register(register: Register, own: Source) -> Iterator[Statement]:
    """The medicines that a site's own register names, and what it refuses together."""
    for product in register.products:
        place = own.key_place(("products", product.name))
        yield Statement("medicine known as", product.name, place)
        for kind, said in _of_product(product):
            yield Statement(kind, said, place)
    for group in register.groups:
        place = own.key_place(("groups", group.key))
        yield Statement("medicine group", group.key, place)
        yield Statement("title", group.title, place)
        for kind, prefixes in (("atc", group.atc), ("atc excepted", group.excepted)):
            for prefix in prefixes:
                yield Statement(kind, prefix, place)
    for conflict in register.conflicts:
        said = f"{conflict.first} {conflict.second} {conflict.verdict}"
        yield Statement("medicine conflict", said, conflict.place)
        yield Statement("reason", flatten(conflict.reason), conflict.place)


def _of_product(product: Product) -> Iterator[tuple[str, str]]:
    yield "atc", product.atc
    kinds = (("brand", product.brands), ("contains", product.contains), ("also", product.also))
    yield from ((kind, name) for kind, names in kinds for name in names)
    for piece in product.per_piece:
        for substance, amount in piece.holds.items():
            yield f"per piece of {piece.name}", f"{substance} {amount.value:f} {amount.unit}"
    if product.taken is not None:
        yield "taken", product.taken
    if product.injection:
        yield "injection", "yes"
    if product.withdrawn:
        yield "withdrawn", "yes"
