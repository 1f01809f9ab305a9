"""Fixed spellings of measures and parts of a tablet, for all languages: no site can change them.

A printed dose is read back by these spellings alone, so a site's own words cannot turn 500 mg into
500 g. No spelling stands for two measures whatever the language. Micrograms are spelled out in
print (N6 of ``docs/rules.md``), as the sign is misread as milligrams.
"""

from collections.abc import Mapping
from types import MappingProxyType

from leaflet.content.model.medicines import Unit

_MEASURES = {
    Unit.MILLIGRAM: (
        "mg milligram milligrammen milligrams milligramme milligrammes milligramm miligram"
        " miligramy miligramów miligrame мг миллиграмм миллиграмма миллиграммов міліграм міліграма"
        " міліграмів ملغ مغ"
    ),
    Unit.GRAM: (
        "g gram grammen grams gramme grammes gramm gramy gramów grame г грамм грамма граммов грам"
        " грама грамів غ غرام"
    ),
    Unit.MICROGRAM: (
        "microgram microgrammen micrograms microgramme microgrammes mikrogramm mikrogram"
        " mikrogramy mikrogramów micrograme мкг микрограмм микрограмма микрограммов мікрограм"
        " мікрограма мікрограмів ميكروغرام"
    ),
    Unit.MILLILITRE: (
        "ml mL milliliter milliliters millilitre millilitres mililitr mililitry mililitrów"
        " mililitru mililitri mililitre мл миллилитр миллилитра миллилитров мілілітр мілілітра"
        " мілілітрів مل"
    ),
}
_TYPED_ONLY = {Unit.MICROGRAM: "mcg µg μg ug"}

_HALVES = (
    "half halve helft demi demie moitié halb halbe halber halben halbes hälfte yarım pół połowa"
    " połowę jumătate половина половину половины половини نصف"
)
_QUARTERS = (
    "kwart vierde quart quarter viertel çeyrek ćwierć ćwiartka ćwiartkę sfert четверть чверть ربع"
)

MEASURES: Mapping[Unit, tuple[str, ...]] = MappingProxyType(
    {unit: tuple(words.split()) for unit, words in _MEASURES.items()}
)
"""The spellings that may be printed, the sign first."""

HALVES, QUARTERS = frozenset(_HALVES.split()), frozenset(_QUARTERS.split())

PARTS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "nl": {
            "half": ("een half {unit}", "halve {unit}"),
            "quarter": ("kwart {unit}", "een vierde {unit}"),
        }
    }
)
"""By language of the program: what else a half and a quarter may be called in print."""

UNPRINTED = frozenset({"nuchter"})
"""Words that are understood as a moment, and would say more than that on paper."""

PAIRS: Mapping[str, Mapping[Unit, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        "nl": {
            Unit.MILLIGRAM: (("mg", "mg"), ("milligram", "milligram")),
            Unit.GRAM: (("g", "g"), ("gram", "gram")),
            Unit.MICROGRAM: (("microgram", "microgram"),),
            Unit.MILLILITRE: (("ml", "ml"), ("mL", "mL"), ("milliliter", "milliliter")),
            Unit.DROP: (("druppel", "druppels"), ("druppeltje", "druppeltjes")),
            Unit.TABLET: (
                ("tablet", "tabletten"),
                ("tabletje", "tabletjes"),
                ("pil", "pillen"),
                ("comprimé", "comprimés"),
            ),
            Unit.CAPSULE: (("capsule", "capsules"),),
            Unit.SACHET: (("zakje", "zakjes"), ("sachet", "sachets")),
            Unit.UNIT: (("eenheid", "eenheden"),),
        }
    }
)
"""By language of the program: what a unit may be called in print, one and many."""

_SIGN = 3
"""Letters that a sign has at most; in a sign, a capital makes another one: Mg is no mg."""

_UNITS = {word: unit for unit, words in MEASURES.items() for word in words}
_TYPED = {word: unit for unit, words in _TYPED_ONLY.items() for word in words.split()}

_MANY = {
    "nl": (
        "elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig"
        " veertig vijftig zestig zeventig tachtig negentig honderd duizend dubbel dubbele tweemaal"
        " driemaal viermaal"
    ),
    "fr": (
        "onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent"
        " mille double"
    ),
    "en": (
        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty"
        " forty fifty sixty seventy eighty ninety hundred thousand double twice thrice"
    ),
    "de": (
        "elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig"
        " vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend doppelt zweimal dreimal"
        " viermal"
    ),
}


def many_in(language: str) -> frozenset[str]:
    """Words of a language for numbers past those that a plan line may be typed with."""
    return frozenset(_MANY.get(language, "").split())


def measure_of(word: str) -> Unit | None:
    """The measure that a printed word stands for; ``None`` where it is none's spelling."""
    if len(word) > _SIGN:
        word = word.casefold()
    return _UNITS.get(word)


def typed_measure_of(word: str) -> Unit | None:
    """The same of a word that was typed: case does not matter, and some more are understood."""
    folded = word.casefold()
    return _UNITS.get(folded) or _TYPED.get(folded) or _TYPED.get(word)
