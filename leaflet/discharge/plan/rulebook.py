"""The rules for a plan: limits, known names and words of one language."""

from collections.abc import Callable
from dataclasses import field
from typing import Any, TypeVar

from leaflet.content.model.medicines import Formulary, MedicineRegister
from leaflet.content.model.words import Words
from leaflet.discharge.plan.grammar import Phrases, compile_phrases
from leaflet.discharge.plan.medicine_names import Named, Names, list_names
from leaflet.records import frozen

T = TypeVar("T")

_MOST_KEPT = 1000


@frozen
class Rulebook:
    """One snapshot of the pharmacy's data, prepared once for all lines of all patients."""

    formulary: Formulary
    register: MedicineRegister
    words: Words
    names: Names
    phrases: Phrases
    _read: "dict[object, Any]" = field(default_factory=dict, repr=False, compare=False)

    def keep(self, key: object, read: Callable[[], T]) -> T:
        """What was read under this key before, or is now; in a list most lines recur."""
        try:
            kept: T = self._read[key]
        except KeyError:
            kept = read()
            # Another thread may clear it meanwhile, so what is kept is not looked up again.
            if len(self._read) >= _MOST_KEPT:
                self._read.clear()
            self._read[key] = kept
        return kept

    def is_painkiller(self, named: Named) -> bool:
        """Whether the longest course of painkillers holds for it (F60).

        It does for each medicine of the formulary, and for what shares a group with one of them.
        """
        if named.limited:
            return True
        if named.atc is None:
            return False
        return any(
            group.holds(named.atc) and group.holds(medicine.atc)
            for group in self.register.groups
            for medicine in self.formulary.medicines
        )


def open_pharmacy(formulary: Formulary, register: MedicineRegister, words: Words) -> Rulebook:
    """The pharmacy of these lists, its names indexed and its grammar compiled."""
    names = list_names(formulary, register)
    phrases = compile_phrases(words)
    return Rulebook(formulary, register, words, names, phrases)
