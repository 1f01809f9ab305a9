"""Words of one language that the program prints or understands.

No word of a patient's language is in the code: all are in ``content/words/LANG.yaml``, whose shape
is these classes, field by field. Templates are filled with ``str.format``. ``Grammar`` holds the
words of a plan line, ``LimitWords`` those by which running text states a limit.
"""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from leaflet.content.model.medicines import Amount, Moment, Unit
from leaflet.messages.message import Message
from leaflet.records import frozen

NBSP = "\u00a0"


@frozen
class Calendar:
    """Names of months and weekdays (Monday first) and the forms of a date and a time."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    day: str
    weekday_day: str
    narrow_day: str
    narrow_weekday_day: str
    time: str
    near_day: str = "{weekday} {day} {month}"

    def __post_init__(self) -> None:
        if not (len(self.months) == 12 and len(self.weekdays) == len(self.weekdays_short) == 7):
            raise ValueError(Message("words.calendar", "a year has 12 months and a week 7 days"))

    def write_day(self, day: datetime.date) -> str:
        """``22 november 2026``, unbreakable."""
        return self._long(self.day, day)

    def write_weekday_day(self, day: datetime.date) -> str:
        """``zondag 22 november 2026``, unbreakable."""
        return self._long(self.weekday_day, day)

    def write_narrow_day(self, day: datetime.date) -> str:
        """``22/11/2026``."""
        return self._narrow(self.narrow_day, day)

    def write_narrow_weekday_day(self, day: datetime.date) -> str:
        """``zo 22/11/2026``, unbreakable."""
        return self._narrow(self.narrow_weekday_day, day)

    def write_near_day(self, day: datetime.date) -> str:
        """``zondag 22 november``, unbreakable: of a day whose year is plain."""
        return self._long(self.near_day, day)

    def write_time(self, moment: datetime.time) -> str:
        """``14.10 uur``, unbreakable."""
        return self.time.format(hour=moment.hour, minute=moment.minute).replace(" ", NBSP)

    def _long(self, template: str, day: datetime.date) -> str:
        written = template.format(
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )
        return written.replace(" ", NBSP)

    def _narrow(self, template: str, day: datetime.date) -> str:
        written = template.format(
            weekday=self.weekdays_short[day.weekday()], day=day.day, month=day.month, year=day.year
        )
        return written.replace(" ", NBSP)


@frozen
class Noun:
    """A word for one and for many."""

    one: str
    many: str


@frozen
class Fractions:
    """How a part of a tablet is written (N10: in words)."""

    half: str
    quarter: str


@frozen
class FieldWords:
    """Labels of the patient's fields on the cover, and of the ids of sheets."""

    name: str
    born: str
    visited: str
    campus: str
    sheet: str
    replaces: str


@frozen
class PlanWords:
    """Labels and sentences of the medication plan."""

    title: str
    name: str
    born: str
    date: str
    scheduled: str
    as_needed: str
    medicine: str
    none: str
    strength: str
    brand: str
    per_intake: str
    course: str
    course_one: str
    course_from: str
    course_last: str
    course_span: str
    course_open: str
    most_intakes: str
    most_amount: str
    most_both: str
    interval: str
    reason: str
    on_prescription: str
    given_day: str
    next_day: str
    follow: str
    priority: str
    pen_from: str
    pen_last: str
    pen_dose: str
    pen_most: str
    pen_times: str


@frozen
class ColophonWords:
    """What the colophon says of version and state of the text."""

    draft: str
    draft_note: str
    version: str
    review_by: str
    editor: str


@frozen
class ContactWords:
    """Labels of the phone rows."""

    campus: str


@frozen
class NumberWords:
    """Numbers in words: a half, and the counts from one onwards, each with its forms."""

    half: tuple[str, ...]
    counts: tuple[tuple[str, ...], ...]


@frozen
class RhythmWords:
    """How another rhythm than every day is written; a line that has one is refused.

    Attributes:
        spread: What stands before a number of days or hours: ``om de`` 2 dagen.
        days: Forms of a day, short ones too.
        hours: Forms of an hour, short ones too.
        words: Forms that tell it by themselves; those of five letters or more also within a word.
    """

    spread: tuple[str, ...]
    days: tuple[str, ...]
    hours: tuple[str, ...]
    words: tuple[str, ...]


@frozen
class ReasonWords:
    """All that a reason may be made of.

    Attributes:
        words: Words that stand by themselves.
        links: Those that join two of them.
        stems: What stands before an ending, beside ``words``, and nowhere else.
        endings: What ends a word that begins with a stem or a word: ``pijn`` in ``rugpijn``.
    """

    words: tuple[str, ...]
    links: tuple[str, ...]
    stems: tuple[str, ...]
    endings: tuple[str, ...]


@frozen
class Grammar:
    """The words of a plan line, each with its understood forms.

    Attributes:
        informal_units: Forms that are understood, with a notice (N6).
        unclear_units: Forms that are refused, since they are misread (N8).
        shorthand: Forms that are refused wherever something is structured (N11); in them ``#``
            stands for any number.
        fasting: Forms of ``moments`` for waking that may be said of another moment as well.
        day_before: That a dose was given on the day before; a language may do without.
    weeks: Weeks of a course, which are seven days each.
    months: Longer stretches, which are no fixed number of days and are refused.
    unlisted: What a prescriber writes after a name that is meant and that no list has.
    barred: Words that say not, no longer, instead, or perhaps; they refuse a line.
    allergies: Words that tell what is not borne; they refuse a line.
    orders: Words by which a name would be an order of its own.
    nameless: Words that stand where the name of a medicine should be.
    reasons: What a reason is made of.
    prescriber: What stands in the name of a prescriber beside names: titles and particles.
    """

    units: Mapping[Unit, tuple[str, ...]]
    informal_units: Mapping[Unit, tuple[str, ...]]
    unclear_units: str
    of: tuple[str, ...]
    times: tuple[str, ...]
    per: tuple[str, ...]
    day: tuple[str, ...]
    daily: tuple[str, ...]
    during: tuple[str, ...]
    days: tuple[str, ...]
    weeks: tuple[str, ...]
    months: tuple[str, ...]
    hours: tuple[str, ...]
    every: tuple[str, ...]
    until: tuple[str, ...]
    as_needed: tuple[str, ...]
    most: tuple[str, ...]
    reason: tuple[str, ...]
    given: tuple[str, ...]
    at: tuple[str, ...]
    prescribed: tuple[str, ...]
    unprescribed: tuple[str, ...]
    join: tuple[str, ...]
    article: tuple[str, ...]
    food: tuple[str, ...]
    moments: Mapping[Moment, tuple[str, ...]]
    meals: Mapping[str, tuple[str, ...]]
    numbers: NumberWords
    rhythm: RhythmWords
    unlisted: tuple[str, ...]
    barred: tuple[str, ...]
    allergies: tuple[str, ...]
    orders: tuple[str, ...]
    nameless: tuple[str, ...]
    reasons: ReasonWords
    prescriber: tuple[str, ...]
    shorthand: str
    day_before: tuple[str, ...] = ()
    fasting: tuple[str, ...] = ()


@frozen
class Words:
    """Everything that is printed or understood in one language."""

    language: str
    name: str
    hyphenation: str
    bound: tuple[str, ...]
    """Short words after which a line never ends."""
    decimal_sign: str
    calendar: Calendar
    moments: Mapping[Moment, str]
    meals: Mapping[str, str]
    units: Mapping[Unit, Noun]
    fractions: Fractions
    fields: FieldWords
    plan: PlanWords
    colophon: ColophonWords
    contacts: ContactWords
    grammar: Grammar
    columns: Mapping[str, tuple[str, ...]]
    placeholders: tuple[str, ...]

    def write_number(self, value: Decimal) -> str:
        """The number with this language's decimal sign and no trailing zero (N1, N3)."""
        written = f"{value.normalize():f}"
        return written.replace(".", self.decimal_sign)

    def write_amount(self, amount: Amount) -> str:
        """``600 mg``, ``1 tablet``, ``2 tabletten``; number and unit never part."""
        noun = self.units[amount.unit]
        word = noun.one if amount.value == 1 else noun.many
        return f"{self.write_number(amount.value)}{NBSP}{word}"


@frozen
class LimitWords:
    """Phrases, each in the forms in which it is written; case does not matter.

    Attributes:
        most: Directly before a figure, they say that it is the maximum.
        least: Directly before a number of hours, that it is the least time between two intakes.
        beyond: Directly before a figure, that something holds for more than it.
        between: After a number of hours, that it is the time between two intakes.
        a_day: After a figure, that it is for one day.
        an_intake: After an amount, that it is for one intake.
        never: Anywhere before a figure, that it is forbidden and not advised.
        clauses: Words that begin another clause: what follows is said of something else.
        painkillers: What the leaflets call painkillers without naming one.
    """

    most: tuple[str, ...]
    least: tuple[str, ...]
    beyond: tuple[str, ...]
    between: tuple[str, ...]
    a_day: tuple[str, ...]
    an_intake: tuple[str, ...]
    never: tuple[str, ...]
    clauses: tuple[str, ...]
    painkillers: tuple[str, ...]
