"""What may not be passed in 24 hours when a medicine is taken only when needed.

Sources: ``domain.md`` 2.1 (cap x interval <= 24 h), 2.4 (A5) and T38.
"""

from datetime import date
from decimal import Decimal

from leaflet.discharge.english import write_amount, write_number
from leaflet.discharge.naming import Named
from leaflet.discharge.parts import Parts
from leaflet.discharge.pharmacy import Pharmacy
from leaflet.discharge.plan import AsNeeded, Dose
from leaflet.errors import DischargeError, Problem
from leaflet.manuscript.amount import Amount

_HOURS = 24


def settle_maximum(
    parts: Parts,
    dose: Dose | None,
    named: Named,
    span: tuple[date, date | None],
    pharmacy: Pharmacy,
    where: str,
) -> AsNeeded:
    """The as-needed regimen; an interval that is not typed is the formulary's, if it states one.

    A maximum amount that is a whole number of doses is counted in intakes as well, because a
    patient counts intakes (A5).

    Args:
        parts: What was typed.
        dose: Its dose, or ``None`` where that was refused already.
        named: The medicine.
        span: First and last day.
        pharmacy: Holds the examples for messages.
        where: The field.

    Raises:
        DischargeError: If there is no maximum, or one that disagrees with dose or interval.
    """
    interval = parts.interval
    if interval is None:
        interval = named.interval
    if parts.most_times is None and parts.most_amount is None:
        what = f"has no maximum in {_HOURS} hours{_exposure(dose, interval, named)}"
        remedy = f"add it, such as {pharmacy.phrases.examples.most_times}"
        raise DischargeError(Problem(where, what, remedy))
    intakes = parts.most_times
    if parts.most_amount is not None and dose is not None:
        counted = _count(parts.most_amount, dose, named, where)
        if None not in (intakes, counted) and intakes != counted:
            most = write_amount(parts.most_amount)
            what = f"at most {intakes} intakes and at most {most} a day disagree"
            raise DischargeError(Problem(where, what, "write one of the two"))
        intakes = intakes or counted
    if intakes is not None and interval is not None and intakes * interval > _HOURS:
        what = f"{intakes} intakes that are {interval} hours apart do not fit in {_HOURS} hours"
        remedy = "lower the maximum or the interval"
        raise DischargeError(Problem(where, f"{what} [A4]", remedy))
    return AsNeeded(intakes, parts.most_amount, interval, *span)


def _count(most: Amount, dose: Dose, named: Named, where: str) -> int | None:
    """How many doses the maximum amount is; ``None`` where an unlisted one cannot be compared.

    Raises:
        DischargeError: If it is less than a dose, no whole number of doses, or in another unit.
    """
    ratio = _ratio(most, dose)
    if ratio is None:
        if named.medicine is None:
            return None
        what = f"a maximum in {most.unit.value} cannot be compared with the dose"
        raise DischargeError(Problem(where, what, "write it in the unit of the dose"))
    if ratio < 1:
        what = f"the maximum of {write_amount(most)} a day is less than one dose"
        raise DischargeError(Problem(where, what, "check dose and maximum"))
    if ratio != ratio.to_integral_value():
        what = f"the maximum of {write_amount(most)} a day is no whole number of doses [A5]"
        raise DischargeError(Problem(where, what, "write the maximum number of intakes"))
    return int(ratio)


def _ratio(most: Amount, dose: Dose) -> Decimal | None:
    if dose.handled is not None and dose.handled.form is most.unit:
        return most.value / dose.handled.count
    if dose.amount is None:
        return None
    if dose.amount.unit is most.unit:
        return most.value / dose.amount.value
    whole, one = most.milligrams(), dose.amount.milligrams()
    return None if whole is None or one is None else whole / one


def _exposure(dose: Dose | None, interval: int | None, named: Named) -> str:
    """What the interval alone would allow, where that is more than the limit (A5)."""
    if dose is None or dose.amount is None or interval is None or named.medicine is None:
        return ""
    limit, single = named.medicine.limits.per_day, dose.amount.milligrams()
    most = None if limit is None else limit.milligrams()
    if limit is None or most is None or single is None:
        return ""
    exposure = single * (_HOURS // interval)
    if exposure <= most:
        return ""
    return (
        f", and every {interval} hours would be {write_number(exposure)} mg,"
        f" above {write_amount(limit)} [A5]"
    )
