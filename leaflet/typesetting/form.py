"""The form: all that an imprint needs to know of the brochure that it is set into."""

from collections.abc import Mapping

from leaflet.frozen import frozen
from leaflet.manuscript.words import Words
from leaflet.typesetting.face import Typeface
from leaflet.typesetting.field import Fields
from leaflet.typesetting.measures import Measures


@frozen
class Form:
    """Fields that are kept free, and how they are filled.

    Attributes:
        look: Sizes and distances of the brochure.
        fields: Where the patient's facts go.
        typeface: Measures characters.
        words: Labels and dates in the leaflet's language.
        campuses: Key to the name that is printed.
    """

    look: Measures
    fields: Fields
    typeface: Typeface
    words: Words
    campuses: Mapping[str, str]
