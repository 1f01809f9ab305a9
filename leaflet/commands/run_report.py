"""What is wrong with a list, as a table that a spreadsheet opens: row, field, rule, what to do."""

import csv
import io

from leaflet.commands.delivery import Target, deliver
from leaflet.commands.print_run import Tally
from leaflet.press.file import Existing

_HEADER = ("row", "field", "rule", "what to do", "kind")


def write_report(tally: Tally, target: Target, existing: Existing) -> None:
    """Write refusals and warnings in the order of rows; no value of the list is in it (law 5).

    Raises:
        OutputError: If it cannot be written.
    """
    told = [(row, problem, "refused") for row, problem in tally.refused]
    told += [(row, problem, "warning") for row, problem in tally.warned]
    told += [(row, problem, "warning") for row, problem in tally.find_doubles()]
    text = io.StringIO()
    # A Belgian spreadsheet parts cells at semicolons, and knows UTF-8 by its mark.
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(_HEADER)
    for row, problem, kind in sorted(told, key=lambda each: each[0]):
        table.writerow((row, str(problem.where), problem.what, problem.remedy, kind))
    deliver(text.getvalue().encode("utf-8-sig"), target, existing)
