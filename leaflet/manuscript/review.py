"""What a hospital says of the standing of a text: its version and state, and a day.

By that day it has to be reviewed: afterwards printing warns, and stock is refused.
"""

from datetime import date

from leaflet.errors import Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.standing import Standing


@frozen
class Review:
    """The standing of a text.

    Attributes:
        by: The last day on which it is taken for good; ``None`` if not stated.
        place: Where that day stands.
        version: As the hospital counts; ``None`` if not stated.
        standing: Whether its words are those that were approved.
    """

    by: date | None
    place: Place
    version: str | None
    standing: Standing

    def find_overdue(self, today: date) -> tuple[Problem, ...]:
        """What is to be said if the day has passed (``domain.md`` T56)."""
        if self.by is None or today <= self.by:
            return ()
        what = f"the text had to be reviewed by {self.by.isoformat()}"
        remedy = "have it reviewed, then give it a new version and review_by"
        return (Problem(self.place, what, remedy),)
