"""The words by which a limit is told in running text, for one language.

No leaflet needs them, so they are no part of :class:`~leaflet.manuscript.words.Words`; they stand
in the same file under the key ``limits``, whose shape is this class. A language without them has
no limits looked for in its running text.
"""

from leaflet.frozen import frozen


@frozen
class LimitWords:
    """Phrases, each in the forms in which it is written; case does not matter.

    Attributes:
        most: Directly before a figure, they say that it is the maximum.
        least: Directly before a number of hours, that it is the least time between two intakes.
        beyond: Directly before a figure, that something holds for more than it.
        between: After a number of hours, that it is the time between two intakes.
        a_day: After a figure, that it is for one day.
        an_intake: After an amount, that it is for one intake.
        never: Anywhere before a figure, that it is forbidden and not advised.
        clauses: Words that begin another clause: what follows is said of something else.
        painkillers: What the leaflets call painkillers without naming one.
    """

    most: tuple[str, ...]
    least: tuple[str, ...]
    beyond: tuple[str, ...]
    between: tuple[str, ...]
    a_day: tuple[str, ...]
    an_intake: tuple[str, ...]
    never: tuple[str, ...]
    clauses: tuple[str, ...]
    painkillers: tuple[str, ...]
