"""Parts of a plan line as they should be written, in the words of the language, for messages.

Where a number belongs they hold an N, because an example with a number would read as advice.
"""

from leaflet.discharge.plan import Meal
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Unit
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.words import Grammar


@frozen
class Examples:
    """The form of each part."""

    dose: str
    pieces: str
    frequency: str
    moments: str
    meal: str
    days: str
    until: str
    as_needed: str
    most_times: str
    most_amount: str
    interval: str
    reason: str
    given: str
    unlisted: str


def write_examples(grammar: Grammar) -> Examples:
    """Each part with the first form of its words."""
    mg, tablet = grammar.units[Unit.MILLIGRAM][0], grammar.units[Unit.TABLET][0]
    a_day = f"{grammar.per[0]}{grammar.day[0]}"
    most, moments = grammar.most[0], grammar.moments
    return Examples(
        dose=f"N {mg}",
        pieces=f"1 {tablet} {grammar.of[0]} N {mg}",
        frequency=f"N{grammar.times[0]}{a_day}",
        moments=f"{moments[Moment.BREAKFAST][0]}{grammar.join[0]}{moments[Moment.DINNER][0]}",
        meal=f"{grammar.meals[Meal.AFTER.value][0]} {moments[Moment.BREAKFAST][0]}",
        days=f"N {grammar.days[0]}",
        until=f"{grammar.until[0]} dd/mm/yyyy",
        as_needed=grammar.as_needed[0],
        most_times=f"{most} N{grammar.times[0]}{a_day}",
        most_amount=f"{most} N {mg}{a_day}",
        interval=f"{grammar.every[0]} N {grammar.hours[0]}",
        reason=f"{grammar.reason[0]} …",
        given=f"{grammar.given[0]} HH.MM",
        unlisted=grammar.unlisted[0],
    )
