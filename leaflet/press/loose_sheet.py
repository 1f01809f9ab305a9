"""The PDF of a sheet without a patient: the folding dummy or the test sheet.

It is made like a leaflet, from a plate without fields and an empty imprint: so it is tagged in the
same way, and asks of the printer exactly what a leaflet asks.
"""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from leaflet.content.model.brochure import texts_of
from leaflet.content.schema.words import read_language, read_sheet_language
from leaflet.content.site import Library
from leaflet.messages.message import Place
from leaflet.press.imprint import Imprint
from leaflet.press.make_plate import engrave, open_supplies
from leaflet.press.pdf.fonts import Fonts, number_codes
from leaflet.press.pdf.objects import deflate
from leaflet.press.plate import Metadata
from leaflet.press.press import Binder
from leaflet.typesetting.blocks.colophon import read_artwork
from leaflet.typesetting.compose import TypeResources
from leaflet.typesetting.fields.model import PatientForm
from leaflet.typesetting.impose import impose_matter
from leaflet.typesetting.look import OWN, Measures
from leaflet.typesetting.matter import Picture
from leaflet.typesetting.sheets.loose_sheet import Bench, LooseSheet
from leaflet.typesetting.typeface import FontWeight, load_typeface, require_glyphs

_BODY = 11.0
"""Body size in points; without fields, nothing is set by it."""


def open_bench(library: Library, language: str) -> Bench:
    """Words and typeface for a sheet.

    Raises:
        UsageError: If there are no words in this language.
        ContentError: If something is wrong with them.
        GlyphError: If the typeface cannot be read, or cannot draw a word.
    """
    words = read_sheet_language(library, language)
    typeface = load_typeface(library.fonts)
    said = ((Place(f"words/{language}.yaml"), text) for text in texts_of(words))
    require_glyphs(typeface[FontWeight.REGULAR], said)
    return Bench(words, read_language(library, language), typeface)


def print_sheet(made: LooseSheet, bench: Bench, library: Library) -> tuple[bytes, ...]:
    """The file, in parts that follow each other; the same sheet is the same file.

    Raises:
        GlyphError: If a font, a drawing or the colour profile cannot be read.
    """
    imposed = impose_matter(made.fold, made.flip, made.matter)
    case = TypeResources(bench.typeface, read_artwork(_drawings(made, library)))
    look = Measures.at(_BODY, OWN, sheet=made.fold.sheet)
    form = PatientForm(look, imposed.fields, bench.typeface, bench.language, {})
    metadata = Metadata(made.title, "", bench.language.language)
    supplies = open_supplies(library)
    plate = engrave(imposed, form, metadata, "", case, supplies)
    plate = replace(plate, content_id=sha256(plate.body + plate.tagged.body).hexdigest())
    codes = number_codes(bench.typeface[FontWeight.REGULAR].advances, plate.base)
    empty = (deflate(b""),) * (2 * len(imposed.pages))
    imprint = Imprint("", {}, empty, frozenset(), ())
    return Binder(plate, Fonts(supplies.fonts, codes)).bind(imprint)


def _drawings(made: LooseSheet, library: Library) -> dict[str, Path]:
    """The files of all drawings that the sheet shows, by name."""
    names = {item.name for _, items in made.matter for item in items if isinstance(item, Picture)}
    assets = library.assets() if names else {}
    return {name: assets.get(name, Path(name)) for name in sorted(names)}
