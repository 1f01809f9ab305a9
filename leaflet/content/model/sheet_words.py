"""Words of the two sheets for staff: the folding dummy and the test sheet.

No leaflet needs them, so they are not part of :class:`~leaflet.content.model.words.Words`. They
stand in the same file under the key ``sheets``, whose shape is these classes, field by field.
"""

from leaflet.records import frozen


@frozen
class FoldWords:
    """A sentence or a name for each way of folding."""

    c: str
    z: str
    half: str
    booklet: str
    flat: str

    def of(self, fold: str) -> str:
        """That of the fold of this name."""
        said: str = getattr(self, fold)
        return said


@frozen
class RoleWords:
    """What a panel is called, by what the fold makes of it."""

    cover: str
    flap: str
    inside: str
    back: str

    def of(self, role: str) -> str:
        """The name for a role."""
        said: str = getattr(self, role)
        return said


@frozen
class SettingWords:
    """How it has to be printed: a heading, and one line for each setting of the printer."""

    title: str
    paper: str
    size: str
    sides: str
    flip: str

    def lines(self, edge: str) -> tuple[str, ...]:
        """One line a setting; ``edge`` is the one about which the paper is turned."""
        return self.paper, self.size, self.sides, self.flip.format(edge=edge)


@frozen
class DummyWords:
    """What stands on a folding dummy."""

    title: str
    roles: RoleWords
    panel: str
    width: str
    only: str
    first: str
    second: str
    valley: str
    mountain: str
    how_title: str
    how: FoldWords
    leaf: str


@frozen
class TroubleshootingRow:
    """A row of the table: what is seen, what that means, what to do."""

    see: str
    cause: str
    remedy: str


@frozen
class TroubleshootingTable:
    """The table of the test sheet, the row by row that there is to see."""

    see: str
    cause: str
    remedy: str
    upside_down: TroubleshootingRow
    single: TroubleshootingRow
    small: TroubleshootingRow
    moved: TroubleshootingRow
    edge: TroubleshootingRow
    parted: TroubleshootingRow
    fine: TroubleshootingRow

    def rows(self) -> tuple[TroubleshootingRow, ...]:
        """Every row, in the order in which they are looked for."""
        return (
            self.upside_down,
            self.single,
            self.small,
            self.moved,
            self.edge,
            self.parted,
            self.fine,
        )


@frozen
class LookWords:
    """What to look at on the test sheet, in order; ``fold`` only where the paper is folded."""

    title: str
    arrow: str
    bar: str
    scale: str
    edge: str
    light: str
    fold: str


@frozen
class GaugeWords:
    """What is said of a drawing to a reader who cannot see it."""

    arrow: str
    bar: str
    scale_left: str
    scale_top: str
    frames: str
    target: str
    fold: str


@frozen
class TestWords:
    """What stands on a test sheet."""

    title: str
    question: str
    made_for: str
    up: str
    bar: str
    look: LookWords
    found: str
    findings: TroubleshootingTable
    gauges: GaugeWords


@frozen
class SheetWords:
    """All of them; ``front`` and ``back`` name sides, the edges are where the paper is turned."""

    front: str
    back: str
    short_edge: str
    long_edge: str
    folds: FoldWords
    settings: SettingWords
    dummy: DummyWords
    test: TestWords
