"""Matter before it has a panel: slugs that never split, in strips with the white around them.

Depths are in half steps of the baseline grid.
"""

from enum import Enum, StrEnum

from leaflet.errors import Place
from leaflet.frozen import frozen
from leaflet.typesetting.matter import Item, SetLine


@frozen
class Slug:
    """Matter that never splits: a line of text, or a block as a whole.

    ``depth`` is in half steps; ``splits`` says that a panel may begin with it although it is not
    the first slug of its strip.
    """

    depth: int
    items: tuple[Item, ...]
    splits: bool = False

    def words(self) -> int:
        """How many words of text it holds, to say how much too long a text is."""
        return sum(len(item.text.split()) for item in self.items if isinstance(item, SetLine))


class White(StrEnum):
    """Kinds of white between matter, in the order in which they give way."""

    SECTION = "section"
    PARAGRAPH = "paragraph"
    EXERCISE = "exercise"
    NONE = "none"


@frozen
class Gap:
    """White before a strip, in half steps: as much as one likes, and the least."""

    kind: White
    liked: int
    least: int


class Foot(Enum):
    """The column at whose foot matter stands: the one that it comes to, or the last of all."""

    COLUMN = "column"
    LAST = "last"


NO_GAP = Gap(White.NONE, 0, 0)


@frozen
class Strip:
    """What one block, or one item of a list, makes in a column: slugs that follow each other.

    Attributes:
        place: The block in its file, for the error that says what is too long.
        gap: White before it; none at the head of a panel.
        breaks: What it costs to begin a panel with it; ``None`` where that is forbidden.
        foot: Whether it stands at the foot of its column and ends it, and of which one.
    """

    place: Place
    gap: Gap
    breaks: int | None
    slugs: tuple[Slug, ...]
    foot: Foot | None = None

    @property
    def depth(self) -> int:
        """Depth of all slugs without the gap, in half steps."""
        return sum(slug.depth for slug in self.slugs)
