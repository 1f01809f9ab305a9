"""Everything the hospital wrote that one leaflet needs, read, checked and held together."""

from leaflet.frozen import frozen
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.formulary import Formulary, Register
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.phonebook import PhoneBook
from leaflet.manuscript.review import Review
from leaflet.manuscript.rules import Rules
from leaflet.manuscript.transcript import Transcript
from leaflet.manuscript.words import Words


@frozen
class Manuscript:
    """One snapshot of the content; all references in it resolve.

    Attributes:
        transcript: Everything clinical in it.
        content_id: What a leaflet printed from it is known by (see :mod:`.identity`).
    """

    brochure: Brochure
    phonebook: PhoneBook
    formulary: Formulary
    register: Register
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
