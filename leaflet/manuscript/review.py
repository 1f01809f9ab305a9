"""The day by which a text has to be reviewed: after it, printing warns, and stock is refused."""

from datetime import date

from leaflet.errors import Place, Problem
from leaflet.frozen import frozen


@frozen
class Review:
    """The last day on which the text is taken for good, ``None`` if not stated, and its place."""

    by: date | None
    place: Place

    def find_overdue(self, today: date) -> tuple[Problem, ...]:
        """What is to be said if the day has passed (``domain.md`` T56)."""
        if self.by is None or today <= self.by:
            return ()
        what = f"the text had to be reviewed by {self.by.isoformat()}"
        remedy = "have it reviewed, then give it a new version and review_by"
        return (Problem(self.place, what, remedy),)
