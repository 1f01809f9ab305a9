"""Dutch abbreviations and signs, as they are read aloud.

They are needed to count syllables, and to know which full stop ends no sentence.
"""

from collections.abc import Mapping
from types import MappingProxyType

SPOKEN: Mapping[str, str] = MappingProxyType(
    {
        "a.h.w.": "als het ware",
        "a.u.b.": "alstublieft",
        "afb.": "afbeelding",
        "art.": "artikel",
        "bijv.": "bijvoorbeeld",
        "blz.": "bladzijde",
        "bv.": "bijvoorbeeld",
        "ca.": "circa",
        "d.w.z.": "dat wil zeggen",
        "dr.": "dokter",
        "e.a.": "en andere",
        "e.d.": "en dergelijke",
        "enz.": "enzovoort",
        "etc.": "etcetera",
        "evt.": "eventueel",
        "excl.": "exclusief",
        "i.p.v.": "in plaats van",
        "i.v.m.": "in verband met",
        "incl.": "inclusief",
        "m.a.w.": "met andere woorden",
        "m.b.v.": "met behulp van",
        "max.": "maximaal",
        "mevr.": "mevrouw",
        "mijnh.": "mijnheer",
        "min.": "minimaal",
        "n.v.t.": "niet van toepassing",
        "nl.": "namelijk",
        "nr.": "nummer",
        "o.a.": "onder andere",
        "o.l.v.": "onder leiding van",
        "p.": "pagina",
        "prof.": "professor",
        "resp.": "respectievelijk",
        "s.v.p.": "alstublieft",
        "st.": "sint",
        "t.e.m.": "tot en met",
        "t.o.v.": "ten opzichte van",
        "t/m": "tot en met",
        "tel.": "telefoon",
        "vb.": "voorbeeld",
        "vgl.": "vergelijk",
        "z.o.z.": "zie ommezijde",
        "zgn.": "zogenaamd",
        "cm": "centimeter",
        "g": "gram",
        "kg": "kilogram",
        "km": "kilometer",
        "mg": "milligram",
        "ml": "milliliter",
        "mm": "millimeter",
        "x": "keer",
        "×": "keer",
        "%": "procent",
        "°": "graden",
        "°c": "graden",
        "&": "en",
        "+": "plus",
    }
)
"""Abbreviation, unit or sign, and the words that are heard."""

MAY_END = frozenset({"a.u.b.", "e.a.", "e.d.", "enz.", "etc.", "s.v.p.", "n.v.t."})
"""Those that may be the last word of a sentence; after any other, the sentence goes on."""
