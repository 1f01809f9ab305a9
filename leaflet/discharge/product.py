"""What the register says against a line: no longer sold, not taken every day, an injection.

A plan prints what is taken every day, or when it is needed. A weekly medicine that is taken
every day can kill, so a line with one is refused as a whole, whatever else stands in it.
"""

from collections.abc import Iterator

from leaflet.discharge.exposure import count_pieces
from leaflet.discharge.limits import Finding, Found
from leaflet.discharge.naming import Named
from leaflet.discharge.plan import PlanLine, Scheduled
from leaflet.discharge.rhythm import BY_HAND
from leaflet.errors import Problem
from leaflet.manuscript.formulary import Rhythm

_RHYTHMS = {
    Rhythm.WEEKLY: "is taken once a week and not every day",
    Rhythm.MONTHLY: "is taken once a month and not every day",
    Rhythm.WEEKLY_OR_DAILY: "is taken every day by some and once a week or less by others",
    Rhythm.PATCH: "is a patch that stays on for days",
}


def check_product(named: Named, where: str) -> Iterator[Problem]:
    """Why no plan can hold this medicine, whatever the rest of its line says."""
    product = named.product
    if product is None:
        return
    name = named.brand or named.name
    if product.withdrawn:
        what = f"{name} is withdrawn: it is no longer on the market"
        yield Problem(where, what, "check the name, and choose another medicine")
    if product.taken in _RHYTHMS:
        what = f"{name} {_RHYTHMS[product.taken]}, which a plan cannot print yet"
        yield Problem(where, what, BY_HAND)


def check_use(named: Named, line: PlanLine, where: str) -> Iterator[Found]:
    """A line that its medicine contradicts: one that is taken once, or is injected."""
    product = named.product
    if product is None:
        return
    name = named.brand or named.name
    if product.taken is Rhythm.ONCE and not _is_single(line):
        what = f"{name} is taken once, and the line is for more than one intake"
        remedy = "name one moment of one day; another rhythm cannot be printed yet"
        yield Finding.REFUSED, Problem(where, what, remedy)
    if product.injection and count_pieces(line.dose) is not None:
        what = f"{name} is an injection, and the line has it in tablets, capsules or sachets"
        yield Finding.REFUSED, Problem(where, what, "check the name and the dose")


def _is_single(line: PlanLine) -> bool:
    regimen = line.regimen
    return isinstance(regimen, Scheduled) and len(regimen.intakes) == regimen.days == 1
