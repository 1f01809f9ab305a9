from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from leaflet.content.model.medicines import (
    Amount,
    Conflict,
    ConflictAction,
    Formulary,
    Group,
    Limits,
    Medicine,
    MedicineRegister,
    Moment,
    Piece,
    Presentation,
    Product,
    Unit,
)
from leaflet.content.read import read_content
from leaflet.content.site import open_library
from leaflet.discharge.plan.read import read_plan
from leaflet.discharge.plan.rulebook import open_pharmacy
from leaflet.errors import DischargeError, Place

SUNDAY = date(2026, 11, 22)
PLACE = Place("formulary.yaml")

MOMENTS = MappingProxyType(
    {
        1: (Moment.BREAKFAST,),
        2: (Moment.BREAKFAST, Moment.DINNER),
        3: (Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER),
        4: (Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER, Moment.BEDTIME),
    }
)


def amount(text):
    value, unit = text.split()
    return Amount(Decimal(value), Unit(unit))


def medicine(key, atc, **stated):
    defaults = {
        "place": PLACE,
        "brands": (),
        "usual": None,
        "limits": Limits(),
        "ceiling": None,
        "with_food": False,
        "on_prescription": False,
        "default_regimen": None,
        "moments": MOMENTS,
        "presentations": (),
    }
    return Medicine(key=key, atc=atc, **{**defaults, **stated})


IBUPROFEN = medicine(
    "ibuprofen",
    "M01AE01",
    brands=("Brufen", "Nurofen"),
    usual=amount("600 mg"),
    limits=Limits(single=amount("600 mg"), per_day=amount("1800 mg"), intakes=3, days=8),
    with_food=True,
    default_regimen="600 mg 3x/dag 8 dagen",
)
PARACETAMOL = medicine(
    "paracetamol",
    "N02BE01",
    brands=("Dafalgan", "Perdolan"),
    usual=amount("1 g"),
    limits=Limits(single=amount("1 g"), per_day=amount("4 g"), intakes=4),
    default_regimen="1 g zo nodig max 4x/dag",
)
TRAMADOL = medicine(
    "tramadol",
    "N02AX02",
    brands=("Contramal", "Tradonal"),
    usual=amount("50 mg"),
    limits=Limits(per_day=amount("400 mg"), interval=4),
    on_prescription=True,
)


def product(name, atc, brands=(), contains=()):
    """Amounts per piece hold for its brands and its name, substance by substance."""
    if isinstance(contains, dict):
        held = {substance: amount(text) for substance, text in contains.items()}
        pieces = tuple(Piece(each, held) for each in (name, *brands))
        return Product(name, atc, brands, tuple(held), per_piece=pieces)
    return Product(name, atc, brands, contains)


REGISTER = MedicineRegister(
    products=(
        product("naproxen", "M01AE02", ("Naprosyne",)),
        product("diclofenac", "M01AB05", ("Voltaren",)),
        product("diclofenac gel", "M02AA15", ("Voltaren gel",)),
        product("acetylsalicylzuur 80 mg", "B01AC06", ("Asaflow",)),
        product("trazodon", "N06AX05", ("Trazolan",)),
        product("apixaban", "B01AF02", ("Eliquis",)),
        product("clonidine", "C02AC01"),
        product("pregabaline", "N03AX16"),
        product(
            "paracetamol + tramadol",
            "N02AJ13",
            ("Zaldiar",),
            {"paracetamol": "325 mg", "tramadol": "37.5 mg"},
        ),
        product(
            "paracetamol + codeïne",
            "N02AJ06",
            ("Dafalgan Codeïne",),
            {"paracetamol": "500 mg", "codeïne": "30 mg"},
        ),
        product(
            "tramadol + dexketoprofen",
            "N02AJ14",
            ("Skudexa",),
            {"tramadol": "75 mg", "dexketoprofen": "25 mg"},
        ),
    ),
    groups=(
        Group("nsaid", "anti-inflammatories", ("M01A", "N02AJ14", "N02BA"), ("M01AX",)),
        Group("topical", "gels", ("M02AA",), ()),
        Group("opioid", "opioids", ("N02A",), ()),
        Group("paracetamol", "paracetamol", ("N02BE01", "N02BE51", "N02AJ13", "N02AJ06"), ()),
        Group("aspirin", "low-dose aspirin", ("B01AC06",), ()),
        Group("anticoagulant", "anticoagulants", ("B01AA", "B01AE", "B01AF", "B01AB"), ()),
        Group("serotonergic", "serotonergics", ("N06AB", "N06AX"), ()),
    ),
    conflicts=(
        Conflict(PLACE, "nsaid", "nsaid", ConflictAction.REFUSE, "two anti-inflammatories"),
        Conflict(PLACE, "opioid", "opioid", ConflictAction.REFUSE, "two opioids"),
        Conflict(
            PLACE, "nsaid", "topical", ConflictAction.WARN, "an anti-inflammatory and its gel"
        ),
        Conflict(PLACE, "nsaid", "aspirin", ConflictAction.WARN, "more bleeding"),
        Conflict(PLACE, "nsaid", "anticoagulant", ConflictAction.WARN, "more bleeding"),
        Conflict(PLACE, "opioid", "serotonergic", ConflictAction.WARN, "a serotonin syndrome"),
    ),
    abbreviations=("MS", "MSO4", "APAP", "ASA", "MTX", "HCT"),
    lookalikes=(("tramadol", "trazodon"),),
)
FORMULARY = Formulary((IBUPROFEN, PARACETAMOL, TRAMADOL), 8, Decimal(16))


@pytest.fixture(scope="session")
def content():
    return read_content(open_library(None), "lage-rugpijn", "nl").value


@pytest.fixture(scope="session")
def words(content):
    return content.words


@pytest.fixture(scope="session")
def built_in(content):
    return open_pharmacy(content.formulary, content.register, content.words)


@pytest.fixture(scope="session")
def pharmacy_of(words):
    def make(*medicines, register=REGISTER):
        return open_pharmacy(Formulary(medicines, 8, Decimal(16)), register, words)

    return make


@pytest.fixture(scope="session")
def ibuprofen():
    return IBUPROFEN


@pytest.fixture(scope="session")
def paracetamol():
    return PARACETAMOL


@pytest.fixture(scope="session")
def tramadol():
    return TRAMADOL


@pytest.fixture(scope="session")
def ceilings(pharmacy_of):
    """The same medicines, each with a ceiling that a prescriber may reach."""
    return pharmacy_of(
        replace(
            IBUPROFEN,
            ceiling=Limits(amount("800 mg"), amount("2400 mg"), intakes=4, days=14),
        ),
        replace(PARACETAMOL, ceiling=Limits(per_day=amount("4 g"), days=21)),
        replace(TRAMADOL, ceiling=Limits(single=amount("100 mg"), interval=3, days=10)),
    )


@pytest.fixture(scope="session")
def tablets(pharmacy_of):
    """Ibuprofen and paracetamol with presentations: one that is scored, one that is not."""
    scored = Presentation(Unit.TABLET, amount("400 mg"), True)
    whole = Presentation(Unit.TABLET, amount("600 mg"), False)
    half_gram = Presentation(Unit.TABLET, amount("500 mg"), True)
    gram = Presentation(Unit.TABLET, amount("1 g"), True)
    return pharmacy_of(
        replace(IBUPROFEN, presentations=(scored, whole)),
        replace(PARACETAMOL, presentations=(half_gram, gram)),
        replace(TRAMADOL, presentations=(Presentation(Unit.CAPSULE, amount("50 mg"), False),)),
    )


@pytest.fixture(scope="session")
def pharmacy(pharmacy_of):
    return pharmacy_of(IBUPROFEN, PARACETAMOL, TRAMADOL)


@pytest.fixture(scope="session")
def read(pharmacy):
    """Read the lines of a plan; the plan and its warnings."""

    def read(*lines, visited=SUNDAY, born=None, override=None, held_against=pharmacy):
        return read_plan(lines, visited, held_against, born, override)

    return read


@pytest.fixture(scope="session")
def refused(read):
    """The problems of lines that must be refused, one a line."""

    def refused(*lines, **facts):
        with pytest.raises(DischargeError) as caught:
            read(*lines, **facts)
        return "\n".join(map(str, caught.value.problems))

    return refused


@pytest.fixture(scope="session")
def warned(read):
    """The warnings of lines that must pass, one a line."""

    def warned(*lines, **facts):
        return "\n".join(map(str, read(*lines, **facts).warnings))

    return warned
