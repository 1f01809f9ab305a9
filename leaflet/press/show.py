"""Characters with their kerning, written as one ``TJ`` operator a piece.

ReportLab's own text object shows a string without kerning. What is written here is what it would
write, with the moves of the kerning table between the characters; nothing of it is measured here.
"""

from reportlab.pdfgen.textobject import PDFTextObject

from leaflet.typesetting.face import Face


def show(text: PDFTextObject, characters: str, face: Face) -> None:
    """Show ``characters`` at the text position, in the font, size and colour that are set."""
    moves = (*face.kerning.moves(characters), 0)
    document = text._canvas._doc
    place = 0
    for subset, codes in face.font.splitString(characters, document):
        if subset != text._curSubset:
            name = face.font.getSubsetInternalName(subset, document)
            text._code.append(f"{name} {text._fontsize:g} Tf")
            text._curSubset = subset
        shown = moves[place : place + len(codes)]
        text._code.append(f"[{_array(text, codes, shown)}] TJ")
        place += len(codes)


def _array(text: PDFTextObject, codes: bytes, moves: tuple[int, ...]) -> str:
    """Strings, with a number after each character that moves its successor (thousandths, left)."""
    parts, start = [], 0
    for end, move in enumerate(moves, 1):
        if move or end == len(codes):
            parts.append(f"({text._canvas._escape(codes[start:end])})")
            start = end
        if move:
            parts.append(f"{-move}")
    return "".join(parts)
