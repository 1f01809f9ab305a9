"""One patient, and what is said of the visit."""

from datetime import date

from leaflet.discharge.plan import MedicationPlan
from leaflet.frozen import frozen


@frozen
class Patient:
    """Who the leaflet is for: the name as registered, and the birth date where it is given."""

    name: str
    born: date | None


@frozen
class Discharge:
    """What is said of one patient at one visit.

    Attributes:
        patient: ``None`` for a leaflet with pen fields.
        visited: The day of the visit; ``None`` for a leaflet with pen fields.
        campus: Key of a campus of the hospital, or ``None``.
        plan: ``None`` where no medication is prescribed; never an empty plan.
        replaces: The id of the sheet that this one takes the place of, or ``None``.
    """

    patient: Patient | None
    visited: date | None
    campus: str | None
    plan: MedicationPlan | None
    replaces: str | None = None
