"""Write the kerning of each font file beside it, as a small table that needs no font tools to read.

usage: python fonts/kerning.py        needs: pip install fonttools

The GPOS table of a font answers "how far do these two glyphs move together" by a search through
subtables. Here it is asked once for every pair of characters. Characters that behave alike are
put into one group, and the answer is written for each pair of groups, in thousandths of the size:

    {"left": ["AÀÁ…", …], "right": ["TŢ…", …], "pairs": {"0": {"3": -40, …}, …}}
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

Pairs = dict[str, dict[str, int]]


def subtables(font: TTFont) -> Iterator[Any]:
    """Pair adjustment subtables of the kerning feature, in the order in which they are asked."""
    gpos = font["GPOS"].table
    lookups = {
        index
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(lookups):
        for subtable in gpos.LookupList.Lookup[index].SubTable:
            yield getattr(subtable, "ExtSubTable", subtable)


def rows(font: TTFont, glyphs: list[str]) -> dict[str, dict[str, int]]:
    """For each left glyph, the right glyphs that it moves towards or away from."""
    found: dict[str, dict[str, int]] = {glyph: {} for glyph in glyphs}
    settled: dict[str, set[str]] = defaultdict(set)
    for table in subtables(font):
        for place, left in enumerate(table.Coverage.glyphs):
            if left not in found:
                continue
            if table.Format == 1:
                answers = {
                    pair.SecondGlyph: pair.Value1.XAdvance if pair.Value1 else 0
                    for pair in table.PairSet[place].PairValueRecord
                }
            else:
                classes = table.ClassDef2.classDefs
                record = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
                answers = {
                    right: getattr(
                        record.Class2Record[classes.get(right, 0)].Value1, "XAdvance", 0
                    )
                    for right in glyphs
                }
            for right, move in answers.items():
                if right not in settled[left]:
                    settled[left].add(right)
                    if move:
                        found[left][right] = move
    return found


def group(alike: dict[Any, str]) -> tuple[list[str], dict[Any, int]]:
    """Number the groups; return their characters, and the number for each behaviour."""
    return list(alike.values()), {behaviour: n for n, behaviour in enumerate(alike)}


def kerning(font: TTFont) -> dict[str, Any]:
    """The table described at the head of this file."""
    characters = font.getBestCmap()
    move = rows(font, sorted(set(characters.values())))
    columns: dict[str, dict[str, int]] = defaultdict(dict)
    for left, answers in move.items():
        for right, value in answers.items():
            columns[right][left] = value
    lefts: dict[Any, str] = defaultdict(str)
    rights: dict[Any, str] = defaultdict(str)
    for code, glyph in sorted(characters.items()):
        if move[glyph]:
            lefts[tuple(sorted(move[glyph].items()))] += chr(code)
        if columns[glyph]:
            rights[tuple(sorted(columns[glyph].items()))] += chr(code)
    left_groups, _ = group(lefts)
    right_groups, _ = group(rights)
    scale = 1000 / font["head"].unitsPerEm
    pairs: Pairs = {}
    for n, left in enumerate(left_groups):
        answers = move[characters[ord(left[0])]]
        row = {
            str(k): round(answers[glyph] * scale)
            for k, right in enumerate(right_groups)
            if (glyph := characters[ord(right[0])]) in answers
        }
        pairs[str(n)] = row
    return {"left": left_groups, "right": right_groups, "pairs": pairs}


def main() -> None:
    """Write a table for each font file of this folder."""
    for file in sorted(Path(__file__).parent.glob("*.ttf")):
        table = kerning(TTFont(file))
        target = file.with_suffix(".kerning.json")
        target.write_text(
            json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
        )
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
