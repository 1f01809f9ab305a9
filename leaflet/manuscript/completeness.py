"""The parts of good discharge instructions that a brochure does not tell."""

from collections.abc import Iterator

from leaflet.errors import Problem
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.component import TOLD_BY, Component
from leaflet.manuscript.role import Role
from leaflet.manuscript.source import Source
from leaflet.manuscript.suggestion import enumerate_words

_ABOUT = {
    Component.DIAGNOSIS: "what is the matter",
    Component.MEDICATION: "what medicines to take",
    Component.HOME_CARE: "what to do at home",
    Component.COURSE: "how it will go on",
    Component.RETURN: "when to come back",
    Component.FOLLOW_UP: "who to go to afterwards",
}


def find_missing(brochure: Brochure, source: Source) -> Iterator[Problem]:
    """Each part that no section tells and the brochure does not say it ``omits``.

    A part that is told and is said to be left out is told too: one of the two is a slip.
    """
    roles = {section.role for section in brochure.sections}
    for component in Component:
        told = bool(roles & TOLD_BY[component])
        about = f"{_ABOUT[component]} ({component})"
        if not told and component not in brochure.omits:
            by = enumerate_words([role for role in Role if role in TOLD_BY[component]])
            remedy = f"write it in a section with role {by}, or add `omits: [{component}]`"
            place = source.place(("sections",))
            yield Problem(place, f"no section tells the patient {about}", remedy)
        elif told and component in brochure.omits:
            what = f"`omits` names what a section tells: {about}"
            yield Problem(source.place(("omits",)), what, "take it out of `omits`")
