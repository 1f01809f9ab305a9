"""Words that a person typed freely: a name, a reason, a prescriber."""

import re

from leaflet.discharge.characters import clean
from leaflet.discharge.national_number import holds_national_number
from leaflet.errors import DischargeError, Problem, Warned

_LONGEST = 500
_TEMPLATE = re.compile(r"\{\{|\}\}")
_SPREADSHEET = re.compile(
    r"#[^\W\d_]+(?:/[^\W_]+)?[!?]?"  # what a formula leaves where it fails
    r"|#+"  # a column that is too narrow
    r"|\d+(?:[.,]\d+)?E[+-]\d+"  # a number that is too long for its cell
)


def read_free_text(text: str, field: str) -> Warned[str]:
    """The words, cleaned, once nothing in them is a leftover or a secret; they may be empty.

    Sources: ``domain.md`` 5.4 (tripwire), T08, T09, T17, T18.

    Raises:
        DischargeError: If it holds control characters, a national number, an unfilled template
            or the error value of a spreadsheet, or is longer than 500 characters.
        GlyphError: If all that is wrong is that it cannot be set right.
    """
    cleaned = clean(text, field)
    words = cleaned.value
    problems = []
    if holds_national_number(words):
        problems.append(
            Problem(
                field,
                "looks like it holds a national number",
                "leave it out: it is never printed on a leaflet",
            )
        )
    if _TEMPLATE.search(words):
        problems.append(Problem(field, "is a template that was not filled in", "fill it in"))
    if _SPREADSHEET.fullmatch(words):
        problems.append(
            Problem(field, "is an error value of a spreadsheet", "mend the cell that it came from")
        )
    if len(words) > _LONGEST:
        problems.append(Problem(field, f"is longer than {_LONGEST} characters", "write it shorter"))
    if problems:
        raise DischargeError(*problems)
    return cleaned
