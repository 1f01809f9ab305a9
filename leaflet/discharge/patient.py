"""A patient and the visit: the record as it came in, and the checked discharge."""

from dataclasses import fields, replace
from datetime import date

from leaflet.discharge.plan.model import MedicationPlan
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Key, Message
from leaflet.records import frozen


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


@frozen
class Record:
    """What was typed for one patient, unread; ``None`` or blank where nothing was.

    The attributes carry the names that messages use: those of the options and of the file.

    Attributes:
        name: As registered.
        born: The birth date.
        date: The day of the visit.
        campus: A key of ``hospital.yaml``, or the name that it stands for.
        med: One text a medicine, each in the grammar of plan lines.
        override: Why a limit is exceeded; neither printed nor kept.
        prescriber: Who exceeds it.
        med_numbers: The numbers of the medicines in their list, where these are not 1, 2, 3, …:
            cells between them are blank, or columns are missing.
    """

    name: str | None = None
    born: str | None = None
    date: str | None = None
    campus: str | None = None
    med: tuple[str, ...] = ()
    override: str | None = None
    prescriber: str | None = None
    med_numbers: tuple[int, ...] = ()

    def med_fields(self) -> tuple[Key, ...]:
        """What messages call each medicine: ``med 1``."""
        return tuple([Key(f"med {n}") for n in self.med_numbers or range(1, len(self.med) + 1)])


def merge(options: Record, file: Record) -> Record:
    """One record of both, in which each field comes from one of them.

    Raises:
        UsageError: If a field is given in both and not the same; neither wins in silence.
    """
    problems = []
    merged = options
    for field in fields(Record):
        said, written = getattr(options, field.name), getattr(file, field.name)
        if said and written and said != written:
            what = Message(
                "record.given-twice", "is given as an option and, differently, in the patient file"
            )
            remedy = Message("record.give-once", "give it once")
            problems.append(Problem(Key(field.name), what, remedy))
        elif written and not said:
            merged = replace(merged, **{field.name: written})
    if problems:
        raise UsageError(*problems)
    return merged
