"""A line setter: a measure, a look and a typeface, by which text becomes lines."""

from collections.abc import Sequence
from dataclasses import replace

from leaflet.content.model.brochure import Emphasis as TextWeight
from leaflet.content.model.brochure import PhoneReference, RichText, Run
from leaflet.content.model.hospital import PhoneBook, PhoneNumber
from leaflet.errors import FitError, Problem, Where
from leaflet.messages.message import Message
from leaflet.paper.fold import MM
from leaflet.records import frozen
from leaflet.typesetting.breaking import NBSP, Hyphenator, StyledText, TooWide, break_lines, never
from leaflet.typesetting.look import Measures, Style
from leaflet.typesetting.matter import Element, PlacedText, SetLine, Slug
from leaflet.typesetting.typeface import Typeface


@frozen
class LineSetter:
    """What every block needs in order to be set.

    Attributes:
        measure: Width of the column, in points.
        indent: Where the column begins, from the panel's text column, in points.
        look: Sizes and distances.
        typeface: Measures characters.
        hyphenate: Divides long words, or nothing.
        phonebook: Numbers for the keys in a text.
        bound: Words after which a line never ends.
    """

    measure: float
    look: Measures
    typeface: Typeface
    hyphenate: Hyphenator
    phonebook: PhoneBook
    bound: frozenset[str] = frozenset()
    indent: float = 0.0

    def narrowed(self, left: float, right: float = 0.0) -> "LineSetter":
        """The same stick, its column taken in on the left and on the right, in points."""
        measure, indent = self.measure - left - right, self.indent + left
        return LineSetter(
            measure, self.look, self.typeface, self.hyphenate, self.phonebook, self.bound, indent
        )

    def undivided(self) -> "LineSetter":
        """The same stick that divides no word."""
        return self if self.hyphenate is never else replace(self, hyphenate=never)

    def spans(self, text: RichText, plain: Style, bold: Style) -> tuple[StyledText, ...]:
        """Characters of a text in two styles; a phone reference becomes its unbreakable number."""
        return tuple(
            self._span(part, bold if part.weight is TextWeight.BOLD else plain)
            for part in text.parts
        )

    def body(self, text: RichText) -> tuple[StyledText, ...]:
        """Characters of a running text, key words semibold."""
        return self.spans(text, self.look.body, self.look.strong)

    def lines(
        self, spans: Sequence[StyledText], place: Where
    ) -> tuple[tuple[StyledText, ...], ...]:
        """Break spans into lines of the measure.

        Raises:
            FitError: If a word is wider than the measure.
        """
        if len(spans) == 1 and self._is_one_line(spans[0]):
            return (tuple(spans),) if spans[0].text else ((),)
        try:
            return break_lines(spans, self.measure, self.typeface, self.hyphenate, self.bound)
        except TooWide as error:
            what = Message(
                "fit.wide-word",
                "a word of {letters} characters is wider than the {width:.0f} mm",
                letters=len(error.word),
                width=self.measure / MM,
            )
            remedy = Message(
                "fit.divide-word", "shorten the word, or give it a hyphen where it may be divided"
            )
            raise FitError(Problem(place, what, remedy)) from error

    def _is_one_line(self, span: StyledText) -> bool:
        """Whether there is nothing to break; most names and days are so."""
        text = span.text
        return "\n" not in text and text == text.strip() and self.width(span) <= self.measure

    def line(
        self, spans: Sequence[StyledText], y: float, element: Element, x: float = 0.0
    ) -> SetLine:
        """Place the spans of one line beside each other from ``x`` of this column, on ``y``."""
        pieces, left = [], self.indent + x
        for span in spans:
            width = self.width(span)
            text = f"{span.text} " if span.spaced else span.text
            pieces.append(PlacedText(left, text, span.style, width, span.added, span.link))
            left += width
        return SetLine(y, tuple(pieces), element)

    def width(self, span: StyledText) -> float:
        """Width of a span on one line, in points."""
        plain = self.typeface[span.style.weight].width(span.text, span.style.size)
        return plain + span.style.tracking * len(span.text)

    def fits(self, text: str) -> bool:
        """Whether running text stands on one line of this column."""
        return self.width(StyledText(text, self.look.body)) <= self.measure

    def takes(self, text: str, style: Style) -> bool:
        """Whether no word of the text is wider than this column."""
        return all(self.width(StyledText(word, style)) <= self.measure for word in text.split(" "))

    def heading(self, text: RichText, style: Style) -> RichText:
        """The text without its breaks by sense, if it stands on one line of this column so."""
        unbroken = text.unbroken()
        width = sum(self.width(span) for span in self.spans(unbroken, style, style))
        return unbroken if width <= self.measure else text

    def baseline(self, line: float) -> float:
        """Baseline of line ``line`` of a slug, counted in steps from 0, in points from its top."""
        return (line + self.look.baseline) * self.look.step

    def slugs(
        self, spans: Sequence[StyledText], element: Element, place: Where
    ) -> tuple[Slug, ...]:
        """Running text, a slug a line; neither its first nor its last line stands alone."""
        lines = self.lines(spans, place)
        return tuple(
            Slug(
                2,
                (self.line(line, self.baseline(0), element),),
                splits=1 < n < len(lines) - 1,
            )
            for n, line in enumerate(lines)
        )

    def _span(self, part: Run | PhoneReference, style: Style) -> StyledText:
        if isinstance(part, Run):
            return StyledText(part.text, style)
        entry = self.phonebook.find(part.key)
        if entry is None:
            raise ValueError(f"the phone book has no {part.key}")
        return phone_span(entry, style)


def phone_span(entry: PhoneNumber, style: Style) -> StyledText:
    """A phone number, which never parts and leads to its call."""
    return StyledText(entry.number.replace(" ", NBSP), style, link=entry.uri)
