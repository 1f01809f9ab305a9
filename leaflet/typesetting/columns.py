"""Columns of a fold's panels, and which flow runs through each."""

from leaflet.paper.fold import Fold, Panel
from leaflet.records import frozen
from leaflet.typesetting.look import Flow, Measures, Profile


@frozen
class PanelColumn:
    """A strip of a panel that is filled from its head to its foot.

    Attributes:
        panel: The panel it stands on.
        left: Distance of its text from the left trim edge of the page, in points.
        measure: Width of its text, in points.
        top: Where it begins below the head of the type area, in half steps.
        depth: How deep it is, in half steps.
    """

    panel: Panel
    left: float
    measure: float
    top: int
    depth: int

    @property
    def right(self) -> float:
        """Right end of its text, from the left trim edge of the page, in points."""
        return self.left + self.measure


def make_columns(
    panel: Panel, profile: Profile, look: Measures, used: int
) -> tuple[PanelColumn, ...]:
    """The columns of a panel, from left to right.

    Args:
        panel: The panel.
        profile: How the panels of its fold are made up.
        look: Depth of the type area.
        used: How much of its head is taken, in half steps.
    """
    within = full_column(panel, profile, look)
    gutters = (profile.columns - 1) * profile.gutter
    measure = (within.measure - gutters) / profile.columns
    return tuple(
        PanelColumn(
            panel,
            within.left + n * (measure + profile.gutter),
            measure,
            used,
            look.half_steps - used,
        )
        for n in range(profile.columns)
    )


def full_column(panel: Panel, profile: Profile, look: Measures) -> PanelColumn:
    """All of a panel between its margins."""
    measure = panel.width - 2 * profile.margin
    return PanelColumn(panel, panel.left + profile.margin, measure, 0, look.half_steps)


def columns_of_flow(
    flow: Flow, fold: Fold, profile: Profile, look: Measures, used: int
) -> tuple[PanelColumn, ...]:
    """The columns of a flow in reading order; ``used`` half steps of the cover are taken."""
    return tuple(
        column
        for panel in fold.with_role(*flow.panels)
        for column in make_columns(panel, profile, look, used if panel.folio == 1 else 0)
    )
