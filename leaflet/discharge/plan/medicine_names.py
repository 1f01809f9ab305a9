"""The medicine of a plan line: a known name, or a refusal where it is nearly one.

Sources: ``docs/rules.md`` 2.3 (N13, N16), 2.5 and T43. No name is ever corrected.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from leaflet.content.model.medicines import Amount, Formulary, Medicine, MedicineRegister, Product
from leaflet.discharge.plan.complaints import is_shorthand, say_barred
from leaflet.discharge.plan.grammar import Phrases
from leaflet.discharge.plan.parse import begins_part
from leaflet.discharge.plan.spelling import (
    casefold_plain,
    is_slip,
    nearest,
    plain_forms,
    plain_words,
)
from leaflet.errors import DischargeError, Problem
from leaflet.messages.message import Excerpt, Joint, Key, Listing, MedicineName, Message, Name, both
from leaflet.messages.phrases import did_you_mean
from leaflet.records import frozen

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[-'’.](?=[^\W_]))*")
_NAME = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)(?:-(?:[A-Z]?[a-z]+|[A-Z]+))*")
"""One word, of which parts may be joined by a hyphen; a capital in it may begin another word."""
_GAP = re.compile(r"\s+")
_SLIP = 2
_LOOK_ALIKE = 3
_BRACKET = re.compile(r"[()]")
_SHORTEST = 4
"""Letters of the longest word of a name; a shorter one is an abbreviation, listed or not."""
_LONG = 6
"""Letters of a word that may be two letters away from a listed name; a shorter one is by one."""
_GLUED = 4
"""Letters of a word of the plan that is also found at the beginning and the end of another one."""
_BARRED = 2
"""The same of a word that refuses a line."""
_STUMP = 3
"""Letters with which a listed name may begin, so that nothing else is called so."""
_BLURRED = 6
"""Letters of a listed name of which one may be wrong where more letters are glued to it."""

_Row = tuple[Medicine | None, Product | None, str | None]
"""What a name stands for: its limits, its entry in the register, and the brand that it is."""
_NOTHING: _Row = (None, None, None)

THIS_MEDICINE = Message("plan.this-medicine", "this medicine")
"""What messages call a name that no list has: it may be a patient's, who got into it."""


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
    def called(self) -> MedicineName | Message:
        """What messages call it."""
        return THIS_MEDICINE if self.atc is None else MedicineName(self.name)


@frozen
class Names:
    """Every name that is known, folded (no accents, lower case), and what it stands for.

    Attributes:
        known: What each name stands for.
        longest: The letters of the longest name.
        abbreviations: Shortened names, which are refused (N13).
        lookalikes: For a name, another that it is easily taken for (N16).
    """

    known: Mapping[str, Named]
    longest: int
    abbreviations: frozenset[str]
    lookalikes: Mapping[str, str]

    def at(self, folded: str, start: int = 0) -> str | None:
        """The longest name that begins at this place of a folded text, as whole words."""
        for end in range(min(len(folded), start + self.longest), start, -1):
            if folded[start:end] in self.known and _ends_name(folded, end):
                return folded[start:end]
        return None

    def within(self, text: str) -> str | None:
        """The first name that stands anywhere in the text, as whole words."""
        folded = casefold_plain(text)
        starts = (word.start() for word in re.finditer(r"(?<![^\W_])[^\W_]", folded))
        return next((name for start in starts if (name := self.at(folded, start))), None)

    def meant(self, text: str) -> str | None:
        """A name that the text holds, nearly holds, or begins; ``None`` if it is like none."""
        folded = casefold_plain(text)
        found = self.within(text) or nearest(folded, self.known, _SLIP)
        near = (self._near(word) for word in re.split(r"[^\w]+", folded))
        return found or next(filter(None, near), None) or self._held(_letters(folded))

    def resembled(self, text: str) -> bool:
        """Whether a word of the text is a name, is a slip for one, or has one glued to it."""
        if self.within(text):
            return True
        words = (word for word in plain_words(text) if len(word) >= _LONG)
        return any(
            nearest(word, self.known, 1) or any(name in word for name in self._long())
            for word in words
        )

    def rest(self, text: str) -> str:
        """The text behind the listed name with which it begins; all of it where there is none."""
        return text[len(self.at(casefold_plain(text)) or "") :]

    def _near(self, word: str) -> str | None:
        """A name that this word is a slip for, or the stump of."""
        if len(word) < _SHORTEST:
            return None
        slip = nearest(word, self.known, _SLIP if len(word) >= _LONG else 1)
        return slip or self._begun(word)

    def _long(self) -> list[str]:
        return [name for name in self.known if len(name) >= _LONG]

    def _begun(self, stump: str) -> str | None:
        """A name that begins with these letters, and goes on within the same word."""
        size = len(stump)
        begun = (name for name in self.known if name.startswith(stump))
        return next((name for name in begun if name[size : size + 1].isalpha()), None)

    def _held(self, joined: str) -> str | None:
        """A name in letters that are glued together, or that begins with them.

        One letter may be wrong, or two swapped.
        """
        known = {_letters(name): name for name in self.known}
        held = nearest(joined, known, _SLIP)
        if held is None and len(joined) >= _STUMP:
            held = next((name for name in known if name.startswith(joined)), None)
        if held is None:
            held = max((name for name in known if _holds(joined, name)), key=len, default=None)
        if held is None:
            held = next((name for name in known if _nearly_holds(joined, name)), None)
        return None if held is None else known[held]


class Known(Mapping[str, Named]):
    """Every name, folded, and what it stands for: made when it is asked for.

    A register has a thousand names, and a plan a few of them. Where both lists name a medicine,
    it has the names of both, and the limits of the formulary.
    """

    __slots__ = ("_limited", "_made", "_rows")

    def __init__(self, formulary: Formulary, register: MedicineRegister) -> None:
        self._limited = {casefold_plain(medicine.key): medicine for medicine in formulary.medicines}
        self._made: dict[str, Named] = {}
        self._rows: dict[str, _Row] = {}
        joined: dict[str, Product] = {}
        listed: list[tuple[str, _Row]] = []
        for product in register.products:
            names = [casefold_plain(name) for name in (product.name, *product.also)]
            key = next((name for name in names if name in self._limited), None)
            medicine = None if key is None else self._limited[key]
            if key is not None:
                joined[key] = product
            row: _Row = medicine, product, None
            listed += [(name, row) for name in names]
            listed += [
                (casefold_plain(brand), (medicine, product, brand)) for brand in product.brands
            ]
        for key, medicine in self._limited.items():
            known = joined.get(key)
            self._rows.setdefault(key, (medicine, known, None))
            for brand in medicine.brands:
                self._rows.setdefault(casefold_plain(brand), (medicine, known, brand))
        for name, row in listed:
            self._rows.setdefault(name, row)
        for name, row in listed:
            if "(" in name:  # "fentanyl pleister" too, where nothing else is called so
                self._rows.setdefault(" ".join(_BRACKET.sub(" ", name).split()), row)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __getitem__(self, name: str) -> Named:
        if name not in self._made:
            self._made[name] = self._make(*self._rows[name])
        return self._made[name]

    def _make(self, medicine: Medicine | None, product: Product | None, brand: str | None) -> Named:
        if medicine is not None:
            own = frozenset({casefold_plain(medicine.key)})
            return Named(medicine.key, brand, medicine.atc, own, medicine, product)
        assert product is not None
        substances = frozenset(map(self._substance, product.contains or (product.name,)))
        shares: tuple[Share, ...] = ()
        if len(substances) > 1:
            held = self._held(product, casefold_plain(brand or product.name))
            limited = sorted(substances & self._limited.keys())
            shares = tuple(Share(self._limited[each], held.get(each)) for each in limited)
        return Named(product.name, brand, product.atc, substances, None, product, shares)

    def _substance(self, name: str) -> str:
        """What a substance is counted under: the name of its limits, if it has any."""
        medicine = self._rows.get(casefold_plain(name), _NOTHING)[0]
        return casefold_plain(name if medicine is None else medicine.key)

    def _held(self, product: Product, name: str) -> dict[str, Amount]:
        """What one piece of this name of the product holds; empty where it is not known."""
        for piece in product.per_piece:
            if casefold_plain(piece.name) == name:
                return {self._substance(each): amount for each, amount in piece.holds.items()}
        return {}


def list_names(formulary: Formulary, register: MedicineRegister) -> Names:
    """The names of both lists; where both have one, the formulary's holds."""
    known = Known(formulary, register)
    abbreviations = frozenset(map(casefold_plain, register.abbreviations))
    pairs = [pair for both in register.lookalikes for pair in (both, both[::-1])]
    lookalikes = {casefold_plain(one): other for one, other in pairs}
    return Names(known, max(map(len, known), default=0), abbreviations, lookalikes)


def read_name(text: str, where: Key, names: Names, phrases: Phrases) -> tuple[Named, int]:
    """The medicine at the start of the text, and where the rest of the text begins.

    A name that no list has is read only before the words that say so (``Grammar.unlisted``).

    Raises:
        DischargeError: If there is none, one that no list has, or one that is shortened (N13),
            nearly that of a listed medicine (T43), or hidden among other words.
    """
    listed, marker = names.at(casefold_plain(text)), phrases.unlisted.search(text)
    if listed is not None and marker is None:
        return names.known[listed], len(listed)
    if listed is not None:
        what = Message(
            "plan.listed-name",
            "{medicine} is in the list, so it is checked by what the list says",
            medicine=MedicineName(listed),
        )
        remedy = Message("plan.name-alone", "write its name alone, or the one that is meant")
        raise DischargeError(Problem(where, what, remedy))
    end = _end_of_name(text, phrases) if marker is None else marker.start()
    typed = text[:end].strip(" ,;")
    if not typed:
        what = Message("plan.no-name", "does not begin with the name of a medicine")
        remedy = Message("plan.name-first", "write the name first, then the dose")
        raise DischargeError(Problem(where, what, remedy))
    objection = _objection(typed, names, phrases)
    if objection is not None:
        raise DischargeError(Problem(where, *objection))
    if marker is not None and not _NAME.fullmatch(_plain(typed)):
        what = Message("plan.not-one-word", "the name that no list has is not one word of letters")
        remedy = Message("plan.one-word", "write its substance alone, in one word")
        raise DischargeError(Problem(where, what, remedy))
    if marker is not None and (told := _nameless(typed, phrases)):
        what = Message(
            "plan.nameless", '"{word}" is not the name of a medicine', word=Excerpt(told)
        )
        remedy = Message("plan.write-name", "write the name itself")
        raise DischargeError(Problem(where, what, remedy))
    if marker is None:
        what = Message("plan.unlisted", "begins with a name that is in no list of medicines")
        remedy = Message(
            "plan.if-unlisted",
            'check its spelling, or write "{words}" after it if it is meant',
            words=phrases.examples.unlisted,
        )
        raise DischargeError(Problem(where, what, remedy))
    return Named(typed, None, None, frozenset({casefold_plain(typed)}), None), marker.end()


def warn_unchecked(named: Named, where: Key, names: Names) -> Problem:
    """The warning that no limits are known, and which listed name it must not be mixed up with."""
    if named.shares:
        counted = [MedicineName(share.medicine.key) for share in named.shares]
        what = Message(
            "plan.unchecked-but-for",
            "{medicine} has no limits in the formulary, so it is not checked,"
            " but for its {substances}",
            medicine=named.called,
            substances=Listing(tuple(counted), Joint.AND),
        )
    else:
        what = Message(
            "plan.unchecked",
            "{medicine} has no limits in the formulary, so it is not checked",
            medicine=named.called,
        )
    if named.atc is None:
        remedy = Message(
            "plan.check-unlisted",
            "check the dose; nothing on the paper says that it was not,"
            " and duplicates are not looked for",
        )
    else:
        remedy = Message(
            "plan.check-unchecked", "check the dose; nothing on the paper says that it was not"
        )
    typed = casefold_plain(named.brand or named.name)
    alike = names.lookalikes.get(typed)
    if alike is None and named.atc is None:
        alike = nearest(typed, names.known, _LOOK_ALIKE)
    if alike is not None:
        name = Message(
            "plan.looks-like",
            "check the name as well: it looks like {medicine} [N16]",
            medicine=MedicineName(alike),
        )
        remedy = both(remedy, name)
    return Problem(where, what, remedy)


def _ends_name(folded: str, end: int) -> bool:
    """Whether a name may end here: before no letter, and not within a number."""
    after = folded[end : end + 1]
    if after.isdigit():
        return not folded[end - 1].isdigit()
    return not (after.isalpha() or (after and after in "-'_"))


def _letters(folded: str) -> str:
    return folded if folded.isalpha() else "".join(filter(str.isalpha, folded))


def _holds(joined: str, name: str) -> bool:
    if len(name) > _SHORTEST:
        return name in joined
    return len(name) == _SHORTEST and (joined.startswith(name) or joined.endswith(name))


def _nearly_holds(joined: str, name: str) -> bool:
    size, half = len(name), len(name) // 2
    if size < _BLURRED or not (name[:half] in joined or name[half:] in joined):
        return False
    return any(
        is_slip(joined[:cut], name) or is_slip(joined[-cut:], name)
        for cut in range(size - 1, size + 2)
    )


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


def _objection(typed: str, names: Names, phrases: Phrases) -> tuple[Message, Message] | None:
    """What is wrong with a name that no list has, and what to write; ``None`` if nothing is."""
    words = plain_words(typed)
    told = _word_of_plan(words, phrases)
    if told is not None:
        return told
    if foreign := {
        sign for sign in typed if sign.isalpha() and not "a" <= casefold_plain(sign) <= "z"
    }:
        points = [Name(point) for point in sorted(f"U+{ord(sign):04X}" for sign in foreign)]
        what = Message(
            "plan.foreign-letters",
            "the name holds letters that only look like those of a listed name ({points})",
            points=Listing(tuple(points), Joint.COMMA),
        )
        return what, Message("plan.latin", "type the name in Latin letters")
    in_full = Message("plan.name-in-full", "write the name in full")
    for word in re.split(r"[\s\-'’]+", casefold_plain(typed)):
        if word in names.abbreviations:
            what = Message(
                "plan.shortened-name",
                "{name} is a shortened drug name [N13]",
                name=MedicineName(word.upper()),
            )
            return what, in_full
    meant = names.meant(typed)
    if meant is not None:
        what = Message(
            "plan.like-a-name", "the name is in no list, and holds or resembles one that is"
        )
        return what, did_you_mean(MedicineName(meant))
    if max(map(len, words), default=0) < _SHORTEST:
        what = Message("plan.short-name", "the name is too short to be told from a shortened one")
        return what, in_full
    return None


def _plain(typed: str) -> str:
    """The name without accents, its capitals kept."""
    plain = casefold_plain(typed)
    return "".join(
        sign.upper() if was.isupper() else sign for sign, was in zip(plain, typed, strict=True)
    )


def _word_of_plan(words: list[str], phrases: Phrases) -> tuple[Message, Message] | None:
    """The refusal of a name that has a word of the plan in it, or one that refuses a line."""
    barred = sorted((*phrases.barred, *phrases.allergies), key=len, reverse=True)
    own = {word for form in phrases.vocabulary for word in plain_words(form)} | phrases.loose
    # A letter alone may be the first of a name with a hyphen.
    own |= {word for form in phrases.refused for word in plain_words(form) if len(word) > 1}
    for word in words:
        form = _told(word, barred, _BARRED)
        if form is not None:
            return say_barred(form)
        form = _told(word, sorted(own, key=lambda each: (-len(each), each)), _GLUED)
        if form is not None:
            what = Message(
                "plan.word-in-name",
                '"{form}" is a word of the plan and no part of a name',
                form=Excerpt(form),
            )
            remedy = Message(
                "plan.name-then-rest",
                "write the name of the medicine first, then what belongs to it",
            )
            return what, remedy
    return None


def _nameless(typed: str, phrases: Phrases) -> str | None:
    """A word of the name that stands for another medicine, for anything, or for a complaint."""
    others = phrases.nameless | frozenset(plain_forms(phrases.reasons.words))
    return next((word for word in plain_words(typed) if word in others), None)


def _told(word: str, forms: Sequence[str], shortest: int) -> str | None:
    """The word where it is a form, or else the first form of so many letters that is in it."""
    if word in forms:
        return word
    return next((form for form in forms if len(form) >= shortest and _is_glued(word, form)), None)


def _is_glued(word: str, form: str) -> bool:
    """Whether the form begins or ends the word, or is but a slip away.

    Of two letters, as "of", it is looked for at the beginning alone: too many names end so.
    """
    if word.startswith(form) or (len(form) > _BARRED and word.endswith(form)):
        return True
    return len(form) >= _SHORTEST and is_slip(word, form)
