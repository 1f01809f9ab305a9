"""Make sheets without a patient, to try a fold or a printer; find the folds that hold a leaflet."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from leaflet.content.read import read_content
from leaflet.content.site import Library
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Message, Name, Option
from leaflet.messages.phrases import there_is
from leaflet.paper.fold import Flip, Fold
from leaflet.press.loose_sheet import open_bench, print_sheet
from leaflet.press.make_plate import open_case
from leaflet.records import frozen
from leaflet.typesetting.fit import Fit, tabulate
from leaflet.typesetting.look import SIZES
from leaflet.typesetting.sheets.loose_sheet import Bench, LooseSheet

SetSheet = Callable[[Fold, Flip, Bench], LooseSheet]


def make_sheet(
    library: Library, language: str, fold: Fold, edge: Flip, set_sheet: SetSheet
) -> tuple[bytes, ...]:
    """Set a sheet and print it into a PDF, in parts that follow each other.

    Args:
        library: Where the content is.
        language: Of its words.
        fold: The fold that it is for.
        edge: The edge about which the printer turns the paper.
        set_sheet: Sets it.

    Raises:
        LeafletError: If the library cannot be read, or has no words in the language.
    """
    bench = open_bench(library, language)
    return print_sheet(set_sheet(fold, edge, bench), bench, library)


def find_fold(folds: Sequence[Fold], sheets: int | None) -> Fold:
    """The fold with so many sheets, or with the fewest.

    Args:
        folds: One way of folding, with ever more sheets.
        sheets: How many are wanted; ``None`` leaves it open.

    Raises:
        UsageError: If there is none.
    """
    by_sheets = {fold.sheets: fold for fold in folds}
    if sheets is None:
        return folds[0]
    if sheets not in by_sheets:
        what = Message(
            "fold.no-such-sheets",
            "the fold {fold} is not made of so many sheets",
            fold=Name(folds[0].name),
        )
        raise UsageError(Problem(Option("--sheets"), what, there_is(map(str, by_sheets))))
    return by_sheets[sheets]


@frozen
class Holding:
    """The sizes at which a fold holds a leaflet.

    Attributes:
        fold: Its name.
        fits: The room left at each size in points, the smallest first; ``None`` where the leaflet
            does not fit.
    """

    fold: str
    fits: Mapping[float, Fit | None]

    @property
    def largest(self) -> float | None:
        """The largest size that fits, in points."""
        return max((size for size, fit in self.fits.items() if fit), default=None)


def find_holdings(library: Library, topic: str, language: str) -> Iterator[Holding]:
    """Set a leaflet in every fold at every size.

    Raises:
        LeafletError: With everything that is wrong with its content.
    """
    content = read_content(library, topic, language).value
    case = open_case(content, library)
    for fold, fits in tabulate(content, sorted(SIZES), case):
        yield Holding(fold, fits)
