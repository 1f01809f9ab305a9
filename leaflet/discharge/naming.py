"""Which medicine a plan line is about: a name that is known, or refused where it is nearly one.

Sources: ``domain.md`` 2.3 (N13, N16), 2.5 and T43. No name is ever corrected.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from leaflet.discharge.english import enumerate_all
from leaflet.discharge.grammar import Phrases
from leaflet.discharge.line import begins_part
from leaflet.discharge.spelling import fold, nearest
from leaflet.discharge.stray import is_shorthand, looks_like
from leaflet.errors import DischargeError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Formulary, Medicine, Product, Register

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[-'’.](?=[^\W_]))*")
_GAP = re.compile(r"\s+")
_SLIP = 2
_LOOK_ALIKE = 3
_SHORTEST = 4
_BRACKET = re.compile(r"[()]")

_Row = tuple[Medicine | None, Product | None, str | None]
"""What a name stands for: its limits, its entry in the register, and the brand that it is."""
_NOTHING: _Row = (None, None, None)


@frozen
class Share:
    """What one piece of a combination holds of a medicine with limits.

    Attributes:
        medicine: That medicine, with its limits.
        amount: How much; ``None`` where the register does not say.
    """

    medicine: Medicine
    amount: Amount | None


@frozen
class Named:
    """A medicine that a line is about.

    Attributes:
        name: As it is printed: the substance, or what was typed where it is not listed.
        brand: The listed trade name that was typed, or ``None``.
        atc: Its ATC code; ``None`` where it is not listed.
        substances: What is in it, for the check on duplicates.
        medicine: Its limits; ``None`` where the formulary states none.
        product: What the register says of it; ``None`` where only the formulary names it.
        shares: What a combination holds of the formulary's medicines.
    """

    name: str
    brand: str | None
    atc: str | None
    substances: frozenset[str]
    medicine: Medicine | None
    product: Product | None = None
    shares: tuple[Share, ...] = ()

    @property
    def limited(self) -> tuple[Medicine, ...]:
        """The medicines of the formulary that it is, or holds."""
        if self.medicine is not None:
            return (self.medicine,)
        return tuple(share.medicine for share in self.shares)

    @property
    def interval(self) -> int | None:
        """The least hours between two intakes, the longest of what it holds."""
        stated = [medicine.limits.interval or 0 for medicine in self.limited]
        return max(stated, default=0) or None

    @property
    def checked(self) -> bool:
        """Whether all that is in it has limits, so that nothing of it goes unchecked."""
        return self.medicine is not None or 0 < len(self.substances) == len(self.shares)

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
    pattern: "NamePattern"
    abbreviations: frozenset[str]
    lookalikes: Mapping[str, str]


class Known(Mapping[str, Named]):
    """Every name, folded, and what it stands for: made when it is asked for.

    A register has a thousand names, and a plan a few of them. Where both lists name a medicine,
    it has the names of both, and the limits of the formulary.
    """

    __slots__ = ("_limited", "_made", "_rows")

    def __init__(self, formulary: Formulary, register: Register) -> None:
        self._limited = {fold(medicine.key): medicine for medicine in formulary.medicines}
        self._made: dict[str, Named] = {}
        self._rows: dict[str, _Row] = {}
        joined: dict[str, Product] = {}
        listed: list[tuple[str, _Row]] = []
        for product in register.products:
            names = [fold(name) for name in (product.name, *product.also)]
            key = next((name for name in names if name in self._limited), None)
            medicine = None if key is None else self._limited[key]
            if key is not None:
                joined[key] = product
            row: _Row = medicine, product, None
            listed += [(name, row) for name in names]
            listed += [(fold(brand), (medicine, product, brand)) for brand in product.brands]
        for key, medicine in self._limited.items():
            known = joined.get(key)
            self._rows.setdefault(key, (medicine, known, None))
            for brand in medicine.brands:
                self._rows.setdefault(fold(brand), (medicine, known, brand))
        for name, row in listed:
            self._rows.setdefault(name, row)
        for name, row in listed:
            if "(" in name:  # "fentanyl pleister" too, where nothing else is called so
                self._rows.setdefault(" ".join(_BRACKET.sub(" ", name).split()), row)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, name: str) -> Named:
        if name not in self._made:
            self._made[name] = self._make(*self._rows[name])
        return self._made[name]

    def _make(self, medicine: Medicine | None, product: Product | None, brand: str | None) -> Named:
        if medicine is not None:
            own = frozenset({fold(medicine.key)})
            return Named(medicine.key, brand, medicine.atc, own, medicine, product)
        assert product is not None
        substances = frozenset(map(self._substance, product.contains or (product.name,)))
        shares: tuple[Share, ...] = ()
        if len(substances) > 1:
            held = self._held(product, fold(brand or product.name))
            limited = sorted(substances & self._limited.keys())
            shares = tuple(Share(self._limited[each], held.get(each)) for each in limited)
        return Named(product.name, brand, product.atc, substances, None, product, shares)

    def _substance(self, name: str) -> str:
        """What a substance is counted under: the name of its limits, if it has any."""
        medicine = self._rows.get(fold(name), _NOTHING)[0]
        return fold(name if medicine is None else medicine.key)

    def _held(self, product: Product, name: str) -> dict[str, Amount]:
        """What one piece of this name of the product holds; empty where it is not known."""
        for piece in product.per_piece:
            if fold(piece.name) == name:
                return {self._substance(each): amount for each, amount in piece.holds.items()}
        return {}


class NamePattern:
    """Any of the names, the longest first, as a regular expression of all of them would match.

    Such an expression takes longer to compile than a leaflet to make, so only the name that the
    text begins with becomes one.
    """

    __slots__ = ("_by_letter", "_known")

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._by_letter: dict[str, list[str]] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """The longest name at the start of the folded text, no letter nor hyphen after it."""
        typed = " ".join(text.split())
        for name in self._beginning_with(text[:1]):
            if typed.startswith(name):
                written = r"\s+".join(map(re.escape, name.split()))
                match = re.match(rf"{written}(?![^\W\d_]|[-'’])", text)
                if match is not None:
                    return match
        return None

    def _beginning_with(self, letter: str) -> list[str]:
        if letter not in self._by_letter:
            names = [name for name in self._known if name.startswith(letter)] if letter else []
            self._by_letter[letter] = sorted(names, key=len, reverse=True)
        return self._by_letter[letter]


def list_names(formulary: Formulary, register: Register) -> Names:
    """The names of both lists; where both have one, the formulary's holds."""
    known = Known(formulary, register)
    abbreviations = frozenset(map(fold, register.abbreviations))
    pairs = [pair for both in register.lookalikes for pair in (both, both[::-1])]
    lookalikes = {fold(one): other for one, other in pairs}
    return Names(known, NamePattern(known), abbreviations, lookalikes)


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
    if named.shares:
        counted = enumerate_all([share.medicine.key for share in named.shares])
        what = f"{what}, but for its {counted}"
    remedy = "check the dose; nothing on the paper says that it was not"
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
