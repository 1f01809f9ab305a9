"""Everything the hospital wrote that one leaflet needs, read, checked and held together."""

from leaflet.frozen import frozen
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.formulary import Formulary, Register
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.phonebook import PhoneBook
from leaflet.manuscript.review import Review
from leaflet.manuscript.rules import Rules
from leaflet.manuscript.words import Words


@frozen
class Manuscript:
    """One snapshot of the content; all references in it resolve.

    ``content_id`` is eight hexadecimal digits of a hash over every file that was read, in two
    groups of four: ``3f9a-27c1``.
    """

    brochure: Brochure
    phonebook: PhoneBook
    formulary: Formulary
    register: Register
    hospital: Hospital
    words: Words
    review: Review
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
