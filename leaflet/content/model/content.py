"""``LeafletContent``: everything from the hospital that one leaflet needs, read and checked.

Its ``Rules`` are the part that is not printed: what a patient's facts are checked against.
"""

from collections.abc import Mapping

from leaflet.content.model.brochure import Brochure
from leaflet.content.model.hospital import Hospital, PhoneBook
from leaflet.content.model.medicines import Formulary, MedicineRegister
from leaflet.content.model.review import Review
from leaflet.content.model.transcript import Transcript
from leaflet.content.model.words import Words
from leaflet.records import frozen


@frozen
class Rules:
    """The rules of one leaflet.

    Attributes:
        words: What is understood and printed in its language.
        formulary: Medicines with their limits.
        register: Medicines that are known by name.
        campuses: Key to the name that is printed.
        has_plan_field: Whether it keeps a place for a medication plan.
        content_id: What its words are known by.
    """

    words: Words
    formulary: Formulary
    register: MedicineRegister
    campuses: Mapping[str, str]
    has_plan_field: bool
    content_id: str


@frozen
class LeafletContent:
    """One snapshot of the content; all references in it resolve.

    Attributes:
        transcript: Everything clinical in it.
        content_id: What a leaflet printed from it is known by (see :mod:`.identity`).
    """

    brochure: Brochure
    phonebook: PhoneBook
    formulary: Formulary
    register: MedicineRegister
    hospital: Hospital
    words: Words
    review: Review
    transcript: Transcript
    content_id: str

    @property
    def rules(self) -> Rules:
        """What the facts of a patient are held against."""
        return Rules(
            words=self.words,
            formulary=self.formulary,
            register=self.register,
            campuses=self.hospital.campuses,
            has_plan_field=self.brochure.has_plan_field(),
            content_id=self.content_id,
        )
