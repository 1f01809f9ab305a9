"""Options and a file make one record, and neither wins in silence."""

import pytest

from leaflet.discharge.patient import Record, merge
from leaflet.errors import UsageError

AN = Record(
    name="An Peeters",
    born="1980-05-17",
    date="22/11/2026",
    campus="bornem",
    med=("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag"),
    override="botmetastase",
    prescriber="dr. Jan Janssens",
)


def test_t119_options_and_file_complete_each_other():
    options = Record(date="22/11/2026", campus="bornem")
    file = Record(name="An Peeters", med=("ibuprofen",), campus="bornem")
    merged = Record(name="An Peeters", date="22/11/2026", campus="bornem", med=("ibuprofen",))
    assert merge(options, file) == merge(file, options) == merged
    assert merge(Record(), AN) == merge(AN, Record()) == merge(AN, AN) == AN


def test_t119_what_is_given_twice_and_differs_is_refused_field_by_field():
    other = Record(name="Jan Peeters", med=("ibuprofen",), campus="bornem")
    with pytest.raises(UsageError) as caught:
        merge(other, AN)
    assert [problem.where for problem in caught.value.problems] == ["name", "med"]
    assert "Peeters" not in str(caught.value)
    assert "ibuprofen" not in str(caught.value)
