"""Which medicine a plan line is about: a name that is known, or refused where it is nearly one.

Sources: ``domain.md`` 2.3 (N13, N16), 2.5 and T43. No name is ever corrected.
"""

import re
from collections.abc import Iterable, Mapping

from leaflet.discharge.english import enumerate_all
from leaflet.discharge.grammar import Phrases
from leaflet.discharge.line import begins_part
from leaflet.discharge.spelling import fold, nearest
from leaflet.discharge.stray import is_shorthand, looks_like
from leaflet.errors import DischargeError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.formulary import Formulary, Medicine, Register

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[-'’.](?=[^\W_]))*")
_GAP = re.compile(r"\s+")
_SLIP = 2
_LOOK_ALIKE = 3
_SHORTEST = 4


@frozen
class Named:
    """A medicine that a line is about.

    Attributes:
        name: As it is printed: the substance, or what was typed where it is not listed.
        brand: The listed trade name that was typed, or ``None``.
        atc: Its ATC code; ``None`` where it is not listed.
        substances: What is in it, for the check on duplicates.
        medicine: Its limits; ``None`` where the formulary states none.
    """

    name: str
    brand: str | None
    atc: str | None
    substances: frozenset[str]
    medicine: Medicine | None

    @property
    def called(self) -> str:
        """What messages call it; a name that no list has may be a patient's, who got into it."""
        return "this medicine" if self.atc is None else self.name


@frozen
class Names:
    """Every name that is known, folded (no accents, lower case), and what it stands for.

    Attributes:
        known: What each name stands for.
        pattern: Any of the names, the longest first.
        abbreviations: Shortened names, which are refused (N13).
        lookalikes: For a name, another that it is easily taken for (N16).
    """

    known: Mapping[str, Named]
    pattern: re.Pattern[str]
    abbreviations: frozenset[str]
    lookalikes: Mapping[str, str]


def list_names(formulary: Formulary, register: Register) -> Names:
    """The names of both lists; where both have one, the formulary's holds."""
    known: dict[str, Named] = {}
    for medicine in formulary.medicines:
        for name in (medicine.key, *medicine.brands):
            brand = None if name == medicine.key else name
            contained = frozenset({fold(medicine.key)})
            named = Named(medicine.key, brand, medicine.atc, contained, medicine)
            known.setdefault(fold(name), named)
    for product in register.products:
        contained = frozenset(map(fold, product.contains or (product.name,)))
        for name in (product.name, *product.brands):
            brand = None if name == product.name else name
            named = Named(product.name, brand, product.atc, contained, None)
            known.setdefault(fold(name), named)
    abbreviations = frozenset(map(fold, register.abbreviations))
    pairs = [pair for both in register.lookalikes for pair in (both, both[::-1])]
    lookalikes = {fold(one): other for one, other in pairs}
    return Names(known, _pattern(known), abbreviations, lookalikes)


def read_name(text: str, where: str, names: Names, phrases: Phrases) -> tuple[Named, int]:
    """The medicine at the start of the text, and where the rest of the text begins.

    Raises:
        DischargeError: If there is none, or one that is shortened (N13), misspelt (T43), or
            hidden among other words.
    """
    folded = fold(text)
    match = names.pattern.match(folded)
    if match is not None:
        return names.known[_GAP.sub(" ", match[0])], match.end()
    end = _end_of_name(text, phrases)
    typed = text[:end].strip()
    if not typed:
        what = "does not begin with the name of a medicine"
        raise DischargeError(Problem(where, what, "write the name first, then the dose"))
    objection = _objection(fold(typed), names, phrases)
    if objection is not None:
        raise DischargeError(Problem(where, *objection))
    return Named(typed, None, None, frozenset({fold(typed)}), None), end


def warn_unchecked(named: Named, where: str, names: Names) -> Problem:
    """The warning that no limits are known, and which listed name it must not be mixed up with."""
    what = f"{named.called} has no limits in the formulary, so it is not checked"
    known = [names.known[substance] for substance in sorted(named.substances & names.known.keys())]
    limited = [other.name for other in known if other.medicine is not None]
    if limited:
        what = f"{what}; it holds {enumerate_all(limited)}, whose limits stand on this leaflet"
    remedy = "check the dose; the plan says that it is not checked"
    if named.atc is None:
        remedy = f"{remedy}, and duplicates are not looked for"
    typed = fold(named.brand or named.name)
    others = (other for other in names.known if names.known[other].name != named.name)
    alike = names.lookalikes.get(typed)
    if alike is None and named.atc is None:
        alike = nearest(typed, others, _LOOK_ALIKE)
    if alike is not None:
        remedy = f"{remedy}; check the name as well: it looks like {alike} [N16]"
    return Problem(where, what, remedy)


def _pattern(known: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(known, key=len, reverse=True)
    written = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"(?:{written or '(?!)'})(?![^\W\d_]|[-'’])")


def _end_of_name(text: str, phrases: Phrases) -> int:
    """Where the words stop that can only be the name of a medicine."""
    end = 0
    while match := _WORD.match(text, end):
        if begins_part(text, match.start(), phrases) or is_shorthand(match[0], phrases):
            break
        end = match.end()
        gap = _GAP.match(text, end)
        if gap is None:
            break
        end = gap.end()
    return end


def _objection(typed: str, names: Names, phrases: Phrases) -> tuple[str, str] | None:
    """What is wrong with an unlisted name, and what to write instead; ``None`` if nothing is."""
    words = re.split(r"[\s\-'’]+", typed)
    for word in words:
        if word in names.abbreviations:
            return f"{word.upper()} is a shortened drug name [N13]", "write the name in full"
    slip = nearest(typed, names.known, _SLIP)
    if slip is not None:
        return f"{typed} is not in the formulary", f"did you mean {slip}?"
    for word in words:
        if word in names.known:
            return f"{word} stands among words that are not understood", f"begin with {word}"
        slip = nearest(word, names.known, _SLIP) if len(word) >= _SHORTEST else None
        if slip is not None:
            return f"{word} is not in the formulary", f"did you mean {slip}?"
    for word in words[1:]:
        meant = looks_like(word, phrases) if len(word) >= _SHORTEST else None
        if meant is not None:
            return f"{word} is not understood", f'did you mean "{meant}"?'
    return None
