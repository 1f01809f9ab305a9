"""Made-up patients: the same ones as a list of records for leaflet and as data for the others.

    python benchmarks/patients.py COUNT RECORDS.csv
    python benchmarks/patients.py COUNT PATIENTS.json

Every plan is one that leaflet takes. Drawn with a fixed seed, so the patient with a given number
is always the same; all were seen today, since leaflet has something to say of other days.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

FIRST_NAMES = """
    An Noor Zoë Anaïs Chloë Inès Maëlle Céline Hélène Renée Désirée Fleur Lotte Griet Katrien Els
    Liesbeth Margriet Godelieve Rosa Fatima Aïcha Yasmina Ayşe Şükran Özlem Ewa Małgorzata Jana
    Jan Piet Joris Loïc Noël Raphaël René André Gaël Björn Jürgen Søren Tuur Wannes Lieven Bavo
    Herman Gustaaf Étienne François Mehmet Ömer Youssef Karim Łukasz Jiří José Marie-Claire
    Jean-Pierre Anne-Sofie
"""
FAMILY_NAMES = """
    Peeters, Janssens, Maes, Jacobs, Mertens, Willems, Claes, Goossens, Wouters, De Smet,
    De Clercq, D’hondt, Dhooghe, Van Damme, Van den Broeck, Van de Velde, Vandenberghe,
    Vermeulen, Verstraeten, Lefèvre, Dubois, Gérard, Noël, Müller, Öztürk, Yılmaz, Şahin,
    El Amrani, Benali, Nguyễn, Kowalski, Wiśniewska, Dvořák, García, Gonçalves, Ferreira,
    Ionescu, Horváth, Žukauskas, Ó Briain
"""
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
WEEKDAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
TAKEN = {2: (True, False, True, False), 3: (True, True, True, False), 4: (True,) * 4}


@dataclass(frozen=True, slots=True)
class Regimen:
    """One line of a plan: so many times a day for some days, or as needed, which has no days."""

    medicine: str
    dose: str
    times: int
    days: int | None = None
    hours: int | None = None
    note: str = ""

    @property
    def line(self) -> str:
        """What a physician types after ``--med``."""
        if self.days:
            return f"{self.medicine} {self.dose} {self.times}x/dag {self.days} dagen"
        interval = f"om de {self.hours} uur " if self.hours else ""
        return f"{self.medicine} {self.dose} zo nodig {interval}max {self.times}x/dag"

    def row(self, visited: date) -> list[str]:
        """The medicine, how it is taken, and the doses at breakfast, noon, evening and bedtime."""
        if self.days:
            last = write_day(visited + timedelta(days=self.days - 1))
            how, taken = f"{self.days} dagen, tot en met {last}", TAKEN[self.times]
        else:
            apart = f", minstens {self.hours} uur tussen innames" if self.hours else ""
            how, taken = f"{self.dose} zo nodig, hoogstens {self.times} keer per dag{apart}", ()
        how = f"{how}, {self.note}" if self.note else how
        return [self.medicine, how, *(self.dose if take else "" for take in taken or [False] * 4)]


ANTI_INFLAMMATORY = [
    Regimen("ibuprofen", dose, times, days, note="bij het eten")
    for dose, times, days in product(("400 mg", "600 mg"), (2, 3), range(3, 9))
]
PAIN = [
    *(Regimen("paracetamol", "1 g", times) for times in (3, 4)),
    Regimen("paracetamol", "1 g", 4, hours=6),
    Regimen("paracetamol", "500 mg", 4),
    *(Regimen("paracetamol", "1 g", times, days) for times in (2, 3, 4) for days in range(3, 9)),
    *(
        Regimen("tramadol", dose, times, hours=hours, note="op voorschrift")
        for dose, (times, hours) in product(("50 mg", "100 mg"), ((4, 6), (3, 8), (2, 12)))
    ),
]
PLANS = [*product(ANTI_INFLAMMATORY, PAIN), *((regimen,) for regimen in PAIN)]
Random(7).shuffle(PLANS)
USE = [1 / rank for rank in range(1, len(PLANS) + 1)]
"""How often each is prescribed: a department has its habits, so a few often and most seldom."""

DOUBLE = 0.15
"""How many patients have two family names."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Name, birth date, day of the visit and plan."""

    name: str
    born: date
    visited: date
    plan: tuple[Regimen, ...]

    def as_data(self) -> dict[str, object]:
        """As words, ready to be set."""
        rows = [regimen.row(self.visited) for regimen in self.plan]
        visited = f"{WEEKDAYS.split()[self.visited.weekday()]} {write_day(self.visited)}"
        return {"name": self.name, "born": write_day(self.born), "visited": visited, "plan": rows}


AN = Patient(
    "An Peeters",
    date(1980, 5, 17),
    date.today(),
    (
        Regimen("ibuprofen", "600 mg", 3, 8, note="bij het eten"),
        Regimen("paracetamol", "1 g", 4),
    ),
)


def draw(count: int) -> Iterator[Patient]:
    """So many patients, one after another, of which none is kept."""
    chance, today = Random(20), date.today()
    first, family = FIRST_NAMES.split(), " ".join(FAMILY_NAMES.split()).split(", ")
    oldest, days = date(1930, 1, 1), (date(2006, 1, 1) - date(1930, 1, 1)).days
    for _ in range(count):
        double = chance.random() < DOUBLE
        name = f"{chance.choice(first)} {'-'.join(chance.sample(family, 1 + double))}"
        born = oldest + timedelta(days=chance.randrange(days))
        yield Patient(name, born, today, *chance.choices(PLANS, USE))


def write_records(count: int, target: Path) -> None:
    """The list that ``leaflet batch`` reads."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["naam", "geboortedatum", "datum", "med 1", "med 2"])
        for patient in draw(count):
            lines = [regimen.line for regimen in patient.plan]
            days = [f"{day:%d/%m/%Y}" for day in (patient.born, patient.visited)]
            writer.writerow([patient.name, *days, *lines, *[""] * (2 - len(lines))])


def write_data(patients: Iterable[Patient], target: Path) -> None:
    """The same patients as JSON, a list."""
    words = [patient.as_data() for patient in patients]
    target.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


def write_day(day: date) -> str:
    """``22 november 2026``."""
    return f"{day.day} {MONTHS.split()[day.month - 1]} {day.year}"


def main() -> None:
    """Write so many patients as what the name of the file asks for."""
    count, target = int(sys.argv[1]), Path(sys.argv[2])
    if target.suffix == ".csv":
        write_records(count, target)
    else:
        write_data(draw(count), target)


if __name__ == "__main__":
    main()
